#include "locus.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace geometry {

namespace {

constexpr double tiny = 1e-10;  // relative: below it lengths vanish, directions agree, circles touch

struct Signature {
  std::string_view name;
  std::array<int, 2> counts;  // the numbers of points that it may be given by
};

constexpr std::array<Signature, shapes> signatures{{
    {"anywhere", {0, 0}},     {"ring", {0, 0}},         {"line", {2, 2}},          {"parallel", {3, 3}},
    {"perpendicular", {3, 3}}, {"bisector", {2, 2}},     {"angle_bisector", {3, 3}}, {"outer_bisector", {3, 3}},
    {"trisector", {3, 3}},    {"turned", {3, 7}},       {"ray", {2, 2}},           {"circle", {3, 7}},
    {"circumcircle", {3, 3}}, {"diameter", {2, 2}},     {"inscribed", {6, 6}},     {"apollonius", {2, 6}},
    {"isogonal", {3, 3}},     {"divide", {2, 2}},       {"spin", {2, 2}},          {"shift", {3, 3}},
    {"reflect", {3, 3}},      {"similar", {5, 5}},      {"tangency", {4, 4}},      {"nestled", {4, 4}},
}};

double cross(Point u, Point v) { return std::imag(std::conj(u) * v); }
double dot(Point u, Point v) { return std::real(std::conj(u) * v); }
Point turn(double half_turns) { return std::polar(1.0, std::numbers::pi * half_turns); }
constexpr Point quarter{0, 1};

bool vanishes(Point u, double scale) { return !(std::abs(u) > tiny * scale); }

std::optional<Curve> line(Point base, Point direction) {
  const double length = std::abs(direction);
  if (!(length > 0) || !std::isfinite(length)) return std::nullopt;
  return Curve{.type = Curve::Type::line, .base = base, .direction = direction / length, .other = {}, .second = {},
               .unit = length};
}

std::optional<Curve> circle(Point centre, double radius) {
  if (!(radius > 0) || !std::isfinite(radius)) return std::nullopt;
  return Curve{.type = Curve::Type::circle, .base = centre, .direction = {}, .other = {}, .second = {},
               .radius = radius, .unit = radius};
}

std::optional<Curve> finite(std::vector<Point> points) {
  std::erase_if(points, [](Point p) { return !std::isfinite(p.real()) || !std::isfinite(p.imag()); });
  if (points.empty()) return std::nullopt;
  return Curve{.type = Curve::Type::finite, .base = {}, .direction = {}, .other = {}, .second = {},
               .points = std::move(points)};
}

std::optional<Curve> circumcircle(Point a, Point b, Point c) {
  const Point u = b - a, v = c - a;
  const double area = 2 * cross(u, v);
  if (!(std::abs(area) > tiny * std::abs(u) * std::abs(v))) return std::nullopt;
  const Point w = quarter * (u * std::norm(v) - v * std::norm(u)) / area;
  return circle(a + w, std::abs(w));
}

// The points x with |xa| = ratio * |xb|: a line for ratio 1, otherwise the circle of Apollonius.
std::optional<Curve> apollonius(Point a, Point b, double ratio) {
  if (!(ratio > 0) || a == b) return std::nullopt;
  if (std::abs(ratio - 1) < tiny) return line((a + b) / 2.0, quarter * (b - a));
  const double square = ratio * ratio;
  return circle((a - square * b) / (1 - square), ratio * std::abs(b - a) / std::abs(1 - square));
}

// The points x from which the full angle (xa, xb) is that of the given rotation.
std::optional<Curve> inscribed(Point a, Point b, Point rotation) {
  // At the centre o the triangle a o b has twice that angle: o is on the bisector of ab, and the tangent at a makes
  // the angle with ab.
  const Point tangent = (b - a) * std::conj(rotation / std::abs(rotation));
  const auto normal = line(a, quarter * tangent);
  const auto middle = line((a + b) / 2.0, quarter * (b - a));
  if (!normal || !middle) return std::nullopt;
  const auto centre = intersect(*normal, *middle);
  if (!centre || centre->empty()) return std::nullopt;
  return circle(centre->front(), std::abs(a - centre->front()));
}

// Where a common tangent of the circles (o, |oa|) and (w, |wb|) touches the first; side -1 for inner tangents.
std::optional<Curve> tangency(Point o, Point a, Point w, Point b, double side) {
  const double r = std::abs(a - o), s = side * std::abs(b - w), d = std::abs(w - o);
  const double cosine = (r - s) / d;
  if (!(std::abs(cosine) < 1)) return std::nullopt;
  const Point along = (w - o) / d * cosine, across = quarter * (w - o) / d * std::sqrt(1 - cosine * cosine);
  return finite({o + r * (along + across), o + r * (along - across)});
}

// Centres of circles that touch the sides of the angle acb and, from inside, the circle round o through a.
std::optional<Curve> nestled(Point a, Point b, Point c, Point o) {
  const Point u = (a - c) / std::abs(a - c), v = (b - c) / std::abs(b - c);
  const Point along = (u + v) / std::abs(u + v);
  const double part = std::abs(cross(along, u));  // radius per length along the bisector
  const double big = std::abs(a - o);
  // |c + t along - o| = big - part t
  const double p = 1 - part * part, q = dot(along, c - o) + big * part, s = std::norm(c - o) - big * big;
  const double root = std::sqrt(q * q - p * s);
  std::vector<Point> centres;
  for (const double t : {(-q - root) / p, (-q + root) / p})
    if (t > 0 && part * t < big) centres.push_back(c + t * along);
  return finite(std::move(centres));
}

std::vector<Point> meet(const Curve& left, const Curve& right) {  // line, line
  const double sine = cross(left.direction, right.direction);
  if (!(std::abs(sine) > tiny)) return {};
  const double t = cross(right.base - left.base, right.direction) / sine;
  return {left.base + t * left.direction};
}

std::vector<Point> meet_circle(const Curve& line, const Curve& circle) {
  const Point foot = line.base + dot(line.direction, circle.base - line.base) * line.direction;
  const double height = std::abs(foot - circle.base) / circle.radius;
  // A line that touches the circle gives its foot: the root of a rounded discriminant would be far less exact.
  if (std::abs(height - 1) < tiny) return {foot};
  if (!(height < 1)) return {};
  const Point half = circle.radius * std::sqrt((1 - height) * (1 + height)) * line.direction;
  return {foot + half, foot - half};
}

std::vector<Point> meet_circles(const Curve& left, const Curve& right) {
  const Point between = right.base - left.base;
  const double d = std::abs(between);
  if (vanishes(between, left.radius + right.radius)) return {};
  const double along = (d * d + (left.radius - right.radius) * (left.radius + right.radius)) / (2 * d);
  return meet_circle(
      Curve{.type = Curve::Type::line, .base = left.base + between * (along / d), .direction = quarter * between / d,
            .other = {}, .second = {}},
      left);
}

// The point of an isogonal curve at parameter t: both angles are t half turns.
Point at(const Curve& curve, double t) {
  const auto first = line(curve.base, curve.direction * turn(t));
  const auto second = line(curve.other, curve.second * turn(-t));
  const auto points = meet(*first, *second);
  return points.empty() ? Point(std::numeric_limits<double>::quiet_NaN(), 0) : points.front();
}

double signed_distance(const Curve& curve, Point x) {
  if (curve.type == Curve::Type::line) return cross(curve.direction, x - curve.base);
  return std::abs(x - curve.base) - curve.radius;
}

// Common points of an isogonal curve and a line or circle, by bisection on its parameter.
std::vector<Point> meet_isogonal(const Curve& curve, const Curve& other) {
  constexpr int pieces = 720;
  const auto value = [&](double t) { return signed_distance(other, at(curve, t)); };
  std::vector<Point> result;
  for (int i = 0; i < pieces; ++i) {
    double low = (i + 0.5) / pieces, high = (i + 1.5) / pieces;
    double below = value(low);
    if (!(below * value(high) < 0)) continue;
    for (int step = 0; step < 60; ++step) {
      const double middle = (low + high) / 2, v = value(middle);
      (v * below > 0 ? low : high) = middle;
      if (v * below > 0) below = v;
    }
    const Point x = at(curve, low);
    if (std::abs(signed_distance(other, x)) < tolerance * other.unit) result.push_back(x);  // else it is a pole
  }
  return result;
}

bool coincide(const Curve& left, const Curve& right) {
  if (left.type != right.type) return false;
  if (left.type == Curve::Type::line)
    return std::abs(cross(left.direction, right.direction)) < tiny &&
           vanishes(cross(left.direction, right.base - left.base), left.unit + right.unit);
  return left.type == Curve::Type::circle && vanishes(left.base - right.base, left.radius) &&
         vanishes(left.radius - right.radius, left.radius);
}

}  // namespace

