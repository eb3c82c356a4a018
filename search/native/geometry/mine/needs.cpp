#include "mine/needs.hpp"

#include <algorithm>

namespace geometry::mine {

namespace {

class Divider {
 public:
  Divider(Closure& closure, std::span<const std::vector<Fact>> premises, std::span<const Wanted> goals,
          const Limits& limits)
      : closure_(closure), premises_(premises), goals_(goals), limits_(limits), needs_(goals.size()) {}

  // The closure is that of all constructions outside [low, high); `open` are the goals that it does not give.
  void divide(std::size_t low, std::size_t high, const std::vector<std::size_t>& open) {
    if (open.empty()) return;
    if (high - low == 1) {
      for (const std::size_t goal : open) needs_[goal] |= Set{1} << low;
      return;
    }
    const std::size_t middle = (low + high) / 2;
    descend(middle, high, low, middle, open);
    descend(low, middle, middle, high, open);
  }

  std::vector<Set> take() { return std::move(needs_); }

 private:
  // Assumes the constructions of [from, to) and goes on with [low, high).
  void descend(std::size_t from, std::size_t to, std::size_t low, std::size_t high,
               const std::vector<std::size_t>& open) {
    const Set left_out = first_of(high) & ~first_of(low);
    std::vector<std::size_t> rest;
    std::ranges::copy_if(open, std::back_inserter(rest),
                         [&](std::size_t goal) { return (goals_[goal].used & left_out) != 0; });
    if (rest.empty()) return;
    const auto mark = closure_.mark();
    for (std::size_t i = from; i < to; ++i)
      for (const Fact& fact : premises_[i]) closure_.assume(fact);
    closure_.saturate(std::nullopt, limits_);
    std::erase_if(rest, [&](std::size_t goal) { return closure_.proved(goals_[goal].fact); });
    divide(low, high, rest);
    closure_.undo(mark);
  }

  Closure& closure_;
  std::span<const std::vector<Fact>> premises_;
  std::span<const Wanted> goals_;
  const Limits& limits_;
  std::vector<Set> needs_;
};

}  // namespace

std::vector<Set> needs_of(Closure& bare, std::span<const std::vector<Fact>> premises, std::span<const Wanted> goals,
                          const Limits& limits) {
  Divider divider(bare, premises, goals, limits);
  std::vector<std::size_t> open(goals.size());
  for (std::size_t i = 0; i < open.size(); ++i) open[i] = i;
  if (!premises.empty()) divider.divide(0, premises.size(), open);
  return divider.take();
}

}  // namespace geometry::mine
