#include "distances.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "deduce.hpp"
#include "echelon.hpp"

namespace geometry {

namespace {

constexpr std::size_t max_sources = 2000;  // of one system
constexpr std::array<std::array<int, 2>, 3> ratios{{{2, 1}, {3, 1}, {3, 2}}};  // of segments, that are tried

void add_square(Form<Rational>& form, int a, int b, Rational coefficient) {
  if (a != b) form.terms.push_back({pair_number(a, b), coefficient});
}

Fact fact_of(Kind kind, std::initializer_list<int> points) { return {.kind = kind, .points = binding_of(points)}; }

std::array<int, 2> ends_of(int pair) {
  int b = 1;
  while (pairs_of(b + 1) <= pair) ++b;
  return {pair - pairs_of(b), b};
}

// The whole number whose square it is; 0 if there is none.
std::int32_t root(std::int64_t n) {
  const auto r = static_cast<std::int64_t>(std::llround(std::sqrt(static_cast<double>(n))));
  return n > 0 && r <= INT32_MAX && r * r == n ? static_cast<std::int32_t>(r) : 0;
}

// That the squares of two segments have this ratio, where a predicate says so.
std::optional<Fact> ratio_fact(int pair, int other, Rational ratio) {
  const auto [a, b] = ends_of(pair);
  const auto [c, d] = ends_of(other);
  if (ratio == Rational(1)) return fact_of(Kind::cong, {a, b, c, d});
  Fact fact = fact_of(Kind::rconst, {a, b, c, d});
  fact.numerator = root(ratio.n), fact.denominator = root(ratio.d);
  if (fact.numerator == 0 || fact.denominator == 0) return std::nullopt;
  return fact;
}

// Segments of one direction of which this is known; of each line only those from its last point, which give the others.
struct Parallels {
  std::uint64_t value;
  PointSet ends;
  SmallVector<std::array<std::uint8_t, 2>, 8> spanning, all;
};

}  // namespace

Form<Rational> square_form(const Fact& fact, int view) {
  Form<Rational> form;
  const auto& p = fact.points;
  switch (fact.kind) {
    case Kind::cong:
      add_square(form, p[0], p[1], 1);
      add_square(form, p[2], p[3], -1);
      break;
    case Kind::rconst:
      add_square(form, p[0], p[1], Rational(fact.denominator) * Rational(fact.denominator));
      add_square(form, p[2], p[3], -(Rational(fact.numerator) * Rational(fact.numerator)));
      break;
    case Kind::perp:
      add_square(form, p[0], p[2], 1);
      add_square(form, p[1], p[3], 1);
      add_square(form, p[0], p[3], -1);
      add_square(form, p[1], p[2], -1);
      break;
    case Kind::midp:
      add_square(form, view, p[1], 2);
      add_square(form, view, p[2], 2);
      add_square(form, view, p[0], -4);
      add_square(form, p[1], p[2], -1);
      break;
    case Kind::contri:
      if (p[3] != p[2] || p[5] != p[0]) break;
      for (const auto& [point, sign] : {std::pair(0, 1), {1, -1}, {2, 1}, {4, -1}}) add_square(form, view, p[point], sign);
      add_square(form, p[0], p[1], 1);
      add_square(form, p[0], p[2], -1);
      add_square(form, p[0], p[4], 1);
      break;
    default: break;
  }
  collect(form.terms);
  return form;
}

DistanceSystem::DistanceSystem(std::vector<Square> squares)
    : squares_(std::move(squares)), in_sources_(squares_.size()), in_targets_(squares_.size()) {}

Form<Rational> DistanceSystem::reduced(const Form<Rational>& form) const {
  Form<Rational> result;
  for (const auto& [pair, c] : form.terms)
    result.terms.push_back({square(pair).unknown, c * square(pair).factor});
  collect(result.terms);
  return result;
}

void DistanceSystem::add_source(const Fact& fact, int view) {
  if (sources_.size() == max_sources) return;
  Form<Rational> form = reduced(square_form(fact, view));
  if (form.terms.empty()) return;
  for (const auto& [x, c] : form.terms) ++in_sources_[x];
  sources_.push_back({fact, view, std::move(form)});
}

void DistanceSystem::add_target(const Fact& fact) {
  const Form<Rational> form = reduced(square_form(fact));
  if (std::ranges::any_of(form.terms, [&](const auto& term) { return in_sources_[term.first] == 0; })) return;
  for (const auto& [x, c] : form.terms) ++in_targets_[x];
  targets_.push_back({fact, -1, form});
}

void DistanceSystem::prune() {
  for (bool changed = true; changed;) {
    changed = false;
    const auto drop = [&](Relation& relation, std::vector<int>& count) {
      for (const auto& [x, c] : relation.form.terms) --count[x];
      relation.alive = false;
      changed = true;
    };
    const auto lone = [&](const Relation& relation, auto unused) {
      return relation.alive && std::ranges::any_of(relation.form.terms, [&](const auto& t) { return unused(t.first); });
    };
    for (Relation& target : targets_)
      if (lone(target, [&](int x) { return in_sources_[x] == 0; })) drop(target, in_targets_);
    for (Relation& source : sources_)
      if (lone(source, [&](int x) { return in_sources_[x] == 1 && in_targets_[x] == 0; })) drop(source, in_sources_);
  }
  std::erase_if(targets_, [](const Relation& target) { return !target.alive; });
  std::erase_if(sources_, [](const Relation& source) { return !source.alive; });
}

std::vector<std::pair<Fact, Sum>> DistanceSystem::consequences() {
  prune();
  std::vector<std::pair<Fact, Sum>> result;
  if (targets_.empty()) return result;
  Table<Rational> table;
  table.extend(static_cast<int>(squares_.size()));
  for (const Relation& source : sources_) {
    try {
      table.insert(source.form);
    } catch (const std::overflow_error&) {
      // What the table has of it is true; whether a certificate can be written is another question.
    }
  }
  Echelon<Rational> echelon;
  for (const Relation& target : targets_) {
    std::uint64_t value = 0;
    for (const auto& [x, c] : target.form.terms)
      value = field::add(value, field::multiply(field::of(c), table.value(x)));
    if (value != 0) continue;
    try {
      for (std::size_t i = static_cast<std::size_t>(echelon.size()); i < sources_.size(); ++i)
        echelon.push(sources_[i].form);
      const auto found = echelon.express(target.form, echelon.size());
      if (!found) continue;
      Sum sum;
      for (const auto& [number, c] : *found) {
        const Relation& source = sources_[static_cast<std::size_t>(number)];
        sum.push_back({source.fact, source.view, c});
      }
      result.emplace_back(target.fact, std::move(sum));
    } catch (const std::overflow_error&) {
      continue;
    }
  }
  return result;
}

std::vector<Square> Closure::squares() const {
  struct Keyed {
    std::uint64_t key;  // of the logarithm without the primes that it has whole multiples of
    int pair;
    Rational factor;
  };
  std::vector<Keyed> keyed;
  for (int pair = 0; pair < pairs_of(points()); ++pair) {
    const int unknown = primes + pair;
    Keyed entry{lengths_.value(unknown), pair, 1};
    try {
      for (const auto& [x, c] : lengths_.normal(unknown)) {
        if (x >= primes) break;
        if (c.d != 1) continue;
        for (std::int64_t i = 0; i < std::abs(c.n); ++i)
          entry.factor = entry.factor * (c.n > 0 ? Rational(prime(x) * prime(x)) : Rational(1, prime(x) * prime(x)));
        entry.key = field::subtract(entry.key, field::multiply(field::of(c), lengths_.value(x)));
      }
    } catch (const std::overflow_error&) {
      entry = {lengths_.value(unknown), pair, 1};
    }
    keyed.push_back(entry);
  }
  std::ranges::sort(keyed, {}, [](const Keyed& entry) { return std::pair(entry.key, entry.pair); });
  std::vector<Square> result(keyed.size());
  for (std::size_t i = 0, first = 0; i < keyed.size(); ++i) {
    if (keyed[i].key != keyed[first].key) first = i;
    result[static_cast<std::size_t>(keyed[i].pair)] = {keyed[first].pair, keyed[i].factor};
  }
  return result;
}

// Relations of lines known to be perpendicular, and then those that only the pictures say.
void Closure::perpendiculars(DistanceSystem& system) const {
  const auto groups_of = [&](int direction) {
    std::vector<Parallels> groups;
    numbers_.each_segment(direction, [&](std::uint8_t a, std::uint8_t b) {
      const std::uint64_t value = angles_.value(Unknowns::segment(a, b));
      auto group = std::ranges::find(groups, value, &Parallels::value);
      if (group == groups.end()) group = groups.insert(group, Parallels{value, {}, {}, {}});
      group->all.push_back({a, b});
      if (group->ends.contains(a)) return;
      group->ends.add(a);
      group->spanning.push_back({a, b});
    });
    return groups;
  };
  struct Crossing {
    Parallels first, second;
  };
  std::vector<Crossing> unknown;
  for (int direction = 0; direction < numbers_.directions(); ++direction) {
    const int other = numbers_.perpendicular(direction);
    if (other < direction) continue;
    const auto others = groups_of(other);
    for (const Parallels& group : groups_of(direction))
      for (const Parallels& across : others) {
        const auto [a, b] = group.spanning[0];
        const auto [c, d] = across.spanning[0];
        if (group.value != across.value || !proved(fact_of(Kind::perp, {a, b, c, d}))) {
          unknown.push_back({group, across});
          continue;
        }
        for (const auto& [a, b] : group.spanning)
          for (const auto& [c, d] : across.spanning) system.add_source(fact_of(Kind::perp, {a, b, c, d}));
      }
  }
  midpoints(system);
  parallelograms(system);
  for (const auto& [first, second] : unknown)
    for (const auto& [a, b] : first.all)
      for (const auto& [c, d] : second.all) system.add_target(fact_of(Kind::perp, {a, b, c, d}));
}

void Closure::midpoints(DistanceSystem& system) const {
  for (int a = 0; a < points(); ++a)
    for (int b = 0; b < a; ++b)
      for (const int m : numbers_.equidistant(a, b) & numbers_.line(a, b)) {
        const Fact midpoint = fact_of(Kind::midp, {m, b, a});
        if (!proved(midpoint)) continue;
        for (int p = 0; p < points(); ++p) system.add_source(midpoint, p);
      }
}

void Closure::parallelograms(DistanceSystem& system) const {
  for (int b = 0; b < points(); ++b)
    for (int a = 0; a < b; ++a)
      numbers_.each_parallel(a, b, [&](int c, int d) {
        if (pair_number(c, d) >= pair_number(a, b) || !numbers_.equal(a, b, c, d) || numbers_.collinear(a, b, c)) return;
        if (!numbers_.parallel(a, c, b, d)) std::swap(c, d);
        const Fact congruent = fact_of(Kind::contri, {a, b, d, d, c, a});
        if (!proved(congruent)) return;
        for (int p = 0; p < points(); ++p) system.add_source(congruent, p);
      });
}

// Segments that the pictures make equal, or of one of the usual ratios.
void Closure::equal_lengths(DistanceSystem& system) const {
  struct Class {
    double value;
    SmallVector<int, 4> pairs;  // one of each unknown
  };
  std::vector<Class> classes(static_cast<std::size_t>(numbers_.length_classes()));
  for (int pair = 0; pair < pairs_of(points()); ++pair) {
    Class& found = classes[static_cast<std::size_t>(numbers_.length_class(pair))];
    found.value = numbers_.length_of_class(numbers_.length_class(pair));
    const auto same = [&](int other) { return system.square(other).unknown == system.square(pair).unknown; };
    if (std::ranges::none_of(found.pairs, same)) found.pairs.push_back(pair);
  }
  std::ranges::stable_sort(classes, {}, &Class::value);
  const auto add = [&](int x, int y, Rational ratio) {
    if (system.square(x).unknown != system.square(y).unknown) system.add_target(*ratio_fact(x, y, ratio));
  };
  for (const Class& one : classes) {
    for (std::size_t j = 0; j < one.pairs.size(); ++j)
      for (std::size_t i = 0; i < j; ++i) add(one.pairs[j], one.pairs[i], 1);
    for (const auto& [p, q] : ratios) {
      const double wanted = one.value * p / q;
      auto other = std::ranges::lower_bound(classes, wanted * (1 - tolerance), {}, &Class::value);
      for (; other != classes.end() && other->value <= wanted * (1 + tolerance); ++other)
        for (const int x : other->pairs)
          for (const int y : one.pairs) add(x, y, Rational(p * p, q * q));
    }
  }
}

// The sum with the ratios of segments that it needs; nothing where one of its facts cannot be stated or is not known.
std::optional<Sum> Closure::explained(const DistanceSystem& system, const Fact& fact, Sum sum) const {
  Form<Rational> rest = square_form(fact);
  for (const Share& share : sum) rest.add(square_form(share.fact, share.view), -share.coefficient);
  std::map<int, std::vector<Multiple<Rational>>> by_unknown;
  for (const auto& term : rest.terms) by_unknown[system.square(term.first).unknown].push_back(term);
  for (const auto& [unknown, terms] : by_unknown) {
    const int base = terms.back().first;
    for (std::size_t i = 0; i + 1 < terms.size(); ++i) {
      const auto& [pair, c] = terms[i];
      const auto link = ratio_fact(pair, base, system.square(pair).factor * inverse(system.square(base).factor));
      if (!link) return std::nullopt;
      const Form<Rational> form = square_form(*link);
      const Rational multiple = c * inverse(form.at(pair));
      rest.add(form, -multiple);
      sum.push_back({*link, -1, multiple});
    }
  }
  if (!rest.zero() || !std::ranges::all_of(sum, [&](const Share& share) { return proved(share.fact); }))
    return std::nullopt;
  return sum;
}

void Closure::add_up_distances() {
  DistanceSystem system(squares());
  perpendiculars(system);
  equal_lengths(system);
  for (auto& [fact, sum] : system.consequences()) {
    if (proved(fact) || !holds_in_pictures(fact)) continue;
    auto whole = explained(system, fact, std::move(sum));
    if (!whole) continue;
    const std::size_t before = facts_.size();
    sums_.push_back(std::move(*whole));
    record({.fact = fact, .sum = static_cast<std::uint32_t>(sums_.size() - 1)});
    if (facts_.size() == before) sums_.pop_back();
  }
}

}  // namespace geometry
