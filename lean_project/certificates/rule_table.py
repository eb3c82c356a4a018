"""Writes `Factory/Geometry/RuleTable.lean`: the engine's rules as data, and their theorems.

    python lean_project/certificates/rule_table.py [--check]

`--check` writes nothing and fails if the file is not what would be written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generators.geometry.lean_conditions import rule_conditions
from generators.geometry.replay import ROW, TABLE
from search.geometry import PREDICATES, IndexedFact
from search.geometry_engine import RULES

_OUTPUT = Path(__file__).parent.parent / "Factory" / "Geometry" / "RuleTable.lean"
_VARIABLES = 8  # of a rule, at most

_HEAD = """\
/-
Written by `lean_project/certificates/rule_table.py`; change the rules of the engine instead.

The rules, eight to a row, in the order in which a replay counts them, and that each is what its theorem says.
-/
import Factory.Geometry.Codes
import Factory.Geometry.Rules

namespace Factory.Geometry

namespace Rule

"""
_TAIL = """\
/-- What stands for a rule beyond the table. -/
def none : Rule := fun _ _ _ _ _ _ _ _ => ⟨[], [], .turn⟩
theorem none_sound : none.Sound := fun _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ =>
  ⟨⟨trivial, trivial⟩, fun _ _ => trivial⟩

end Rule

"""
# Rules that the engine does not count as such: what holds of no points, and orders of the points of `cyclic`.
_FURTHER = {
    "turn": ("", "", "turn", "", "trivial"),
    "cyclic_swap": ("a b c d", "cyclic a b c d", "cyclic b a c d", "", "Geometry.cyclic.swap h0"),
    "cyclic_turn": ("a b c d", "cyclic a b c d", "cyclic b c a d", "", "Geometry.cyclic.turn h0"),
    "cyclic_swap_last": (
        "a b c d", "cyclic a b c d", "cyclic a b d c", "a d, b d", "Geometry.cyclic.swap_last h0 n0.2 n1.2"
    ),
    "cyclic_first": ("a b c", "ncoll a b c", "cyclic a b c a", "", "Geometry.cyclic_first h0"),
    "cyclic_second": ("a b c", "ncoll a b c", "cyclic a b c b", "", "Geometry.cyclic_second h0"),
    "cyclic_third": ("a b c", "ncoll a b c", "cyclic a b c c", "", "Geometry.cyclic_third h0"),
}  # fmt: skip


def _entry(name: str) -> tuple[list[str], list[str], str, list[str], str]:
    """Variables, premises, conclusion, pairs of different points, and the proof."""
    if name in _FURTHER:
        variables, assumed, conclusion, unequal_points, proof = _FURTHER[name]

        def listed(text: str) -> list[str]:
            return [part.strip() for part in text.split(",") if part.strip()]

        return variables.split(), listed(assumed), conclusion, listed(unequal_points), proof
    rule = RULES[name]

    def said(fact: IndexedFact) -> str:
        return f"{fact.kind} {' '.join(rule.variables[point] for point in fact.points)}"

    conditions = rule_conditions(name)
    premises = [
        said(fact)
        for fact in (
            *rule.premises,
            *(c for c in conditions if PREDICATES[c.kind].is_open and c.kind != "diff"),
        )
    ]
    different = [said(c).removeprefix("diff ") for c in conditions if c.kind == "diff"]
    arguments = [f"h{i}" for i in range(len(rule.premises))]
    known, unequal = len(rule.premises), 0
    for condition in conditions:
        if condition.kind == "diff":
            arguments.append(f"n{unequal}.2")
            unequal += 1
        else:
            arguments.append(f"h{known}")
            known += 1
    return (
        list(rule.variables),
        premises,
        said(rule.conclusion),
        different,
        " ".join([f"Geometry.{name}", *arguments]),
    )


def _definition(name: str) -> str:
    variables, premises, conclusion, different, proof = _entry(name)
    blanks = ["_"] * (_VARIABLES - len(variables))
    bound = " ".join([*variables, *blanks])
    pairs = [f"({pair.replace(' ', ', ')})" for pair in different]
    facts = [f".{fact}" for fact in premises]
    bounds = " ".join([*("h" + v for v in variables), *blanks])

    def bounded(fact: str) -> str:
        points = fact.split()[1:]
        return f"⟨{', '.join('h' + p for p in points)}⟩" if points else "trivial"

    known = ", ".join([*(f"h{i}" for i in range(len(premises))), "_"])
    unequal = ", ".join([*(f"n{i}" for i in range(len(different))), "_"])
    limits = ", ".join([*map(bounded, premises), "trivial"])
    lines = [
        f"def {name} : Rule := fun {bound} =>",
        f"  ⟨[{', '.join(facts)}], [{', '.join(pairs)}], .{conclusion}⟩",
        f"theorem {name}_sound : {name}.Sound := fun {' '.join(['_'] * (4 + _VARIABLES))} {bounds} =>",
        f"  ⟨⟨{'⟨' + limits + '⟩' if premises else 'trivial'}, {bounded(conclusion)}⟩,",
        f"    fun {f'⟨{known}⟩' if premises else '_'} {f'⟨{unequal}⟩' if different else '_'} => {proof}⟩",
    ]
    return "\n".join(lines) + "\n\n"


def _text() -> str:
    rows = [TABLE[i : i + ROW] for i in range(0, len(TABLE), ROW)]
    names = ",\n    ".join(f"[{', '.join('Rule.' + name for name in row)}]" for row in rows)
    sound = ",\n    ".join(f"⟨{', '.join(f'Rule.{name}_sound' for name in row)}, trivial⟩" for row in rows)
    return (
        _HEAD
        + "".join(map(_definition, TABLE))
        + _TAIL
        + f"""\
open Digits

noncomputable def ruleTable : List (List Rule) :=
  [ {names} ]

/-- The rule with this number. -/
noncomputable def ruleOf (i : Nat) : Rule :=
  pick Rule.none (pick [] ruleTable (Nat.div i {ROW})) (Nat.mod i {ROW})

/-- All members of a list have a property. -/
def All {{α : Type}} (p : α → Prop) : List α → Prop
  | [] => True
  | a :: l => p a ∧ All p l

theorem All.pick {{α : Type}} {{p : α → Prop}} {{default : α}} (h : p default) :
    {{l : List α}} → All p l → (i : Nat) → p (Digits.pick default l i)
  | [], _, _ => h
  | _ :: _, g, 0 => g.1
  | _ :: _, g, i + 1 => All.pick h g.2 i

theorem ruleTable_sound : All (All Rule.Sound) ruleTable :=
  ⟨ {sound}, trivial ⟩

theorem ruleOf_sound (i : Nat) : (ruleOf i).Sound :=
  All.pick Rule.none_sound (All.pick (p := All Rule.Sound) (default := []) trivial ruleTable_sound _) _

end Factory.Geometry
"""
    )


def main() -> None:
    """Reads the command line, writes or compares the file."""
    parser = argparse.ArgumentParser(description="Writes the table of rules for replays.")
    parser.add_argument("--check", action="store_true")
    text = _text()
    if not parser.parse_args().check:
        _OUTPUT.write_text(text, encoding="utf-8")
    elif _OUTPUT.read_text(encoding="utf-8") != text:
        sys.exit(f"{_OUTPUT} is not what would be written; run the script without --check")


if __name__ == "__main__":
    main()
