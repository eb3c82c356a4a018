// Sets of points of one figure, as bits.
#pragma once

#include <bit>
#include <cstdint>

namespace geometry {

class PointSet {
 public:
  class iterator {
   public:
    explicit iterator(std::uint64_t rest) : rest_(rest) {}
    int operator*() const { return std::countr_zero(rest_); }
    iterator& operator++() {
      rest_ &= rest_ - 1;
      return *this;
    }
    bool operator!=(const iterator& other) const { return rest_ != other.rest_; }

   private:
    std::uint64_t rest_;
  };

  constexpr PointSet() = default;
  bool contains(int point) const { return bits_ >> point & 1; }
  int size() const { return std::popcount(bits_); }
  bool has_two() const { return (bits_ & (bits_ - 1)) != 0; }
  bool has_three() const { return PointSet(bits_ & (bits_ - 1)).has_two(); }
  void add(int point) { bits_ |= std::uint64_t{1} << point; }
  void remove(int point) { bits_ &= ~(std::uint64_t{1} << point); }
  PointSet without(int point) const { return PointSet(bits_ & ~(std::uint64_t{1} << point)); }
  friend PointSet operator&(PointSet s, PointSet t) { return PointSet(s.bits_ & t.bits_); }
  friend bool operator==(PointSet, PointSet) = default;

  // Ascending.
  iterator begin() const { return iterator(bits_); }
  iterator end() const { return iterator(0); }

 private:
  explicit constexpr PointSet(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_ = 0;
};

}  // namespace geometry
