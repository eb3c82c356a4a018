// Intuitionistic provability, decided by Dyckhoff's contraction-free sequent calculus; see `ljt.cpp`.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "term.hpp"

namespace propositional::prove {

struct LjtStatistics {
  std::uint64_t nodes = 0;       // sequents looked at
  std::uint64_t backtracks = 0;  // choices that turned out wrong
  unsigned depth = 0;            // deepest nesting of rules
};

class Ljt {
 public:
  Ljt(Arena& arena, Terms& terms) : arena_(arena), terms_(terms) {}

  void clear() { refuted_.clear(); }

  // A normal proof term of `goal` from assumptions of `hypotheses`, or 0 when there is none.
  // Throws OutOfBudget after `nodes` sequents, FormulaError when the arena is full.
  Ref prove(const std::vector<Id>& hypotheses, Id goal, std::uint64_t nodes, LjtStatistics& statistics);

 private:
  static constexpr unsigned max_depth = 1'500;

  struct Let {
    Id formula;
    Ref term;
  };

  // The left side of a sequent, sorted by what can be done with its formulas.
  struct Context {
    std::vector<Id> known;     // all that was added and is not used up, sorted
    std::vector<Id> waiting;   // implications whose premise is an atom that is not known
    std::vector<Id> nested;    // (x → y) → z and ¬(x → y), ...: the rule that needs a choice
    std::vector<Id> branching; // disjunctions
    std::vector<Id> pending;   // not looked at yet

    bool knows(Id formula) const;
    void learn(Id formula);
    void forget(Id formula);
  };

  struct Key {
    std::vector<Id> sequent;  // known formulas and the goal
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  Ref search(Context context, Id goal);
  Ref saturate(Context& context, Id goal, std::vector<Let>& lets);
  void decompose_implication(Context& context, Id formula, std::vector<Let>& lets);
  Ref close(Context context, Id goal);
  Ref close_right(const Context& context, Id goal);
  Ref close_nested(const Context& context, Id goal);
  Ref with(Ref proof, const std::vector<Let>& lets);
  void let(Context& context, std::vector<Let>& lets, Id formula, Ref term);

  Id premise(Id implication) const { return arena_[implication].left; }
  Id conclusion(Id implication) {
    const Node node = arena_[implication];
    return node.op == Op::Not ? arena_.bottom() : node.right;
  }
  Id implies(Id left, Id right) {
    return arena_[right].op == Op::Bottom ? arena_.negate(left) : arena_.binary(Op::Implies, left, right);
  }

  Arena& arena_;
  Terms& terms_;
  std::unordered_set<Key, KeyHash> refuted_;
  std::uint64_t nodes_left_ = 0;
  unsigned depth_ = 0;
  LjtStatistics* statistics_ = nullptr;
};

}  // namespace propositional::prove
