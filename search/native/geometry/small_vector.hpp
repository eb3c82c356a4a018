// A vector whose first elements need no memory of their own: most relations of geometry have at most four terms.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace geometry {

template <class T, std::uint32_t inline_size>
class SmallVector {
  static_assert(std::is_trivially_copy_constructible_v<T> && std::is_trivially_destructible_v<T>);

 public:
  using value_type = T;

  SmallVector() = default;
  SmallVector(std::initializer_list<T> items) { assign(items.begin(), items.size()); }
  SmallVector(const SmallVector& other) { assign(other.data(), other.size()); }
  SmallVector(SmallVector&& other) noexcept { take(other); }
  SmallVector& operator=(const SmallVector& other) {
    if (this != &other) {
      size_ = 0;
      assign(other.data(), other.size());
    }
    return *this;
  }
  SmallVector& operator=(SmallVector&& other) noexcept {
    if (this != &other) take(other);
    return *this;
  }
  ~SmallVector() = default;

  T* data() { return heap_ ? heap_.get() : inline_.data(); }
  const T* data() const { return heap_ ? heap_.get() : inline_.data(); }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  void clear() { size_ = 0; }
  void truncate(std::size_t size) { size_ = static_cast<std::uint32_t>(size); }
  void reserve(std::size_t count) {
    if (count <= capacity_) return;
    auto longer = std::make_unique<T[]>(count);
    std::copy(begin(), end(), longer.get());
    heap_ = std::move(longer);
    capacity_ = static_cast<std::uint32_t>(count);
  }
  template <class... Arguments>
  T& emplace_back(Arguments&&... arguments) {
    if (size_ == capacity_) reserve(2 * static_cast<std::size_t>(capacity_));
    return data()[size_++] = T(std::forward<Arguments>(arguments)...);
  }
  void push_back(const T& item) { emplace_back(item); }
  void swap(SmallVector& other) { std::swap(*this, other); }
  friend bool operator==(const SmallVector& x, const SmallVector& y) { return std::ranges::equal(x, y); }

 private:
  void assign(const T* items, std::size_t count) {
    reserve(count);
    std::copy(items, items + count, data());
    size_ = static_cast<std::uint32_t>(count);
  }
  void take(SmallVector& other) {
    heap_ = std::move(other.heap_);
    if (!heap_) std::copy(other.inline_.begin(), other.inline_.begin() + other.size_, inline_.begin());
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, inline_size);
  }

  std::array<T, inline_size> inline_;
  std::unique_ptr<T[]> heap_;
  std::uint32_t size_ = 0, capacity_ = inline_size;
};

}  // namespace geometry
