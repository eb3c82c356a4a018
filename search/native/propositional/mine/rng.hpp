// The miner's random numbers: splitmix64 (Steele, Lea and Flood 2014), the same on every machine and compiler.
//
// The distributions are ours because those of <random> are not specified bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace propositional {

// A bijection of 64-bit words in which every output bit depends on every input bit.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

class Rng {
 public:
  // One independent stream for each (seed, unit, slot).
  Rng(std::uint64_t seed, std::uint64_t unit, std::uint64_t slot)
      : state_(mix(mix(mix(seed + step) + unit + step) + slot + step)) {}

  std::uint64_t next() { return mix(state_ += step); }

  // Uniform in 0 .. bound - 1; bound must not be 0.
  unsigned below(unsigned bound) { return static_cast<unsigned>(((next() >> 32) * bound) >> 32); }

  // Uniform in low .. high, both included.
  unsigned between(unsigned low, unsigned high) { return low + below(high - low + 1); }

  bool chance(double probability) { return static_cast<double>(next() >> 11) * 0x1p-53 < probability; }

  // An index drawn in proportion to its weight; the weights must not all be 0. Reckoned in integers (millionths of
  // a unit), so that no compiler's way with floating point can change the outcome.
  std::size_t weighted(std::span<const double> weights) {
    const auto millionths = [](double weight) {
      return weight > 0 ? static_cast<std::uint64_t>(weight * 1e6) + 1 : std::uint64_t{0};
    };
    std::uint64_t total = 0;
    for (const double weight : weights) total += millionths(weight);
    std::uint64_t left = next() % total;
    std::size_t index = 0;
    while (left >= millionths(weights[index])) left -= millionths(weights[index++]);
    return index;
  }

 private:
  static constexpr std::uint64_t step = 0x9e3779b97f4a7c15u;
  std::uint64_t state_;
};

}  // namespace propositional
