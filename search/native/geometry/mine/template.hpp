// Templates: constructions with numbers for parameters, ready to be applied to points and drawn.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "figure.hpp"

namespace geometry::mine {

constexpr int max_parameters = 10;

// One construction of the language. Points of facts, requirements and loci are numbers of parameters; those from
// `parameters` on are helpers of the drawing.
struct Template {
  std::string name;
  int parameters = 0;
  int helpers = 0;
  std::vector<std::uint8_t> inputs{}, outputs{};
  std::vector<Fact> requires_{}, facts{};
  std::vector<Step> steps{};
  double weight = 1;  // how often it is chosen, relative to the others

  // Whether it puts one point on one curve, so that another such construction can determine the point.
  bool is_curve() const;
};

// A template applied to points.
struct Placed {
  int construction = 0;  // its number in the table
  std::array<std::uint8_t, max_parameters> arguments{};
};

// One or two constructions that define the same points.
struct Group {
  std::vector<Placed> constructions{};
  std::vector<std::uint8_t> points{};  // that it defines
};

using Table = std::vector<Template>;

// The facts that a construction states of its points.
std::vector<Fact> facts_of(const Template& construction, const Placed& placed);

// The clause to draw; helpers are the points from `first_helper` on.
Clause clause_of(const Table& table, const Group& group, int first_helper);

}  // namespace geometry::mine
