#include "mine/sequence.hpp"

#include <algorithm>

namespace geometry::mine {

namespace {

constexpr int max_helpers = 12;  // of one clause

}  // namespace

Sequence::Sequence(const Table& table, const Bounds& bounds, std::uint64_t seed) : table_(&table), bounds_(bounds) {
  Random seeds(seed);
  for (int i = 0; i < bounds.pictures; ++i) sketches_.emplace_back(bounds.points, max_helpers, seeds.next());
}

bool Sequence::append(const Group& group) {
  if (points_ + static_cast<int>(group.points.size()) > bounds_.points) return false;
  const Clause clause = clause_of(*table_, group, bounds_.points);
  for (Sketch& sketch : sketches_) {
    if (!sketch.draw(clause, guard_of(0))) continue;
    for (Sketch& drawn : sketches_)
      for (const std::uint8_t point : group.points) drawn.forget(point);
    return false;
  }
  points_ += static_cast<int>(group.points.size());
  groups_.push_back(group);
  return true;
}

std::vector<std::vector<Point>> Sequence::pictures() const {
  std::vector<std::vector<Point>> result;
  for (const Sketch& sketch : sketches_)
    result.emplace_back(sketch.points().begin(), sketch.points().begin() + points_);
  return result;
}

std::vector<Point> Sequence::places(int point) const {
  std::vector<Point> result;
  for (const Sketch& sketch : sketches_) result.push_back(sketch.points()[static_cast<std::size_t>(point)]);
  return result;
}

Chooser::Chooser(const Table& table, double meeting) : table_(&table), meeting_(meeting) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].weight <= 0) continue;
    const int number = static_cast<int>(i);
    if (!table[i].inputs.empty()) others_.push_back(number);
    else if (table[i].outputs.size() > 2) seeds_.push_back(number);
    if (!table[i].inputs.empty() && table[i].is_curve()) curves_.push_back(number);
  }
}

int Chooser::choose(const std::vector<int>& from, Random& random) const {
  double total = 0;
  for (const int i : from) total += (*table_)[static_cast<std::size_t>(i)].weight;
  double rest = random.uniform(0, total);
  for (const int i : from)
    if ((rest -= (*table_)[static_cast<std::size_t>(i)].weight) < 0) return i;
  return from.back();
}

Placed Chooser::place(int construction, int points, Random& random) const {
  const Template& chosen = (*table_)[static_cast<std::size_t>(construction)];
  Placed placed{.construction = construction};
  std::vector<std::uint8_t> free(static_cast<std::size_t>(points));
  for (std::size_t i = 0; i < free.size(); ++i) free[i] = static_cast<std::uint8_t>(i);
  for (const std::uint8_t parameter : chosen.inputs) {
    const std::size_t i = random.below(free.size());
    placed.arguments[parameter] = free[i];
    free.erase(free.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (std::size_t i = 0; i < chosen.outputs.size(); ++i)
    placed.arguments[chosen.outputs[i]] = static_cast<std::uint8_t>(points + static_cast<int>(i));
  return placed;
}

Group Chooser::seed(Random& random) const {
  Group group;
  group.constructions.push_back(place(choose(seeds_, random), 0, random));
  const Template& chosen = (*table_)[static_cast<std::size_t>(group.constructions[0].construction)];
  for (std::size_t i = 0; i < chosen.outputs.size(); ++i) group.points.push_back(static_cast<std::uint8_t>(i));
  return group;
}

Group Chooser::next(int points, Random& random) const {
  const auto fits = [&](int i) {
    return static_cast<int>((*table_)[static_cast<std::size_t>(i)].inputs.size()) <= points;
  };
  Group group;
  int first = choose(others_, random);
  while (!fits(first)) first = choose(others_, random);
  const Template& chosen = (*table_)[static_cast<std::size_t>(first)];
  group.constructions.push_back(place(first, points, random));
  for (std::size_t i = 0; i < chosen.outputs.size(); ++i)
    group.points.push_back(static_cast<std::uint8_t>(points + static_cast<int>(i)));
  if (chosen.is_curve() && random.uniform(0, 1) < meeting_) {
    int second = choose(curves_, random);
    while (!fits(second)) second = choose(curves_, random);
    group.constructions.push_back(place(second, points, random));
  }
  return group;
}

}  // namespace geometry::mine
