// The Python face of geometry: search._geometry (see search/_geometry.pyi).
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "engine_module.hpp"
#include "figure.hpp"
#include "labels.hpp"

namespace nb = nanobind;
using namespace nb::literals;
using namespace geometry;

namespace geometry {

namespace {

std::uint8_t point_index(int point, int points) {
  if (point < 0 || point >= points)
    throw std::out_of_range("point " + std::to_string(point) + " is not among the points");
  return static_cast<std::uint8_t>(point);
}

Locus read_locus(const LocusTuple& tuple, int points) {
  const auto& [shape_name, arguments, value] = tuple;
  const auto shape = shape_named(shape_name);
  if (!shape) throw std::invalid_argument("unknown locus: " + std::string(shape_name));
  if (!takes(*shape, static_cast<int>(arguments.size())))
    throw std::invalid_argument("locus " + std::string(shape_name) + " is given by another number of points");
  Locus locus{.shape = *shape, .count = static_cast<std::uint8_t>(arguments.size()), .value = value};
  std::ranges::transform(arguments, locus.points.begin(), [&](int p) { return point_index(p, points); });
  return locus;
}

}  // namespace

Fact read_fact(const FactTuple& tuple, int points) {
  const auto& [kind_name, arguments, numerator, denominator] = tuple;
  const auto kind = kind_named(kind_name);
  if (!kind) throw std::invalid_argument("unknown predicate: " + std::string(kind_name));
  if (static_cast<int>(arguments.size()) != arity(*kind))
    throw std::invalid_argument(std::string(kind_name) + " takes " + std::to_string(arity(*kind)) + " points");
  if (denominator <= 0) throw std::invalid_argument("a denominator is positive");
  Fact fact{.kind = *kind, .numerator = numerator, .denominator = denominator};
  std::ranges::transform(arguments, fact.points.begin(), [&](int p) { return point_index(p, points); });
  return fact;
}

Step read_step(const StepTuple& tuple, int points) {
  const auto& [point, loci, fixed] = tuple;
  Step step{.point = point_index(point, points)};
  for (const LocusTuple& locus : loci) step.loci.push_back(read_locus(locus, points));
  if (fixed) step.fixed = Point(fixed->first, fixed->second);
  if (!fixed && loci.empty()) throw std::invalid_argument("a step needs a locus or a fixed position");
  return step;
}

}  // namespace geometry

