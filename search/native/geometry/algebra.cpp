#include "algebra.hpp"

namespace geometry {

namespace {

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  const std::int64_t q = a / b;
  return q - (a % b != 0 && (a < 0) != (b < 0));
}

void add(Hermite::Row& row, const Hermite::Row& other, std::int64_t factor) {
  row.form.add(other.form, factor);
  row.trail.add(other.trail, factor);
}

}  // namespace

void Hermite::insert(Row row) {
  while (!row.form.terms.empty()) {
    const int lead = row.form.terms[0].first;
    const auto it = rows_.find(lead);
    if (it == rows_.end()) {
      rows_.emplace(lead, std::move(row));
      return;
    }
    // Euclid's algorithm on the two leading coefficients.
    Row& kept = it->second;
    while (!is_zero(row.form.at(lead))) {
      add(kept, row, -(kept.form.at(lead).n / row.form.at(lead).n));
      std::swap(kept, row);
    }
  }
}

void Hermite::reduce(Row& row) const {
  for (const auto& [lead, kept] : rows_) {
    const std::int64_t c = row.form.at(lead).n;
    if (c != 0) {
      const std::int64_t pivot = kept.form.at(lead).n;
      const std::int64_t factor = pivot > 0 ? floor_divide(c, pivot) : -floor_divide(c, -pivot);
      if (factor != 0) add(row, kept, -factor);
    }
  }
}

bool Hermite::mentions(int unknown) const {
  return std::ranges::any_of(rows_, [&](const auto& row) { return !is_zero(row.second.form.at(unknown)); });
}

std::vector<Hermite::Row> Hermite::take() {
  std::vector<Row> result;
  for (auto& [lead, row] : rows_) result.push_back(std::move(row));
  rows_.clear();
  return result;
}

}  // namespace geometry
