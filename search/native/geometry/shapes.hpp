// Shapes: triples of points sorted by the ratios of their distances, as points come and go.
//
// Triangles of one shape may be proved similar, and triples of points of a line may divide it in proved proportion. The
// pictures say which can at all; they are compared with the first of their shape, found by hashing.
#pragma once

#include <array>
#include <vector>

#include "numbers.hpp"

namespace geometry {

// Three points in an order (the longest distance is between the last two, the shortest between the first two), and
// whether they turn to the left.
struct Triangle {
  std::array<std::uint8_t, 3> points{};
  bool left = false;
  int previous = -1;  // of the same shape
};

class Shapes {
 public:
  struct Shape {
    int first, last;                // triangles
    int members;
    std::uint64_t turns;            // in which pictures they turn otherwise than in the first
    std::size_t bucket;
    int next;                       // of the bucket
  };

  Shapes() : buckets_(1024, -1) {}

  // The three points in each order in which they have the sides of the shape; more than one if sides are equal.
  void add(const Numbers& numbers, std::array<int, 3> points);
  // Takes off the last ones.
  void truncate(std::size_t triangles);

  std::size_t size() const { return triangles_.size(); }
  const std::vector<Shape>& shapes() const { return shapes_; }
  const Triangle& triangle(int number) const { return triangles_[number]; }
  std::size_t bytes() const { return triangles_.size() * (sizeof(Triangle) + sizeof(int)) + shapes_.size() * sizeof(Shape); }

 private:
  void add_in_order(const Numbers& numbers, std::array<int, 3> points, bool flat);
  int find(const Numbers& numbers, const Triangle& triangle, std::uint64_t turns);

  std::vector<Triangle> triangles_;
  std::vector<int> shape_of_;  // by triangle
  std::vector<Shape> shapes_;
  std::vector<int> buckets_;   // by hash of the ratios: the last shape
};

}  // namespace geometry
