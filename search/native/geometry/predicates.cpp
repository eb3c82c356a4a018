#include "predicates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace geometry {

namespace {

struct Signature {
  std::string_view name;
  int arity;
  bool value;
  bool open;
};

constexpr std::array<Signature, kinds> signatures{{
    {"coll", 3, false, false},    {"para", 4, false, false},    {"perp", 4, false, false},
    {"cong", 4, false, false},    {"midp", 3, false, false},    {"circle", 4, false, false},
    {"cyclic", 4, false, false},  {"eqangle", 8, false, false}, {"eqratio", 8, false, false},
    {"simtri", 6, false, false},  {"simtrir", 6, false, false}, {"contri", 6, false, false},
    {"contrir", 6, false, false}, {"aconst", 4, true, false},   {"rconst", 4, true, false},
    {"compl", 8, false, false},
    {"sameside", 6, false, true}, {"diff", 2, false, true},     {"ncoll", 3, false, true},
    {"npara", 4, false, true},    {"nperp", 4, false, true},
    {"neqangle", 8, false, true}, {"sameclock", 6, false, true},  {"oppclock", 6, false, true},
}};

const Signature& signature(Kind kind) { return signatures[static_cast<std::size_t>(kind)]; }

double cross(Point u, Point v) { return u.real() * v.imag() - u.imag() * v.real(); }
double dot(Point u, Point v) { return u.real() * v.real() + u.imag() * v.imag(); }
// The length: not std::abs, which takes its time to save numbers beyond 1e150 from overflow.
double size(Point u) { return std::sqrt(std::norm(u)); }

// The sine and the cosine between two directions, without sign.
double sine(Point u, Point v) { return std::abs(cross(u, v)) / (size(u) * size(v)); }
double cosine(Point u, Point v) { return std::abs(dot(u, v)) / (size(u) * size(v)); }

// Difference of two positive quantities (or of two complex ones) relative to their size.
double relative(double s, double t) { return std::abs(s - t) / (s + t); }
double relative(Point s, Point t) { return size(s - t) / (size(s) + size(t)); }

// Height of a triangle over its longest side, as a part of the two longest sides' mean.
double flatness(Point a, Point b, Point c) {
  std::array<double, 3> sides{size(b - a), size(c - b), size(a - c)};
  std::ranges::sort(sides);
  return std::abs(cross(b - a, c - a)) / (sides[1] * sides[2]);
}

// Sine of the angle at `a` with its sign: positive when a, b, c turn to the left.
double turn(Point a, Point b, Point c) { return cross(b - a, c - a) / (size(b - a) * size(c - a)); }

// Positive when both triangles turn the same way; in size the mean of their sines.
double same_turn(Point a, Point b, Point c, Point p, Point q, Point r) {
  const double product = turn(a, b, c) * turn(p, q, r);
  return std::copysign(std::sqrt(std::abs(product)), product);
}

double cyclic(Point a, Point b, Point c, Point d) {
  // Four points of one line pass every angle test, but lie on no circle.
  if (flatness(a, b, c) < margin || flatness(a, b, d) < margin) return 1;
  return sine((b - c) / (a - c), (b - d) / (a - d));
}

double similar(Point a, Point b, Point c, Point p, Point q, Point r, bool mirrored) {
  Point u = b - a, v = c - a;
  if (mirrored) {
    u = std::conj(u);
    v = std::conj(v);
  }
  if (u == v || size(q - p) == 0) return std::numeric_limits<double>::quiet_NaN();
  return relative(u * (r - p), v * (q - p));
}

}  // namespace

std::string_view name(Kind kind) { return signature(kind).name; }
int arity(Kind kind) { return signature(kind).arity; }
bool takes_value(Kind kind) { return signature(kind).value; }
bool is_open(Kind kind) { return signature(kind).open; }

std::optional<Kind> kind_named(std::string_view name) {
  for (std::size_t i = 0; i < signatures.size(); ++i)
    if (signatures[i].name == name) return static_cast<Kind>(i);
  return std::nullopt;
}

double extent(Picture picture) {
  double result = 0;
  for (const Point p : picture) result = std::max(result, size(p - picture[0]));
  return result;
}

double measure(const Fact& fact, Picture picture) {
  std::array<Point, max_arity> p{};
  for (int i = 0; i < arity(fact.kind); ++i) p[i] = picture[fact.points[i]];
  const double value = static_cast<double>(fact.numerator) / fact.denominator;
  switch (fact.kind) {
    case Kind::coll:
    case Kind::ncoll: return flatness(p[0], p[1], p[2]);
    case Kind::para:
    case Kind::npara: return sine(p[1] - p[0], p[3] - p[2]);
    case Kind::perp:
    case Kind::nperp: return cosine(p[1] - p[0], p[3] - p[2]);
    case Kind::cong: return relative(size(p[1] - p[0]), size(p[3] - p[2]));
    case Kind::midp: return size(p[1] + p[2] - 2.0 * p[0]) / size(p[2] - p[1]);
    case Kind::circle:
      return std::max(relative(size(p[1] - p[0]), size(p[2] - p[0])),
                      relative(size(p[1] - p[0]), size(p[3] - p[0])));
    case Kind::cyclic: return cyclic(p[0], p[1], p[2], p[3]);
    case Kind::eqangle:
    case Kind::neqangle: return sine((p[3] - p[2]) / (p[1] - p[0]), (p[7] - p[6]) / (p[5] - p[4]));
    case Kind::compl_: return cosine((p[3] - p[2]) / (p[1] - p[0]), (p[5] - p[4]) / (p[7] - p[6]));
    case Kind::eqratio:
      return relative(size(p[1] - p[0]) * size(p[7] - p[6]), size(p[3] - p[2]) * size(p[5] - p[4]));
    case Kind::simtri: return similar(p[0], p[1], p[2], p[3], p[4], p[5], false);
    case Kind::simtrir: return similar(p[0], p[1], p[2], p[3], p[4], p[5], true);
    case Kind::contri:
    case Kind::contrir:
      return std::max(similar(p[0], p[1], p[2], p[3], p[4], p[5], fact.kind == Kind::contrir),
                      relative(size(p[1] - p[0]), size(p[4] - p[3])));
    case Kind::aconst:
      return sine((p[3] - p[2]) / (p[1] - p[0]), std::polar(1.0, std::numbers::pi * value));
    case Kind::rconst: return relative(size(p[1] - p[0]), value * size(p[3] - p[2]));
    case Kind::sameside: {
      const double left = dot(p[0] - p[1], p[2] - p[1]) / (size(p[0] - p[1]) * size(p[2] - p[1]));
      const double right = dot(p[3] - p[4], p[5] - p[4]) / (size(p[3] - p[4]) * size(p[5] - p[4]));
      return left * right;
    }
    case Kind::sameclock: return same_turn(p[0], p[1], p[2], p[3], p[4], p[5]);
    case Kind::oppclock: return -same_turn(p[0], p[1], p[2], p[3], p[4], p[5]);
    case Kind::diff: return size(p[1] - p[0]) / extent(picture);
  }
  return std::numeric_limits<double>::quiet_NaN();
}

bool holds(const Fact& fact, Picture picture) {
  const double value = measure(fact, picture);
  return is_open(fact.kind) ? value >= margin : value <= tolerance;
}

}  // namespace geometry
