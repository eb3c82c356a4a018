// Candidates of the rules about the power of a point: secants, the radical axis of two circles, three circles.
//
// The power of a point is a product of lengths, so to the tables of algebra.hpp it is one ratio like any other. What
// they cannot see is that it is also |ao|^2 - r^2: equal for points at one distance from the centre, and for two
// circles on their radical axis. These rules say so for points of the figure. (Euclid III.35-37; L. Gaultier, 1813.)
#include "candidates.hpp"

namespace geometry {

namespace {

struct Chord {
  int c, d;
  bool has(int point) const { return c == point || d == point; }
};

// The chords of a circle on lines through a point that is not one of their ends.
SmallVector<Chord, 16> secants(const Numbers& numbers, PointSet circle, int point) {
  SmallVector<Chord, 16> result;
  for (const int c : circle)
    if (c != point)
      for (const int d : circle & numbers.line(point, c))
        if (d > c && d != point) result.push_back({c, d});
  return result;
}

// Points p and q at the same distance from a centre, with the chords of a circle around it on lines through them.
void of_power(const Numbers& numbers, Candidates& candidates, int o, PointSet circle, PointSet other) {
  const int k = numbers.points() - 1;
  for (const int q : other)
    for (const int p : other) {
      if (p >= q) break;
      const bool is_new = o == k || q == k;
      for (const auto& first : secants(numbers, circle, p))
        for (const auto& second : secants(numbers, circle, q)) {
          if (!is_new && !first.has(k) && !second.has(k)) continue;
          candidates.propose(RuleId::equal_power, {o, first.c, first.d, second.c, second.d, p, q});
          candidates.propose(RuleId::power_of_equal, {o, first.c, first.d, second.c, second.d, p, q});
        }
    }
}

// Pairs of circles of the figure's points around one centre, of which one has the last point, or the centre is it.
void of_powers(const Numbers& numbers, Candidates& candidates, int o) {
  const int k = numbers.points() - 1;
  SmallVector<PointSet, 16> spheres;
  PointSet done;
  for (int x = 0; x <= k; ++x) {
    if (x == o || done.contains(x)) continue;
    const PointSet sphere = numbers.sphere(o, x);
    for (const int y : sphere) done.add(y);
    if (sphere.has_two()) spheres.push_back(sphere);
  }
  for (const PointSet circle : spheres)
    for (const PointSet other : spheres)
      if (!(circle == other) && (o == k || circle.contains(k) || other.contains(k)))
        of_power(numbers, candidates, o, circle, other);
}

// Three chords of a circle, two of which meet on lines through a point.
void of_three_chords(const Numbers& numbers, Candidates& candidates, PointSet circle) {
  if (circle.size() < 6) return;
  const int k = numbers.points() - 1;
  for (int a = circle.contains(k) ? 0 : k; a <= k; ++a) {
    if (circle.contains(a)) continue;
    const auto chords = secants(numbers, circle, a);
    for (const auto& first : chords)
      for (const auto& second : chords) {
        if (first.c >= second.c) continue;
        const bool is_new = a == k || first.has(k) || second.has(k);
        for (const int q : circle) {
          if (first.has(q) || second.has(q)) continue;
          for (const int p : circle) {
            if (p >= q) break;
            if (!first.has(p) && !second.has(p) && (is_new || q == k))
              candidates.propose(RuleId::three_circles, {a, first.c, first.d, second.c, second.d, p, q});
          }
        }
      }
  }
}

// Two circles with the centres o and p through a point h of `common`, and a point a of their radical axis, from which
// lines cut them.
void of_radical_axis(const Numbers& numbers, Candidates& candidates, int o, int p, PointSet common) {
  const int k = numbers.points() - 1;
  for (const int h : common) {
    const PointSet s = numbers.sphere(o, h), t = numbers.sphere(p, h);
    for (int a = 0; a <= k; ++a) {
      if (a == h || !numbers.perpendicular(a, h, o, p)) continue;
      const bool is_new = o == k || p == k || h == k || a == k;
      if (!is_new && !s.contains(k) && !t.contains(k)) continue;
      for (const auto& first : secants(numbers, s, a))
        for (const auto& second : secants(numbers, t, a))
          if (is_new || first.has(k) || second.has(k))
            candidates.propose(RuleId::radical_axis, {a, h, o, p, first.c, first.d, second.c, second.d});
    }
  }
}

}  // namespace

void propose_power_rules(const Numbers& numbers, Candidates& candidates) {
  for (const PointSet circle : numbers.circles()) of_three_chords(numbers, candidates, circle);
  std::array<PointSet, max_engine_points> around;  // by centre: points on circles with two others
  for (int o = 0; o < numbers.points(); ++o) {
    of_powers(numbers, candidates, o);
    for (int h = 0; h < numbers.points(); ++h)
      if (h != o && numbers.sphere(o, h).has_three()) around[o].add(h);
    for (int p = 0; p < o; ++p) of_radical_axis(numbers, candidates, o, p, around[o] & around[p]);
  }
}

}  // namespace geometry
