// Propositional formulas, shared by the miner and the prover: an arena of hash-consed nodes and its prefix text.
//
// Everything works around `Id`, the number of a node in its `Arena`: equal formulas of one arena have equal ids,
// so that comparing, hashing and storing a formula costs as much as for a 16-bit integer. Children are always
// older than their parents (smaller ids), so a loop over ids visits them bottom-up.
//
// Prefix text: atoms a..z, T (true), F (false), ~x, &xy, |xy, >xy (implies), =xy (iff). A sequent: "H1,H2:G".
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace propositional {

enum class Op : std::uint8_t { Atom, Top, Bottom, Not, And, Or, Implies, Iff };

using Id = std::uint16_t;

inline constexpr unsigned max_atoms = 26;
inline constexpr unsigned max_depth = 128;           // so that recursion over a parsed formula is safe
inline constexpr std::size_t max_text = 1 << 16;     // characters of a parsed formula
inline constexpr std::size_t max_nodes = 0xffff;     // the id 0xffff is never given out
inline constexpr Id no_formula = 0xffff;

// A text that is not a formula, or a formula that does not fit; Python sees a ValueError.
struct FormulaError : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

struct Node {
  Op op;
  Id left;   // the atom's number when op is Atom; the body when op is Not
  Id right;  // 0 unless op is binary

  bool operator==(const Node&) const = default;
};

constexpr bool is_binary(Op op) { return op >= Op::And; }

class Arena {
 public:
  Arena() : slots_(initial_slots, no_formula) { nodes_.reserve(initial_slots / 2); }

  // Forgets all formulas; ids given before are void.
  void clear() {
    if (nodes_.size() * 4 > slots_.size()) {
      std::fill(slots_.begin(), slots_.end(), no_formula);
    } else {
      for (const Node& node : nodes_) erase(node);
    }
    nodes_.clear();
  }

  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](Id id) const { return nodes_[id]; }

  Id atom(unsigned number) {
    if (number >= max_atoms) throw FormulaError("there are atoms 0 to 25, not " + std::to_string(number));
    return intern({Op::Atom, static_cast<Id>(number), 0});
  }
  Id top() { return intern({Op::Top, 0, 0}); }
  Id bottom() { return intern({Op::Bottom, 0, 0}); }
  Id negate(Id body) { return intern({Op::Not, body, 0}); }
  Id binary(Op op, Id left, Id right) { return intern({op, left, right}); }

  // The node with this content, made if it is new. Throws FormulaError when the arena is full.
  Id intern(Node node) {
    if (nodes_.size() * 2 >= slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash(node) & mask;
    while (slots_[at] != no_formula) {
      if (nodes_[slots_[at]] == node) return slots_[at];
      at = (at + 1) & mask;
    }
    if (nodes_.size() >= max_nodes) throw FormulaError("more than 65535 distinct subformulas");
    nodes_.push_back(node);
    return slots_[at] = static_cast<Id>(nodes_.size() - 1);
  }

 private:
  static constexpr std::size_t initial_slots = 1024;  // a power of two, as every size of the table

  static std::size_t hash(const Node& node) {
    std::uint64_t key = static_cast<std::uint64_t>(node.op) << 32 | static_cast<std::uint64_t>(node.left) << 16 |
                        node.right;
    key *= 0x9e3779b97f4a7c15u;
    return static_cast<std::size_t>(key >> 40);
  }

  // Only for `clear`, which empties every slot that can be reached: the chain from the node's home slot.
  void erase(const Node& node) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash(node) & mask; slots_[at] != no_formula; at = (at + 1) & mask) slots_[at] = no_formula;
  }

  void grow() {
    std::vector<Id> wider(slots_.size() * 2, no_formula);
    const std::size_t mask = wider.size() - 1;
    for (std::size_t id = 0; id < nodes_.size(); ++id) {
      std::size_t at = hash(nodes_[id]) & mask;
      while (wider[at] != no_formula) at = (at + 1) & mask;
      wider[at] = static_cast<Id>(id);
    }
    slots_.swap(wider);
  }

  std::vector<Node> nodes_;
  std::vector<Id> slots_;  // open addressing, at most half full
};

