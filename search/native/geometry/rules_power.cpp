// Candidates of the rules about the power of a point: secants, the radical axis of two circles, three circles.
//
// The power of a point is a product of lengths, so to the tables of algebra.hpp it is one ratio like any other. What
// they cannot see is that it is also |ao|^2 - r^2: equal for points at one distance from the centre, and for two
// circles on their radical axis. These rules say so for points of the figure. (Euclid III.35-37; L. Gaultier, 1813.)
#include <algorithm>

#include "numbers.hpp"

namespace geometry {

namespace {

// The chords of a circle on lines through a point that is not on it.
std::vector<std::pair<int, int>> secants(const Numbers& numbers, const std::vector<std::uint8_t>& circle, int point) {
  std::vector<std::pair<int, int>> result;
  for (const int c : circle)
    for (const int d : circle)
      if (c < d && c != point && d != point && numbers.collinear(point, c, d)) result.emplace_back(c, d);
  return result;
}

// Points at the same distance from a centre, with the chords that lie on lines through them.
void of_power(const Numbers& numbers, Classes& classes, int o) {
  for (const auto& circle : numbers.spheres(o))
    for (const auto& other : numbers.spheres(o)) {
      if (circle == other) continue;
      for (const int p : other)
        for (const int q : other) {
          if (p >= q) continue;
          for (const auto& [a, b] : secants(numbers, circle, p))
            for (const auto& [c, d] : secants(numbers, circle, q)) {
              numbers.propose(classes, RuleId::equal_power, {o, a, b, c, d, p, q});
              numbers.propose(classes, RuleId::power_of_equal, {o, a, b, c, d, p, q});
            }
        }
    }
}

// Three chords of a circle, two of which meet on lines through a point.
void of_three_chords(const Numbers& numbers, Classes& classes, const std::vector<std::uint8_t>& circle) {
  if (circle.size() < 6) return;
  for (int a = 0; a < numbers.points(); ++a) {
    if (std::ranges::find(circle, a) != circle.end()) continue;
    const auto chords = secants(numbers, circle, a);
    for (const auto& [c, d] : chords)
      for (const auto& [e, f] : chords) {
        if (c >= e) continue;
        for (const int p : circle)
          for (const int q : circle)
            if (p < q && p != c && p != d && p != e && p != f && q != c && q != d && q != e && q != f)
              numbers.propose(classes, RuleId::three_circles, {a, c, d, e, f, p, q});
      }
  }
}

// Two circles through h with the centres o and p, and a point a of their radical axis, from which lines cut them.
void of_radical_axis(const Numbers& numbers, Classes& classes, int o, int p) {
  for (const auto& s : numbers.spheres(o))
    for (const auto& t : numbers.spheres(p))
      for (const int h : s) {
        if (h == p || s.size() < 3 || t.size() < 3 || std::ranges::find(t, h) == t.end()) continue;
        for (int a = 0; a < numbers.points(); ++a) {
          if (a == h || !numbers.holds(Kind::perp, {a, h, o, p})) continue;
          const auto first = secants(numbers, s, a), second = secants(numbers, t, a);
          for (const auto& [c, d] : first)
            for (const auto& [e, f] : second)
              numbers.propose(classes, RuleId::radical_axis, {a, h, o, p, c, d, e, f});
        }
      }
}

}  // namespace

void propose_power_rules(const Numbers& numbers, Classes& classes) {
  for (const auto& circle : classes.circles) of_three_chords(numbers, classes, circle);
  for (int o = 0; o < numbers.points(); ++o) {
    of_power(numbers, classes, o);
    for (int p = 0; p < o; ++p) of_radical_axis(numbers, classes, o, p);
  }
}

}  // namespace geometry
