#include "mine/explore.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <stdexcept>
#include <unordered_set>

namespace geometry::mine {

namespace {

std::uint64_t mixed(std::uint64_t seed, std::uint64_t unit) {
  Random first(seed), second(unit ^ 0x6a09e667f3bcc908);
  return first.next() ^ std::rotl(second.next(), 17);
}

using FactKey = std::tuple<Kind, Binding, std::int32_t, std::int32_t>;

FactKey key_of(const Fact& fact) { return {fact.kind, fact.points, fact.numerator, fact.denominator}; }

class Explorer {
 public:
  Explorer(const Table& table, const Settings& settings, std::uint64_t seed)
      : table_(table), settings_(settings), chooser_(table, settings.meeting), free_points_(table), random_(seed) {
    if (chooser_.empty()) throw std::invalid_argument("no construction of the table makes three points from nothing");
  }

  Unit run() {
    if (settings_.tree) {
      search();
    } else {
      sample();
    }
    return std::move(unit_);
  }

 private:
  struct Node {
    Sequence sequence;
    double score = 0;
  };

  Sequence start();
  bool grow(Sequence& sequence);
  void sample();
  void search();
  // Keeps the problems of a sequence, with `last_only` those that need the last clause; returns the score.
  double mine(const Sequence& sequence, bool last_only);
  double keep(const Closure& closure, const Sequence& sequence, const std::vector<Part>& parts,
              const std::vector<Goal>& goals, const std::vector<Set>& needs, Set last);

  // Which part states a premise; the first where several do.
  std::map<FactKey, Set> owners(const Sequence& sequence, const std::vector<Part>& parts) const;

