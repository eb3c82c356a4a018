// Names and notation, as Lean's own: `¬` binds tightest, then `∧` 35, `∨` 30 and `→` 25, all to the right, and
// `↔` 20, which does not associate.
#include "names.hpp"

#include <algorithm>

namespace propositional::prove {

namespace {

constexpr int tightest = 1024;
constexpr int operand_of_not = 40;

int level_of(Op op) {
  switch (op) {
    case Op::And: return 35;
    case Op::Or: return 30;
    case Op::Implies: return 25;
    case Op::Iff: return 20;
    default: return tightest;
  }
}

}  // namespace

const std::string& FormulaWriter::operator()(Id formula) {
  if (formula >= texts_.size()) texts_.resize(std::max<std::size_t>(arena_.size(), formula + 1u));
  if (!texts_[formula].empty()) return texts_[formula];
  const Node node = arena_[formula];
  std::string text;
  switch (node.op) {
    case Op::Atom: text = atoms_[node.left]; break;
    case Op::Top: text = notation_ == Notation::Lean ? "True" : "⊤"; break;
    case Op::Bottom: text = notation_ == Notation::Lean ? "False" : "⊥"; break;
    case Op::Not: text = "¬"; text += at_level(node.left, operand_of_not); break;
    default: {
      const int level = level_of(node.op);
      const char* sign = node.op == Op::And ? " ∧ " : node.op == Op::Or ? " ∨ " : node.op == Op::Implies ? " → " : " ↔ ";
      text = at_level(node.left, level + 1) + sign + at_level(node.right, node.op == Op::Iff ? level + 1 : level);
    }
  }
  return texts_[formula] = std::move(text);
}

std::string FormulaWriter::at_level(Id formula, int level) {
  const std::string& text = (*this)(formula);
  return level_of(arena_[formula].op) < level ? parenthesized(text) : text;
}

// `¬p` needs parentheses too when it is the argument of a function.
std::string FormulaWriter::as_argument(Id formula) {
  const std::string& text = (*this)(formula);
  const Op op = arena_[formula].op;
  return op == Op::Not || is_binary(op) ? parenthesized(text) : text;
}

bool Scope::taken(const std::string& name) const {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

// The first of h1, h2, ... that is free.
std::string Scope::numbered() const {
  std::string name;
  for (unsigned number = 1; name.empty() || taken(name); ++number) {
    name.assign(1, 'h');
    name += std::to_string(number);
  }
  return name;
}

std::string Scope::enter(Id formula) {
  const Node node = arena_[formula];
  std::string name;
  if (node.op == Op::Atom) {
    name = "h" + atoms_[node.left];
  } else if (node.op == Op::Not && arena_[node.left].op == Op::Atom) {
    name = "hn" + atoms_[arena_[node.left].left];
  }
  if (name.empty() || taken(name)) name = numbered();
  names_.push_back(name);
  return name;
}

std::string Scope::enter_plain() {
  std::string name(1, 'h');
  if (taken(name)) name = numbered();
  names_.push_back(name);
  return name;
}

}  // namespace propositional::prove
