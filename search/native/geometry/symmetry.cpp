#include "symmetry.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace geometry {

namespace {

Pattern parse(std::string_view text) {
  Pattern pattern;
  std::vector<int> open;
  int arguments = 0;
  for (const char c : text) {
    if (c == '}' || c == '>' || c == ')') {
      Element& closed = pattern[static_cast<std::size_t>(open.back())];
      closed.width = arguments - closed.first;
      open.pop_back();
      continue;
    }
    Element element{.first = arguments};
    if (!open.empty()) {
      Element& parent = pattern[static_cast<std::size_t>(open.back())];
      element.parent = open.back();
      ++parent.members;
      if (parent.bracket == Element::Bracket::order) element.place = parent.members;
    }
    if (c == '{' || c == '<' || c == '(') {
      element.bracket = c == '{'   ? Element::Bracket::set
                        : c == '<' ? Element::Bracket::cycle
                                   : Element::Bracket::order;
      open.push_back(static_cast<int>(pattern.size()));
    } else {
      element.argument = c - 'a';
      element.width = 1;
      ++arguments;
    }
    pattern.push_back(element);
  }
  return pattern;
}

std::vector<Pattern> parsed(Kind kind) {
  switch (kind) {
    case Kind::diff: return {parse("{ab}")};
    case Kind::coll:
    case Kind::ncoll: return {parse("{abc}")};
    case Kind::cyclic: return {parse("{abcd}")};
    case Kind::midp: return {parse("(a{bc})")};
    case Kind::circle: return {parse("(a{bcd})")};
    case Kind::para:
    case Kind::npara:
    case Kind::perp:
    case Kind::nperp:
    case Kind::cong: return {parse("{{ab}{cd}}")};
    case Kind::aconst:
    case Kind::rconst: return {parse("({ab}{cd})")};
    // ab + gh = cd + ef, as directions or as logarithms of lengths.
    case Kind::eqangle:
    case Kind::neqangle:
    case Kind::eqratio: return {parse("{{{ab}{gh}}{{cd}{ef}}}")};
    // ab + ef = cd + gh, up to a right angle.
    case Kind::compl_: return {parse("{{{ab}{ef}}{{cd}{gh}}}")};
    // The map that takes one triangle to the other, and its inverse.
    case Kind::simtri:
    case Kind::simtrir:
    case Kind::contri:
    case Kind::contrir: return {parse("{(ad)(be)(cf)}"), parse("{(da)(eb)(fc)}")};
    case Kind::sameside: return {parse("{(b{ac})(e{df})}")};
    case Kind::sameclock:
    case Kind::oppclock: return {parse("{<abc><def>}"), parse("{<acb><dfe>}")};
  }
  throw std::logic_error("a predicate without a pattern");
}

using Segment = std::pair<std::uint8_t, std::uint8_t>;

Segment segment(const Fact& fact, std::size_t first) {
  const auto [a, b] = std::minmax(fact.points[first], fact.points[first + 1]);
  return {a, b};
}

Fact of_segments(Kind kind, Segment s, Segment t) {
  return {.kind = kind, .points = {s.first, s.second, t.first, t.second}};
}

// Lines with a common point are parallel if they are one line.
Fact joined(Kind para, Kind coll, Segment s, Segment t) {
  if (s != t)
    for (const auto& [common, b] : {s, Segment{s.second, s.first}})
      for (const auto& [also, c] : {t, Segment{t.second, t.first}})
        if (common == also) return {.kind = coll, .points = {common, b, c}};
  return of_segments(para, s, t);
}

// What is left of s + t = u + v when a segment stands on both sides; nothing where both do.
std::optional<std::pair<Segment, Segment>> cancelled(Segment s, Segment t, Segment u, Segment v) {
  if (std::minmax(s, t) == std::minmax(u, v)) return std::nullopt;
  if (s == u) return std::pair{t, v};
  if (s == v) return std::pair{t, u};
  if (t == u) return std::pair{s, v};
  if (t == v) return std::pair{s, u};
  return std::nullopt;
}

Fact simplified_angle(const Fact& fact) {
  const std::int64_t d = fact.denominator;
  const std::int64_t n = (fact.numerator % d + d) % d;
  const std::int64_t common = std::gcd(n, d);
  const Segment s = segment(fact, 0), t = segment(fact, 2);
  if (n == 0) return joined(Kind::para, Kind::coll, s, t);
  if (2 * n == d) return of_segments(Kind::perp, s, t);
  Fact result = 2 * n < d ? of_segments(Kind::aconst, s, t) : of_segments(Kind::aconst, t, s);
  result.numerator = static_cast<std::int32_t>((2 * n < d ? n : d - n) / common);
  result.denominator = static_cast<std::int32_t>(d / common);
  return result;
}

Fact simplified_ratio(const Fact& fact) {
  if (fact.numerator <= 0 || fact.denominator <= 0) throw std::invalid_argument("a ratio of lengths is positive");
  const std::int32_t common = std::gcd(fact.numerator, fact.denominator);
  const std::int32_t n = fact.numerator / common, d = fact.denominator / common;
  const Segment s = segment(fact, 0), t = segment(fact, 2);
  if (n == d) return of_segments(Kind::cong, s, t);
  Fact result = n < d ? of_segments(Kind::rconst, s, t) : of_segments(Kind::rconst, t, s);
  std::tie(result.numerator, result.denominator) = std::minmax(n, d);
  return result;
}

}  // namespace

