// Reads a closed Lean proposition into a sequent; see `statement.cpp`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formula.hpp"

namespace propositional::prove {

struct Statement {
  std::vector<std::string> atoms;  // atom i of the arena is called atoms[i]
  Sequent sequent;
};

// Reads `∀ (p q : Prop), H1 → ... → Hn → G` where n is `hypotheses`, or a formula without atoms. Throws
// FormulaError with the offset in bytes of what is wrong.
Statement read_statement(Arena& arena, std::string_view text, std::size_t hypotheses);

}  // namespace propositional::prove
