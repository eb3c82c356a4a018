#include "classes.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "numbers.hpp"

namespace geometry {

namespace {

double sine(Point u, Point v) { return std::imag(std::conj(u) * v) / (std::abs(u) * std::abs(v)); }

void find_lines(const Numbers& numbers, Classes& classes) {
  const int n = numbers.points();
  for (int a = 0; a < n; ++a)
    for (int b = a + 1; b < n; ++b) {
      std::vector<std::uint8_t> line;
      for (int c = 0; c < n; ++c)
        if (c == a || c == b || numbers.collinear(a, b, c)) line.push_back(static_cast<std::uint8_t>(c));
      if (line.size() > 2 && line[0] == a && line[1] == b) classes.lines.push_back(std::move(line));
    }
}

void find_circles(const Numbers& numbers, Classes& classes) {
  const int n = numbers.points();
  for (int a = 0; a < n; ++a)
    for (int b = a + 1; b < n; ++b)
      for (int c = b + 1; c < n; ++c) {
        if (numbers.collinear(a, b, c)) continue;
        std::vector<std::uint8_t> circle;
        for (int d = 0; d < n; ++d) {
          if (d == a || d == b || d == c || numbers.holds(Kind::cyclic, {a, b, c, d}))
            circle.push_back(static_cast<std::uint8_t>(d));
          if (d < c && circle.size() > 2 && circle.back() == d && d != a && d != b) break;
        }
        if (circle.size() > 3 && circle[0] == a && circle[1] == b && circle[2] == c)
          classes.circles.push_back(std::move(circle));
      }
}

// Splits items into groups in which each of the numbers given is the same.
struct Shaped {
  Triangle triangle;
  std::vector<double> numbers;
};

void split(std::vector<Shaped> items, std::size_t depth, std::vector<std::vector<Triangle>>& groups) {
  if (items.size() < 2) return;
  if (depth == items[0].numbers.size()) {
    std::vector<Triangle> group;
    for (const Shaped& item : items) group.push_back(item.triangle);
    groups.push_back(std::move(group));
    return;
  }
  std::ranges::stable_sort(items, {}, [&](const Shaped& item) { return item.numbers[depth]; });
  for (std::size_t i = 0, j = 0; i < items.size(); i = j) {
    for (j = i + 1; j < items.size() && items[j].numbers[depth] - items[j - 1].numbers[depth] < tolerance;) ++j;
    split({items.begin() + static_cast<std::ptrdiff_t>(i), items.begin() + static_cast<std::ptrdiff_t>(j)}, depth + 1,
          groups);
  }
}

void find_shapes(const std::vector<std::vector<Point>>& pictures, const Numbers& numbers, Classes& classes) {
  const int n = numbers.points();
  std::vector<Shaped> triangles, divisions;
  for (int i = 0; i < n; ++i)
    for (int j = i + 1; j < n; ++j)
      for (int k = j + 1; k < n; ++k) {
        const bool flat = numbers.collinear(i, j, k);
        std::array<int, 3> order{i, j, k};
        do {
          const auto [a, b, c] = order;
          const double ab = numbers.length(a, b), bc = numbers.length(b, c), ca = numbers.length(c, a);
          // The longest side is opposite the first vertex; of two equal sides each may be the longer.
          if ((bc < ca && !numbers.equal(bc, ca)) || (ca < ab && !numbers.equal(ca, ab))) continue;
          Shaped item;
          item.triangle.points = {static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b),
                                  static_cast<std::uint8_t>(c)};
          item.triangle.left = sine(pictures[0][b] - pictures[0][a], pictures[0][c] - pictures[0][a]) > 0;
          for (const auto& p : pictures) {
            item.numbers.push_back(std::abs(p[b] - p[a]) / std::abs(p[c] - p[b]));
            if (!flat) item.numbers.push_back(std::abs(p[c] - p[a]) / std::abs(p[c] - p[b]));
          }
          (flat ? divisions : triangles).push_back(std::move(item));
        } while (std::ranges::next_permutation(order).found);
      }
  split(std::move(triangles), 0, classes.shapes);
  split(std::move(divisions), 0, classes.divisions);
}

}  // namespace

Numbers::Numbers(int points, const std::vector<std::vector<Point>>& pictures)
    : points_(points), pictures_(pictures), lengths_(static_cast<std::size_t>(points) * points), spheres_(points) {
  for (int a = 0; a < points; ++a)
    for (int b = 0; b < points; ++b) lengths_[a * points + b] = std::abs(pictures[0][a] - pictures[0][b]);
  for (int o = 0; o < points; ++o) {
    std::vector<std::uint8_t> others;
    for (int a = 0; a < points; ++a)
      if (a != o) others.push_back(static_cast<std::uint8_t>(a));
    std::ranges::stable_sort(others, {}, [&](int a) { return length(o, a); });
    for (std::size_t i = 0, j = 0; i < others.size(); i = j) {
      for (j = i + 1; j < others.size() && holds(Kind::cong, {o, others[i], o, others[j]});) ++j;
      if (j - i < 2) continue;
      auto& group = spheres_[o].emplace_back(others.begin() + static_cast<std::ptrdiff_t>(i),
                                             others.begin() + static_cast<std::ptrdiff_t>(j));
      std::ranges::sort(group);
    }
  }
}

bool Numbers::equal(double x, double y) const { return std::abs(x - y) <= tolerance * (x + y); }

bool Numbers::collinear(int a, int b, int c) const { return holds(Kind::coll, {a, b, c}); }

bool Numbers::holds(const Fact& fact) const {
  return std::ranges::all_of(pictures_, [&](const auto& picture) { return geometry::holds(fact, picture); });
}

bool Numbers::holds(Kind kind, std::initializer_list<int> points) const {
  Fact fact{.kind = kind};
  std::ranges::transform(points, fact.points.begin(), [](int p) { return static_cast<std::uint8_t>(p); });
  return holds(fact);
}

void Numbers::propose(Classes& classes, RuleId id, std::initializer_list<int> points) const {
  Candidate candidate{.rule = id};
  std::ranges::transform(points, candidate.binding.begin(), [](int p) { return static_cast<std::uint8_t>(p); });
  const auto true_here = [&](const Fact& schema) {
    const Fact fact = bind(schema, candidate.binding);
    const auto& p = fact.points;
    // On a circle with a point twice, or on a line with one, any three points are.
    if (fact.kind == Kind::cyclic)
      for (int i = 0; i < 4; ++i)
        for (int j = 0; j < i; ++j)
          if (p[i] == p[j]) return true;
    return holds(fact);
  };
  const Rule& schema = rule(id);
  if (std::ranges::all_of(schema.premises, true_here) && std::ranges::all_of(schema.conditions, true_here) &&
      true_here(schema.conclusion)) {
    if (classes.candidates.size() == max_candidates)
      throw std::length_error("the picture is too regular: more than 4 million instances of rules");
    classes.candidates.push_back(candidate);
  }
}

Classes classes_of(int points, const std::vector<std::vector<Point>>& pictures) {
  const Numbers numbers(points, pictures);
  Classes classes;
  find_lines(numbers, classes);
  find_circles(numbers, classes);
  find_shapes(pictures, numbers, classes);
  propose_angle_rules(numbers, classes);
  propose_length_rules(numbers, classes);
  propose_power_rules(numbers, classes);
  return classes;
}

}  // namespace geometry
