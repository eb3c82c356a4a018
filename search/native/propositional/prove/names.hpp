// What formulas and assumptions are called in the texts.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "formula.hpp"

namespace propositional::prove {

inline std::string parenthesized(const std::string& text) {
  std::string result = "(";
  result += text;
  result += ')';
  return result;
}

// How the constants are written: `⊤ ⊥` for readers, `True False` for Lean. Everything else is the same.
enum class Notation { Symbols, Lean };

// Formulas in Lean's notation with as few parentheses as its precedences allow; remembers what it wrote.
class FormulaWriter {
 public:
  FormulaWriter(const Arena& arena, const std::vector<std::string>& atoms, Notation notation)
      : arena_(arena), atoms_(atoms), notation_(notation) {}

  const std::string& operator()(Id formula);
  std::string as_argument(Id formula);

 private:
  std::string at_level(Id formula, int level);

  const Arena& arena_;
  const std::vector<std::string>& atoms_;
  Notation notation_;
  std::deque<std::string> texts_;  // by id; a deque, so that references outlive growth
};

// The names of the assumptions in scope: `hp` for an atom p, `hnp` for its negation, h1, h2, ... for the rest.
class Scope {
 public:
  Scope(const Arena& arena, const std::vector<std::string>& atoms) : arena_(arena), atoms_(atoms), names_(atoms) {}

  std::size_t size() const { return names_.size(); }
  void leave(std::size_t size) { names_.resize(size); }
  // Puts a name for an assumption of `formula` into scope.
  std::string enter(Id formula);
  // Puts the name `h` into scope, or another when it is taken: for what holds in one case and fails in the other.
  std::string enter_plain();

 private:
  bool taken(const std::string& name) const;
  std::string numbered() const;

  const Arena& arena_;
  const std::vector<std::string>& atoms_;
  std::vector<std::string> names_;
};

}  // namespace propositional::prove
