// Rules about similar triangles, and about points that divide segments in the same ratio.
//
// The triangles of one shape are known from the pictures. Two of them are similar if, say, two angles of the one are
// proved equal to the angles of the other; that is so when the values of these angles in the tables are the same. So
// each triangle of a shape is compared with those of the shape that are not yet known to be similar to one another, and
// where a criterion is met, offered to the rule, which decides. The criteria are those of school geometry, with full angles: AA,
// SAS, SSS, and hypotenuse with leg; each for both orientations. What differs from engines that match rules: a class
// that is already joined is not proved twice.
#include "deduce.hpp"

namespace geometry {

Closure::ShapeKeys Closure::keys_of(const Triangle& t) const {
  ShapeKeys keys;
  for (int v = 0; v < 3; ++v) {
    const int x = Unknowns::segment(t.points[v], t.points[(v + 1) % 3]);
    const int y = Unknowns::segment(t.points[v], t.points[(v + 2) % 3]);
    keys.angle[v] = t.left ? field::subtract(angles_.value(y), angles_.value(x))
                           : field::subtract(angles_.value(x), angles_.value(y));
    keys.ratio[v] = field::subtract(lengths_.value(x), lengths_.value(y));
  }
  return keys;
}

void Closure::similar_triangles() {
  struct Member {
    const Triangle* triangle;
    ShapeKeys keys;
  };
  std::vector<Member> different;  // no two of them known to be similar
  for (const auto& shape : triangles_.shapes()) {
    if (shape.members < 2) continue;
    different.clear();
    for (int i = shape.last; i >= 0; i = triangles_.triangle(i).previous) {
      const Triangle& t = triangles_.triangle(i);
      Member member{&t, keys_of(t)};
      bool joined = false;
      for (auto& [other, keys] : different) {
        const auto join = [&](int a, int b, int c, RuleId same, RuleId mirrored) {
          const auto &p = other->points, &q = t.points;
          const auto rule = other->left == t.left ? same : mirrored;
          joined = joined || apply(rule, binding_of({p[a], p[b], p[c], q[a], q[b], q[c]})) == Applied::known;
        };
        const auto& [angle, ratio] = member.keys;
        if (angle[0] == keys.angle[0] && angle[1] == keys.angle[1]) {
          if (ratio == keys.ratio && angles_.solved()) {
            joined = true;
            break;
          }
          join(0, 1, 2, RuleId::aa, RuleId::aa_mirrored);
        }
        for (int v = 0; v < 3; ++v)
          if (angle[v] == keys.angle[v] && ratio[v] == keys.ratio[v])
            join(v, (v + 1) % 3, (v + 2) % 3, RuleId::sas, RuleId::sas_mirrored);
        if (ratio[0] == keys.ratio[0] && ratio[1] == keys.ratio[1]) join(0, 1, 2, RuleId::sss, RuleId::sss_mirrored);
        // A right angle is opposite the longest side.
        if (angle[0] == keys.angle[0] && ratio[1] == keys.ratio[1]) join(0, 1, 2, RuleId::rhs, RuleId::rhs_mirrored);
        if (angle[0] == keys.angle[0] && ratio[2] == keys.ratio[2]) join(0, 2, 1, RuleId::rhs, RuleId::rhs_mirrored);
        if (joined) break;
      }
      if (!joined) different.push_back(member);
    }
  }
}

void Closure::ratios_on_lines() {
  struct Member {
    const Triangle* triple;
    std::array<std::uint64_t, 3> ratio;
  };
  std::vector<Member> different;
  for (const auto& shape : divisions_.shapes()) {
    if (shape.members < 2) continue;
    different.clear();
    for (int i = shape.last; i >= 0; i = divisions_.triangle(i).previous) {
      const Triangle& t = divisions_.triangle(i);
      const auto ratio = keys_of(t).ratio;
      bool joined = false;
      for (const auto& [other, ratios] : different) {
        joined = ratio == ratios;
        for (int v = 0; v < 3 && !joined; ++v) {
          if (ratio[v] != ratios[v]) continue;
          const int u = (v + 1) % 3, w = (v + 2) % 3;
          const auto &p = other->points, &q = t.points;
          joined = apply(RuleId::ratio_on_line, binding_of({p[v], p[u], p[w], q[v], q[u], q[w]})) == Applied::known;
        }
        if (joined) break;
      }
      if (!joined) different.push_back({&t, ratio});
    }
  }
}

}  // namespace geometry
