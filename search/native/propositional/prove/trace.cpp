// Deductions as steps, in the style of Jaskowski and Fitch.
//
// The steps come in the order in which a person proves: what a goal demands is assumed first, then worked
// towards; a step is stated after the steps that it uses; an assumption is discharged by the step that needed it.
// `remaining` are the goals that are open once the step is done, the one worked on first. A step that is there
// already, under assumptions that still hold, is not stated again but referred to.
//
// Dead ends: where the proof chose, a person would have had to try. At a disjunction that is proved by one side
// we ask whether the other could have been proved; at a goal that is reached through a hypothesis, whether
// another hypothesis that ends in the goal would have done; at a case distinction for the sake of a disjunction,
// whether a side could have been chosen before. Where the answer is no - the decision procedure says so, it is
// not a guess - the attempt is put in and marked, with `dead_end` at the goal that could not be proved.
#include "trace.hpp"

#include <algorithm>

#include "tidy.hpp"

namespace propositional::prove {

namespace {

class Tracer {
 public:
  Tracer(Arena& arena, const Deduction& deduction, unsigned dead_ends, const Provable& provable)
      : arena_(arena), deduction_(deduction), dead_ends_(dead_ends), provable_(provable),
        steps_of_assumptions_(deduction.assumptions.size(), none) {}

  std::vector<Step> run() {
    const Id goal = deduction_[deduction_.root].type;
    goals_.push_back(goal);
    for (const unsigned hypothesis : deduction_.hypotheses) assume(hypothesis, "premise");
    if (deduction_.instance != none) {
      depth_ = 1;
      const unsigned statement = emit("assume", {}, no_formula);
      steps_.back().universal = true;
      const Id instance = deduction_.assumptions[deduction_.instance].formula;
      steps_of_assumptions_[deduction_.instance] = emit("instantiate", {statement}, instance);
      context_.push_back(instance);
      goals_.pop_back();
      const unsigned falsum = prove(deduction_.root);
      depth_ = 0;
      emit("not_intro", {statement, falsum}, no_formula);
      steps_.back().universal = true;
    } else {
      goals_.pop_back();
      const unsigned last = prove(deduction_.root);
      // A hypothesis or an earlier step may be the goal itself.
      if (last + 1 != steps_.size() || steps_[last].rule == std::string_view("premise")) {
        emit("reiterate", {last}, goal);
      }
    }
    return std::move(steps_);
  }

 private:
  struct Stated {
    Rule rule;
    unsigned a, b;
    unsigned step;
  };

  unsigned emit(const char* rule, std::vector<unsigned> premises, Id conclusion, bool failed = false) {
    std::vector<Id> remaining(goals_.rbegin(), goals_.rend());
    steps_.push_back({rule, std::move(premises), conclusion, std::move(remaining), depth_, failed});
    return static_cast<unsigned>(steps_.size() - 1);
  }

  void assume(unsigned assumption, const char* rule) {
    const Id formula = deduction_.assumptions[assumption].formula;
    context_.push_back(formula);
    steps_of_assumptions_[assumption] = emit(rule, {}, formula);
  }

  // Proves the goal under one more assumption; gives the steps of the assumption and of the goal.
  std::pair<unsigned, unsigned> under(unsigned assumption, unsigned node, const char* rule) {
    const std::size_t stated = stated_.size();
    const std::size_t context = context_.size();
    ++depth_;
    goals_.push_back(deduction_[node].type);
    assume(assumption, rule);
    goals_.pop_back();
    const unsigned last = prove(node);
    --depth_;
    stated_.resize(stated);
    context_.resize(context);
    return {steps_of_assumptions_[assumption], last};
  }

  // States the step that proves `node`, unless it is there.
  unsigned state(const char* rule, const Deduction::Node& node, unsigned a, unsigned b) {
    const auto found = std::find_if(stated_.begin(), stated_.end(), [&](const Stated& it) {
      return it.rule == node.rule && it.a == a && it.b == b;
    });
    if (found != stated_.end()) return found->step;
    const unsigned step = b == none ? emit(rule, a == none ? std::vector<unsigned>{} : std::vector{a}, node.type)
                                    : emit(rule, {a, b}, node.type);
    stated_.push_back({node.rule, a, b, step});
    return step;
  }

  // Proves a term that says what it proves. With `closes` the goal on top of the stack is reached by it.
  unsigned derive(unsigned at, bool closes) {
    const Deduction::Node& node = deduction_[at];
    const auto close = [&] {
      if (closes) goals_.pop_back();
    };
    switch (node.rule) {
      case Rule::Hypothesis:
      case Rule::Instance: close(); return steps_of_assumptions_[node.assumption];
      case Rule::ExcludedMiddle: {
        close();
        return emit("excluded_middle", {}, node.type);
      }
      case Rule::ImpliesElim: {
        const unsigned function = derive(node.a, false);
        const unsigned argument = prove(node.b);
        close();
        const bool negation = arena_[deduction_[node.a].type].op == Op::Not;
        return state(negation ? "not_elim" : "imp_elim", node, function, argument);
      }
      default: {
        const unsigned from = derive(node.a, false);
        close();
        const char* rule = node.rule == Rule::AndLeft      ? "and_left"
                           : node.rule == Rule::AndRight   ? "and_right"
                           : node.rule == Rule::IffForward ? "iff_mp"
                                                           : "iff_mpr";
        return state(rule, node, from, none);
      }
    }
  }

