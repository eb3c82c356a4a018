// Echelon: finds the combination of earlier relations that a relation is, which is its certificate.
//
// Relations are pushed in the order in which they became known, each reduced by those before it; so the rows of the
// first n relations are an echelon form of just these, for every n at once, and a proof can be asked to use nothing later
// than a given moment. Rows are only added and taken off at the end, as a closure grows and is undone.
#pragma once

#include <optional>

#include "algebra.hpp"

namespace geometry {

template <class C>
class Echelon {
 public:
  // A combination of the relations given to `push`: their numbers with coefficients.
  using Combination = std::vector<std::pair<int, C>>;

  int size() const { return static_cast<int>(rows_.size()); }
  // A relation whose reduction does not fit 64 bits counts, but is not used.
  void push(const Form<C>& relation);
  void truncate(int size);
  // The combination of the first `count` relations that equals `form`, if there is one. Throws std::overflow_error.
  std::optional<Combination> express(const Form<C>& form, int count) const;

 private:
  struct Row {
    Form<C> form, trail;  // form = sum over trail of the relations
    int pivot = -1;       // an unknown with a unit coefficient, if there is one; the rows after have none of it
  };
  void reduce(Form<C>& form, Form<C>& trail, int count) const;
  int row_of(int unknown) const {
    return static_cast<std::size_t>(unknown) < row_of_.size() ? row_of_[unknown] : no_row;
  }

  static constexpr int no_row = INT32_MAX;
  std::vector<Row> rows_;
  std::vector<int> row_of_;  // by unknown: the row whose pivot it is
};

template <class C>
void Echelon<C>::reduce(Form<C>& form, Form<C>& trail, int count) const {
  // A row has no pivot of a row before it, so that the rows to subtract come in ascending order.
  for (;;) {
    int next = no_row, pivot = -1;
    for (const auto& [x, c] : form.terms)
      if (const int row = row_of(x); row < next) next = row, pivot = x;
    if (next >= count) return;
    const Row& row = rows_[next];
    const C factor = -(form.at(pivot) * inverse(row.form.at(pivot)));
    form.add(row.form, factor);
    trail.add(row.trail, factor);
  }
}

template <class C>
void Echelon<C>::push(const Form<C>& relation) {
  const int number = size();
  Row row;
  row.form = relation;
  try {
    row.trail.terms.emplace_back(number, C(1));
    reduce(row.form, row.trail, number);
    for (const auto& [x, c] : row.form.terms)
      if (is_unit(c)) row.pivot = x;
  } catch (const std::overflow_error&) {
    row = {};
  }
  if (row.pivot >= 0) {
    if (static_cast<std::size_t>(row.pivot) >= row_of_.size()) row_of_.resize(row.pivot + 1, no_row);
    row_of_[row.pivot] = number;
  }
  rows_.push_back(std::move(row));
}

template <class C>
void Echelon<C>::truncate(int size) {
  while (this->size() > size) {
    if (rows_.back().pivot >= 0) row_of_[rows_.back().pivot] = no_row;
    rows_.pop_back();
  }
}

template <class C>
auto Echelon<C>::express(const Form<C>& form, int count) const -> std::optional<Combination> {
  Form<C> rest = form, trail;
  reduce(rest, trail, count);
  if constexpr (std::is_same_v<C, Integer>) {
    if (!rest.zero()) {
      Hermite torsion;
      for (int i = 0; i < count; ++i) {
        if (rows_[i].pivot >= 0 || rows_[i].form.terms.empty()) continue;
        Hermite::Row row{rows_[i].form, rows_[i].trail};
        reduce(row.form, row.trail, count);
        torsion.insert(std::move(row));
      }
      Hermite::Row row{rest, trail};
      torsion.reduce(row);
      rest = row.form;
      trail = row.trail;
    }
  }
  if (!rest.zero()) return std::nullopt;
  Combination result;
  for (const auto& [number, c] : trail.terms) result.emplace_back(number, -c);
  return result;
}

}  // namespace geometry
