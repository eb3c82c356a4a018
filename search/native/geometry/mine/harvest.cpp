#include "mine/harvest.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace geometry::mine {

namespace {

constexpr std::size_t settled_at_once = 24;  // conjectures that one construction may settle

auto key_of(const Fact& fact) { return std::tuple(fact.kind, fact.points, fact.numerator, fact.denominator); }

template <class Stated>
void assume(Closure& closure, const Stated& stated, Set parts) {
  for (std::size_t i = 0; i < stated.parts.size(); ++i)
    if (parts >> i & 1)
      for (const Fact& fact : stated.premises[i]) closure.assume(fact);
}

}  // namespace

bool Figure::append(const Group& group) {
  if (!sequence.append(group)) return false;
  for (const std::uint8_t point : group.points) bare.add_point(sequence.places(point));
  return true;
}

Harvester::Stated Harvester::stated_by(const Sequence& sequence) const {
  Stated stated;
  for (std::size_t g = 0; g < sequence.groups().size(); ++g)
    for (std::size_t i = 0; i < sequence.groups()[g].constructions.size(); ++i) {
      const Placed& placed = sequence.groups()[g].constructions[i];
      auto facts = facts_of(table_[static_cast<std::size_t>(placed.construction)], placed);
      if (facts.empty() || stated.parts.size() == max_constructions) continue;
      for (const Fact& fact : facts) stated.owners.emplace(key_of(fact), Set{1} << stated.parts.size());
      stated.parts.push_back({static_cast<int>(g), static_cast<int>(i)});
      stated.premises.push_back(std::move(facts));
    }
  return stated;
}

Set Harvester::used_by(const Proof& proof, const Stated& stated) {
  Set used = 0;
  for (const ProofStep& step : proof)
    if (step.reason == ProofStep::Reason::premise) used |= stated.owners.at(key_of(step.fact));
  return used;
}

Set Harvester::statement_of(const Fact& goal, const Sequence& sequence, const Stated& stated) const {
  std::array<bool, max_engine_points> wanted{};
  for (int i = 0; i < arity(goal.kind); ++i) wanted[goal.points[i]] = true;
  Set result = 0;
  for (std::size_t i = stated.parts.size(); i-- > 0;) {
    const auto& [g, place] = stated.parts[i];
    const Group& group = sequence.groups()[static_cast<std::size_t>(g)];
    if (std::ranges::none_of(group.points, [&](int p) { return wanted[p]; })) continue;
    result |= Set{1} << i;
    const Placed& placed = group.constructions[static_cast<std::size_t>(place)];
    for (int k = 0; k < table_[static_cast<std::size_t>(placed.construction)].parameters; ++k)
      wanted[placed.arguments[static_cast<std::size_t>(k)]] = true;
  }
  return result;
}

std::optional<Harvester::Proof> Harvester::proof_from(Closure& bare, const Stated& stated, Set parts,
                                                      const Fact& goal) const {
  const auto mark = bare.mark();
  assume(bare, stated, parts);
  bare.saturate(goal, settings_.limits);
  auto proof = Traceback(bare).prove(goal);
  bare.undo(mark);
  return proof;
}

std::optional<std::pair<Set, Harvester::Proof>> Harvester::thinned(Closure& bare, const Stated& stated, Set parts,
                                                                   const Fact& goal) const {
  for (;;) {
    std::vector<int> numbers;
    std::vector<std::vector<Fact>> premises;
    for (Set rest = parts; rest != 0; rest &= rest - 1) {
      numbers.push_back(std::countr_zero(rest));
      premises.push_back(stated.premises[static_cast<std::size_t>(numbers.back())]);
    }
    const std::array<Wanted, 1> goals{{{goal, first_of(numbers.size())}}};
    const Set needs = needs_of(bare, premises, goals, settings_.limits)[0];
    const auto proof = proof_from(bare, stated, parts, goal);
    if (!proof) return std::nullopt;
    if (needs == first_of(numbers.size())) {
      if (used_by(*proof, stated) != parts) return std::nullopt;
      return std::pair(parts, *proof);
    }
    // What the proof does not use goes first; else the newest that is not needed.
    const Set used = used_by(*proof, stated);
    if (used != parts) {
      parts = used;
    } else {
      std::size_t last = numbers.size();
      while (needs >> (last - 1) & 1) --last;
      parts &= ~(Set{1} << numbers[last - 1]);
    }
  }
}

