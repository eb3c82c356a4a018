#include "deduce.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace geometry {

namespace {

std::uint32_t quad_key(std::array<std::uint8_t, 4> p) {
  std::ranges::sort(p);
  return (static_cast<std::uint32_t>(p[0]) << 24) | (static_cast<std::uint32_t>(p[1]) << 16) |
         (static_cast<std::uint32_t>(p[2]) << 8) | p[3];
}

bool has_repetition(const Fact& cyclic) {
  std::array<std::uint8_t, 4> p{cyclic.points[0], cyclic.points[1], cyclic.points[2], cyclic.points[3]};
  std::ranges::sort(p);
  return std::ranges::adjacent_find(p) != p.end();
}

}  // namespace

std::string_view name(Outcome outcome) {
  constexpr std::array<std::string_view, 5> names{"proved", "saturated", "out_of_facts", "out_of_rounds",
                                                  "out_of_time"};
  return names[static_cast<std::size_t>(outcome)];
}

Closure::Closure(int points, std::vector<std::vector<Point>> pictures, const std::vector<Fact>& premises)
    : points_(points),
      unknowns_(points),
      pictures_(std::move(pictures)),
      classes_(classes_of(points, pictures_)),
      angles_(unknowns_.count()),
      lengths_(unknowns_.count()) {
  for (const Fact& premise : premises) assume(premise);
}

void Closure::assume(const Fact& premise) {
  if (!holds_in_pictures(premise))
    throw std::invalid_argument("a premise is false in a picture: " + std::string(geometry::name(premise.kind)));
  if (!is_open(premise.kind)) record({.fact = premise});
}

bool Closure::holds_in_pictures(const Fact& fact) const {
  return std::ranges::all_of(pictures_, [&](const auto& picture) { return holds(fact, picture); });
}

std::optional<int> Closure::recorded_circle(const Fact& cyclic) const {
  const auto& p = cyclic.points;
  const auto it = circles_.find(quad_key({p[0], p[1], p[2], p[3]}));
  if (it == circles_.end()) return std::nullopt;
  return it->second;
}

bool Closure::proved(const Fact& fact) const {
  const auto& p = fact.points;
  if (is_open(fact.kind)) return false;
  if (fact.kind == Kind::cyclic) return has_repetition(fact) || recorded_circle(fact);
  if (fact.kind == Kind::midp)
    return proved({.kind = Kind::coll, .points = {p[0], p[1], p[2]}}) &&
           proved({.kind = Kind::cong, .points = {p[0], p[1], p[0], p[2]}});
  try {
    const Relations forms = relations(fact, unknowns_);
    return std::ranges::all_of(forms.angles, [&](const auto& form) { return angles_.normal(form).zero(); }) &&
           std::ranges::all_of(forms.lengths, [&](const auto& form) { return lengths_.normal(form).zero(); });
  } catch (const std::overflow_error&) {
    return false;
  }
}

