#include "labels.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

namespace geometry {

namespace {

constexpr int directions = 24;
constexpr std::array<double, 4> distances = {1.5, 5, 10, 17};  // between a point and its label
constexpr double air = 1.5;          // around a label
constexpr double clear_angle = 0.9;  // from a line through the point; more does not look better
constexpr int sweeps = 4;
constexpr double forbidden = 1e6;  // the cost of what must not be
constexpr double outside = 1e3, on_line = 8, on_ring = 7, on_mark = 5, per_distance = 0.12, narrow = 3;

struct Box {
  double left, top, right, bottom;

  bool meets(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  // Squares of the distances from (x, y) to the nearest and to the furthest point of the box.
  double nearest(double x, double y) const {
    const double dx = std::max({left - x, 0.0, x - right}), dy = std::max({top - y, 0.0, y - bottom});
    return dx * dx + dy * dy;
  }
  double furthest(double x, double y) const {
    const double dx = std::max(std::abs(left - x), std::abs(right - x));
    const double dy = std::max(std::abs(top - y), std::abs(bottom - y));
    return dx * dx + dy * dy;
  }
};

Box box_at(Place centre, Place size) {
  const double w = size[0] / 2 + air, h = size[1] / 2 + air;
  return {centre[0] - w, centre[1] - h, centre[0] + w, centre[1] + h};
}

// How much of the segment lies in the box.
double length_inside(const std::array<double, 4>& line, const Box& box) {
  const double dx = line[2] - line[0], dy = line[3] - line[1];
  double from = 0, to = 1;
  const auto clip = [&](double step, double low, double high) {
    if (step == 0) return low <= 0 && 0 <= high;
    const double s = low / step, t = high / step;
    from = std::max(from, std::min(s, t));
    to = std::min(to, std::max(s, t));
    return from < to;
  };
  if (!clip(dx, box.left - line[0], box.right - line[0])) return 0;
  if (!clip(dy, box.top - line[1], box.bottom - line[1])) return 0;
  return (to - from) * std::hypot(dx, dy);
}

double distance_to(const std::array<double, 4>& line, Place p) {
  const double dx = line[2] - line[0], dy = line[3] - line[1], square = dx * dx + dy * dy;
  const double along = square > 0 ? ((p[0] - line[0]) * dx + (p[1] - line[1]) * dy) / square : 0;
  const double t = std::clamp(along, 0.0, 1.0);
  return std::hypot(line[0] + t * dx - p[0], line[1] + t * dy - p[1]);
}

double angle_between(double a, double b) { return std::abs(std::remainder(a - b, 2 * std::numbers::pi)); }

struct Way {
  Place unit;
  double room;  // the angle to the nearest line through the point
};

// A point with what is near enough to matter to its label, and the places that the label may take.
struct Neighbourhood {
  std::vector<Place> points;
  std::vector<std::array<double, 4>> lines;
  std::vector<std::array<double, 3>> rings, marks;
  std::vector<Way> ways;      // the widest first
  std::vector<double> costs;  // of each distance in each way, without other labels; negative where not yet known
};

class Placer {
 public:
  explicit Placer(const Drawing& drawing) : drawing_(drawing), centres_(drawing.points.size()) {}

  std::vector<Place> run() {
    const std::size_t count = centres_.size();
    for (std::size_t i = 0; i < count; ++i) {
      near_.push_back(neighbourhood(i));
      placed_ = i;
      choose(i);
    }
    placed_ = count;
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      bool moved = false;
      for (std::size_t i = 0; i < count; ++i) moved |= choose(i);
      if (!moved) break;
    }
    for (std::size_t i = 0; i < count; ++i)
      if (!allowed(i, centres_[i])) wander(i);
    return std::move(centres_);
  }

 private:
  // The centre of the label of point i when it stands in a direction, so far from the point.
  Place beside(std::size_t i, Place way, double distance) const {
    const auto [ux, uy] = way;
    const auto [w, h] = drawing_.sizes[i];
    const double gap = drawing_.dot + air + distance;
    const double t = std::min((w / 2 + gap) / std::max(std::abs(ux), 1e-9), (h / 2 + gap) / std::max(std::abs(uy), 1e-9));
    return {drawing_.points[i][0] + t * ux, drawing_.points[i][1] + t * uy};
  }

  bool covers(const Box& box, std::span<const Place> points) const {
    return std::ranges::any_of(
        points, [&](const Place& p) { return box.nearest(p[0], p[1]) < drawing_.dot * drawing_.dot; });
  }

  bool within(const Box& box) const {
    return box.left >= 0 && box.top >= 0 && box.right <= drawing_.width && box.bottom <= drawing_.height;
  }

  bool allowed(std::size_t i, Place centre) const {
    const Box box = box_at(centre, drawing_.sizes[i]);
    for (std::size_t j = 0; j < centres_.size(); ++j)
      if (j != i && box.meets(box_at(centres_[j], drawing_.sizes[j]))) return false;
    return !covers(box, drawing_.points);
  }

