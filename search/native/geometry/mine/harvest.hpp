// Harvest: the problems of one sequence of constructions, all at once.
//
// The closure gives the goals, needs.hpp the constructions that each goal needs, and a goal is a problem of just these if
// its proof uses no other. So problems are minimal, and the cost of the closures is shared by all goals.
//
// Auxiliary constructions. A goal whose proof uses constructions that its points do not depend on is tried without
// them; where that fails, its premises are thinned until each is needed. And what the pictures say but the closure does
// not prove is tried again with one more construction, drawn at random: what follows then needs it.
#pragma once

#include <map>
#include <span>
#include <unordered_set>

#include "mine/goals.hpp"
#include "mine/problem.hpp"

namespace geometry::mine {

struct Statistics {
  std::uint64_t sequences = 0;    // whose closure was computed
  std::uint64_t tries = 0;        // clauses tried
  std::uint64_t undrawable = 0;   // of them, not drawn
  std::uint64_t saturated = 0;    // closures that no limit cut off
  std::uint64_t goals = 0;        // facts proved
  std::uint64_t trivial = 0;      // that one construction gives, or a short proof
  std::uint64_t same_class = 0;   // of a class that has a goal with these needs
  std::uint64_t old = 0;          // that need no clause that is new
  std::uint64_t not_minimal = 0;  // whose proof uses what is not needed
  std::uint64_t unpictured = 0;   // false in the picture of the reduced problem
  std::uint64_t duplicates = 0;   // with a statement that the unit has
  std::uint64_t conjectures = 0;  // true in the pictures, not proved
  std::uint64_t settled = 0;      // of them, proved with one more construction
  std::uint64_t work = 0;         // instances of rules looked at in closures of whole sequences
  std::uint64_t nodes = 0;        // of the search
  std::uint64_t dropped = 0;      // from the frontier
  double best_score = 0;          // of all nodes
  double score_sum = 0;
  int deepest = 0;                // clauses of the longest sequence
};

// A sequence and the closure of its points, without premises.
struct Figure {
  Sequence sequence;
  Closure bare;

  Figure(const Table& table, const Bounds& bounds, std::uint64_t seed)
      : sequence(table, bounds, seed), bare(static_cast<std::size_t>(bounds.pictures)) {}
  bool append(const Group& group);
};

struct HarvestSettings {
  int min_length = 3;         // of a proof
  int min_constructions = 2;  // that a goal needs
  int per_class = 1;          // goals of one class with the same needs
  int auxiliary = 8;          // constructions tried on a sequence with conjectures
  Limits limits{};
};

class Harvester {
 public:
  Harvester(const Table& table, const Chooser& chooser, const HarvestSettings& settings, std::uint64_t seed)
      : table_(table), chooser_(chooser), settings_(settings), free_points_(table), random_(seed) {}

  // Keeps the problems that need one of the groups from `first_new` on. Returns the score: for each new problem the
  // depth of its proof, 10 more with an auxiliary construction, and 3 more if the statement is symmetric.
  double harvest(Figure& figure, std::size_t first_new);

  std::vector<Problem> problems;
  Statistics statistics;

 private:
  // What the groups of a sequence state, by part.
  struct Stated {
    std::vector<Part> parts{};
    std::vector<std::vector<Fact>> premises{};
    std::map<std::tuple<Kind, Binding, std::int32_t, std::int32_t>, Set> owners{};  // the first part that states it
  };
  using Proof = std::vector<ProofStep>;
  struct Candidate {
    Wanted goal{};
    Proof proof{};
    bool auxiliary = false;  // whether the proof uses what the goal's points do not depend on
  };

  Stated stated_by(const Sequence& sequence) const;
  static Set used_by(const Proof& proof, const Stated& stated);
  // The parts that the goal's points depend on.
  Set statement_of(const Fact& goal, const Sequence& sequence, const Stated& stated) const;
  std::optional<Proof> proof_from(Closure& bare, const Stated& stated, Set parts, const Fact& goal) const;
  // Parts of `parts` that give the goal, all of them needed, with a proof that uses all; `parts` give the goal.
  std::optional<std::pair<Set, Proof>> thinned(Closure& bare, const Stated& stated, Set parts, const Fact& goal) const;
  // Removes the goals that the parts `old` give.
  void drop_old(Closure& bare, const Stated& stated, Set old, std::vector<Goal>& goals);
  // The goals that deserve a look, with what their proofs use: not trivial, and one of each class and set of parts, with
  // auxiliary constructions where there is a choice.
  std::vector<Candidate> candidates_of(const Closure& closure, const Sequence& sequence, const Stated& stated,
                                       const std::vector<Goal>& goals, Set fresh);
  double thin_auxiliary(Figure& figure, const Stated& stated, std::vector<Candidate> goals);
  // Keeps the goals that need all that their proofs use; of others with the same use, the first with fewer premises.
  double keep_thinned(const Sequence& sequence, Closure& bare, const Stated& stated, std::vector<Candidate> goals);
  double settle(Figure& figure, Closure& closure, const std::vector<Fact>& conjectures);
  // The score of the problem if it is new.
  double keep(const Sequence& sequence, const Stated& stated, Set needed, const Fact& goal, Proof proof);

  const Table& table_;
  const Chooser& chooser_;
  const HarvestSettings& settings_;
  FreePoints free_points_;
  Random random_;
  struct KeyHash {
    std::size_t operator()(const std::array<std::uint64_t, 2>& key) const { return key[0]; }
  };
  std::unordered_set<std::array<std::uint64_t, 2>, KeyHash> keys_;
  std::uint64_t work_ = 0;  // of the sequence at hand
};

}  // namespace geometry::mine
