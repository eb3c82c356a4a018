// From proof terms, whose variables are formulas, to trees with assumptions that can be given names.
//
// An assumed conjunction makes its sides available (see `tidy.cpp`), so looking up a formula may give a
// projection of an assumption. A formula that is assumed again while it is available makes an assumption that
// nothing uses; the writers call it `_`.
//
// A subproof that is repeated is stated once, by `have`, at the lowest place that is above all its uses and
// where its own assumptions are there. Equal subproofs are one `Ref`, so finding them is counting. It is done
// only where it makes the proof shorter to read.
#include "deduction.hpp"

#include <algorithm>
#include <map>

#include "tidy.hpp"

namespace propositional::prove {

namespace {

class Builder {
 public:
  Builder(Arena& arena, Terms& terms, const std::vector<Id>& hypotheses, Id instance) : arena_(arena), terms_(terms) {
    for (const Id hypothesis : hypotheses) deduction_.hypotheses.push_back(bind(hypothesis));
    if (instance != no_formula) deduction_.instance = bind(instance);
  }

  Deduction run(Ref proof) {
    deduction_.root = checked(proof);
    return std::move(deduction_);
  }

 private:
  struct Available {
    Id formula;
    unsigned assumption;
    std::vector<Rule> path;  // projections, outermost last
  };

  static constexpr std::size_t max_nodes_of_deduction = 8'000;

  bool knows(Id formula) const {
    return std::any_of(available_.begin(), available_.end(), [&](const auto& it) { return it.formula == formula; });
  }

  unsigned add(Deduction::Node node) {
    if (deduction_.nodes.size() >= max_nodes_of_deduction) throw OutOfBudget("the proof is too long to be written");
    deduction_.nodes.push_back(node);
    return static_cast<unsigned>(deduction_.nodes.size() - 1);
  }

  unsigned bind(Id formula) {
    const auto assumption = static_cast<unsigned>(deduction_.assumptions.size());
    deduction_.assumptions.push_back({formula});
    std::vector<Rule> path;
    make_available(formula, assumption, path);
    return assumption;
  }

  void make_available(Id formula, unsigned assumption, std::vector<Rule>& path) {
    if (knows(formula)) return;
    available_.push_back({formula, assumption, path});
    const Node node = arena_[formula];
    const auto side = [&](Rule rule, Id result) {
      path.push_back(rule);
      make_available(result, assumption, path);
      path.pop_back();
    };
    if (node.op == Op::And) {
      side(Rule::AndLeft, node.left);
      side(Rule::AndRight, node.right);
    } else if (node.op == Op::Iff) {
      side(Rule::IffForward, arena_.binary(Op::Implies, node.left, node.right));
      side(Rule::IffBackward, arena_.binary(Op::Implies, node.right, node.left));
    }
  }

  unsigned look_up(Id formula) {
    const auto found = std::find_if(available_.begin(), available_.end(),
                                    [&](const auto& it) { return it.formula == formula; });
    if (found == available_.end()) throw std::logic_error("a proof uses a formula that is not assumed");
    Assumption& assumption = deduction_.assumptions[found->assumption];
    assumption.used = true;
    if (found->path.empty() || found->path.front() > Rule::AndRight) assumption.used_whole = true;
    const bool instance = found->assumption == deduction_.instance;
    const Rule rule = instance ? Rule::Instance : Rule::Hypothesis;
    unsigned node = add({rule, assumption.formula, none, none, none, found->assumption});
    Id type = assumption.formula;
    for (const Rule step : found->path) {
      const Node of = arena_[type];
      type = step == Rule::AndLeft    ? of.left
             : step == Rule::AndRight ? of.right
             : step == Rule::IffForward ? arena_.binary(Op::Implies, of.left, of.right)
                                        : arena_.binary(Op::Implies, of.right, of.left);
      node = add({step, type, node});
    }
    return node;
  }

  // Counts the subproofs of `ref` that could be stated above it, and how often each occurs.
  void count(Ref ref, std::vector<Id>& local, std::map<Ref, unsigned>& counts) const {
    const Term& term = terms_[ref];
    if (is_neutral(term.rule) && term.rule != Rule::Hypothesis && terms_.cost(ref) >= 3 && closed(ref, local)) {
      if (++counts[ref] > 1) return;  // what is inside was counted the first time
    }
    const std::array<Ref, 3> children{term.a, term.b, term.c};
    for (unsigned i = 0; i < 3; ++i) {
      if (children[i] == 0) continue;
      const std::size_t before = local.size();
      const Id assumption = terms_.bound(term, i);
      if (assumption != no_formula) local.push_back(assumption);
      count(children[i], local, counts);
      local.resize(before);
    }
  }

