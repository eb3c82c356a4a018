// A reader for the Lean propositions that this domain states: `∀ (p q : Prop), ` and a formula.
//
// Precedence climbing (Richards 1979) over Lean's levels; the depth of nesting is bounded, so that a hostile text
// cannot exhaust the stack. A right-nested chain such as `p → q → r` nests as deep as it is long.
#include "statement.hpp"

#include <algorithm>
#include <array>

namespace propositional::prove {

namespace {

struct Infix {
  std::string_view sign;
  Op op;
  int level;
};

constexpr std::array<Infix, 4> infixes{{{"∧", Op::And, 35}, {"∨", Op::Or, 30}, {"→", Op::Implies, 25}, {"↔", Op::Iff, 20}}};
constexpr int operand_of_not = 40;
constexpr int tightest = 1024;

bool is_name_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte == '_' ||
         byte == '\'';
}

class Reader {
 public:
  Reader(Arena& arena, std::string_view text) : arena_(arena), text_(text) {}

  Statement run(std::size_t hypotheses) {
    if (text_.size() > max_text) throw FormulaError("a statement may have at most 65536 bytes");
    Statement statement;
    if (accept("∀")) {
      expect("(");
      while (!accept(":")) statement.atoms.push_back(name("an atom's name"));
      if (name("Prop") != "Prop") fail("expected `Prop`");
      expect(")");
      expect(",");
    }
    if (statement.atoms.size() > max_atoms) throw FormulaError("a statement may have at most 26 atoms");
    atoms_ = &statement.atoms;
    Id formula = expression(0);
    skip_space();
    if (at_ != text_.size()) fail("expected a connective or the end");
    for (std::size_t i = 0; i < hypotheses; ++i) {
      const Node node = arena_[formula];
      if (node.op != Op::Implies) throw FormulaError("the statement has fewer hypotheses than it is said to have");
      statement.sequent.hypotheses.push_back(node.left);
      formula = node.right;
    }
    statement.sequent.goal = formula;
    return statement;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw FormulaError(what + " at byte " + std::to_string(at_) + " of the statement");
  }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }

  bool accept(std::string_view sign) {
    skip_space();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  void expect(std::string_view sign) {
    if (!accept(sign)) fail("expected `" + std::string(sign) + "`");
  }

  std::string name(const char* what) {
    skip_space();
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_byte(text_[at_])) ++at_;
    if (start == at_) fail(std::string("expected ") + what);
    return std::string(text_.substr(start, at_ - start));
  }

  // An expression all of whose infixes bind at least as tight as `level`.
  Id expression(int level) {
    if (++depth_ > 2 * max_depth) throw FormulaError("a statement may be at most 128 connectives deep");
    Id left = operand();
    int bound = tightest;  // how tight what has been read holds together
    for (bool more = true; more;) {
      more = false;
      for (const Infix& infix : infixes) {
        if (infix.level < level || bound <= infix.level || !accept(infix.sign)) continue;
        const Id right = expression(infix.op == Op::Iff ? infix.level + 1 : infix.level);
        left = arena_.binary(infix.op, left, right);
        bound = infix.level;
        more = true;
        break;
      }
    }
    --depth_;
    return left;
  }

  Id operand() {
    if (accept("¬")) return arena_.negate(expression(operand_of_not));
    if (accept("(")) {
      const Id inside = expression(0);
      expect(")");
      return inside;
    }
    const std::size_t start = at_;
    const std::string word = name("a formula");
    if (word == "True") return arena_.top();
    if (word == "False") return arena_.bottom();
    const auto found = std::find(atoms_->begin(), atoms_->end(), word);
    if (found == atoms_->end()) {
      at_ = start;
      fail("`" + word + "` is not one of the statement's atoms");
    }
    return arena_.atom(static_cast<unsigned>(found - atoms_->begin()));
  }

  Arena& arena_;
  std::string_view text_;
  std::size_t at_ = 0;
  unsigned depth_ = 0;
  const std::vector<std::string>* atoms_ = nullptr;
};

}  // namespace

Statement read_statement(Arena& arena, std::string_view text, std::size_t hypotheses) {
  return Reader(arena, text).run(hypotheses);
}

}  // namespace propositional::prove
