// The Python face of canonical forms: function canonical of search._geometry.
#include "canonical.hpp"

#include "engine_module.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace geometry {

void bind_canonical(nb::module_& m) {
  m.def("canonical",
        [](int points, const std::vector<FactTuple>& premises, const FactTuple& goal) {
          std::vector<Fact> facts;
          for (const FactTuple& premise : premises) facts.push_back(read_fact(premise, points));
          const Canonical form = canonical_form(points, facts, read_fact(goal, points));
          nb::list labels;
          for (const std::uint8_t label : form.label) labels.append(label == no_label ? -1 : static_cast<int>(label));
          return nb::make_tuple(nb::bytes(reinterpret_cast<const char*>(form.key.data()), sizeof form.key),
                                nb::bytes(reinterpret_cast<const char*>(form.code.data()), form.code.size()),
                                nb::tuple(labels), form.symmetric);
        },
        "points"_a, "premises"_a, "goal"_a);
}

}  // namespace geometry
