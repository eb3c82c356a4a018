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
// A `Table` answers quickly and says nothing about why; an `Echelon` (echelon.hpp), built from the same relations in the
// same order, finds for a relation the combination of the relations before a given moment: the certificate.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>
#include <vector>

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

// Sum of coefficient * unknown + constant, that equals 0 where it is a relation. Terms ascend by unknown, none is 0.
template <class C>
struct Form {
  std::vector<std::pair<int, C>> terms;
  Rational constant;  // modulo 1

  bool zero() const { return terms.empty() && constant.n == 0; }
  friend bool operator==(const Form&, const Form&) = default;
  C at(int unknown) const {
    const auto it = std::ranges::lower_bound(terms, unknown, {}, &std::pair<int, C>::first);
    return it != terms.end() && it->first == unknown ? it->second : C(0);
  }
  void add(const Form& other, C factor) {
    if (is_zero(factor)) return;
    std::vector<std::pair<int, C>> sum;
    sum.reserve(terms.size() + other.terms.size());
    auto i = terms.begin();
    auto j = other.terms.begin();
    while (i != terms.end() || j != other.terms.end()) {
      if (j == other.terms.end() || (i != terms.end() && i->first < j->first)) {
        sum.push_back(*i++);
      } else if (i == terms.end() || j->first < i->first) {
        sum.emplace_back(j->first, j->second * factor);
        ++j;
      } else {
        const C c = i->second + j->second * factor;
        if (!is_zero(c)) sum.emplace_back(i->first, c);
        ++i, ++j;
      }
    }
    terms.swap(sum);
    if (other.constant.n != 0) constant = fraction(constant + other.constant * as_rational(factor));
  }
  std::uint64_t hash() const {
    std::uint64_t h = mix(static_cast<std::uint64_t>(constant.n) * 131 + static_cast<std::uint64_t>(constant.d));
    for (const auto& [x, c] : terms) {
      const Rational q = as_rational(c);
      h = mix(h ^ static_cast<std::uint64_t>(x)) + static_cast<std::uint64_t>(q.n);
      h = mix(h) + static_cast<std::uint64_t>(q.d);
    }
    return mix(h);
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
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
  std::vector<Row> take();

 private:
  std::map<int, Row> rows_;  // by leading unknown
};

template <class C>
class Table {
 public:
  explicit Table(int unknowns) : forms_(unknowns), users_(unknowns), changed_(unknowns, 1) {
    for (int x = 0; x < unknowns; ++x) {
      forms_[x].terms.emplace_back(x, C(1));
      users_[x].push_back(x);
    }
  }

  Form<C> normal(const Form<C>& form) const;
  // Adds a relation; false when it follows already.
  bool insert(const Form<C>& relation);
  // When the normal form of an unknown changed last, on a clock that ticks with each relation.
  std::uint64_t changed(int unknown) const { return changed_[unknown]; }
  std::uint64_t clock() const { return clock_; }

 private:
  void solve(const Form<C>& relation, int unknown);

  std::vector<Form<C>> forms_;
  std::vector<std::vector<int>> users_;  // whose forms mention the unknown (or once did)
  std::vector<std::uint64_t> changed_;
  std::uint64_t clock_ = 1;
  Hermite torsion_;
};

template <class C>
Form<C> Table<C>::normal(const Form<C>& form) const {
  Form<C> result;
  result.constant = form.constant;
  for (const auto& [x, c] : form.terms) result.add(forms_[x], c);
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
void Table<C>::solve(const Form<C>& relation, int unknown) {
  const C factor = -inverse(relation.at(unknown));
  const std::vector<int> users = std::move(users_[unknown]);
  users_[unknown].clear();
  for (const int x : users) {
    const C c = forms_[x].at(unknown);
    if (is_zero(c)) continue;
    forms_[x].add(relation, c * factor);
    changed_[x] = clock_;
    for (const auto& term : relation.terms)
      if (term.first != unknown) users_[term.first].push_back(x);
  }
  // A list grows by repetition; it is cleaned when it is far longer than it can rightly be.
  for (const auto& term : relation.terms) {
    auto& list = users_[term.first];
    if (list.size() < 2 * forms_.size()) continue;
    std::ranges::sort(list);
    const auto rest = std::ranges::unique(list);
    list.erase(rest.begin(), rest.end());
  }
}

template <class C>
bool Table<C>::insert(const Form<C>& relation) {
  const Form<C> form = normal(relation);
  if (form.terms.empty()) return false;
  ++clock_;
  int best = -1;
  for (const auto& [x, c] : form.terms)
    if (is_unit(c) && (best < 0 || users_[x].size() < users_[best].size())) best = x;
  if (best >= 0) {
    if constexpr (std::is_same_v<C, Integer>) {
      const auto rows = torsion_.take();
      solve(form, best);
      for (const auto& row : rows) insert(row.form);
    } else {
      solve(form, best);
    }
    return true;
  }
  if constexpr (std::is_same_v<C, Integer>) {
    torsion_.insert({form, {}});
    for (const auto& term : form.terms)
      for (const int x : users_[term.first]) changed_[x] = clock_;
  }
  return true;
}

}  // namespace geometry
