// Valid sequents from random derivations, grown backwards from the goal.
//
// `justify` is a prover that may invent its premises: it either opens the goal with an introduction rule, or closes
// it by an assumption in scope, or puts down a new hypothesis whose elimination yields it. The hypotheses that it
// had to invent are those of the sequent.
#include <algorithm>
#include <vector>

#include "draft.hpp"

namespace propositional {

namespace {

class Derivation {
 public:
  Derivation(Draft& draft, unsigned size) : draft_(draft), budget_(static_cast<int>(size)) {}

  Sequent run(unsigned goal_size) {
    const Id goal = random_formula(draft_, goal_size);
    budget_ -= static_cast<int>(goal_size);
    justify(goal, 0);
    return {hypotheses_, goal};
  }

 private:
  static constexpr unsigned max_rules = 24;  // on one path

  bool in_scope(Id formula) const {
    return std::find(local_.begin(), local_.end(), formula) != local_.end() ||
           std::find(hypotheses_.begin(), hypotheses_.end(), formula) != hypotheses_.end();
  }

  void assume(Id hypothesis) {
    if (!in_scope(hypothesis)) hypotheses_.push_back(hypothesis);
  }

  void justify_under(Id assumption, Id goal, unsigned rules) {
    local_.push_back(assumption);
    justify(goal, rules);
    local_.pop_back();
  }

  void justify(Id goal, unsigned rules) {
    if (in_scope(goal) && draft_.rng.chance(0.8)) return;
    if (budget_ <= 0 || rules >= max_rules) return assume(goal);
    const Node node = draft_.arena[goal];
    if (node.op >= Op::Not && draft_.rng.chance(0.65)) return introduce(node, rules + 1);
    if (node.op == Op::Top) return;
    eliminate(goal, rules + 1);
  }

  void introduce(const Node& node, unsigned rules) {
    switch (node.op) {
      case Op::Not:
        return justify_under(node.left, draft_.arena.bottom(), rules);
      case Op::And:
        justify(node.left, rules);
        return justify(node.right, rules);
      case Op::Or:
        return justify(draft_.rng.below(2) == 0 ? node.left : node.right, rules);
      case Op::Implies:
        return justify_under(node.left, node.right, rules);
      default:
        justify_under(node.left, node.right, rules);
        return justify_under(node.right, node.left, rules);
    }
  }

  // A formula to reason from: one that is assumed already, when there is one, or a new one.
  Id premise() {
    const std::size_t known = local_.size() + hypotheses_.size();
    if (known > 0 && draft_.rng.chance(0.6)) {
      const std::size_t which = draft_.rng.below(static_cast<unsigned>(known));
      return which < local_.size() ? local_[which] : hypotheses_[which - local_.size()];
    }
    const unsigned size = draft_.rng.below(3);
    budget_ -= static_cast<int>(size);
    return random_formula(draft_, size);
  }

  void eliminate(Id goal, unsigned rules) {
    Arena& arena = draft_.arena;
    Rng& rng = draft_.rng;
    budget_ -= 1;
    switch (rng.below(9)) {
      case 0:
      case 1:
      case 2: {  // from A and A → goal
        const Id from = premise();
        assume(arena.binary(Op::Implies, from, goal));
        return justify(from, rules);
      }
      case 3: {  // from A ∧ goal
        const Id other = premise();
        return assume(rng.below(2) == 0 ? arena.binary(Op::And, other, goal) : arena.binary(Op::And, goal, other));
      }
      case 4:
      case 5: {  // by cases on A ∨ B
        const Id left = premise();
        const Id right = rng.below(2) == 0 ? goal : premise();
        assume(arena.binary(Op::Or, left, right));
        justify_under(left, goal, rules);
        return justify_under(right, goal, rules);
      }
      case 6: {  // from A and A ↔ goal
        const Id from = premise();
        assume(rng.below(2) == 0 ? arena.binary(Op::Iff, from, goal) : arena.binary(Op::Iff, goal, from));
        return justify(from, rules);
      }
      case 7: {  // from A and ¬A
        const Id from = premise();
        assume(arena.negate(from));
        return justify(from, rules);
      }
      default:  // classically, from the absurdity of ¬goal
        return justify_under(arena.negate(goal), arena.bottom(), rules);
    }
  }

  Draft& draft_;
  int budget_;  // connectives left to spend
  std::vector<Id> hypotheses_;
  std::vector<Id> local_;  // assumptions of the branch being built
};

}  // namespace

Sequent derived_sequent(Draft& draft, unsigned size) {
  return Derivation(draft, size).run(draft.rng.below(size / 2 + 1));
}

}  // namespace propositional
