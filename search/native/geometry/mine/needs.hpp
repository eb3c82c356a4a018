// Needs: for each goal, without which constructions it does not follow.
//
// A construction is left out by taking its facts from the premises; points and pictures stay. The closures without one
// construction each are not built one by one: half of the constructions are assumed, then the other half is divided
// again, so that each is assumed a logarithmic number of times. (The scheme is that of offline dynamic problems.) A goal
// that follows without a whole half, or has a proof that uses nothing of it, is not asked for further down.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "deduce.hpp"

namespace geometry::mine {

// A set of constructions of one sequence, by number.
using Set = std::uint64_t;
constexpr int max_constructions = 64;
inline Set first_of(std::size_t count) { return count == max_constructions ? ~Set{0} : (Set{1} << count) - 1; }

// A fact and the constructions that some proof of it uses: it needs no others.
struct Wanted {
  Fact fact{};
  Set used = 0;
};

// For each goal the constructions that it needs. `premises` are the facts of each construction; `bare` is a closure with
// the points and no premises, and is so again afterwards.
std::vector<Set> needs_of(Closure& bare, std::span<const std::vector<Fact>> premises, std::span<const Wanted> goals,
                          const Limits& limits);

}  // namespace geometry::mine