struct Sequent {
  std::vector<Id> hypotheses;
  Id goal = no_formula;
};

// Reads one formula. Throws FormulaError with the offset (characters, from 0) of what is wrong.
inline Id parse(Arena& arena, std::string_view text) {
  if (text.empty()) throw FormulaError("an empty text is no formula");
  if (text.size() > max_text) throw FormulaError("a formula may have at most 65536 characters");
  struct Partial {
    Id id;
    unsigned depth;
  };
  std::vector<Partial> stack;
  // From the right, the operands of an operator are complete when it comes: no recursion.
  for (std::size_t offset = text.size(); offset-- > 0;) {
    const char letter = text[offset];
    const auto where = [&] { return " at offset " + std::to_string(offset); };
    if (letter >= 'a' && letter <= 'z') {
      stack.push_back({arena.atom(static_cast<unsigned>(letter - 'a')), 0});
      continue;
    }
    if (letter == 'T' || letter == 'F') {
      stack.push_back({letter == 'T' ? arena.top() : arena.bottom(), 0});
      continue;
    }
    constexpr std::string_view operators = "~&|>=";
    const std::size_t which = operators.find(letter);
    if (which == operators.npos) {
      throw FormulaError("unexpected character code " + std::to_string(static_cast<unsigned char>(letter)) + where());
    }
    const std::size_t arity = which == 0 ? 1 : 2;
    if (stack.size() < arity) throw FormulaError(std::string("'") + letter + "' lacks an operand" + where());
    const Partial left = stack.back();
    stack.pop_back();
    Partial whole{no_formula, left.depth + 1};
    if (arity == 1) {
      whole.id = arena.negate(left.id);
    } else {
      const Partial right = stack.back();
      stack.pop_back();
      const auto op = static_cast<Op>(static_cast<std::size_t>(Op::Not) + which);
      whole = {arena.binary(op, left.id, right.id), std::max(left.depth, right.depth) + 1};
    }
    if (whole.depth > max_depth) throw FormulaError("a formula may be at most 128 connectives deep" + where());
    stack.push_back(whole);
  }
  if (stack.size() != 1) throw FormulaError("more than one formula where one was expected");
  return stack.back().id;
}

// Reads "H1,H2:G"; ":G" has no hypotheses. Throws FormulaError.
inline Sequent parse_sequent(Arena& arena, std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) throw FormulaError("a sequent needs a ':' before its goal");
  Sequent sequent;
  std::string_view left = text.substr(0, colon);
  while (!left.empty()) {
    const std::size_t comma = left.find(',');
    sequent.hypotheses.push_back(parse(arena, left.substr(0, comma)));
    if (comma == left.npos) break;
    left.remove_prefix(comma + 1);
    if (left.empty()) throw FormulaError("a hypothesis is missing after the last ','");
  }
  sequent.goal = parse(arena, text.substr(colon + 1));
  return sequent;
}

// Appends the prefix text of a formula.
inline void print(const Arena& arena, Id id, std::string& out) {
  constexpr std::array<char, 8> letters{'a', 'T', 'F', '~', '&', '|', '>', '='};
  const Node& node = arena[id];
  const char letter = letters[static_cast<std::size_t>(node.op)];
  if (node.op == Op::Atom) {
    out += static_cast<char>('a' + node.left);
    return;
  }
  out += letter;
  if (node.op == Op::Not) {
    print(arena, node.left, out);
  } else if (is_binary(node.op)) {
    print(arena, node.left, out);
    print(arena, node.right, out);
  }
}

inline std::string print(const Arena& arena, Id id) {
  std::string out;
  print(arena, id, out);
  return out;
}

inline std::string print(const Arena& arena, const Sequent& sequent) {
  std::string out;
  for (std::size_t i = 0; i < sequent.hypotheses.size(); ++i) {
    if (i > 0) out += ',';
    print(arena, sequent.hypotheses[i], out);
  }
  out += ':';
  print(arena, sequent.goal, out);
  return out;
}

}  // namespace propositional
