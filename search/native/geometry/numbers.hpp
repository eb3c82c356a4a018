// Numbers: the pictures of a problem, asked by those who propose candidates.
#pragma once

#include "classes.hpp"

namespace geometry {

class Numbers {
 public:
  Numbers(int points, const std::vector<std::vector<Point>>& pictures);

  int points() const { return points_; }
  double length(int a, int b) const { return lengths_[a * points_ + b]; }
  bool equal(double x, double y) const;
  bool collinear(int a, int b, int c) const;
  // The other points, in groups of equal distance from `o`, two or more in each.
  const std::vector<std::vector<std::uint8_t>>& spheres(int o) const { return spheres_[o]; }

  bool holds(const Fact& fact) const;
  bool holds(Kind kind, std::initializer_list<int> points) const;
  // Adds the instance if premises, conditions and conclusion hold in every picture.
  void propose(Classes& classes, RuleId id, std::initializer_list<int> points) const;

 private:
  int points_;
  const std::vector<std::vector<Point>>& pictures_;
  std::vector<double> lengths_;
  std::vector<std::vector<std::vector<std::uint8_t>>> spheres_;
};

}  // namespace geometry
