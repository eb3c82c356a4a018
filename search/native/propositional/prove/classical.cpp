// Classical theorems that are not intuitionistic: as little classical reasoning as possible, as late as possible.
//
// Introduction rules that lose nothing come first, so that a conjunction with one classical side stays
// intuitionistic on the other. What is left is an atom or a disjunction. There we try the excluded middle of each
// atom and of each subformula, and proof by contradiction, which by Glivenko's theorem (1929) always works for
// propositional logic: ¬G added on the left leaves an intuitionistic proof of ⊥. Among the choices that leave
// intuitionistic sequents the cheapest proof wins; a case distinction is cheaper than a contradiction by
// `Terms::price`, since it reads better.
#include <algorithm>

#include "engine.hpp"
#include "tidy.hpp"

namespace propositional::prove {

namespace {

constexpr std::size_t most_candidates = 16;
constexpr std::size_t most_improved = 4;

}  // namespace

std::vector<Id> subformulas(const Arena& arena, const std::vector<Id>& formulas) {
  std::vector<bool> inside(arena.size(), false);
  for (const Id formula : formulas) inside[formula] = true;
  std::vector<Id> found;
  for (std::size_t at = inside.size(); at-- > 0;) {
    if (!inside[at]) continue;
    found.push_back(static_cast<Id>(at));
    const Node& node = arena[found.back()];
    if (node.op == Op::Not || is_binary(node.op)) inside[node.left] = true;
    if (is_binary(node.op)) inside[node.right] = true;
  }
  std::reverse(found.begin(), found.end());
  return found;
}

// What to distinguish cases on: the atoms, then the compound subformulas, smallest first.
std::vector<Id> Engine::candidates(const std::vector<Id>& hypotheses, Id goal) const {
  std::vector<Id> formulas = hypotheses;
  formulas.push_back(goal);
  std::vector<Id> atoms, compound;
  for (const Id id : subformulas(arena_, formulas)) {
    if (arena_[id].op == Op::Atom) atoms.push_back(id);
    if (is_binary(arena_[id].op) && id != goal) compound.push_back(id);
  }
  atoms.insert(atoms.end(), compound.begin(), compound.end());
  if (atoms.size() > most_candidates) atoms.resize(most_candidates);
  return atoms;
}

Ref Engine::classical(std::vector<Id> hypotheses, Id goal) {
  if (const Ref proof = intuitionistic(hypotheses, goal)) {
    const Ref found = shorter(proof, hypotheses, budget_.shorten / 2);
    saved_ += std::min(terms_.cost(proof), max_cost) - std::min(terms_.cost(found), max_cost);
    return found;
  }
  const Node node = arena_[goal];
  if (node.op == Op::Implies || node.op == Op::Not) {
    hypotheses.push_back(node.left);
    const Id to = node.op == Op::Not ? arena_.bottom() : node.right;
    return terms_.lambda(goal, classical(std::move(hypotheses), to));
  }
  if (node.op == Op::And || node.op == Op::Iff) {
    const bool both = node.op == Op::And;
    const Id first = both ? node.left : arena_.binary(Op::Implies, node.left, node.right);
    const Id second = both ? node.right : arena_.binary(Op::Implies, node.right, node.left);
    const Ref left = classical(hypotheses, first);
    return terms_.pair(goal, left, classical(std::move(hypotheses), second));
  }
  return classical_choice(hypotheses, goal);
}

Ref Engine::classical_choice(const std::vector<Id>& hypotheses, Id goal) {
  const Node node = arena_[goal];
  if (node.op == Op::Or && arena_[node.right] == Node{Op::Not, node.left, 0}) {
    return terms_.excluded_middle(node.left);
  }
  // A choice that is too hard to decide is as good as a wrong one, as long as there is another.
  const auto under = [&](Id assumption, Id to) -> Ref {
    std::vector<Id> extended = hypotheses;
    extended.push_back(assumption);
    try {
      return intuitionistic(extended, to);
    } catch (const OutOfBudget&) {
      return 0;
    }
  };
  std::vector<Ref> found;
  for (const Id formula : candidates(hypotheses, goal)) {
    const Ref positive = under(formula, goal);
    const Ref negative = positive != 0 ? under(arena_.negate(formula), goal) : 0;
    if (negative != 0) found.push_back(terms_.cases(terms_.excluded_middle(formula), positive, negative));
  }
  const Ref contradiction = under(arena_.negate(goal), arena_.bottom());
  if (contradiction != 0) found.push_back(terms_.by_contradiction(goal, contradiction));
  if (found.empty()) throw OutOfBudget("the decision procedure used up its nodes on every classical step");
  std::erase_if(found, [&](Ref proof) { return terms_.cost(proof) > max_cost; });
  if (found.empty()) throw OutOfBudget("there is a proof, but only ones that are too long to be written were found");
  std::stable_sort(found.begin(), found.end(), [&](Ref a, Ref b) { return terms_.cost(a) < terms_.cost(b); });
  found.resize(std::min(found.size(), most_improved));
  Ref best = 0;
  unsigned saved = 0;
  for (const Ref proof : found) {
    const Ref neat = shorter(proof, hypotheses, budget_.shorten / most_improved);
    if (best != 0 && terms_.cost(neat) >= terms_.cost(best)) continue;
    best = neat;
    saved = terms_.cost(proof) - terms_.cost(neat);
  }
  saved_ += saved;
  return best;
}

}  // namespace propositional::prove
