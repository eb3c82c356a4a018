// Relations: what a predicate says of directions and of lengths, as linear forms that are zero.
//
// An unknown stands for the direction of the line through two points in the table of angles, and for the logarithm of
// their distance in the table of lengths; the logarithms of primes are the first unknowns, so that a new point only adds
// unknowns. The relations of a predicate are numbered in a fixed order, by which certificates refer to them: first the
// angles, then the lengths.
#pragma once

#include <array>

#include "algebra.hpp"
#include "combinations.hpp"
#include "predicates.hpp"

namespace geometry {

constexpr int max_prime = 997;
constexpr int primes = 168;  // up to max_prime

int prime(int number);  // 2, 3, 5, ...

struct Unknowns {
  static constexpr int segment(int a, int b) { return primes + pair_number(a, b); }
  static constexpr int count(int points) { return primes + pairs_of(points); }
};

// One relation: first - second - third + fourth + constant = 0, of segments; of lengths the constant is the logarithm of
// a ratio. A relation of two segments has one of them three times, so that it cancels.
struct Balance {
  bool of_lengths = false;
  std::array<std::uint16_t, 4> segments{};
  Rational constant{};                   // of angles, modulo 1
  std::int32_t dividend = 1, divisor = 1;  // of lengths
};

// The relations of one predicate.
class Balances {
 public:
  void add(const Balance& balance) { items_[size_++] = balance; }
  const Balance* begin() const { return items_.data(); }
  const Balance* end() const { return items_.data() + size_; }

 private:
  std::array<Balance, 5> items_;
  std::size_t size_ = 0;
};

// Throws std::invalid_argument for a segment from a point to itself.
Balances balances(const Fact& fact);

// Throws std::invalid_argument for a ratio that is not positive, or that has a prime factor above max_prime.
template <class C>
Form<C> form_of(const Balance& balance);

struct Relations {
  std::vector<Form<Integer>> angles;
  std::vector<Form<Rational>> lengths;
};
Relations relations(const Fact& fact);

}  // namespace geometry
