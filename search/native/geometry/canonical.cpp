#include "canonical.hpp"

#include <algorithm>
#include <compare>
#include <cstring>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>

#include "blake2b.hpp"
#include "symmetry.hpp"

namespace geometry {

namespace {

using Labels = std::array<std::uint8_t, max_points>;

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93;
  x = (x ^ (x >> 29)) * 0x9e3779b97f4a7c15;
  return x ^ (x >> 32);
}

// A fact about labels, as it enters the code.
struct Word {
  Kind kind{};
  std::array<std::uint8_t, max_arity> labels{};
  std::int32_t numerator = 0;
  std::int32_t denominator = 1;

  auto operator<=>(const Word&) const = default;
};

Word word(const Fact& fact, const Labels& labels) {
  return {fact.kind, arranged(fact, labels), fact.numerator, fact.denominator};
}

void append(std::vector<std::uint8_t>& code, const Word& word) {
  code.push_back(static_cast<std::uint8_t>(word.kind));
  code.insert(code.end(), word.labels.begin(), word.labels.begin() + arity(word.kind));
  if (!takes_value(word.kind)) return;
  for (const std::int32_t number : {word.numerator, word.denominator})
    for (int shift = 24; shift >= 0; shift -= 8)
      code.push_back(static_cast<std::uint8_t>(static_cast<std::uint32_t>(number) >> shift));
}

// Points in cells, the cells in an order that does not depend on how the points are named.
struct Partition {
  Labels order{};  // the points, cell by cell
  Labels cell{};   // of each point: where its cell begins
  int cells = 1;
};

// A statement whose points all occur: its goal, then its premises.
struct Statement {
  int points = 0;
  std::vector<Fact> facts;
};

// Splits the cells by how their points occur in facts, until that splits no more. Returns what was seen on the
// way: it is the same for partitions that an automorphism takes to one another, and even just where every cell
// has one point in the end.
std::uint64_t refine(const Statement& statement, Partition& partition) {
  const int n = statement.points;
  std::uint64_t seen = 0;
  for (int before = 0; partition.cells != before && partition.cells < n;) {
    before = partition.cells;
    std::array<std::uint64_t, max_points> colour, role{};
    for (int p = 0; p < n; ++p) colour[p] = mix(partition.cell[p] + 1u);
    for (std::size_t f = 0; f < statement.facts.size(); ++f) {
      const Fact& fact = statement.facts[f];
      const auto value = static_cast<std::uint64_t>(fact.numerator) << 32 | static_cast<std::uint32_t>(fact.denominator);
      const std::uint64_t head = mix(value * kinds + static_cast<std::uint64_t>(fact.kind)) + (f == 0);
      const std::vector<Pattern>& both = patterns(fact.kind);
      // Of each element: what is in it, as a contribution to its bracket, and what is around it.
      constexpr int max_elements = 2 * max_arity;
      std::array<std::array<std::uint64_t, max_elements>, 2> inside{};
      std::uint64_t whole = 0;
      for (std::size_t i = 0; i < both.size(); ++i) {
        const Pattern& pattern = both[i];
        for (std::size_t e = pattern.size(); e-- > 0;) {
          const Element& element = pattern[e];
          std::uint64_t& own = inside[i][e];
          own = element.argument >= 0 ? colour[fact.points[element.argument]] : mix(own);
          if (element.place > 0) own = mix(own + static_cast<std::uint64_t>(element.place));
          if (element.parent >= 0) inside[i][element.parent] += own;
        }
        whole += inside[i][0];
      }
      for (std::size_t i = 0; i < both.size(); ++i) {
        const Pattern& pattern = both[i];
        std::array<std::uint64_t, max_elements> around;
        around[0] = head + mix(whole);
        for (std::size_t e = 0; e < pattern.size(); ++e) {
          const Element& element = pattern[e];
          if (element.parent >= 0) around[e] = around[element.parent] + static_cast<std::uint64_t>(element.place);
          if (element.argument >= 0)
            role[fact.points[element.argument]] += mix(around[e]);
          else
            around[e] = mix(around[e] + inside[i][e]);
        }
      }
    }
    for (int begin = 0, end; begin < n; begin = end) {
      for (end = begin + 1; end < n && partition.cell[partition.order[end]] == begin;) ++end;
      const auto points = partition.order.begin();
      std::sort(points + begin, points + end, [&](std::uint8_t p, std::uint8_t q) { return role[p] < role[q]; });
      for (int i = begin, start = begin; i < end; ++i) {
        const std::uint8_t p = partition.order[i];
        if (i > begin && role[p] != role[partition.order[i - 1]]) {
          start = i;
          ++partition.cells;
        }
        partition.cell[p] = static_cast<std::uint8_t>(start);
        seen = mix(seen + role[p]) + static_cast<std::uint64_t>(start);
      }
    }
  }
  return partition.cells == n ? seen & ~std::uint64_t{1} : seen | 1;
}

// Gives a point of a cell of several a cell of its own, before the others.
void individualise(int points, Partition& partition, std::uint8_t point) {
  const int begin = partition.cell[point];
  std::uint8_t* const first = partition.order.data() + begin;
  std::swap(*first, *std::find(first, partition.order.data() + points, point));
  for (int i = begin + 1; i < points && partition.cell[partition.order[i]] == begin; ++i)
    partition.cell[partition.order[i]] = static_cast<std::uint8_t>(begin + 1);
  ++partition.cells;
}

// The first of the largest cells. In a small one the points often differ in nothing that would split the others.
std::span<const std::uint8_t> target(int points, const Partition& partition) {
  int chosen = 0, size = 1;
  for (int begin = 0, end; begin < points; begin = end) {
    for (end = begin + 1; end < points && partition.cell[partition.order[end]] == begin;) ++end;
    if (end - begin > size) {
      chosen = begin;
      size = end - begin;
    }
  }
  return {partition.order.data() + chosen, static_cast<std::size_t>(size)};
}

class Search {
 public:
  explicit Search(const Statement& statement) : statement_(statement) {}