double Harvester::harvest(Figure& figure, std::size_t first_new) {
  const Sequence& sequence = figure.sequence;
  ++statistics.sequences;
  statistics.deepest = std::max(statistics.deepest, static_cast<int>(sequence.groups().size()));
  const Stated stated = stated_by(sequence);
  Set fresh = 0;
  for (std::size_t i = 0; i < stated.parts.size(); ++i)
    if (static_cast<std::size_t>(stated.parts[i].group) >= first_new) fresh |= Set{1} << i;
  Closure closure = figure.bare;
  assume(closure, stated, first_of(stated.parts.size()));
  if (closure.saturate(std::nullopt, settings_.limits) == Outcome::saturated) ++statistics.saturated;
  work_ = closure.work();
  statistics.work += work_;
  auto [goals, conjectures] = said_by(closure, sequence.pictures()[0]);
  statistics.goals += goals.size();
  drop_old(figure.bare, stated, first_of(stated.parts.size()) & ~fresh, goals);
  auto candidates = candidates_of(closure, sequence, stated, goals, fresh);
  std::vector<Wanted> wanted;
  for (const Candidate& candidate : candidates) wanted.push_back(candidate.goal);
  const auto needs = needs_of(figure.bare, stated.premises, wanted, settings_.limits);
  std::vector<Candidate> detours;  // whose proofs use auxiliary constructions and more than is needed
  double score = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    auto& [goal, proof, auxiliary] = candidates[i];
    if (needs[i] == goal.used) {
      score += keep(sequence, stated, goal.used, goal.fact, std::move(proof));
    } else {
      ++statistics.not_minimal;
      if (auxiliary) detours.push_back(std::move(candidates[i]));
    }
  }
  score += thin_auxiliary(figure, stated, std::move(detours));
  statistics.conjectures += conjectures.size();
  if (!conjectures.empty()) score += settle(figure, closure, conjectures);
  return score;
}

std::vector<Harvester::Candidate> Harvester::candidates_of(const Closure& closure, const Sequence& sequence,
                                                           const Stated& stated, const std::vector<Goal>& goals,
                                                           Set fresh) {
  Traceback traceback(closure);
  std::map<std::pair<std::uint32_t, Set>, std::vector<std::size_t>> of_class;
  std::vector<Candidate> result;
  for (const auto& [goal, group] : goals) {
    auto proof = traceback.prove(goal);
    if (!proof) continue;
    const Set used = used_by(*proof, stated);
    if (std::popcount(used) < settings_.min_constructions || summarize(*proof).length < settings_.min_length) {
      ++statistics.trivial;
      continue;
    }
    if ((used & fresh) == 0) {
      ++statistics.old;
      continue;
    }
    const bool auxiliary = (used & ~statement_of(goal, sequence, stated)) != 0;
    auto& kept = of_class[{group, used}];
    if (kept.size() < static_cast<std::size_t>(settings_.per_class)) {
      kept.push_back(result.size());
      result.push_back({{goal, used}, std::move(*proof), auxiliary});
      continue;
    }
    ++statistics.same_class;
    const auto plain = std::ranges::find_if(kept, [&](std::size_t i) { return !result[i].auxiliary; });
    if (auxiliary && plain != kept.end()) result[*plain] = {{goal, used}, std::move(*proof), true};
  }
  return result;
}

void Harvester::drop_old(Closure& bare, const Stated& stated, Set old, std::vector<Goal>& goals) {
  if (old == 0) return;
  const auto mark = bare.mark();
  assume(bare, stated, old);
  bare.saturate(std::nullopt, settings_.limits);
  statistics.old += std::erase_if(goals, [&](const Goal& goal) { return bare.proved(goal.fact); });
  bare.undo(mark);
}

