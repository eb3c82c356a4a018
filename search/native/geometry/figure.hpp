// Numeric construction: draws a problem's points clause by clause, with retries, away from degenerate pictures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "locus.hpp"

namespace geometry {

// Draws one point at a common point of its loci; a single curve gives a random point of it.
struct Step {
  std::uint8_t point = 0;
  std::vector<Locus> loci{};
  std::optional<Point> fixed{};  // the position that the problem prescribes
};

// One clause of a problem: what its arguments must satisfy, the points that it draws, the facts that then hold.
struct Clause {
  std::vector<Fact> requires_{};
  std::vector<Step> steps{};
  std::vector<Fact> facts{};
};

// Points 0..points-1 belong to the problem; the next `helpers` only serve the drawing.
struct Plan {
  int points = 0;
  int helpers = 0;
  std::vector<Clause> clauses{};
};

enum class Reason : std::uint8_t {
  degenerate,    // a locus does not exist: its points are too special
  no_common,     // the loci have no common point
  coincident,    // the loci are one and the same: they do not determine the point
  too_close,     // the point falls on another one
  too_far,       // the point falls far outside the rest of the picture
  requirement,   // a requirement of the clause fails
  violated,      // a fact of the clause fails after drawing it
};
std::string_view name(Reason reason);

// Why a picture could not be drawn: at which clause and, where that is known, which point, other point or fact.
struct Obstacle {
  int clause = 0;
  Reason reason{};
  int point = -1;
  int other = -1;
  std::optional<Fact> fact{};
};

// A small, fast, seedable generator (splitmix64): the same seed gives the same picture everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  double uniform(double low, double high);
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }

 private:
  std::uint64_t state_;
};

// How near to degenerate a picture may be, as parts of its size. Later attempts are less choosy.
struct Guard {
  double apart = 0.05;  // least distance of two points
  double far = 6;       // largest distance from the centre
  double open = 0.05;   // least measure of an inequality that a clause requires
};
Guard guard_of(int attempt);

// A picture that grows clause by clause; `forget` takes a point back out of it. Random choices come from the
// generator, so equal seeds give equal pictures.
class Sketch {
 public:
  Sketch(int points, int helpers, std::uint64_t seed);

  std::optional<Obstacle> draw(const Clause& clause, const Guard& guard);
  Picture points() const { return {points_.data(), points_.size()}; }
  bool drawn(int point) const { return drawn_[point]; }
  void forget(int point) { drawn_[point] = false; }

 private:
  std::optional<Obstacle> place(const Step& step, const Guard& guard);
  std::optional<Obstacle> crowding(const Step& step, Point x, const Guard& guard) const;
  std::vector<Point> candidates(const std::vector<Curve>& curves, Reason& reason);
  std::vector<Point> samples(const Locus& locus, const Curve& curve);
  void put(int point, Point x);
  void measure_size();

  int visible_;
  std::vector<Point> points_;
  std::vector<char> drawn_;
  Random random_;
  double orientation_, phase_;  // of rings: a picture and its mirror image are equally likely
  Point centre_;                // of the points drawn so far
  double size_ = 1;             // their root mean square distance from it
  Point ring_centre_;           // the same two, as they were when the clause began
  double ring_size_ = 1;
};

// One picture of the whole plan, or the obstacle of the attempt that went furthest. Deterministic in the seed.
std::variant<std::vector<Point>, Obstacle> realize(const Plan& plan, std::uint64_t seed, int attempts);

}  // namespace geometry
