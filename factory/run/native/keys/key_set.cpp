#include "key_set.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <new>
#include <utility>

namespace keys {

namespace {

constexpr std::size_t least_slots = 1024;
constexpr std::size_t prefetch_distance = 16;

// Slots of which at most three quarters are taken.
std::size_t slots_for(std::size_t expected) {
  return std::max(least_slots, std::bit_ceil(expected + (expected + 2) / 3));
}

}  // namespace

Slots::Slots(std::size_t count) : count_(count) {
  void* const memory = mmap(nullptr, count * sizeof(Key), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  madvise(memory, count * sizeof(Key), MADV_HUGEPAGE);
  data_ = static_cast<Key*>(memory);
}

Slots::~Slots() {
  if (data_ != nullptr) munmap(data_, count_ * sizeof(Key));
}

Slots::Slots(Slots&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), count_(std::exchange(other.count_, 0)) {}

Slots& Slots::operator=(Slots&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(count_, other.count_);
  return *this;
}

KeySet::KeySet(std::size_t expected) : slots_(slots_for(expected)), shift_(64 - std::countr_zero(slots_.count())) {}

// Keys are digests; they are mixed all the same, lest keys of another origin crowd together.
std::size_t KeySet::home(Key key) const {
  return ((key.low ^ std::rotl(key.high, 32)) * 0x9e3779b97f4a7c15) >> shift_;
}

std::size_t KeySet::find(Key key) const {
  std::size_t slot = home(key);
  while (slots_[slot] != key && slots_[slot] != Key{}) slot = (slot + 1) & (slots_.count() - 1);
  return slot;
}

bool KeySet::contains(Key key) const { return key == Key{} ? has_zero_ : slots_[find(key)] == key; }

bool KeySet::insert(Key key) {
  if (key == Key{}) {
    const bool is_new = !std::exchange(has_zero_, true);
    size_ += is_new;
    return is_new;
  }
  std::size_t slot = find(key);
  if (slots_[slot] == key) return false;
  if (size_ + 1 > slots_.count() / 4 * 3) {
    grow();
    slot = find(key);
  }
  slots_[slot] = key;
  ++size_;
  return true;
}

void KeySet::grow() {
  Slots old = std::exchange(slots_, Slots(slots_.count() * 2));
  --shift_;
  for (std::size_t i = 0; i < old.count(); ++i)
    if (old[i] != Key{}) slots_[find(old[i])] = old[i];
}

std::vector<bool> KeySet::insert_new(std::span<const Key> keys, std::size_t room) {
  std::vector<bool> is_new;
  for (std::size_t i = 0; i < keys.size() && room > 0; ++i) {
    if (i + prefetch_distance < keys.size()) __builtin_prefetch(&slots_[home(keys[i + prefetch_distance])], 1);
    is_new.push_back(insert(keys[i]));
    room -= is_new.back();
  }
  return is_new;
}

}  // namespace keys
