#include "canonical.hpp"

#include <algorithm>
#include <utility>

#include "rng.hpp"

namespace propositional {

namespace {

constexpr std::uint16_t not_found = 0xffff;

constexpr bool commutes(Op op) { return op == Op::And || op == Op::Or || op == Op::Iff; }
constexpr bool associates(Op op) { return op == Op::And || op == Op::Or; }

constexpr std::uint64_t salted(std::uint64_t value, std::uint64_t salt) {
  return mix(value + salt * 0x9e3779b97f4a7c15u);
}

}  // namespace

Canonizer::Index Canonizer::find(Op op, unsigned atom, const std::vector<Index>& children) const {
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    const Term& term = terms_[t];
    if (term.op == op && term.atom == atom && term.count == children.size() &&
        std::equal(children.begin(), children.end(), children_.begin() + static_cast<std::ptrdiff_t>(term.first))) {
      return static_cast<Index>(t);
    }
  }
  return not_found;
}

// Children are sorted in place where their order does not matter.
Canonizer::Index Canonizer::intern(Op op, unsigned atom, std::vector<Index>& children) {
  if (commutes(op)) std::sort(children.begin(), children.end());
  const Index known = find(op, atom, children);
  if (known != not_found) return known;
  terms_.push_back({op, false, atom, children_.size(), children.size()});
  children_.insert(children_.end(), children.begin(), children.end());
  return static_cast<Index>(terms_.size() - 1);
}

void Canonizer::load(const Arena& arena, const Sequent& sequent) {
  if (arena.size() > max_canonical_nodes) throw FormulaError("canonical form is for at most 2048 distinct subformulas");
  terms_.clear();
  children_.clear();
  hypotheses_.clear();
  atoms_.clear();
  node_of_.assign(arena.size(), not_found);
  const auto splice = [&](Op op, Index child) {
    const Term& term = terms_[child];
    if (associates(op) && term.op == op) {
      const auto begin = children_.begin() + static_cast<std::ptrdiff_t>(term.first);
      scratch_.insert(scratch_.end(), begin, begin + static_cast<std::ptrdiff_t>(term.count));
    } else {
      scratch_.push_back(child);
    }
  };
  for (std::size_t id = 0; id < arena.size(); ++id) {
    const Node& node = arena[static_cast<Id>(id)];
    scratch_.clear();
    if (node.op == Op::Atom) {
      if (node.left >= max_canonical_atoms) throw FormulaError("canonical form is for at most 8 atoms, a to h");
    } else if (node.op == Op::Not) {
      scratch_.push_back(node_of_[node.left]);
    } else if (is_binary(node.op)) {
      splice(node.op, node_of_[node.left]);
      splice(node.op, node_of_[node.right]);
    }
    node_of_[id] = intern(node.op, node.op == Op::Atom ? node.left : 0u, scratch_);
  }
  for (const Id hypothesis : sequent.hypotheses) hypotheses_.push_back(node_of_[hypothesis]);
  std::sort(hypotheses_.begin(), hypotheses_.end());
  hypotheses_.erase(std::unique(hypotheses_.begin(), hypotheses_.end()), hypotheses_.end());
  goal_ = node_of_[sequent.goal];

  for (const Index hypothesis : hypotheses_) terms_[hypothesis].used = true;
  terms_[goal_].used = true;
  for (std::size_t t = terms_.size(); t-- > 0;) {
    const Term& term = terms_[t];
    if (!term.used) continue;
    if (term.op == Op::Atom) atoms_.push_back(term.atom);
    for (std::size_t c = 0; c < term.count; ++c) terms_[children_[term.first + c]].used = true;
  }
  std::sort(atoms_.begin(), atoms_.end());
}

std::size_t Canonizer::idle_connectives() const {
  return static_cast<std::size_t>(std::count_if(terms_.begin(), terms_.end(), [&](const Term& term) {
    if (!term.used || !is_binary(term.op)) return false;
    const auto begin = children_.begin() + static_cast<std::ptrdiff_t>(term.first);
    const auto end = begin + static_cast<std::ptrdiff_t>(term.count);
    const bool negation = term.op == Op::Implies && terms_[*(end - 1)].op == Op::Bottom;
    const bool constant = std::any_of(begin, negation ? end - 1 : end, [&](Index child) {
      return terms_[child].op == Op::Top || terms_[child].op == Op::Bottom;
    });
    return constant || std::adjacent_find(begin, end) != end;
  }));
}

