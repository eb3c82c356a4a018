#include "deduce.hpp"

#include <chrono>
#include <stdexcept>
#include <string>

namespace geometry {

namespace {

int circle_number(const Fact& cyclic) {
  const auto& p = cyclic.points;
  return quadruple_number({p[0], p[1], p[2], p[3]});
}

bool has_repetition(const Fact& cyclic) {
  const auto& p = cyclic.points;
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < i; ++j)
      if (p[i] == p[j]) return true;
  return false;
}

}  // namespace

std::string_view name(Outcome outcome) {
  constexpr std::array<std::string_view, 6> names{"proved",        "saturated",   "out_of_facts",
                                                  "out_of_rounds", "out_of_time", "out_of_memory"};
  return names[static_cast<std::size_t>(outcome)];
}

Closure::Closure(std::size_t pictures) : numbers_(pictures) {
  if (pictures == 0) throw std::length_error("a closure needs at least one picture");
  angles_.extend(Unknowns::count(0));
  lengths_.extend(Unknowns::count(0));
}

Closure::Closure(int points, const std::vector<std::vector<Point>>& pictures, const std::vector<Fact>& premises)
    : Closure(pictures.size()) {
  for (int k = 0; k < points; ++k) {
    std::vector<Point> where;
    for (const auto& picture : pictures) where.push_back(picture.at(k));
    add_point(where);
  }
  for (const Fact& premise : premises) assume(premise);
}

int Closure::add_point(const std::vector<Point>& where_in_each_picture) {
  if (points() == max_engine_points)
    throw std::length_error("a figure has at most " + std::to_string(max_engine_points) + " points");
  if (where_in_each_picture.size() != numbers_.pictures())
    throw std::invalid_argument("a point needs one place in each picture");
  for (std::size_t i = 0; i < numbers_.pictures(); ++i) numbers_.check_place(i, where_in_each_picture[i]);
  levels_.push_back({candidates_.size(), triangles_.size(), divisions_.size(), ++serial_});
  numbers_.add_point(where_in_each_picture);
  const int k = points() - 1;
  for (int a = 0; a < k; ++a)
    for (int b = 0; b < a; ++b) (numbers_.collinear(a, b, k) ? divisions_ : triangles_).add(numbers_, {a, b, k});
  try {
    propose_angle_rules(numbers_, candidates_);
    propose_length_rules(numbers_, candidates_);
    propose_power_rules(numbers_, candidates_);
  } catch (const std::length_error&) {
    remove_point();
    throw;
  }
  angles_.extend(Unknowns::count(points()));
  lengths_.extend(Unknowns::count(points()));
  circles_.resize(static_cast<std::size_t>(quadruples_of(points())), -1);
  return k;
}

void Closure::remove_point() {
  numbers_.remove_point();
  candidates_.truncate(levels_.back().candidates);
  triangles_.truncate(levels_.back().triangles);
  divisions_.truncate(levels_.back().divisions);
  circles_.resize(static_cast<std::size_t>(quadruples_of(points())));
  levels_.pop_back();
}

void Closure::assume(const Fact& premise) {
  for (int i = 0; i < arity(premise.kind); ++i)
    if (premise.points[i] >= points())
      throw std::out_of_range("point " + std::to_string(premise.points[i]) + " is not among the points");
  if (!holds_in_pictures(premise))
    throw std::invalid_argument("a premise is false in a picture: " + std::string(geometry::name(premise.kind)));
  if (!is_open(premise.kind)) record({.fact = premise});
}

Closure::Mark Closure::mark() const {
  return {.points = points(),
          .rounds = rounds_,
          .work = work_,
          .last_point = levels_.empty() ? 0 : levels_.back().serial,
          .last_fact = facts_.empty() ? 0 : facts_.back().serial,
          .facts = facts_.size(),
          .sums = sums_.size(),
          .angle_relations = angle_relations_.size(),
          .length_relations = length_relations_.size(),
          .done = done_.size(),
          .angles = angles_.mark(),
          .lengths = lengths_.mark()};
}