const std::vector<Pattern>& patterns(Kind kind) {
  static const std::vector<std::vector<Pattern>> all = [] {
    std::vector<std::vector<Pattern>> result;
    for (int i = 0; i < kinds; ++i) result.push_back(parsed(static_cast<Kind>(i)));
    return result;
  }();
  return all[static_cast<std::size_t>(kind)];
}

Fact simplified(const Fact& fact) {
  const auto s = [&](std::size_t i) { return segment(fact, 2 * i); };
  Fact result{.kind = fact.kind, .points = fact.points};
  switch (fact.kind) {
    case Kind::para: return joined(Kind::para, Kind::coll, s(0), s(1));
    case Kind::npara: return joined(Kind::npara, Kind::ncoll, s(0), s(1));
    case Kind::aconst: return simplified_angle(fact);
    case Kind::rconst: return simplified_ratio(fact);
    case Kind::eqangle:
      if (const auto left = cancelled(s(0), s(3), s(1), s(2)))
        return joined(Kind::para, Kind::coll, left->first, left->second);
      break;
    case Kind::neqangle:
      if (const auto left = cancelled(s(0), s(3), s(1), s(2)))
        return joined(Kind::npara, Kind::ncoll, left->first, left->second);
      break;
    case Kind::eqratio:
      if (const auto left = cancelled(s(0), s(3), s(1), s(2)))
        return of_segments(Kind::cong, left->first, left->second);
      // Equal squares of positive numbers: the numbers are equal.
      if (s(0) == s(3) && s(1) == s(2)) return of_segments(Kind::cong, s(0), s(1));
      break;
    case Kind::compl_:
      if (const auto left = cancelled(s(0), s(2), s(1), s(3)))
        return of_segments(Kind::perp, left->first, left->second);
      break;
    case Kind::oppclock:
      result.kind = Kind::sameclock;
      std::swap(result.points[4], result.points[5]);
      break;
    default: break;
  }
  return result;
}

std::array<std::uint8_t, max_arity> arranged(const Fact& fact, const std::array<std::uint8_t, max_points>& names) {
  using Places = std::array<std::uint8_t, max_arity>;
  const std::vector<Pattern>& all = patterns(fact.kind);
  std::optional<Places> least;
  for (const Pattern& pattern : all) {
    Places places{};
    for (auto element = pattern.rbegin(); element != pattern.rend(); ++element) {
      const auto begin = places.begin() + element->first, end = begin + element->width;
      switch (element->bracket) {
        case Element::Bracket::none:
          *begin = names[fact.points[static_cast<std::size_t>(element->argument)]];
          break;
        case Element::Bracket::order: break;
        case Element::Bracket::cycle: {
          Places turned = places;
          for (int i = 1; i < element->members; ++i) {
            std::rotate(turned.begin() + element->first, turned.begin() + element->first + 1,
                        turned.begin() + element->first + element->width);
            places = std::min(places, turned);
          }
          break;
        }
        case Element::Bracket::set: {
          const int width = element->width / element->members;
          for (auto sorted = begin + width; sorted != end; sorted += width)
            for (auto at = sorted; at != begin; at -= width) {
              if (!std::lexicographical_compare(at, at + width, at - width, at)) break;
              std::swap_ranges(at - width, at, at);
            }
          break;
        }
      }
    }
    if (!least || places < *least) least = places;
  }
  Places result{};
  for (const Element& element : all.front())
    if (element.argument >= 0)
      result[static_cast<std::size_t>(element.argument)] = (*least)[static_cast<std::size_t>(element.first)];
  return result;
}

}  // namespace geometry
