// Walks closures of the figures on standard input at random (points, premises, deduction, undo), for sanitizers to watch.
//
// A figure: the numbers of points, pictures and premises; for each picture its coordinates; for each premise its
// predicate, points, numerator and denominator. Prints a line for each figure; any disagreement ends the program.
#include <cstdlib>
#include <iostream>
#include <random>

#include "trace.hpp"

using namespace geometry;

namespace {

struct Figure {
  std::vector<std::vector<Point>> places;  // by point and picture
  std::vector<Fact> premises;
};

std::optional<Figure> read() {
  int points = 0, pictures = 0, premises = 0;
  if (!(std::cin >> points >> pictures >> premises)) return std::nullopt;
  Figure figure{std::vector(static_cast<std::size_t>(points), std::vector<Point>(static_cast<std::size_t>(pictures))),
                {}};
  for (std::size_t i = 0; i < static_cast<std::size_t>(pictures); ++i)
    for (auto& place : figure.places) {
      double x = 0, y = 0;
      std::cin >> x >> y;
      place[i] = {x, y};
    }
  for (int i = 0; i < premises; ++i) {
    std::string name;
    std::cin >> name;
    Fact fact{.kind = kind_named(name).value()};
    for (int j = 0; j < arity(fact.kind); ++j) {
      int point = 0;
      std::cin >> point;
      fact.points[static_cast<std::size_t>(j)] = static_cast<std::uint8_t>(point);
    }
    std::cin >> fact.numerator >> fact.denominator;
    figure.premises.push_back(fact);
  }
  return figure;
}

void expect(bool true_here, const char* what) {
  if (true_here) return;
  std::cout << "failed: " << what << std::endl;
  std::exit(1);
}

template <class Error, class Action>
void expect_error(Action action, const char* what) {
  try {
    action();
  } catch (const Error&) {
    return;
  }
  expect(false, what);
}

bool is_there(const Closure& closure, const Fact& premise) {
  for (int i = 0; i < arity(premise.kind); ++i)
    if (premise.points[static_cast<std::size_t>(i)] >= closure.points()) return false;
  return true;
}

void walk(const Figure& figure, std::mt19937& random) {
  Closure closure(figure.places[0].size());
  Traceback traceback(closure);
  std::vector<Closure::Mark> marks;
  for (int step = 0; step < 60; ++step) {
    const auto choice = random() % 8;
    if (choice < 3 && static_cast<std::size_t>(closure.points()) < figure.places.size())
      closure.add_point(figure.places[static_cast<std::size_t>(closure.points())]);
    else if (choice < 5 && !figure.premises.empty()) {
      const Fact& premise = figure.premises[random() % figure.premises.size()];
      if (is_there(closure, premise)) closure.assume(premise);
    } else if (choice == 5)
      closure.saturate(std::nullopt, {.rounds = 1 + static_cast<int>(random() % 3)});
    else if (choice == 6)
      marks.push_back(closure.mark());
    else if (!marks.empty()) {
      const std::size_t kept = random() % marks.size();
      closure.undo(marks[kept]);
      marks.resize(kept + 1);
    }
    if (step % 10 == 9 && !closure.facts().empty())
      expect(traceback.prove(closure.facts().back().fact).has_value(), "a fact has a proof");
  }
}

void limits(const Figure& figure) {
  Closure closure(figure.places[0].size());
  const auto bare = closure.mark();
  for (const auto& place : figure.places) closure.add_point(place);
  const auto points = closure.mark();
  for (const Fact& premise : figure.premises) closure.assume(premise);
  const auto all = closure.mark();
  const auto before = closure.facts().size();
  const auto full = closure.saturate(std::nullopt, {});
  expect(full == Outcome::saturated, "saturated");
  const auto found = closure.facts().size();
  closure.undo(all);
  expect(closure.facts().size() == before, "undone");
  expect(closure.saturate(std::nullopt, {.rounds = 0}) == Outcome::out_of_rounds, "out of rounds");
  if (found > before + 1) {
    expect(closure.saturate(std::nullopt, {.facts = static_cast<int>(before) + 1}) == Outcome::out_of_facts,
           "out of facts");
    closure.undo(all);
    expect(closure.saturate(std::nullopt, {.bytes = 1}) == Outcome::out_of_memory, "out of memory");
  }
  expect(closure.saturate(std::nullopt, {}) == Outcome::saturated && closure.facts().size() == found,
         "goes on to the same facts");
  for (const Derived& derived : closure.facts()) expect(closure.proved(derived.fact), "a fact is proved");
  closure.undo(points);
  closure.undo(bare);
  expect_error<std::invalid_argument>([&] { closure.undo(all); }, "a stale mark");
  expect_error<std::invalid_argument>([&] { closure.add_point({}); }, "no place");
  expect_error<std::out_of_range>([&] { closure.assume({.kind = Kind::coll, .points = {0, 1, 2}}); }, "no points");
}

void many_points(std::mt19937& random) {
  std::uniform_real_distribution<double> coordinate(-1, 1);
  Closure closure(1);
  const auto mark = closure.mark();
  for (int i = 0; i < max_engine_points; ++i) closure.add_point({Point(coordinate(random), coordinate(random))});
  expect_error<std::length_error>([&] { closure.add_point({Point(3, 3)}); }, "too many points");
  expect(closure.saturate(std::nullopt, {}) == Outcome::saturated, "a large figure");
  closure.undo(mark);
  expect(closure.points() == 0, "no points are left");
}

}  // namespace

int main() {
  std::mt19937 random(1);
  int number = 0;
  while (const auto figure = read()) {
    walk(*figure, random);
    limits(*figure);
    std::cout << "figure " << number++ << " ok" << std::endl;
  }
  many_points(random);
  std::cout << "done" << std::endl;
}
