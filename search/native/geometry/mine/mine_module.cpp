// The Python face of the miner: mine_unit and class MinedUnit of search._geometry.
#include "engine_module.hpp"
#include "mine/explore.hpp"

#include <nanobind/stl/map.h>
#include <nanobind/stl/string.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

namespace nb = nanobind;
using namespace nb::literals;

namespace geometry {

namespace {

// Name, parameters, helpers, outputs, requirements, facts, steps, weight.
using TemplateTuple = std::tuple<std::string, int, int, std::vector<int>, std::vector<FactTuple>, std::vector<FactTuple>,
                                 std::vector<StepTuple>, double>;

mine::Template read_template(const TemplateTuple& tuple) {
  const auto& [name, parameters, helpers, outputs, requirements, facts, steps, weight] = tuple;
  if (parameters < 1 || parameters > mine::max_parameters || helpers < 0 || parameters + helpers > max_points)
    throw std::invalid_argument("construction " + name + " has too many parameters");
  mine::Template result{.name = name, .parameters = parameters, .helpers = helpers, .weight = weight};
  std::vector<bool> defined(static_cast<std::size_t>(parameters));
  for (const int output : outputs) {
    if (output < 0 || output >= parameters) throw std::invalid_argument("construction " + name + ": no such output");
    defined[static_cast<std::size_t>(output)] = true;
    result.outputs.push_back(static_cast<std::uint8_t>(output));
  }
  for (int i = 0; i < parameters; ++i)
    if (!defined[static_cast<std::size_t>(i)]) result.inputs.push_back(static_cast<std::uint8_t>(i));
  for (const FactTuple& fact : requirements) result.requires_.push_back(read_fact(fact, parameters));
  for (const FactTuple& fact : facts) result.facts.push_back(read_fact(fact, parameters));
  for (const StepTuple& step : steps) result.steps.push_back(read_step(step, parameters + helpers));
  return result;
}

// Template and points, of each construction of a clause.
using GroupTuple = std::vector<std::pair<int, std::vector<int>>>;

// Clauses whose points are numbered in the order of the clauses.
std::vector<mine::Group> read_groups(const std::vector<GroupTuple>& tuples, const mine::Table& table) {
  std::vector<mine::Group> result;
  int points = 0;
  for (const GroupTuple& tuple : tuples) {
    mine::Group group;
    for (const auto& [number, arguments] : tuple) {
      if (number < 0 || static_cast<std::size_t>(number) >= table.size())
        throw std::invalid_argument("no such construction");
      const mine::Template& chosen = table[static_cast<std::size_t>(number)];
      mine::Placed placed{.construction = number};
      if (static_cast<int>(arguments.size()) != chosen.parameters)
        throw std::invalid_argument(chosen.name + " takes " + std::to_string(chosen.parameters) + " points");
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] < 0 || arguments[i] >= max_engine_points)
          throw std::invalid_argument("a point has a number from 0 to " + std::to_string(max_engine_points - 1));
        placed.arguments[i] = static_cast<std::uint8_t>(arguments[i]);
      }
      for (const std::uint8_t input : chosen.inputs)
        if (placed.arguments[input] >= points) throw std::invalid_argument(chosen.name + ": a point is not yet defined");
      std::vector<std::uint8_t> outputs;
      for (const std::uint8_t output : chosen.outputs) outputs.push_back(placed.arguments[output]);
      std::ranges::sort(outputs);
      for (std::size_t i = 0; i < outputs.size(); ++i)
        if (outputs[i] != points + static_cast<int>(i) ||
            (!group.constructions.empty() && outputs.size() != group.points.size()))
          throw std::invalid_argument(chosen.name + ": points are numbered in the order of the clauses");
      group.points = std::move(outputs);
      group.constructions.push_back(placed);
    }
    points += static_cast<int>(group.points.size());
    result.push_back(std::move(group));
  }
  return result;
}

mine::Settings read_settings(const std::map<std::string, double>& values) {
  mine::Settings settings;
  const std::map<std::string_view, int*> whole{
      {"points", &settings.points},
      {"clauses_min", &settings.clauses_min},
      {"clauses_max", &settings.clauses_max},
      {"nodes", &settings.nodes},
      {"stride", &settings.stride},
      {"beam", &settings.beam},
      {"children", &settings.children},
      {"tries", &settings.tries},
      {"pictures", &settings.pictures},
      {"min_length", &settings.harvest.min_length},
      {"min_constructions", &settings.harvest.min_constructions},
      {"per_class", &settings.harvest.per_class},
      {"auxiliary", &settings.harvest.auxiliary},
      {"facts", &settings.harvest.limits.facts},
      {"rounds", &settings.harvest.limits.rounds}};
  // What decides a unit's problems is counted, never timed.
  settings.harvest.limits.seconds = std::numeric_limits<double>::infinity();
  settings.harvest.limits.distances = false;  // too slow for 2% of the problems: docs/geometry-engine.md
  for (const auto& [name, value] : values) {
    if (name == "tree") settings.tree = value != 0;
    else if (name == "meeting") settings.meeting = value;
    else if (const auto it = whole.find(name); it != whole.end()) *it->second = static_cast<int>(value);
    else throw std::invalid_argument("unknown setting: " + name);
  }
  return settings;
}

