// A finished proof: a tree with named assumptions, from which tactic script, term and steps are all written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "term.hpp"

namespace propositional::prove {

inline constexpr unsigned none = ~0u;

struct Assumption {
  Id formula;
  bool used = false;       // at all
  bool used_whole = false; // other than by taking a conjunction apart
};

struct Deduction {
  struct Node {
    Rule rule;
    Id type;
    unsigned a = none, b = none, c = none;  // as in Term
    unsigned assumption = none;  // the one that Hypothesis uses, or that this node makes (OrElim: for b)
    unsigned other = none;       // OrElim: the assumption for c
  };
  std::vector<Node> nodes;
  std::vector<Assumption> assumptions;
  std::vector<unsigned> hypotheses;  // the assumptions that are the sequent's hypotheses, in order
  unsigned root = none;
  unsigned instance = none;  // the assumption that stands for the instance when refuting

  const Node& operator[](unsigned node) const { return nodes[node]; }
};

// Names the assumptions of a tidy proof of a sequent and states repeated subproofs once. `instance` is the formula
// whose assumption is the instance of the universal statement, or no_formula. Throws OutOfBudget.
Deduction make_deduction(Arena& arena, Terms& terms, Ref proof, const std::vector<Id>& hypotheses, Id instance);

}  // namespace propositional::prove
