// A deduction as numbered steps of natural deduction, with dead ends; see `trace.cpp`.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "deduction.hpp"

namespace propositional::prove {

struct Step {
  const char* rule;
  std::vector<unsigned> premises;
  Id conclusion;
  std::vector<Id> remaining;
  unsigned depth;
  bool failed = false;
  bool universal = false;  // the conclusion is the statement being refuted, or its negation
};

// Whether a goal follows from formulas; false only when that is sure.
using Provable = std::function<bool(const std::vector<Id>& hypotheses, Id goal)>;

// The steps in the order of a proof written down by hand. At most `dead_ends` abandoned attempts are put in,
// each where the proof makes the choice; `provable` tells which choices would have been wrong.
std::vector<Step> write_steps(Arena& arena, const Deduction& deduction, unsigned dead_ends, const Provable& provable);

}  // namespace propositional::prove
