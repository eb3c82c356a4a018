// The Python face of the tree of lemmas: decompose._lemma_tree (see decompose/_lemma_tree.pyi).
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <stdexcept>
#include <tuple>

#include "lemma_tree.hpp"

namespace nb = nanobind;
using namespace nb::literals;
using namespace lemmas;

namespace {

using Given = std::tuple<std::vector<std::string>, std::vector<std::uint32_t>, std::vector<std::uint32_t>>;

std::vector<Term> read_goal(const LemmaTree& tree, const std::vector<Given>& given) {
  std::vector<Term> goal;
  for (const auto& [texts, ends, keys] : given) {
    Term& term = goal.emplace_back();
    term.ends = ends;
    term.keys = keys;
    for (const std::string& text : texts) term.symbols.push_back(tree.symbol(text));
    bool whole = !texts.empty() && ends.size() == texts.size() && keys.size() == texts.size();
    for (std::size_t i = 0; whole && i < ends.size(); ++i) whole = ends[i] > i && ends[i] <= texts.size();
    if (!whole) throw std::invalid_argument("a term has a symbol, an end behind it and a key at each place");
  }
  if (goal.empty()) throw std::invalid_argument("a goal has a conclusion");
  return goal;
}

}  // namespace

NB_MODULE(_lemma_tree, m) {
  m.doc() = "A discrimination tree of lemmas in memory (native).";
  nb::class_<LemmaTree>(m, "LemmaTree")
      .def(nb::init<>())
      .def("__len__", &LemmaTree::size)
      .def("add", [](LemmaTree& self, std::uint32_t lemma, const std::string& path) { self.add(lemma, path); },
           "lemma"_a, "path"_a)
      .def("candidates",
           [](const LemmaTree& self, const std::vector<Given>& goal, std::size_t most) {
             return self.candidates(read_goal(self, goal), most);
           },
           "goal"_a, "most"_a);
}