  // Labels and code of the least leaf.
  std::pair<Labels, std::vector<Word>> run() {
    Partition partition;
    std::iota(partition.order.begin(), partition.order.begin() + statement_.points, std::uint8_t{0});
    const std::uint64_t seen = refine(statement_, partition);
    explore(partition, seen);
    return {best_->labels, best_->code};
  }

  // After `run`: whether an automorphism moves a point. Of the leaves with the code of the best one at least two have
  // been looked at, if there are two.
  bool symmetric() const { return !automorphisms_.empty(); }

 private:
  struct Leaf {
    std::vector<Word> code;
    Labels labels{};
    Labels order{};
    std::vector<std::uint8_t> path;
  };

  // Looks through a node, given by the points individualised so far. Returns the length of the path at which the
  // search goes on: one less, or still less where the rest is an image of what has been looked through.
  std::size_t explore(const Partition& partition, std::uint64_t seen) {
    const std::size_t depth = path_.size();
    const std::size_t above = depth == 0 ? 0 : depth - 1;
    if (depth < best_seen_.size()) {
      if (seen > best_seen_[depth]) return above;
      if (seen < best_seen_[depth]) {
        best_seen_.resize(depth);
        best_.reset();
      }
    }
    if (depth == best_seen_.size()) best_seen_.push_back(seen);
    if (partition.cells == statement_.points) return finish(partition).value_or(above);

    const auto cell = target(statement_.points, partition);
    std::vector<std::uint8_t> tried;
    Labels orbit;
    std::optional<std::size_t> known;  // automorphisms that `orbit` takes account of
    for (const std::uint8_t point : cell) {
      if (!tried.empty()) {
        if (known != automorphisms_.size()) orbit = orbits();
        known = automorphisms_.size();
        if (std::ranges::any_of(tried, [&](std::uint8_t other) { return orbit[other] == orbit[point]; })) continue;
      }
      tried.push_back(point);
      Partition child = partition;
      individualise(statement_.points, child, point);
      const std::uint64_t child_seen = refine(statement_, child);
      path_.push_back(point);
      const std::size_t next = explore(child, child_seen);
      path_.pop_back();
      if (next < depth) return next;
    }
    return above;
  }

