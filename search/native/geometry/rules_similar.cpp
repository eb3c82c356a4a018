// Rules about similar triangles, and about points that divide segments in the same ratio.
//
// The triangles of one shape are known from the pictures. Two of them are similar if, say, two angles of the one are
// proved equal to the angles of the other; that is so exactly when the normal forms of these angles are the same. So
// every triangle of the shape is put into a hash table under the normal forms of its angles and its ratios, once for
// each criterion, and those that meet are offered to the rule, which decides. The criteria are those of school
// geometry, with full angles: AA, SAS, SSS, and hypotenuse with leg; each for both orientations. What differs from engines that
// match rules: no pairs of triangles are looked through, and a class that is already joined is not proved twice.
#include <unordered_map>

#include "deduce.hpp"

namespace geometry {

namespace {

// Sets of a class that are already known to be similar.
class Partition {
 public:
  explicit Partition(std::size_t size) : parent_(size) {
    for (std::size_t i = 0; i < size; ++i) parent_[i] = i;
  }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t i, std::size_t j) { parent_[find(i)] = find(j); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::optional<Closure::ShapeKeys> Closure::keys_of(const Triangle& t) const {
  ShapeKeys keys;
  try {
    for (int v = 0; v < 3; ++v) {
      const int x = unknowns_.segment(t.points[v], t.points[(v + 1) % 3]);
      const int y = unknowns_.segment(t.points[v], t.points[(v + 2) % 3]);
      Form<Integer> turn;
      turn.add({{{y, Integer(1)}}, {}}, Integer(t.left ? 1 : -1));
      turn.add({{{x, Integer(1)}}, {}}, Integer(t.left ? -1 : 1));
      const auto normal = angles_.normal(turn);
      if (v == 0) keys.right = normal.terms.empty() && normal.constant == Rational(1, 2);
      keys.angle[v] = normal.hash();
      Form<Rational> quotient;
      quotient.add({{{x, Rational(1)}}, {}}, Rational(1));
      quotient.add({{{y, Rational(1)}}, {}}, Rational(-1));
      keys.ratio[v] = lengths_.normal(quotient).hash();
    }
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
  return keys;
}

void Closure::similar_triangles() {
  for (const auto& shape : classes_.shapes) {
    Partition partition(shape.size());
    std::unordered_map<std::uint64_t, std::size_t> seen;
    const auto meet = [&](std::uint64_t key, std::size_t i, std::array<int, 3> order, RuleId same, RuleId mirrored) {
      const auto [it, fresh] = seen.emplace(key, i);
      if (fresh || partition.find(i) == partition.find(it->second)) return;
      const Triangle &s = shape[it->second], &t = shape[i];
      const Binding binding = binding_of({s.points[order[0]], s.points[order[1]], s.points[order[2]],
                                          t.points[order[0]], t.points[order[1]], t.points[order[2]]});
      if (apply(s.left == t.left ? same : mirrored, binding)) partition.join(i, it->second);
    };
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const Triangle& t = shape[i];
      const auto keys = keys_of(t);
      if (!keys) continue;
      const auto& [angle, ratio, right] = *keys;
      const auto pair = [](std::uint64_t x, std::uint64_t y, std::uint64_t tag) { return (x * 3 + y) * 31 + tag; };
      meet(pair(angle[0], angle[1], 1), i, {0, 1, 2}, RuleId::aa, RuleId::aa_mirrored);
      for (int v = 0; v < 3; ++v)
        meet(pair(angle[v], ratio[v], 2 + static_cast<std::uint64_t>(v)), i, {v, (v + 1) % 3, (v + 2) % 3}, RuleId::sas,
             RuleId::sas_mirrored);
      meet(pair(ratio[0], ratio[1], 5), i, {0, 1, 2}, RuleId::sss, RuleId::sss_mirrored);
      if (right) {
        meet(pair(ratio[1], 0, 6), i, {0, 1, 2}, RuleId::rhs, RuleId::rhs_mirrored);
        meet(pair(ratio[2], 0, 7), i, {0, 2, 1}, RuleId::rhs, RuleId::rhs_mirrored);
      }
    }
  }
}

void Closure::ratios_on_lines() {
  for (const auto& division : classes_.divisions) {
    Partition partition(division.size());
    std::unordered_map<std::uint64_t, std::size_t> seen;
    for (std::size_t i = 0; i < division.size(); ++i)
      for (int v = 0; v < 3; ++v) {
        const auto& t = division[i].points;
        const int u = (v + 1) % 3, w = (v + 2) % 3;
        const auto keys = keys_of(division[i]);
        if (!keys) break;
        const auto key = keys->ratio[v] * 3 + static_cast<std::uint64_t>(v);
        const auto [it, fresh] = seen.emplace(key, i);
        if (fresh || partition.find(i) == partition.find(it->second)) continue;
        const auto& s = division[it->second].points;
        if (apply(RuleId::ratio_on_line, binding_of({s[v], s[u], s[w], t[v], t[u], t[w]})))
          partition.join(i, it->second);
      }
  }
}

}  // namespace geometry
