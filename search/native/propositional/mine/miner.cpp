#include "miner.hpp"

#include <algorithm>
#include <bit>
#include <unordered_set>
#include <utility>

namespace propositional {

namespace {

// How often each Source is tried for a valid sequent and for a refutable one.
constexpr std::array<double, 5> valid_sources{0.15, 0.3, 0.25, 0.3, 0};
constexpr std::array<double, 5> refutable_sources{0.5, 0, 0, 0, 0.5};

Id copy(const Arena& from, Id id, Arena& to, std::vector<Id>& copies, std::array<Id, max_atoms>& names,
        unsigned& used) {
  if (copies[id] != no_formula) return copies[id];
  const Node& node = from[id];
  Node made = node;
  if (node.op == Op::Atom) {
    if (names[node.left] == no_formula) names[node.left] = static_cast<Id>(used++);
    made.left = names[node.left];
  } else if (node.op >= Op::Not) {
    made.left = copy(from, node.left, to, copies, names, used);
    if (is_binary(node.op)) made.right = copy(from, node.right, to, copies, names, used);
  }
  return copies[id] = to.intern(made);
}

Sequent rename(const Arena& from, const Sequent& sequent, Arena& to) {
  to.clear();
  std::vector<Id> copies(from.size(), no_formula);
  std::array<Id, max_atoms> names;
  names.fill(no_formula);
  unsigned used = 0;
  Sequent result;
  for (const Id hypothesis : sequent.hypotheses) {
    result.hypotheses.push_back(copy(from, hypothesis, to, copies, names, used));
  }
  result.goal = copy(from, sequent.goal, to, copies, names, used);
  return result;
}

}  // namespace

Miner::Miner(const Options& options) : options_(options) { options_.check(); }

Batch Miner::mine(std::uint64_t seed, std::uint64_t unit, std::uint32_t slots) {
  Batch batch;
  std::unordered_set<std::string> seen;
  for (std::uint32_t slot = 0; slot < slots; ++slot) {
    Rng rng(seed, unit, slot);
    std::optional<Candidate> candidate = fill(rng, batch.counts);
    if (!candidate) {
      ++batch.counts.exhausted;
    } else if (!seen.insert(candidate->canonical).second) {
      ++batch.counts.duplicate;
    } else {
      batch.candidates.push_back(std::move(*candidate));
    }
  }
  return batch;
}

std::optional<Candidate> Miner::fill(Rng& rng, Counts& counts) {
  const bool valid = rng.chance(options_.valid_share);
  Source source{};
  unsigned size = 0;
  for (unsigned attempt = 0; attempt < max_attempts; ++attempt) {
    if (attempt % patience == 0) {
      source = static_cast<Source>(rng.weighted(valid ? valid_sources : refutable_sources));
      size = rng.between(options_.min_size, options_.max_size);
    }
    ++counts.generated;
    drafts_.clear();
    Draft draft{options_, rng, drafts_, rng.between(options_.min_atoms, options_.max_atoms)};
    Sequent drawn = draw(draft, source, size);
    fit(draft, drawn);
    Sequent sequent = rename(drafts_, drawn, arena_);
    tables_.compute(arena_);
    if (Tables::empty(tables_.countermodels(sequent)) != valid) {
      ++counts.other_outcome;
      continue;
    }
    if (valid && !options_.spare_hypotheses && drop_spare_hypotheses(sequent)) {
      sequent = rename(arena_, sequent, spare_);
      std::swap(arena_, spare_);
      tables_.compute(arena_);
    }
    Candidate candidate;
    if (!measure(sequent, candidate) || candidate.size + slack < size) {
      ++counts.out_of_bounds;
      continue;
    }
    canonizer_.load(arena_, sequent);
    if (trivial(sequent)) {
      ++counts.trivial;
      continue;
    }
    candidate.canonical = canonizer_.text();
    candidate.text = print(arena_, sequent);
    candidate.valid = valid;
    candidate.source = source;
    return candidate;
  }
  return std::nullopt;
}

Sequent Miner::draw(Draft& draft, Source source, unsigned size) {
  const auto valid = [&](unsigned connectives) {
    return draft.rng.below(2) == 0 ? schema_instance(draft, connectives) : derived_sequent(draft, connectives);
  };
  switch (source) {
    case Source::Random:
      return random_sequent(draft, size);
    case Source::Schema:
      return schema_instance(draft, size);
    case Source::Derivation:
      return derived_sequent(draft, size);
    case Source::Transformation:
      return transformed(draft, valid(size > 3 ? size - 3 : 1));
    default:
      return near_miss(draft, valid(size));
  }
}

// Brings the number of hypotheses within bounds by steps that keep validity, and shuffles them.
void Miner::fit(Draft& draft, Sequent& sequent) const {
  Arena& arena = draft.arena;
  std::vector<Id>& hypotheses = sequent.hypotheses;
  const auto below = [&](std::size_t bound) { return draft.rng.below(static_cast<unsigned>(bound)); };
  for (std::size_t i = hypotheses.size(); i > 1; --i) std::swap(hypotheses[i - 1], hypotheses[below(i)]);
  // Too many: two are joined, or one goes into the goal.
  while (hypotheses.size() > options_.max_hypotheses) {
    const Id last = hypotheses.back();
    hypotheses.pop_back();
    if (!hypotheses.empty() && options_.weights[1] > 0 && below(2) == 0) {
      hypotheses.back() = arena.binary(Op::And, hypotheses.back(), last);
    } else {
      sequent.goal = arena.binary(Op::Implies, last, sequent.goal);
    }
  }
  // Too few: a conjunction is split, the goal's antecedent comes out of it, or a detour is made through a new formula:
  // A and A → H in place of H, or G → A as a hypothesis and A as the goal.
  while (hypotheses.size() < options_.min_hypotheses) {
    const std::size_t which = below(hypotheses.size() + 1);
    const bool at_goal = which == hypotheses.size();
    const Node node = arena[at_goal ? sequent.goal : hypotheses[which]];
    if (at_goal && node.op == Op::Implies) {
      hypotheses.push_back(node.left);
      sequent.goal = node.right;
    } else if (!at_goal && node.op == Op::And) {
      hypotheses[which] = node.left;
      hypotheses.push_back(node.right);
    } else {
      const Id through = random_formula(draft, below(2));
      hypotheses.push_back(at_goal ? arena.binary(Op::Implies, sequent.goal, through) : through);
      Id& changed = at_goal ? sequent.goal : hypotheses[which];
      changed = at_goal ? through : arena.binary(Op::Implies, through, changed);
    }
  }
}

// Drops hypotheses, last first, that the others make unnecessary; whether any went.
bool Miner::drop_spare_hypotheses(Sequent& sequent) {
  const std::size_t before = sequent.hypotheses.size();
  for (std::size_t h = before; h-- > 0;) {
    Table rows = tables_.all(sequent.hypotheses, h);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] &= ~tables_[sequent.goal][i];
    if (Tables::empty(rows)) sequent.hypotheses.erase(sequent.hypotheses.begin() + static_cast<std::ptrdiff_t>(h));
  }
  return sequent.hypotheses.size() != before;
}

