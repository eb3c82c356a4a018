#include "table.hpp"

namespace propositional {

namespace {

Table atom_rows(unsigned atom) {
  constexpr std::array<std::uint64_t, 6> patterns{0xaaaaaaaaaaaaaaaau, 0xccccccccccccccccu, 0xf0f0f0f0f0f0f0f0u,
                                                  0xff00ff00ff00ff00u, 0xffff0000ffff0000u, 0xffffffff00000000u};
  if (atom < 6) return {patterns[atom], patterns[atom], patterns[atom], patterns[atom]};
  if (atom == 6) return {0, ~std::uint64_t{0}, 0, ~std::uint64_t{0}};
  if (atom == 7) return {0, 0, ~std::uint64_t{0}, ~std::uint64_t{0}};
  throw FormulaError("truth tables are for at most 8 atoms");
}

constexpr Table everything{~std::uint64_t{0}, ~std::uint64_t{0}, ~std::uint64_t{0}, ~std::uint64_t{0}};

std::uint64_t combine(Op op, std::uint64_t left, std::uint64_t right) {
  switch (op) {
    case Op::And:
      return left & right;
    case Op::Or:
      return left | right;
    case Op::Implies:
      return ~left | right;
    default:
      return ~(left ^ right);
  }
}

}  // namespace

void Tables::compute(const Arena& arena) {
  tables_.resize(arena.size());
  for (std::size_t id = 0; id < arena.size(); ++id) {
    const Node& node = arena[static_cast<Id>(id)];
    Table& table = tables_[id];
    switch (node.op) {
      case Op::Atom:
        table = atom_rows(node.left);
        break;
      case Op::Top:
        table = everything;
        break;
      case Op::Bottom:
        table = {};
        break;
      case Op::Not:
        for (std::size_t i = 0; i < table.size(); ++i) table[i] = ~tables_[node.left][i];
        break;
      default:
        for (std::size_t i = 0; i < table.size(); ++i) {
          table[i] = combine(node.op, tables_[node.left][i], tables_[node.right][i]);
        }
    }
  }
}

Table Tables::all(const std::vector<Id>& hypotheses, std::size_t without) const {
  Table rows = everything;
  for (std::size_t h = 0; h < hypotheses.size(); ++h) {
    if (h == without) continue;
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] &= tables_[hypotheses[h]][i];
  }
  return rows;
}

Table Tables::countermodels(const Sequent& sequent) const {
  Table rows = all(sequent.hypotheses);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] &= ~tables_[sequent.goal][i];
  return rows;
}

}  // namespace propositional