  // Whether no assumption made on the way down is used.
  bool closed(Ref ref, const std::vector<Id>& local) const {
    std::vector<Id> gained;
    for (const Id formula : local) assume(arena_, formula, gained);
    return std::none_of(gained.begin(), gained.end(),
                        [&](Id formula) { return !knows(formula) && terms_.uses(ref, formula); });
  }

  std::map<Ref, unsigned> counts(Ref ref) const {
    std::map<Ref, unsigned> result;
    std::vector<Id> local;
    count(ref, local, result);
    return result;
  }

  // The subproof that is best stated here once, or 0.
  Ref repeated(Ref ref) const {
    if (terms_.cost(ref) < 8 || is_leaf_rule(terms_.rule(ref))) return 0;
    const auto here = counts(ref);
    Ref best = 0;
    unsigned best_gain = 0;
    for (const auto& [candidate, times] : here) {
      const unsigned gain = (times - 1) * (terms_.cost(candidate) - 1);
      if (candidate == ref || gain <= std::max(best_gain, 2u)) continue;
      const Term& term = terms_[ref];
      const std::array<Ref, 3> children{term.a, term.b, term.c};
      const bool all_in_one = std::any_of(children.begin(), children.end(), [&](Ref child) {
        if (child == 0 || is_neutral(terms_.rule(child))) return false;
        const auto below = counts(child);
        const auto found = below.find(candidate);
        return found != below.end() && found->second == times;
      });
      if (all_in_one) continue;
      best = candidate;
      best_gain = gain;
    }
    return best;
  }

  static bool is_leaf_rule(Rule rule) { return rule == Rule::ImpliesIntro || rule == Rule::ByContradiction; }

  // A proof of a known goal.
  unsigned checked(Ref ref) {
    if (const Ref lemma = repeated(ref)) return state_first(lemma, ref);
    const Term term = terms_[ref];
    if (is_neutral(term.rule)) return neutral(ref);
    const std::size_t before = available_.size();
    switch (term.rule) {
      case Rule::ImpliesIntro:
      case Rule::ByContradiction: {
        const unsigned assumption = bind(term.label);
        const unsigned body = checked(term.a);
        available_.resize(before);
        return add({term.rule, term.type, body, none, none, assumption});
      }
      case Rule::OrElim: {
        const Node either = arena_[terms_.type(term.a)];
        const unsigned disjunction = neutral(term.a);
        const unsigned left_assumption = bind(either.left);
        const unsigned left = checked(term.b);
        available_.resize(before);
        const unsigned right_assumption = bind(either.right);
        const unsigned right = checked(term.c);
        available_.resize(before);
        return add({term.rule, term.type, disjunction, left, right, left_assumption, right_assumption});
      }
      default: {
        const unsigned a = term.a != 0 ? checked(term.a) : none;
        const unsigned b = term.b != 0 ? checked(term.b) : none;
        return add({term.rule, term.type, a, b});
      }
    }
  }

  // A proof that something is eliminated from.
  unsigned neutral(Ref ref) {
    const Term term = terms_[ref];
    if (term.rule == Rule::Hypothesis) return look_up(term.type);
    if (term.rule == Rule::ExcludedMiddle) return add({term.rule, term.type});
    if (!is_neutral(term.rule)) throw std::logic_error("an introduction stands where something is eliminated");
    const unsigned a = neutral(term.a);
    const unsigned b = term.rule == Rule::ImpliesElim ? checked(term.b) : none;
    return add({term.rule, term.type, a, b});
  }

  unsigned state_first(Ref lemma, Ref ref) {
    const unsigned proof = checked(lemma);
    const std::size_t before = available_.size();
    const unsigned assumption = bind(terms_.type(lemma));
    std::vector<Id> formulas;
    for (const Available& it : available_) formulas.push_back(it.formula);
    const unsigned body = checked(tidy(arena_, terms_, ref, formulas));
    available_.resize(before);
    return add({Rule::Have, terms_.type(ref), proof, body, none, assumption});
  }

  Arena& arena_;
  Terms& terms_;
  std::vector<Available> available_;
  Deduction deduction_;
};

}  // namespace

Deduction make_deduction(Arena& arena, Terms& terms, Ref proof, const std::vector<Id>& hypotheses, Id instance) {
  return Builder(arena, terms, hypotheses, instance).run(proof);
}

}  // namespace propositional::prove
