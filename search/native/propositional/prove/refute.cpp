// Statements that are not theorems: a countermodel, and the proof that it makes of the negation.
//
// `¬ ∀ (p q : Prop), S` is proved by instantiating the atoms with True and False as the countermodel says and
// taking the false instance apart: a false implication is used at its true premise, a false conjunction at its
// false side, and so on; truths that are needed are proved outright. The cost of the cheapest way to do either is
// computed bottom-up for every subformula, under every countermodel that we have; the cheapest countermodel is
// taken, with the fewest true atoms among equals.
#include <algorithm>
#include <bit>

#include "engine.hpp"

namespace propositional::prove {

namespace {

// The cost of a proof of each true formula, and of getting ⊥ from each false one (beyond the proof that is
// given of it), in the order of ids.
std::vector<unsigned> costs(const Arena& arena, const std::vector<bool>& values) {
  std::vector<unsigned> cost(values.size(), 0);
  for (std::size_t id = 0; id < cost.size(); ++id) {
    const Node& node = arena[static_cast<Id>(id)];
    const Id l = node.left, r = node.right;
    const bool value = values[id];
    const auto sum = [](unsigned a, unsigned b) { return std::min(a + b, 1u << 20); };
    switch (node.op) {
      case Op::Atom:
      case Op::Top:
      case Op::Bottom: cost[id] = value ? 1 : 0; break;
      case Op::Not: cost[id] = value ? sum(cost[l], 2) : sum(cost[l], 1); break;
      case Op::And:
        if (value) {
          cost[id] = sum(cost[l] + 1, cost[r]);
        } else {
          cost[id] = 1 + std::min(values[l] ? 1u << 20 : cost[l], values[r] ? 1u << 20 : cost[r]);
        }
        break;
      case Op::Or:
        if (value) {
          cost[id] = 1 + std::min(values[l] ? cost[l] : 1u << 20, values[r] ? cost[r] : 1u << 20);
        } else {
          cost[id] = sum(cost[l] + 4, cost[r]);
        }
        break;
      case Op::Implies:
        if (value) {
          cost[id] = 1 + std::min(values[r] ? cost[r] : 1u << 20, values[l] ? 1u << 20 : cost[l] + 2);
        } else {
          cost[id] = sum(cost[l] + 1, cost[r]);
        }
        break;
      case Op::Iff:
        if (value) {
          cost[id] = values[l] ? sum(cost[l] + 3, cost[r]) : sum(cost[l] + 7, cost[r]);
        } else {
          cost[id] = sum(cost[l] + 2, cost[r]);
        }
        break;
    }
  }
  return cost;
}

// Builds the proofs that `costs` counts, over the instance's formulas.
class Builder {
 public:
  Builder(Arena& arena, Terms& terms, const std::vector<bool>& values, const std::vector<unsigned>& cost)
      : arena_(arena), terms_(terms), values_(values), cost_(cost), instances_(values.size(), no_formula) {}

  // The formula with its atoms instantiated.
  Id instance(Id id) {
    if (instances_[id] != no_formula) return instances_[id];
    const Node node = arena_[id];
    Id result = id;
    if (node.op == Op::Atom) {
      result = values_[id] ? arena_.top() : arena_.bottom();
    } else if (node.op == Op::Not) {
      result = arena_.negate(instance(node.left));
    } else if (is_binary(node.op)) {
      const Id left = instance(node.left);
      result = arena_.binary(node.op, left, instance(node.right));
    }
    return instances_[id] = result;
  }

  // ⊥ from a proof of the false formula `id`.
  Ref falsum(Id id, Ref given) {
    const Node node = arena_[id];
    switch (node.op) {
      case Op::Not: return terms_.apply(given, truth(node.left));
      case Op::And: {
        const bool left = !values_[node.left] && (values_[node.right] || cost_[node.left] <= cost_[node.right]);
        const Ref side = terms_.project(left ? Rule::AndLeft : Rule::AndRight, given);
        return falsum(left ? node.left : node.right, side);
      }
      case Op::Or: {
        const Ref left = falsum(node.left, terms_.hypothesis(instance(node.left)));
        const Ref right = falsum(node.right, terms_.hypothesis(instance(node.right)));
        return terms_.cases(given, left, right);
      }
      case Op::Implies: return falsum(node.right, terms_.apply(given, truth(node.left)));
      case Op::Iff: {
        const bool forward = values_[node.left];
        const Ref direction = terms_.project(forward ? Rule::IffForward : Rule::IffBackward, given);
        const Id from = forward ? node.left : node.right;
        return falsum(forward ? node.right : node.left, terms_.apply(direction, truth(from)));
      }
      default: return given;
    }
  }

  // A proof of the true formula `id`.
  Ref truth(Id id) {
    const Node node = arena_[id];
    const Id type = instance(id);
    switch (node.op) {
      case Op::Not: return terms_.lambda(type, falsum(node.left, terms_.hypothesis(instance(node.left))));
      case Op::And: {
        const Ref left = truth(node.left);
        return terms_.pair(type, left, truth(node.right));
      }
      case Op::Or: {
        const bool left = values_[node.left] && (!values_[node.right] || cost_[node.left] <= cost_[node.right]);
        return terms_.inject(type, left, truth(left ? node.left : node.right));
      }
      case Op::Implies: return implication(node.left, node.right);
      case Op::Iff: {
        const Ref forward = implication(node.left, node.right);
        return terms_.pair(type, forward, implication(node.right, node.left));
      }
      default: return terms_.truth();
    }
  }

 private:
  Ref implication(Id left, Id right) {
    const Id to = instance(right);
    const Id type = arena_.binary(Op::Implies, instance(left), to);
    if (values_[right] && (values_[left] || cost_[right] <= cost_[left] + 2)) return terms_.lambda(type, truth(right));
    const Ref absurdity = falsum(left, terms_.hypothesis(instance(left)));
    return terms_.lambda(type, arena_[to].op == Op::Bottom ? absurdity : terms_.absurd(to, absurdity));
  }

  Arena& arena_;
  Terms& terms_;
  const std::vector<bool>& values_;
  const std::vector<unsigned>& cost_;
  std::vector<Id> instances_;
};

}  // namespace

Ref Engine::refute(const std::vector<Assignment>& assignments, Result& result, Id& instance) {
  Assignment best = assignments.front();
  std::pair<unsigned, int> best_measure{~0u, 0};
  for (const Assignment assignment : assignments) {
    const unsigned cost = costs(arena_, evaluate(arena_, assignment))[whole_];
    const std::pair<unsigned, int> measure{cost, std::popcount(assignment)};
    if (measure < best_measure) {
      best = assignment;
      best_measure = measure;
    }
  }
  const std::vector<bool> values = evaluate(arena_, best);
  const std::vector<unsigned> cost = costs(arena_, values);
  for (std::size_t atom = 0; atom < statement_.atoms.size(); ++atom) {
    result.countermodel.push_back((best >> atom & 1) != 0);
  }
  Builder builder(arena_, terms_, values, cost);
  instance = builder.instance(whole_);
  return builder.falsum(whole_, terms_.hypothesis(instance));
}

}  // namespace propositional::prove
