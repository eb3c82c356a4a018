// Distances: the squares of distances as unknowns, and which of their linear relations follow from others.
//
// What it does. Lines ab and cd are perpendicular exactly if |ac|^2 + |bd|^2 = |ad|^2 + |bc|^2; m halves ab only if
// 2|pa|^2 + 2|pb|^2 = 4|pm|^2 + |ab|^2 for every point p; |pa|^2 + |pc|^2 and |pb|^2 + |pd|^2 differ by a constant for
// opposite corners of a parallelogram; equal and proportional segments compare two squares. From what is known of these
// follow, by adding up, further right angles and equal or proportional segments: the theorems of Pythagoras, Carnot and
// Apollonius, and chains of them.
//
// Why squares. Coordinates may be those of any ordered field, and that need not have roots: sums of distances
// themselves would say less, and nothing about right angles.
//
// What it costs. Nothing is kept: where nothing else follows, the relations are collected anew. Most cannot take part in
// any sum that says something new (an unknown of theirs occurs nowhere else), and these go first; mostly all of them.
#pragma once

#include <vector>

#include "algebra.hpp"
#include "predicates.hpp"

namespace geometry {

// The square of a segment: a multiple of an unknown, which segments of known rational ratio share.
struct Square {
  int unknown;
  Rational factor;
};

// A multiple of what a fact says of squares; of a midpoint or a parallelogram: as seen from the point `view`.
struct Share {
  Fact fact{};
  int view = -1;
  Rational coefficient{};
};
using Sum = std::vector<Share>;

// What a fact says of squares of distances, as a form in the numbers of pairs that is zero: of `cong`, `rconst`, `perp`; as
// seen from a point, of `midp`, and of `contri a b c c d a`, which says that abcd is a parallelogram.
Form<Rational> square_form(const Fact& fact, int view = -1);

// Relations that are known, and facts that might follow from them.
class DistanceSystem {
 public:
  explicit DistanceSystem(std::vector<Square> squares);

  void add_source(const Fact& fact, int view = -1);
  // It counts only if each of its unknowns is in a source: sources come first.
  void add_target(const Fact& fact);
  // The targets that follow, each with the multiples of sources that say it, but for ratios of segments.
  std::vector<std::pair<Fact, Sum>> consequences();

  const Square& square(int pair) const { return squares_[static_cast<std::size_t>(pair)]; }

 private:
  struct Relation {
    Fact fact;
    int view;
    Form<Rational> form;  // in the unknowns
    bool alive = true;
  };

  Form<Rational> reduced(const Form<Rational>& form) const;
  void prune();

  std::vector<Square> squares_;
  std::vector<Relation> sources_, targets_;
  std::vector<int> in_sources_, in_targets_;  // by unknown: how many of those alive have it
};

}  // namespace geometry