void Closure::undo(const Mark& mark) {
  const auto serial = [](const auto& list, std::size_t size) { return size == 0 ? 0 : list[size - 1].serial; };
  const auto marked_points = static_cast<std::size_t>(mark.points);
  if (marked_points > levels_.size() || serial(levels_, marked_points) != mark.last_point ||
      mark.facts > facts_.size() || serial(facts_, mark.facts) != mark.last_fact)
    throw std::invalid_argument("the mark is not of a state that led to this one");
  for (; facts_.size() > mark.facts; facts_.pop_back()) {
    const Fact& fact = facts_.back().fact;
    if (fact.kind != Kind::cyclic || has_repetition(fact)) continue;
    int& recorded = circles_[static_cast<std::size_t>(circle_number(fact))];
    if (recorded == static_cast<int>(facts_.size()) - 1) recorded = -1;
  }
  sums_.resize(mark.sums);
  angle_relations_.resize(mark.angle_relations);
  length_relations_.resize(mark.length_relations);
  for (; done_.size() > mark.done; done_.pop_back()) candidates_[done_.back()].done = false;
  angles_.undo(mark.angles);
  lengths_.undo(mark.lengths);
  while (points() > mark.points) remove_point();
  rounds_ = mark.rounds;
  work_ = mark.work;
}

std::size_t Closure::bytes() const {
  return angles_.bytes() + lengths_.bytes() + sums_.size() * sizeof(Sum) + candidates_.size() * sizeof(Candidate) +
         triangles_.bytes() + divisions_.bytes() + facts_.size() * sizeof(Derived) + circles_.size() * sizeof(int) +
         angle_relations_.size() * sizeof(angle_relations_[0]) +
         length_relations_.size() * sizeof(length_relations_[0]);
}

std::optional<int> Closure::recorded_circle(const Fact& cyclic) const {
  if (has_repetition(cyclic)) return std::nullopt;
  const int number = circles_[static_cast<std::size_t>(circle_number(cyclic))];
  if (number < 0) return std::nullopt;
  return number;
}

bool Closure::known(const Watch& watch) const {
  const auto zero = [&](const auto& table) {
    const auto& [x, y, z, w] = watch.segments;
    return field::add(table.value(x), table.value(w)) == field::add(table.value(y), table.value(z));
  };
  switch (watch.what) {
    case Watch::What::angle: return zero(angles_);
    case Watch::What::length: return zero(lengths_);
    case Watch::What::circle: return circles_[static_cast<std::size_t>(watch.circle)] >= 0;
  }
  return false;
}

bool Closure::known(const Candidate& candidate, Watch& waits_for) const {
  for (const Fact& premise : rule(candidate.rule).premises)
    if (!each_watch(bind(premise, candidate.binding), [&](const Watch& watch) {
          if (known(watch)) return true;
          waits_for = watch;
          return false;
        }))
      return false;
  return true;
}

bool Closure::seems_known(const Balance& balance) const {
  const bool solved = balance.of_lengths ? balance.dividend == balance.divisor : angles_.solved();
  const auto what = balance.of_lengths ? Watch::What::length : Watch::What::angle;
  return solved ? known(Watch{.what = what, .segments = balance.segments}) : follows(balance);
}

bool Closure::seems_known(const Fact& fact) const {
  if (fact.kind == Kind::cyclic) return proved(fact);
  try {
    return std::ranges::all_of(balances(fact), [&](const Balance& balance) { return seems_known(balance); });
  } catch (const std::overflow_error&) {
    return false;
  }
}

bool Closure::follows(const Balance& balance) const {
  // A ratio is not among the segments.
  if (balance.dividend != balance.divisor) return lengths_.normal(form_of<Rational>(balance)).zero();
  const auto what = balance.of_lengths ? Watch::What::length : Watch::What::angle;
  if (!known(Watch{.what = what, .segments = balance.segments})) return false;
  return balance.of_lengths ? lengths_.balanced(balance.segments, {})
                            : angles_.balanced(balance.segments, balance.constant);
}

bool Closure::proved(const Fact& fact) const {
  if (is_open(fact.kind)) return false;
  if (fact.kind == Kind::cyclic) return has_repetition(fact) || recorded_circle(fact);
  try {
    // A midpoint is on the line and equally far from both ends; that it halves the distance is a relation more.
    return std::ranges::all_of(balances(fact), [&](const Balance& balance) {
      return (fact.kind == Kind::midp && balance.divisor == 2) || follows(balance);
    });
  } catch (const std::overflow_error&) {
    return false;
  }
}

