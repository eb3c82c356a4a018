// Valid sequents as instances of known theorems, and of two theorems composed by cut.
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "draft.hpp"

namespace propositional {

namespace {

// The propositional laws that textbooks name, as sequents over the letters a to f. A test checks each of them.
constexpr std::string_view texts[] = {
    // structural and single rules
    "a,b:&ab", "&ab:a", "a:|ab", "a,>ab:b", ">ab,>bc:>ac", ">ab,~b:~a", "|ab,~a:b", "|ab,>ac,>bc:c", "=ab,a:b",
    "=ab,~a:~b", ">ab,>ba:=ab", ">ab,>a~b:~a", "a,~a:b", "~~~a:~a", "a:~~a", ":~&a~a", ":~~|a~a", "|ab,=ac,=bd:|cd",
    // conjunction, disjunction, implication
    "&ab:&ba", "|ab:|ba", "&a&bc:&&abc", "|a|bc:||abc", "&a|bc:|&ab&ac", "|&ab&ac:&a|bc", "|a&bc:&|ab|ac",
    "&|ab|ac:|a&bc", ">a>bc:>b>ac", ">&abc:>a>bc", ">a>bc:>&abc", ">a&bc:&>ab>ac", "&>ab>ac:>a&bc", ">|abc:&>ac>bc",
    "&>ac>bc:>|abc", ">a>bc,>ab:>ac", ">ab:>&acb", ">ab:>a|bc", ">ab:>&ac&bc", ">ab:>|ac|bc", ">ab:>>bc>ac",
    "|ab,>ac,>bd:|cd", ">ab,>cd:>&ac&bd", ">ab,>cd:>|ac|bd", "&a|ab:a", "a:|a&ab", ">a>ab:>ab", "&a>ab:&ab",
    // negation
    ">ab:>~b~a", ">a~b:>b~a", "~|ab:&~a~b", "&~a~b:~|ab", "|~a~b:~&ab", "&a~b:~>ab", "~&ab:>a~b", ">a~b:~&ab",
    "|~ab:>ab", "~>ab:~b", "~~>ab:>~~a~~b", "~~&ab:&~~a~~b", ">a~a:~a", "|~ab,a:b", ">|a~ab:~~b",
    "|ab,|~ac,~c:b", ":~~>>>abaa", ">ab,>a~b,a:c", "~|a~b:&~ab", "|ab,|a~b:~~a",
    // equivalence
    "=ab:=ba", "=ab,=bc:=ac", "=ab:=~a~b", "=ab:=&ac&bc", "=ab:=|ac|bc", "=ab:=>ac>bc", "=ab:=>ca>cb", ":=&aaa",
    ":=|aaa", ":=&a|aba", ":=|a&aba", "=a&ab:>ab", ">ab:=a&ab", ">ab:=b|ab", "=b|ab:>ab", "=ab:&>ab>ba", "~=ab,a:~b",
    ":~=a~a", "&ab:=ab", "&~a~b:=ab", "=a>ab:&ab", "=ab,|ab:&ab", "=ab,~&ab:~|ab", "=ab:==ac=bc", ":=>a&bc&>ab>ac",
    // classical
    ":|a~a", "~~a:a", ":>>>abaa", ">~a~b:>ba", ">~ab:|ab", ">ab:|~ab", "~&ab:|~a~b", "~>ab:&a~b", ">ab,>~ab:b",
    ">~aF:a", ":|>ab>ba", ">a|bc:|>ab>ac", ">&abc:|>ac>bc", "=~a~b:=ab", "~=ab:=a~b", "=ab:|&ab&~a~b", "|ab,|~bc:|ac",
    "|ab,|a~b:a", ">a~b,>~ac:>bc", ">ab,>~ac:|bc", ">>abb:|ab", "~=ab:|&a~b&~ab", "==abc:=a=bc",
    ":|a|>ab~b", "&|ab|~ac:|bc", "|&ab&~ac:&>ab>~ac",
    // with constants
    "F:a", ":>Fa", ":>aT", ">aF:~a", "~a:>aF", "=aT:a", "=aF:~a", "a:=aT", "|aF:a", "a:&aT", ">Ta:a",
};

struct Schema {
  Sequent sequent;
  unsigned connectives = 0;
  unsigned atoms = 0;
  std::array<unsigned, max_atoms> occurrences{};
};

struct Library {
  Arena arena;
  std::vector<Schema> schemata;
  // A schema and the place of a hypothesis of it that is a letter: what another theorem's goal can be cut against.
  std::vector<std::pair<std::size_t, std::size_t>> cuts;

