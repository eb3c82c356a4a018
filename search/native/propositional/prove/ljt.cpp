// Intuitionistic provability: the contraction-free sequent calculus LJT, also called G4ip.
//
// Gentzen's LJ does not terminate when read from the conclusion upwards, because its rule for an implication on
// the left keeps the implication. Dyckhoff (Contraction-free sequent calculi for intuitionistic logic, JSL 1992;
// independently Vorob'ev 1952 and Hudelmaier 1992) replaces that rule by four, by the shape of the premise:
//   p → b         with p known becomes b;
//   x ∧ y → b     becomes x → y → b;
//   x ∨ y → b     becomes x → b and y → b;
//   (x → y) → b   needs a proof of x → y from y → b in its place, and then becomes b.
// Every rule makes the sequent smaller in a well-founded order, so there is no loop to look for, and when no rule
// is left the sequent is not provable. Only the last rule and the choice of a disjunct on the right can be wrong
// choices; all other rules are invertible and are applied at once. When the first part of the last rule succeeds,
// b may simply be added: the choice is then settled for good.
//
// Each rule says how the proof of its conclusion is made from those of its premises. A formula that a rule puts
// on the left stands for a term over the formulas that were there before (a `Let`); the term replaces the
// assumption on the way back, and what detours that makes `Terms::normalize` takes away.
//
// What differs from the paper: ¬x is read as x → ⊥ and x ↔ y as (x → y) ∧ (y → x); an implication whose premise
// is known as a whole is used at once, whatever its shape; left sides are sets; and sequents that were found
// unprovable are remembered, which matters because the calculus reaches the same sequent by many orders of rules.
#include "ljt.hpp"

#include <algorithm>

namespace propositional::prove {

bool Ljt::Context::knows(Id formula) const { return std::binary_search(known.begin(), known.end(), formula); }

void Ljt::Context::learn(Id formula) {
  known.insert(std::lower_bound(known.begin(), known.end(), formula), formula);
}

void Ljt::Context::forget(Id formula) {
  known.erase(std::lower_bound(known.begin(), known.end(), formula));
}

std::size_t Ljt::KeyHash::operator()(const Key& key) const {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const Id id : key.sequent) {
    hash = (hash ^ id) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 31;
  }
  return static_cast<std::size_t>(hash);
}

Ref Ljt::prove(const std::vector<Id>& hypotheses, Id goal, std::uint64_t nodes, LjtStatistics& statistics) {
  statistics_ = &statistics;
  nodes_left_ = nodes;
  depth_ = 0;
  Context context;
  context.pending.assign(hypotheses.rbegin(), hypotheses.rend());
  const Ref proof = search(std::move(context), goal);
  return proof != 0 ? terms_.normalize(proof) : 0;
}

// Puts `formula` on the left as a name for `term`.
void Ljt::let(Context& context, std::vector<Let>& lets, Id formula, Ref term) {
  if (context.knows(formula) || arena_[formula].op == Op::Top) return;
  for (const Let& earlier : lets) {
    if (earlier.formula == formula) return;
  }
  lets.push_back({formula, term});
  context.pending.push_back(formula);
}

Ref Ljt::with(Ref proof, const std::vector<Let>& lets) {
  for (auto let = lets.rbegin(); proof != 0 && let != lets.rend(); ++let) {
    if (terms_.uses(proof, let->formula)) proof = terms_.substitute(proof, let->formula, let->term);
  }
  return proof;
}

// One of the four rules for an implication on the left, or none yet. `formula` is known.
void Ljt::decompose_implication(Context& context, Id formula, std::vector<Let>& lets) {
  const Id from = premise(formula);
  const Id to = conclusion(formula);
  const Ref self = terms_.hypothesis(formula);
  if (context.knows(to)) return;
  if (context.knows(from)) return let(context, lets, to, terms_.apply(self, terms_.hypothesis(from)));
  const Node node = arena_[from];
  switch (node.op) {
    case Op::Top: return let(context, lets, to, terms_.apply(self, terms_.truth()));
    case Op::Bottom: return;
    case Op::Atom: context.waiting.push_back(formula); return;
    case Op::Not:
    case Op::Implies:
      context.waiting.push_back(formula);
      context.nested.push_back(formula);
      return;
    case Op::And: {
      const Ref both = terms_.pair(from, terms_.hypothesis(node.left), terms_.hypothesis(node.right));
      const Id inner = implies(node.right, to);
      const Id outer = implies(node.left, inner);
      return let(context, lets, outer, terms_.lambda(outer, terms_.lambda(inner, terms_.apply(self, both))));
    }
    case Op::Iff: {
      const Id forward = arena_.binary(Op::Implies, node.left, node.right);
      const Id backward = arena_.binary(Op::Implies, node.right, node.left);
      const Ref both = terms_.pair(from, terms_.hypothesis(forward), terms_.hypothesis(backward));
      const Id inner = implies(backward, to);
      const Id outer = implies(forward, inner);
      return let(context, lets, outer, terms_.lambda(outer, terms_.lambda(inner, terms_.apply(self, both))));
    }
    case Op::Or:
      for (const bool left : {true, false}) {
        const Id side = left ? node.left : node.right;
        const Id rest = implies(side, to);
        const Ref either = terms_.inject(from, left, terms_.hypothesis(side));
        let(context, lets, rest, terms_.lambda(rest, terms_.apply(self, either)));
      }
      return;
  }
}