namespace {

using ClauseTuple = std::tuple<std::vector<FactTuple>, std::vector<StepTuple>, std::vector<FactTuple>>;
using Coordinates = nb::ndarray<const double, nb::shape<-1, 2>, nb::c_contig, nb::device::cpu>;
using Pictures = nb::ndarray<nb::numpy, double, nb::shape<-1, -1, 2>>;

Plan read_plan(int points, int helpers, const std::vector<ClauseTuple>& clauses) {
  if (points < 0 || helpers < 0 || points + helpers > max_points)
    throw std::length_error("at most " + std::to_string(max_points) + " points");
  const int all = points + helpers;
  Plan plan{.points = points, .helpers = helpers};
  const auto facts = [&](const std::vector<FactTuple>& tuples) {
    std::vector<Fact> result;
    for (const FactTuple& tuple : tuples) result.push_back(read_fact(tuple, all));
    return result;
  };
  for (const auto& [before, steps, after] : clauses) {
    Clause clause{.requires_ = facts(before), .facts = facts(after)};
    for (const StepTuple& step : steps) clause.steps.push_back(read_step(step, all));
    plan.clauses.push_back(std::move(clause));
  }
  return plan;
}

nb::tuple python_obstacle(const Obstacle& obstacle) {
  nb::object fact = nb::none();
  if (obstacle.fact) {
    nb::list points;
    for (int i = 0; i < arity(obstacle.fact->kind); ++i) points.append(static_cast<int>(obstacle.fact->points[i]));
    fact = nb::make_tuple(name(obstacle.fact->kind), points, obstacle.fact->numerator, obstacle.fact->denominator);
  }
  return nb::make_tuple(obstacle.clause, name(obstacle.reason), obstacle.point, obstacle.other, fact);
}

nb::object realize_many(int points, int helpers, const std::vector<ClauseTuple>& clauses, std::uint64_t seed, int count,
                        int attempts) {
  const Plan plan = read_plan(points, helpers, clauses);
  auto values = std::make_unique<std::vector<double>>();
  std::optional<Obstacle> obstacle;
  {
    nb::gil_scoped_release release;
    Random seeds(seed);
    for (int i = 0; i < count && !obstacle; ++i) {
      const auto result = realize(plan, seeds.next(), attempts);
      if (const auto* picture = std::get_if<std::vector<Point>>(&result)) {
        for (const Point p : *picture) values->insert(values->end(), {p.real(), p.imag()});
      } else {
        obstacle = std::get<Obstacle>(result);
      }
    }
  }
  if (obstacle) return python_obstacle(*obstacle);
  double* data = values->data();
  nb::capsule owner(values.release(), [](void* p) noexcept { delete static_cast<std::vector<double>*>(p); });
  return nb::cast(Pictures(data, {static_cast<std::size_t>(count), static_cast<std::size_t>(points), 2}, owner));
}

std::vector<double> measures(const std::vector<FactTuple>& facts, const Coordinates& coordinates) {
  const Picture picture(reinterpret_cast<const Point*>(coordinates.data()), coordinates.shape(0));
  std::vector<double> result;
  const int points = static_cast<int>(picture.size());
  for (const FactTuple& fact : facts) result.push_back(measure(read_fact(fact, points), picture));
  return result;
}

std::vector<bool> all_hold(const std::vector<FactTuple>& facts, const Coordinates& coordinates) {
  const Picture picture(reinterpret_cast<const Point*>(coordinates.data()), coordinates.shape(0));
  std::vector<bool> result;
  const int points = static_cast<int>(picture.size());
  for (const FactTuple& fact : facts) result.push_back(holds(read_fact(fact, points), picture));
  return result;
}

std::vector<Place> labels(
    const std::vector<Place>& points, const std::vector<Place>& sizes, const std::vector<std::array<double, 4>>& lines,
    const std::vector<std::array<double, 3>>& rings, const std::vector<std::array<double, 3>>& marks, Place frame,
    double dot) {
  if (points.size() != sizes.size()) throw std::invalid_argument("each point has one label");
  const auto finite = [](const auto& rows) {
    return std::ranges::all_of(rows, [](const auto& row) {
      return std::ranges::all_of(row, [](double x) { return std::abs(x) < 1e9; });
    });
  };
  if (!finite(points) || !finite(sizes) || !finite(lines) || !finite(rings) || !finite(marks))
    throw std::invalid_argument("a drawing is made of finite numbers below 1e9");
  return place_labels({points, sizes, lines, rings, marks, frame[0], frame[1], dot});
}

}  // namespace

NB_MODULE(_geometry, m) {
  m.doc() = "Plane geometry: predicates on pictures, numeric construction, deduction (native).";
  m.attr("MAX_POINTS") = max_points;
  m.attr("TOLERANCE") = tolerance;
  m.attr("MARGIN") = margin;

  bind_engine(m);
  bind_miner(m);
  bind_canonical(m);

  m.def("predicates", [] {
    std::vector<std::tuple<std::string_view, int, bool, bool>> result;
    for (int i = 0; i < kinds; ++i) {
      const auto kind = static_cast<Kind>(i);
      result.emplace_back(name(kind), arity(kind), takes_value(kind), is_open(kind));
    }
    return result;
  });
  m.def("is_shape", [](std::string_view shape, int count) {
    const auto found = shape_named(shape);
    return found && takes(*found, count);
  }, "name"_a, "count"_a);
  m.def("realize", &realize_many, "points"_a, "helpers"_a, "clauses"_a, "seed"_a, "count"_a, "attempts"_a);
  m.def("measures", &measures, "facts"_a, "picture"_a);
  m.def("place_labels", &labels, "points"_a, "sizes"_a, "lines"_a, "rings"_a, "marks"_a, "frame"_a, "dot"_a);
  m.def("holds", &all_hold, "facts"_a, "picture"_a);
}
