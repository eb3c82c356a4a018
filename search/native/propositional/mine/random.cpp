// Random formulas and sequents of a given size.
#include "draft.hpp"

#include <algorithm>

namespace propositional {

void Options::check() const {
  const auto require = [](bool condition, const char* message) {
    if (!condition) throw FormulaError(message);
  };
  require(1 <= min_size && min_size <= max_size && max_size <= 64, "sizes must be 1 <= min_size <= max_size <= 64");
  require(1 <= max_depth && max_depth <= 32, "max_depth must be 1 to 32");
  require(1 <= min_atoms && min_atoms <= max_atoms && max_atoms <= 8, "atoms must be 1 <= min_atoms <= max_atoms <= 8");
  require(min_hypotheses <= max_hypotheses && max_hypotheses <= 8,
          "hypotheses must be min_hypotheses <= max_hypotheses <= 8");
  require(std::all_of(weights.begin(), weights.end(), [](double w) { return w >= 0 && w <= 1e6; }),
          "weights must be 0 to 1000000");
  require(std::any_of(weights.begin() + 1, weights.end(), [](double w) { return w > 0; }),
          "one of the weights of and, or, implies, iff must be above 0");
  require(constants >= 0 && constants <= 1, "constants must be 0 to 1");
  require(valid_share >= 0 && valid_share <= 1, "valid_share must be 0 to 1");
}

namespace {

Id random_leaf(Draft& draft) {
  if (draft.options.constants > 0 && draft.rng.chance(draft.options.constants)) {
    return draft.rng.below(2) == 0 ? draft.arena.top() : draft.arena.bottom();
  }
  return draft.arena.atom(draft.rng.below(draft.atoms));
}

// Connectives that fit in a formula of this depth.
unsigned capacity(unsigned depth) { return depth >= 7 ? 127u : (1u << depth) - 1; }

}  // namespace

Id random_formula(Draft& draft, unsigned size, unsigned depth) {
  size = std::min(size, capacity(depth));
  if (size == 0) return random_leaf(draft);
  const unsigned room = capacity(depth - 1);
  std::array<double, 5> weights = draft.options.weights;
  if (size - 1 > room) weights[0] = 0;
  const std::size_t which = draft.rng.weighted(weights);
  if (which == 0) return draft.arena.negate(random_formula(draft, size - 1, depth - 1));
  const unsigned rest = size - 1;
  const unsigned left = draft.rng.between(rest > room ? rest - room : 0, std::min(rest, room));
  const Id first = random_formula(draft, left, depth - 1);
  Id second = random_formula(draft, rest - left, depth - 1);
  // A with A says little: one more try for something else.
  if (second == first) second = random_formula(draft, rest - left, depth - 1);
  return draft.arena.binary(static_cast<Op>(static_cast<std::size_t>(Op::Not) + which), first, second);
}

Id random_formula(Draft& draft, unsigned size) { return random_formula(draft, size, draft.options.max_depth); }

Sequent random_sequent(Draft& draft, unsigned size) {
  Sequent sequent;
  const unsigned count = draft.rng.between(draft.options.min_hypotheses, draft.options.max_hypotheses);
  std::array<unsigned, 9> sizes{};
  for (unsigned i = 0; i < size; ++i) ++sizes[draft.rng.below(count + 1)];
  for (unsigned h = 0; h < count; ++h) sequent.hypotheses.push_back(random_formula(draft, sizes[h]));
  sequent.goal = random_formula(draft, sizes[count]);
  return sequent;
}

}  // namespace propositional