std::string_view name(Shape shape) { return signatures[static_cast<std::size_t>(shape)].name; }

std::optional<Shape> shape_named(std::string_view name) {
  for (std::size_t i = 0; i < signatures.size(); ++i)
    if (signatures[i].name == name) return static_cast<Shape>(i);
  return std::nullopt;
}

bool takes(Shape shape, int count) {
  const auto& counts = signatures[static_cast<std::size_t>(shape)].counts;
  return count == counts[0] || count == counts[1];
}

std::optional<Curve> trace(const Locus& locus, Picture picture) {
  std::array<Point, max_arity> p{};
  for (int i = 0; i < locus.count; ++i) p[i] = picture[locus.points[i]];
  const double value = locus.value;
  const auto length = [&](int i, int j) { return std::abs(p[j] - p[i]); };
  switch (locus.shape) {
    case Shape::anywhere:
    case Shape::ring: return Curve{};
    case Shape::line: return line(p[0], p[1] - p[0]);
    case Shape::parallel: return line(p[0], p[2] - p[1]);
    case Shape::perpendicular: return line(p[0], quarter * (p[2] - p[1]));
    case Shape::bisector: return line((p[0] + p[1]) / 2.0, quarter * (p[1] - p[0]));
    case Shape::angle_bisector:
    case Shape::outer_bisector: {
      const double left = length(1, 0), right = length(1, 2);
      const Point middle = (p[0] - p[1]) / left + (p[2] - p[1]) / right;
      const double unit = std::min(left, right);
      return line(p[1], (locus.shape == Shape::angle_bisector ? 1.0 : quarter) * middle * unit);
    }
    case Shape::trisector: {
      const double angle = std::arg((p[2] - p[1]) / (p[0] - p[1])) / std::numbers::pi;
      return line(p[1], (p[0] - p[1]) * turn(angle / 3));
    }
    case Shape::turned: {
      Point direction = p[2] - p[1];
      if (locus.count == 7) direction *= (p[6] - p[5]) / (p[4] - p[3]);
      else direction *= turn(value);
      return line(p[0], direction / std::abs(direction) * length(1, 2));
    }
    case Shape::ray: {
      auto result = line(p[0], (p[1] - p[0]) * turn(value));
      if (result) result->forwards = true;
      return result;
    }
    case Shape::circle: {
      const double ratio = locus.count == 7 ? length(3, 4) / length(5, 6) : value;
      return circle(p[0], ratio * length(1, 2));
    }
    case Shape::circumcircle: return circumcircle(p[0], p[1], p[2]);
    case Shape::diameter: return circle((p[0] + p[1]) / 2.0, length(0, 1) / 2);
    case Shape::inscribed: return inscribed(p[0], p[1], (p[5] - p[4]) / (p[3] - p[2]));
    case Shape::apollonius: return apollonius(p[0], p[1], locus.count == 6 ? length(2, 3) / length(4, 5) : value);
    case Shape::isogonal:
      if (p[0] == p[1] || p[1] == p[2] || p[0] == p[2]) return std::nullopt;
      return Curve{.type = Curve::Type::isogonal, .base = p[0], .direction = p[1] - p[0], .other = p[2],
                   .second = p[1] - p[2], .unit = length(0, 2)};
    case Shape::divide: return finite({p[0] + value * (p[1] - p[0])});
    case Shape::spin: return finite({p[0] + turn(value) * (p[1] - p[0])});
    case Shape::shift: return finite({p[0] + (p[1] - p[2])});
    case Shape::reflect: {
      const Point axis = (p[2] - p[1]) / (length(1, 2));
      return finite({p[1] + axis * axis * std::conj(p[0] - p[1])});
    }
    case Shape::similar: {
      const Point ratio = (p[2] - p[0]) / (p[1] - p[0]);
      return finite({p[3] + (p[4] - p[3]) * (value < 0 ? std::conj(ratio) : ratio)});
    }
    case Shape::tangency: return tangency(p[0], p[1], p[2], p[3], value);
    case Shape::nestled: return nestled(p[0], p[1], p[2], p[3]);
  }
  return std::nullopt;
}

