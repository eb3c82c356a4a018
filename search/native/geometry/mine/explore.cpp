#include "mine/explore.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace geometry::mine {

namespace {

constexpr int start_attempts = 200;

std::uint64_t mixed(std::uint64_t seed, std::uint64_t unit) {
  Random first(seed), second(unit ^ 0x6a09e667f3bcc908);
  return first.next() ^ std::rotl(second.next(), 17);
}

class Explorer {
 public:
  Explorer(const Table& table, const Settings& settings, std::uint64_t seed)
      : table_(table),
        settings_(settings),
        chooser_(table, settings.meeting),
        random_(seed),
        harvester_(table, chooser_, settings.harvest, random_.next()) {
    if (chooser_.empty() && settings.start.empty())
      throw std::invalid_argument("no construction of the table makes three points from nothing");
  }

  Unit run() {
    if (settings_.tree) {
      search();
    } else {
      sample();
    }
    return {std::move(harvester_.problems), harvester_.statistics};
  }

 private:
  struct Node {
    Figure figure;
    double score = 0;
  };

  Figure start();
  // Up to `clauses` more, as far as they can be drawn.
  void grow(Figure& figure, int clauses);
  void sample();
  void search();

  const Table& table_;
  const Settings& settings_;
  Chooser chooser_;
  Random random_;
  Harvester harvester_;
};

Figure Explorer::start() {
  for (int i = 0; i < start_attempts; ++i) {
    Figure figure(table_, {.points = settings_.points, .pictures = settings_.pictures}, random_.next());
    const std::vector<Group> groups =
        settings_.start.empty() ? std::vector<Group>{chooser_.seed(random_)} : settings_.start;
    if (std::ranges::all_of(groups, [&](const Group& group) { return figure.append(group); })) return figure;
  }
  throw std::invalid_argument("the clauses to start from cannot be drawn, or have too many points");
}

void Explorer::grow(Figure& figure, int clauses) {
  for (int tries = 0; clauses > 0 && tries < settings_.tries; ++tries) {
    ++harvester_.statistics.tries;
    if (figure.append(chooser_.next(figure.sequence.points(), random_))) {
      --clauses;
      tries = -1;
    } else {
      ++harvester_.statistics.undrawable;
    }
  }
}

void Explorer::sample() {
  for (int i = 0; i < settings_.nodes; ++i) {
    Figure figure = start();
    const auto range = static_cast<std::size_t>(settings_.clauses_max - settings_.clauses_min + 1);
    grow(figure, settings_.clauses_min + static_cast<int>(random_.below(range)) -
                     static_cast<int>(figure.sequence.groups().size()));
    harvester_.harvest(figure, 0);
  }
}

void Explorer::search() {
  Statistics& statistics = harvester_.statistics;
  std::vector<Node> frontier;
  while (statistics.nodes < static_cast<std::uint64_t>(settings_.nodes)) {
    if (frontier.empty()) frontier.push_back({start()});
    const auto best = std::ranges::max_element(frontier, {}, &Node::score);
    const Node parent = std::move(*best);
    frontier.erase(best);
    const auto size = parent.figure.sequence.groups().size();
    for (int child = 0; child < settings_.children; ++child) {
      Node node = parent;
      grow(node.figure, settings_.stride);
      const auto clauses = node.figure.sequence.groups().size();
      if (clauses == size) break;
      ++statistics.nodes;
      node.score = harvester_.harvest(node.figure, size) / static_cast<double>(clauses);
      statistics.best_score = std::max(statistics.best_score, node.score);
      statistics.score_sum += node.score;
      if (static_cast<int>(clauses) + settings_.stride <= settings_.clauses_max) frontier.push_back(std::move(node));
    }
    std::ranges::stable_sort(frontier, std::greater{}, &Node::score);
    for (; frontier.size() > static_cast<std::size_t>(settings_.beam); ++statistics.dropped) frontier.pop_back();
  }
}

}  // namespace

Unit explore(const Table& table, const Settings& settings, std::uint64_t seed, std::uint64_t unit) {
  return Explorer(table, settings, mixed(seed, unit)).run();
}

}  // namespace geometry::mine
