#include "mine/template.hpp"

namespace geometry::mine {

namespace {

// The point for a parameter, or for a helper of the drawing.
struct Naming {
  const Template& construction;
  const Placed& placed;
  int first_helper;

  std::uint8_t operator()(std::uint8_t parameter) const {
    if (parameter < construction.parameters) return placed.arguments[parameter];
    return static_cast<std::uint8_t>(first_helper + parameter - construction.parameters);
  }
  Fact operator()(Fact fact) const {
    for (int i = 0; i < arity(fact.kind); ++i) fact.points[i] = (*this)(fact.points[i]);
    return fact;
  }
};

}  // namespace

bool Template::is_curve() const {
  if (outputs.size() != 1 || steps.size() != 1 || steps[0].loci.size() != 1) return false;
  switch (steps[0].loci[0].shape) {
    case Shape::line:
    case Shape::parallel:
    case Shape::perpendicular:
    case Shape::bisector:
    case Shape::angle_bisector:
    case Shape::turned:
    case Shape::ray:
    case Shape::circle:
    case Shape::circumcircle:
    case Shape::diameter:
    case Shape::inscribed:
    case Shape::apollonius: return true;
    default: return false;
  }
}

std::vector<Fact> facts_of(const Template& construction, const Placed& placed) {
  const Naming named{construction, placed, 0};
  std::vector<Fact> result;
  for (const Fact& fact : construction.facts) result.push_back(named(fact));
  return result;
}

Clause clause_of(const Table& table, const Group& group, int first_helper) {
  Clause clause;
  for (const Placed& placed : group.constructions) {
    const Template& construction = table[static_cast<std::size_t>(placed.construction)];
    const Naming named{construction, placed, first_helper};
    for (const Fact& fact : construction.requires_) clause.requires_.push_back(named(fact));
    for (const Fact& fact : construction.facts) clause.facts.push_back(named(fact));
    for (const Step& drawn : construction.steps) {
      Step step{.point = named(drawn.point)};
      for (Locus locus : drawn.loci) {
        for (int i = 0; i < locus.count; ++i) locus.points[i] = named(locus.points[i]);
        step.loci.push_back(locus);
      }
      // A point that two constructions define lies on the loci of both.
      auto it = clause.steps.begin();
      while (it != clause.steps.end() && it->point != step.point) ++it;
      if (it == clause.steps.end()) {
        clause.steps.push_back(std::move(step));
      } else {
        it->loci.insert(it->loci.end(), step.loci.begin(), step.loci.end());
      }
    }
  }
  return clause;
}

}  // namespace geometry::mine
