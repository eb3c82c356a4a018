// Deductions as tactic scripts, in the order in which a person would type them.
//
// Introductions become `intro`, `constructor`, `left`, `right`; a conjunction that is only ever taken apart is
// taken apart by `obtain` where it is assumed; a case distinction becomes `cases ... with`, or `by_cases` when it
// is on an instance of the excluded middle; what is short and has no branching inside is one `exact`. Where a
// hypothesis is used whose premise needs a longer proof, `apply` (or `refine` with `?_`) leaves the premise as
// the next goal.
#include <algorithm>

#include "lean_text.hpp"

namespace propositional::prove {

namespace {

constexpr std::size_t longest_exact = 72;  // bytes
constexpr unsigned largest_exact = 12;     // nodes

class TacticWriter {
 public:
  TacticWriter(const Arena& arena, const Deduction& deduction, const std::vector<std::string>& atoms,
               const std::vector<bool>& values)
      : arena_(arena), deduction_(deduction), atoms_(atoms), values_(values), formulas_(arena, atoms, Notation::Lean),
        scope_(arena, atoms), terms_(arena, deduction, formulas_, scope_), paths_(deduction.assumptions.size()) {
    find_paths();
  }

  std::string run() {
    if (deduction_.instance != none) {
      line(2, "intro h");
      const Id instance = deduction_.assumptions[deduction_.instance].formula;
      const std::string& name = terms_.name(deduction_.instance);
      line(2, "have " + name + " : " + formulas_(instance) + " := " + instance_text("h", values_));
      block(deduction_.root, 2);
    } else {
      std::string names;
      for (const std::string& atom : atoms_) names += " " + atom;
      intro(names, deduction_.hypotheses, deduction_.root, 2);
    }
    out_.pop_back();
    return "by\n" + out_;
  }

 private:
  void line(std::size_t indent, const std::string& text) { out_ += std::string(indent, ' ') + text + "\n"; }

  // For each assumption, the sides of it that are used, as paths of L and R; "" is the whole.
  void find_paths() {
    std::vector<bool> inner(deduction_.nodes.size(), false);
    const auto is_side = [](Rule rule) { return rule == Rule::AndLeft || rule == Rule::AndRight; };
    for (const Deduction::Node& node : deduction_.nodes) {
      if (is_side(node.rule)) inner[node.a] = true;
    }
    for (unsigned i = 0; i < deduction_.nodes.size(); ++i) {
      if (inner[i]) continue;
      std::string path;
      unsigned at = i;
      for (; is_side(deduction_[at].rule); at = deduction_[at].a) {
        path += deduction_[at].rule == Rule::AndLeft ? 'L' : 'R';
      }
      if (deduction_[at].rule != Rule::Hypothesis) continue;
      std::reverse(path.begin(), path.end());
      paths_[deduction_[at].assumption].push_back(std::move(path));
    }
  }

  // Whether a conjunction is only ever used by its sides, and often enough to be worth a line.
  bool is_taken_apart(unsigned assumption) const {
    const Assumption& it = deduction_.assumptions[assumption];
    if (it.used_whole || arena_[it.formula].op != Op::And) return false;
    const std::vector<std::string>& paths = paths_[assumption];
    const bool one_side = std::all_of(paths.begin(), paths.end(), [&](const auto& path) { return path == paths[0]; });
    return paths.size() >= (one_side ? 3u : 2u);
  }

  // The pattern that names the used sides of a conjunction, without the outermost brackets.
  std::string pattern(unsigned assumption, Id formula, const std::string& path) {
    const Node node = arena_[formula];
    return part(assumption, node.left, path + 'L') + ", " + part(assumption, node.right, path + 'R', true);
  }

  std::string part(unsigned assumption, Id formula, const std::string& path, bool last = false) {
    bool used = false, whole = false;
    for (const std::string& it : paths_[assumption]) {
      if (!it.starts_with(path)) continue;
      used = true;
      whole |= it == path;
    }
    if (!used) return "_";
    if (!whole) {
      const std::string inside = pattern(assumption, formula, path);
      return last ? inside : "⟨" + inside + "⟩";
    }
    std::string name = scope_.enter(formula);
    terms_.set_alias(assumption, path, name);
    return name;
  }

  void take_apart(unsigned assumption, const std::string& from, std::size_t indent) {
    const std::string names = pattern(assumption, deduction_.assumptions[assumption].formula, "");
    line(indent, "obtain ⟨" + names + "⟩ := " + from);
  }

