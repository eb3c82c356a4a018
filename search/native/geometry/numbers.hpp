// Numbers: the pictures of a problem, sorted into classes of what is equal in all of them, as points come and go.
//
// Directions, lengths, lines and circles are compared once, when a point is added; after that, whoever looks for
// instances of rules compares small integers and sets of points.
#pragma once

#include <array>
#include <initializer_list>
#include <vector>

#include "combinations.hpp"
#include "point_set.hpp"
#include "predicates.hpp"

namespace geometry {

constexpr int max_engine_points = 64;

class Numbers {
 public:
  explicit Numbers(std::size_t pictures);

  // Throws std::invalid_argument for a place that is not finite, or that of a point that is there already.
  void check_place(std::size_t picture, Point where) const;
  // One position for each picture. The new point has the largest number.
  void add_point(const std::vector<Point>& where);
  void remove_point();  // the last one

  int points() const { return points_; }
  std::size_t pictures() const { return pictures_.size(); }
  bool holds(const Fact& fact) const;
  bool holds(Kind kind, std::initializer_list<int> points) const;
  double length(std::size_t picture, int a, int b) const { return distances_[picture][pair_number(a, b)]; }
  // Whether three points turn to the left.
  bool left(std::size_t picture, int a, int b, int c) const {
    const auto& p = pictures_[picture];
    const Point u = p[b] - p[a], v = p[c] - p[a];
    return u.real() * v.imag() > u.imag() * v.real();
  }

  // Of two segments.
  bool parallel(int a, int b, int c, int d) const { return direction_of(a, b) == direction_of(c, d); }
  bool perpendicular(int a, int b, int c, int d) const {
    return directions_[direction_of(a, b)].perpendicular == direction_of(c, d);
  }
  bool equal(int a, int b, int c, int d) const { return length_of(a, b) == length_of(c, d); }

  // The points of the line ab; those as far from o as a; those as far from a as from b; others left out.
  PointSet line(int a, int b) const { return lines_[line_of_[at(a, b)]].points; }
  bool collinear(int a, int b, int c) const { return line(a, b).contains(c); }
  PointSet sphere(int o, int a) const { return spheres_[at(o, a)]; }
  PointSet equidistant(int a, int b) const { return equidistant_[pair_number(a, b)]; }
  // Of four points or more.
  const std::vector<PointSet>& circles() const { return circles_; }

  // A right angle between the lines from a point to two others.
  struct RightAngle {
    std::uint8_t at, a, b;
  };
  const std::vector<RightAngle>& right_angles() const { return right_angles_; }
  std::size_t old_right_angles() const { return levels_.back().right_angles; }  // without the last point

  // Whether the line through a and i makes the same angle with ab as with ac; nearly, and in the first picture.
  bool bisects(int a, int b, int i, int c) const {
    return near(product(turned(a, b), turned(a, c)), product(turned(a, i), turned(a, i)));
  }
  // Whether the turn from ab to cd is that from ef to gh; nearly, and in the first picture.
  bool same_turn(int a, int b, int c, int d, int e, int f, int g, int h) const {
    return near(product(turned(c, d), turned(e, f)), product(turned(a, b), turned(g, h)));
  }

  // Directions by number, and the one perpendicular to it, or -1.
  int directions() const { return static_cast<int>(directions_.size()); }
  int perpendicular(int direction) const { return directions_[direction].perpendicular; }
  // Of segments, by the number of their pair: which are equal, and the value of a class.
  int length_class(int pair) const { return length_of_[pair]; }
  int length_classes() const { return static_cast<int>(lengths_.size()); }
  double length_of_class(int number) const { return lengths_[number].value; }

  // Calls visit(c, d) with c < d for each segment parallel, or perpendicular, to ab, the latest first.
  template <class Visit>
  void each_parallel(int a, int b, Visit visit) const {
    each_segment(direction_of(a, b), visit);
  }
  template <class Visit>
  void each_perpendicular(int a, int b, Visit visit) const {
    each_segment(directions_[direction_of(a, b)].perpendicular, visit);
  }
  // The same for a direction by its number; nothing for -1.
  template <class Visit>
  void each_segment(int direction, Visit visit) const {
    if (direction < 0) return;
    for (int s = directions_[direction].last; s >= 0; s = segments_[s].previous) visit(segments_[s].a, segments_[s].b);
  }

 private:
  static constexpr int stride = 64;
  struct Segment {
    std::uint8_t a, b;
    std::int16_t previous;  // of the same direction
  };
  struct Direction {
    Point turned;
    int first, last;        // segments
    int perpendicular;      // a direction, or -1
  };
  struct Length {
    double value;
    int first;              // a segment
  };
  struct Line {
    PointSet points;
    std::uint8_t a, b;      // the two that came first
  };
  // What there was before a point.
  struct Level {
    std::size_t directions, lengths, lines, circles, right_angles;
  };

  static std::size_t at(int a, int b) { return static_cast<std::size_t>(a * stride + b); }
  // That of finite numbers.
  static Point product(Point x, Point y) {
    return {x.real() * y.real() - x.imag() * y.imag(), x.real() * y.imag() + x.imag() * y.real()};
  }
  static bool near(Point x, Point y) { return std::norm(x - y) < 1e-12; }
  int direction_of(int a, int b) const { return direction_of_[pair_number(a, b)]; }
  int length_of(int a, int b) const { return length_of_[pair_number(a, b)]; }
  Point turned(int a, int b) const { return turned_[pair_number(a, b)]; }
  int find_direction(int a, int b);
  int find_length(int a, int b);
  void find_right_angles(int k);
  void find_lines(int k);
  void find_circles(int k);

  int points_ = 0;
  std::vector<std::vector<Point>> pictures_;
  std::vector<std::vector<double>> distances_;  // by picture and pair
  std::vector<Segment> segments_;               // by pair, as the following
  std::vector<Point> turned_;                   // e^(2 i t) for the direction t of a segment, in the first picture
  std::vector<std::int16_t> direction_of_, length_of_;
  std::vector<PointSet> equidistant_;
  std::vector<Direction> directions_;
  std::vector<Length> lengths_;
  std::vector<Line> lines_;
  std::vector<PointSet> circles_;
  std::vector<RightAngle> right_angles_;
  std::vector<std::int16_t> line_of_;           // by point and point, as the following
  std::vector<PointSet> spheres_;
  std::vector<Level> levels_;                   // by point
};

}  // namespace geometry
