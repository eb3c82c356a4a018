// Trace: the proof of a fact, as steps in an order in which each rests on earlier ones only.
//
// A fact that a rule concluded rests on the rule's premises; a premise that the tables answered is a step of algebra:
// the combination of relations of earlier steps that gives it, with integer coefficients for angles and rational ones for
// lengths. The combination may only use what was known when the rule was applied, so that no proof goes in a circle.
//
// Source. Traceback through a deductive database (Chou, Gao, Zhang 2000). Earlier engines search the relations of an
// algebraic step by linear programming; here they are read from the echelon form of the relations that were
// independent when they came, which needs no search and no numbers that are not exact. Only the steps that the goal
// needs are kept, each once.
#pragma once

#include "deduce.hpp"

namespace geometry {

struct Term {
  int step;             // an earlier step
  int form;             // which of its relations (relations.hpp), angles first
  Rational coefficient;
};

struct ProofStep {
  enum class Reason : std::uint8_t { premise, rule, algebra } reason{};
  Fact fact{};
  RuleId rule{};                                // of a rule
  Binding binding{};                            // its variables
  std::vector<int> premises{};                  // one step for each; -1 where points coincide so that it says nothing
  std::vector<std::vector<Term>> certificates{};  // of algebra: one combination for each relation of the fact
};

// The proof of a fact, which is its last step; nothing when the closure does not contain it. Throws
// std::overflow_error where a coefficient of a certificate has more than 64 bits.
std::optional<std::vector<ProofStep>> trace(const Closure& closure, const Fact& fact);

}  // namespace geometry
