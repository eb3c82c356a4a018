// What the parts of the Python face share: facts as Python writes them.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "predicates.hpp"

namespace geometry {

// Name, point indices, numerator, denominator.
using FactTuple = std::tuple<std::string_view, std::vector<int>, std::int32_t, std::int32_t>;
using PictureStack =
    nanobind::ndarray<const double, nanobind::shape<-1, -1, 2>, nanobind::c_contig, nanobind::device::cpu>;

// Throws std::invalid_argument or std::out_of_range for what is not a fact about `points` points.
Fact read_fact(const FactTuple& tuple, int points);

void bind_engine(nanobind::module_& m);
void bind_canonical(nanobind::module_& m);

}  // namespace geometry