  const Table& table_;
  const Settings& settings_;
  Chooser chooser_;
  FreePoints free_points_;
  Random random_;
  Unit unit_;
  struct KeyHash {
    std::size_t operator()(const std::array<std::uint64_t, 2>& key) const { return key[0]; }
  };
  std::unordered_set<std::array<std::uint64_t, 2>, KeyHash> keys_;
};

Sequence Explorer::start() {
  for (;;) {
    Sequence sequence(table_, {.points = settings_.points, .pictures = settings_.pictures}, random_.next());
    if (sequence.append(chooser_.seed(random_))) return sequence;
  }
}

// One more clause; false when none of the tries could be drawn.
bool Explorer::grow(Sequence& sequence) {
  for (int i = 0; i < settings_.tries; ++i) {
    ++unit_.statistics.tries;
    if (sequence.append(chooser_.next(sequence.points(), random_))) return true;
    ++unit_.statistics.undrawable;
  }
  return false;
}

void Explorer::sample() {
  for (int i = 0; i < settings_.nodes; ++i) {
    Sequence sequence = start();
    const auto range = static_cast<std::size_t>(settings_.clauses_max - settings_.clauses_min + 1);
    const auto size = static_cast<std::size_t>(settings_.clauses_min) + random_.below(range);
    while (sequence.groups().size() < size && grow(sequence)) {
    }
    mine(sequence, false);
  }
}

void Explorer::search() {
  std::vector<Node> frontier;
  int left = settings_.nodes;
  while (left > 0) {
    if (frontier.empty()) frontier.push_back({start()});
    const auto best = std::ranges::max_element(frontier, {}, &Node::score);
    const Node parent = std::move(*best);
    frontier.erase(best);
    for (int child = 0; child < settings_.children && left > 0; ++child) {
      Node node = parent;
      if (!grow(node.sequence)) break;
      --left;
      node.score = mine(node.sequence, true) - static_cast<double>(node.sequence.groups().size());
      if (static_cast<int>(node.sequence.groups().size()) < settings_.clauses_max)
        frontier.push_back(std::move(node));
    }
    std::ranges::stable_sort(frontier, std::greater{}, &Node::score);
    if (frontier.size() > static_cast<std::size_t>(settings_.beam))
      frontier.erase(frontier.begin() + settings_.beam, frontier.end());
  }
}

double Explorer::mine(const Sequence& sequence, bool last_only) {
  Statistics& statistics = unit_.statistics;
  ++statistics.nodes;
  statistics.deepest = std::max(statistics.deepest, static_cast<int>(sequence.groups().size()));
  std::vector<Part> parts;
  std::vector<std::vector<Fact>> premises;
  Set last = 0;
  for (std::size_t g = 0; g < sequence.groups().size(); ++g)
    for (std::size_t i = 0; i < sequence.groups()[g].constructions.size(); ++i) {
      const Placed& placed = sequence.groups()[g].constructions[i];
      auto facts = facts_of(table_[static_cast<std::size_t>(placed.construction)], placed);
      if (facts.empty() || parts.size() == max_constructions) continue;
      if (g + 1 == sequence.groups().size()) last |= Set{1} << parts.size();
      parts.push_back({static_cast<int>(g), static_cast<int>(i)});
      premises.push_back(std::move(facts));
    }
  const auto pictures = sequence.pictures();
  Closure bare(sequence.points(), pictures, {});
  Closure closure = bare;
  for (const auto& facts : premises)
    for (const Fact& fact : facts) closure.assume(fact);
  if (closure.saturate(std::nullopt, settings_.limits) == Outcome::saturated) ++statistics.saturated;
  statistics.work += closure.work();
  const auto goals = goals_of(closure, pictures[0]);
  statistics.goals += goals.size();
  const auto needs = needs_of(bare, premises, goals, settings_.limits);
  const double score = keep(closure, sequence, parts, goals, needs, last_only ? last : 0);
  statistics.best_score = std::max(statistics.best_score, score);
  statistics.score_sum += score;
  return score;
}

std::map<FactKey, Set> Explorer::owners(const Sequence& sequence, const std::vector<Part>& parts) const {
  std::map<FactKey, Set> result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Group& group = sequence.groups()[static_cast<std::size_t>(parts[i].group)];
    const Placed& placed = group.constructions[static_cast<std::size_t>(parts[i].place)];
    for (const Fact& fact : facts_of(table_[static_cast<std::size_t>(placed.construction)], placed))
      result.emplace(key_of(fact), Set{1} << i);
  }
  return result;
}

double Explorer::keep(const Closure& closure, const Sequence& sequence, const std::vector<Part>& parts,
                      const std::vector<Goal>& goals, const std::vector<Set>& needs, Set last) {
  Statistics& statistics = unit_.statistics;
  Traceback traceback(closure);
  const auto part_of = owners(sequence, parts);
  std::map<std::pair<std::uint32_t, Set>, int> kept;
  double score = 0;
  for (std::size_t i = 0; i < goals.size(); ++i) {
    const auto count = [&](std::uint64_t& counter) { ++counter; };
    const auto& [goal, group] = goals[i];
    if (std::popcount(needs[i]) < 2) {
      count(statistics.trivial);
      continue;
    }
    if (last != 0 && (needs[i] & last) == 0) {
      count(statistics.old);
      continue;
    }
    int& of_class = kept[{group, needs[i]}];
    if (of_class == settings_.per_class) {
      count(statistics.same_class);
      continue;
    }
    auto proof = traceback.prove(goal);
    if (!proof) continue;
    Set used = 0;
    for (const ProofStep& step : *proof)
      if (step.reason == ProofStep::Reason::premise) used |= part_of.at(key_of(step.fact));
    if (used != needs[i]) {
      count(statistics.not_minimal);
      continue;
    }
    if (summarize(*proof).length < settings_.min_length) {
      count(statistics.trivial);
      continue;
    }
    auto problem = reduced(table_, free_points_, sequence, parts, needs[i], goal, std::move(*proof), random_.next());
    if (!problem) {
      count(statistics.unpictured);
      continue;
    }
    ++of_class;
    if (!keys_.insert(problem->key).second) {
      count(statistics.duplicates);
      continue;
    }
    problem->work = closure.work();
    score += problem->summary.length + (problem->statement < static_cast<int>(problem->groups.size()) ? 10 : 0);
    unit_.problems.push_back(std::move(*problem));
  }
  return score;
}

}  // namespace

Unit explore(const Table& table, const Settings& settings, std::uint64_t seed, std::uint64_t unit) {
  return Explorer(table, settings, mixed(seed, unit)).run();
}

}  // namespace geometry::mine
