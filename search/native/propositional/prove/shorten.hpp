// Looks for the cheapest proof within a budget; see `shorten.cpp`.
#pragma once

#include <bitset>
#include <unordered_map>
#include <vector>

#include "term.hpp"

namespace propositional::prove {

class Shortener {
 public:
  Shortener(Arena& arena, Terms& terms) : arena_(arena), terms_(terms) {}

  // Makes ready for sequents over the subformulas of these formulas; forgets earlier ones.
  // False when there are too many subformulas: then `improve` gives back what it gets.
  bool prepare(const std::vector<Id>& formulas);

  // A proof of what `proof` proves, from the same hypotheses, that is no dearer; spends at most `nodes`.
  Ref improve(Ref proof, const std::vector<Id>& hypotheses, std::uint64_t nodes);

  // A cheapest proof found from nothing, or 0 when it would take more than `nodes`.
  Ref find(const std::vector<Id>& hypotheses, Id goal, std::uint64_t nodes);

  std::uint64_t nodes() const { return spent_; }

 private:
  static constexpr std::size_t max_formulas = 128;
  static constexpr unsigned max_bound = 400;  // on the cost of a proof that is looked for, and so on the recursion

  using Set = std::bitset<max_formulas>;  // of available formulas, by their number here

  // A way to use a formula: take it apart until `target` is left, proving the premises on the way.
  struct Use {
    unsigned source;
    unsigned target;
    unsigned steps;                  // eliminations, each one term
    std::vector<Rule> rules;
    std::vector<unsigned> premises;  // one for each ImpliesElim
  };
  struct Key {
    Set available;
    unsigned goal;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return std::hash<Set>{}(key.available) * 31 + key.goal * std::size_t{0x9e3779b97f4a7c15u};
    }
  };
  struct Entry {
    unsigned none_below = 0;  // no proof costs less than this
    Ref best = 0;             // the cheapest proof, once it is known
  };

  bool available_from(const std::vector<Id>& hypotheses, Set& available);
  unsigned number(Id formula);
  void collect_uses(unsigned source, Use& use);
  Set with(const Set& available, unsigned formula);
  bool knows_formula(Id formula) const { return formula < numbers_.size() && numbers_[formula] >= 0; }

  Ref cheapest(const Set& available, unsigned goal, unsigned bound);
  Ref expand(const Set& available, unsigned goal, unsigned bound);
  Ref introduce(const Set& available, unsigned goal, unsigned bound);
  Ref eliminate(const Set& available, const Use& use, unsigned bound);
  Ref split(const Set& available, unsigned goal, unsigned bound);
  Ref improve_below(Ref proof, const Set& available, std::uint64_t nodes);
  Ref improve_children(Ref proof, const Set& available, std::uint64_t nodes);

  Arena& arena_;
  Terms& terms_;
  std::vector<Id> formulas_;
  std::vector<int> numbers_;                        // by id; -1 when it has none
  std::vector<std::vector<unsigned>> gives_;        // what an assumption of a formula makes available
  std::vector<Use> uses_;
  std::vector<std::vector<unsigned>> uses_by_target_;
  std::vector<unsigned> splits_;                    // uses whose target is a disjunction
  std::unordered_map<Key, Entry, KeyHash> seen_;
  std::uint64_t nodes_left_ = 0;
  std::uint64_t spent_ = 0;
};

}  // namespace propositional::prove