double distance(const Curve& curve, Point x) {
  switch (curve.type) {
    case Curve::Type::plane: return 0;
    case Curve::Type::line:
    case Curve::Type::circle:
      return std::abs(signed_distance(curve, x)) / std::max(curve.unit, std::abs(x - curve.base));
    case Curve::Type::isogonal: {
      const Point left = (x - curve.base) / curve.direction, right = curve.second / (x - curve.other);
      return std::abs(cross(left, right)) / (std::abs(left) * std::abs(right));
    }
    case Curve::Type::finite: break;
  }
  double best = std::numeric_limits<double>::infinity();
  for (const Point p : curve.points) best = std::min(best, std::abs(x - p));
  return best / std::max(std::abs(x), 1e-3);
}

bool is_behind(const Curve& curve, Point x) {
  return curve.forwards && !(dot(curve.direction, x - curve.base) > 0);
}

std::optional<std::vector<Point>> intersect(const Curve& left, const Curve& right) {
  using Type = Curve::Type;
  if (coincide(left, right)) return std::nullopt;
  std::vector<Point> points;
  if (left.type == Type::finite) points = left.points;
  else if (right.type == Type::finite) points = right.points;
  else if (left.type == Type::isogonal && right.type == Type::isogonal) return points;
  else if (left.type == Type::isogonal) points = meet_isogonal(left, right);
  else if (right.type == Type::isogonal) points = meet_isogonal(right, left);
  else if (left.type == Type::line && right.type == Type::line) points = meet(left, right);
  else if (left.type == Type::line) points = meet_circle(left, right);
  else if (right.type == Type::line) points = meet_circle(right, left);
  else points = meet_circles(left, right);
  std::erase_if(points, [&](Point x) { return !(distance(left, x) < tolerance) || !(distance(right, x) < tolerance); });
  return points;
}

}  // namespace geometry
