#include "figure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geometry {

namespace {

constexpr int clause_tries = 6;  // of one clause, before the whole picture is begun anew

}  // namespace

std::string_view name(Reason reason) {
  constexpr std::array<std::string_view, 7> names{"degenerate", "no_common", "coincident", "too_close",
                                                  "too_far",    "requirement", "violated"};
  return names[static_cast<std::size_t>(reason)];
}

std::uint64_t Random::next() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

double Random::uniform(double low, double high) {
  return low + (high - low) * static_cast<double>(next() >> 11) * 0x1p-53;
}

Guard guard_of(int attempt) {
  constexpr std::array<Guard, 4> levels{{{0.05, 6, 0.05}, {0.02, 12, 0.02}, {0.005, 40, 0.005}, {0.0005, 200, 0.0005}}};
  return levels[static_cast<std::size_t>(attempt) % levels.size()];
}

Sketch::Sketch(int points, int helpers, std::uint64_t seed)
    : visible_(points), points_(points + helpers), drawn_(points + helpers), random_(seed),
      orientation_(random_.below(2) == 0 ? 1 : -1), phase_(random_.uniform(0, 2)) {}

void Sketch::measure_size() {
  centre_ = 0;
  double count = 0, sum = 0;
  for (int i = 0; i < visible_; ++i) {
    if (!drawn_[i]) continue;
    centre_ += points_[i];
    ++count;
  }
  if (count > 0) centre_ /= count;
  for (int i = 0; i < visible_; ++i)
    if (drawn_[i]) sum += std::norm(points_[i] - centre_);
  size_ = count > 1 ? std::sqrt(sum / count) : 1;
}

// Points not drawn yet stay with the first one, so that the extent of the picture is that of the drawn ones.
void Sketch::put(int point, Point x) {
  if (std::ranges::none_of(drawn_, [](char drawn) { return drawn != 0; })) std::ranges::fill(points_, x);
  points_[point] = x;
  drawn_[point] = true;
}

std::vector<Point> Sketch::samples(const Locus& locus, const Curve& curve) {
  const auto half_turns = [&](double low, double high) {
    return std::polar(1.0, std::numbers::pi * random_.uniform(low, high));
  };
  switch (curve.type) {
    case Curve::Type::plane: {
      if (locus.shape == Shape::anywhere) return {centre_ + size_ * random_.uniform(0.2, 1.6) * half_turns(0, 2)};
      // A corner of a roughly regular polygon: `value` is its place on the way round.
      const double place = orientation_ * (2 * locus.value + random_.uniform(-0.16, 0.16)) + phase_;
      return {ring_centre_ + ring_size_ * std::polar(random_.uniform(0.75, 1.25), std::numbers::pi * place)};
    }
    case Curve::Type::line: {
      double t = random_.uniform(0.15, 1.4);
      // Between two points rather than beyond them: most problems mean a point of the segment.
      if (locus.shape == Shape::line)
        t = random_.below(3) > 0 ? random_.uniform(0.15, 0.85) : random_.uniform(-0.6, 1.6);
      else if (!curve.forwards && random_.below(2) == 0) t = -t;
      return {curve.base + t * curve.unit * curve.direction};
    }
    case Curve::Type::circle: return {curve.base + curve.radius * half_turns(0, 2)};
    case Curve::Type::isogonal: {
      const Point turn = half_turns(0.05, 0.95);
      const Curve left{.type = Curve::Type::line, .base = curve.base, .direction = curve.direction * turn, .other = {},
                       .second = {}};
      const Curve right{.type = Curve::Type::line, .base = curve.other, .direction = curve.second * std::conj(turn),
                        .other = {}, .second = {}};
      return intersect(left, right).value_or(std::vector<Point>{});
    }
    case Curve::Type::finite: break;
  }
  return curve.points;
}

std::vector<Point> Sketch::candidates(const std::vector<Curve>& curves, Reason& reason) {
  reason = Reason::coincident;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    for (std::size_t j = i + 1; j < curves.size(); ++j) {
      auto points = intersect(curves[i], curves[j]);
      if (!points) continue;  // the two are one: another pair may determine the point
      std::erase_if(*points, [&](Point x) {
        return std::ranges::any_of(curves, [&](const Curve& c) { return !(distance(c, x) < tolerance); });
      });
      reason = Reason::no_common;
      return std::move(*points);
    }
  }
  return {};
}

