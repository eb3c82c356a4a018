// A set of 16-byte keys in memory: open addressing with linear probing, 16 bytes a slot and nothing beside them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace keys {

struct Key {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  bool operator==(const Key&) const = default;
};

// Zeroed memory from the kernel, in large pages where it gives them. Throws std::bad_alloc.
class Slots {
 public:
  explicit Slots(std::size_t count);
  ~Slots();
  Slots(Slots&& other) noexcept;
  Slots& operator=(Slots&& other) noexcept;

  std::size_t count() const { return count_; }
  Key& operator[](std::size_t i) const { return data_[i]; }

 private:
  Key* data_ = nullptr;
  std::size_t count_ = 0;
};

class KeySet {
 public:
  // With room for so many keys before it has to grow.
  explicit KeySet(std::size_t expected);

  std::size_t size() const { return size_; }
  std::size_t bytes() const { return slots_.count() * sizeof(Key); }
  bool contains(Key key) const;
  bool insert(Key key);  // whether it is new

  // Inserts keys in order until `room` new ones were found. The result is one entry for each key looked at: whether
  // it was new.
  std::vector<bool> insert_new(std::span<const Key> keys, std::size_t room);

 private:
  std::size_t home(Key key) const;
  std::size_t find(Key key) const;  // its slot, or the free one where it belongs
  void grow();

  Slots slots_;
  int shift_ = 0;  // a home is a hash without its last `shift_` bits, so that growing goes through memory in order
  std::size_t size_ = 0;
  bool has_zero_ = false;  // the key that marks a free slot
};

}  // namespace keys
