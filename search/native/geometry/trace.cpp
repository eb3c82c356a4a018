#include "trace.hpp"

#include <algorithm>
#include <bitset>

namespace geometry {

namespace {

// How many of the relations, which are in the order of their facts, are of the first `known` facts.
template <class C>
int relations_of(const std::vector<std::pair<Form<C>, Origin>>& relations, int known) {
  const auto end = std::ranges::lower_bound(relations, known, {}, [](const auto& r) { return r.second.fact; });
  return static_cast<int>(end - relations.begin());
}

}  // namespace

// Puts the steps of one proof in order.
class Traceback::Writer {
 public:
  explicit Writer(Traceback& traceback) : traceback_(traceback) {}

  // The step that says what `support` supports; -1 when that is nothing.
  int write(const Support& support);
  std::vector<ProofStep> take() { return std::move(steps_); }

 private:
  int write_recorded(int fact);
  void write_sum(const Support& support, ProofStep& step);
  int add(ProofStep step) {
    const int number = static_cast<int>(steps_.size());
    known_.emplace(key(step.fact), number);
    steps_.push_back(std::move(step));
    return number;
  }

  Traceback& traceback_;
  std::vector<ProofStep> steps_;
  std::map<int, int> of_fact_;  // the step of a recorded fact
  std::map<Key, int> known_;
};

int Traceback::Writer::write_recorded(int fact) {
  if (const auto it = of_fact_.find(fact); it != of_fact_.end()) return it->second;
  const int step = write(traceback_.support_of_recorded(fact));
  of_fact_.emplace(fact, step);
  return step;
}

int Traceback::Writer::write(const Support& support) {
  if (support.says_nothing) return -1;
  if (support.recorded >= 0) return write_recorded(support.recorded);
  if (const auto it = known_.find(key(support.fact)); it != known_.end()) return it->second;
  ProofStep step{.reason = support.reason, .fact = support.fact, .rule = support.rule, .binding = support.binding};
  if (support.sum) {
    write_sum(support, step);
  } else {
    for (const Support& premise : support.premises) step.premises.push_back(write(premise));
  }
  for (const auto& links : support.certificates) {
    auto& terms = step.certificates.emplace_back();
    for (const Link& link : links) terms.push_back({write_recorded(link.fact), link.form, link.coefficient});
  }
  return add(std::move(step));
}

void Traceback::Writer::write_sum(const Support& support, ProofStep& step) {
  auto& terms = step.certificates.emplace_back();
  const Sum& sum = traceback_.closure_.sum(*support.sum);
  for (std::size_t i = 0; i < sum.size(); ++i) {
    int form = 0;
    if (sum[i].view >= 0) {
      const auto found = std::ranges::find(step.views, sum[i].view);
      form = static_cast<int>(found - step.views.begin());
      if (found == step.views.end()) step.views.push_back(static_cast<std::uint8_t>(sum[i].view));
    }
    const Support& premise = support.premises[i];
    const bool same = square_form(premise.fact, sum[i].view) == square_form(sum[i].fact, sum[i].view);
    terms.push_back({write(premise), form, same ? sum[i].coefficient : -sum[i].coefficient});
  }
}

void Traceback::follow_closure() {
  // Only the end of the closure's list ever changes, so what precedes an unchanged fact is unchanged.
  const auto& facts = closure_.facts();
  std::size_t same = std::min(serials_.size(), facts.size());
  while (same > 0 && serials_[same - 1] != facts[same - 1].serial) --same;
  const int known = static_cast<int>(same);
  angles_.truncate(std::min(angles_.size(), relations_of(closure_.angle_relations(), known)));
  lengths_.truncate(std::min(lengths_.size(), relations_of(closure_.length_relations(), known)));
  serials_.resize(same);
  supports_.resize(same);
  std::erase_if(number_of_, [&](const auto& entry) { return entry.second >= known; });
  for (std::size_t i = same; i < facts.size(); ++i) {
    serials_.push_back(facts[i].serial);
    number_of_.emplace(key(facts[i].fact), static_cast<int>(i));
  }
  supports_.resize(facts.size());
  for (auto i = static_cast<std::size_t>(angles_.size()); i < closure_.angle_relations().size(); ++i)
    angles_.push(closure_.angle_relations()[i].first);
  for (auto i = static_cast<std::size_t>(lengths_.size()); i < closure_.length_relations().size(); ++i)
    lengths_.push(closure_.length_relations()[i].first);
}

template <class C>
auto Traceback::combination(const Form<C>& form, const Echelon<C>& echelon,
                            const std::vector<std::pair<Form<C>, Origin>>& relations, int known) const
    -> std::vector<Link> {
  const auto found = echelon.express(form, relations_of(relations, known));
  if (!found) throw std::overflow_error("coefficient of a certificate");
  std::vector<Link> result;
  for (const auto& [number, c] : *found) {
    const Origin origin = relations[number].second;
    result.push_back({origin.fact, origin.form, as_rational(c)});
  }
  return result;
}

Traceback::Support Traceback::support(const Fact& fact, int known) const {
  Support result{.fact = fact};
  if (fact.kind == Kind::cyclic) {
    const auto recorded = closure_.recorded_circle(fact);
    result.recorded = recorded.value_or(-1);
    result.says_nothing = !recorded;
    return result;
  }
  if (const auto it = number_of_.find(key(fact)); it != number_of_.end() && it->second < known) {
    result.recorded = it->second;
    return result;
  }
  if (fact.kind == Kind::midp) {
    result.reason = ProofStep::Reason::rule;
    result.rule = RuleId::midp_of_cong;
    result.binding = {fact.points[0], fact.points[1], fact.points[2]};
    for (const Fact& premise : rule(result.rule).premises)
      result.premises.push_back(support(bind(premise, result.binding), known));
    return result;
  }
  const Relations forms = relations(fact);
  for (const auto& form : forms.angles)
    result.certificates.push_back(combination(form, angles_, closure_.angle_relations(), known));
  for (const auto& form : forms.lengths)
    result.certificates.push_back(combination(form, lengths_, closure_.length_relations(), known));
  return result;
}

Fact Traceback::recorded_variant(const Fact& fact, int known) const {
  if (fact.kind == Kind::contri) return fact;
  Fact variant = fact;
  auto& p = variant.points;
  for (int i = 0; i < 8; ++i) {
    if (const auto it = number_of_.find(key(variant)); it != number_of_.end() && it->second < known) return variant;
    if (fact.kind == Kind::midp) {
      std::swap(p[1], p[2]);
      continue;
    }
    std::swap(p[0], p[1]);
    if (i % 2 == 1) std::swap(p[2], p[3]);
    if (i == 3 && fact.kind != Kind::rconst) std::swap(p[0], p[2]), std::swap(p[1], p[3]);
  }
  return fact;
}

const Traceback::Support& Traceback::support_of_recorded(int fact) {
  auto& kept = supports_[fact];
  if (!kept) {
    const Derived& derived = closure_.facts()[fact];
    kept.emplace(Support{.fact = derived.fact, .reason = ProofStep::Reason::premise});
    if (derived.rule) {
      kept->reason = ProofStep::Reason::rule;
      kept->rule = *derived.rule;
      kept->binding = derived.binding;
      for (const Fact& premise : rule(*derived.rule).premises)
        kept->premises.push_back(support(bind(premise, derived.binding), fact));
    } else if (derived.sum) {
      kept->reason = ProofStep::Reason::distances;
      kept->sum = derived.sum;
      for (const Share& share : closure_.sum(*derived.sum))
        kept->premises.push_back(support(recorded_variant(share.fact, fact), fact));
    }
  }
  return *kept;
}

std::pair<std::vector<ProofStep>, std::vector<int>> Traceback::prove_all(std::span<const Fact> facts) {
  follow_closure();
  Writer writer(*this);
  std::vector<int> places;
  const int known = static_cast<int>(closure_.facts().size());
  for (const Fact& fact : facts) places.push_back(closure_.proved(fact) ? writer.write(support(fact, known)) : -1);
  return {writer.take(), std::move(places)};
}

std::optional<std::vector<ProofStep>> Traceback::prove(const Fact& fact) {
  auto [steps, places] = prove_all({&fact, 1});
  if (places[0] < 0) return std::nullopt;
  // A fact that was needed on the way may be the goal itself.
  steps.resize(static_cast<std::size_t>(places[0]) + 1);
  return std::move(steps);
}

bool restates(const ProofStep& step) {
  if (step.reason != ProofStep::Reason::algebra) return false;
  return std::ranges::all_of(step.certificates, [&](const auto& certificate) {
    return certificate.size() == 1 && certificate[0].step == step.certificates[0][0].step &&
           (certificate[0].coefficient == Rational(1) || certificate[0].coefficient == Rational(-1));
  });
}

ProofSummary summarize(const std::vector<ProofStep>& proof) {
  ProofSummary summary;
  std::bitset<rule_count> used;
  std::vector<int> depth;
  for (const ProofStep& step : proof) {
    int below = 0;
    for (const int premise : step.premises)
      if (premise >= 0) below = std::max(below, depth[premise]);
    for (const auto& certificate : step.certificates) {
      summary.terms += static_cast<int>(certificate.size());
      for (const Term& term : certificate) below = std::max(below, depth[term.step]);
    }
    const bool deduction = step.reason != ProofStep::Reason::premise && !restates(step);
    if (step.reason == ProofStep::Reason::rule) used.set(static_cast<std::size_t>(step.rule));
    summary.premises += step.reason == ProofStep::Reason::premise;
    summary.length += deduction;
    depth.push_back(below + deduction);
    summary.depth = std::max(summary.depth, depth.back());
  }
  summary.rules = static_cast<int>(used.count());
  return summary;
}

}  // namespace geometry
