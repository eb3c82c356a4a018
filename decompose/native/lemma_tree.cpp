#include "lemma_tree.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>
#include <stdexcept>
#include <utility>

namespace lemmas {
namespace {

constexpr std::size_t LEAF = 8;  // so many lemmas a leaf has at most, where their paths differ
constexpr Symbol FIRST = 3;      // below are symbols of another meaning

// Whether the text is `*` and a number; `*/2` is a product.
bool is_variable(std::string_view text) {
  return text.size() > 1 && text[0] == '*' && text[1] >= '0' && text[1] <= '9';
}

// Where a search stands: in which of the goal's terms, at which place, and the keys of the variables' values.
struct State {
  std::uint32_t term;
  std::uint32_t place;
  std::vector<std::uint32_t> values;

  auto operator<=>(const State&) const = default;
};

using States = std::vector<State>;

}  // namespace

class Search {
 public:
  Search(const LemmaTree& tree, const std::vector<Term>& goal, std::size_t most)
      : tree_(tree), goal_(goal), left_(most) {}

  std::vector<std::uint32_t> run() {
    enter(0, {State{0, 0, {}}});
    while (!pending_.empty() && left_ > 0) {
      const auto [node, states] = std::move(pending_.back());
      pending_.pop_back();
      const std::vector<LemmaTree::Branch>& branches = tree_.nodes_[node].branches;
      for (const Symbol symbol : moves(states)) {
        const auto branch = std::ranges::lower_bound(branches, symbol, {}, &LemmaTree::Branch::symbol);
        if (branch != branches.end() && branch->symbol == symbol) enter(branch->child, steps(states, symbol));
      }
    }
    return std::move(found_);
  }

 private:
  bool ends(const State& state) const { return state.place == goal_[state.term].symbols.size(); }

  // The symbols that may come next, in order.
  std::vector<Symbol> moves(const States& states) const {
    std::vector<Symbol> symbols;
    for (const State& state : states) {
      if (ends(state)) {
        symbols.push_back(END);
        continue;
      }
      const Term& term = goal_[state.term];
      symbols.push_back(ANY);
      if (term.symbols[state.place] != UNKNOWN) symbols.push_back(term.symbols[state.place]);
      for (std::size_t i = 0; i < state.values.size(); ++i)
        if (state.values[i] == term.keys[state.place]) symbols.push_back(VARIABLE + static_cast<Symbol>(i));
      symbols.push_back(VARIABLE + static_cast<Symbol>(state.values.size()));
    }
    std::sort(symbols.begin(), symbols.end());
    symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
    return symbols;
  }

  void enter(std::uint32_t number, States states) {
    const LemmaTree::Node& node = tree_.nodes_[number];
    for (const LemmaTree::Entry& entry : node.entries)
      if (accepts({tree_.paths_.data() + entry.at, tree_.paths_.data() + entry.end}, states))
        found_.push_back(entry.lemma);
    if (!node.leaf) pending_.push_back({number, std::move(states)});
  }

  // Where a lemma's next symbol leads, each state once.
  States steps(const States& states, Symbol symbol) {
    States following;
    for (const State& state : states) step(state, symbol, following);
    if (states.size() > 1 || symbol == END) {
      std::sort(following.begin(), following.end());
      following.erase(std::unique(following.begin(), following.end()), following.end());
    }
    return following;
  }

  void step(const State& state, Symbol symbol, States& following) {
    if (left_ == 0) return;
    --left_;
    if (ends(state)) {
      if (symbol == END)
        for (std::uint32_t other = 1; other < goal_.size(); ++other) following.push_back({other, 0, state.values});
      return;
    }
    State next = state;
    next.place = after(symbol, goal_[state.term], state.place, next.values);
    if (next.place > 0) following.push_back(std::move(next));
  }

