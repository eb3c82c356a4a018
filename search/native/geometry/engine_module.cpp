// The Python face of the engine: class Closure and the table of rules of search._geometry.
#include "engine_module.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "trace.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace geometry {

nb::tuple python_fact(const Fact& fact) {
  nb::list points;
  for (int i = 0; i < arity(fact.kind); ++i) points.append(static_cast<int>(fact.points[i]));
  return nb::make_tuple(name(fact.kind), nb::tuple(points), fact.numerator, fact.denominator);
}

namespace {

nb::tuple python_binding(RuleId id, const Binding& binding) {
  nb::list points;
  for (int i = 0; i < rule(id).variables; ++i) points.append(static_cast<int>(binding[i]));
  return nb::tuple(points);
}

}  // namespace

nb::tuple python_step(const ProofStep& step) {
  nb::list premises, certificates;
  for (const int premise : step.premises) premises.append(premise);
  for (const auto& certificate : step.certificates) {
    nb::list terms;
    for (const Term& term : certificate)
      terms.append(nb::make_tuple(term.step, term.form, term.coefficient.n, term.coefficient.d));
    certificates.append(terms);
  }
  const bool by_rule = step.reason == ProofStep::Reason::rule;
  constexpr std::array<std::string_view, 4> reasons{"premise", "", "algebra", "distances"};
  nb::list views;
  for (const std::uint8_t view : step.views) views.append(static_cast<int>(view));
  return nb::make_tuple(python_fact(step.fact),
                        by_rule ? rule(step.rule).name : reasons[static_cast<std::size_t>(step.reason)],
                        by_rule ? python_binding(step.rule, step.binding) : nb::tuple(views), premises, certificates);
}

namespace {

nb::list python_steps(const std::vector<ProofStep>& steps) {
  nb::list result;
  for (const ProofStep& step : steps) result.append(python_step(step));
  return result;
}

// A closure with the proofs that were asked of it.
struct Traced {
  explicit Traced(std::size_t pictures) : closure(pictures), traceback(closure) {}
  Traced(int points, std::vector<std::vector<Point>> pictures, const std::vector<Fact>& premises)
      : closure(points, std::move(pictures), premises), traceback(closure) {}
  Traced(const Traced&) = delete;

  Closure closure;
  Traceback traceback;
};

}  // namespace

void bind_engine(nb::module_& m) {
  m.attr("MAX_ENGINE_POINTS") = max_engine_points;
  m.def("rules", [] {
    std::vector<std::tuple<std::string_view, std::string_view>> result;
    for (const Rule& rule : rules()) result.emplace_back(rule.name, rule.text);
    return result;
  });

  nb::class_<Closure::Mark>(m, "Mark");
  nb::class_<Traced>(m, "Closure")
      .def(nb::init<std::size_t>(), "pictures"_a)
      .def("__init__",
           [](Traced* self, const PictureStack& pictures, const std::vector<FactTuple>& premises) {
             const std::size_t points = pictures.shape(1);
             if (points > static_cast<std::size_t>(max_engine_points) || pictures.shape(0) == 0)
               throw std::length_error("one picture at least, of at most " + std::to_string(max_engine_points) +
                                       " points");
             const auto* first = reinterpret_cast<const Point*>(pictures.data());
             std::vector<std::vector<Point>> copies;
             for (std::size_t i = 0; i < pictures.shape(0); ++i)
               copies.emplace_back(first + i * points, first + (i + 1) * points);
             std::vector<Fact> facts;
             for (const FactTuple& premise : premises) facts.push_back(read_fact(premise, static_cast<int>(points)));
             const nb::gil_scoped_release release;
             new (self) Traced(static_cast<int>(points), std::move(copies), facts);
           },
           "pictures"_a, "premises"_a)
      .def("add_point",
           [](Traced& self, const std::vector<std::pair<double, double>>& where) {
             std::vector<Point> places;
             for (const auto& [x, y] : where) places.emplace_back(x, y);
             const nb::gil_scoped_release release;
             return self.closure.add_point(places);
           },
           "where"_a)
      .def("assume",
           [](Traced& self, const FactTuple& premise) {
             self.closure.assume(read_fact(premise, self.closure.points()));
           },
           "premise"_a)
      .def("mark", [](const Traced& self) { return self.closure.mark(); })
      .def("undo", [](Traced& self, const Closure::Mark& mark) { self.closure.undo(mark); }, "mark"_a)
      .def("saturate",
           [](Traced& self, const std::optional<FactTuple>& goal, int facts, int rounds, double seconds,
              std::size_t memory, bool distances) {
             std::optional<Fact> wanted;
             if (goal) wanted = read_fact(*goal, self.closure.points());
             const nb::gil_scoped_release release;
             const Limits limits{.facts = facts, .rounds = rounds, .seconds = seconds, .bytes = memory,
                                 .distances = distances};
             return name(self.closure.saturate(wanted, limits));
           },
           "goal"_a, "facts"_a, "rounds"_a, "seconds"_a, "memory"_a,
           "distances"_a)
      .def("proved",
           [](const Traced& self, const FactTuple& fact) {
             return self.closure.proved(read_fact(fact, self.closure.points()));
           },
           "fact"_a)
      .def("facts",
           [](const Traced& self) {
             nb::list result;
             for (const Derived& derived : self.closure.facts()) {
               const bool by_rule = derived.rule.has_value();
               result.append(nb::make_tuple(python_fact(derived.fact),
                                            by_rule       ? rule(*derived.rule).name
                                            : derived.sum ? std::string_view("distances")
                                                          : std::string_view("premise"),
                                            by_rule ? python_binding(*derived.rule, derived.binding) : nb::tuple()));
             }
             return result;
           })
      .def("trace",
           [](Traced& self, const FactTuple& fact) -> nb::object {
             const Fact wanted = read_fact(fact, self.closure.points());
             std::optional<std::vector<ProofStep>> steps;
             {
               const nb::gil_scoped_release release;
               steps = self.traceback.prove(wanted);
             }
             if (!steps) return nb::none();
             return python_steps(*steps);
           },
           "fact"_a)
      .def("trace_all",
           [](Traced& self, const std::vector<FactTuple>& facts) {
             std::vector<Fact> wanted;
             for (const FactTuple& fact : facts) wanted.push_back(read_fact(fact, self.closure.points()));
             std::pair<std::vector<ProofStep>, std::vector<int>> found;
             {
               const nb::gil_scoped_release release;
               found = self.traceback.prove_all(wanted);
             }
             return nb::make_tuple(python_steps(found.first), found.second);
           },
           "facts"_a)
      .def("summary",
           [](Traced& self, const FactTuple& fact) -> std::optional<std::tuple<int, int, int, int, int>> {
             const Fact wanted = read_fact(fact, self.closure.points());
             const nb::gil_scoped_release release;
             const auto steps = self.traceback.prove(wanted);
             if (!steps) return std::nullopt;
             const ProofSummary s = summarize(*steps);
             return std::tuple(s.premises, s.length, s.depth, s.rules, s.terms);
           },
           "fact"_a)
      .def_prop_ro("points", [](const Traced& self) { return self.closure.points(); })
      .def_prop_ro("candidates", [](const Traced& self) { return self.closure.candidates(); })
      .def_prop_ro("bytes", [](const Traced& self) { return self.closure.bytes(); })
      .def_prop_ro("rounds", [](const Traced& self) { return self.closure.rounds(); })
      .def_prop_ro("work", [](const Traced& self) { return self.closure.work(); });
}

}  // namespace geometry
