// Bit-parallel truth tables: 64 valuations a machine word, so that validity costs a few instructions a node.
//
// Row r of the table is the valuation in which atom i is true exactly when bit i of r is set. Up to 6 atoms fill
// one word (patterns of fewer atoms repeat), 8 atoms four words.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "formula.hpp"

namespace propositional {

inline constexpr unsigned max_table_atoms = 8;

using Table = std::array<std::uint64_t, 4>;

class Tables {
 public:
  // Tabulates every formula of the arena, whose atoms must be numbered below max_table_atoms.
  void compute(const Arena& arena);

  const Table& operator[](Id id) const { return tables_[id]; }

  // The rows where all hypotheses but the one numbered `without` hold.
  Table all(const std::vector<Id>& hypotheses, std::size_t without = SIZE_MAX) const;

  // The rows that refute the sequent.
  Table countermodels(const Sequent& sequent) const;

  static bool empty(const Table& table) { return (table[0] | table[1] | table[2] | table[3]) == 0; }

  // How many of the 2^atoms valuations are in the table.
  static unsigned count(const Table& table, unsigned atoms) {
    unsigned rows = 0;
    for (const std::uint64_t word : table) rows += static_cast<unsigned>(std::popcount(word));
    return rows >> (max_table_atoms - atoms);
  }

 private:
  std::vector<Table> tables_;
};

}  // namespace propositional
