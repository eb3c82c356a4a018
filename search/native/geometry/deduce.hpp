// Deduction: the closure of premises under the rules and the algebra, that grows with the figure and can be undone.
//
// What it does. The pictures say which instances of rules can be true at all (candidates.hpp); each waits until its
// premises follow from what is known. A premise is looked up in the tables of table.hpp, and what an instance waits for
// is one comparison of numbers, so that every round can ask all of them. Similar triangles are not matched in pairs of
// angles: those of one shape are compared by the values of their angles and ratios. The rounds end when nothing is
// new, when the goal is reached, or at a limit.
//
// Incremental. Points and premises can be added at any time, and `saturate` goes on from there; `undo` goes back to an
// earlier state exactly. A point costs what is new with it. Candidates depend on points only: to try other premises on
// the same points, take a mark before the premises and undo to it, and nothing is matched again.
//
// Source. The deductive database method: S. C. Chou, X. S. Gao, J. Z. Zhang, "A deductive database approach to
// automated geometry theorem proving and discovering" (2000); its combination with algebra: T. H. Trinh et al. (2024).
//
// What differs here. Lines, directions, lengths and angles need no classes of their own: the normal form of the tables
// is the class. Every conclusion is also checked in every picture before it is believed, so a wrong orientation or a
// coincidence of one picture cannot enter.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "candidates.hpp"
#include "distances.hpp"
#include "shapes.hpp"
#include "table.hpp"

namespace geometry {

struct Limits {
  int facts = 200000;
  int rounds = 1000;  // of one call
  double seconds = 10;
  std::size_t bytes = std::size_t{1} << 30;
  bool distances = true;  // whether squares of distances are added up where nothing else follows
};

enum class Outcome : std::uint8_t { proved, saturated, out_of_facts, out_of_rounds, out_of_time, out_of_memory };
std::string_view name(Outcome outcome);

// A fact with the reason for it: a premise of the problem, a rule applied to points, or a sum of squares of distances.
struct Derived {
  Fact fact{};
  std::optional<RuleId> rule{};
  Binding binding{};
  std::optional<std::uint32_t> sum{};  // its number
  std::uint64_t serial = 0;  // given when it is recorded, and to no other fact of the closure ever
};

// Which form of which fact a relation of a table is.
struct Origin {
  int fact;
  int form;
};

class Closure {
 public:
  // A state to go back to. It stays valid until the closure is undone to an earlier one.
  struct Mark {
    int points, rounds;
    std::uint64_t work, last_point, last_fact;  // the latter two by serial number
    std::size_t facts, sums, angle_relations, length_relations, done;
    Table<Integer>::Mark angles;
    Table<Rational>::Mark lengths;
  };

  // No points yet; every point will have a place in each of so many pictures. Throws std::length_error for none.
  explicit Closure(std::size_t pictures);
  // All points, and all premises. Throws as `add_point` and `assume` do.
  Closure(int points, const std::vector<std::vector<Point>>& pictures, const std::vector<Fact>& premises);

  // A new point, at one place in each picture; its number. Throws std::length_error for too many points or instances of
  // rules, and std::invalid_argument for the wrong number of places, one that is not finite, or that of another point; then
  // nothing has changed.
  int add_point(const std::vector<Point>& where_in_each_picture);
  // Throws std::out_of_range for a point that is not there, std::invalid_argument for a premise that is false in a
  // picture or says nothing that the engine can use.
  void assume(const Fact& premise);
  Outcome saturate(const std::optional<Fact>& goal, const Limits& limits);

  Mark mark() const;
  // Back to a state that led to this one: exactly as it was, but for the serial numbers of facts still to come. Throws
  // std::invalid_argument for a mark of another state.
  void undo(const Mark& mark);

  // Whether the fact follows from what is known: exact, whatever the pictures say.
  bool proved(const Fact& fact) const;
  bool holds_in_pictures(const Fact& fact) const { return numbers_.holds(fact); }

  int points() const { return numbers_.points(); }
  int rounds() const { return rounds_; }
  const std::vector<Derived>& facts() const { return facts_; }
  const std::vector<std::pair<Form<Integer>, Origin>>& angle_relations() const { return angle_relations_; }
  const std::vector<std::pair<Form<Rational>, Origin>>& length_relations() const { return length_relations_; }
  const Sum& sum(std::uint32_t number) const { return sums_[number]; }
  std::optional<int> recorded_circle(const Fact& cyclic) const;  // the number of the fact
  std::uint64_t work() const { return work_; }                  // instances whose premises were all proved
  std::size_t candidates() const { return candidates_.size(); }
  std::size_t bytes() const;                                    // about; what the closure's lists hold

 private:
  // Sizes before a point was added.
  struct Level {
    std::size_t candidates, triangles, divisions;
    std::uint64_t serial;
  };
  // Values of a triangle's angles (as if it turned to the left) and ratios of sides, by vertex.
  struct ShapeKeys {
    std::array<std::uint64_t, 3> angle{}, ratio{};
    bool operator==(const ShapeKeys&) const = default;
  };

  void remove_point();
  bool known(const Watch& watch) const;
  bool known(const Candidate& candidate, Watch& waits_for) const;
  // Whether the relation is known, but for the chance of 1 in 2^60 that the values of others cancel.
  bool seems_known(const Balance& balance) const;
  bool seems_known(const Fact& fact) const;
  bool follows(const Balance& balance) const;
  enum class Applied : std::uint8_t { waits, known, refused };
  Applied apply(RuleId id, const Binding& binding);
  void record(const Derived& derived);
  ShapeKeys keys_of(const Triangle& triangle) const;
  void similar_triangles();
  void ratios_on_lines();

  // distances.cpp
  std::vector<Square> squares() const;
  void perpendiculars(DistanceSystem& system) const;
  void midpoints(DistanceSystem& system) const;
  void parallelograms(DistanceSystem& system) const;
  void equal_lengths(DistanceSystem& system) const;
  std::optional<Sum> explained(const DistanceSystem& system, const Fact& fact, Sum sum) const;
  void add_up_distances();

  Numbers numbers_;
  Candidates candidates_;
  Shapes triangles_, divisions_;
  std::vector<Level> levels_;  // by point
  Table<Integer> angles_;
  Table<Rational> lengths_;
  std::vector<Derived> facts_;
  std::vector<Sum> sums_;
  std::vector<std::pair<Form<Integer>, Origin>> angle_relations_;
  std::vector<std::pair<Form<Rational>, Origin>> length_relations_;
  std::vector<int> circles_;            // by number of the quadruple: the fact that says it is cyclic, or -1
  std::vector<std::uint32_t> done_;     // candidates, in the order in which they were done
  std::uint64_t work_ = 0;
  std::uint64_t serial_ = 0;            // of points and facts, also those undone
  int rounds_ = 0;
  std::size_t fact_limit_ = SIZE_MAX;
};

}  // namespace geometry
