#include "numbers.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace geometry {

namespace {

double cross(Point u, Point v) { return u.real() * v.imag() - u.imag() * v.real(); }

// Whether two vectors are about parallel: a first look, that lets a little more through than the predicates do.
bool about_parallel(Point u, Point v) {
  const double area = cross(u, v);
  return area * area < 1e-12 * std::norm(u) * std::norm(v);
}

}  // namespace

Numbers::Numbers(std::size_t pictures)
    : pictures_(pictures), distances_(pictures), line_of_(stride * stride), spheres_(stride * stride) {}

bool Numbers::holds(const Fact& fact) const {
  return std::ranges::all_of(pictures_, [&](const auto& picture) { return geometry::holds(fact, picture); });
}

bool Numbers::holds(Kind kind, std::initializer_list<int> points) const {
  Fact fact{.kind = kind};
  std::ranges::transform(points, fact.points.begin(), [](int p) { return static_cast<std::uint8_t>(p); });
  return holds(fact);
}

void Numbers::check_place(std::size_t picture, Point where) const {
  if (!std::isfinite(where.real()) || !std::isfinite(where.imag()))
    throw std::invalid_argument("a coordinate of a point is not a finite number");
  double longest = 0;
  for (const Point p : pictures_[picture]) longest = std::max(longest, std::norm(where - p));
  for (int a = 0; a < points_; ++a)
    if (std::norm(where - pictures_[picture][a]) <= 1e-18 * longest)
      throw std::invalid_argument("a point is in one place with point " + std::to_string(a));
}

int Numbers::find_direction(int a, int b) {
  const Point turned = turned_[pair_number(a, b)];
  int perpendicular = -1;
  for (int i = 0; i < static_cast<int>(directions_.size()); ++i) {
    const Direction& d = directions_[i];
    const Segment& s = segments_[d.first];
    if (near(turned, d.turned)) {
      if (holds(Kind::para, {a, b, s.a, s.b})) return i;
    } else if (near(turned, -d.turned) && d.perpendicular < 0 && holds(Kind::perp, {a, b, s.a, s.b})) {
      perpendicular = i;
    }
  }
  const int found = static_cast<int>(directions_.size());
  directions_.push_back({turned, pair_number(a, b), -1, perpendicular});
  if (perpendicular >= 0) directions_[perpendicular].perpendicular = found;
  return found;
}

int Numbers::find_length(int a, int b) {
  const double value = length(0, a, b);
  for (int i = 0; i < static_cast<int>(lengths_.size()); ++i) {
    const Segment& s = segments_[lengths_[i].first];
    if (std::abs(value - lengths_[i].value) < 1e-6 * value && holds(Kind::cong, {a, b, s.a, s.b})) return i;
  }
  lengths_.push_back({value, pair_number(a, b)});
  return static_cast<int>(lengths_.size()) - 1;
}

void Numbers::find_right_angles(int k) {
  const auto add = [&](int at, int a, int b) {
    right_angles_.push_back({static_cast<std::uint8_t>(at), static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b)});
  };
  for (int a = 0; a < k; ++a)
    each_perpendicular(a, k, [&](int c, int d) {
      if (d == k && c < a) add(k, c, a);
      if (c == a || d == a) add(a, c == a ? d : c, k);
    });
}

void Numbers::find_lines(int k) {
  const auto& p = pictures_[0];
  PointSet done;
  const auto number = [&](int line) {
    for (const int x : lines_[line].points)
      for (const int y : lines_[line].points)
        if (x != y && (x == k || y == k)) line_of_[at(x, y)] = static_cast<std::int16_t>(line);
  };
  for (std::size_t i = 0; i < levels_[k].lines; ++i) {
    Line& line = lines_[i];
    if (!about_parallel(p[line.b] - p[line.a], p[k] - p[line.a]) || !holds(Kind::coll, {line.a, line.b, k})) continue;
    for (const int x : line.points) done.add(x);
    line.points.add(k);
    number(static_cast<int>(i));
  }
  for (int a = 0; a < k; ++a) {
    if (done.contains(a)) continue;
    Line line{{}, static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(k)};
    line.points.add(a);
    line.points.add(k);
    lines_.push_back(line);
    number(static_cast<int>(lines_.size()) - 1);
  }
}

