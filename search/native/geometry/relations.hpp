// Relations: what a predicate says of directions and of lengths, as linear forms that are zero.
//
// Unknown number `segment(a, b)` stands for the direction of the line ab in the table of angles, and for the logarithm
// of its length in the table of lengths; the logarithms of primes follow after the segments. The forms of a
// predicate are numbered in a fixed order, by which certificates refer to them: first the angles, then the lengths.
#pragma once

#include <vector>

#include "algebra.hpp"
#include "predicates.hpp"

namespace geometry {

constexpr int max_prime = 997;

class Unknowns {
 public:
  explicit Unknowns(int points) : points_(points) {}
  int segment(int a, int b) const { return a < b ? b * (b - 1) / 2 + a : a * (a - 1) / 2 + b; }
  int segments() const { return points_ * (points_ - 1) / 2; }
  int prime(int p) const { return segments() + p; }
  int count() const { return segments() + max_prime + 1; }

 private:
  int points_;
};

struct Relations {
  std::vector<Form<Integer>> angles;
  std::vector<Form<Rational>> lengths;
};

// Throws std::invalid_argument for a segment from a point to itself, and for an rconst with a prime factor above
// max_prime.
Relations relations(const Fact& fact, const Unknowns& unknowns);

}  // namespace geometry
