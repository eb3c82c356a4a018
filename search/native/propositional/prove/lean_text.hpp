// A deduction as Lean 4 text, as a term and as a tactic script; see `lean_term.cpp` and `lean_tactic.cpp`.
#pragma once

#include <string>
#include <vector>

#include "deduction.hpp"
#include "names.hpp"

namespace propositional::prove {

// Writes parts of a deduction as terms. The names of assumptions are the caller's to give.
class TermWriter {
 public:
  TermWriter(const Arena& arena, const Deduction& deduction, FormulaWriter& formulas, Scope& scope)
      : arena_(arena), deduction_(deduction), formulas_(formulas), scope_(scope),
        names_(deduction.assumptions.size()) {}

  // A term that stands alone, or one that can be a function's argument.
  std::string term(unsigned node);
  std::string argument(unsigned node);
  // As `term`, but the arguments that `keep` refuses are written `?_` and listed in `holes`.
  template <typename Keep>
  std::string with_holes(unsigned node, const Keep& keep, std::vector<unsigned>& holes);

  // Gives the assumption a name in scope, or `_` when nothing uses it.
  const std::string& name(unsigned assumption);
  const std::string& current_name(unsigned assumption) const { return names_[assumption]; }
  void set_name(unsigned assumption, std::string name) { names_[assumption] = std::move(name); }
  // Says what a side of an assumed conjunction is called; `path` is made of L and R.
  void set_alias(unsigned assumption, std::string path, std::string name);

 private:
  struct Alias {
    unsigned assumption;
    std::string path, name;
  };

  std::string function(unsigned node);
  std::string lambda(unsigned assumption, unsigned body);
  std::string tuple(unsigned node);
  const std::string* alias(unsigned node) const;
  bool is_atomic(unsigned node) const;

  const Arena& arena_;
  const Deduction& deduction_;
  FormulaWriter& formulas_;
  Scope& scope_;
  std::vector<std::string> names_;
  std::vector<Alias> aliases_;
};

template <typename Keep>
std::string TermWriter::with_holes(unsigned node, const Keep& keep, std::vector<unsigned>& holes) {
  const Deduction::Node& at = deduction_[node];
  switch (at.rule) {
    case Rule::ImpliesElim: {
      std::string head = with_holes(at.a, keep, holes);
      if (keep(at.b)) return head + " " + argument(at.b);
      holes.push_back(at.b);
      return head + " ?_";
    }
    case Rule::AndLeft:
    case Rule::AndRight:
    case Rule::IffForward:
    case Rule::IffBackward: {
      const std::size_t before = holes.size();
      std::string from = with_holes(at.a, keep, holes);
      if (holes.size() == before) return term(node);
      const char* step = at.rule == Rule::AndLeft      ? ".1"
                         : at.rule == Rule::AndRight   ? ".2"
                         : at.rule == Rule::IffForward ? ".mp"
                                                       : ".mpr";
      return parenthesized(from) + step;
    }
    default: return term(node);
  }
}

// What the universal statement that is being refuted is instantiated with, as text: `h True False`.
std::string instance_text(const std::string& universal, const std::vector<bool>& values);

// The whole proof. `values` is empty unless a universal statement is refuted: then what its atoms become.
std::string write_term(const Arena& arena, const Deduction& deduction, const std::vector<std::string>& atoms,
                       const std::vector<bool>& values);
std::string write_tactic(const Arena& arena, const Deduction& deduction, const std::vector<std::string>& atoms,
                         const std::vector<bool>& values);

}  // namespace propositional::prove
