// Goals: what a closure has proved, one statement for each thing that it says.
//
// The tables imply far more than the rules concluded, and most of it says the same in other words: on a line of five
// points there are ten collinear triples. So goals come in classes: a line, a circle, a pair of directions, a
// length, the angles equal to one another, ... The miner keeps one goal of a class for each set of clauses that is needed.
//
// What the pictures say and the closure has not proved is a conjecture: perhaps false elsewhere, perhaps out of reach,
// perhaps in need of an auxiliary construction.
#pragma once

#include <vector>

#include "deduce.hpp"

namespace geometry::mine {

struct Goal {
  Fact fact{};
  std::uint32_t group = 0;  // goals of one class have the same number
};

constexpr std::size_t goals_of_class = 12;  // at most so many pairs of one class are looked at

struct Said {
  std::vector<Goal> goals{};
  std::vector<Fact> conjectures{};  // one for each two classes that the pictures do not tell apart
};

// In a fixed order. `picture` is one of the closure's.
Said said_by(const Closure& closure, const std::vector<Point>& picture);

}  // namespace geometry::mine
