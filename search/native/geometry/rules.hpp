// Rules: what follows from what, one schema each: premises, one conclusion, and the conditions under which it is true.
//
// A rule is applied to points that are bound to its variables. Its premises are then looked up exactly (in the tables
// of algebra.hpp, or among the recorded facts), its conditions are inequalities that the pictures must satisfy clearly.
// The table is the only place where a step of deduction is defined: whoever proposes an instance (classes.hpp,
// rules_*.cpp) cannot make a wrong one, and a checker needs to know nothing else.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "predicates.hpp"

namespace geometry {

enum class RuleId : std::uint8_t {
  coll_of_para, midp_of_cong, isosceles, isosceles_converse, inscribed_converse, cyclic_join, centre_cyclic,
  centre_join, centre_angle, centre_of_angles, right_midpoint, bisector_perp, bisector_point, kite, bisector_ratio,
  ratio_bisector, aa, aa_mirrored, sas, sas_mirrored, sss, sss_mirrored, rhs, rhs_mirrored, chord_of_angle,
  angle_of_chord, ratio_on_line, para_ratio, ratio_para, orthocentre, third_bisector, midp_parallelogram,
  right_trapezoid, bisector_midline, bisector_feet, segment_copy, perp_of_double, isosceles_trapezoid, radical_axis,
  three_circles, equal_power, power_of_equal, bisector_circle,
};
constexpr int rule_count = 43;

using Binding = std::array<std::uint8_t, max_arity>;

// Predicates on variables: `points` holds numbers of variables.
struct Rule {
  RuleId id{};
  std::string_view name;
  std::string_view text;  // "variables: premises => conclusion | conditions"
  int variables = 0;
  std::vector<Fact> premises{};
  Fact conclusion{};
  std::vector<Fact> conditions{};
};

std::span<const Rule> rules();
inline const Rule& rule(RuleId id) { return rules()[static_cast<std::size_t>(id)]; }

Binding binding_of(std::initializer_list<int> points);

// The schema's predicate with points for its variables.
Fact bind(const Fact& schema, const Binding& binding);

}  // namespace geometry
