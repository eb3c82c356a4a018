// Algebra: tables of linear relations between the directions, and between the lengths, of a picture's segments.
//
// What it does. Every segment has a direction (an unknown of the group R/pi Z) and a length (its logarithm is an
// unknown of R). Collinear, parallel and perpendicular lines, equal angles and concyclic points are linear relations
// of directions with integer coefficients; equal lengths and equal ratios are linear relations of logarithms. A table
// keeps a basis of the relations known so far and answers whether another one follows.
//
// Source. Full angles: S. C. Chou, X. S. Gao, J. Z. Zhang, "Automated generation of readable proofs with geometric
// invariants II" (1996); Gaussian elimination over angles and ratios as a deduction step: T. H. Trinh et al.,
// "Solving olympiad geometry without human demonstrations" (2024).
//
// What differs here. The table of directions is a *lattice*, not a vector space: 2x = 2y does not give x = y modulo
// pi, so relations combine with integer coefficients only. A relation with a coefficient +1 or -1 is solved for
// that unknown; the others are kept in Hermite normal form. The table of lengths is a vector space over the rationals
// (a positive number has one positive root). All arithmetic is exact: where 64 bits do not hold a coefficient, the
// relation is refused, which costs completeness and never soundness.
//
// A `Table` (table.hpp) answers quickly and says nothing about why; an `Echelon` (echelon.hpp), built from the same
// relations in the same order, finds for a relation the combination of the relations before a given moment: the
// certificate.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "small_vector.hpp"

namespace geometry {

__extension__ typedef __int128 Wide;  // long enough for a product of two coefficients

inline std::int64_t checked(Wide x) {
  if (x > INT64_MAX || x < -INT64_MAX) throw std::overflow_error("coefficient of a relation");
  return static_cast<std::int64_t>(x);
}

struct Rational {
  std::int64_t n = 0, d = 1;
  Rational() = default;
  Rational(std::int64_t whole) : n(whole) {}
  Rational(std::int64_t numerator, std::int64_t denominator) : n(numerator), d(denominator) { *this = of(n, d); }
  static Rational of(Wide n, Wide d) {
    if (d == 1) return raw(checked(n), 1);
    if (n <= INT64_MAX && n >= -INT64_MAX && d <= INT64_MAX && d >= -INT64_MAX) {
      const auto common = std::gcd(static_cast<std::int64_t>(n), static_cast<std::int64_t>(d));
      const std::int64_t sign = d < 0 ? -1 : 1;
      return raw(sign * static_cast<std::int64_t>(n) / common, sign * static_cast<std::int64_t>(d) / common);
    }
    if (d < 0) n = -n, d = -d;
    Wide a = n < 0 ? -n : n, b = d;
    while (b != 0) std::swap(a %= b, b);
    return a == 0 ? raw(0, 1) : raw(checked(n / a), checked(d / a));
  }
  friend bool operator==(const Rational&, const Rational&) = default;
  friend Rational operator+(Rational x, Rational y) {
    return of(static_cast<Wide>(x.n) * y.d + static_cast<Wide>(y.n) * x.d, static_cast<Wide>(x.d) * y.d);
  }
  friend Rational operator*(Rational x, Rational y) {
    return of(static_cast<Wide>(x.n) * y.n, static_cast<Wide>(x.d) * y.d);
  }
  friend Rational operator-(Rational x) { return raw(-x.n, x.d); }

