// Candidates of the rules about lines, circles and their centres, and angles.
#include "candidates.hpp"

namespace geometry {

namespace {

using Points = SmallVector<std::uint8_t, max_engine_points>;

// A set that the last point belongs to, ascending, or that point with a set that lies around it.
Points listed(PointSet set) {
  Points result;
  for (const int p : set) result.push_back(static_cast<std::uint8_t>(p));
  return result;
}

void of_lines(const Numbers& numbers, Candidates& candidates, int k) {
  PointSet done;
  for (int x = 0; x < k; ++x) {
    if (done.contains(x)) continue;
    const PointSet line = numbers.line(x, k).without(k);
    for (const int a : line) {
      done.add(a);
      for (const int b : line) {
        if (b >= a) break;
        candidates.propose(RuleId::coll_of_para, {a, b, k});
        candidates.propose(RuleId::coll_of_para, {b, a, k});
        candidates.propose(RuleId::coll_of_para, {k, b, a});
        for (const int c : line) {
          if (c >= b) break;
          // Two ends of a segment, and the two points that are to be its copies.
          const std::array<std::array<int, 4>, 6> splits{
              {{a, b, c, k}, {a, c, b, k}, {b, c, a, k}, {a, k, b, c}, {b, k, a, c}, {c, k, a, b}}};
          for (const auto& [e, f, p, q] : splits) {
            if (!numbers.equal(q, f, e, p) || !numbers.equal(q, e, f, p)) continue;
            candidates.propose(RuleId::segment_copy, {e, f, p, q});
            candidates.propose(RuleId::segment_copy, {e, f, q, p});
          }
        }
      }
    }
  }
  for (int x = 0; x < k; ++x)
    numbers.each_perpendicular(k, x, [&](int c, int d) {
      if (d != k || c < x) candidates.propose(RuleId::perp_of_double, {k, x, c, d});
    });
}

// A point of a circle that is equally far from two others, seen from a fourth.
void of_arc(const Numbers& numbers, Candidates& candidates, const std::array<int, 4>& points) {
  for (const int r : points)
    for (const int a : points) {
      if (a == r) continue;
      int m = -1, n = -1;
      for (const int p : points)
        if (p != a && p != r) (m < 0 ? m : n) = p;
      if (numbers.equal(r, m, r, n) && numbers.bisects(a, m, r, n) && !numbers.perpendicular(a, r, m, n))
        candidates.propose(RuleId::bisector_circle, {a, m, n, r});
    }
}

// Quadruples of a circle, each two of the three sums of directions of opposite sides.
void of_circle(const Numbers& numbers, Candidates& candidates, PointSet circle, int k) {
  const Points s = listed(circle.without(k));
  for (std::size_t i = 0; i < s.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      for (std::size_t l = 0; l < j; ++l) {
        candidates.propose(RuleId::inscribed_converse, {k, s[i], s[j], s[l]});
        candidates.propose(RuleId::inscribed_converse, {k, s[i], s[l], s[j]});
        candidates.propose(RuleId::inscribed_converse, {k, s[j], s[l], s[i]});
        of_arc(numbers, candidates, {k, s[i], s[j], s[l]});
      }
}

// Points around a centre; from `first` on, the last one of each group is taken.
void of_centre(Candidates& candidates, int o, const Points& s, std::size_t first) {
  for (std::size_t i = first; i < s.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      candidates.propose(RuleId::isosceles, {o, s[i], s[j]});
      candidates.propose(RuleId::isosceles_converse, {o, s[i], s[j]});
      for (std::size_t k = 0; k < j; ++k) {
        candidates.propose(RuleId::centre_angle, {o, s[i], s[j], s[k]});
        candidates.propose(RuleId::centre_angle, {o, s[j], s[i], s[k]});
        candidates.propose(RuleId::centre_angle, {o, s[k], s[i], s[j]});
        candidates.propose(RuleId::centre_of_angles, {o, s[i], s[j], s[k]});
        candidates.propose(RuleId::centre_of_angles, {o, s[j], s[k], s[i]});
        candidates.propose(RuleId::centre_of_angles, {o, s[k], s[i], s[j]});
        for (std::size_t l = 0; l < k; ++l) {
          candidates.propose(RuleId::centre_cyclic, {o, s[i], s[j], s[k], s[l]});
          candidates.propose(RuleId::centre_join, {o, s[i], s[j], s[k], s[l]});
          candidates.propose(RuleId::centre_join, {o, s[i], s[j], s[l], s[k]});
          candidates.propose(RuleId::centre_join, {o, s[i], s[k], s[l], s[j]});
          candidates.propose(RuleId::centre_join, {o, s[j], s[k], s[l], s[i]});
        }
      }
    }
}

void of_centres(const Numbers& numbers, Candidates& candidates, int k) {
  PointSet done;
  for (int x = 0; x < k; ++x) {
    const PointSet around = numbers.sphere(x, k);
    if (around.has_two()) of_centre(candidates, x, listed(around), static_cast<std::size_t>(around.size()) - 1);
    if (done.contains(x)) continue;
    const PointSet own = numbers.sphere(k, x);
    for (const int p : own) done.add(p);
    if (own.has_two()) of_centre(candidates, k, listed(own), 0);
  }
}

// Four points, each the meet of the altitudes of the others.
void of_altitudes(const Numbers& numbers, Candidates& candidates, int k) {
  for (int a = 0; a < k; ++a)
    numbers.each_perpendicular(a, k, [&](int b, int c) {
      if (c >= a || !numbers.perpendicular(b, k, a, c) || numbers.collinear(a, b, c)) return;
      const std::array<int, 4> points{a, b, c, k};
      for (int h = 0; h < 4; ++h) {
        const int p = points[(h + 1) % 4], q = points[(h + 2) % 4], r = points[(h + 3) % 4];
        candidates.propose(RuleId::orthocentre, {p, q, r, points[h]});
        candidates.propose(RuleId::orthocentre, {q, r, p, points[h]});
        candidates.propose(RuleId::orthocentre, {r, p, q, points[h]});
      }
    });
}

// Where the bisector at a passes through i.
void of_incentre(const Numbers& numbers, Candidates& candidates, int a, int b, int c, int i) {
  if (!numbers.bisects(b, a, i, c) || numbers.collinear(a, b, c)) return;
  candidates.propose(RuleId::third_bisector, {a, b, c, i});
  candidates.propose(RuleId::third_bisector, {b, c, a, i});
  candidates.propose(RuleId::third_bisector, {c, a, b, i});
}

void of_bisectors(const Numbers& numbers, Candidates& candidates, int k) {
  for (int a = 0; a < k; ++a)
    for (int b = 0; b < a; ++b)
      for (int c = 0; c < k; ++c) {
        if (c == a || c == b) continue;
        if (c < b && numbers.bisects(a, b, k, c)) of_incentre(numbers, candidates, a, b, c, k);
        if (numbers.bisects(a, b, c, k)) of_incentre(numbers, candidates, a, b, k, c);
      }
}

// Two feet of perpendiculars from c, at p and q, to bisectors at a and b.
void of_feet(const Numbers& numbers, Candidates& candidates) {
  const auto of_two = [&](int c, int a, int p, int b, int q) {
    if (a == b || p == q || a == q || b == p) return;
    if (a > b) std::swap(a, b), std::swap(p, q);
    if (numbers.parallel(p, q, a, b) && numbers.bisects(a, c, p, b) && numbers.bisects(b, c, q, a))
      candidates.propose(RuleId::bisector_feet, {a, b, c, p, q});
  };
  const auto& all = numbers.right_angles();
  for (std::size_t i = numbers.old_right_angles(); i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto &first = all[i], &second = all[j];
      if (first.a == second.a) of_two(first.a, first.b, first.at, second.b, second.at);
      if (first.a == second.b) of_two(first.a, first.b, first.at, second.a, second.at);
      if (first.b == second.a) of_two(first.b, first.a, first.at, second.b, second.at);
      if (first.b == second.b) of_two(first.b, first.a, first.at, second.a, second.at);
    }
}

}  // namespace

void propose_angle_rules(const Numbers& numbers, Candidates& candidates) {
  const int k = numbers.points() - 1;
  of_lines(numbers, candidates, k);
  for (const PointSet circle : numbers.circles())
    if (circle.contains(k)) of_circle(numbers, candidates, circle, k);
  of_centres(numbers, candidates, k);
  of_altitudes(numbers, candidates, k);
  of_bisectors(numbers, candidates, k);
  of_feet(numbers, candidates);
}

}  // namespace geometry
