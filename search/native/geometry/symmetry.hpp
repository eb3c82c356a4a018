// Symmetries of predicates: which changes of its arguments leave a predicate's formula the same.
//
// A pattern writes the arguments (a is the first) in brackets: the members of {} may be exchanged, <> may be
// rotated, () has an order. A predicate has one pattern, or two that may be exchanged.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "predicates.hpp"

namespace geometry {

// One argument or bracket of a pattern. Brackets stand before what is in them, and their members are alike.
struct Element {
  enum class Bracket : std::uint8_t { none, set, cycle, order };
  Bracket bracket = Bracket::none;
  int parent = -1;
  int argument = -1;  // of the predicate; -1 for a bracket
  int place = 0;      // within an order, from 1 on; 0 within a set or cycle
  int first = 0;      // its leftmost argument and
  int width = 0;      // number of arguments, counted in the pattern's order
  int members = 0;
};
using Pattern = std::vector<Element>;

const std::vector<Pattern>& patterns(Kind kind);

// The same fact by the predicate that says it most simply: an `eqangle` that has a line on both sides is a `para`,
// a `para` of lines that share a point a `coll`, and so on. Two facts that the symmetries below, or these rules,
// carry into one another give facts of one kind and value. Throws std::invalid_argument for an rconst that is not
// positive.
Fact simplified(const Fact& fact);

// The points of a simplified fact, renamed and in the least arrangement that its symmetries allow.
std::array<std::uint8_t, max_arity> arranged(const Fact& fact, const std::array<std::uint8_t, max_points>& names);

}  // namespace geometry
