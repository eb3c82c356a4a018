// Candidates of the rules about lengths: midpoints, perpendicular bisectors, chords, proportional segments.
#include <algorithm>

#include "numbers.hpp"

namespace geometry {

namespace {

void of_pair(const Numbers& numbers, Classes& classes, int a, int b) {
  std::vector<int> equidistant;
  for (int p = 0; p < numbers.points(); ++p)
    if (p != a && p != b && numbers.holds(Kind::cong, {p, a, p, b})) equidistant.push_back(p);
  for (const int p : equidistant) {
    if (numbers.collinear(a, b, p)) numbers.propose(classes, RuleId::midp_of_cong, {p, a, b});
    for (const int q : equidistant) {
      if (p == q) continue;
      numbers.propose(classes, RuleId::bisector_point, {a, b, p, q});
      if (p > q) continue;
      numbers.propose(classes, RuleId::bisector_perp, {a, b, p, q});
      numbers.propose(classes, RuleId::kite, {a, b, p, q});
    }
  }
}

void of_midpoint(const Numbers& numbers, Classes& classes, int m) {
  const int n = numbers.points();
  std::vector<std::pair<int, int>> ends;
  for (int a = 0; a < n; ++a)
    for (int b = 0; b < a; ++b)
      if (a != m && b != m && numbers.holds(Kind::midp, {m, a, b})) ends.emplace_back(a, b);
  for (const auto& [a, c] : ends) {
    for (int b = 0; b < n; ++b)
      if (b != a && b != c && b != m) numbers.propose(classes, RuleId::right_midpoint, {a, b, c, m});
    for (const auto& [p, q] : ends)
      if (p != a) numbers.propose(classes, RuleId::midp_parallelogram, {m, a, c, p, q});
    for (int e = 0; e < n; ++e)
      for (int f = 0; f < n; ++f) {
        if (e == f || e == m || f == m) continue;
        if (e != a && f != c && numbers.holds(Kind::perp, {a, e, e, f}))
          numbers.propose(classes, RuleId::right_trapezoid, {a, c, e, f, m});
        for (const auto& [x, y] : {std::pair(a, c), std::pair(c, a)})
          if (e != x && e != y && f != x && numbers.holds(Kind::perp, {x, f, e, f}))
            numbers.propose(classes, RuleId::bisector_midline, {x, e, f, y, m});
      }
  }
}

void of_chords(const Numbers& numbers, Classes& classes, const std::vector<std::uint8_t>& s) {
  const std::size_t size = s.size();
  for (std::size_t i = 0; i < size * size; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const int a = s[i / size], b = s[i % size];
      int p = s[j / size], q = s[j % size];
      if (a >= b || p == q || !numbers.equal(numbers.length(a, b), numbers.length(p, q))) continue;
      if ((a == p && b == q) || (a == q && b == p)) continue;
      for (const int c : s) {
        if (c == a || c == b) continue;
        for (const int r : s) {
          if (r == p || r == q) continue;
          // The same point for both chords where it serves both; any two otherwise.
          if (c != r && ((c != p && c != q) || (r != a && r != b))) continue;
          numbers.propose(classes, RuleId::chord_of_angle, {a, b, c, p, q, r});
          numbers.propose(classes, RuleId::angle_of_chord, {a, b, c, p, q, r});
        }
      }
    }
}

void of_transversals(const Numbers& numbers, Classes& classes) {
  std::vector<std::array<int, 3>> triples;
  for (const auto& line : classes.lines)
    for (const int m : line)
      for (const int a : line)
        for (const int d : line)
          if (m != a && m != d && a != d) triples.push_back({m, a, d});
  for (const auto& [m, a, d] : triples) {
    if (a > d) continue;
    for (const auto& [n, b, c] : triples) {
      if (m >= n || a == b || a == c || d == b || d == c || m == b || m == c || n == a || n == d) continue;
      if (!numbers.holds(Kind::para, {a, b, c, d}) || !numbers.holds(Kind::para, {m, n, a, b})) continue;
      numbers.propose(classes, RuleId::para_ratio, {a, b, c, d, m, n});
      numbers.propose(classes, RuleId::ratio_para, {a, b, c, d, m, n});
    }
  }
}

void of_trapezoids(const Numbers& numbers, Classes& classes) {
  const int n = numbers.points();
  for (int a = 0; a < n; ++a)
    for (int b = 0; b < a; ++b)
      for (int c = 0; c < n; ++c)
        for (int d = 0; d < n; ++d)
          if (c != a && c != b && d != a && d != b && c != d &&
              numbers.equal(numbers.length(a, d), numbers.length(b, c)) &&
              numbers.equal(numbers.length(a, c), numbers.length(b, d)))
            numbers.propose(classes, RuleId::isosceles_trapezoid, {a, b, c, d});
}

void of_bisectors(const Numbers& numbers, Classes& classes) {
  for (const auto& line : classes.lines)
    for (const int d : line)
      for (const int b : line)
        for (const int c : line) {
          if (b >= c || d == b || d == c) continue;
          for (int a = 0; a < numbers.points(); ++a) {
            if (std::ranges::find(line, a) != line.end()) continue;
            if (!numbers.holds(Kind::eqratio, {d, b, d, c, a, b, a, c})) continue;
            numbers.propose(classes, RuleId::bisector_ratio, {a, b, c, d});
            numbers.propose(classes, RuleId::ratio_bisector, {a, b, c, d});
          }
        }
}

}  // namespace

void propose_length_rules(const Numbers& numbers, Classes& classes) {
  for (int a = 0; a < numbers.points(); ++a) {
    for (int b = 0; b < a; ++b) of_pair(numbers, classes, a, b);
    of_midpoint(numbers, classes, a);
  }
  for (const auto& circle : classes.circles) of_chords(numbers, classes, circle);
  of_bisectors(numbers, classes);
  of_transversals(numbers, classes);
  of_trapezoids(numbers, classes);
}

}  // namespace geometry