// Fills in the measures; whether they are within the bounds asked for.
bool Miner::measure(const Sequent& sequent, Candidate& candidate) {
  sizes_.resize(arena_.size());
  depths_.resize(arena_.size());
  for (std::size_t id = 0; id < arena_.size(); ++id) {
    const Node& node = arena_[static_cast<Id>(id)];
    sizes_[id] = depths_[id] = 0;
    if (node.op == Op::Atom) {
      candidate.atoms = std::max(candidate.atoms, node.left + 1u);
    } else if (node.op < Op::Not) {
      if (options_.constants <= 0) return false;
    } else {
      if (options_.weights[static_cast<std::size_t>(node.op) - static_cast<std::size_t>(Op::Not)] <= 0) return false;
      sizes_[id] = 1 + sizes_[node.left] + (is_binary(node.op) ? sizes_[node.right] : 0);
      depths_[id] = 1 + std::max(depths_[node.left], is_binary(node.op) ? depths_[node.right] : 0);
    }
  }
  candidate.size = sizes_[sequent.goal];
  candidate.depth = depths_[sequent.goal];
  for (const Id hypothesis : sequent.hypotheses) {
    candidate.size += sizes_[hypothesis];
    candidate.depth = std::max(candidate.depth, depths_[hypothesis]);
  }
  candidate.hypotheses = static_cast<unsigned>(sequent.hypotheses.size());
  candidate.countermodels = Tables::count(tables_.countermodels(sequent), candidate.atoms);
  return options_.min_size <= candidate.size && candidate.size <= options_.max_size &&
         candidate.depth <= options_.max_depth && options_.min_atoms <= candidate.atoms &&
         candidate.atoms <= options_.max_atoms && options_.min_hypotheses <= candidate.hypotheses &&
         candidate.hypotheses <= options_.max_hypotheses;
}

}  // namespace propositional
