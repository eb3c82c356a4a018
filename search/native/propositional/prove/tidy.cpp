// Local simplification of normal proofs.
//
// A normal proof can still say more than it must. Going down with the list of formulas that are assumed:
//   - what is assumed need not be proved again, and what follows from a case distinction only needs it when the
//     cases are used (Prawitz's immediate simplifications);
//   - a proof that proves its own goal again further in, from the same assumptions, went in a circle: the inner
//     proof will do;
//   - eta: `fun h => f h` is `f`, `⟨t.1, t.2⟩` is `t`;
//   - from then on, the side of an assumed conjunction counts as an assumption, so that the writers are free to
//     take the conjunction apart where it is assumed.
// In a branch of a case distinction on an assumption, that assumption follows from the branch's own; it is
// replaced there, because Lean's `cases` tactic takes it out of the context.
#include "tidy.hpp"

#include <algorithm>

namespace propositional::prove {

namespace {

class Tidier {
 public:
  Tidier(Arena& arena, Terms& terms) : arena_(arena), terms_(terms) {}

  Ref run(Ref ref, const std::vector<Id>& hypotheses) {
    for (const Id hypothesis : hypotheses) assume(arena_, hypothesis, available_);
    return simplify(ref);
  }

 private:
  bool knows(Id formula) const {
    return std::find(available_.begin(), available_.end(), formula) != available_.end();
  }

  // Simplifies `ref` under the assumption; `needed` tells whether anything that the assumption gave is used.
  Ref under(Id assumption, Ref ref, bool& needed) {
    const std::size_t before = available_.size();
    assume(arena_, assumption, available_);
    const Ref result = simplify(ref);
    needed = false;
    for (std::size_t i = before; i < available_.size() && !needed; ++i) needed = terms_.uses(result, available_[i]);
    available_.resize(before);
    return result;
  }

  // With `eliminated`, something is eliminated from the proof, so it must stay neutral.
  Ref simplify(Ref ref, bool eliminated = false) {
    if (knows(terms_.type(ref))) return terms_.hypothesis(terms_.type(ref));
    if (arena_[terms_.type(ref)].op == Op::Top) return terms_.truth();
    return simplify_here(without_circle(ref, eliminated));
  }

  // The cheapest subproof of what `ref` proves that needs no more assumptions, which may be `ref` itself.
  Ref without_circle(Ref ref, bool eliminated) {
    std::vector<Id> local;
    Ref best = ref;
    find_same(ref, ref, eliminated, local, best);
    return best;
  }

  void find_same(Ref whole, Ref at, bool eliminated, std::vector<Id>& local, Ref& best) {
    const Term term = terms_[at];
    if (term.type == terms_.type(whole) && terms_.cost(at) < terms_.cost(best) &&
        (!eliminated || is_neutral(term.rule)) &&
        std::none_of(local.begin(), local.end(), [&](Id id) { return !knows(id) && terms_.uses(at, id); })) {
      best = at;
    }
    const std::array<Ref, 3> children{term.a, term.b, term.c};
    for (unsigned i = 0; i < 3; ++i) {
      if (children[i] == 0 || terms_.rule(children[i]) == Rule::Hypothesis) continue;
      const std::size_t before = local.size();
      const Id assumption = terms_.bound(term, i);
      if (assumption != no_formula) assume(arena_, assumption, local);
      find_same(whole, children[i], eliminated, local, best);
      local.resize(before);
    }
  }