// Circles through k are lines of the picture that is inverted at k.
void Numbers::find_circles(int k) {
  const auto& p = pictures_[0];
  std::array<Point, stride> inverted;
  for (int a = 0; a < k; ++a) inverted[a] = (p[a] - p[k]) / std::norm(p[a] - p[k]);
  const std::size_t old = circles_.size();
  for (std::size_t i = 0; i < old; ++i) {
    auto point = circles_[i].begin();
    const int a = *point, b = *++point, c = *++point;
    if (about_parallel(inverted[b] - inverted[a], inverted[c] - inverted[a]) && holds(Kind::cyclic, {a, b, c, k}))
      circles_[i].add(k);
  }
  for (int a = 0; a < k; ++a)
    for (int b = a + 1; b < k; ++b) {
      if (collinear(a, b, k)) continue;
      const Point side = inverted[b] - inverted[a];
      for (int c = b + 1; c < k; ++c) {
        if (!about_parallel(side, inverted[c] - inverted[a])) continue;
        const auto known = [&](PointSet s) { return s.contains(a) && s.contains(b) && s.contains(c) && s.contains(k); };
        if (std::ranges::any_of(circles_, known) || !holds(Kind::cyclic, {a, b, c, k})) continue;
        auto& circle = circles_.emplace_back();
        for (const int x : {a, b, c, k}) circle.add(x);
      }
    }
}

void Numbers::add_point(const std::vector<Point>& where) {
  const int k = points_++;
  levels_.push_back({directions_.size(), lengths_.size(), lines_.size(), circles_.size(), right_angles_.size()});
  for (std::size_t i = 0; i < pictures_.size(); ++i) {
    for (int a = 0; a < k; ++a) distances_[i].push_back(std::sqrt(std::norm(where[i] - pictures_[i][a])));
    pictures_[i].push_back(where[i]);
  }
  for (int a = 0; a < k; ++a) {
    const Point along = where[0] - pictures_[0][a];
    const int segment = static_cast<int>(segments_.size());
    turned_.push_back(product(along, along) / std::norm(along));
    segments_.push_back({static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(k), -1});
    const int direction = find_direction(a, k);
    segments_[segment].previous = static_cast<std::int16_t>(directions_[direction].last);
    directions_[direction].last = segment;
    direction_of_.push_back(static_cast<std::int16_t>(direction));
    length_of_.push_back(static_cast<std::int16_t>(find_length(a, k)));
    equidistant_.emplace_back();
  }
  find_right_angles(k);
  find_lines(k);
  for (int o = 0; o < k; ++o) {
    PointSet& sphere = spheres_[at(o, k)] = {};
    for (int a = 0; a < k; ++a) {
      if (a == o || length_of(o, a) != length_of(o, k)) continue;
      sphere.add(a);
      spheres_[at(o, a)].add(k);
      equidistant_[pair_number(a, k)].add(o);
    }
    sphere.add(k);
    PointSet& around = spheres_[at(k, o)] = {};
    for (int a = 0; a < k; ++a) {
      if (length_of(k, a) != length_of(k, o)) continue;
      around.add(a);
      if (a < o) equidistant_[pair_number(a, o)].add(k);
    }
  }
  find_circles(k);
}

void Numbers::remove_point() {
  const int k = --points_;
  for (int o = 0; o < k; ++o) {
    for (const int a : spheres_[at(o, k)])
      if (a != k) spheres_[at(o, a)].remove(k);
    for (const int a : spheres_[at(k, o)])
      if (a < o) equidistant_[pair_number(a, o)].remove(k);
  }
  const Level& level = levels_.back();
  lines_.resize(level.lines);
  for (Line& line : lines_) line.points.remove(k);
  circles_.resize(level.circles);
  right_angles_.resize(level.right_angles);
  for (PointSet& circle : circles_) circle.remove(k);
  for (auto pair = static_cast<int>(segments_.size()) - 1; pair >= pairs_of(k); --pair)
    directions_[direction_of_[pair]].last = segments_[pair].previous;
  for (std::size_t i = level.directions; i < directions_.size(); ++i)
    if (const int other = directions_[i].perpendicular; other >= 0) directions_[other].perpendicular = -1;
  directions_.resize(level.directions);
  lengths_.resize(level.lengths);
  levels_.pop_back();
  const auto pairs = static_cast<std::size_t>(pairs_of(k));
  segments_.resize(pairs);
  turned_.resize(pairs);
  direction_of_.resize(pairs);
  length_of_.resize(pairs);
  equidistant_.resize(pairs);
  for (std::size_t i = 0; i < pictures_.size(); ++i) {
    distances_[i].resize(pairs);
    pictures_[i].pop_back();
  }
}

}  // namespace geometry