void Closure::record(const Derived& derived) {
  std::vector<Derived> waiting{derived};
  while (!waiting.empty() && facts_.size() < fact_limit_) {
    const Derived next = waiting.back();
    waiting.pop_back();
    const int number = static_cast<int>(facts_.size());
    bool fresh = !next.rule;
    const Relations forms = relations(next.fact, unknowns_);
    const auto insert = [&](auto& table, const auto& form, auto& origins, int index) {
      try {
        if (!table.insert(form)) return;
      } catch (const std::overflow_error&) {
        // Perhaps only some normal forms use the relation now. Each is still true, and the trace must know why.
      }
      origins.emplace_back(form, Origin{number, index});
      fresh = true;
    };
    int index = 0;
    for (const auto& form : forms.angles) insert(angles_, form, angle_relations_, index++);
    for (const auto& form : forms.lengths) insert(lengths_, form, length_relations_, index++);
    if (next.fact.kind == Kind::cyclic) {
      const auto& p = next.fact.points;
      const std::array<std::uint8_t, 4> quad{p[0], p[1], p[2], p[3]};
      if (circles_.emplace(quad_key(quad), number).second) {
        fresh = true;
        ++circle_clock_;
        for (int left_out = 0; left_out < 4; ++left_out) {
          std::array<std::uint8_t, 3> abc{};
          for (int i = 0, k = 0; i < 4; ++i)
            if (i != left_out) abc[k++] = quad[i];
          std::ranges::sort(abc);
          const int d = quad[left_out];
          auto& others = triples_[quad_key({abc[0], abc[1], abc[2], 255})];
          for (const int e : others)
            for (int dropped = 0; dropped < 3; ++dropped) {
              const int first = abc[dropped == 0 ? 1 : 0], second = abc[dropped == 2 ? 1 : 2];
              const Binding binding = binding_of({first, second, abc[dropped], d, e});
              const Fact joined = bind(rule(RuleId::cyclic_join).conclusion, binding);
              if (!recorded_circle(joined)) waiting.push_back({joined, RuleId::cyclic_join, binding});
            }
          others.push_back(static_cast<std::uint8_t>(d));
        }
      }
    }
    if (fresh) {
      facts_.push_back(next);
      facts_.back().serial = ++recorded_;
    }
  }
}

bool Closure::apply(RuleId id, const Binding& binding) {
  const Rule& schema = rule(id);
  ++work_;
  for (const Fact& premise : schema.premises)
    if (!proved(bind(premise, binding))) return false;
  const Fact conclusion = bind(schema.conclusion, binding);
  for (const Fact& condition : schema.conditions)
    if (!holds_in_pictures(bind(condition, binding))) return false;
  if (!holds_in_pictures(conclusion)) return false;
  record({conclusion, id, binding});
  return true;
}

bool Closure::visit(Candidate& candidate) {
  const Rule& schema = rule(candidate.rule);
  bool changed = candidate.seen_angles == 0;
  for (const Fact& premise : schema.premises) {
    if (changed) break;
    const auto& p = premise.points;
    const auto& b = candidate.binding;
    if (premise.kind == Kind::cyclic) {
      changed = circle_clock_ > candidate.seen_circles;
      continue;
    }
    const auto moved = [&](int i, int j) {
      const int x = unknowns_.segment(b[p[i]], b[p[j]]);
      return angles_.changed(x) > candidate.seen_angles || lengths_.changed(x) > candidate.seen_lengths;
    };
    const int count = arity(premise.kind);
    if (count == 3) {
      changed = moved(0, 1) || moved(0, 2) || moved(1, 2);
    } else {
      for (int i = 0; i < count && !changed; i += 2) changed = moved(i, i + 1);
    }
  }
  if (!changed) return false;
  candidate.seen_angles = angles_.clock();
  candidate.seen_lengths = lengths_.clock();
  candidate.seen_circles = circle_clock_;
  candidate.done = apply(candidate.rule, candidate.binding);
  return candidate.done;
}

Outcome Closure::saturate(const std::optional<Fact>& goal, const Limits& limits) {
  const auto start = std::chrono::steady_clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  fact_limit_ = static_cast<std::size_t>(limits.facts);
  for (;; ++rounds_) {
    if (goal && proved(*goal)) return Outcome::proved;
    if (rounds_ >= limits.rounds) return Outcome::out_of_rounds;
    const std::size_t before = facts_.size();
    std::size_t looked = 0;
    for (Candidate& candidate : classes_.candidates) {
      if (!candidate.done) visit(candidate);
      if (++looked % 256 == 0 && elapsed() > limits.seconds) return Outcome::out_of_time;
      if (facts_.size() >= fact_limit_) return Outcome::out_of_facts;
    }
    similar_triangles();
    ratios_on_lines();
    if (elapsed() > limits.seconds) return Outcome::out_of_time;
    if (facts_.size() == before) return goal && proved(*goal) ? Outcome::proved : Outcome::saturated;
  }
}

}  // namespace geometry