  Neighbourhood neighbourhood(std::size_t i) const {
    const Place p = drawing_.points[i];
    const double reach = drawing_.sizes[i][0] + drawing_.sizes[i][1] + drawing_.dot + distances.back();
    Neighbourhood near;
    for (const auto& q : drawing_.points)
      if (std::abs(q[0] - p[0]) < reach && std::abs(q[1] - p[1]) < reach) near.points.push_back(q);
    std::vector<double> rays;  // the directions in which lines leave the point
    for (const auto& line : drawing_.lines) {
      const double distance = distance_to(line, p);
      if (distance < reach) near.lines.push_back(line);
      if (distance > 1) continue;
      for (int end = 0; end < 4; end += 2)
        if (const double dx = line[end] - p[0], dy = line[end + 1] - p[1]; std::hypot(dx, dy) > 2)
          rays.push_back(std::atan2(dy, dx));
    }
    for (const auto& ring : drawing_.rings) {
      const double dx = p[0] - ring[0], dy = p[1] - ring[1], off = std::abs(std::hypot(dx, dy) - ring[2]);
      if (off < reach) near.rings.push_back(ring);
      if (off > 1) continue;
      const double tangent = std::atan2(dx, -dy);
      rays.push_back(tangent);
      rays.push_back(tangent + std::numbers::pi);
    }
    for (const auto& mark : drawing_.marks)
      if (std::hypot(p[0] - mark[0], p[1] - mark[1]) < reach + mark[2]) near.marks.push_back(mark);
    for (int d = 0; d < directions; ++d) {
      // From the upper right round: of equally good places the first is taken.
      const double angle = std::numbers::pi * (2.0 * d / directions - 0.25);
      Way way{.unit = {std::cos(angle), std::sin(angle)}, .room = clear_angle};
      for (const double ray : rays) way.room = std::min(way.room, angle_between(angle, ray));
      near.ways.push_back(way);
    }
    std::ranges::stable_sort(near.ways, std::ranges::greater{}, &Way::room);
    near.costs.assign(directions * distances.size(), -1);
    return near;
  }

  double cost(const Neighbourhood& near, const Box& box) const {
    double cost = 0;
    if (covers(box, near.points)) cost += forbidden;
    if (!within(box)) cost += outside;
    for (const auto& line : near.lines)
      if (const double inside = length_inside(line, box); inside > 0) cost += on_line + inside;
    for (const auto& [x, y, radius] : near.rings)
      if (box.nearest(x, y) < radius * radius && box.furthest(x, y) > radius * radius) cost += on_ring;
    for (const auto& [x, y, radius] : near.marks)
      if (box.nearest(x, y) < radius * radius) cost += on_mark;
    return cost;
  }

  // Puts label i where it fits best among those placed; whether that is another place.
  bool choose(std::size_t i) {
    Neighbourhood& near = near_[i];
    double best = std::numeric_limits<double>::infinity();
    Place place{};
    std::size_t number = 0;
    for (const double distance : distances)
      for (const auto& [unit, room] : near.ways) {
        double& own = near.costs[number++];
        const double least = narrow * (1 - room / clear_angle) + per_distance * distance;
        if (std::max(own, least) >= best) continue;
        const Place centre = beside(i, unit, distance);
        const Box box = box_at(centre, drawing_.sizes[i]);
        if (own < 0) own = least + cost(near, box);
        double total = own;
        for (std::size_t j = 0; j < placed_ && total < best; ++j)
          if (j != i && box.meets(box_at(centres_[j], drawing_.sizes[j]))) total += forbidden;
        if (total < best) best = total, place = centre;
      }
    const bool moved = place != centres_[i];
    centres_[i] = place;
    return moved;
  }

  // Away from its point in widening rings, until it is allowed: within the frame if it has room, else outside.
  void wander(std::size_t i) {
    const double size = drawing_.sizes[i][0] + drawing_.sizes[i][1];
    const double far = drawing_.width + drawing_.height, step = std::max(1.0, size / 6);
    for (const bool framed : {true, false})
      for (double distance = distances.back(); !framed || distance < far; distance += step)
        for (int d = 0; d < directions; ++d) {
          const double angle = 2 * std::numbers::pi * (d + 0.5) / directions;
          const Place centre = beside(i, {std::cos(angle), std::sin(angle)}, distance);
          if ((framed && !within(box_at(centre, drawing_.sizes[i]))) || !allowed(i, centre)) continue;
          centres_[i] = centre;
          return;
        }
  }

  const Drawing& drawing_;
  std::vector<Place> centres_;
  std::vector<Neighbourhood> near_;
  std::size_t placed_ = 0;  // labels 0..placed-1 have a place
};

}  // namespace

std::vector<Place> place_labels(const Drawing& drawing) { return Placer(drawing).run(); }

}  // namespace geometry