  // Compares a leaf with the first one and the best one. Where it is the image of one of them, so is all that
  // lies below the point at which their paths part.
  std::optional<std::size_t> finish(const Partition& partition) {
    Leaf leaf{.code = {}, .labels = partition.cell, .order = partition.order, .path = path_};
    leaf.code.reserve(statement_.facts.size());
    for (const Fact& fact : statement_.facts) leaf.code.push_back(word(fact, leaf.labels));
    std::sort(leaf.code.begin() + 1, leaf.code.end());
    for (const std::optional<Leaf>* const former : {&first_, &best_})
      if (*former && (*former)->code == leaf.code) {
        Labels& image = automorphisms_.emplace_back();
        for (int i = 0; i < statement_.points; ++i) image[(*former)->order[i]] = leaf.order[i];
        const auto& path = (*former)->path;
        return std::ranges::mismatch(path, path_).in1 - path.begin();
      }
    if (!first_) first_ = leaf;
    if (!best_ || leaf.code < best_->code) best_ = std::move(leaf);
    return std::nullopt;
  }

  // For each point a name of its orbit under the known automorphisms that fix the path.
  Labels orbits() const {
    Labels name;
    std::iota(name.begin(), name.end(), std::uint8_t{0});
    for (const Labels& image : automorphisms_) {
      if (!std::ranges::all_of(path_, [&](std::uint8_t p) { return image[p] == p; })) continue;
      for (int p = 0; p < statement_.points; ++p) {
        const std::uint8_t from = name[p], to = name[image[p]];
        if (from != to) std::replace(name.begin(), name.begin() + statement_.points, from, to);
      }
    }
    return name;
  }

  const Statement& statement_;
  std::vector<std::uint8_t> path_;        // the points individualised, in order
  std::vector<std::uint64_t> best_seen_;  // the invariants along the path to the best leaf
  std::optional<Leaf> first_, best_;
  std::vector<Labels> automorphisms_;
};

Statement statement_of(int points, std::span<const Fact> premises, const Fact& goal, Labels& number) {
  Statement result;
  result.facts.reserve(premises.size() + 1);
  result.facts.push_back(simplified(goal));
  for (const Fact& premise : premises) result.facts.push_back(simplified(premise));
  number.fill(no_label);
  for (const Fact& fact : result.facts)
    for (int i = 0; i < arity(fact.kind); ++i) number[fact.points[i]] = 0;
  for (int p = 0; p < points; ++p)
    if (number[p] == 0) number[p] = static_cast<std::uint8_t>(result.points++);
  // In its least arrangement a premise that is repeated is repeated word for word.
  std::vector<Word> words;
  words.reserve(premises.size());
  for (Fact& fact : result.facts) {
    words.push_back(word(fact, number));
    fact.points = words.back().labels;
  }
  std::sort(words.begin() + 1, words.end());
  words.erase(std::unique(words.begin() + 1, words.end()), words.end());
  result.facts.clear();
  for (const Word& w : words) result.facts.push_back({w.kind, w.labels, w.numerator, w.denominator});
  return result;
}

}  // namespace

Canonical canonical_form(int points, std::span<const Fact> premises, const Fact& goal) {
  if (points > max_points) throw std::length_error("at most " + std::to_string(max_points) + " points");
  Labels number;
  const Statement statement = statement_of(points, premises, goal, number);
  Search search(statement);
  const auto [labels, words] = search.run();
  Canonical result;
  result.symmetric = search.symmetric();
  for (const Word& w : words) append(result.code, w);
  native::Blake2b hash;
  hash.update(result.code.data(), result.code.size());
  std::memcpy(result.key.data(), hash.finish().data(), sizeof result.key);
  for (int p = 0; p < points; ++p) result.label.push_back(number[p] == no_label ? no_label : labels[number[p]]);
  return result;
}

}  // namespace geometry
