// Deduction: the closure of a problem's premises under the rules and the algebra.
//
// What it does. The pictures say which instances of rules can be true at all (classes.hpp); each waits in a list until
// its premises follow from what is known. A premise is looked up in the tables of algebra.hpp. An instance is looked at
// again only when something that it mentions has changed (semi-naive evaluation), and similar triangles are found by
// hashing the normal forms of their angles and ratios, not by comparing pairs. The rounds end when nothing is new, when
// the goal is reached, or at a limit.
//
// Source. The deductive database method: S. C. Chou, X. S. Gao, J. Z. Zhang, "A deductive database approach to
// automated geometry theorem proving and discovering" (2000); its combination with algebra: T. H. Trinh et al. (2024).
//
// What differs here. Lines, directions, lengths and angles need no classes of their own: the normal form of the tables
// is the class. Every conclusion is also checked in every picture before it is believed, so a wrong orientation or a
// coincidence of one picture cannot enter.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "classes.hpp"
#include "relations.hpp"
#include "rules.hpp"

namespace geometry {

constexpr int max_engine_points = 64;  // the pictures are searched for circles in time n^4

struct Limits {
  int facts = 200000;
  int rounds = 1000;
  double seconds = 10;
};

enum class Outcome : std::uint8_t { proved, saturated, out_of_facts, out_of_rounds, out_of_time };
std::string_view name(Outcome outcome);

// A fact with the reason for it: a premise of the problem, or a rule applied to points.
struct Derived {
  Fact fact{};
  std::optional<RuleId> rule{};
  Binding binding{};
  std::uint64_t serial = 0;  // given when it is recorded, and to no other fact of the closure ever
};

// Which form of which fact a relation of a table is.
struct Origin {
  int fact;
  int form;
};

class Closure {
 public:
  // Throws std::length_error for too many points or instances of rules, std::invalid_argument for a premise that is
  // false in a picture.
  Closure(int points, std::vector<std::vector<Point>> pictures, const std::vector<Fact>& premises);

  // One more premise; `saturate` goes on from what is known. Throws like the constructor.
  void assume(const Fact& premise);

  Outcome saturate(const std::optional<Fact>& goal, const Limits& limits);

  // Whether the fact follows from what is known: exact, whatever the pictures say.
  bool proved(const Fact& fact) const;
  bool holds_in_pictures(const Fact& fact) const;

  int points() const { return points_; }
  int rounds() const { return rounds_; }
  const Unknowns& unknowns() const { return unknowns_; }
  const std::vector<Derived>& facts() const { return facts_; }
  const std::vector<std::pair<Form<Integer>, Origin>>& angle_relations() const { return angle_relations_; }
  const std::vector<std::pair<Form<Rational>, Origin>>& length_relations() const { return length_relations_; }
  std::optional<int> recorded_circle(const Fact& cyclic) const;  // the number of the fact
  std::uint64_t work() const { return work_; }                  // instances looked at

 private:
  bool apply(RuleId id, const Binding& binding);
  void record(const Derived& derived);
  bool visit(Candidate& candidate);
  // Hashes of the normal forms of a triangle's angles (as if it turned to the left) and ratios of sides, by vertex.
  struct ShapeKeys {
    std::array<std::uint64_t, 3> angle{}, ratio{};
    bool right = false;  // the first vertex has a right angle
  };
  std::optional<ShapeKeys> keys_of(const Triangle& triangle) const;
  void similar_triangles();
  void ratios_on_lines();

  int points_;
  Unknowns unknowns_;
  std::vector<std::vector<Point>> pictures_;
  Classes classes_;
  Table<Integer> angles_;
  Table<Rational> lengths_;
  std::vector<Derived> facts_;
  std::vector<std::pair<Form<Integer>, Origin>> angle_relations_;
  std::vector<std::pair<Form<Rational>, Origin>> length_relations_;
  std::unordered_map<std::uint32_t, int> circles_;                       // four points in order: the fact
  std::unordered_map<std::uint32_t, std::vector<std::uint8_t>> triples_;  // three points: others on their circle
  std::uint64_t circle_clock_ = 1;
  std::uint64_t work_ = 0;
  std::uint64_t recorded_ = 0;  // facts, also those undone
  int rounds_ = 0;
  std::size_t fact_limit_ = SIZE_MAX;
};

}  // namespace geometry
