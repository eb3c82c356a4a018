// Proof terms: construction, substitution and normalisation.
//
// The calculus is Gentzen's natural deduction in Curry-Howard dress. Beta reduction removes the detours that a
// sequent proof brings with it (Prawitz 1965): an introduction followed at once by the elimination of the same
// connective. Only beta is needed: the sequent calculus of `ljt.cpp` binds neutral terms and functions, so that
// no case distinction ever stands where something is eliminated from it.
//
// What differs from a textbook: variables are formulas. A substitution may thus be captured by an assumption of
// the same formula further in, and that is harmless, because the captured occurrence still proves that formula.
#include "term.hpp"

#include <algorithm>

namespace propositional::prove {

namespace {

std::size_t hash(const Term& term) {
  std::uint64_t key = static_cast<std::uint64_t>(term.rule) << 48 | static_cast<std::uint64_t>(term.type) << 32 | term.a;
  key = (key ^ (static_cast<std::uint64_t>(term.b) << 32 | term.c)) * 0x9e3779b97f4a7c15u;
  key ^= key >> 29;
  key = (key + static_cast<std::uint64_t>(term.b) * 0xbf58476d1ce4e5b9u + term.label) * 0x94d049bb133111ebu;
  return static_cast<std::size_t>(key >> 32);
}

}  // namespace

void Terms::clear() {
  if (slots_.size() > initial_slots * 16) slots_.resize(initial_slots);
  std::fill(slots_.begin(), slots_.end(), 0);
  terms_.assign(1, Term{Rule::TrueIntro, no_formula});
  costs_.assign(1, 0);
}

// Cases and classical steps weigh more than their one line: a reader has to keep two worlds in mind.
unsigned Terms::price(Rule rule) {
  switch (rule) {
    case Rule::OrElim: return 2;
    case Rule::ExcludedMiddle: return 3;
    case Rule::ByContradiction: return 5;
    default: return 1;
  }
}

Ref Terms::intern(Term term) {
  if (terms_.size() * 2 >= slots_.size()) {
    slots_.assign(slots_.size() * 2, 0);
    for (Ref ref = 1; ref < terms_.size(); ++ref) {
      std::size_t at = hash(terms_[ref]) & (slots_.size() - 1);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = ref;
    }
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash(term) & mask;
  while (slots_[at] != 0) {
    if (terms_[slots_[at]] == term) return slots_[at];
    at = (at + 1) & mask;
  }
  if (terms_.size() >= max_terms) throw OutOfBudget("the proof term grew too large");
  const auto ref = static_cast<Ref>(terms_.size());
  terms_.push_back(term);
  const std::uint64_t cost = std::uint64_t{price(term.rule)} + costs_[term.a] + costs_[term.b] + costs_[term.c];
  costs_.push_back(static_cast<unsigned>(std::min<std::uint64_t>(cost, std::numeric_limits<unsigned>::max() / 4)));
  return slots_[at] = ref;
}

Ref Terms::project(Rule rule, Ref from) {
  const Node node = arena_[type(from)];
  Id result = no_formula;
  switch (rule) {
    case Rule::AndLeft: result = node.left; break;
    case Rule::AndRight: result = node.right; break;
    case Rule::IffForward: result = arena_.binary(Op::Implies, node.left, node.right); break;
    default: result = arena_.binary(Op::Implies, node.right, node.left); break;
  }
  return intern({rule, result, no_formula, from});
}

Ref Terms::apply(Ref function, Ref argument) {
  const Node node = arena_[type(function)];
  const Id result = node.op == Op::Not ? arena_.bottom() : node.right;
  return intern({Rule::ImpliesElim, result, no_formula, function, argument});
}

Ref Terms::pair(Id type, Ref left, Ref right) {
  const Rule rule = arena_[type].op == Op::And ? Rule::AndIntro : Rule::IffIntro;
  return intern({rule, type, no_formula, left, right});
}

Ref Terms::inject(Id type, bool left, Ref proof) {
  return intern({left ? Rule::OrLeft : Rule::OrRight, type, no_formula, proof});
}

Id Terms::bound(const Term& term, unsigned child) const {
  if (term.rule == Rule::ImpliesIntro || term.rule == Rule::ByContradiction) return term.label;
  if (term.rule == Rule::OrElim && child > 0) {
    const Node& node = arena_[type(term.a)];
    return child == 1 ? node.left : node.right;
  }
  return no_formula;
}

bool Terms::uses(Ref ref, Id formula) {
  stamps_.resize(terms_.size(), 0);
  ++stamp_;
  std::vector<Ref> todo{ref};
  while (!todo.empty()) {
    const Ref at = todo.back();
    todo.pop_back();
    if (stamps_[at] == stamp_) continue;
    stamps_[at] = stamp_;
    const Term& term = terms_[at];
    if (term.rule == Rule::Hypothesis && term.type == formula) return true;
    const std::array<Ref, 3> children{term.a, term.b, term.c};
    for (unsigned i = 0; i < 3; ++i) {
      if (children[i] != 0 && bound(term, i) != formula) todo.push_back(children[i]);
    }
  }
  return false;
}

Ref Terms::rebuild(const Term& old, Ref a, Ref b, Ref c) {
  return intern({old.rule, old.type, old.label, a, b, c});
}

Ref Terms::substitute_in(Ref ref, Id formula, Ref by) {
  if (stamps_[ref] == stamp_) return results_[ref];
  const Term term = terms_[ref];
  Ref result = ref;
  if (term.rule == Rule::Hypothesis) {
    if (term.type == formula) result = by;
  } else {
    std::array<Ref, 3> children{term.a, term.b, term.c};
    for (unsigned i = 0; i < 3; ++i) {
      if (children[i] != 0 && bound(term, i) != formula) {
        children[i] = substitute_in(children[i], formula, by);
      }
    }
    result = rebuild(term, children[0], children[1], children[2]);
  }
  stamps_[ref] = stamp_;
  return results_[ref] = result;
}

Ref Terms::substitute(Ref ref, Id formula, Ref by) {
  stamps_.resize(terms_.size(), 0);
  results_.resize(terms_.size(), 0);
  ++stamp_;
  return substitute_in(ref, formula, by);
}

Ref Terms::normalize_in(Ref ref, std::vector<Ref>& done) {
  if (ref < done.size() && done[ref] != 0) return done[ref];
  if (++depth_ > max_term_depth) throw OutOfBudget("the proof term grew too deep");
  const Term term = terms_[ref];
  const Ref a = term.a != 0 ? normalize_in(term.a, done) : 0;
  const Ref b = term.b != 0 ? normalize_in(term.b, done) : 0;
  const Ref c = term.c != 0 ? normalize_in(term.c, done) : 0;
  Ref result;
  if (term.rule == Rule::ImpliesElim && rule(a) == Rule::ImpliesIntro) {
    result = normalize_in(substitute(terms_[a].a, terms_[a].label, b), done);
  } else if (term.rule == Rule::AndLeft && rule(a) == Rule::AndIntro) {
    result = terms_[a].a;
  } else if (term.rule == Rule::AndRight && rule(a) == Rule::AndIntro) {
    result = terms_[a].b;
  } else {
    result = rebuild(term, a, b, c);
  }
  --depth_;
  if (ref >= done.size()) done.resize(terms_.size(), 0);
  return done[ref] = result;
}

Ref Terms::normalize(Ref ref) {
  std::vector<Ref> done(terms_.size(), 0);
  depth_ = 0;
  return normalize_in(ref, done);
}

}  // namespace propositional::prove
