// Combinations: numbers of pairs, triples and quadruples of points. A new point, being the largest, only adds numbers.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace geometry {

constexpr int pairs_of(int n) { return n * (n - 1) / 2; }
constexpr int triples_of(int n) { return n * (n - 1) * (n - 2) / 6; }
constexpr int quadruples_of(int n) { return triples_of(n) * (n - 3) / 4; }

// Two different points, in any order.
constexpr int pair_number(int a, int b) { return a < b ? pairs_of(b) + a : pairs_of(a) + b; }

// Four different points, in any order.
inline int quadruple_number(std::array<std::uint8_t, 4> p) {
  std::ranges::sort(p);
  return quadruples_of(p[3]) + triples_of(p[2]) + pairs_of(p[1]) + p[0];
}

}  // namespace geometry
