#include "candidates.hpp"

#include <algorithm>
#include <stdexcept>

namespace geometry {

namespace {

// The pairs of a rule's variables that are ends of segments in its premises and its conclusion.
std::vector<std::pair<int, int>> segments_of(const Rule& rule) {
  std::vector<std::pair<int, int>> result;
  const auto add = [&](const Fact& fact) {
    const auto& p = fact.points;
    const auto pair = [&](int i, int j) { result.emplace_back(std::min(p[i], p[j]), std::max(p[i], p[j])); };
    if (fact.kind == Kind::cyclic) return;
    if (arity(fact.kind) == 4 || arity(fact.kind) == 8) {
      for (int i = 0; i < arity(fact.kind); i += 2) pair(i, i + 1);
    } else {
      for (int i = 0; i < arity(fact.kind); i += 3) pair(i, i + 1), pair(i, i + 2), pair(i + 1, i + 2);
    }
  };
  for (const Fact& premise : rule.premises) add(premise);
  add(rule.conclusion);
  std::ranges::sort(result);
  const auto rest = std::ranges::unique(result);
  result.erase(rest.begin(), rest.end());
  return result;
}

const std::vector<std::pair<int, int>>& segments_of(RuleId id) {
  static const auto table = [] {
    std::vector<std::vector<std::pair<int, int>>> result;
    for (const Rule& rule : rules()) result.push_back(segments_of(rule));
    return result;
  }();
  return table[static_cast<std::size_t>(id)];
}

}  // namespace

void Candidates::propose(RuleId id, std::initializer_list<int> points) {
  Candidate candidate{.rule = id, .binding = binding_of(points)};
  for (const auto& [i, j] : segments_of(id))
    if (candidate.binding[i] == candidate.binding[j]) return;
  if (items_.size() == max_candidates)
    throw std::length_error("the picture is too regular: more than 4 million instances of rules");
  each_watch(bind(rule(id).premises[0], candidate.binding), [&](const Watch& watch) {
    candidate.watch = watch;
    return false;
  });
  items_.push_back(candidate);
}

}  // namespace geometry
