// Sequents from sequents: steps that keep validity, and small faults that mostly break it.
#include <utility>

#include "draft.hpp"

namespace propositional {

namespace {

enum class Polarity { Positive, Negative, Both };

Polarity flip(Polarity polarity) {
  if (polarity == Polarity::Both) return polarity;
  return polarity == Polarity::Positive ? Polarity::Negative : Polarity::Positive;
}

// Applies `change(id, polarity)` at a random place of the formula.
template <typename Change>
Id change_somewhere(Draft& draft, Id id, Polarity polarity, const Change& change) {
  const Node node = draft.arena[id];
  if (node.op < Op::Not || draft.rng.chance(0.3)) return change(id, polarity);
  const Polarity left_polarity = node.op == Op::Iff                              ? Polarity::Both
                                 : node.op == Op::Not || node.op == Op::Implies ? flip(polarity)
                                                                                 : polarity;
  if (node.op == Op::Not) {
    return draft.arena.negate(change_somewhere(draft, node.left, left_polarity, change));
  }
  if (draft.rng.below(2) == 0) {
    return draft.arena.binary(node.op, change_somewhere(draft, node.left, left_polarity, change), node.right);
  }
  const Polarity right_polarity = node.op == Op::Iff ? Polarity::Both : polarity;
  return draft.arena.binary(node.op, node.left, change_somewhere(draft, node.right, right_polarity, change));
}

template <typename Change>
void change_somewhere(Draft& draft, Sequent& sequent, const Change& change) {
  const unsigned which = draft.rng.below(static_cast<unsigned>(sequent.hypotheses.size()) + 1);
  if (which < sequent.hypotheses.size()) {
    Id& hypothesis = sequent.hypotheses[which];
    hypothesis = change_somewhere(draft, hypothesis, Polarity::Negative, change);
  } else {
    sequent.goal = change_somewhere(draft, sequent.goal, Polarity::Positive, change);
  }
}

// An equivalent formula of another shape; the formula itself where no law fits.
Id equivalent(Draft& draft, Id id) {
  Arena& arena = draft.arena;
  const Node node = arena[id];
  const Id a = node.left, b = node.right;
  const auto negated = [&](Id x) { return arena.negate(x); };
  switch (node.op) {
    case Op::Not: {
      const Node body = arena[a];
      if (body.op == Op::Not) return body.left;
      if (body.op == Op::And) return arena.binary(Op::Or, negated(body.left), negated(body.right));
      if (body.op == Op::Or) return arena.binary(Op::And, negated(body.left), negated(body.right));
      if (body.op == Op::Implies) return arena.binary(Op::And, body.left, negated(body.right));
      return id;
    }
    case Op::And:
    case Op::Or: {
      const Op other = node.op == Op::And ? Op::Or : Op::And;
      const Node right = arena[b];
      if (right.op == other) {
        const Id first = arena.binary(node.op, a, right.left);
        return arena.binary(other, first, arena.binary(node.op, a, right.right));
      }
      return draft.rng.below(2) == 0 ? arena.binary(node.op, b, a)
                                     : negated(arena.binary(other, negated(a), negated(b)));
    }
    case Op::Implies: {
      const Node left = arena[a];
      if (left.op == Op::And) return arena.binary(Op::Implies, left.left, arena.binary(Op::Implies, left.right, b));
      if (draft.rng.below(2) == 0) return arena.binary(Op::Or, negated(a), b);
      return arena.binary(Op::Implies, negated(b), negated(a));
    }
    case Op::Iff:
      if (draft.rng.below(2) == 0) return arena.binary(Op::Iff, negated(a), negated(b));
      return arena.binary(Op::And, arena.binary(Op::Implies, a, b), arena.binary(Op::Implies, b, a));
    default:
      return negated(negated(id));
  }
}

// A formula that follows from the given one (positive place), or from which it follows (negative place).
Id relaxed(Draft& draft, Id id, Polarity polarity) {
  Arena& arena = draft.arena;
  if (polarity == Polarity::Both) return equivalent(draft, id);
  const Id extra = random_formula(draft, draft.rng.below(2));
  const bool first = draft.rng.below(2) == 0;
  if (polarity == Polarity::Negative) {
    return first ? arena.binary(Op::And, id, extra) : arena.binary(Op::And, extra, id);
  }
  if (draft.rng.chance(0.4)) return arena.binary(Op::Implies, extra, id);
  return first ? arena.binary(Op::Or, id, extra) : arena.binary(Op::Or, extra, id);
}

// The same problem told otherwise: hypotheses moved into the goal and back, split and joined, contraposed.
void restate(Draft& draft, Sequent& sequent) {
  Arena& arena = draft.arena;
  const Node goal = arena[sequent.goal];
  const bool has_hypothesis = !sequent.hypotheses.empty();
  switch (draft.rng.below(4)) {
    case 0:
      if (!has_hypothesis) return;
      sequent.goal = arena.binary(Op::Implies, sequent.hypotheses.back(), sequent.goal);
      sequent.hypotheses.pop_back();
      return;
    case 1:
      if (goal.op != Op::Implies) return;
      sequent.hypotheses.push_back(goal.left);
      sequent.goal = goal.right;
      return;
    case 2: {
      if (!has_hypothesis) return;
      const Node last = arena[sequent.hypotheses.back()];
      if (last.op == Op::And) {
        sequent.hypotheses.back() = last.left;
        sequent.hypotheses.push_back(last.right);
      } else if (sequent.hypotheses.size() >= 2) {
        const Id joined = sequent.hypotheses.back();
        sequent.hypotheses.pop_back();
        sequent.hypotheses.back() = arena.binary(Op::And, sequent.hypotheses.back(), joined);
      }
      return;
    }
    default:
      if (!has_hypothesis || goal.op == Op::Bottom) return;
      std::swap(sequent.hypotheses.back(), sequent.goal);
      sequent.hypotheses.back() = arena.negate(sequent.hypotheses.back());
      sequent.goal = arena.negate(sequent.goal);
  }
}

// The formula with its outermost connective, its order or an atom of it changed.
Id mistaken(Draft& draft, Id id) {
  Arena& arena = draft.arena;
  const Node node = arena[id];
  if (node.op < Op::Not) return arena.atom(draft.rng.below(draft.atoms));
  if (node.op == Op::Not) return node.left;
  switch (draft.rng.below(3)) {
    case 0:
      return arena.binary(node.op, node.right, node.left);
    case 1:
      return arena.negate(id);
    default: {
      constexpr std::array<Op, 4> ops{Op::And, Op::Or, Op::Implies, Op::Iff};
      return arena.binary(ops[draft.rng.below(4)], node.left, node.right);
    }
  }
}

}  // namespace

Sequent transformed(Draft& draft, Sequent sequent) {
  for (unsigned steps = draft.rng.between(1, 3); steps > 0; --steps) {
    switch (draft.rng.below(4)) {
      case 0:
      case 1:
        change_somewhere(draft, sequent, [&](Id id, Polarity) { return equivalent(draft, id); });
        break;
      case 2:
        change_somewhere(draft, sequent, [&](Id id, Polarity polarity) { return relaxed(draft, id, polarity); });
        break;
      default:
        restate(draft, sequent);
    }
  }
  return sequent;
}

Sequent near_miss(Draft& draft, Sequent sequent) {
  for (unsigned faults = draft.rng.between(1, 2); faults > 0; --faults) {
    if (!sequent.hypotheses.empty() && draft.rng.chance(0.3)) {
      sequent.hypotheses.pop_back();
    } else {
      change_somewhere(draft, sequent, [&](Id id, Polarity) { return mistaken(draft, id); });
    }
  }
  return sequent;
}

}  // namespace propositional
