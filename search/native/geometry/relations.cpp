#include "relations.hpp"

#include <stdexcept>
#include <string>

namespace geometry {

namespace {

constexpr std::array<int, primes> prime_numbers = [] {
  std::array<int, primes> result{};
  int count = 0;
  for (int n = 2; n <= max_prime; ++n)
    if (std::ranges::none_of(result.begin(), result.begin() + count, [n](int p) { return n % p == 0; }))
      result[count++] = n;
  return result;
}();

void add_logarithm(Form<Rational>& form, int number, int sign) {
  if (number <= 0) throw std::invalid_argument("a ratio of lengths is positive");
  for (int i = 0; number > 1; ++i) {
    if (i == primes) throw std::invalid_argument("a ratio with a prime factor above " + std::to_string(max_prime));
    int power = 0;
    for (; number % prime_numbers[i] == 0; number /= prime_numbers[i]) power += sign;
    if (power != 0) form.add({.terms = {{i, Rational(power)}}, .constant = {}}, Rational(1));
  }
}

std::uint16_t segment(int a, int b) {
  if (a == b) throw std::invalid_argument("a segment from a point to itself");
  return static_cast<std::uint16_t>(Unknowns::segment(a, b));
}

}  // namespace

int prime(int number) { return prime_numbers[static_cast<std::size_t>(number)]; }

Balances balances(const Fact& fact) {
  Balances result;
  const auto& p = fact.points;
  const auto side = [&](int i, int j) { return segment(p[i], p[j]); };
  const auto two = [&](bool of_lengths, std::uint16_t x, std::uint16_t y) {
    return Balance{.of_lengths = of_lengths, .segments = {x, y, x, x}};
  };
  const auto angle = [&](std::uint16_t x, std::uint16_t y, std::uint16_t z, std::uint16_t w, Rational constant = {}) {
    result.add({.segments = {x, y, z, w}, .constant = constant});
  };
  const auto length = [&](std::uint16_t x, std::uint16_t y, std::uint16_t z, std::uint16_t w) {
    result.add({.of_lengths = true, .segments = {x, y, z, w}});
  };
  const auto same_direction = [&](std::uint16_t x, std::uint16_t y) { result.add(two(false, x, y)); };
  const auto same_length = [&](std::uint16_t x, std::uint16_t y) { result.add(two(true, x, y)); };
  switch (fact.kind) {
    case Kind::coll:
      same_direction(side(0, 1), side(0, 2));
      same_direction(side(0, 1), side(1, 2));
      break;
    case Kind::para: same_direction(side(0, 1), side(2, 3)); break;
    case Kind::perp: {
      Balance balance = two(false, side(0, 1), side(2, 3));
      balance.constant = {1, 2};
      result.add(balance);
      break;
    }
    case Kind::eqangle: angle(side(2, 3), side(0, 1), side(6, 7), side(4, 5)); break;
    case Kind::compl_: angle(side(2, 3), side(0, 1), side(4, 5), side(6, 7), {1, 2}); break;
    case Kind::aconst: {
      Balance balance = two(false, side(2, 3), side(0, 1));
      balance.constant = fraction(-Rational(fact.numerator, fact.denominator));
      result.add(balance);
      break;
    }
    case Kind::cyclic:
      angle(side(0, 1), side(0, 2), side(1, 3), side(2, 3));
      angle(side(0, 1), side(0, 3), side(1, 2), side(2, 3));
      break;
    case Kind::cong: same_length(side(0, 1), side(2, 3)); break;
    case Kind::eqratio: length(side(0, 1), side(2, 3), side(4, 5), side(6, 7)); break;
    case Kind::rconst: {
      Balance balance = two(true, side(0, 1), side(2, 3));
      balance.dividend = fact.denominator;
      balance.divisor = fact.numerator;
      result.add(balance);
      break;
    }
    case Kind::midp: {
      same_direction(side(0, 1), side(0, 2));
      same_direction(side(0, 1), side(1, 2));
      same_length(side(0, 1), side(0, 2));
      Balance balance = two(true, side(1, 2), side(0, 1));
      balance.divisor = 2;
      result.add(balance);
      break;
    }
    case Kind::circle:
      same_length(side(0, 1), side(0, 2));
      same_length(side(0, 1), side(0, 3));
      break;
    case Kind::simtri:
    case Kind::contri:
      angle(side(0, 1), side(0, 2), side(3, 4), side(3, 5));
      angle(side(0, 1), side(1, 2), side(3, 4), side(4, 5));
      break;
    case Kind::simtrir:
    case Kind::contrir:
      angle(side(0, 1), side(0, 2), side(3, 5), side(3, 4));
      angle(side(0, 1), side(1, 2), side(4, 5), side(3, 4));
      break;
    default: break;
  }
  if (fact.kind == Kind::simtri || fact.kind == Kind::simtrir || fact.kind == Kind::contri ||
      fact.kind == Kind::contrir) {
    length(side(0, 1), side(3, 4), side(0, 2), side(3, 5));
    length(side(0, 1), side(3, 4), side(1, 2), side(4, 5));
    if (fact.kind == Kind::contri || fact.kind == Kind::contrir) same_length(side(0, 1), side(3, 4));
  }
  return result;
}

template <class C>
Form<C> form_of(const Balance& balance) {
  Form<C> form;
  if constexpr (std::is_same_v<C, Rational>) {
    add_logarithm(form, balance.dividend, 1);
    add_logarithm(form, balance.divisor, -1);
  } else {
    form.constant = balance.constant;
  }
  constexpr std::array<int, 4> signs{1, -1, -1, 1};
  for (int i = 0; i < 4; ++i) form.terms.push_back({balance.segments[i], C(signs[i])});
  collect(form.terms);
  return form;
}

template Form<Integer> form_of(const Balance&);
template Form<Rational> form_of(const Balance&);

Relations relations(const Fact& fact) {
  Relations result;
  for (const Balance& balance : balances(fact))
    if (balance.of_lengths)
      result.lengths.push_back(form_of<Rational>(balance));
    else
      result.angles.push_back(form_of<Integer>(balance));
  return result;
}

}  // namespace geometry
