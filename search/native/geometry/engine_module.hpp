// What the parts of the Python face share: facts, steps of a drawing and steps of a proof as Python writes them.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "figure.hpp"
#include "trace.hpp"

namespace geometry {

// Name, point indices, numerator, denominator.
using FactTuple = std::tuple<std::string_view, std::vector<int>, std::int32_t, std::int32_t>;
// Shape, point indices, number.
using LocusTuple = std::tuple<std::string_view, std::vector<int>, double>;
// A point, its loci, and the position that the problem prescribes.
using StepTuple = std::tuple<int, std::vector<LocusTuple>, std::optional<std::pair<double, double>>>;
using PictureStack =
    nanobind::ndarray<const double, nanobind::shape<-1, -1, 2>, nanobind::c_contig, nanobind::device::cpu>;

// Throws std::invalid_argument or std::out_of_range for what is not a fact about `points` points.
Fact read_fact(const FactTuple& tuple, int points);

// Throws like read_fact.
Step read_step(const StepTuple& tuple, int points);

nanobind::tuple python_fact(const Fact& fact);
nanobind::tuple python_step(const ProofStep& step);

void bind_miner(nanobind::module_& m);
void bind_engine(nanobind::module_& m);
void bind_canonical(nanobind::module_& m);

}  // namespace geometry