  // Writes `intro` for the names, the assumptions and those that the node goes on to make; then the rest.
  void intro(std::string names, std::vector<unsigned> assumptions, unsigned node, std::size_t indent) {
    for (; deduction_[node].rule == Rule::ImpliesIntro; node = deduction_[node].a) {
      assumptions.push_back(deduction_[node].assumption);
    }
    std::vector<std::pair<unsigned, std::string>> apart;
    for (const unsigned assumption : assumptions) {
      const std::string& name = terms_.name(assumption);
      names += " " + name;
      if (is_taken_apart(assumption)) apart.emplace_back(assumption, name);
    }
    if (!names.empty()) line(indent, "intro" + names);
    for (const auto& [assumption, name] : apart) take_apart(assumption, name, indent);
    block(node, indent);
  }

  unsigned size(unsigned node) const {
    if (node == none) return 0;
    const Deduction::Node& at = deduction_[node];
    const unsigned limit = largest_exact + 1;
    return std::min(limit, 1 + size(at.a) + size(at.b) + size(at.c));
  }

  bool branches(unsigned node) const {
    if (node == none) return false;
    const Deduction::Node& at = deduction_[node];
    if (at.rule == Rule::OrElim || at.rule == Rule::ByContradiction || at.rule == Rule::Have) return true;
    if (at.rule == Rule::IffIntro) return true;
    if (at.rule == Rule::ImpliesIntro) {
      const Rule body = deduction_[inside(node)].rule;
      if (!is_neutral(body) && body != Rule::TrueIntro) return true;
    }
    return branches(at.a) || branches(at.b) || branches(at.c);
  }

  unsigned inside(unsigned node) const {
    while (deduction_[node].rule == Rule::ImpliesIntro) node = deduction_[node].a;
    return node;
  }

  // Whether a proof is one line, without a case or a goal that is worth looking at on its own.
  bool is_simple(unsigned node) {
    return size(node) <= largest_exact && !branches(node) && terms_.term(node).size() <= longest_exact;
  }

  void block(unsigned node, std::size_t indent) {
    const std::size_t before = scope_.size();
    const Deduction::Node& at = deduction_[node];
    if (at.rule == Rule::ImpliesIntro) {
      intro("", {}, node, indent);
    } else if (is_simple(node)) {
      line(indent, "exact " + terms_.term(node));
    } else if (is_neutral(at.rule)) {
      use(node, indent);
    } else {
      branch(node, indent);
    }
    scope_.leave(before);
  }

  void branch(unsigned node, std::size_t indent) {
    const Deduction::Node& at = deduction_[node];
    switch (at.rule) {
      case Rule::AndIntro:
      case Rule::IffIntro:
        line(indent, "constructor");
        bullet(at.a, indent);
        bullet(at.b, indent);
        return;
      case Rule::OrLeft:
      case Rule::OrRight:
        line(indent, at.rule == Rule::OrLeft ? "left" : "right");
        return block(at.a, indent);
      case Rule::FalseElim: line(indent, "exfalso"); return block(at.a, indent);
      case Rule::ByContradiction:
        line(indent, "apply Classical.byContradiction");
        return intro("", {at.assumption}, at.a, indent);
      case Rule::Have: return have(at, indent);
      case Rule::OrElim:
        return deduction_[at.a].rule == Rule::ExcludedMiddle ? by_cases(at, indent) : cases(at, indent);
      default: line(indent, "exact " + terms_.term(node));
    }
  }

  // `block` as a focused goal.
  void bullet(unsigned node, std::size_t indent) {
    const std::size_t start = out_.size();
    block(node, indent + 2);
    out_.erase(start + indent, 2);
    out_.insert(start + indent, "· ");
  }

  // `block` after `=>`: on the same line when it is one line.
  void alternative(const std::string& head, unsigned node, std::size_t indent) {
    const std::size_t start = out_.size();
    line(indent, head + " =>");
    const std::size_t body = out_.size();
    block(node, indent + 2);
    const bool one_line = out_.find('\n', body) + 1 == out_.size();
    const std::size_t width = out_.size() - start - indent - 2;
    if (one_line && width <= longest_exact + 24) out_.erase(body - 1, indent + 2);
  }

  void cases(const Deduction::Node& at, std::size_t indent) {
    std::string disjunction;
    if (is_simple(at.a)) {
      disjunction = terms_.term(at.a);
    } else {
      disjunction = scope_.enter(deduction_[at.a].type);
      line(indent, "have " + disjunction + " : " + formulas_(deduction_[at.a].type) + " := by");
      block(at.a, indent + 2);
    }
    if (occurs(at.a, at.b) || occurs(at.a, at.c)) return eliminate(at, disjunction, indent);
    line(indent, "cases " + disjunction + " with");
    for (const bool left : {true, false}) {
      const std::size_t before = scope_.size();
      const unsigned assumption = left ? at.assumption : at.other;
      const std::string name = terms_.name(assumption);
      const unsigned body = left ? at.b : at.c;
      const std::string head = std::string(left ? "| inl " : "| inr ") + name;
      if (is_taken_apart(assumption)) {
        line(indent, head + " =>");
        take_apart(assumption, name, indent + 2);
        block(body, indent + 2);
      } else {
        alternative(head, body, indent);
      }
      scope_.leave(before);
    }
  }

