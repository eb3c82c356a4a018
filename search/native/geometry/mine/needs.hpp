// Needs: for each goal, without which constructions it does not follow.
//
// A construction is left out by taking its facts from the premises; points and pictures stay. The closures without one
// construction each are not built one by one: half of the constructions are assumed, then the other half is divided
// again, so that each is assumed a logarithmic number of times. (The scheme is that of offline dynamic problems.) A goal
// that follows without a whole half needs none of it and is not asked for further down.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mine/goals.hpp"

namespace geometry::mine {

// A set of constructions of one sequence, by number.
using Set = std::uint64_t;
constexpr int max_constructions = 64;

// For each goal the constructions that it needs. `premises` are the facts of each construction; `bare` is a closure with
// the points and no premises, and is so again afterwards. Every goal follows from all the premises together.
std::vector<Set> needs_of(Closure& bare, std::span<const std::vector<Fact>> premises,
                          std::span<const Goal> goals, const Limits& limits);

}  // namespace geometry::mine
