#include "mine/goals.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <set>

namespace geometry::mine {

namespace {

struct Segment {
  int a = 0, b = 0;
};

// Two lines (or lengths) with a point in common, and the number that compares them.
struct Corner {
  Segment first, second;
  int first_class = 0, second_class = 0;
  double value = 0;
};

Fact fact_of(Kind kind, std::initializer_list<int> points) {
  Fact fact{.kind = kind};
  std::ranges::transform(points, fact.points.begin(), [](int p) { return static_cast<std::uint8_t>(p); });
  return fact;
}

class Collector {
 public:
  Collector(const Closure& closure, const std::vector<Point>& picture)
      : closure_(closure), picture_(picture), points_(closure.points()) {}

  Said take() {
    lines();
    directions();
    lengths();
    circles();
    angles();
    ratios();
    conclusions();
    return std::move(said_);
  }

 private:
  void add(const Fact& fact) { said_.goals.push_back({fact, group_}); }
  bool proved(const Fact& fact) const { return holds(fact, picture_) && closure_.proved(fact); }
  void lines();
  void directions();
  void lengths();
  void circles();
  void angles();
  void ratios();
  void conclusions();

  // Groups items whose values agree in the picture and are proved equal; each group in the order of the items.
  template <class Item>
  std::vector<std::vector<Item>> classes(std::vector<Item> items, const std::function<double(const Item&)>& value,
                                         const std::function<Fact(const Item&, const Item&)>& equal);
  void pairs_of_corners(std::vector<Corner> corners, Kind kind);