  // A case distinction on what is used again in a case: `cases` would take it out of the context.
  void eliminate(const Deduction::Node& at, const std::string& disjunction, std::size_t indent) {
    const std::size_t before = scope_.size();
    const std::string left = terms_.name(at.assumption), right = terms_.name(at.other);
    line(indent, "refine " + disjunction + ".elim (fun " + left + " => ?_) (fun " + right + " => ?_)");
    bullet(at.b, indent);
    bullet(at.c, indent);
    scope_.leave(before);
  }

  // Whether an assumption, or a side of one that has a name of its own, is used in a proof.
  bool occurs(unsigned assumed, unsigned node) const {
    if (node == none) return false;
    const Deduction::Node& at = deduction_[node];
    return same_assumption(assumed, node) || occurs(assumed, at.a) || occurs(assumed, at.b) || occurs(assumed, at.c);
  }

  bool same_assumption(unsigned one, unsigned other) const {
    for (;; one = deduction_[one].a, other = deduction_[other].a) {
      const Deduction::Node &x = deduction_[one], &y = deduction_[other];
      if (x.rule != y.rule) return false;
      if (x.rule == Rule::Hypothesis) return x.assumption == y.assumption;
      if (x.rule != Rule::AndLeft && x.rule != Rule::AndRight) return false;
    }
  }

  void by_cases(const Deduction::Node& at, std::size_t indent) {
    const Id formula = arena_[deduction_[at.a].type].left;
    const std::string name = scope_.enter_plain();
    line(indent, "by_cases " + name + " : " + formulas_(formula));
    terms_.set_name(at.assumption, name);
    terms_.set_name(at.other, name);
    bullet(at.b, indent);
    bullet(at.c, indent);
  }

  void have(const Deduction::Node& at, std::size_t indent) {
    const Id formula = deduction_[at.a].type;
    const bool simple = is_simple(at.a);
    const bool apart = is_taken_apart(at.assumption);
    if (simple && apart) {
      take_apart(at.assumption, terms_.term(at.a), indent);
      return block(at.b, indent);
    }
    const std::size_t start = out_.size();
    if (simple) {
      const std::string proof = terms_.term(at.a);
      line(indent, "have " + terms_.name(at.assumption) + " : " + formulas_(formula) + " := " + proof);
    } else {
      block(at.a, indent + 2);
      const std::string head = "have " + terms_.name(at.assumption) + " : " + formulas_(formula) + " := by\n";
      out_.insert(start, std::string(indent, ' ') + head);
    }
    if (apart) take_apart(at.assumption, terms_.current_name(at.assumption), indent);
    block(at.b, indent);
  }

  // A hypothesis whose premises need more than a line.
  void use(unsigned node, std::size_t indent) {
    std::vector<unsigned> holes;
    const auto keep = [&](unsigned argument) { return is_simple(argument); };
    const Deduction::Node& at = deduction_[node];
    if (at.rule == Rule::ImpliesElim && !is_simple(at.b) && is_simple(at.a) && ends_here(at.type)) {
      line(indent, "apply " + terms_.term(at.a));
      return block(at.b, indent);
    }
    const std::string text = terms_.with_holes(node, keep, holes);
    line(indent, (holes.empty() ? "exact " : "refine ") + text);
    if (holes.size() == 1) return block(holes.front(), indent);
    for (const unsigned hole : holes) bullet(hole, indent);
  }

  // Whether `apply` cannot take a goal of this type for something that has more premises.
  bool ends_here(Id type) const {
    const Op op = arena_[type].op;
    return op != Op::Not && op != Op::Implies;
  }

  const Arena& arena_;
  const Deduction& deduction_;
  const std::vector<std::string>& atoms_;
  const std::vector<bool>& values_;
  FormulaWriter formulas_;
  Scope scope_;
  TermWriter terms_;
  std::vector<std::vector<std::string>> paths_;
  std::string out_;
};

}  // namespace

std::string write_tactic(const Arena& arena, const Deduction& deduction, const std::vector<std::string>& atoms,
                         const std::vector<bool>& values) {
  return TacticWriter(arena, deduction, atoms, values).run();
}

}  // namespace propositional::prove
