// Explore: mines one unit of work, by tree search over constructions or by plain sampling.
//
// Every sequence of constructions that is looked at yields all its problems at once: the closure gives the goals,
// needs.hpp the constructions that each goal needs, and a goal is a problem of just these if its proof uses no other.
// So problems are minimal, and the cost of the closures is shared by all goals.
//
// Tree search. A node is a sequence; a child has one clause more. Only goals that need the last clause are new at a node.
// The score of a node is the number of problems that it gave, each counted by its length, once more for an auxiliary
// construction, and less for each clause of the node. The frontier keeps the best nodes; from the best one, `children` are
// drawn at random. Where the frontier is empty, a new seed is drawn.
//
// A unit is a pure function of table, settings, seed and number; all bounds are counts of work.
#pragma once

#include <unordered_map>

#include "mine/problem.hpp"

namespace geometry::mine {

struct Settings {
  bool tree = true;
  int points = 16;        // of a sequence, at most
  int clauses_min = 4;    // of a sampled sequence, seed included
  int clauses_max = 10;   // of any sequence
  int nodes = 100;        // sequences looked at in a unit
  int beam = 16;          // nodes of the frontier
  int children = 4;       // drawn from one node
  int tries = 30;         // at drawing one clause
  int pictures = 3;
  double meeting = 0.6;   // how often a second curve determines a point
  int min_length = 3;     // of a proof
  int per_class = 1;      // goals of one class with the same needs
  Limits limits{};
};

struct Statistics {
  std::uint64_t nodes = 0;        // sequences whose closure was computed
  std::uint64_t tries = 0;        // clauses tried
  std::uint64_t undrawable = 0;   // of them, not drawn
  std::uint64_t repeated = 0;     // sequences met before
  std::uint64_t saturated = 0;    // closures that no limit cut off
  std::uint64_t goals = 0;        // facts proved
  std::uint64_t trivial = 0;      // that one construction gives, or a short proof
  std::uint64_t same_class = 0;   // of a class that has a goal with these needs
  std::uint64_t old = 0;          // that do not need the last clause
  std::uint64_t not_minimal = 0;  // whose proof uses what is not needed
  std::uint64_t unpictured = 0;   // false in the picture of the reduced problem
  std::uint64_t duplicates = 0;   // with a statement that the unit has
  std::uint64_t work = 0;         // instances of rules looked at in closures of whole sequences
  double best_score = 0;          // of all nodes
  double score_sum = 0;
  int deepest = 0;                // clauses of the longest sequence
};

struct Unit {
  std::vector<Problem> problems;
  Statistics statistics;
};

// Throws std::invalid_argument for a table without a construction that starts a figure or without a free point.
Unit explore(const Table& table, const Settings& settings, std::uint64_t seed, std::uint64_t unit);

}  // namespace geometry::mine
