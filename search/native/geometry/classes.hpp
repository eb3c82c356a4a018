// Classes: what the pictures allow, computed once per problem before any deduction.
//
// Numeric-first matching: most instances of a rule are false in the picture, and a false conclusion is never proved. So
// the picture is asked first, for its lines, circles, centres, equal segments, similar triangles and so on, and only
// these make candidates. (The idea is that of the "numerical checks" of the deductive database method; later engines
// turned it round into matching.) What differs here: a candidate must hold in all the pictures given, and none is
// believed for that reason; the candidates only wait for their premises to be proved.
#pragma once

#include <vector>

#include "rules.hpp"

namespace geometry {

// An instance of a rule that the pictures allow.
struct Candidate {
  RuleId rule;
  Binding binding{};
  bool done = false;
  std::uint64_t seen_angles = 0, seen_lengths = 0, seen_circles = 0;  // the clocks when it was last looked at
};

// Three points in an order, and whether they turn to the left.
struct Triangle {
  std::array<std::uint8_t, 3> points{};
  bool left = false;
};

struct Classes {
  std::vector<std::vector<std::uint8_t>> lines;    // three or more points, ascending
  std::vector<std::vector<std::uint8_t>> circles;  // four or more points, ascending
  // Triangles of one shape, corresponding vertices in the same place; two or more in each class.
  std::vector<std::vector<Triangle>> shapes;
  // Three points of a line with the same ratios (unsigned, with the same one in the middle).
  std::vector<std::vector<Triangle>> divisions;
  std::vector<Candidate> candidates;
};

constexpr std::size_t max_candidates = 4'000'000;

// Throws std::length_error when the pictures allow more than `max_candidates` instances of rules.
Classes classes_of(int points, const std::vector<std::vector<Point>>& pictures);

// Candidates by subject; each file defines one.
class Numbers;
void propose_angle_rules(const Numbers& numbers, Classes& classes);
void propose_length_rules(const Numbers& numbers, Classes& classes);
void propose_power_rules(const Numbers& numbers, Classes& classes);

}  // namespace geometry