std::map<std::string, double> python_statistics(const mine::Statistics& s) {
  const auto number = [](auto value) { return static_cast<double>(value); };
  return {{"sequences", number(s.sequences)},     {"tries", number(s.tries)},
          {"undrawable", number(s.undrawable)},   {"saturated", number(s.saturated)},
          {"goals", number(s.goals)},             {"trivial", number(s.trivial)},
          {"same_class", number(s.same_class)},   {"old", number(s.old)},
          {"not_minimal", number(s.not_minimal)}, {"unpictured", number(s.unpictured)},
          {"duplicates", number(s.duplicates)},   {"conjectures", number(s.conjectures)},
          {"settled", number(s.settled)},         {"work", number(s.work)},
          {"nodes", number(s.nodes)},             {"dropped", number(s.dropped)},
          {"best_score", s.best_score},           {"score_sum", s.score_sum},
          {"deepest", number(s.deepest)}};
}

nb::bytes key_bytes(const mine::Unit& unit) {
  std::string result;
  for (const mine::Problem& problem : unit.problems)
    result.append(reinterpret_cast<const char*>(problem.key.data()), sizeof problem.key);
  return nb::bytes(result.data(), result.size());
}

nb::tuple python_problem(const mine::Problem& problem, const mine::Table& table) {
  nb::list groups, proof, picture;
  for (const mine::Group& group : problem.groups) {
    nb::list constructions;
    for (const mine::Placed& placed : group.constructions) {
      nb::list arguments;
      for (int i = 0; i < table[static_cast<std::size_t>(placed.construction)].parameters; ++i)
        arguments.append(static_cast<int>(placed.arguments[static_cast<std::size_t>(i)]));
      constructions.append(nb::make_tuple(placed.construction, nb::tuple(arguments)));
    }
    groups.append(constructions);
  }
  for (const ProofStep& step : problem.proof) proof.append(python_step(step));
  for (const Point p : problem.picture) picture.append(nb::make_tuple(p.real(), p.imag()));
  return nb::make_tuple(groups, problem.statement, python_fact(problem.goal), proof, picture);
}

using Measures = nb::ndarray<nb::numpy, double, nb::shape<-1, 7>>;

// Length, depth, different rules, auxiliary clauses, work, points, whether symmetric: a row for each problem.
Measures measures_of(const mine::Unit& unit) {
  auto values = std::make_unique<std::vector<double>>();
  for (const mine::Problem& problem : unit.problems) {
    const auto& s = problem.summary;
    for (const double value :
         {static_cast<double>(s.length), static_cast<double>(s.depth), static_cast<double>(s.rules),
          static_cast<double>(problem.groups.size()) - problem.statement, static_cast<double>(problem.work),
          static_cast<double>(problem.picture.size()), problem.symmetric ? 1.0 : 0.0})
      values->push_back(value);
  }
  double* data = values->data();
  nb::capsule owner(values.release(), [](void* p) noexcept { delete static_cast<std::vector<double>*>(p); });
  return Measures(data, {unit.problems.size(), 7}, owner);
}

// A table of constructions and settings, read once for many units.
struct Miner {
  std::shared_ptr<const mine::Table> table;
  mine::Settings settings;
};

// A unit that remembers the table of its constructions.
struct MinedUnit {
  mine::Unit unit;
  std::shared_ptr<const mine::Table> table;
};

}  // namespace

void bind_miner(nb::module_& m) {
  m.attr("MAX_PARAMETERS") = mine::max_parameters;

  nb::class_<MinedUnit>(m, "MinedUnit")
      .def("__len__", [](const MinedUnit& self) { return self.unit.problems.size(); })
      .def("keys", [](const MinedUnit& self) { return key_bytes(self.unit); })
      .def("measures", [](const MinedUnit& self) { return measures_of(self.unit); })
      .def("statistics", [](const MinedUnit& self) { return python_statistics(self.unit.statistics); })
      .def("problem",
           [](const MinedUnit& self, std::size_t number) {
             if (number >= self.unit.problems.size()) throw std::out_of_range("the unit has fewer problems");
             return python_problem(self.unit.problems[number], *self.table);
           },
           "number"_a);

  nb::class_<Miner>(m, "Miner")
      .def("__init__",
           [](Miner* self, const std::vector<TemplateTuple>& templates, const std::map<std::string, double>& values,
              const std::vector<GroupTuple>& start) {
             mine::Table table;
             for (const TemplateTuple& one : templates) table.push_back(read_template(one));
             mine::Settings settings = read_settings(values);
             settings.start = read_groups(start, table);
             new (self) Miner{std::make_shared<const mine::Table>(std::move(table)), std::move(settings)};
           },
           "templates"_a, "settings"_a, "start"_a)
      .def("unit",
           [](const Miner& self, std::uint64_t seed, std::uint64_t unit) {
             const nb::gil_scoped_release release;
             return MinedUnit{mine::explore(*self.table, self.settings, seed, unit), self.table};
           },
           "seed"_a, "unit"_a);
}

}  // namespace geometry