  // Proves a goal; gives the step that states it.
  unsigned prove(unsigned at) {
    const Deduction::Node& node = deduction_[at];
    const std::size_t stated = stated_.size();
    if (is_neutral(node.rule)) {
      goals_.push_back(node.type);
      if (node.rule == Rule::ImpliesElim) try_other_hypotheses(node);
      return derive(at, true);
    }
    switch (node.rule) {
      case Rule::TrueIntro: return emit("true_intro", {}, node.type);
      case Rule::ImpliesIntro: {
        const auto [assumption, last] = under(node.assumption, node.a, "assume");
        return emit(arena_[node.type].op == Op::Not ? "not_intro" : "imp_intro", {assumption, last}, node.type);
      }
      case Rule::ByContradiction: {
        const auto [assumption, last] = under(node.assumption, node.a, "assume");
        return emit("by_contradiction", {assumption, last}, node.type);
      }
      case Rule::AndIntro:
      case Rule::IffIntro: {
        goals_.push_back(deduction_[node.b].type);
        const unsigned left = prove(node.a);
        goals_.pop_back();
        const unsigned right = prove(node.b);
        return emit(node.rule == Rule::AndIntro ? "and_intro" : "iff_intro", {left, right}, node.type);
      }
      case Rule::OrLeft:
      case Rule::OrRight: {
        const bool left = node.rule == Rule::OrLeft;
        if (!left) attempt("or_intro_left", {}, node.type, arena_[node.type].left);
        const unsigned side = prove(node.a);
        return emit(left ? "or_intro_left" : "or_intro_right", {side}, node.type);
      }
      case Rule::OrElim: {
        goals_.push_back(node.type);
        if (arena_[node.type].op == Op::Or) try_sides_before_cases(node.type);
        const unsigned disjunction = derive(node.a, false);
        const auto [left_assumption, left] = under(node.assumption, node.b, "case");
        goals_.pop_back();
        const auto [right_assumption, right] = under(node.other, node.c, "case");
        stated_.resize(stated);
        return emit("or_elim", {disjunction, left_assumption, left, right_assumption, right}, node.type);
      }
      case Rule::FalseElim: {
        const unsigned falsum = prove(node.a);
        return emit("false_elim", {falsum}, node.type);
      }
      case Rule::Have: {
        goals_.push_back(node.type);
        const unsigned lemma = prove(node.a);
        goals_.pop_back();
        steps_of_assumptions_[node.assumption] = lemma;
        const std::size_t context = context_.size();
        context_.push_back(deduction_[node.a].type);
        const unsigned last = prove(node.b);
        context_.resize(context);
        return last;
      }
      default: throw std::logic_error("a proof has a rule that no step is known for");
    }
  }

  // Puts in the attempt to get `conclusion` by proving `subgoal` when that cannot be done.
  bool attempt(const char* rule, std::vector<unsigned> premises, Id conclusion, Id subgoal) {
    if (dead_ends_ == 0 || provable_(context_, subgoal)) return false;
    --dead_ends_;
    goals_.push_back(subgoal);
    emit(rule, std::move(premises), conclusion, true);
    emit("dead_end", {static_cast<unsigned>(steps_.size() - 1)}, subgoal, true);
    goals_.pop_back();
    return true;
  }

  void try_sides_before_cases(Id goal) {
    if (dead_ends_ == 0) return;
    goals_.pop_back();
    const Node either = arena_[goal];
    if (!provable_(context_, either.left) && !provable_(context_, either.right)) {
      attempt("or_intro_left", {}, goal, either.left);
    }
    goals_.push_back(goal);
  }

  // Other assumptions that end in the goal of `node`, whose premise cannot be proved.
  void try_other_hypotheses(const Deduction::Node& node) {
    if (dead_ends_ == 0 || deduction_[node.b].rule == Rule::Hypothesis) return;
    goals_.pop_back();
    const std::size_t assumptions = deduction_.assumptions.size();
    for (unsigned i = 0; i < assumptions && dead_ends_ > 0; ++i) {
      const Id formula = deduction_.assumptions[i].formula;
      const unsigned step = steps_of_assumptions_[i];
      const bool open = std::find(context_.begin(), context_.end(), formula) != context_.end();
      if (step == none || !open || steps_[step].conclusion != formula) continue;
      const Node implication = arena_[formula];
      const bool negation = implication.op == Op::Not;
      if (!negation && implication.op != Op::Implies) continue;
      if ((negation ? arena_.bottom() : implication.right) != node.type) continue;
      if (deduction_[node.a].rule == Rule::Hypothesis && deduction_[node.a].assumption == i) continue;
      attempt(negation ? "not_elim" : "imp_elim", {step}, node.type, implication.left);
    }
    goals_.push_back(node.type);
  }

  Arena& arena_;
  const Deduction& deduction_;
  unsigned dead_ends_;
  const Provable& provable_;
  std::vector<unsigned> steps_of_assumptions_;
  std::vector<Step> steps_;
  std::vector<Id> goals_;    // the current one last
  std::vector<Id> context_;  // what is assumed
  std::vector<Stated> stated_;
  unsigned depth_ = 0;
};

}  // namespace

std::vector<Step> write_steps(Arena& arena, const Deduction& deduction, unsigned dead_ends, const Provable& provable) {
  return Tracer(arena, deduction, dead_ends, provable).run();
}

}  // namespace propositional::prove
