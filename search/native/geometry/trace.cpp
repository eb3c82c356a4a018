#include "trace.hpp"

#include <map>
#include <tuple>

namespace geometry {

namespace {

class Tracer {
 public:
  explicit Tracer(const Closure& closure) : closure_(closure), of_fact_(closure.facts().size(), -1) {
    for (const auto& [form, origin] : closure.angle_relations()) angles_.push(form);
    for (const auto& [form, origin] : closure.length_relations()) lengths_.push(form);
  }

  // The step that says `fact`, from the first `known` facts of the closure.
  int prove(const Fact& fact, int known);
  std::vector<ProofStep> take() { return std::move(steps_); }

 private:
  using Key = std::tuple<Kind, std::array<std::uint8_t, max_arity>, int, int>;

  int add(ProofStep step) {
    const Fact& f = step.fact;
    const int number = static_cast<int>(steps_.size());
    known_.emplace(Key{f.kind, f.points, f.numerator, f.denominator}, number);
    steps_.push_back(std::move(step));
    return number;
  }
  int prove_recorded(int fact);
  int prove_by_rule(const Fact& conclusion, RuleId id, const Binding& binding, int known);
  template <class C>
  std::vector<Term> certificate(const Form<C>& form, const Echelon<C>& echelon,
                                const std::vector<std::pair<Form<C>, Origin>>& relations, int known);

  const Closure& closure_;
  Echelon<Integer> angles_;
  Echelon<Rational> lengths_;
  std::vector<ProofStep> steps_;
  std::vector<int> of_fact_;
  std::map<Key, int> known_;
};

template <class C>
std::vector<Term> Tracer::certificate(const Form<C>& form, const Echelon<C>& echelon,
                                      const std::vector<std::pair<Form<C>, Origin>>& relations, int known) {
  const auto end = std::ranges::lower_bound(relations, known, {}, [](const auto& r) { return r.second.fact; });
  const auto combination = echelon.express(form, static_cast<int>(end - relations.begin()));
  if (!combination) throw std::logic_error("a proved relation has no certificate");
  std::vector<Term> result;
  for (const auto& [number, c] : *combination) {
    const Origin origin = relations[number].second;
    result.push_back({prove_recorded(origin.fact), origin.form, as_rational(c)});
  }
  return result;
}

int Tracer::prove_by_rule(const Fact& conclusion, RuleId id, const Binding& binding, int known) {
  ProofStep step{.reason = ProofStep::Reason::rule, .fact = conclusion, .rule = id, .binding = binding};
  for (const Fact& premise : rule(id).premises) step.premises.push_back(prove(bind(premise, binding), known));
  return add(std::move(step));
}

int Tracer::prove_recorded(int fact) {
  if (of_fact_[fact] >= 0) return of_fact_[fact];
  const Derived& derived = closure_.facts()[fact];
  of_fact_[fact] = derived.rule ? prove_by_rule(derived.fact, *derived.rule, derived.binding, fact)
                                : add({.reason = ProofStep::Reason::premise, .fact = derived.fact});
  return of_fact_[fact];
}

int Tracer::prove(const Fact& fact, int known) {
  if (const auto it = known_.find({fact.kind, fact.points, fact.numerator, fact.denominator}); it != known_.end())
    return it->second;
  if (fact.kind == Kind::cyclic) {
    const auto recorded = closure_.recorded_circle(fact);
    return recorded ? prove_recorded(*recorded) : -1;
  }
  if (fact.kind == Kind::midp)
    return prove_by_rule(fact, RuleId::midp_of_cong, {fact.points[0], fact.points[1], fact.points[2]}, known);
  ProofStep step{.reason = ProofStep::Reason::algebra, .fact = fact};
  const Relations forms = relations(fact, closure_.unknowns());
  for (const auto& form : forms.angles)
    step.certificates.push_back(certificate(form, angles_, closure_.angle_relations(), known));
  for (const auto& form : forms.lengths)
    step.certificates.push_back(certificate(form, lengths_, closure_.length_relations(), known));
  return add(std::move(step));
}

}  // namespace

std::optional<std::vector<ProofStep>> trace(const Closure& closure, const Fact& fact) {
  if (!closure.proved(fact)) return std::nullopt;
  Tracer tracer(closure);
  const int last = tracer.prove(fact, static_cast<int>(closure.facts().size()));
  if (last < 0) return std::nullopt;
  auto steps = tracer.take();
  // A fact that was needed on the way may be the goal itself.
  steps.resize(static_cast<std::size_t>(last) + 1);
  return steps;
}

}  // namespace geometry
