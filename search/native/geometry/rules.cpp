#include "rules.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>

namespace geometry {

namespace {

struct Text {
  RuleId id;
  std::string_view name, text;
};

// Angles are full angles (of lines, modulo pi) throughout; no rule takes half of one.
constexpr std::array<Text, rule_count> texts{{
    {RuleId::coll_of_para, "coll_of_para", "a b c: para a b a c => coll a b c"},
    {RuleId::midp_of_cong, "midp_of_cong", "m a b: coll m a b, cong m a m b => midp m a b | diff a b"},
    {RuleId::isosceles, "isosceles", "o a b: cong o a o b => eqangle o a a b a b o b | diff a b"},
    {RuleId::isosceles_converse, "isosceles_converse", "o a b: eqangle o a a b a b o b => cong o a o b | ncoll o a b"},
    {RuleId::inscribed_converse, "inscribed_converse",
     "a b c d: eqangle a b a c d b d c => cyclic a b c d | ncoll a b c, diff a d"},
    {RuleId::cyclic_join, "cyclic_join", "a b c d e: cyclic a b c d, cyclic a b c e => cyclic a b d e | ncoll a b c"},
    {RuleId::centre_cyclic, "centre_cyclic",
     "o a b c d: cong o a o b, cong o a o c, cong o a o d => cyclic a b c d | ncoll a b c"},
    {RuleId::centre_join, "centre_join",
     "o a b c d: cong o a o b, cong o a o c, cyclic a b c d => cong o a o d | ncoll a b c"},
    {RuleId::centre_angle, "centre_angle",
     "o a b c: cong o a o b, cong o a o c => compl o a a b b c a c | ncoll a b c"},
    {RuleId::centre_of_angles, "centre_of_angles",
     "o a b c: compl o a a b b c a c, compl o b b c c a b a => cong o a o c | ncoll a b c, ncoll o a b"},
    {RuleId::right_midpoint, "right_midpoint",
     "a b c m: perp a b b c, midp m a c => cong m a m b | diff a b, diff b c"},
    {RuleId::bisector_perp, "bisector_perp",
     "a b p q: cong p a p b, cong q a q b => perp a b p q | diff a b, diff p q"},
    {RuleId::bisector_point, "bisector_point",
     "a b p q: cong p a p b, perp a b p q => cong q a q b | diff a b, diff p q"},
    {RuleId::kite, "kite",
     "a b p q: cong p a p b, cong q a q b, cyclic a b p q => perp p a a q | ncoll a b p, diff p q"},
    {RuleId::bisector_ratio, "bisector_ratio",
     "a b c d: eqangle a b a d a d a c, coll d b c => eqratio d b d c a b a c | ncoll a b c"},
    {RuleId::ratio_bisector, "ratio_bisector",
     "a b c d: eqratio d b d c a b a c, coll d b c => eqangle a b a d a d a c | ncoll a b c"},
    {RuleId::aa, "aa",
     "a b c p q r: eqangle a b a c p q p r, eqangle b a b c q p q r => simtri a b c p q r | ncoll a b c, ncoll p q r"},
    {RuleId::aa_mirrored, "aa_mirrored",
     "a b c p q r: eqangle a b a c p r p q, eqangle b a b c q r q p => simtrir a b c p q r | ncoll a b c, ncoll p q r"},
    {RuleId::sas, "sas",
     "a b c p q r: eqratio a b a c p q p r, eqangle a b a c p q p r => simtri a b c p q r | sameclock a b c p q r"},
    {RuleId::sas_mirrored, "sas_mirrored",
     "a b c p q r: eqratio a b a c p q p r, eqangle a b a c p r p q => simtrir a b c p q r | oppclock a b c p q r"},
    {RuleId::sss, "sss",
     "a b c p q r: eqratio a b a c p q p r, eqratio b a b c q p q r => simtri a b c p q r | sameclock a b c p q r"},
    {RuleId::sss_mirrored, "sss_mirrored",
     "a b c p q r: eqratio a b a c p q p r, eqratio b a b c q p q r => simtrir a b c p q r | oppclock a b c p q r"},
    {RuleId::rhs, "rhs",
     "a b c p q r: perp a b a c, perp p q p r, eqratio a b b c p q q r => simtri a b c p q r | sameclock a b c p q r"},
    {RuleId::rhs_mirrored, "rhs_mirrored",
     "a b c p q r: perp a b a c, perp p q p r, eqratio a b b c p q q r => simtrir a b c p q r | oppclock a b c p q r"},
    {RuleId::chord_of_angle, "chord_of_angle",
     "a b c p q r: cyclic a b c p, cyclic a b c q, cyclic a b c r, eqangle c a c b r p r q => cong a b p q "
     "| ncoll a b c, ncoll p q r"},
    {RuleId::angle_of_chord, "angle_of_chord",
     "a b c p q r: cyclic a b c p, cyclic a b c q, cyclic a b c r, cong a b p q => eqangle c a c b r p r q "
     "| ncoll a b c, ncoll p q r, neqangle c a c b r q r p"},
    {RuleId::ratio_on_line, "ratio_on_line",
     "a b c p q r: coll a b c, coll p q r, eqratio a b a c p q p r => eqratio a b b c p q q r | sameside b a c q p r"},
    {RuleId::para_ratio, "para_ratio",
     "a b c d m n: para a b c d, coll m a d, coll n b c, para m n a b => eqratio m a m d n b n c "
     "| ncoll a b d, diff c d"},
    {RuleId::ratio_para, "ratio_para",
     "a b c d m n: para a b c d, coll m a d, coll n b c, eqratio m a m d n b n c => para m n a b "
     "| ncoll a b d, diff c d, sameside a m d b n c"},
    {RuleId::orthocentre, "orthocentre", "a b c h: perp a h b c, perp b h a c => perp c h a b | ncoll a b c, diff c h"},
    {RuleId::third_bisector, "third_bisector",
     "a b c i: eqangle a b a i a i a c, eqangle b a b i b i b c => eqangle c a c i c i c b | ncoll a b c, diff c i"},
    {RuleId::midp_parallelogram, "midp_parallelogram",
     "m a b c d: midp m a b, para a c b d, para a d b c => midp m c d | ncoll a b c"},
    {RuleId::right_trapezoid, "right_trapezoid",
     "a b e f m: perp a e e f, perp b f e f, midp m a b => cong m e m f | diff e f"},
    {RuleId::bisector_midline, "bisector_midline",
     "a b c d m: eqangle b a b c b c b d, perp a c b c, midp m a d => para c m b d | diff b c, diff c m"},
    {RuleId::bisector_feet, "bisector_feet",
     "a b c p q: eqangle a c a p a p a b, perp c p a p, eqangle b c b q b q b a, perp c q b q => para p q a b "
     "| diff a b, diff p q"},
    {RuleId::segment_copy, "segment_copy",
     "a b p q: coll a b p, cong q b a p, cong q a b p => coll a b q | diff a b"},
    {RuleId::perp_of_double, "perp_of_double", "a b c d: eqangle a b c d c d a b => perp a b c d | npara a b c d"},
    {RuleId::isosceles_trapezoid, "isosceles_trapezoid",
     "a b c d: para a b c d, cong a d b c => cong a c b d | npara a d b c, diff a b, diff c d"},
    {RuleId::radical_axis, "radical_axis",
     "a h o p c d e f: cong o h o c, cong o h o d, cong p h p e, cong p h p f, perp a h o p, coll a c d, coll a e f "
     "=> eqratio a c a e a f a d | diff o p, diff c d, diff e f"},
    {RuleId::three_circles, "three_circles",
     "a c d e f p q: cyclic c d e f, cyclic e f p q, cyclic c d p q, coll a c d, coll a e f => cyclic c d e p "
     "| ncoll a p q, ncoll c d e"},
    {RuleId::equal_power, "equal_power",
     "o a b c d p q: cong o a o b, cong o a o c, cong o a o d, coll p a b, coll q c d, eqratio p a q c q d p b "
     "=> cong o p o q | sameside a p b c q d, diff a b, diff c d"},
    {RuleId::power_of_equal, "power_of_equal",
     "o a b c d p q: cong o a o b, cong o a o c, cong o a o d, coll p a b, coll q c d, cong o p o q "
     "=> eqratio p a q c q d p b | diff a b, diff c d"},
    {RuleId::bisector_circle, "bisector_circle",
     "a m n r: eqangle a m a r a r a n, cong r m r n => cyclic a m n r | ncoll a m n, nperp a r m n"},
}};

std::vector<Fact> read_facts(std::string_view text, std::string_view variables) {
  std::vector<Fact> result;
  std::istringstream list{std::string(text)};
  for (std::string item; std::getline(list, item, ',');) {
    std::istringstream words(item);
    std::string word;
    words >> word;
    Fact fact{.kind = kind_named(word).value()};
    for (int i = 0; i < arity(fact.kind); ++i) {
      words >> word;
      fact.points[i] = static_cast<std::uint8_t>(variables.find(word[0]) / 2);
    }
    result.push_back(fact);
  }
  return result;
}

std::vector<Rule> read_rules() {
  std::vector<Rule> result;
  for (const auto& [id, name, text] : texts) {
    const auto colon = text.find(':'), arrow = text.find("=>"), bar = text.find('|');
    const auto variables = text.substr(0, colon);
    Rule rule{.id = id, .name = name, .text = text};
    rule.variables = static_cast<int>(variables.size() + 1) / 2;
    rule.premises = read_facts(text.substr(colon + 1, arrow - colon - 1), variables);
    rule.conclusion = read_facts(text.substr(arrow + 2, bar == text.npos ? bar : bar - arrow - 2), variables).at(0);
    if (bar != text.npos) rule.conditions = read_facts(text.substr(bar + 1), variables);
    if (static_cast<std::size_t>(id) != result.size()) throw std::logic_error("the table of rules is out of order");
    result.push_back(std::move(rule));
  }
  return result;
}

}  // namespace

std::span<const Rule> rules() {
  static const std::vector<Rule> table = read_rules();
  return table;
}

Binding binding_of(std::initializer_list<int> points) {
  Binding result{};
  std::ranges::transform(points, result.begin(), [](int p) { return static_cast<std::uint8_t>(p); });
  return result;
}

Fact bind(const Fact& schema, const Binding& binding) {
  Fact fact = schema;
  for (int i = 0; i < arity(fact.kind); ++i) fact.points[i] = binding[schema.points[i]];
  return fact;
}

}  // namespace geometry
