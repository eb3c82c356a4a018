// The miner: draws candidates until each slot of a work unit has a sequent that is wanted, and drops duplicates.
//
// Everything is a function of (options, seed, unit): each slot of a unit has random numbers of its own.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "canonical.hpp"
#include "draft.hpp"
#include "table.hpp"

namespace propositional {

// How a sequent came to be.
enum class Source : std::uint8_t { Random, Schema, Derivation, Transformation, NearMiss };
inline constexpr std::array<std::string_view, 5> source_names{"random", "schema", "derivation", "transformation",
                                                              "near_miss"};

struct Candidate {
  std::string canonical;
  std::string text;  // as generated, with atoms named in the order of their first occurrence
  bool valid = false;
  unsigned size = 0;           // connectives of hypotheses and goal together
  unsigned depth = 0;          // of the deepest formula
  unsigned atoms = 0;          // different ones
  unsigned hypotheses = 0;
  unsigned countermodels = 0;  // valuations that refute it, of 2^atoms
  Source source = Source::Random;
};

// What became of everything that was generated. The counts add up: generated = out_of_bounds + other_outcome + trivial
// + duplicate + candidates kept.
struct Counts {
  std::uint64_t generated = 0;
  std::uint64_t out_of_bounds = 0;  // not the sizes or connectives asked for
  std::uint64_t other_outcome = 0;  // valid where a refutable sequent was wanted, or the reverse
  std::uint64_t trivial = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t exhausted = 0;  // slots given up
};

struct Batch {
  std::vector<Candidate> candidates;
  Counts counts;
};

class Miner {
 public:
  // Throws FormulaError when the options are out of bounds.
  explicit Miner(const Options& options);

  // Fills `slots` slots of a work unit; duplicates leave theirs empty.
  Batch mine(std::uint64_t seed, std::uint64_t unit, std::uint32_t slots);

 private:
  static constexpr unsigned max_attempts = 1000;  // for a slot
  static constexpr unsigned patience = 100;       // attempts before another source and size are tried
  static constexpr unsigned slack = 3;            // connectives that a slot's sequent may fall short of its size

  std::optional<Candidate> fill(Rng& rng, Counts& counts);
  Sequent draw(Draft& draft, Source source, unsigned size);
  void fit(Draft& draft, Sequent& sequent) const;
  bool drop_spare_hypotheses(Sequent& sequent);
  bool measure(const Sequent& sequent, Candidate& candidate);
  bool trivial(const Sequent& sequent);
  bool connected(const Sequent& sequent);

  Options options_;
  Arena drafts_;   // where sources build
  Arena arena_;    // the sequent under judgement and nothing else
  Arena spare_;    // to rebuild arena_ after hypotheses went
  Tables tables_;
  Canonizer canonizer_;
  std::vector<unsigned> sizes_, depths_;   // of each formula of arena_
  std::vector<std::uint8_t> known_;        // its value where unit laws give it
  std::vector<std::uint32_t> atoms_of_;    // its atoms as bits
};

}  // namespace propositional