std::optional<Obstacle> Sketch::crowding(const Step& step, Point x, const Guard& guard) const {
  if (!std::isfinite(x.real()) || !std::isfinite(x.imag()))
    return Obstacle{.reason = Reason::too_far, .point = step.point};
  if (step.point >= visible_) return std::nullopt;
  // What the problem prescribes need not be comfortable, but two points are two points.
  const double apart = step.fixed ? 1e-9 : guard.apart;
  for (int i = 0; i < visible_; ++i)
    if (drawn_[i] && !(std::abs(points_[i] - x) > apart * size_))
      return Obstacle{.reason = Reason::too_close, .point = step.point, .other = i};
  if (!step.fixed && !(std::abs(x - centre_) < guard.far * size_))
    return Obstacle{.reason = Reason::too_far, .point = step.point};
  return std::nullopt;
}

std::optional<Obstacle> Sketch::place(const Step& step, const Guard& guard) {
  measure_size();
  std::vector<Point> found;
  if (step.fixed) {
    found = {*step.fixed};
  } else {
    std::vector<Curve> curves;
    for (const Locus& locus : step.loci) {
      auto curve = trace(locus, points());
      if (!curve) return Obstacle{.reason = Reason::degenerate, .point = step.point};
      if (curve->type != Curve::Type::plane || step.loci.size() == 1) curves.push_back(std::move(*curve));
    }
    if (curves.empty()) {
      found = samples(step.loci.front(), Curve{});
    } else if (curves.size() == 1) {
      found = samples(step.loci.front(), curves.front());
    } else {
      Reason reason{};
      found = candidates(curves, reason);
      if (found.empty()) return Obstacle{.reason = reason, .point = step.point};
      // Facts about full angles do not tell a ray from its line: the ray is only what is usually meant.
      const auto behind = [&](Point x) {
        return std::ranges::any_of(curves, [&](const Curve& curve) { return is_behind(curve, x); });
      };
      if (!std::ranges::all_of(found, behind)) std::erase_if(found, behind);
    }
  }
  std::optional<Obstacle> obstacle = Obstacle{.reason = Reason::no_common, .point = step.point};
  while (!found.empty()) {
    const std::size_t i = random_.below(found.size());
    obstacle = crowding(step, found[i], guard);
    if (!obstacle) {
      put(step.point, found[i]);
      return std::nullopt;
    }
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return obstacle;
}

std::optional<Obstacle> Sketch::draw(const Clause& clause, const Guard& guard) {
  std::optional<Obstacle> obstacle;
  // A requirement may speak of the clause's own points; it is looked at as soon as they are drawn.
  const auto violated = [&](const Fact& fact, bool required) {
    for (int i = 0; i < arity(fact.kind); ++i)
      if (!drawn_[fact.points[i]]) return false;
    const Picture picture = points();
    const bool ok = required && is_open(fact.kind) ? measure(fact, picture) >= guard.open : holds(fact, picture);
    if (!ok) obstacle = Obstacle{.reason = required ? Reason::requirement : Reason::violated, .fact = fact};
    return !ok;
  };
  for (const Fact& fact : clause.requires_)
    if (violated(fact, true)) return obstacle;
  for (const Step& step : clause.steps) drawn_[step.point] = false;
  measure_size();
  ring_centre_ = centre_;
  ring_size_ = size_;
  if (const auto fixed = std::ranges::find_if(clause.steps, [](const Step& step) { return step.fixed.has_value(); });
      fixed != clause.steps.end() && std::ranges::none_of(drawn_, [](char drawn) { return drawn != 0; }))
    ring_centre_ = *fixed->fixed;
  for (int attempt = 0; attempt < clause_tries; ++attempt) {
    obstacle.reset();
    for (const Step& step : clause.steps) drawn_[step.point] = false;
    for (const Step& step : clause.steps)
      if ((obstacle = place(step, guard))) break;
    if (obstacle) continue;
    if (std::ranges::any_of(clause.requires_, [&](const Fact& fact) { return violated(fact, true); })) continue;
    if (std::ranges::any_of(clause.facts, [&](const Fact& fact) { return violated(fact, false); })) continue;
    return std::nullopt;
  }
  return obstacle;
}

std::variant<std::vector<Point>, Obstacle> realize(const Plan& plan, std::uint64_t seed, int attempts) {
  Obstacle furthest{.clause = -1};
  Random seeds(seed);
  for (int attempt = 0; attempt < attempts; ++attempt) {
    // The first half of the attempts insists on a comfortable picture.
    const Guard guard = guard_of(std::min(3, attempt * 6 / std::max(1, attempts)));
    Sketch sketch(plan.points, plan.helpers, seeds.next());
    int done = 0;
    for (const Clause& clause : plan.clauses) {
      if (auto obstacle = sketch.draw(clause, guard)) {
        if (done >= furthest.clause) {
          furthest = *obstacle;
          furthest.clause = done;
        }
        break;
      }
      ++done;
    }
    if (done == static_cast<int>(plan.clauses.size())) {
      const Picture all = sketch.points();
      return std::vector<Point>(all.begin(), all.begin() + plan.points);
    }
  }
  return furthest;
}

}  // namespace geometry
