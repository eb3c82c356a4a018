// What every source of sequents works with: an arena to build in, random numbers, and the sizes asked for.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "formula.hpp"
#include "rng.hpp"

namespace propositional {

// What to mine. The Python face checks the bounds; `check` refuses what the engine could not survive.
struct Options {
  unsigned min_size = 3;  // connectives of hypotheses and goal together
  unsigned max_size = 14;
  unsigned max_depth = 6;  // connectives on the longest path in a formula
  unsigned min_atoms = 2;
  unsigned max_atoms = 5;
  unsigned min_hypotheses = 0;
  unsigned max_hypotheses = 3;
  std::array<double, 5> weights{1, 1, 1, 1, 1};  // of ¬ ∧ ∨ → ↔ in random formulas
  double constants = 0;                          // probability that a leaf of a random formula is ⊤ or ⊥
  double valid_share = 0.7;                      // of the candidates
  bool spare_hypotheses = false;                 // keep hypotheses that a valid sequent does not need
  bool contradictory = false;                    // keep contradictory hypotheses though the goal is not ⊥

  void check() const;
};

struct Draft {
  const Options& options;
  Rng& rng;
  Arena& arena;
  unsigned atoms = 2;  // random formulas use atoms 0 .. atoms - 1
};

// A random formula with exactly `size` connectives, or as many as fit in `depth`.
Id random_formula(Draft& draft, unsigned size, unsigned depth);

// A random formula of at most `size` connectives, of the depth allowed.
Id random_formula(Draft& draft, unsigned size);

// Hypotheses and goal drawn independently, `size` connectives together. Most are not valid.
Sequent random_sequent(Draft& draft, unsigned size);

// The known theorems that instances are made of, as prefix texts.
std::span<const std::string_view> schemata();

// An instance of a known theorem, or of two composed by cut: valid.
Sequent schema_instance(Draft& draft, unsigned size);

// The conclusion of a random derivation, found by applying rules of the sequent calculus backwards: valid.
Sequent derived_sequent(Draft& draft, unsigned size);

// A valid sequent from a valid one: weakened, strengthened, or rewritten by an equivalence.
Sequent transformed(Draft& draft, Sequent sequent);

// A sequent like the given one with a small fault in it. Most are not valid.
Sequent near_miss(Draft& draft, Sequent sequent);

}  // namespace propositional
