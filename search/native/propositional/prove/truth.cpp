// Truth tables, 64 rows at a time.
//
// A formula's column of the truth table is a bit string; the connectives work on 64 rows in one machine
// instruction. The first six atoms vary within a word, by the six usual masks; the others count words. This is
// how logic minimisers have long stored small functions (Knuth, TAOCP 4A, 7.1.2). With at most 26 atoms the whole
// table has a million words, so no cleverer method is needed to decide validity.
#include "truth.hpp"

#include <array>

namespace propositional::prove {

namespace {

constexpr std::array<std::uint64_t, 6> within_word{0xaaaaaaaaaaaaaaaau, 0xccccccccccccccccu, 0xf0f0f0f0f0f0f0f0u,
                                                   0xff00ff00ff00ff00u, 0xffff0000ffff0000u, 0xffffffff00000000u};

std::uint64_t atom_column(unsigned atom, std::uint32_t word) {
  if (atom < within_word.size()) return within_word[atom];
  return (word >> (atom - within_word.size()) & 1) != 0 ? ~std::uint64_t{0} : 0;
}

void columns(const Arena& arena, std::uint32_t word, std::vector<std::uint64_t>& out) {
  out.resize(arena.size());
  for (std::size_t id = 0; id < out.size(); ++id) {
    const Node& node = arena[static_cast<Id>(id)];
    switch (node.op) {
      case Op::Atom: out[id] = atom_column(node.left, word); break;
      case Op::Top: out[id] = ~std::uint64_t{0}; break;
      case Op::Bottom: out[id] = 0; break;
      case Op::Not: out[id] = ~out[node.left]; break;
      case Op::And: out[id] = out[node.left] & out[node.right]; break;
      case Op::Or: out[id] = out[node.left] | out[node.right]; break;
      case Op::Implies: out[id] = ~out[node.left] | out[node.right]; break;
      case Op::Iff: out[id] = ~(out[node.left] ^ out[node.right]); break;
    }
  }
}

}  // namespace

std::vector<Assignment> countermodels(const Arena& arena, const Sequent& sequent, unsigned atoms) {
  const unsigned outside = atoms > within_word.size() ? atoms - static_cast<unsigned>(within_word.size()) : 0;
  const unsigned rows = atoms < within_word.size() ? 1u << atoms : 64u;
  std::vector<std::uint64_t> column;
  std::vector<Assignment> found;
  for (std::uint32_t word = 0; word < std::uint32_t{1} << outside && found.empty(); ++word) {
    columns(arena, word, column);
    std::uint64_t falsified = ~column[sequent.goal];
    for (const Id hypothesis : sequent.hypotheses) falsified &= column[hypothesis];
    for (unsigned row = 0; row < rows; ++row) {
      if ((falsified >> row & 1) != 0) found.push_back(word << within_word.size() | row);
    }
  }
  return found;
}

std::vector<bool> evaluate(const Arena& arena, Assignment assignment) {
  std::vector<std::uint64_t> column;
  columns(arena, assignment >> within_word.size(), column);
  std::vector<bool> values;
  values.reserve(column.size());
  for (const std::uint64_t rows : column) values.push_back((rows >> (assignment & 63) & 1) != 0);
  return values;
}

}  // namespace propositional::prove
