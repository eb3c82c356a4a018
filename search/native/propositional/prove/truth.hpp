// Truth tables: whether a sequent is classically valid, and the assignments that falsify it; see `truth.cpp`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "formula.hpp"

namespace propositional::prove {

// Bit i is the value of atom i.
using Assignment = std::uint32_t;

// Assignments that make every hypothesis true and the goal false, none when the sequent is valid: all of them
// when it has at most six atoms, else those of the first block of 64 that has any.
std::vector<Assignment> countermodels(const Arena& arena, const Sequent& sequent, unsigned atoms);

// The value of every formula of the arena under one assignment, by id.
std::vector<bool> evaluate(const Arena& arena, Assignment assignment);

}  // namespace propositional::prove
