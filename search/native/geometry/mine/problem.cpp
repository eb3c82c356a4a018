#include "mine/problem.hpp"

#include <algorithm>
#include <stdexcept>

namespace geometry::mine {

namespace {

constexpr int picture_attempts = 20;

// A set of points of one sequence.
using Points = std::array<bool, max_engine_points>;

void mark(Points& points, const Fact& fact) {
  for (int i = 0; i < arity(fact.kind); ++i) points[fact.points[i]] = true;
}

class Reduction {
 public:
  Reduction(const Table& table, const FreePoints& free_points, const Sequence& sequence,
            const std::vector<Part>& parts, Set needed)
      : table_(table), free_points_(free_points), sequence_(sequence) {
    kept_.resize(sequence.groups().size());
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (needed >> i & 1) kept_[static_cast<std::size_t>(parts[i].group)].push_back(parts[i].place);
  }

  std::optional<Problem> run(const Fact& goal, std::vector<ProofStep> proof, std::uint64_t seed);

 private:
  void mark_points(const Fact& goal, const std::vector<ProofStep>& proof);
  void keep_groups();
  void split(const Fact& goal);
  std::vector<Group> free_groups(bool stated) const;
  bool draw(Problem& problem, std::uint64_t seed) const;
  const Template& construction(const Placed& placed) const {
    return table_[static_cast<std::size_t>(placed.construction)];
  }

