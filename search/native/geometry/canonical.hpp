// The canonical form of a statement: the same for all ways to name its points, to order its premises and to write
// each predicate, and different for statements that are not the same.
//
// Colour refinement on points and facts, then individualisation of points with a search through what is left,
// pruned by invariants and by the automorphisms met (as in McKay and Piperno, "Practical graph isomorphism, II").
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "predicates.hpp"

namespace geometry {

constexpr std::uint8_t no_label = 255;

struct Canonical {
  // The goal and then the premises in ascending order, about labels in place of points. Each is its kind, its
  // points, and where it takes a value numerator and denominator (big-endian, 4 bytes each).
  std::vector<std::uint8_t> code;
  std::array<std::uint64_t, 2> key{};  // the first 16 bytes of the code's BLAKE2b digest
  std::vector<std::uint8_t> label;     // of each point; no_label for points that occur nowhere
  bool symmetric = false;              // another naming of the points says the same
};

// Premises are a set: one that is repeated counts once. Throws std::length_error for more than max_points points,
// std::invalid_argument for a ratio that is not positive.
Canonical canonical_form(int points, std::span<const Fact> premises, const Fact& goal);

}  // namespace geometry
