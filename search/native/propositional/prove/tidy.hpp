// Removes what a proof does not need; see `tidy.cpp`.
#pragma once

#include <vector>

#include "term.hpp"

namespace propositional::prove {

// Appends what an assumption of `formula` gives without any step that is worth a line: the formula itself, the
// sides of a conjunction, the directions of an equivalence. Skips what is there already.
void assume(Arena& arena, Id formula, std::vector<Id>& available);

// A proof of the same formula from the same assumptions that costs no more; `ref` is normal, and the sides of
// an assumed conjunction may be used as assumptions themselves in the result. Throws OutOfBudget when the proof
// written out in full has more than `max_cost`.
Ref tidy(Arena& arena, Terms& terms, Ref ref, const std::vector<Id>& hypotheses);

inline constexpr unsigned max_cost = 2'000;

}  // namespace propositional::prove
