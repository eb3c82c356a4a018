// The Python face of the miner: search._mine (see search/_mine.pyi).
#include <nanobind/nanobind.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include "miner.hpp"

namespace nb = nanobind;
using namespace propositional;

namespace {

struct PythonBatch {
  nb::list candidates;
  Counts counts;
};

PythonBatch mine(const Options& options, std::uint64_t seed, std::uint64_t unit, std::uint32_t slots) {
  Batch batch;
  {
    nb::gil_scoped_release release;
    batch = Miner(options).mine(seed, unit, slots);
  }
  PythonBatch result{{}, batch.counts};
  for (Candidate& candidate : batch.candidates) result.candidates.append(nb::cast(std::move(candidate)));
  return result;
}

std::vector<std::string> schema_texts() {
  const auto texts = schemata();
  return {texts.begin(), texts.end()};
}

std::string canonical(std::string_view text) {
  Arena arena;
  const Sequent sequent = parse_sequent(arena, text);
  Canonizer canonizer;
  canonizer.load(arena, sequent);
  return canonizer.text();
}

bool is_valid(std::string_view text) {
  Arena arena;
  const Sequent sequent = parse_sequent(arena, text);
  Tables tables;
  tables.compute(arena);
  return Tables::empty(tables.countermodels(sequent));
}

}  // namespace

NB_MODULE(_mine, m) {
  m.doc() = "Mining of propositional sequents (native).";

  nb::class_<Options>(m, "Options")
      .def(nb::init<>())
      .def_rw("min_size", &Options::min_size)
      .def_rw("max_size", &Options::max_size)
      .def_rw("max_depth", &Options::max_depth)
      .def_rw("min_atoms", &Options::min_atoms)
      .def_rw("max_atoms", &Options::max_atoms)
      .def_rw("min_hypotheses", &Options::min_hypotheses)
      .def_rw("max_hypotheses", &Options::max_hypotheses)
      .def_rw("weights", &Options::weights)
      .def_rw("constants", &Options::constants)
      .def_rw("valid_share", &Options::valid_share)
      .def_rw("spare_hypotheses", &Options::spare_hypotheses)
      .def_rw("contradictory", &Options::contradictory);

  nb::class_<Candidate>(m, "Candidate")
      .def_ro("canonical", &Candidate::canonical)
      .def_ro("text", &Candidate::text)
      .def_ro("valid", &Candidate::valid)
      .def_ro("size", &Candidate::size)
      .def_ro("depth", &Candidate::depth)
      .def_ro("atoms", &Candidate::atoms)
      .def_ro("hypotheses", &Candidate::hypotheses)
      .def_ro("countermodels", &Candidate::countermodels)
      .def_prop_ro("source", [](const Candidate& c) { return source_names[static_cast<std::size_t>(c.source)]; });

  nb::class_<PythonBatch>(m, "Batch")
      .def_ro("candidates", &PythonBatch::candidates)
      .def_prop_ro("generated", [](const PythonBatch& b) { return b.counts.generated; })
      .def_prop_ro("out_of_bounds", [](const PythonBatch& b) { return b.counts.out_of_bounds; })
      .def_prop_ro("other_outcome", [](const PythonBatch& b) { return b.counts.other_outcome; })
      .def_prop_ro("trivial", [](const PythonBatch& b) { return b.counts.trivial; })
      .def_prop_ro("duplicate", [](const PythonBatch& b) { return b.counts.duplicate; })
      .def_prop_ro("exhausted", [](const PythonBatch& b) { return b.counts.exhausted; });

  m.def("mine", &mine, nb::arg("options"), nb::arg("seed"), nb::arg("unit"), nb::arg("slots"));
  m.def("schemata", &schema_texts);
  m.def("canonical", &canonical, nb::arg("text"));
  m.def("is_valid", &is_valid, nb::arg("text"));
}
