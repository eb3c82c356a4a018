#include "relations.hpp"

#include <stdexcept>

namespace geometry {

namespace {

struct Signed {
  int a, b, sign;
};

template <class C>
Form<C> form(std::initializer_list<Signed> segments, const Unknowns& unknowns) {
  Form<C> result;
  for (const auto& [a, b, sign] : segments) {
    if (a == b) throw std::invalid_argument("a segment from a point to itself");
    Form<C> term;
    term.terms.emplace_back(unknowns.segment(a, b), C(1));
    result.add(term, C(sign));
  }
  return result;
}

void add_logarithm(Form<Rational>& form, int number, int sign, const Unknowns& unknowns) {
  if (number <= 0) throw std::invalid_argument("a ratio of lengths is positive");
  for (int p = 2; number > 1; ++p) {
    if (p > max_prime) throw std::invalid_argument("a ratio with a prime factor above " + std::to_string(max_prime));
    for (; number % p == 0; number /= p) {
      Form<Rational> term;
      term.terms.emplace_back(unknowns.prime(p), Rational(1));
      form.add(term, Rational(sign));
    }
  }
}

}  // namespace

Relations relations(const Fact& fact, const Unknowns& unknowns) {
  Relations result;
  const auto& p = fact.points;
  const auto angle = [&](std::initializer_list<Signed> segments, Rational constant = {}) {
    auto& added = result.angles.emplace_back(form<Integer>(segments, unknowns));
    added.constant = fraction(constant);
  };
  const auto length = [&](std::initializer_list<Signed> segments) -> Form<Rational>& {
    return result.lengths.emplace_back(form<Rational>(segments, unknowns));
  };
  switch (fact.kind) {
    case Kind::coll:
      angle({{p[0], p[1], 1}, {p[0], p[2], -1}});
      angle({{p[0], p[1], 1}, {p[1], p[2], -1}});
      break;
    case Kind::para: angle({{p[0], p[1], 1}, {p[2], p[3], -1}}); break;
    case Kind::perp: angle({{p[0], p[1], 1}, {p[2], p[3], -1}}, {1, 2}); break;
    case Kind::eqangle: angle({{p[2], p[3], 1}, {p[0], p[1], -1}, {p[6], p[7], -1}, {p[4], p[5], 1}}); break;
    case Kind::compl_: angle({{p[2], p[3], 1}, {p[0], p[1], -1}, {p[6], p[7], 1}, {p[4], p[5], -1}}, {1, 2}); break;
    case Kind::aconst:
      angle({{p[2], p[3], 1}, {p[0], p[1], -1}}, -Rational(fact.numerator, fact.denominator));
      break;
    case Kind::cyclic:
      angle({{p[0], p[1], 1}, {p[2], p[3], 1}, {p[0], p[2], -1}, {p[1], p[3], -1}});
      angle({{p[0], p[1], 1}, {p[2], p[3], 1}, {p[0], p[3], -1}, {p[1], p[2], -1}});
      break;
    case Kind::cong: length({{p[0], p[1], 1}, {p[2], p[3], -1}}); break;
    case Kind::eqratio: length({{p[0], p[1], 1}, {p[2], p[3], -1}, {p[4], p[5], -1}, {p[6], p[7], 1}}); break;
    case Kind::rconst: {
      auto& row = length({{p[0], p[1], 1}, {p[2], p[3], -1}});
      add_logarithm(row, fact.numerator, -1, unknowns);
      add_logarithm(row, fact.denominator, 1, unknowns);
      break;
    }
    case Kind::midp: {
      angle({{p[0], p[1], 1}, {p[0], p[2], -1}});
      angle({{p[0], p[1], 1}, {p[1], p[2], -1}});
      length({{p[0], p[1], 1}, {p[0], p[2], -1}});
      add_logarithm(length({{p[1], p[2], 1}, {p[0], p[1], -1}}), 2, -1, unknowns);
      break;
    }
    case Kind::circle:
      length({{p[0], p[1], 1}, {p[0], p[2], -1}});
      length({{p[0], p[1], 1}, {p[0], p[3], -1}});
      break;
    case Kind::simtri:
    case Kind::simtrir:
    case Kind::contri:
    case Kind::contrir: {
      const int sign = fact.kind == Kind::simtri || fact.kind == Kind::contri ? -1 : 1;
      angle({{p[0], p[1], 1}, {p[0], p[2], -1}, {p[3], p[4], sign}, {p[3], p[5], -sign}});
      angle({{p[0], p[1], 1}, {p[1], p[2], -1}, {p[3], p[4], sign}, {p[4], p[5], -sign}});
      length({{p[0], p[1], 1}, {p[3], p[4], -1}, {p[0], p[2], -1}, {p[3], p[5], 1}});
      length({{p[0], p[1], 1}, {p[3], p[4], -1}, {p[1], p[2], -1}, {p[4], p[5], 1}});
      if (fact.kind == Kind::contri || fact.kind == Kind::contrir) length({{p[0], p[1], 1}, {p[3], p[4], -1}});
      break;
    }
    default: break;
  }
  return result;
}

}  // namespace geometry