  Ref simplify_here(Ref ref) {
    const Term term = terms_[ref];
    switch (term.rule) {
      case Rule::Hypothesis:
      case Rule::TrueIntro:
      case Rule::Instance:
      case Rule::Have:
      case Rule::ExcludedMiddle: return ref;
      case Rule::AndLeft:
      case Rule::AndRight:
      case Rule::IffForward:
      case Rule::IffBackward: return terms_.project(term.rule, simplify(term.a, true));
      case Rule::ImpliesElim: {
        const Ref function = simplify(term.a, true);
        return terms_.apply(function, simplify(term.b));
      }
      case Rule::ImpliesIntro: return simplify_lambda(term);
      case Rule::AndIntro:
      case Rule::IffIntro: {
        const Ref left = simplify(term.a);
        const Ref right = simplify(term.b);
        const bool both = term.rule == Rule::AndIntro;
        if (terms_.rule(left) == (both ? Rule::AndLeft : Rule::IffForward) &&
            terms_.rule(right) == (both ? Rule::AndRight : Rule::IffBackward) && terms_[left].a == terms_[right].a &&
            terms_.type(terms_[left].a) == term.type) {
          return terms_[left].a;
        }
        return terms_.pair(term.type, left, right);
      }
      case Rule::OrLeft:
      case Rule::OrRight: return terms_.inject(term.type, term.rule == Rule::OrLeft, simplify(term.a));
      case Rule::OrElim: return simplify_cases(term);
      case Rule::FalseElim: {
        const Ref falsum = simplify(term.a);
        return arena_[term.type].op == Op::Bottom ? falsum : terms_.absurd(term.type, falsum);
      }
      case Rule::ByContradiction: {
        bool needed = false;
        const Ref body = under(term.label, term.a, needed);
        if (!needed) return arena_[term.type].op == Op::Bottom ? body : terms_.absurd(term.type, body);
        return terms_.by_contradiction(term.type, body);
      }
    }
    return ref;
  }

  Ref simplify_lambda(const Term& term) {
    bool needed = false;
    const Ref body = under(term.label, term.a, needed);
    const Term inner = terms_[body];
    const bool eta = needed && inner.rule == Rule::ImpliesElim && terms_.type(inner.a) == term.type &&
                     inner.b == terms_.hypothesis(term.label);
    if (eta) {
      std::vector<Id> gained = available_;
      const std::size_t before = gained.size();
      assume(arena_, term.label, gained);
      const bool free = std::none_of(gained.begin() + static_cast<std::ptrdiff_t>(before), gained.end(),
                                     [&](Id formula) { return terms_.uses(inner.a, formula); });
      if (free) return inner.a;
    }
    return terms_.lambda(term.type, body);
  }

  Ref simplify_cases(const Term& term) {
    const Ref disjunction = simplify(term.a, true);
    const Node either = arena_[terms_.type(disjunction)];
    if (knows(either.left)) return simplify(term.b);
    if (knows(either.right)) return simplify(term.c);
    bool needed = false;
    Ref left = under(either.left, term.b, needed);
    if (!needed) return left;
    Ref right = under(either.right, term.c, needed);
    if (!needed) return right;
    if (terms_.rule(disjunction) == Rule::Hypothesis) {
      const Id whole = terms_.type(disjunction);
      left = terms_.substitute(left, whole, terms_.inject(whole, true, terms_.hypothesis(either.left)));
      right = terms_.substitute(right, whole, terms_.inject(whole, false, terms_.hypothesis(either.right)));
    }
    return terms_.cases(disjunction, left, right);
  }

  Arena& arena_;
  Terms& terms_;
  std::vector<Id> available_;
};

}  // namespace

void assume(Arena& arena, Id formula, std::vector<Id>& available) {
  if (std::find(available.begin(), available.end(), formula) != available.end()) return;
  available.push_back(formula);
  const Node node = arena[formula];
  if (node.op == Op::And) {
    assume(arena, node.left, available);
    assume(arena, node.right, available);
  } else if (node.op == Op::Iff) {
    assume(arena, arena.binary(Op::Implies, node.left, node.right), available);
    assume(arena, arena.binary(Op::Implies, node.right, node.left), available);
  }
}

Ref tidy(Arena& arena, Terms& terms, Ref ref, const std::vector<Id>& hypotheses) {
  if (terms.cost(ref) > max_cost) throw OutOfBudget("the proof is too long to be written");
  return Tidier(arena, terms).run(ref, hypotheses);
}

}  // namespace propositional::prove