  const Closure& closure_;
  const std::vector<Point>& picture_;
  int points_;
  std::uint32_t group_ = 0;
  Said said_;
  std::vector<std::vector<std::uint8_t>> lines_;  // all points known to be on a line, ascending
  std::vector<int> line_of_, direction_of_, length_of_;  // by segment, by line, by segment
};

template <class Item>
std::vector<std::vector<Item>> Collector::classes(std::vector<Item> items,
                                                  const std::function<double(const Item&)>& value,
                                                  const std::function<Fact(const Item&, const Item&)>& equal) {
  std::ranges::stable_sort(items, {}, value);
  std::vector<std::vector<Item>> result;
  for (std::size_t i = 0, j = 0; i < items.size(); i = j) {
    for (j = i + 1; j < items.size() && value(items[j]) - value(items[j - 1]) < tolerance;) ++j;
    const std::size_t first = result.size();
    for (std::size_t k = i; k < j; ++k) {
      std::size_t c = first;
      while (c < result.size() && !closure_.proved(equal(result[c][0], items[k]))) ++c;
      if (c == result.size()) {
        if (c > first) {
          const Fact conjecture = equal(result[first][0], items[k]);
          if (closure_.holds_in_pictures(conjecture)) said_.conjectures.push_back(conjecture);
        }
        result.emplace_back();
      }
      result[c].push_back(items[k]);
    }
  }
  return result;
}

void Collector::lines() {
  line_of_.assign(static_cast<std::size_t>(pairs_of(points_)), -1);
  for (int b = 1; b < points_; ++b)
    for (int a = 0; a < b; ++a) {
      if (line_of_[static_cast<std::size_t>(pair_number(a, b))] >= 0) continue;
      std::vector<std::uint8_t> line;
      for (int c = 0; c < points_; ++c)
        if (c == a || c == b || proved(fact_of(Kind::coll, {a, b, c}))) line.push_back(static_cast<std::uint8_t>(c));
      for (std::size_t i = 0; i < line.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          line_of_[static_cast<std::size_t>(pair_number(line[j], line[i]))] = static_cast<int>(lines_.size());
      lines_.push_back(std::move(line));
    }
  for (const auto& line : lines_) {
    std::size_t count = 0;
    for (std::size_t k = 2; k < line.size(); ++k)
      for (std::size_t j = 1; j < k; ++j)
        for (std::size_t i = 0; i < j; ++i)
          if (count++ < goals_of_class) add(fact_of(Kind::coll, {line[i], line[j], line[k]}));
    ++group_;
  }
}

void Collector::directions() {
  std::vector<int> all(lines_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<int>(i);
  const auto ends = [&](int line) {
    const auto& points = lines_[static_cast<std::size_t>(line)];
    return Segment{points[0], points[1]};
  };
  const auto turn = [&](int line) {
    const Segment s = ends(line);
    const double value = std::arg(picture_[s.b] - picture_[s.a]);
    return value < 0 ? value + std::numbers::pi : value;
  };
  const auto parallel = [&](int l, int m) {
    const Segment s = ends(l), t = ends(m);
    return fact_of(Kind::para, {s.a, s.b, t.a, t.b});
  };
  const auto found = classes<int>(all, turn, parallel);
  direction_of_.assign(lines_.size(), -1);
  for (std::size_t d = 0; d < found.size(); ++d) {
    std::size_t count = 0;
    for (std::size_t j = 0; j < found[d].size(); ++j) {
      direction_of_[static_cast<std::size_t>(found[d][j])] = static_cast<int>(d);
      for (std::size_t i = 0; i < j; ++i)
        if (count++ < goals_of_class) add(parallel(found[d][i], found[d][j]));
    }
    ++group_;
  }
  for (std::size_t d = 0; d < found.size(); ++d)
    for (std::size_t e = 0; e < d; ++e) {
      const Segment s = ends(found[e][0]), t = ends(found[d][0]);
      if (!proved(fact_of(Kind::perp, {s.a, s.b, t.a, t.b}))) continue;
      std::size_t count = 0;
      for (const int l : found[e])
        for (const int m : found[d]) {
          const Segment x = ends(l), y = ends(m);
          if (count++ < goals_of_class) add(fact_of(Kind::perp, {x.a, x.b, y.a, y.b}));
        }
      ++group_;
    }
}

void Collector::lengths() {
  std::vector<Segment> all;
  for (int b = 1; b < points_; ++b)
    for (int a = 0; a < b; ++a) all.push_back({a, b});
  const auto equal = [](const Segment& s, const Segment& t) { return fact_of(Kind::cong, {s.a, s.b, t.a, t.b}); };
  const auto found = classes<Segment>(
      all, [&](const Segment& s) { return std::log(std::abs(picture_[s.b] - picture_[s.a])); }, equal);
  length_of_.assign(all.size(), -1);
  for (std::size_t c = 0; c < found.size(); ++c) {
    std::size_t count = 0;
    for (std::size_t j = 0; j < found[c].size(); ++j) {
      const Segment& t = found[c][j];
      length_of_[static_cast<std::size_t>(pair_number(t.a, t.b))] = static_cast<int>(c);
      for (std::size_t i = 0; i < j; ++i)
        if (count++ < goals_of_class) add(equal(found[c][i], t));
    }
    ++group_;
  }
}

void Collector::circles() {
  std::map<std::array<int, 3>, std::size_t> circle_of;  // three of its points: its number
  std::vector<std::size_t> sizes;
  for (int d = 3; d < points_; ++d)
    for (int c = 2; c < d; ++c)
      for (int b = 1; b < c; ++b)
        for (int a = 0; a < b; ++a) {
          const Fact fact = fact_of(Kind::cyclic, {a, b, c, d});
          if (!closure_.recorded_circle(fact)) continue;
          const std::size_t circle = circle_of.try_emplace({a, b, c}, sizes.size()).first->second;
          if (circle == sizes.size()) sizes.push_back(0);
          for (const std::array<int, 3> other : {std::array{a, b, d}, std::array{a, c, d}, std::array{b, c, d}})
            circle_of.try_emplace(other, circle);
          if (sizes[circle]++ < goals_of_class) said_.goals.push_back({fact, group_ + static_cast<std::uint32_t>(circle)});
        }
  group_ += static_cast<std::uint32_t>(sizes.size());
}

// Corners with equal values, two and two, unless the sides are equal one by one.
void Collector::pairs_of_corners(std::vector<Corner> corners, Kind kind) {
  const auto statement = [&](const Corner& x, const Corner& y) {
    return fact_of(kind, {x.first.a, x.first.b, x.second.a, x.second.b, y.first.a, y.first.b, y.second.a, y.second.b});
  };
  const auto found = classes<Corner>(std::move(corners), [](const Corner& x) { return x.value; }, statement);
  for (const auto& group : found) {
    std::size_t count = 0;
    std::set<std::pair<int, int>> seen;
    std::vector<Corner> different;
    for (const Corner& corner : group)
      if (seen.emplace(corner.first_class, corner.second_class).second) different.push_back(corner);
    for (std::size_t j = 0; j < different.size(); ++j)
      for (std::size_t i = 0; i < j; ++i)
        if (count++ < goals_of_class) add(statement(different[i], different[j]));
    ++group_;
  }
}

void Collector::angles() {
  std::vector<Corner> corners;
  for (int v = 0; v < points_; ++v) {
    std::vector<std::pair<int, Segment>> through;  // lines, each with its first other point
    for (int a = 0; a < points_; ++a) {
      if (a == v) continue;
      const int line = line_of_[static_cast<std::size_t>(pair_number(a, v))];
      if (std::ranges::find(through, line, &std::pair<int, Segment>::first) == through.end())
        through.emplace_back(line, Segment{v, a});
    }
    for (const auto& [l, s] : through)
      for (const auto& [m, t] : through) {
        if (l == m) continue;
        Point quotient = (picture_[t.b] - picture_[v]) / (picture_[s.b] - picture_[v]);
        double value = std::arg(quotient);
        if (value < 0) value += std::numbers::pi;
        // An angle and its reverse are one corner; right angles are perpendiculars.
        if (value < std::numbers::pi / 2 - 1e-6)
          corners.push_back({s, t, direction_of_[static_cast<std::size_t>(l)],
                             direction_of_[static_cast<std::size_t>(m)], value});
      }
  }
  pairs_of_corners(std::move(corners), Kind::eqangle);
}

void Collector::ratios() {
  std::vector<Corner> corners;
  const auto length = [&](int a, int b) {
    return length_of_[static_cast<std::size_t>(pair_number(a, b))];
  };
  for (int v = 0; v < points_; ++v)
    for (int a = 0; a < points_; ++a)
      for (int b = 0; b < points_; ++b) {
        if (a == v || b == v || a == b) continue;
        const double value = std::log(std::abs(picture_[a] - picture_[v]) / std::abs(picture_[b] - picture_[v]));
        if (value > 1e-6) corners.push_back({{v, a}, {v, b}, length(v, a), length(v, b), value});
      }
  pairs_of_corners(std::move(corners), Kind::eqratio);
}

void Collector::conclusions() {
  for (const Derived& derived : closure_.facts()) {
    if (!derived.rule) continue;
    Fact fact = derived.fact;
    const auto& p = fact.points;
    switch (fact.kind) {
      case Kind::simtri:
      case Kind::simtrir:
        if (proved(fact_of(Kind::cong, {p[0], p[1], p[3], p[4]})))
          fact.kind = fact.kind == Kind::simtri ? Kind::contri : Kind::contrir;
        break;
      case Kind::midp: break;
      default: continue;
    }
    add(fact);
    ++group_;
  }
}

}  // namespace

Said said_by(const Closure& closure, const std::vector<Point>& picture) {
  return Collector(closure, picture).take();
}

}  // namespace geometry::mine
