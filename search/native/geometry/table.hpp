// Tables: a basis of the relations known so far, that answers whether another one follows, and that can be undone.
//
// Every unknown has a normal form in the unknowns that are still free; a relation is solved for the newest unknown that
// it can be solved for, so that what is known of old points is not written in terms of new ones. Forms are never
// changed in place: a new version is put at the end of one array, and a trail keeps where the old one stands. To undo is
// to go back along the trail and cut the array.
//
// Most questions are answered without forms. Each free unknown has a random value in a prime field, each other unknown
// the value of its normal form; a sum of unknowns whose value is not zero is not zero. A sum whose value is zero is then
// looked at exactly, so that no answer rests on chance.
#pragma once

#include <array>
#include <type_traits>

#include "algebra.hpp"

namespace geometry {

// Numbers modulo the prime 2^61 - 1.
namespace field {

constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;

inline std::uint64_t add(std::uint64_t x, std::uint64_t y) { return x + y >= prime ? x + y - prime : x + y; }
inline std::uint64_t subtract(std::uint64_t x, std::uint64_t y) { return x >= y ? x - y : x + prime - y; }
inline std::uint64_t multiply(std::uint64_t x, std::uint64_t y) {
  __extension__ const auto product = static_cast<unsigned __int128>(x) * y;
  return add(static_cast<std::uint64_t>(product) & prime, static_cast<std::uint64_t>(product >> 61));
}
std::uint64_t inverse(std::uint64_t x);
inline std::uint64_t of(std::int64_t n) {
  const std::int64_t rest = n % static_cast<std::int64_t>(prime);
  return rest < 0 ? static_cast<std::uint64_t>(rest) + prime : static_cast<std::uint64_t>(rest);
}
inline std::uint64_t of(Integer c) { return of(c.n); }
inline std::uint64_t of(Rational c) {
  constexpr std::uint64_t half = (prime + 1) / 2;
  if (c.d == 1) return of(c.n);
  return multiply(of(c.n), c.d == 2 ? half : inverse(of(c.d)));
}
std::uint64_t random(std::uint64_t seed);  // the same for the same seed

}  // namespace field

template <class C>
class Table {
 public:
  struct Mark {
    std::size_t unknowns, terms, changes, torsions;
  };

  // To that many unknowns; new ones are free.
  void extend(int unknowns);
  Form<C> normal(const Form<C>& form) const;
  std::span<const Multiple<C>> normal(int unknown) const { return terms(rows_[unknown]); }
  // Whether first - second - third + fourth + constant is zero, of unknowns.
  bool balanced(const std::array<std::uint16_t, 4>& unknowns, Rational constant) const;
  // Adds a relation; false when it follows already. After a std::overflow_error the table is still true.
  bool insert(const Form<C>& relation);

  // The value of an unknown in a prime field: a sum of unknowns and a constant is no relation if its value is not zero.
  std::uint64_t value(int unknown) const { return values_[unknown]; }
  // Whether all relations are solved, so that sums of value zero are (but for chance) relations.
  bool solved() const { return torsion_.empty(); }

  Mark mark() const { return {rows_.size(), terms_.size(), changes_.size(), torsions_.size()}; }
  // Back to a mark, which was taken on the way to here.
  void undo(const Mark& mark);
  std::size_t bytes() const;

 private:
  // The normal form of an unknown: terms in the array, and a constant.
  struct Row {
    std::uint32_t begin, size;
    std::uint64_t unknowns;  // bit x mod 64 for each unknown x in it
    Rational constant;
  };
  struct Change {
    int unknown;
    Row row;
    std::uint64_t value;
  };
  void add_row(int unknown, C factor, SmallVector<Multiple<C>, 32>& sum, Rational& constant) const {
    const Row& row = rows_[unknown];
    for (const auto& [x, c] : terms(row)) sum.push_back({x, c * factor});
    if (row.constant.n != 0) constant = fraction(constant + row.constant * as_rational(factor));
  }
  std::span<const Multiple<C>> terms(const Row& row) const { return {terms_.data() + row.begin, row.size}; }
  std::uint64_t value(std::span<const Multiple<C>> terms) const;
  void solve(const Form<C>& relation, int unknown);
  void change(int unknown, const Form<C>& relation, std::uint64_t relation_value, C factor);
  void keep_torsion() { torsions_.push_back(torsion_); }
  void choose_values();
  void find_values(const std::vector<int>& free);

