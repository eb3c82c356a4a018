// Proof terms of natural deduction, hash-consed, whose variables are named by the formulas that they prove.
//
// Everything works around `Ref`, the number of a term in its `Terms` (0 is no term). A hypothesis is written as
// "the assumption of this formula", not as the assumption with this name: two assumptions of one formula are as
// good as each other, so a term means the same wherever its formulas are assumed, substitution never needs to
// rename, and a subproof that occurs twice is one `Ref`. `deduction.cpp` turns formulas back into named variables.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include "formula.hpp"

namespace propositional::prove {

enum class Rule : std::uint8_t {
  Hypothesis,       // type
  ExcludedMiddle,   // type is x ∨ ¬x
  Instance,         // of the universal statement that is being refuted; only in a `Deduction`
  AndLeft,          // a : type ∧ _
  AndRight,         // a : _ ∧ type
  IffForward,       // a : x ↔ y, type is x → y
  IffBackward,      // a : x ↔ y, type is y → x
  ImpliesElim,      // a : b.type → type, or ¬b.type when type is ⊥
  TrueIntro,        //
  ImpliesIntro,     // a : y under the assumption `label`, type is label → y or ¬label
  AndIntro,         // a, b
  IffIntro,         // a : x → y, b : y → x
  OrLeft,           // a proves the left disjunct
  OrRight,          // a proves the right disjunct
  OrElim,           // a : x ∨ y; b : type under x; c : type under y
  FalseElim,        // a : ⊥
  ByContradiction,  // a : ⊥ under the assumption `label`, which is ¬type
  Have,             // b, in which the formula that a proves is assumed; only in a `Deduction`
};

// Terms that say what they prove, as against terms that are checked against a known goal (Pfenning's
// synthesis and checking). Lean's elaborator needs the same distinction, and so do the writers.
constexpr bool is_neutral(Rule rule) { return rule <= Rule::ImpliesElim; }

using Ref = std::uint32_t;

struct Term {
  Rule rule;
  Id type;
  Id label = no_formula;  // the assumption that ImpliesIntro and ByContradiction discharge
  Ref a = 0, b = 0, c = 0;

  bool operator==(const Term&) const = default;
};

// The search needed more than its budget allows; the message says what ran out.
struct OutOfBudget : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Terms {
 public:
  explicit Terms(Arena& arena) : arena_(arena), slots_(initial_slots, 0) { clear(); }

  void clear();
  const Term& operator[](Ref ref) const { return terms_[ref]; }
  Rule rule(Ref ref) const { return terms_[ref].rule; }
  Id type(Ref ref) const { return terms_[ref].type; }
  // How long the proof is for a reader: see `price`. Counts a repeated subproof every time.
  unsigned cost(Ref ref) const { return costs_[ref]; }

  Ref hypothesis(Id formula) { return intern({Rule::Hypothesis, formula}); }
  Ref truth() { return intern({Rule::TrueIntro, arena_.top()}); }
  Ref excluded_middle(Id formula) {
    return intern({Rule::ExcludedMiddle, arena_.binary(Op::Or, formula, arena_.negate(formula))});
  }
  Ref project(Rule rule, Ref from);  // AndLeft, AndRight, IffForward, IffBackward
  Ref apply(Ref function, Ref argument);
  Ref lambda(Id type, Ref body) { return intern({Rule::ImpliesIntro, type, arena_[type].left, body}); }
  Ref pair(Id type, Ref left, Ref right);
  Ref inject(Id type, bool left, Ref proof);
  Ref cases(Ref disjunction, Ref left, Ref right) {
    return intern({Rule::OrElim, type(left), no_formula, disjunction, left, right});
  }
  Ref absurd(Id type, Ref falsum) { return intern({Rule::FalseElim, type, no_formula, falsum}); }
  Ref by_contradiction(Id type, Ref body) {
    return intern({Rule::ByContradiction, type, arena_.negate(type), body});
  }
  Ref intern(Term term);

  // The formula that child 0, 1 or 2 (a, b, c) of a term is under, or no_formula.
  Id bound(const Term& term, unsigned child) const;

  // Whether the assumption of `formula` occurs free.
  bool uses(Ref ref, Id formula);
  // `ref` with `by` for the free assumptions of `formula`.
  Ref substitute(Ref ref, Id formula, Ref by);
  // The beta-normal form. Throws OutOfBudget when it would take more than `max_terms` terms.
  Ref normalize(Ref ref);

 private:
  static constexpr std::size_t initial_slots = 1024;
  static constexpr std::size_t max_terms = 200'000;
  static constexpr unsigned max_term_depth = 5'000;  // of the recursions over a term
  static unsigned price(Rule rule);

  Ref rebuild(const Term& old, Ref a, Ref b, Ref c);
  Ref substitute_in(Ref ref, Id formula, Ref by);
  Ref normalize_in(Ref ref, std::vector<Ref>& done);

  Arena& arena_;
  std::vector<Term> terms_;
  std::vector<unsigned> costs_;
  std::vector<Ref> slots_;
  std::vector<std::uint32_t> stamps_;  // for `uses` and `substitute`: the last question that visited a term
  std::vector<Ref> results_;           // for `substitute`: what it made of a term
  std::uint32_t stamp_ = 0;
  unsigned depth_ = 0;
};

}  // namespace propositional::prove
