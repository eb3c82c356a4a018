// Predicates of plane geometry, and how far a picture is from satisfying them.
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace geometry {

// A point of the picture as the complex number x + iy; a picture is one point per index.
using Point = std::complex<double>;
using Picture = std::span<const Point>;

constexpr int max_points = 128;  // of one problem, helper points of its drawing included
constexpr int max_arity = 8;

enum class Kind : std::uint8_t {
  coll, para, perp, cong, midp, circle, cyclic, eqangle, eqratio, simtri, simtrir, contri, contrir, aconst,
  rconst, compl_, sameside, diff, ncoll, npara, nperp, neqangle, sameclock, oppclock,
};
constexpr int kinds = 24;

// A predicate applied to points; `aconst` and `rconst` also take a rational number.
struct Fact {
  Kind kind{};
  std::array<std::uint8_t, max_arity> points{};
  std::int32_t numerator = 0;
  std::int32_t denominator = 1;
};

std::string_view name(Kind kind);
int arity(Kind kind);                                // how many points it takes
bool takes_value(Kind kind);                         // aconst, rconst
bool is_open(Kind kind);                             // an inequality: from sameside on
std::optional<Kind> kind_named(std::string_view name);

// How far an equation may be off in a picture, and how clearly an inequality must hold. Both are free of scale.
constexpr double tolerance = 1e-9;
constexpr double margin = 1e-5;

// For an equation: its violation, 0 when exact, free of scale. For an inequality: by how much it holds, at most 0
// when it does not. Points that coincide where a direction or a ratio is needed give NaN.
double measure(const Fact& fact, Picture picture);

// Whether `measure` is within `tolerance`, or at least `margin` for an inequality. NaN does not hold.
bool holds(const Fact& fact, Picture picture);

// The largest distance of a point from the first one: the unit in which `diff` measures.
double extent(Picture picture);

}  // namespace geometry
