// A discrimination tree of lemmas in memory: which of them may serve a goal (McCune 1992).
//
// A lemma is filed under a path: the symbols of its conclusion and of each hypothesis in prefix order, END behind
// each, its variables as VARIABLE + number by first occurrence. Lemmas stand at the first node where few of them
// are left, with what remains of their paths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lemmas {

using Symbol = std::uint32_t;

constexpr Symbol ANY = 0;  // an applied variable: any subterm
constexpr Symbol END = 1;
constexpr Symbol UNKNOWN = 2;  // of a goal: no lemma has it
constexpr Symbol VARIABLE = 1U << 31;

// A term of a goal in prefix order: of each subterm its symbol, the place behind it, and its key; equal subterms
// have equal keys.
struct Term {
  std::vector<Symbol> symbols;
  std::vector<std::uint32_t> ends;
  std::vector<std::uint32_t> keys;
};

class LemmaTree {
 public:
  std::size_t size() const { return size_; }

  // File a lemma; a line of the path is a symbol.
  void add(std::uint32_t lemma, std::string_view path);

  // The number of a symbol, UNKNOWN where no lemma has it.
  Symbol symbol(std::string_view text) const;

  // The lemmas that may serve a goal: its conclusion, then its hypotheses. No more than `most` steps are taken.
  std::vector<std::uint32_t> candidates(const std::vector<Term>& goal, std::size_t most) const;

 private:
  struct Entry {
    std::uint32_t lemma;
    std::uint32_t at;  // what remains of its path: places in paths_
    std::uint32_t end;
  };
  struct Branch {
    Symbol symbol;
    std::uint32_t child;
  };
  struct Node {
    bool leaf = true;              // all lemmas stand here, none below
    std::vector<Entry> entries;    // of a leaf; else those with nothing left of their paths
    std::vector<Branch> branches;  // by symbol
  };

  void file(std::uint32_t node, Entry entry);
  std::uint32_t child(std::uint32_t node, Symbol symbol);
  Symbol number(std::string_view text);

  friend class Search;

  std::unordered_map<std::string, Symbol> symbols_;
  std::vector<Symbol> paths_;
  std::vector<Node> nodes_{1};
  std::size_t size_ = 0;
};

}  // namespace lemmas
