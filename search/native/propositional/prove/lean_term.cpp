// Deductions as Lean terms.
//
// A normal proof alternates between terms that say what they prove and terms that are checked against a known
// goal, which is how Lean elaborates: every anonymous constructor, `Or.inl` and `fun` below stands where its type
// is known, so no type needs to be written, except after `have` and `Classical.em`.
#include <algorithm>

#include "lean_text.hpp"

namespace propositional::prove {

const std::string& TermWriter::name(unsigned assumption) {
  const Assumption& it = deduction_.assumptions[assumption];
  return names_[assumption] = it.used ? scope_.enter(it.formula) : "_";
}

void TermWriter::set_alias(unsigned assumption, std::string path, std::string name) {
  aliases_.push_back({assumption, std::move(path), std::move(name)});
}

// The name of a projection of an assumption that was taken apart.
const std::string* TermWriter::alias(unsigned node) const {
  if (aliases_.empty()) return nullptr;
  std::string path;
  while (deduction_[node].rule == Rule::AndLeft || deduction_[node].rule == Rule::AndRight) {
    path += deduction_[node].rule == Rule::AndLeft ? 'L' : 'R';
    node = deduction_[node].a;
  }
  if (deduction_[node].rule != Rule::Hypothesis) return nullptr;
  std::reverse(path.begin(), path.end());
  const unsigned assumption = deduction_[node].assumption;
  const auto found = std::find_if(aliases_.begin(), aliases_.end(), [&](const Alias& it) {
    return it.assumption == assumption && it.path == path;
  });
  return found != aliases_.end() ? &found->name : nullptr;
}

// Whether the text needs no parentheses before `.1` or as an argument.
bool TermWriter::is_atomic(unsigned node) const {
  switch (deduction_[node].rule) {
    case Rule::Hypothesis: return true;
    case Rule::Instance: return names_[deduction_.instance].find(' ') == std::string::npos;
    case Rule::TrueIntro:
    case Rule::AndIntro:
    case Rule::IffIntro:
    case Rule::AndLeft:
    case Rule::AndRight:
    case Rule::IffForward:
    case Rule::IffBackward: return true;
    default: return false;
  }
}

std::string TermWriter::argument(unsigned node) {
  return is_atomic(node) ? term(node) : parenthesized(term(node));
}

// Applications are written flat: `f x y`.
std::string TermWriter::function(unsigned node) {
  const Rule rule = deduction_[node].rule;
  return rule == Rule::ImpliesElim || rule == Rule::Instance ? term(node) : argument(node);
}

std::string TermWriter::lambda(unsigned assumption, unsigned body) {
  const std::size_t before = scope_.size();
  std::string text = "fun " + name(assumption);
  while (deduction_[body].rule == Rule::ImpliesIntro) {
    text += " " + name(deduction_[body].assumption);
    body = deduction_[body].a;
  }
  text += " => " + term(body);
  scope_.leave(before);
  return text;
}

std::string TermWriter::tuple(unsigned node) {
  const Deduction::Node& at = deduction_[node];
  std::string text = term(at.a) + ", ";
  const bool flat = at.rule == Rule::AndIntro && deduction_[at.b].rule == Rule::AndIntro;
  return text + (flat ? tuple(at.b) : term(at.b));
}

std::string TermWriter::term(unsigned node) {
  const Deduction::Node& at = deduction_[node];
  switch (at.rule) {
    case Rule::Hypothesis:
    case Rule::Instance: return names_[at.assumption];
    case Rule::ExcludedMiddle: return "Classical.em " + formulas_.as_argument(arena_[at.type].left);
    case Rule::AndLeft:
    case Rule::AndRight: {
      if (const std::string* known = alias(node)) return *known;
      return argument(at.a) + (at.rule == Rule::AndLeft ? ".1" : ".2");
    }
    case Rule::IffForward: return argument(at.a) + ".mp";
    case Rule::IffBackward: return argument(at.a) + ".mpr";
    case Rule::ImpliesElim: return function(at.a) + " " + argument(at.b);
    case Rule::TrueIntro: return "trivial";
    case Rule::ImpliesIntro: return lambda(at.assumption, at.a);
    case Rule::AndIntro:
    case Rule::IffIntro: return "⟨" + tuple(node) + "⟩";
    case Rule::OrLeft: return "Or.inl " + argument(at.a);
    case Rule::OrRight: return "Or.inr " + argument(at.a);
    case Rule::OrElim: {
      std::string text = argument(at.a) + ".elim ";
      text += parenthesized(lambda(at.assumption, at.b));
      return text + " " + parenthesized(lambda(at.other, at.c));
    }
    case Rule::FalseElim: {
      const Deduction::Node& falsum = deduction_[at.a];
      if (!is_neutral(falsum.rule)) return "False.elim " + argument(at.a);
      if (falsum.rule == Rule::ImpliesElim && is_atomic(falsum.a) && is_atomic(falsum.b) &&
          is_neutral(deduction_[falsum.b].rule)) {
        return "absurd " + argument(falsum.b) + " " + argument(falsum.a);
      }
      return argument(at.a) + ".elim";
    }
    case Rule::ByContradiction: return "Classical.byContradiction " + parenthesized(lambda(at.assumption, at.a));
    case Rule::Have: {
      const std::size_t before = scope_.size();
      const std::string proof = term(at.a);
      std::string text = "have " + name(at.assumption) + " : " + formulas_(deduction_[at.a].type) + " := " + proof;
      text += "; " + term(at.b);
      scope_.leave(before);
      return text;
    }
  }
  return {};
}

std::string instance_text(const std::string& universal, const std::vector<bool>& values) {
  std::string text = universal;
  for (const bool value : values) text += value ? " True" : " False";
  return text;
}

std::string write_term(const Arena& arena, const Deduction& deduction, const std::vector<std::string>& atoms,
                       const std::vector<bool>& values) {
  FormulaWriter formulas(arena, atoms, Notation::Lean);
  Scope scope(arena, atoms);
  TermWriter writer(arena, deduction, formulas, scope);
  std::string binders;
  if (deduction.instance != none) {
    writer.set_name(deduction.instance, instance_text("h", values));
    binders = " h";
  } else {
    for (const std::string& atom : atoms) binders += " " + atom;
    for (const unsigned hypothesis : deduction.hypotheses) binders += " " + writer.name(hypothesis);
  }
  unsigned body = deduction.root;
  for (; deduction[body].rule == Rule::ImpliesIntro; body = deduction[body].a) {
    binders += " " + writer.name(deduction[body].assumption);
  }
  return (binders.empty() ? "" : "fun" + binders + " => ") + writer.term(body);
}

}  // namespace propositional::prove
