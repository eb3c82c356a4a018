#include "shapes.hpp"

#include <algorithm>
#include <cmath>

namespace geometry {

namespace {

struct Ratios {
  double shortest, middle;  // to the longest
};

Ratios ratios(const Numbers& numbers, std::size_t picture, const std::array<std::uint8_t, 3>& p) {
  const double longest = numbers.length(picture, p[1], p[2]);
  return {numbers.length(picture, p[0], p[1]) / longest, numbers.length(picture, p[0], p[2]) / longest};
}

bool near(double x, double y) { return std::abs(x - y) < tolerance; }

constexpr double cells = 1 << 24;  // of the unit interval; far larger than the tolerance

}  // namespace

int Shapes::find(const Numbers& numbers, const Triangle& triangle, std::uint64_t turns) {
  const Ratios sought = ratios(numbers, 0, triangle.points);
  const auto cell = [](double ratio) { return static_cast<std::uint64_t>(std::floor(ratio * cells)); };
  const auto bucket_of = [&](std::uint64_t x, std::uint64_t y) {
    return static_cast<std::size_t>((x * 0x9e3779b97f4a7c15ULL + y * 0xc2b2ae3d27d4eb4fULL) >> 54) % buckets_.size();
  };
  // A shape whose ratios differ by a rounding error may lie in the next cell.
  const auto low = [&](double ratio) { return cell(ratio - tolerance); };
  const auto high = [&](double ratio) { return cell(ratio + tolerance); };
  for (auto x = low(sought.shortest); x <= high(sought.shortest); ++x)
    for (auto y = low(sought.middle); y <= high(sought.middle); ++y)
      for (int i = buckets_[bucket_of(x, y)]; i >= 0; i = shapes_[i].next) {
        const Shape& shape = shapes_[i];
        if (shape.turns != turns) continue;
        bool same = true;
        for (std::size_t picture = 0; picture < numbers.pictures() && same; ++picture) {
          const Ratios r = ratios(numbers, picture, triangles_[shape.first].points);
          const Ratios s = picture == 0 ? sought : ratios(numbers, picture, triangle.points);
          same = near(r.shortest, s.shortest) && near(r.middle, s.middle);
        }
        if (same) return i;
      }
  const std::size_t bucket = bucket_of(cell(sought.shortest), cell(sought.middle));
  const int found = static_cast<int>(shapes_.size());
  shapes_.push_back({static_cast<int>(triangles_.size()), -1, 0, turns, bucket, buckets_[bucket]});
  buckets_[bucket] = found;
  return found;
}

void Shapes::add(const Numbers& numbers, std::array<int, 3> points) {
  auto& [a, b, c] = points;
  const auto opposite = [&](int x, int y) { return numbers.length(0, x, y); };
  if (opposite(b, c) < opposite(c, a)) std::swap(a, b);
  if (opposite(c, a) < opposite(a, b)) std::swap(b, c);
  if (opposite(b, c) < opposite(c, a)) std::swap(a, b);
  const bool flat = numbers.collinear(a, b, c);
  // Of two equal sides each may be the longer.
  const bool long_equal = numbers.equal(b, c, c, a), short_equal = numbers.equal(c, a, a, b);
  add_in_order(numbers, {a, b, c}, flat);
  if (long_equal) add_in_order(numbers, {b, a, c}, flat);
  if (short_equal) add_in_order(numbers, {a, c, b}, flat);
  if (!long_equal || !short_equal) return;
  add_in_order(numbers, {b, c, a}, flat);
  add_in_order(numbers, {c, a, b}, flat);
  add_in_order(numbers, {c, b, a}, flat);
}

void Shapes::add_in_order(const Numbers& numbers, std::array<int, 3> points, bool flat) {
  const auto [a, b, c] = points;
  Triangle triangle{{static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b), static_cast<std::uint8_t>(c)},
                    !flat && numbers.left(0, a, b, c)};
  std::uint64_t turns = 0;
  for (std::size_t picture = 1; picture < numbers.pictures(); ++picture)
    if (!flat && numbers.left(picture, a, b, c) != triangle.left) turns |= std::uint64_t{1} << (picture % 64);
  const int number = find(numbers, triangle, turns);
  Shape& shape = shapes_[number];
  triangle.previous = shape.last;
  shape.last = static_cast<int>(triangles_.size());
  ++shape.members;
  triangles_.push_back(triangle);
  shape_of_.push_back(number);
}

void Shapes::truncate(std::size_t triangles) {
  while (triangles_.size() > triangles) {
    Shape& shape = shapes_[shape_of_.back()];
    shape.last = triangles_.back().previous;
    if (--shape.members == 0) {
      buckets_[shape.bucket] = shape.next;
      shapes_.pop_back();
    }
    triangles_.pop_back();
    shape_of_.pop_back();
  }
}

}  // namespace geometry