// Recolours atoms by all that can be said of their places, until no class of atoms splits any more.
void Canonizer::refine(Colours& colours) {
  up_.resize(terms_.size());
  context_.resize(terms_.size());
  const auto classes = [&] {
    std::array<std::uint64_t, max_canonical_atoms> seen{};
    std::size_t count = 0;
    for (const unsigned atom : atoms_) {
      if (std::find(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(count), colours[atom]) ==
          seen.begin() + static_cast<std::ptrdiff_t>(count)) {
        seen[count++] = colours[atom];
      }
    }
    return count;
  };
  for (std::size_t before = classes(); before < atoms_.size();) {
    for (std::size_t t = 0; t < terms_.size(); ++t) {
      const Term& term = terms_[t];
      if (!term.used) continue;
      std::uint64_t hash = term.op == Op::Atom ? colours[term.atom] : 0;
      for (std::size_t c = 0; c < term.count; ++c) {
        hash += salted(up_[children_[term.first + c]], commutes(term.op) ? 0 : c + 1);
      }
      up_[t] = salted(hash, static_cast<std::uint64_t>(term.op) + 16);
      context_[t] = 0;
    }
    context_[goal_] += salted(1, 32);
    for (const Index hypothesis : hypotheses_) context_[hypothesis] += salted(1, 33);
    for (std::size_t t = terms_.size(); t-- > 0;) {
      const Term& term = terms_[t];
      if (!term.used) continue;
      const std::uint64_t here = salted(context_[t] ^ mix(up_[t]), 34);
      for (std::size_t c = 0; c < term.count; ++c) {
        context_[children_[term.first + c]] += salted(here, commutes(term.op) ? 0 : c + 1);
      }
      if (term.op == Op::Atom) colours[term.atom] = salted(colours[term.atom] ^ mix(context_[t]), 35);
    }
    const std::size_t after = classes();
    if (after == before) return;
    before = after;
  }
}

// Whether swapping two atoms maps the sequent to itself.
bool Canonizer::exchangeable(unsigned left, unsigned right) {
  image_.assign(terms_.size(), not_found);
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    const Term& term = terms_[t];
    if (!term.used) continue;
    const unsigned atom = term.op != Op::Atom ? 0 : term.atom == left ? right : term.atom == right ? left : term.atom;
    scratch_.clear();
    for (std::size_t c = 0; c < term.count; ++c) scratch_.push_back(image_[children_[term.first + c]]);
    if (commutes(term.op)) std::sort(scratch_.begin(), scratch_.end());
    image_[t] = find(term.op, atom, scratch_);
    if (image_[t] == not_found) return false;
  }
  return image_[goal_] == goal_ && std::all_of(hypotheses_.begin(), hypotheses_.end(), [&](Index hypothesis) {
           return std::binary_search(hypotheses_.begin(), hypotheses_.end(), image_[hypothesis]);
         });
}

void Canonizer::search(Colours colours) {
  refine(colours);
  // The class to split: the one of least colour, so that the choice does not depend on names.
  bool found = false;
  std::uint64_t colour = 0;
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    for (std::size_t j = i + 1; j < atoms_.size(); ++j) {
      if (colours[atoms_[i]] == colours[atoms_[j]] && (!found || colours[atoms_[i]] < colour)) {
        found = true;
        colour = colours[atoms_[i]];
      }
    }
  }
  if (!found) {
    serialise(colours);
    return;
  }
  std::vector<unsigned> tried;
  for (const unsigned atom : atoms_) {
    if (colours[atom] != colour) continue;
    if (std::any_of(tried.begin(), tried.end(), [&](unsigned other) { return exchangeable(other, atom); })) continue;
    tried.push_back(atom);
    Colours split = colours;
    split[atom] = salted(colour, 36);
    search(split);
  }
}

// The text under one order of the atoms, kept if it is the least so far.
void Canonizer::serialise(const Colours& colours) {
  std::array<char, max_canonical_atoms> name{};
  for (const unsigned atom : atoms_) {
    const auto rank = std::count_if(atoms_.begin(), atoms_.end(),
                                    [&](unsigned other) { return colours[other] < colours[atom]; });
    name[atom] = static_cast<char>('a' + rank);
  }
  constexpr std::array<char, 8> letters{'a', 'T', 'F', '~', '&', '|', '>', '='};
  if (text_.size() < terms_.size()) text_.resize(terms_.size());
  for (std::size_t t = 0; t < terms_.size(); ++t) {
    const Term& term = terms_[t];
    if (!term.used) continue;
    std::string& text = text_[t];
    text.clear();
    const char letter = term.op == Op::Atom ? name[term.atom] : letters[static_cast<std::size_t>(term.op)];
    if (term.count == 0) {
      text += letter;
      continue;
    }
    scratch_.assign(children_.begin() + static_cast<std::ptrdiff_t>(term.first),
                    children_.begin() + static_cast<std::ptrdiff_t>(term.first + term.count));
    if (commutes(term.op)) {
      std::sort(scratch_.begin(), scratch_.end(), [&](Index a, Index b) { return text_[a] < text_[b]; });
    }
    const std::size_t operators = std::max<std::size_t>(term.count - 1, 1);
    for (std::size_t c = 0; c < term.count; ++c) {
      if (c < operators) text += letter;
      text += text_[scratch_[c]];
    }
  }
  scratch_ = hypotheses_;
  std::sort(scratch_.begin(), scratch_.end(), [&](Index a, Index b) { return text_[a] < text_[b]; });
  std::string whole;
  for (const Index hypothesis : scratch_) {
    if (!whole.empty()) whole += ',';
    whole += text_[hypothesis];
  }
  whole += ':';
  whole += text_[goal_];
  if (best_.empty() || whole < best_) best_ = std::move(whole);
}

std::string Canonizer::text() {
  best_.clear();
  search(Colours{});
  return best_;
}

}  // namespace propositional
