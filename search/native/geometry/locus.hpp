// Loci: where a new point may lie, relative to points that are already drawn.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "predicates.hpp"

namespace geometry {

enum class Shape : std::uint8_t {
  anywhere, ring, line, parallel, perpendicular, bisector, angle_bisector, outer_bisector, trisector, turned, ray,
  circle, circumcircle, diameter, inscribed, apollonius, isogonal, divide, spin, shift, reflect, similar, tangency,
  nestled,
};
constexpr int shapes = 24;

// A locus given by points and, for some shapes, a number. docs/geometry.md says what each shape means.
struct Locus {
  Shape shape{};
  std::uint8_t count = 0;
  std::array<std::uint8_t, max_arity> points{};
  double value = 1;
};

std::string_view name(Shape shape);
std::optional<Shape> shape_named(std::string_view name);
bool takes(Shape shape, int count);  // whether the shape is given by that many points

// A locus in coordinates. `line` passes `base` along the unit vector `direction`, `circle` is round `base`,
// `finite` is a list of points, `isogonal` the points x for which the angle from `direction` to (x - base) is the
// angle from (x - other) to `second`.
struct Curve {
  enum class Type : std::uint8_t { plane, line, circle, finite, isogonal } type = Type::plane;
  Point base, direction, other, second;
  double radius = 0;
  double unit = 1;       // how far a typical sample lies from `base`
  bool forwards = false;  // a ray: points the other way are taken only where there is no choice
  std::vector<Point> points{};
};

// Nothing where the points are too special for the locus to exist (a line through one point, ...).
std::optional<Curve> trace(const Locus& locus, Picture picture);

// Distance of a point from the curve, as a part of the curve's own scale.
double distance(const Curve& curve, Point point);

// Whether the point is on the half of a ray's line that is not the ray.
bool is_behind(const Curve& curve, Point point);

// The common points of two curves that are not planes; nothing at all where the curves coincide.
std::optional<std::vector<Point>> intersect(const Curve& left, const Curve& right);

}  // namespace geometry
