// Canonical form of a sequent: equal for two sequents exactly when one is the other after renaming atoms, using
// associativity and commutativity of ∧ and ∨, commutativity of ↔, and reading the hypotheses as a set.
//
// Associativity of ↔ is left out: it holds classically only, and the forms must not mix what needs different proofs.
//
// Method: individualisation and refinement, as for graph isomorphism (McKay and Piperno 2014). The formulas become
// a graph in which equal subterms (up to the laws above) are one node. Atoms get colours that depend on nothing but
// the shape around them; while two atoms share a colour, each of them in turn is given a colour of its own. Every
// path ends in an order of the atoms; the least text over all those orders is the canonical form. An atom that can be
// exchanged with one already tried, leaving the sequent as it is, need not be tried.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "formula.hpp"

namespace propositional {

inline constexpr unsigned max_canonical_atoms = 8;
inline constexpr std::size_t max_canonical_nodes = 2048;

class Canonizer {
 public:
  // Loads a sequent. Throws FormulaError when it has an atom numbered 8 or more, or the arena more than 2048 nodes.
  void load(const Arena& arena, const Sequent& sequent);

  // Whether two formulas of the loaded arena are equal up to the laws above, without renaming.
  bool same(Id left, Id right) const { return node_of_[left] == node_of_[right]; }

  // Hypotheses that are different from each other in that sense.
  std::size_t distinct_hypotheses() const { return hypotheses_.size(); }

  // Connectives that say nothing: between A and A (in one chain of ∧ or ∨, too), or with ⊤ or ⊥. A → ⊥ says
  // something: it is a negation. Equal subformulas count once.
  std::size_t idle_connectives() const;

  // The canonical prefix text of the loaded sequent.
  std::string text();

 private:
  using Index = std::uint16_t;
  using Colours = std::array<std::uint64_t, max_canonical_atoms>;

  struct Term {
    Op op;
    bool used;         // reached from a hypothesis or the goal: not merely spliced into its parent
    unsigned atom;     // when op is Atom
    std::size_t first;  // its children in children_
    std::size_t count;
  };

  Index find(Op op, unsigned atom, const std::vector<Index>& children) const;
  Index intern(Op op, unsigned atom, std::vector<Index>& children);
  void refine(Colours& colours);
  bool exchangeable(unsigned left, unsigned right);
  void search(Colours colours);
  void serialise(const Colours& colours);

  std::vector<Term> terms_;
  std::vector<Index> children_;
  std::vector<Index> node_of_;
  std::vector<Index> hypotheses_;  // sorted, distinct
  Index goal_ = 0;
  std::vector<unsigned> atoms_;  // the numbers that occur

  std::vector<Index> scratch_, image_;
  std::vector<std::uint64_t> up_, context_;
  std::vector<std::string> text_;
  std::string best_;
};

}  // namespace propositional
