// Where the labels of points go in a drawing: beside their points, off the lines, never on one another.
#pragma once

#include <array>
#include <span>
#include <vector>

namespace geometry {

using Place = std::array<double, 2>;  // x and y, in the units of the drawing; sizes are width and height

struct Drawing {
  std::span<const Place> points;
  std::span<const Place> sizes;                  // of the labels' boxes
  std::span<const std::array<double, 4>> lines;  // the ends of segments
  std::span<const std::array<double, 3>> rings;  // circles: centre and radius
  std::span<const std::array<double, 3>> marks;  // discs that had better stay free
  double width, height;                          // the frame: from (0, 0)
  double dot;                                    // the radius of a point
};

// The centre of each label's box. No two boxes overlap and none covers a point; they stay within the frame where it
// has room. Lines, rings and marks are avoided where that is possible. Deterministic.
std::vector<Place> place_labels(const Drawing& drawing);

}  // namespace geometry
