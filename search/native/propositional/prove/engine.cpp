// The order of business: truth table, decision procedure, classical step or refutation, shortening, texts.
//
// 1. The truth table says whether the sequent is classically valid. If not, `refute.cpp` proves the negation.
// 2. Dyckhoff's calculus (`ljt.cpp`) says whether it is intuitionistically provable, and how.
// 3. If it is not, `classical.cpp` looks for the smallest classical step that leaves intuitionistic sequents.
// 4. Every proof is made shorter (`shorten.cpp`, `tidy.cpp`) before it is written.
// Whatever runs out of its budget makes the outcome `open` with the reason; nothing is guessed.
#include "engine.hpp"

#include <algorithm>

#include "lean_text.hpp"
#include "tidy.hpp"

namespace propositional::prove {

Result Engine::prove(std::string_view statement, std::size_t hypotheses, const Budget& budget) {
  arena_.clear();
  terms_.clear();
  ljt_.clear();
  statistics_ = {};
  saved_ = 0;
  budget_ = budget;
  statement_ = read_statement(arena_, statement, hypotheses);
  Result result;
  try {
    settle(result);
  } catch (const OutOfBudget& error) {
    result = {};
    result.reason = error.what();
  } catch (const FormulaError& error) {
    result = {};
    result.reason = error.what();
  }
  result.nodes = statistics_.nodes;
  result.backtracks = statistics_.backtracks;
  result.depth = statistics_.depth;
  result.shorten_nodes = shortener_.nodes();
  return result;
}

void Engine::settle(Result& result) {
  const Sequent& sequent = statement_.sequent;
  arena_.bottom();
  const auto assignments = countermodels(arena_, sequent, static_cast<unsigned>(statement_.atoms.size()));
  if (!assignments.empty()) {
    whole_ = sequent.goal;
    for (auto it = sequent.hypotheses.rbegin(); it != sequent.hypotheses.rend(); ++it) {
      whole_ = arena_.binary(Op::Implies, *it, whole_);
    }
    Id instance = no_formula;
    Ref proof = refute(assignments, result, instance);
    shortener_.prepare({instance});
    const Ref found = shorter(proof, {instance}, budget_.shorten / 4);
    saved_ = terms_.cost(proof) - terms_.cost(found);
    proof = found;
    result.outcome = Outcome::Refuted;
    return write(result, proof, {}, instance);
  }
  std::vector<Id> formulas = sequent.hypotheses;
  formulas.push_back(sequent.goal);
  Ref proof = intuitionistic(sequent.hypotheses, sequent.goal);
  const bool constructive = proof != 0;
  if (constructive) {
    shortener_.prepare(formulas);
    const Ref found = shorter(proof, sequent.hypotheses, budget_.shorten);
    saved_ = std::min(terms_.cost(proof), max_cost) - terms_.cost(found);
    proof = found;
  } else {
    // The excluded middle and proof by contradiction may assume the negation of any subformula.
    for (const Id formula : subformulas(arena_, formulas)) {
      if (arena_[formula].op != Op::Not) formulas.push_back(arena_.negate(formula));
    }
    shortener_.prepare(formulas);
    proof = classical(sequent.hypotheses, sequent.goal);
    proof = tidy(arena_, terms_, proof, sequent.hypotheses);
  }
  result.outcome = constructive ? Outcome::Intuitionistic : Outcome::Classical;
  write(result, proof, sequent.hypotheses, no_formula);
}

Ref Engine::intuitionistic(const std::vector<Id>& hypotheses, Id goal) {
  return ljt_.prove(hypotheses, goal, budget_.nodes, statistics_);
}

Ref Engine::shorter(Ref proof, const std::vector<Id>& hypotheses, std::uint64_t nodes) {
  if (terms_.cost(proof) > max_cost) {
    proof = shortener_.find(hypotheses, terms_.type(proof), budget_.nodes);
    if (proof == 0) throw OutOfBudget("there is a proof, but only one that is too long to be written was found");
  }
  const Ref neat = tidy(arena_, terms_, proof, hypotheses);
  const Ref found = shortener_.improve(neat, hypotheses, nodes);
  return found != neat ? tidy(arena_, terms_, found, hypotheses) : neat;
}

void Engine::write(Result& result, Ref proof, const std::vector<Id>& hypotheses, Id instance) {
  const Deduction deduction = make_deduction(arena_, terms_, proof, hypotheses, instance);
  result.cost = terms_.cost(proof);
  result.first_cost = result.cost + saved_;
  result.tactic = write_tactic(arena_, deduction, statement_.atoms, result.countermodel);
  result.term = write_term(arena_, deduction, statement_.atoms, result.countermodel);
  const unsigned atoms = static_cast<unsigned>(statement_.atoms.size());
  const Provable provable = [&](const std::vector<Id>& context, Id goal) {
    if (!countermodels(arena_, {context, goal}, atoms).empty()) return false;
    if (result.outcome == Outcome::Classical) return true;
    try {
      LjtStatistics aside;
      return ljt_.prove(context, goal, 200, aside) != 0;
    } catch (const OutOfBudget&) {
      return true;
    }
  };
  result.steps = write_steps(arena_, deduction, instance == no_formula ? budget_.dead_ends : 0, provable);
}

}  // namespace propositional::prove