// Applies the invertible rules on the left that do not branch. Returns a proof when one comes out on the way.
Ref Ljt::saturate(Context& context, Id goal, std::vector<Let>& lets) {
  while (!context.pending.empty()) {
    const Id formula = context.pending.back();
    context.pending.pop_back();
    if (context.knows(formula)) continue;
    const Node node = arena_[formula];
    const Ref self = terms_.hypothesis(formula);
    if (formula == goal) return self;
    if (node.op == Op::Bottom) return terms_.absurd(goal, self);
    if (node.op == Op::Top) continue;
    context.learn(formula);
    if (node.op == Op::And) {
      let(context, lets, node.left, terms_.project(Rule::AndLeft, self));
      let(context, lets, node.right, terms_.project(Rule::AndRight, self));
    } else if (node.op == Op::Iff) {
      const Ref forward = terms_.project(Rule::IffForward, self);
      const Ref backward = terms_.project(Rule::IffBackward, self);
      let(context, lets, terms_.type(forward), forward);
      let(context, lets, terms_.type(backward), backward);
    } else if (node.op == Op::Or) {
      context.branching.push_back(formula);
    } else if (node.op == Op::Not || node.op == Op::Implies) {
      decompose_implication(context, formula, lets);
    }
    for (std::size_t i = 0; i < context.waiting.size();) {
      const Id implication = context.waiting[i];
      if (premise(implication) != formula) {
        ++i;
        continue;
      }
      context.waiting.erase(context.waiting.begin() + static_cast<std::ptrdiff_t>(i));
      std::erase(context.nested, implication);
      let(context, lets, conclusion(implication), terms_.apply(terms_.hypothesis(implication), self));
    }
  }
  return 0;
}

Ref Ljt::search(Context context, Id goal) {
  if (nodes_left_ == 0) throw OutOfBudget("the decision procedure used up its nodes");
  if (depth_ >= max_depth) throw OutOfBudget("the decision procedure nested its rules too deep");
  --nodes_left_;
  ++statistics_->nodes;
  statistics_->depth = std::max(statistics_->depth, ++depth_);
  std::vector<Let> lets;
  Ref proof = saturate(context, goal, lets);
  if (proof == 0) proof = close(std::move(context), goal);
  --depth_;
  return with(proof, lets);
}

// The sequent after `saturate`: first the invertible rules that are left, then the choices.
Ref Ljt::close(Context context, Id goal) {
  if (context.knows(goal)) return terms_.hypothesis(goal);
  const Node node = arena_[goal];
  switch (node.op) {
    case Op::Top: return terms_.truth();
    case Op::Not:
    case Op::Implies: {
      context.pending.push_back(node.left);
      const Ref body = search(std::move(context), conclusion(goal));
      return body != 0 ? terms_.lambda(goal, body) : 0;
    }
    case Op::And:
    case Op::Iff: {
      const bool both = node.op == Op::And;
      const Ref left = search(context, both ? node.left : arena_.binary(Op::Implies, node.left, node.right));
      if (left == 0) return 0;
      const Ref right =
          search(std::move(context), both ? node.right : arena_.binary(Op::Implies, node.right, node.left));
      return right != 0 ? terms_.pair(goal, left, right) : 0;
    }
    default: break;
  }
  while (!context.branching.empty()) {
    const Id disjunction = context.branching.back();
    context.branching.pop_back();
    const Node either = arena_[disjunction];
    if (context.knows(either.left) || context.knows(either.right)) continue;
    context.forget(disjunction);
    Context other = context;
    context.pending.push_back(either.left);
    const Ref left = search(std::move(context), goal);
    if (left == 0 || !terms_.uses(left, either.left)) return left;
    other.pending.push_back(either.right);
    const Ref right = search(std::move(other), goal);
    if (right == 0 || !terms_.uses(right, either.right)) return right;
    return terms_.cases(terms_.hypothesis(disjunction), left, right);
  }
  Key key{context.known};
  key.sequent.push_back(goal);
  if (refuted_.contains(key)) return 0;
  Ref proof = close_right(context, goal);
  if (proof == 0) proof = close_nested(context, goal);
  if (proof == 0) refuted_.insert(std::move(key));
  return proof;
}

// Choose a disjunct of the goal.
Ref Ljt::close_right(const Context& context, Id goal) {
  const Node node = arena_[goal];
  if (node.op != Op::Or) return 0;
  for (const bool left : {true, false}) {
    const Ref proof = search(context, left ? node.left : node.right);
    if (proof != 0) return terms_.inject(goal, left, proof);
    ++statistics_->backtracks;
  }
  return 0;
}

// Choose an implication whose premise is an implication.
Ref Ljt::close_nested(const Context& context, Id goal) {
  for (const Id implication : context.nested) {
    if (context.knows(conclusion(implication))) continue;
    Context rest = context;
    std::erase(rest.nested, implication);
    std::erase(rest.waiting, implication);
    rest.forget(implication);
    Context inner = rest;
    const Id from = premise(implication);
    const Id to = conclusion(implication);
    const Id weaker = implies(conclusion(from), to);
    const bool weaker_is_new = !inner.knows(weaker) && arena_[conclusion(from)].op != Op::Bottom;
    if (weaker_is_new) inner.pending.push_back(weaker);
    Ref argument = search(std::move(inner), from);
    if (argument == 0) {
      ++statistics_->backtracks;
      continue;
    }
    const Ref self = terms_.hypothesis(implication);
    if (weaker_is_new) {
      const Ref constant = terms_.lambda(from, terms_.hypothesis(conclusion(from)));
      argument = terms_.substitute(argument, weaker, terms_.lambda(weaker, terms_.apply(self, constant)));
    }
    rest.pending.push_back(to);
    const Ref proof = search(std::move(rest), goal);
    return proof != 0 ? terms_.substitute(proof, to, terms_.apply(self, argument)) : 0;
  }
  return 0;
}

}  // namespace propositional::prove
