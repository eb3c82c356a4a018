// What makes a sequent too trivial to be a problem.
#include <algorithm>

#include "miner.hpp"

namespace propositional {

namespace {

enum Known : std::uint8_t { Unknown, False, True };

// The value that the unit laws (⊤ ∧ A = A, ⊥ ∧ A = ⊥, ...) give to a formula from those of its parts.
Known by_unit_laws(const Node& node, Known left, Known right) {
  switch (node.op) {
    case Op::Top:
      return True;
    case Op::Bottom:
      return False;
    case Op::Not:
      return left == Unknown ? Unknown : left == True ? False : True;
    case Op::And:
      return left == False || right == False ? False : left == True && right == True ? True : Unknown;
    case Op::Or:
      return left == True || right == True ? True : left == False && right == False ? False : Unknown;
    case Op::Implies:
      return left == False || right == True ? True : left == True && right == False ? False : Unknown;
    case Op::Iff:
      return left == Unknown || right == Unknown ? Unknown : left == right ? True : False;
    default:
      return Unknown;
  }
}

// One connective that says nothing can be the point of a problem (A ∧ A ↔ A); more are noise.
constexpr unsigned max_idle = 1;

}  // namespace

// Expects tables_ and canonizer_ to hold the sequent.
bool Miner::trivial(const Sequent& sequent) {
  known_.resize(arena_.size());
  for (std::size_t id = 0; id < arena_.size(); ++id) {
    const Node& node = arena_[static_cast<Id>(id)];
    const auto known = [&](Id part) { return static_cast<Known>(known_[part]); };
    known_[id] = by_unit_laws(node, node.op >= Op::Not ? known(node.left) : Unknown,
                              is_binary(node.op) ? known(node.right) : Unknown);
  }
  if (canonizer_.idle_connectives() > max_idle) return true;
  const bool absurd_goal = arena_[sequent.goal].op == Op::Bottom;
  if (known_[sequent.goal] != Unknown && !absurd_goal) return true;
  for (const Id hypothesis : sequent.hypotheses) {
    if (known_[hypothesis] != Unknown || canonizer_.same(hypothesis, sequent.goal)) return true;
    Table fails = tables_[hypothesis];
    for (std::uint64_t& word : fails) word = ~word;
    if (Tables::empty(fails)) return true;  // a hypothesis that says nothing
  }
  if (canonizer_.distinct_hypotheses() != sequent.hypotheses.size()) return true;
  if (!options_.contradictory && !absurd_goal && Tables::empty(tables_.all(sequent.hypotheses))) return true;

  // Introducing the antecedents of the goal must not end the proof at once.
  std::vector<Id> assumed = sequent.hypotheses;
  Id goal = sequent.goal;
  while (arena_[goal].op == Op::Implies) {
    assumed.push_back(arena_[goal].left);
    goal = arena_[goal].right;
  }
  for (const Id assumption : assumed) {
    if (assumption == goal || arena_[assumption].op == Op::Bottom) return true;
  }
  return !connected(sequent);
}

// Whether hypotheses and goal hang together through shared atoms: else the problem is several, or has idle parts.
bool Miner::connected(const Sequent& sequent) {
  atoms_of_.resize(arena_.size());
  for (std::size_t id = 0; id < arena_.size(); ++id) {
    const Node& node = arena_[static_cast<Id>(id)];
    atoms_of_[id] = node.op == Op::Atom ? 1u << node.left : 0u;
    if (node.op >= Op::Not) atoms_of_[id] |= atoms_of_[node.left];
    if (is_binary(node.op)) atoms_of_[id] |= atoms_of_[node.right];
  }
  std::vector<std::uint32_t> parts{atoms_of_[sequent.goal]};
  for (const Id hypothesis : sequent.hypotheses) parts.push_back(atoms_of_[hypothesis]);
  std::erase(parts, 0u);
  if (parts.empty()) return false;
  std::uint32_t reached = parts.front();
  for (std::size_t rounds = parts.size(); rounds > 0; --rounds) {
    for (const std::uint32_t part : parts) {
      if ((part & reached) != 0) reached |= part;
    }
  }
  return std::all_of(parts.begin(), parts.end(), [&](std::uint32_t part) { return (part & reached) != 0; });
}

}  // namespace propositional
