// The Python face of the prover: statements in, one JSON text of results out.
//
// All the work, the writing of the texts included, is done without Python's lock; what comes back is one array of
// bytes that Python decodes straight into records.
#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/vector.h>

#include "engine.hpp"
#include "names.hpp"

namespace nb = nanobind;

namespace propositional::prove {
namespace {

void quote(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  out += '"';
}

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Intuitionistic: return "intuitionistic";
    case Outcome::Classical: return "classical";
    case Outcome::Refuted: return "refuted";
    default: return "open";
  }
}

class Encoder {
 public:
  Encoder(const Engine& engine, std::string& out)
      : engine_(engine), formulas_(engine.arena(), engine.atoms(), Notation::Symbols), out_(out) {}

  void encode(const Result& result) {
    out_ += "{\"outcome\":\"";
    out_ += name_of(result.outcome);
    out_ += "\",\"reason\":";
    quote(out_, result.reason);
    out_ += ",\"tactic\":";
    quote(out_, result.tactic);
    out_ += ",\"term\":";
    quote(out_, result.term);
    out_ += ",\"search\":{";
    number("nodes", result.nodes);
    number("backtracks", result.backtracks);
    number("depth", result.depth);
    number("shorten_nodes", result.shorten_nodes);
    number("cost_found_first", result.first_cost);
    number("cost", result.cost);
    out_.back() = '}';
    out_ += ",\"countermodel\":";
    countermodel(result);
    out_ += ",\"steps\":[";
    for (std::size_t i = 0; i < result.steps.size(); ++i) step(result, i);
    if (!result.steps.empty()) out_.pop_back();
    out_ += "]}";
  }

 private:
  void number(const char* key, std::uint64_t value) {
    out_ += '"';
    out_ += key;
    out_ += "\":" + std::to_string(value) + ",";
  }

  void countermodel(const Result& result) {
    if (result.outcome != Outcome::Refuted) {
      out_ += "null";
      return;
    }
    out_ += '{';
    for (std::size_t atom = 0; atom < result.countermodel.size(); ++atom) {
      quote(out_, engine_.atoms()[atom]);
      out_ += result.countermodel[atom] ? ":true," : ":false,";
    }
    if (out_.back() == ',') out_.pop_back();
    out_ += '}';
  }

  void step(const Result& result, std::size_t index) {
    const Step& step = result.steps[index];
    out_ += "{\"index\":" + std::to_string(index) + ",\"rule\":\"" + step.rule + "\",\"premises\":[";
    for (const unsigned premise : step.premises) out_ += std::to_string(premise) + ",";
    if (!step.premises.empty()) out_.pop_back();
    out_ += "],\"conclusion\":";
    quote(out_, step.universal ? universal(result, index > 0) : formulas_(step.conclusion));
    out_ += ",\"words\":\"\",\"remaining\":[";
    for (const Id goal : step.remaining) {
      quote(out_, formulas_(goal));
      out_ += ',';
    }
    if (!step.remaining.empty()) out_.pop_back();
    out_ += "],\"depth\":" + std::to_string(step.depth);
    out_ += step.failed ? ",\"failed\":true}," : "},";
  }

  // The statement that is refuted, in symbols, or its negation.
  std::string universal(const Result&, bool negated) {
    std::string text;
    for (const std::string& atom : engine_.atoms()) text += (text.empty() ? "∀ " : " ") + atom;
    if (text.empty()) return negated ? "¬" + formulas_.as_argument(engine_.whole()) : formulas_(engine_.whole());
    text += ", " + formulas_(engine_.whole());
    return negated ? "¬ " + text : text;
  }

  const Engine& engine_;
  FormulaWriter formulas_;
  std::string& out_;
};

nb::bytes prove(const std::vector<std::pair<std::string, std::size_t>>& statements, std::uint64_t nodes,
                std::uint64_t shorten, unsigned dead_ends) {
  std::string out = "[";
  {
    const nb::gil_scoped_release unlocked;
    Engine engine;
    const Budget budget{nodes, shorten, dead_ends};
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const auto& [statement, hypotheses] = statements[i];
      try {
        const Result result = engine.prove(statement, hypotheses, budget);
        Encoder(engine, out).encode(result);
      } catch (const FormulaError& error) {
        throw FormulaError("statement " + std::to_string(i) + ": " + error.what());
      }
      out += i + 1 < statements.size() ? "," : "";
    }
  }
  out += ']';
  return nb::bytes(out.data(), out.size());
}

}  // namespace
}  // namespace propositional::prove

NB_MODULE(_prove, module) {
  module.doc() = "Proof search in propositional logic.";
  module.def("prove", &propositional::prove::prove, nb::arg("statements"), nb::kw_only(), nb::arg("nodes"),
             nb::arg("shorten"), nb::arg("dead_ends"));
}