 private:
  static Rational raw(std::int64_t n, std::int64_t d) {
    Rational r;
    r.n = n;
    r.d = d;
    return r;
  }
};

// Coefficients of directions: integers, of which only 1 and -1 can be divided by.
struct Integer {
  std::int64_t n = 0;
  Integer() = default;
  Integer(std::int64_t value) : n(value) {}
  friend bool operator==(const Integer&, const Integer&) = default;
  friend Integer operator+(Integer x, Integer y) { return checked(static_cast<Wide>(x.n) + y.n); }
  friend Integer operator*(Integer x, Integer y) { return checked(static_cast<Wide>(x.n) * y.n); }
  friend Integer operator-(Integer x) { return -x.n; }
};

inline bool is_unit(Integer c) { return c.n == 1 || c.n == -1; }
inline bool is_unit(Rational c) { return c.n != 0; }
inline Integer inverse(Integer c) { return c; }
inline Rational inverse(Rational c) { return {c.d, c.n}; }
inline bool is_zero(Integer c) { return c.n == 0; }
inline bool is_zero(Rational c) { return c.n == 0; }
inline Rational as_rational(Integer c) { return c.n; }
inline Rational as_rational(Rational c) { return c; }

// A number modulo 1: right angles and the like, in units of pi.
inline Rational fraction(Rational c) {
  std::int64_t rest = c.n % c.d;
  if (rest < 0) rest += c.d;
  return rest == 0 ? Rational() : Rational(rest, c.d);
}

template <class C>
using Multiple = std::pair<int, C>;  // an unknown and its coefficient

template <class C>
C coefficient(std::span<const Multiple<C>> terms, int unknown) {
  const auto it = std::ranges::lower_bound(terms, unknown, {}, &Multiple<C>::first);
  return it != terms.end() && it->first == unknown ? it->second : C(0);
}

// Puts terms into ascending order, each unknown once, and none with the coefficient 0.
template <class C, std::uint32_t inline_size>
void collect(SmallVector<Multiple<C>, inline_size>& terms) {
  // Few as they are, and mostly in order, insertion is fastest.
  for (std::size_t i = 1; i < terms.size(); ++i) {
    const Multiple<C> term = terms[i];
    std::size_t j = i;
    for (; j > 0 && terms[j - 1].first > term.first; --j) terms[j] = terms[j - 1];
    terms[j] = term;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms.size();) {
    Multiple<C> term = terms[i];
    for (++i; i < terms.size() && terms[i].first == term.first; ++i) term.second = term.second + terms[i].second;
    if (!is_zero(term.second)) terms[kept++] = term;
  }
  terms.truncate(kept);
}

// Appends x + factor * y, where terms ascend by unknown.
template <class C, class Terms>
void add_terms(std::span<const Multiple<C>> x, std::span<const Multiple<C>> y, C factor, Terms& sum) {
  auto i = x.begin();
  auto j = y.begin();
  while (i != x.end() || j != y.end()) {
    if (j == y.end() || (i != x.end() && i->first < j->first)) {
      sum.push_back(*i++);
    } else if (i == x.end() || j->first < i->first) {
      sum.push_back({j->first, j->second * factor});
      ++j;
    } else {
      const C c = i->second + j->second * factor;
      if (!is_zero(c)) sum.push_back({i->first, c});
      ++i, ++j;
    }
  }
}

// Sum of coefficient * unknown + constant, that equals 0 where it is a relation. Terms ascend by unknown, none is 0.
template <class C>
struct Form {
  SmallVector<Multiple<C>, 6> terms;
  Rational constant;  // modulo 1

  bool zero() const { return terms.empty() && constant.n == 0; }
  friend bool operator==(const Form&, const Form&) = default;
  C at(int unknown) const { return coefficient<C>(terms, unknown); }
  void add(const Form& other, C factor) { add(std::span<const Multiple<C>>(other.terms), other.constant, factor); }
  void add(std::span<const Multiple<C>> other, Rational other_constant, C factor) {
    if (is_zero(factor)) return;
    SmallVector<Multiple<C>, 6> sum;
    add_terms<C>(terms, other, factor, sum);
    terms.swap(sum);
    if (other_constant.n != 0) constant = fraction(constant + other_constant * as_rational(factor));
  }
};

// Forms in Hermite normal form: what relations without a unit coefficient leave.
class Hermite {
 public:
  // `trail` is carried along by the same operations; a certificate is read from it.
  struct Row {
    Form<Integer> form, trail;
  };
  void insert(Row row);
  void reduce(Row& row) const;  // to the canonical representative of its class
  bool empty() const { return rows_.empty(); }
  bool mentions(int unknown) const;
  std::vector<Row> take();
  template <class Visit>
  void each_row_from_last(Visit visit) const {
    for (auto it = rows_.rbegin(); it != rows_.rend(); ++it) visit(it->second.form);
  }

 private:
  std::map<int, Row> rows_;  // by leading unknown
};

}  // namespace geometry