  // The place to which a symbol leads within a term, 0 where it leads nowhere; a new variable gets its value.
  static std::uint32_t after(Symbol symbol, const Term& term, std::uint32_t place, std::vector<std::uint32_t>& values) {
    if (symbol == term.symbols[place]) return place + 1;
    if (symbol == ANY) return term.ends[place];
    if (symbol < VARIABLE) return 0;
    const std::size_t number = symbol - VARIABLE;
    if (number > values.size() || (number < values.size() && values[number] != term.keys[place])) return 0;
    if (number == values.size()) values.push_back(term.keys[place]);
    return term.ends[place];
  }

  // Whether the rest of a lemma's path, which ends behind a term, can be followed from one of these.
  bool accepts(std::span<const Symbol> path, const States& states) {
    if (path.empty()) return true;
    path = path.first(path.size() - 1);
    return std::any_of(states.begin(), states.end(), [&](const State& state) {
      values_ = state.values;
      return follows(path, state.term, state.place);
    });
  }

  // The same from one place, with `values_`, which are as before where the path cannot be followed.
  bool follows(std::span<const Symbol> path, std::uint32_t number, std::uint32_t place) {
    const Term& term = goal_[number];
    const std::size_t before = values_.size();
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (left_ == 0) return false;
      --left_;
      if (place == term.symbols.size()) {
        if (path[i] == END)
          for (std::uint32_t other = 1; other < goal_.size(); ++other)
            if (follows(path.subspan(i + 1), other, 0)) return true;
        values_.resize(before);
        return false;
      }
      const std::uint32_t next = after(path[i], term, place, values_);
      if (next == 0) {
        values_.resize(before);
        return false;
      }
      place = next;
    }
    if (place == term.symbols.size()) return true;
    values_.resize(before);
    return false;
  }

  const LemmaTree& tree_;
  const std::vector<Term>& goal_;
  std::size_t left_;  // steps
  std::vector<std::pair<std::uint32_t, States>> pending_;
  std::vector<std::uint32_t> values_;  // of the path that is followed
  std::vector<std::uint32_t> found_;
};

void LemmaTree::add(std::uint32_t lemma, std::string_view path) {
  const std::size_t start = paths_.size();
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('\n', at), path.size());
    paths_.push_back(number(path.substr(at, end - at)));
    at = end + 1;
  }
  if (paths_.size() > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("too many lemmas");
  file(0, {lemma, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(paths_.size())});
  ++size_;
}

void LemmaTree::file(std::uint32_t node, Entry entry) {
  while (!nodes_[node].leaf && entry.at < entry.end) node = child(node, paths_[entry.at++]);
  nodes_[node].entries.push_back(entry);
  if (!nodes_[node].leaf || nodes_[node].entries.size() <= LEAF) return;
  nodes_[node].leaf = false;
  const std::vector<Entry> entries = std::exchange(nodes_[node].entries, {});
  for (const Entry& moved : entries) file(node, moved);
}

std::uint32_t LemmaTree::child(std::uint32_t node, Symbol symbol) {
  std::vector<Branch>& branches = nodes_[node].branches;
  const auto branch = std::ranges::lower_bound(branches, symbol, {}, &Branch::symbol);
  if (branch != branches.end() && branch->symbol == symbol) return branch->child;
  const auto made = static_cast<std::uint32_t>(nodes_.size());
  branches.insert(branch, {symbol, made});
  nodes_.emplace_back();
  return made;
}

Symbol LemmaTree::symbol(std::string_view text) const {
  if (text == "*") return ANY;
  if (text == "|") return END;
  const auto found = symbols_.find(std::string(text));
  return found == symbols_.end() ? UNKNOWN : found->second;
}

Symbol LemmaTree::number(std::string_view text) {
  if (is_variable(text)) {
    Symbol variable = 0;
    std::from_chars(text.data() + 1, text.data() + text.size(), variable);
    return VARIABLE + variable;
  }
  const Symbol known = symbol(text);
  if (known != UNKNOWN) return known;
  return symbols_.emplace(text, FIRST + static_cast<Symbol>(symbols_.size())).first->second;
}

std::vector<std::uint32_t> LemmaTree::candidates(const std::vector<Term>& goal, std::size_t most) const {
  return Search(*this, goal, most).run();
}

}  // namespace lemmas