void Closure::record(const Derived& derived) {
  std::vector<Derived> waiting{derived};
  while (!waiting.empty() && facts_.size() < fact_limit_) {
    const Derived next = waiting.back();
    waiting.pop_back();
    if (next.rule && next.fact.kind == Kind::cyclic && proved(next.fact)) continue;
    const int number = static_cast<int>(facts_.size());
    bool fresh = !next.rule && !next.sum;
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
    for (const Balance& balance : balances(next.fact)) {
      if (balance.of_lengths)
        insert(lengths_, form_of<Rational>(balance), length_relations_, index);
      else
        insert(angles_, form_of<Integer>(balance), angle_relations_, index);
      ++index;
    }
    if (next.fact.kind == Kind::cyclic && !proved(next.fact)) {
      fresh = true;
      circles_[static_cast<std::size_t>(circle_number(next.fact))] = number;
      const auto& p = next.fact.points;
      for (int left_out = 0; left_out < 4; ++left_out) {
        const int d = p[left_out];
        std::array<int, 3> abc{};
        for (int i = 0, k = 0; i < 4; ++i)
          if (i != left_out) abc[k++] = p[i];
        for (int e = 0; e < points(); ++e) {
          if (e == d || e == abc[0] || e == abc[1] || e == abc[2]) continue;
          const Fact other{.kind = Kind::cyclic, .points = binding_of({abc[0], abc[1], abc[2], e})};
          if (!recorded_circle(other)) continue;
          for (int dropped = 0; dropped < 3; ++dropped) {
            const int first = abc[dropped == 0 ? 1 : 0], second = abc[dropped == 2 ? 1 : 2];
            const Binding binding = binding_of({first, second, abc[dropped], d, e});
            const Fact joined = bind(rule(RuleId::cyclic_join).conclusion, binding);
            if (!recorded_circle(joined)) waiting.push_back({joined, RuleId::cyclic_join, binding});
          }
        }
      }
    }
    if (fresh) {
      facts_.push_back(next);
      facts_.back().serial = ++serial_;
    }
  }
}

Closure::Applied Closure::apply(RuleId id, const Binding& binding) {
  const Rule& schema = rule(id);
  const Fact conclusion = bind(schema.conclusion, binding);
  if (seems_known(conclusion)) return Applied::known;
  for (const Fact& premise : schema.premises)
    if (!proved(bind(premise, binding))) return Applied::waits;
  ++work_;
  for (const Fact& condition : schema.conditions)
    if (!holds_in_pictures(bind(condition, binding))) return Applied::refused;
  if (!holds_in_pictures(conclusion)) return Applied::refused;
  record({conclusion, id, binding});
  return Applied::known;
}

Outcome Closure::saturate(const std::optional<Fact>& goal, const Limits& limits) {
  const auto start = std::chrono::steady_clock::now();
  const auto late = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() > limits.seconds;
  };
  fact_limit_ = static_cast<std::size_t>(limits.facts);
  const auto rounds = [&] {
    for (int round = 0;; ++round, ++rounds_) {
      if (goal && proved(*goal)) return Outcome::proved;
      if (round >= limits.rounds) return Outcome::out_of_rounds;
      const std::size_t before = facts_.size();
      for (std::size_t i = 0; i < candidates_.size(); ++i) {
        Candidate& candidate = candidates_[i];
        if (i % 1024 == 1023 && late()) return Outcome::out_of_time;
        if (candidate.done || !known(candidate.watch) || !known(candidate, candidate.watch)) continue;
        if (apply(candidate.rule, candidate.binding) != Applied::waits) {
          candidate.done = true;
          done_.push_back(static_cast<std::uint32_t>(i));
        }
        if (facts_.size() >= fact_limit_) return Outcome::out_of_facts;
        if (bytes() > limits.bytes) return Outcome::out_of_memory;
      }
      similar_triangles();
      ratios_on_lines();
      if (facts_.size() >= fact_limit_) return Outcome::out_of_facts;
      if (bytes() > limits.bytes) return Outcome::out_of_memory;
      if (late()) return Outcome::out_of_time;
      if (facts_.size() == before && limits.distances) add_up_distances();
      if (facts_.size() == before) return goal && proved(*goal) ? Outcome::proved : Outcome::saturated;
    }
  };
  const Outcome outcome = rounds();
  fact_limit_ = SIZE_MAX;
  return outcome;
}

}  // namespace geometry