double Harvester::thin_auxiliary(Figure& figure, const Stated& stated, std::vector<Candidate> goals) {
  // Goals by the statement that they would have without auxiliary constructions.
  std::map<Set, std::vector<Candidate>> by_statement;
  for (Candidate& one : goals)
    by_statement[statement_of(one.goal.fact, figure.sequence, stated)].push_back(std::move(one));
  double score = 0;
  for (auto& [statement, group] : by_statement) {
    const auto mark = figure.bare.mark();
    assume(figure.bare, stated, statement);
    figure.bare.saturate(std::nullopt, settings_.limits);
    std::erase_if(group, [&](const Candidate& one) { return figure.bare.proved(one.goal.fact); });
    figure.bare.undo(mark);
    score += keep_thinned(figure.sequence, figure.bare, stated, std::move(group));
  }
  return score;
}

double Harvester::keep_thinned(const Sequence& sequence, Closure& bare, const Stated& stated,
                               std::vector<Candidate> goals) {
  std::map<Set, std::vector<Candidate>> by_use;
  for (Candidate& one : goals) by_use[one.goal.used].push_back(std::move(one));
  double score = 0;
  for (auto& [used, group] : by_use) {
    std::vector<std::vector<Fact>> premises;
    for (Set rest = used; rest != 0; rest &= rest - 1)
      premises.push_back(stated.premises[static_cast<std::size_t>(std::countr_zero(rest))]);
    std::vector<Wanted> wanted;
    for (const Candidate& one : group) wanted.push_back({one.goal.fact, first_of(premises.size())});
    const auto needs = needs_of(bare, premises, wanted, settings_.limits);
    bool thinned_one = false;
    for (std::size_t i = 0; i < group.size(); ++i) {
      auto& [goal, proof, auxiliary] = group[i];
      if (needs[i] == first_of(premises.size())) {
        score += keep(sequence, stated, used, goal.fact, std::move(proof));
      } else if (!std::exchange(thinned_one, true)) {
        auto thin = thinned(bare, stated, used, goal.fact);
        if (thin) score += keep(sequence, stated, thin->first, goal.fact, std::move(thin->second));
      }
    }
  }
  return score;
}

double Harvester::settle(Figure& figure, Closure& closure, const std::vector<Fact>& conjectures) {
  double score = 0;
  for (int attempt = 0; attempt < settings_.auxiliary; ++attempt) {
    Sequence longer = figure.sequence;
    ++statistics.tries;
    if (!longer.append(chooser_.next(longer.points(), random_))) {
      ++statistics.undrawable;
      continue;
    }
    const Stated stated = stated_by(longer);
    const auto mark = closure.mark();
    for (const std::uint8_t point : longer.groups().back().points) closure.add_point(longer.places(point));
    for (std::size_t i = 0; i < stated.parts.size(); ++i)
      if (static_cast<std::size_t>(stated.parts[i].group) + 1 == longer.groups().size())
        assume(closure, stated, Set{1} << i);
    closure.saturate(std::nullopt, settings_.limits);
    std::vector<Candidate> found;
    for (const Fact& conjecture : conjectures) {
      if (found.size() == settled_at_once || !closure.proved(conjecture)) continue;
      auto proof = Traceback(closure).prove(conjecture);
      if (!proof) continue;
      const Set used = used_by(*proof, stated);
      found.push_back({{conjecture, used}, std::move(*proof), true});
    }
    closure.undo(mark);
    statistics.settled += found.size();
    if (found.empty()) continue;
    const auto bare_mark = figure.bare.mark();
    for (const std::uint8_t point : longer.groups().back().points) figure.bare.add_point(longer.places(point));
    score += keep_thinned(longer, figure.bare, stated, std::move(found));
    figure.bare.undo(bare_mark);
  }
  return score;
}

double Harvester::keep(const Sequence& sequence, const Stated& stated, Set needed, const Fact& goal, Proof proof) {
  if (std::popcount(needed) < settings_.min_constructions || summarize(proof).length < settings_.min_length) {
    ++statistics.trivial;
    return 0;
  }
  auto problem = reduced(table_, free_points_, sequence, stated.parts, needed, goal, std::move(proof), random_.next());
  if (!problem) {
    ++statistics.unpictured;
    return 0;
  }
  if (!keys_.insert(problem->key).second) {
    ++statistics.duplicates;
    return 0;
  }
  problem->work = work_;
  const bool auxiliary = problem->statement < static_cast<int>(problem->groups.size());
  const double score = problem->summary.depth + (auxiliary ? 10 : 0) + (problem->symmetric ? 3 : 0);
  problems.push_back(std::move(*problem));
  return score;
}

}  // namespace geometry::mine