  const Table& table_;
  const FreePoints& free_points_;
  const Sequence& sequence_;
  std::vector<std::vector<int>> kept_;  // by group: which of its constructions
  Points used_{}, stated_points_{};
  std::vector<std::uint8_t> free_;      // points that nothing needed is said of
  std::vector<Group> groups_;           // points as in the sequence
  std::vector<bool> stated_;            // by group of `groups_`
  bool generalized_ = false;            // whether a point has become freer than it is in the sequence's pictures
};

void Reduction::mark_points(const Fact& goal, const std::vector<ProofStep>& proof) {
  mark(used_, goal);
  for (const ProofStep& step : proof) {
    mark(used_, step.fact);
    for (const std::uint8_t view : step.views) used_[view] = true;
  }
  for (std::size_t g = 0; g < kept_.size(); ++g)
    for (const int place : kept_[g]) {
      const Placed& placed = sequence_.groups()[g].constructions[static_cast<std::size_t>(place)];
      for (int i = 0; i < construction(placed).parameters; ++i) used_[placed.arguments[static_cast<std::size_t>(i)]] = true;
    }
}

void Reduction::keep_groups() {
  for (std::size_t g = 0; g < kept_.size(); ++g) {
    const Group& old = sequence_.groups()[g];
    const auto states_nothing = [&](const Placed& placed) { return construction(placed).facts.empty(); };
    if (kept_[g].empty()) {
      std::ranges::copy_if(old.points, std::back_inserter(free_), [&](int p) { return used_[p]; });
      generalized_ = generalized_ || !std::ranges::all_of(old.constructions, states_nothing);
      continue;
    }
    Group group{.points = old.points};
    for (const int place : kept_[g]) group.constructions.push_back(old.constructions[static_cast<std::size_t>(place)]);
    generalized_ = generalized_ || kept_[g].size() < old.constructions.size();
    groups_.push_back(std::move(group));
  }
}

// Statement and auxiliary constructions: a group is stated if the goal's points depend on it.
void Reduction::split(const Fact& goal) {
  mark(stated_points_, goal);
  stated_.assign(groups_.size(), false);
  for (std::size_t g = groups_.size(); g-- > 0;) {
    const Group& group = groups_[g];
    if (std::ranges::none_of(group.points, [&](int p) { return stated_points_[p]; })) continue;
    stated_[g] = true;
    for (const Placed& placed : group.constructions)
      for (int i = 0; i < construction(placed).parameters; ++i)
        stated_points_[placed.arguments[static_cast<std::size_t>(i)]] = true;
  }
}

// Groups that define the free points of the statement, or those that are auxiliary.
std::vector<Group> Reduction::free_groups(bool stated) const {
  std::vector<std::uint8_t> rest;
  std::ranges::copy_if(free_, std::back_inserter(rest), [&](int p) { return stated_points_[p] == stated; });
  std::vector<Group> result;
  while (!rest.empty()) {
    std::size_t size = std::min(rest.size(), free_points_.templates.size() - 1);
    while (size > 1 && free_points_.templates[size] < 0) --size;
    Placed placed{.construction = free_points_.templates[size]};
    const auto end = rest.begin() + static_cast<std::ptrdiff_t>(size);
    std::ranges::copy(rest.begin(), end, placed.arguments.begin());
    result.push_back({{placed}, {rest.begin(), end}});
    rest.erase(rest.begin(), end);
  }
  return result;
}

bool Reduction::draw(Problem& problem, std::uint64_t seed) const {
  const auto fits = [&](const std::vector<Point>& picture) {
    const auto true_here = [&](const Fact& fact) { return holds(fact, picture); };
    if (!true_here(problem.goal)) return false;
    return std::ranges::all_of(problem.proof, [&](const ProofStep& step) {
      if (!true_here(step.fact)) return false;
      if (step.reason != ProofStep::Reason::rule) return true;
      return std::ranges::all_of(rule(step.rule).conditions,
                                 [&](const Fact& condition) { return true_here(bind(condition, step.binding)); });
    });
  };
  int points = 0;
  for (const Group& group : problem.groups) points += static_cast<int>(group.points.size());
  Random seeds(seed);
  for (int attempt = 0; attempt < picture_attempts; ++attempt) {
    Sequence sequence(table_, {.points = points, .pictures = 1}, seeds.next());
    if (!std::ranges::all_of(problem.groups, [&](const Group& group) { return sequence.append(group); })) continue;
    problem.picture = sequence.pictures()[0];
    if (fits(problem.picture)) return true;
  }
  return false;
}

std::optional<Problem> Reduction::run(const Fact& goal, std::vector<ProofStep> proof, std::uint64_t seed) {
  mark_points(goal, proof);
  keep_groups();
  split(goal);
  Problem problem{.goal = goal, .proof = std::move(proof)};
  std::array<std::uint8_t, max_engine_points> names{};
  int points = 0;
  for (const bool stated : {true, false}) {
    for (Group& group : free_groups(stated)) problem.groups.push_back(std::move(group));
    for (std::size_t g = 0; g < groups_.size(); ++g)
      if (stated_[g] == stated) problem.groups.push_back(groups_[g]);
    if (stated) problem.statement = static_cast<int>(problem.groups.size());
  }
  for (const Group& group : problem.groups)
    for (const std::uint8_t point : group.points) names[point] = static_cast<std::uint8_t>(points++);
  const auto rename = [&](Fact& fact) {
    for (int i = 0; i < arity(fact.kind); ++i) fact.points[i] = names[fact.points[i]];
  };
  for (Group& group : problem.groups) {
    for (std::uint8_t& point : group.points) point = names[point];
    for (Placed& placed : group.constructions)
      for (int i = 0; i < construction(placed).parameters; ++i) {
        auto& argument = placed.arguments[static_cast<std::size_t>(i)];
        argument = names[argument];
      }
  }
  rename(problem.goal);
  for (ProofStep& step : problem.proof) {
    rename(step.fact);
    for (std::uint8_t& view : step.views) view = names[view];
    if (step.reason == ProofStep::Reason::rule)
      for (int i = 0; i < rule(step.rule).variables; ++i) step.binding[i] = names[step.binding[i]];
  }
  if (generalized_) {
    if (!draw(problem, seed)) return std::nullopt;
  } else {
    problem.picture.resize(static_cast<std::size_t>(points));
    const auto picture = sequence_.pictures()[0];
    for (std::size_t p = 0; p < picture.size(); ++p)
      if (used_[p]) problem.picture[names[p]] = picture[p];
  }
  std::vector<Fact> premises;
  for (int g = 0; g < problem.statement; ++g)
    for (const Placed& placed : problem.groups[static_cast<std::size_t>(g)].constructions)
      for (const Fact& fact : facts_of(construction(placed), placed)) premises.push_back(fact);
  const Canonical form = canonical_form(points, premises, problem.goal);
  problem.key = form.key;
  problem.symmetric = form.symmetric;
  problem.summary = summarize(problem.proof);
  return problem;
}

}  // namespace

FreePoints::FreePoints(const Table& table) {
  templates.fill(-1);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Template& t = table[i];
    if (!t.inputs.empty() || !t.facts.empty() || t.outputs.size() >= templates.size()) continue;
    int& found = templates[t.outputs.size()];
    if (found < 0) found = static_cast<int>(i);
  }
  if (templates[1] < 0) throw std::invalid_argument("no construction of the table makes one free point");
}

std::optional<Problem> reduced(const Table& table, const FreePoints& free_points, const Sequence& sequence,
                               const std::vector<Part>& parts, Set needed, const Fact& goal,
                               std::vector<ProofStep> proof, std::uint64_t seed) {
  return Reduction(table, free_points, sequence, parts, needed).run(goal, std::move(proof), seed);
}

}  // namespace geometry::mine
