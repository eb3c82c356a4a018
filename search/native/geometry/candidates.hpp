// Candidates: the instances of rules that the pictures allow, found when the newest of their points is added.
//
// Numeric-first matching: most instances of a rule are false in the picture, and a false conclusion is never proved. So
// the classes of numbers.hpp are asked first, and only what agrees with them makes a candidate. (The idea is that of
// the "numerical checks" of the deductive database method; later engines turned it round into matching.) What differs here:
// a candidate is not believed for that reason; it only waits for its premises to be proved, and waiting costs next to
// nothing: it remembers one relation that was not proved when it was last looked at.
#pragma once

#include <initializer_list>
#include <vector>

#include "numbers.hpp"
#include "relations.hpp"
#include "rules.hpp"

namespace geometry {

// What a candidate waits for: a circle through four points, or a relation of angles or lengths.
struct Watch {
  enum class What : std::uint8_t { angle, length, circle } what{};
  std::array<std::uint16_t, 4> segments{};
  int circle = 0;  // the number of the quadruple
};

// Calls visit for all that a premise says, until it returns false; whether it never did. Of a midpoint: that the three
// points lie on a line and the two distances are equal.
template <class Visit>
bool each_watch(const Fact& premise, Visit visit) {
  if (premise.kind == Kind::cyclic) {
    const auto& p = premise.points;
    for (int i = 0; i < 4; ++i)
      for (int j = 0; j < i; ++j)
        if (p[i] == p[j]) return true;
    return visit(Watch{.what = Watch::What::circle, .circle = quadruple_number({p[0], p[1], p[2], p[3]})});
  }
  for (const Balance& balance : balances(premise)) {
    const auto what = balance.of_lengths ? Watch::What::length : Watch::What::angle;
    if (balance.divisor == 1 && !visit(Watch{.what = what, .segments = balance.segments})) return false;
  }
  return true;
}

struct Candidate {
  RuleId rule{};
  bool done = false;
  Binding binding{};
  Watch watch{};
};

constexpr std::size_t max_candidates = 4'000'000;

class Candidates {
 public:
  // Throws std::length_error when there are `max_candidates` already.
  void propose(RuleId id, std::initializer_list<int> points);
  void truncate(std::size_t size) { items_.resize(size); }
  std::size_t size() const { return items_.size(); }
  Candidate& operator[](std::size_t i) { return items_[i]; }
  const Candidate& operator[](std::size_t i) const { return items_[i]; }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }

 private:
  std::vector<Candidate> items_;
};

// Candidates by subject, those that have the last point in them; each file defines one.
void propose_angle_rules(const Numbers& numbers, Candidates& candidates);
void propose_length_rules(const Numbers& numbers, Candidates& candidates);
void propose_power_rules(const Numbers& numbers, Candidates& candidates);

}  // namespace geometry
