// Candidates of the rules about lines, circles and their centres, and angles.
#include "numbers.hpp"

namespace geometry {

namespace {

void of_circles(const Numbers& numbers, Classes& classes) {
  for (const auto& s : classes.circles)
    for (std::size_t i = 0; i < s.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        for (std::size_t k = 0; k < j; ++k)
          for (std::size_t l = 0; l < k; ++l) {
            // Each two of the three sums of directions of opposite sides.
            numbers.propose(classes, RuleId::inscribed_converse, {s[i], s[j], s[k], s[l]});
            numbers.propose(classes, RuleId::inscribed_converse, {s[i], s[j], s[l], s[k]});
            numbers.propose(classes, RuleId::inscribed_converse, {s[i], s[k], s[l], s[j]});
          }
}

void of_centre(const Numbers& numbers, Classes& classes, int o, const std::vector<std::uint8_t>& s) {
  const std::size_t size = s.size();
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      numbers.propose(classes, RuleId::isosceles, {o, s[i], s[j]});
      numbers.propose(classes, RuleId::isosceles_converse, {o, s[i], s[j]});
      for (std::size_t k = 0; k < j; ++k) {
        numbers.propose(classes, RuleId::centre_angle, {o, s[i], s[j], s[k]});
        numbers.propose(classes, RuleId::centre_angle, {o, s[j], s[i], s[k]});
        numbers.propose(classes, RuleId::centre_angle, {o, s[k], s[i], s[j]});
        numbers.propose(classes, RuleId::centre_of_angles, {o, s[i], s[j], s[k]});
        numbers.propose(classes, RuleId::centre_of_angles, {o, s[j], s[k], s[i]});
        numbers.propose(classes, RuleId::centre_of_angles, {o, s[k], s[i], s[j]});
        for (std::size_t l = 0; l < k; ++l) {
          numbers.propose(classes, RuleId::centre_cyclic, {o, s[i], s[j], s[k], s[l]});
          numbers.propose(classes, RuleId::centre_join, {o, s[i], s[j], s[k], s[l]});
          numbers.propose(classes, RuleId::centre_join, {o, s[i], s[j], s[l], s[k]});
          numbers.propose(classes, RuleId::centre_join, {o, s[i], s[k], s[l], s[j]});
          numbers.propose(classes, RuleId::centre_join, {o, s[j], s[k], s[l], s[i]});
        }
      }
    }
}

void of_triangles(const Numbers& numbers, Classes& classes) {
  const int n = numbers.points();
  for (int a = 0; a < n; ++a)
    for (int b = 0; b < a; ++b)
      for (int c = 0; c < b; ++c) {
        if (numbers.collinear(a, b, c)) continue;
        for (int h = 0; h < n; ++h) {
          if (h == a || h == b || h == c) continue;
          if (numbers.holds(Kind::perp, {a, h, b, c}) && numbers.holds(Kind::perp, {b, h, a, c})) {
            numbers.propose(classes, RuleId::orthocentre, {a, b, c, h});
            numbers.propose(classes, RuleId::orthocentre, {b, c, a, h});
            numbers.propose(classes, RuleId::orthocentre, {c, a, b, h});
          }
          if (numbers.holds(Kind::eqangle, {a, b, a, h, a, h, a, c}) &&
              numbers.holds(Kind::eqangle, {b, a, b, h, b, h, b, c})) {
            numbers.propose(classes, RuleId::third_bisector, {a, b, c, h});
            numbers.propose(classes, RuleId::third_bisector, {b, c, a, h});
            numbers.propose(classes, RuleId::third_bisector, {c, a, b, h});
          }
        }
      }
}

// Feet of perpendiculars from one vertex to bisectors at the two others.
void of_feet(const Numbers& numbers, Classes& classes, int c) {
  const int n = numbers.points();
  std::vector<std::pair<int, int>> feet;  // a vertex, and the foot on a line through it
  for (int a = 0; a < n; ++a)
    for (int p = 0; p < n; ++p)
      if (a != c && p != c && a != p && numbers.holds(Kind::perp, {c, p, a, p})) feet.emplace_back(a, p);
  for (const auto& [a, p] : feet)
    for (const auto& [b, q] : feet)
      if (a < b && p != q && numbers.holds(Kind::para, {p, q, a, b}))
        numbers.propose(classes, RuleId::bisector_feet, {a, b, c, p, q});
}

void of_lines(const Numbers& numbers, Classes& classes) {
  const int n = numbers.points();
  for (const auto& line : classes.lines)
    for (const int a : line)
      for (const int b : line)
        for (const int q : line)
          for (const int p : line)
            if (a < b && p != q && a != p && a != q && b != p && b != q)
              numbers.propose(classes, RuleId::segment_copy, {a, b, p, q});
  for (int a = 0; a < n; ++a)
    for (int b = 0; b < a; ++b)
      for (int c = 0; c <= a; ++c)
        for (int d = 0; d < c; ++d)
          if ((c != a || d < b) && numbers.holds(Kind::perp, {a, b, c, d}))
            numbers.propose(classes, RuleId::perp_of_double, {a, b, c, d});
}

}  // namespace

void propose_angle_rules(const Numbers& numbers, Classes& classes) {
  for (const auto& line : classes.lines)
    for (const int a : line)
      for (const int b : line)
        for (const int c : line)
          if (b < c && a != b && a != c) numbers.propose(classes, RuleId::coll_of_para, {a, b, c});
  of_circles(numbers, classes);
  for (int o = 0; o < numbers.points(); ++o)
    for (const auto& sphere : numbers.spheres(o)) of_centre(numbers, classes, o, sphere);
  of_triangles(numbers, classes);
  of_lines(numbers, classes);
  for (int c = 0; c < numbers.points(); ++c) of_feet(numbers, classes, c);
}

}  // namespace geometry
