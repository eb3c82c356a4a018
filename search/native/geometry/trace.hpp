// Trace: the proof of a fact, as steps in an order in which each rests on earlier ones only.
//
// A fact that a rule concluded rests on the rule's premises; a premise that the tables answered is a step of algebra:
// the combination of relations of earlier steps that gives it, with integer coefficients for angles and rational ones for
// lengths. The combination may only use what was known when the rule was applied, so that no proof goes in a circle.
//
// Source. Traceback through a deductive database (Chou, Gao, Zhang 2000). Earlier engines search the relations of an
// algebraic step by linear programming; here they are read from the echelon form of the relations that were
// independent when they came, which needs no search and no numbers that are not exact. Only the steps that the goal
// needs are kept, each once. Why a fact of the closure holds is found out once and kept for all proofs that use it.
#pragma once

#include <map>
#include <tuple>

#include "deduce.hpp"
#include "echelon.hpp"

namespace geometry {

struct Term {
  int step;             // an earlier step
  int form;             // which of its relations (relations.hpp), angles first; of squares: which view
  Rational coefficient;
};

struct ProofStep {
  enum class Reason : std::uint8_t { premise, rule, algebra, distances } reason{};
  Fact fact{};
  RuleId rule{};                                // of a rule
  Binding binding{};                            // its variables
  std::vector<int> premises{};                  // one step for each; -1 where points coincide so that it says nothing
  std::vector<std::vector<Term>> certificates{};  // of algebra: one combination for each relation of the fact
  std::vector<std::uint8_t> views{};            // of distances: points from which figures are seen
};

// Proofs from one closure, as it is extended and undone.
class Traceback {
 public:
  // The closure must outlive it.
  explicit Traceback(const Closure& closure) : closure_(closure) {}

  // The proof of a fact, which is its last step; nothing when the closure does not contain it. Throws
  // std::overflow_error where a coefficient of a certificate has more than 64 bits.
  std::optional<std::vector<ProofStep>> prove(const Fact& fact);
  // One proof of several facts, which share their steps, and the step of each fact; -1 where there is none.
  std::pair<std::vector<ProofStep>, std::vector<int>> prove_all(std::span<const Fact> facts);

 private:
  // A multiple of a relation of a recorded fact.
  struct Link {
    int fact, form;
    Rational coefficient;
  };
  // Why a fact holds: it is recorded, or says nothing, or is a sum of relations of recorded facts, or follows by a rule
  // or a sum of squares of distances.
  struct Support {
    Fact fact{};
    ProofStep::Reason reason = ProofStep::Reason::algebra;
    int recorded = -1;                              // the number of the same fact in the closure
    RuleId rule{};                                  // of a rule
    Binding binding{};
    std::vector<Support> premises{};
    std::vector<std::vector<Link>> certificates{};  // of algebra
    std::optional<std::uint32_t> sum{};             // of distances, whose facts are the premises
    bool says_nothing = false;
  };
  class Writer;

  void follow_closure();
  Support support(const Fact& fact, int known) const;
  // A fact that has the same relation of squares, perhaps with the other sign, and is recorded if there is one.
  Fact recorded_variant(const Fact& fact, int known) const;
  const Support& support_of_recorded(int fact);
  template <class C>
  std::vector<Link> combination(const Form<C>& form, const Echelon<C>& echelon,
                                const std::vector<std::pair<Form<C>, Origin>>& relations, int known) const;

  // A predicate with its points and its number.
  using Key = std::tuple<Kind, std::array<std::uint8_t, max_arity>, std::int32_t, std::int32_t>;
  static Key key(const Fact& fact) { return {fact.kind, fact.points, fact.numerator, fact.denominator}; }

  const Closure& closure_;
  Echelon<Integer> angles_;
  Echelon<Rational> lengths_;
  std::vector<std::uint64_t> serials_;              // of the facts that the members know
  std::vector<std::optional<Support>> supports_;    // of recorded facts, once asked for
  std::map<Key, int> number_of_;                    // recorded facts
};

// What a proof amounts to. Steps of deduction are those that are neither premises nor the same relations said again.
struct ProofSummary {
  int premises = 0;
  int length = 0;  // steps of deduction
  int depth = 0;   // the longest chain of them
  int rules = 0;   // different rules used
  int terms = 0;   // of all certificates
};
ProofSummary summarize(const std::vector<ProofStep>& proof);

// Whether a step of algebra says one earlier step in another way.
bool restates(const ProofStep& step);

}  // namespace geometry
