// Problem: what remains of a sequence of constructions when a goal is kept with the constructions that it needs.
#pragma once

#include "canonical.hpp"
#include "mine/needs.hpp"
#include "mine/sequence.hpp"
#include "trace.hpp"

namespace geometry::mine {

struct Problem {
  std::vector<Group> groups{};  // those of the statement, then the auxiliary ones; points are numbered in their order
  int statement = 0;            // how many are of the statement
  Fact goal{};
  std::vector<ProofStep> proof{};
  std::vector<Point> picture{};
  std::array<std::uint64_t, 2> key{};  // of the statement's canonical form
  bool symmetric = false;              // the statement: two namings of its points say the same
  ProofSummary summary{};
  std::uint64_t work = 0;  // instances of rules looked at when it was found
};

// Templates that make points without any facts, by how many: free, segment, triangle, ...
// Throws std::invalid_argument where there is none for a single point.
struct FreePoints {
  explicit FreePoints(const Table& table);
  std::array<int, 6> templates{};  // -1: the table has none
};

// The parts of a sequence that state facts: group and place in the group.
struct Part {
  int group = 0, place = 0;
};

// The problem of a goal that needs exactly the constructions `needed` (numbers of `parts`), with its proof from them.
// A point whose constructions are not needed, but that the rest speaks of, becomes a free point. Nothing when the
// pictures of what remains do not satisfy the goal and the conditions of the proof.
std::optional<Problem> reduced(const Table& table, const FreePoints& free_points, const Sequence& sequence,
                               const std::vector<Part>& parts, Set needed, const Fact& goal,
                               std::vector<ProofStep> proof, std::uint64_t seed);

}  // namespace geometry::mine