  Library() {
    for (const std::string_view text : texts) {
      Schema schema;
      schema.sequent = parse_sequent(arena, text);
      for (const char letter : text) {
        if (letter >= 'a' && letter <= 'z') {
          const auto atom = static_cast<unsigned>(letter - 'a');
          ++schema.occurrences[atom];
          schema.atoms = std::max(schema.atoms, atom + 1);
        } else if (letter != ',' && letter != ':' && letter != 'T' && letter != 'F') {
          ++schema.connectives;
        }
      }
      for (std::size_t h = 0; h < schema.sequent.hypotheses.size(); ++h) {
        if (arena[schema.sequent.hypotheses[h]].op == Op::Atom) cuts.emplace_back(schemata.size(), h);
      }
      schemata.push_back(std::move(schema));
    }
  }
};

const Library& library() {
  static const Library built;
  return built;
}

using Substitution = std::array<Id, max_atoms>;

Id substitute(Draft& draft, const Arena& from, Id id, const Substitution& substitution) {
  const Node& node = from[id];
  switch (node.op) {
    case Op::Atom:
      return substitution[node.left];
    case Op::Top:
    case Op::Bottom:
      return draft.arena.intern(node);
    case Op::Not:
      return draft.arena.negate(substitute(draft, from, node.left, substitution));
    default: {
      const Id left = substitute(draft, from, node.left, substitution);
      return draft.arena.binary(node.op, left, substitute(draft, from, node.right, substitution));
    }
  }
}

// Random formulas for the schema's letters, so that the instance has about `size` connectives; `bound` is given.
Substitution random_substitution(Draft& draft, const Schema& schema, unsigned size, unsigned bound, Id value) {
  std::array<unsigned, max_atoms> sizes{};
  unsigned left = size > schema.connectives ? size - schema.connectives : 0;
  for (unsigned tries = 0; left > 0 && tries < 2 * schema.atoms + 8; ++tries) {
    const unsigned atom = draft.rng.below(schema.atoms);
    if (atom == bound || schema.occurrences[atom] > left || schema.occurrences[atom] == 0) continue;
    ++sizes[atom];
    left -= schema.occurrences[atom];
  }
  Substitution substitution{};
  for (unsigned atom = 0; atom < schema.atoms; ++atom) {
    substitution[atom] = atom == bound ? value : random_formula(draft, sizes[atom]);
  }
  return substitution;
}

Sequent instance(Draft& draft, const Schema& schema, const Substitution& substitution) {
  Sequent sequent;
  for (const Id hypothesis : schema.sequent.hypotheses) {
    sequent.hypotheses.push_back(substitute(draft, library().arena, hypothesis, substitution));
  }
  sequent.goal = substitute(draft, library().arena, schema.sequent.goal, substitution);
  return sequent;
}

}  // namespace

std::span<const std::string_view> schemata() { return texts; }

Sequent schema_instance(Draft& draft, unsigned size) {
  const Library& known = library();
  const auto pick = [&](std::size_t count) { return draft.rng.below(static_cast<unsigned>(count)); };
  const Schema& first = known.schemata[pick(known.schemata.size())];
  const bool composed = draft.rng.chance(0.5);
  Sequent left = instance(draft, first, random_substitution(draft, first, composed ? size / 2 : size, max_atoms, 0));
  if (!composed) return left;
  const auto [which, hypothesis] = known.cuts[pick(known.cuts.size())];
  const Schema& second = known.schemata[which];
  const unsigned letter = known.arena[second.sequent.hypotheses[hypothesis]].left;
  Sequent right = instance(draft, second, random_substitution(draft, second, size / 2, letter, left.goal));
  for (std::size_t h = 0; h < right.hypotheses.size(); ++h) {
    if (h != hypothesis) left.hypotheses.push_back(right.hypotheses[h]);
  }
  left.goal = right.goal;
  return left;
}

}  // namespace propositional
