// The search for short proofs: iterative deepening on the cost of the proof.
//
// The decision procedure finds *a* proof; it may wander. Here we look for the cheapest normal proof, where a
// rule costs as `Terms::cost` says. A goal is proved from an available formula as it stands; by the introduction
// rule of its connective; by backchaining from an available formula that ends in it (each premise becomes a
// goal, as in Miller et al., Uniform proofs, 1991); by a contradiction; or by a case distinction on a disjunction
// that some available formula ends in. The bound on the cost goes up by one until a proof is found, which is
// then a cheapest one (Korf, Depth-first iterative deepening, 1985): both for the whole and for every subgoal,
// whose result - the cheapest proof, or that there is none below some cost - is kept by (available formulas,
// goal). The bound also makes the search terminate: a goal that comes back to itself has less left to spend.
//
// What differs from a textbook: formulas that are given without a step worth a line (sides of an available
// conjunction) are available at once; and when the budget is spent before the whole is settled, the proof at
// hand is improved from below, subproof by subproof, with what is left and with what the search has learnt.
#include "shorten.hpp"

#include <algorithm>

#include "tidy.hpp"

namespace propositional::prove {

unsigned Shortener::number(Id formula) {
  if (formula >= numbers_.size()) numbers_.resize(formula + 1u, -1);
  if (numbers_[formula] < 0) {
    numbers_[formula] = static_cast<int>(formulas_.size());
    formulas_.push_back(formula);
  }
  return static_cast<unsigned>(numbers_[formula]);
}

bool Shortener::prepare(const std::vector<Id>& formulas) {
  formulas_.clear();
  numbers_.clear();
  gives_.clear();
  uses_.clear();
  splits_.clear();
  uses_by_target_.clear();
  seen_.clear();
  spent_ = 0;
  number(arena_.bottom());
  for (const Id formula : formulas) number(formula);
  for (std::size_t i = 0; i < formulas_.size(); ++i) {
    if (formulas_.size() > max_formulas) {
      formulas_.clear();
      numbers_.clear();
      return false;
    }
    const Node node = arena_[formulas_[i]];
    if (node.op == Op::Iff) {
      number(arena_.binary(Op::Implies, node.left, node.right));
      number(arena_.binary(Op::Implies, node.right, node.left));
    } else if (node.op != Op::Atom && node.op != Op::Top && node.op != Op::Bottom) {
      number(node.left);
      if (node.op != Op::Not) number(node.right);
    }
  }
  if (formulas_.size() > max_formulas) {
    formulas_.clear();
    numbers_.clear();
    return false;
  }
  gives_.resize(formulas_.size());
  uses_by_target_.resize(formulas_.size());
  for (unsigned i = 0; i < formulas_.size(); ++i) {
    std::vector<Id> given;
    assume(arena_, formulas_[i], given);
    for (const Id formula : given) gives_[i].push_back(number(formula));
    Use use{i, i, 0, {}, {}};
    collect_uses(i, use);
  }
  return true;
}

// Records the ways to use formula `use.source`, taken apart down to `use.target` so far. What `assume` gives
// directly has uses of its own, so the first step is never a projection.
void Shortener::collect_uses(unsigned at, Use& use) {
  const Node node = arena_[formulas_[at]];
  if (use.steps > 0 || node.op == Op::Or) {
    use.target = at;
    if (node.op == Op::Or) splits_.push_back(static_cast<unsigned>(uses_.size()));
    uses_by_target_[at].push_back(static_cast<unsigned>(uses_.size()));
    uses_.push_back(use);
  }
  const auto step = [&](Rule rule, Id result) {
    use.rules.push_back(rule);
    ++use.steps;
    collect_uses(number(result), use);
    --use.steps;
    use.rules.pop_back();
  };
  if (node.op == Op::Implies || node.op == Op::Not) {
    use.premises.push_back(number(node.left));
    step(Rule::ImpliesElim, node.op == Op::Not ? arena_.bottom() : node.right);
    use.premises.pop_back();
  } else if (use.steps > 0 && node.op == Op::And) {
    step(Rule::AndLeft, node.left);
    step(Rule::AndRight, node.right);
  } else if (use.steps > 0 && node.op == Op::Iff) {
    step(Rule::IffForward, arena_.binary(Op::Implies, node.left, node.right));
    step(Rule::IffBackward, arena_.binary(Op::Implies, node.right, node.left));
  }
}

Shortener::Set Shortener::with(const Set& available, unsigned formula) {
  Set result = available;
  for (const unsigned given : gives_[formula]) result.set(given);
  return result;
}

// The cheapest proof if there is one of cost at most `bound`, else 0. Throws OutOfBudget.
Ref Shortener::cheapest(const Set& available, unsigned goal, unsigned bound) {
  if (available[goal]) return bound >= 1 ? terms_.hypothesis(formulas_[goal]) : 0;
  if (bound < 2 && arena_[formulas_[goal]].op != Op::Top) return 0;
  const Key key{available, goal};
  {
    const Entry& entry = seen_[key];
    if (entry.best != 0) return terms_.cost(entry.best) <= bound ? entry.best : 0;
    if (entry.none_below > bound) return 0;
  }
  for (unsigned limit = std::max(1u, seen_[key].none_below); limit <= bound; ++limit) {
    if (nodes_left_ == 0) throw OutOfBudget("the search for a shorter proof used up its nodes");
    --nodes_left_;
    ++spent_;
    const Ref proof = expand(available, goal, limit);
    Entry& entry = seen_[key];
    if (proof != 0) return entry.best = proof;
    entry.none_below = limit + 1;
  }
  return 0;
}

// A proof of cost at most `bound`, given that there is none that is cheaper than that.
Ref Shortener::expand(const Set& available, unsigned goal, unsigned bound) {
  const Node node = arena_[formulas_[goal]];
  if (node.op == Op::Top) return terms_.truth();
  for (const unsigned use : uses_by_target_[goal]) {
    const Ref proof = eliminate(available, uses_[use], bound);
    if (proof != 0) return proof;
  }
  if (const Ref proof = introduce(available, goal, bound)) return proof;
  // Behind an introduction rule, a contradiction or a case distinction is as good and reads better.
  if (node.op == Op::Not || node.op == Op::Implies) return 0;
  if (node.op != Op::Bottom) {
    if (available[0]) return bound >= 2 ? terms_.absurd(formulas_[goal], terms_.hypothesis(formulas_[0])) : 0;
    for (const unsigned use : uses_by_target_[0]) {
      const Ref proof = bound > 1 ? eliminate(available, uses_[use], bound - 1) : 0;
      if (proof != 0) return terms_.absurd(formulas_[goal], proof);
    }
  }
  return split(available, goal, bound);
}

Ref Shortener::introduce(const Set& available, unsigned goal, unsigned bound) {
  const Id formula = formulas_[goal];
  const Node node = arena_[formula];
  switch (node.op) {
    case Op::Not:
    case Op::Implies: {
      const unsigned to = node.op == Op::Not ? 0 : number(node.right);
      const Ref body = cheapest(with(available, number(node.left)), to, bound - 1);
      return body != 0 ? terms_.lambda(formula, body) : 0;
    }
    case Op::And:
    case Op::Iff: {
      const bool both = node.op == Op::And;
      const unsigned first = number(both ? node.left : arena_.binary(Op::Implies, node.left, node.right));
      const unsigned second = number(both ? node.right : arena_.binary(Op::Implies, node.right, node.left));
      if (bound < 3) return 0;
      const Ref left = cheapest(available, first, bound - 2);
      if (left == 0) return 0;
      const Ref right = cheapest(available, second, bound - 1 - terms_.cost(left));
      return right != 0 ? terms_.pair(formula, left, right) : 0;
    }
    case Op::Or:
      for (const bool side : {true, false}) {
        const Ref proof = cheapest(available, number(side ? node.left : node.right), bound - 1);
        if (proof != 0) return terms_.inject(formula, side, proof);
      }
      return 0;
    default: return 0;
  }
}

Ref Shortener::eliminate(const Set& available, const Use& use, unsigned bound) {
  if (!available[use.source]) return 0;
  const auto premises = static_cast<unsigned>(use.premises.size());
  unsigned fixed = 1 + use.steps;
  if (fixed + premises > bound) return 0;
  Ref proof = terms_.hypothesis(formulas_[use.source]);
  unsigned open = premises;
  for (const Rule rule : use.rules) {
    if (rule != Rule::ImpliesElim) {
      proof = terms_.project(rule, proof);
      continue;
    }
    --open;
    const Ref argument = cheapest(available, use.premises[premises - 1 - open], bound - fixed - open);
    if (argument == 0) return 0;
    fixed += terms_.cost(argument);
    proof = terms_.apply(proof, argument);
  }
  return proof;
}

Ref Shortener::split(const Set& available, unsigned goal, unsigned bound) {
  for (const unsigned which : splits_) {
    const Use& use = uses_[which];
    if (!available[use.source]) continue;
    const Node either = arena_[formulas_[use.target]];
    const unsigned left = number(either.left);
    const unsigned right = number(either.right);
    if (available[left] || available[right] || use.target == goal) continue;
    if (bound < 5) return 0;
    const Ref disjunction = eliminate(available, use, bound - 4);
    if (disjunction == 0) continue;
    const unsigned rest = bound - 2 - terms_.cost(disjunction);
    const Ref first = cheapest(with(available, left), goal, rest - 1);
    if (first == 0) continue;
    const Ref second = cheapest(with(available, right), goal, rest - terms_.cost(first));
    if (second != 0) return terms_.cases(disjunction, first, second);
  }
  return 0;
}

bool Shortener::available_from(const std::vector<Id>& hypotheses, Set& available) {
  for (const Id hypothesis : hypotheses) {
    if (!knows_formula(hypothesis)) return false;
    available = with(available, number(hypothesis));
  }
  return true;
}

Ref Shortener::find(const std::vector<Id>& hypotheses, Id goal, std::uint64_t nodes) {
  Set available;
  if (!available_from(hypotheses, available) || !knows_formula(goal)) return 0;
  nodes_left_ = nodes;
  try {
    return cheapest(available, number(goal), max_bound);
  } catch (const OutOfBudget&) {
    return 0;
  }
}

Ref Shortener::improve(Ref proof, const std::vector<Id>& hypotheses, std::uint64_t nodes) {
  Set available;
  return available_from(hypotheses, available) ? improve_below(proof, available, nodes) : proof;
}

Ref Shortener::improve_below(Ref proof, const Set& available, std::uint64_t nodes) {
  const Id goal = terms_.type(proof);
  if (terms_.rule(proof) == Rule::Hypothesis || !knows_formula(goal)) return proof;
  // The search is intuitionistic: what is proved by a classical step has no proof that it could find.
  const bool classical = terms_.rule(proof) == Rule::ByContradiction ||
                         (terms_.rule(proof) == Rule::OrElim && terms_.rule(terms_[proof].a) == Rule::ExcludedMiddle);
  if (classical) return improve_children(proof, available, nodes);
  const std::uint64_t before = spent_;
  nodes_left_ = nodes / 2 + 1;
  try {
    const Ref shorter = cheapest(available, number(goal), std::min(terms_.cost(proof) - 1, max_bound));
    if (shorter != 0 || terms_.cost(proof) <= max_bound) return shorter != 0 ? shorter : proof;
  } catch (const OutOfBudget&) {
    // What is left goes to the parts.
  }
  const std::uint64_t used = spent_ - before;
  return used < nodes ? improve_children(proof, available, nodes - used) : proof;
}

Ref Shortener::improve_children(Ref proof, const Set& available, std::uint64_t nodes) {
  const Term term = terms_[proof];
  std::array<Ref, 3> children{term.a, term.b, term.c};
  for (unsigned i = 0; i < 3; ++i) {
    if (children[i] == 0) continue;
    const Id assumption = terms_.bound(term, i);
    if (assumption != no_formula && !knows_formula(assumption)) continue;
    // Dear parts have more to gain.
    const std::uint64_t share = nodes * terms_.cost(children[i]) / terms_.cost(proof);
    const Set inside = assumption == no_formula ? available : with(available, number(assumption));
    // A scrutinee is not looked for anew: it decides which cases there are.
    if (i == 0 && is_neutral(terms_.rule(children[i])) && term.rule != Rule::FalseElim) {
      children[i] = improve_children(children[i], inside, share);
    } else {
      children[i] = improve_below(children[i], inside, share);
    }
  }
  if (is_neutral(term.rule) && term.a != 0 && !is_neutral(terms_.rule(children[0]))) return proof;
  return terms_.intern({term.rule, term.type, term.label, children[0], children[1], children[2]});
}

}  // namespace propositional::prove