  std::vector<Row> rows_;
  std::vector<std::uint64_t> values_;  // of the normal forms
  std::vector<std::uint64_t> free_;    // of the unknowns, where they are free
  std::vector<int> chosen_;            // those whose value is not random, for what is not solved
  std::vector<Multiple<C>> terms_;
  std::vector<Change> changes_;        // what rows were before, the latest last
  Hermite torsion_;                    // relations without a unit coefficient
  std::vector<Hermite> torsions_;      // what it was before
};

template <class C>
void Table<C>::extend(int unknowns) {
  for (int x = static_cast<int>(rows_.size()); x < unknowns; ++x) {
    rows_.push_back({static_cast<std::uint32_t>(terms_.size()), 1, std::uint64_t{1} << (x % 64), {}});
    terms_.emplace_back(x, C(1));
    free_.push_back(field::random(static_cast<std::uint64_t>(x)));
    values_.push_back(free_.back());
  }
}

template <class C>
void Table<C>::undo(const Mark& mark) {
  while (changes_.size() > mark.changes) {
    const Change& last = changes_.back();
    rows_[last.unknown] = last.row;
    values_[last.unknown] = last.value;
    changes_.pop_back();
  }
  rows_.resize(mark.unknowns);
  values_.resize(mark.unknowns);
  free_.resize(mark.unknowns);
  terms_.resize(mark.terms);
  if (torsions_.size() > mark.torsions) {
    torsion_ = std::move(torsions_[mark.torsions]);
    torsions_.resize(mark.torsions);
    choose_values();
  }
}

template <class C>
std::size_t Table<C>::bytes() const {
  return rows_.size() * (sizeof(Row) + 2 * sizeof(std::uint64_t)) + terms_.size() * sizeof(Multiple<C>) +
         changes_.size() * sizeof(Change);
}

template <class C>
std::uint64_t Table<C>::value(std::span<const Multiple<C>> terms) const {
  std::uint64_t sum = 0;
  for (const auto& [x, c] : terms) sum = field::add(sum, field::multiply(field::of(c), free_[x]));
  return sum;
}

template <class C>
Form<C> Table<C>::normal(const Form<C>& form) const {
  SmallVector<Multiple<C>, 32> sum;
  Form<C> result;
  result.constant = form.constant;
  for (const auto& [x, c] : form.terms) add_row(x, c, sum, result.constant);
  collect(sum);
  for (const auto& term : sum) result.terms.push_back(term);
  if constexpr (std::is_same_v<C, Integer>) {
    if (!torsion_.empty() && !result.zero()) {
      Hermite::Row row{result, {}};
      torsion_.reduce(row);
      return row.form;
    }
  }
  return result;
}

template <class C>
bool Table<C>::balanced(const std::array<std::uint16_t, 4>& unknowns, Rational constant) const {
  SmallVector<Multiple<C>, 32> sum;
  constexpr std::array<int, 4> signs{1, -1, -1, 1};
  for (std::size_t i = 0; i < 4; ++i) add_row(unknowns[i], C(signs[i]), sum, constant);
  collect(sum);
  if (sum.empty()) return constant.n == 0;
  if constexpr (std::is_same_v<C, Integer>) {
    if (torsion_.empty()) return false;
    Hermite::Row row;
    for (const auto& term : sum) row.form.terms.push_back(term);
    row.form.constant = constant;
    torsion_.reduce(row);
    return row.form.zero();
  }
  return false;
}

template <class C>
void Table<C>::change(int unknown, const Form<C>& relation, std::uint64_t relation_value, C factor) {
  const Row old = rows_[unknown];
  const std::size_t begin = terms_.size(), longest = begin + old.size + relation.terms.size();
  if (terms_.capacity() < longest) terms_.reserve(2 * longest);
  try {
    Row row{static_cast<std::uint32_t>(begin), 0, 0, old.constant};
    add_terms<C>(terms(old), relation.terms, factor, terms_);
    row.size = static_cast<std::uint32_t>(terms_.size() - begin);
    for (const auto& term : terms(row)) row.unknowns |= std::uint64_t{1} << (term.first % 64);
    if (relation.constant.n != 0) row.constant = fraction(row.constant + relation.constant * as_rational(factor));
    changes_.push_back({unknown, old, values_[unknown]});
    rows_[unknown] = row;
    values_[unknown] = field::add(values_[unknown], field::multiply(relation_value, field::of(factor)));
  } catch (...) {
    terms_.resize(begin);
    throw;
  }
}

template <class C>
void Table<C>::solve(const Form<C>& relation, int unknown) {
  const C factor = -inverse(relation.at(unknown));
  const std::uint64_t bit = std::uint64_t{1} << (unknown % 64), relation_value = value(relation.terms);
  for (int x = 0; x < static_cast<int>(rows_.size()); ++x) {
    if (!(rows_[x].unknowns & bit)) continue;
    const C c = coefficient<C>(terms(rows_[x]), unknown);
    if (!is_zero(c)) change(x, relation, relation_value, c * factor);
  }
}

// Values for which the relations that are not solved are zero, too.
template <class C>
void Table<C>::choose_values() {
  for (const int x : chosen_)
    if (static_cast<std::size_t>(x) < free_.size()) free_[x] = field::random(static_cast<std::uint64_t>(x));
  chosen_.clear();
  torsion_.each_row_from_last([&](const Form<Integer>& row) {
    std::uint64_t rest = 0;
    for (std::size_t i = 1; i < row.terms.size(); ++i)
      rest = field::add(rest, field::multiply(field::of(row.terms[i].second), free_[row.terms[i].first]));
    chosen_.push_back(row.terms[0].first);
    free_[row.terms[0].first] =
        field::multiply(field::subtract(0, rest), field::inverse(field::of(row.terms[0].second)));
  });
}

template <class C>
void Table<C>::find_values(const std::vector<int>& free) {
  std::uint64_t bits = 0;
  for (const int x : free) bits |= std::uint64_t{1} << (x % 64);
  for (int x = 0; x < static_cast<int>(rows_.size()); ++x) {
    if (!(rows_[x].unknowns & bits)) continue;
    const std::uint64_t found = value(terms(rows_[x]));
    if (found == values_[x]) continue;
    changes_.push_back({x, rows_[x], values_[x]});
    values_[x] = found;
  }
}

template <class C>
bool Table<C>::insert(const Form<C>& relation) {
  const Form<C> form = normal(relation);
  int newest = -1;
  for (const auto& [x, c] : form.terms)
    if (is_unit(c)) newest = x;
  if constexpr (std::is_same_v<C, Integer>) {
    if (form.terms.empty()) return false;
    if (newest >= 0 && !torsion_.mentions(newest)) {
      solve(form, newest);
      return true;
    }
    keep_torsion();
    if (newest >= 0) {
      const auto rows = torsion_.take();
      solve(form, newest);
      for (const auto& row : rows) insert(row.form);
    } else {
      torsion_.insert({form, {}});
    }
    std::vector<int> again = chosen_;
    choose_values();
    again.insert(again.end(), chosen_.begin(), chosen_.end());
    find_values(again);
    return true;
  } else {
    if (newest < 0) return false;
    solve(form, newest);
    return true;
  }
}

}  // namespace geometry
