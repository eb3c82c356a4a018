// Explore: mines one unit of work, by tree search over constructions or by plain sampling.
//
// Tree search. A node is a sequence; a child has `stride` clauses more, drawn at random. Only problems that need one of
// these are new at a node. The score of a node is that of its new problems (harvest.hpp) for each of its clauses. The
// frontier keeps the best nodes; the best one is expanded first, and where the frontier is empty, a new figure is begun.
//
// A unit is a pure function of table, settings, seed and number; all bounds are counts of work.
#pragma once

#include "mine/harvest.hpp"

namespace geometry::mine {

struct Settings {
  bool tree = true;
  int points = 16;        // of a sequence, at most
  int clauses_min = 4;    // of a sampled sequence, with the figure that it begins with
  int clauses_max = 10;   // of any sequence
  int nodes = 100;        // sequences looked at in a unit
  int stride = 4;         // clauses between a node and its child
  int beam = 16;          // nodes of the frontier
  int children = 8;       // drawn from one node
  int tries = 30;         // at drawing one clause
  int pictures = 3;
  double meeting = 0.6;   // how often a second curve determines a point
  std::vector<Group> start{};  // what every sequence begins with; else a figure drawn at random
  HarvestSettings harvest{};
};

struct Unit {
  std::vector<Problem> problems;
  Statistics statistics;
};

// Throws std::invalid_argument for a table without a construction that starts a figure or without a free point, and for
// a start that cannot be drawn.
Unit explore(const Table& table, const Settings& settings, std::uint64_t seed, std::uint64_t unit);

}  // namespace geometry::mine
