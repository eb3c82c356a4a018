// Candidates of the rules about lengths: midpoints, perpendicular bisectors, chords, proportional segments.
#include "candidates.hpp"

namespace geometry {

namespace {

// Two points on the perpendicular bisector of ab.
void of_axis(const Numbers& numbers, Candidates& candidates, int a, int b, int p, int q) {
  candidates.propose(RuleId::bisector_point, {a, b, p, q});
  candidates.propose(RuleId::bisector_point, {a, b, q, p});
  candidates.propose(RuleId::bisector_perp, {a, b, p, q});
  if (numbers.perpendicular(p, a, a, q)) candidates.propose(RuleId::kite, {a, b, p, q});
}

void of_axes(const Numbers& numbers, Candidates& candidates, int k) {
  for (int a = 0; a < k; ++a) {
    const PointSet axis = numbers.equidistant(a, k);
    for (const int p : axis) {
      if (numbers.collinear(a, k, p)) candidates.propose(RuleId::midp_of_cong, {p, a, k});
      for (const int q : axis)
        if (q > p) of_axis(numbers, candidates, a, k, p, q);
    }
    for (int b = 0; b < a; ++b) {
      const PointSet other = numbers.equidistant(a, b);
      if (!other.contains(k)) continue;
      if (numbers.collinear(a, b, k)) candidates.propose(RuleId::midp_of_cong, {k, a, b});
      for (const int p : other)
        if (p != k) of_axis(numbers, candidates, a, b, p, k);
    }
  }
}

// The midpoint m of ac with another point, or two others; all of them, or those that have the last point k in them.
void of_midpoint(const Numbers& numbers, Candidates& candidates, int m, int a, int c) {
  const int n = numbers.points(), k = n - 1;
  const bool is_new = m == k || a == k || c == k;
  const auto different = [&](int x) { return x != m && x != a && x != c; };
  for (int b = is_new ? 0 : k; b < n; ++b)
    if (different(b) && numbers.perpendicular(a, b, b, c)) candidates.propose(RuleId::right_midpoint, {a, b, c, m});
  const auto of_two = [&](int e, int f) {
    if (e == f || e == m || f == m) return;
    if (e != a && f != c && f != a && e != c && numbers.perpendicular(a, e, e, f) &&
        numbers.perpendicular(c, f, e, f))
      candidates.propose(RuleId::right_trapezoid, {a, c, e, f, m});
    for (const auto& [x, y] : {std::pair(a, c), std::pair(c, a)})
      if (e != x && e != y && f != x && numbers.perpendicular(x, f, e, f) && numbers.bisects(e, x, f, y))
        candidates.propose(RuleId::bisector_midline, {x, e, f, y, m});
  };
  for (int e = 0; e < n; ++e)
    for (int f = is_new || e == k ? 0 : k; f < n; ++f) of_two(e, f);
}

void of_midpoints(const Numbers& numbers, Candidates& candidates) {
  struct Midpoint {
    int m, a, c;
    bool has(int point) const { return m == point || a == point || c == point; }
  };
  const int n = numbers.points(), k = n - 1;
  SmallVector<Midpoint, 32> midpoints;
  for (int a = 0; a < n; ++a)
    for (int c = 0; c < a; ++c)
      for (const int m : numbers.equidistant(a, c) & numbers.line(a, c)) midpoints.push_back({m, a, c});
  for (const Midpoint& first : midpoints) {
    of_midpoint(numbers, candidates, first.m, first.a, first.c);
    for (const Midpoint& second : midpoints)
      if (first.m == second.m && (first.has(k) || second.has(k)))
        candidates.propose(RuleId::midp_parallelogram, {first.m, first.a, first.c, second.a, second.c});
  }
}

// Two equal chords of a circle, and points of it from which they are seen.
void of_chords(const Numbers& numbers, Candidates& candidates, PointSet circle, int k) {
  const auto propose = [&](int a, int b, int c, int p, int q, int r) {
    if (!numbers.same_turn(c, a, c, b, r, p, r, q)) return;
    candidates.propose(RuleId::chord_of_angle, {a, b, c, p, q, r});
    candidates.propose(RuleId::angle_of_chord, {a, b, c, p, q, r});
  };
  const auto of_two = [&](int a, int b, int p, int q) {
    const bool is_new = a == k || b == k || p == k || q == k;
    for (const int c : circle) {
      if (c == a || c == b) continue;
      for (const int r : circle) {
        if (r == p || r == q || (!is_new && c != k && r != k)) continue;
        // The same point for both chords where it serves both; any two otherwise.
        if (c != r && ((c != p && c != q) || (r != a && r != b))) continue;
        propose(a, b, c, p, q, r);
        propose(a, b, c, q, p, r);
      }
    }
  };
  for (const int b : circle)
    for (const int a : circle) {
      if (a >= b) break;
      for (const int q : circle) {
        if (q > b) break;
        for (const int p : circle) {
          if (p >= q || (q == b && p >= a)) break;
          if (numbers.equal(a, b, p, q)) of_two(a, b, p, q);
        }
      }
    }
}

// Two lines cut by three parallels: k, x and y lie on the one.
void of_transversals(const Numbers& numbers, Candidates& candidates, int x, int y, int k) {
  const int n = numbers.points();
  const std::array<std::array<int, 3>, 3> orders{{{x, y, k}, {y, x, k}, {k, x, y}}};
  for (const auto& [m, a, d] : orders)
    for (int other = 0; other < n; ++other) {
      if (numbers.collinear(x, y, other)) continue;
      PointSet first, last;
      numbers.each_parallel(m, other, [&](int p, int q) {
        if (p == a || q == a) first.add(p == a ? q : p);
        if (p == d || q == d) last.add(p == d ? q : p);
      });
      for (const int b : first)
        for (const int c : last & numbers.line(other, b)) {
          if (b == other || c == other || b == c) continue;
          candidates.propose(RuleId::para_ratio, {a, b, c, d, m, other});
          candidates.propose(RuleId::ratio_para, {a, b, c, d, m, other});
        }
    }
}

void of_lines(const Numbers& numbers, Candidates& candidates) {
  const int n = numbers.points(), k = n - 1;
  for (int b = 0; b < n; ++b)
    for (int c = b + 1; c < n; ++c)
      for (const int d : numbers.line(b, c)) {
        if (d == b || d == c) continue;
        const bool is_new = d == k || c == k;
        for (int a = is_new ? 0 : k; a < n; ++a) {
          if (numbers.collinear(b, c, a) || !numbers.bisects(a, b, d, c)) continue;
          candidates.propose(RuleId::bisector_ratio, {a, b, c, d});
          candidates.propose(RuleId::ratio_bisector, {a, b, c, d});
        }
        if (d == k) of_transversals(numbers, candidates, b, c, k);
      }
}

void of_trapezoids(const Numbers& numbers, Candidates& candidates, int k) {
  for (int b = 0; b < k; ++b)
    numbers.each_parallel(k, b, [&](int c, int d) {
      if (c == b || d == b || d == k || numbers.collinear(k, b, c)) return;
      if (!numbers.equal(k, d, b, c) || !numbers.equal(k, c, b, d)) return;
      candidates.propose(RuleId::isosceles_trapezoid, {k, b, c, d});
      candidates.propose(RuleId::isosceles_trapezoid, {k, b, d, c});
    });
}

}  // namespace

void propose_length_rules(const Numbers& numbers, Candidates& candidates) {
  const int k = numbers.points() - 1;
  of_axes(numbers, candidates, k);
  of_midpoints(numbers, candidates);
  for (const PointSet circle : numbers.circles())
    if (circle.contains(k)) of_chords(numbers, candidates, circle, k);
  of_lines(numbers, candidates);
  of_trapezoids(numbers, candidates, k);
}

}  // namespace geometry
