// Decides a sequent and proves the answer; see `engine.cpp`, `classical.cpp` and `refute.cpp`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deduction.hpp"
#include "ljt.hpp"
#include "shorten.hpp"
#include "statement.hpp"
#include "term.hpp"
#include "trace.hpp"
#include "truth.hpp"

namespace propositional::prove {

struct Budget {
  std::uint64_t nodes = 20'000;    // sequents that the decision procedure may look at, for one question
  std::uint64_t shorten = 400;     // goals that the search for shorter proofs may look at
  unsigned dead_ends = 2;          // abandoned attempts kept in a trace
};

enum class Outcome { Intuitionistic, Classical, Refuted, Open };

struct Result {
  Outcome outcome = Outcome::Open;
  std::string reason;  // why it is open
  std::string tactic, term;
  std::vector<Step> steps;
  std::vector<bool> countermodel;  // by atom; empty unless refuted
  std::uint64_t nodes = 0, backtracks = 0, shorten_nodes = 0;
  unsigned depth = 0, cost = 0, first_cost = 0;  // cost of the proof, and of the one found first
};

// The formulas and all their parts, each after its own parts.
std::vector<Id> subformulas(const Arena& arena, const std::vector<Id>& formulas);

class Engine {
 public:
  Engine() : terms_(arena_), ljt_(arena_, terms_), shortener_(arena_, terms_) {}

  // Throws FormulaError when the statement cannot be read.
  Result prove(std::string_view statement, std::size_t hypotheses, const Budget& budget);

  // For what is written about the last result.
  const Arena& arena() const { return arena_; }
  const std::vector<std::string>& atoms() const { return statement_.atoms; }
  Id whole() const { return whole_; }  // the sequent as one formula

 private:
  void settle(Result& result);
  void write(Result& result, Ref proof, const std::vector<Id>& hypotheses, Id instance);

  Ref intuitionistic(const std::vector<Id>& hypotheses, Id goal);
  Ref shorter(Ref proof, const std::vector<Id>& hypotheses, std::uint64_t nodes);

  // In classical.cpp.
  Ref classical(std::vector<Id> hypotheses, Id goal);
  Ref classical_choice(const std::vector<Id>& hypotheses, Id goal);
  std::vector<Id> candidates(const std::vector<Id>& hypotheses, Id goal) const;

  // In refute.cpp.
  Ref refute(const std::vector<Assignment>& assignments, Result& result, Id& instance);

  Arena arena_;
  Terms terms_;
  Ljt ljt_;
  Shortener shortener_;
  Statement statement_;
  Id whole_ = no_formula;
  Budget budget_;
  LjtStatistics statistics_;
  unsigned saved_ = 0;  // cost that the search for shorter proofs took away
};

}  // namespace propositional::prove
