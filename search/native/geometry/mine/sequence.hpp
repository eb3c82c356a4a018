// Sequence: constructions one after the other, and several pictures of them that grow together.
#pragma once

#include <span>

#include "mine/template.hpp"

namespace geometry::mine {

// Where to draw random constructions from, and how large a sequence may become.
struct Bounds {
  int points = 20;
  int pictures = 3;
};

class Sequence {
 public:
  Sequence(const Table& table, const Bounds& bounds, std::uint64_t seed);

  // Appends constructions if every picture can be drawn; else nothing changes but the state of the generators.
  bool append(const Group& group);

  int points() const { return points_; }
  const std::vector<Group>& groups() const { return groups_; }
  std::vector<std::vector<Point>> pictures() const;
  std::vector<Point> places(int point) const;  // in each picture

 private:
  const Table* table_;
  Bounds bounds_;
  int points_ = 0;
  std::vector<Group> groups_;
  std::vector<Sketch> sketches_;
};

// Chooses constructions by weight and their points at random.
class Chooser {
 public:
  // `meeting` is the probability that a second curve determines a point that a first one leaves free.
  Chooser(const Table& table, double meeting);

  // Constructions that start a figure, or that extend one of `points` points.
  Group seed(Random& random) const;
  Group next(int points, Random& random) const;
  bool empty() const { return seeds_.empty(); }

 private:
  int choose(const std::vector<int>& from, Random& random) const;
  Placed place(int construction, int points, Random& random) const;

  const Table* table_;
  double meeting_;
  std::vector<int> seeds_, others_, curves_;
};

}  // namespace geometry::mine
