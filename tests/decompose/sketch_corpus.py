"""Sketches in the shapes in which models write: ten proofs, each in thirty-two styles, and thirty others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Base(NamedTuple):
    """A theorem and the tactics of a sketch of it, after the binders were introduced."""

    binders: str
    type: str
    names: str
    tactics: str

    @property
    def statement(self) -> str:
        return f"∀ {self.binders}, {self.type}"


BASES = [
    Base(
        "(p q r : Prop) (h : p ∧ (q ∨ r))",
        "p ∧ q ∨ p ∧ r",
        "p q r h",
        "obtain ⟨hp, h2⟩ := h\n"
        "rcases h2 with hq | hr\n"
        "· have h3 : p ∧ q := by sorry\n"
        "  left\n"
        "  exact h3\n"
        "· sorry",
    ),
    Base(
        "(p q r : Prop) (h : p ∧ (q ∨ r))",
        "p ∧ q ∨ p ∧ r",
        "p q r h",
        "have hp : p := by sorry\n"
        "have h2 : q ∨ r := by sorry\n"
        "cases h2 with\n"
        "| inl hq => sorry\n"
        "| inr hr =>\n"
        "  right\n"
        "  sorry",
    ),
    Base(
        "(a b c : Int) (h1 : a < b) (h2 : b < c)",
        "a < c + 0",
        "a b c h1 h2",
        "have h3 : c = c + 0 := by sorry\ncalc a < b := by sorry\n  _ < c := by sorry\n  _ = c + 0 := h3",
    ),
    Base(
        "(n : Nat)",
        "0 + n = n",
        "n",
        "induction n with\n"
        "| zero => sorry\n"
        "| succ k ih =>\n"
        "  have h : 0 + (k + 1) = (0 + k) + 1 := by sorry\n"
        "  rw [h, ih]",
    ),
    Base(
        "(p q : Prop) (hp : p) (hq : q)",
        "(p ∧ q) ∧ (q ∧ p)",
        "p q hp hq",
        "have left : p ∧ q := by\n"
        "  constructor\n"
        "  · sorry\n"
        "  · sorry\n"
        "have right : q ∧ p := by\n"
        "  have a : q := by sorry\n"
        "  exact ⟨a, hp⟩\n"
        "exact ⟨left, right⟩",
    ),
    Base(
        "(p q : Prop) (h : ¬(p ∨ q))",
        "¬p ∧ ¬q",
        "p q h",
        "constructor\n"
        "· intro hp\n"
        "  have h2 : p ∨ q := by sorry\n"
        "  exact h h2\n"
        "· intro hq\n"
        "  apply h\n"
        "  sorry",
    ),
    Base(
        "(P Q : Nat → Prop) (h : ∃ x, P x ∧ Q x)",
        "(∃ x, P x) ∧ ∃ y, Q y",
        "P Q h",
        "obtain ⟨x, hx⟩ := h\n"
        "refine ⟨⟨x, ?_⟩, ⟨x, ?_⟩⟩\n"
        "· show P x\n"
        "  sorry\n"
        "· have hq : Q x := by sorry\n"
        "  exact hq",
    ),
    Base(
        "(p q : Prop)",
        "(p → q) → (¬q → ¬p)",
        "p q",
        "intro h hq hp\nhave h1 : q := by sorry\nsuffices h2 : False by\n  exact h2\nsorry",
    ),
    Base(
        "(p q : Prop)",
        "p ∨ ¬p → (p → q) → ¬p ∨ q",
        "p q",
        "intro h f\nby_cases hp : p\n· right\n  sorry\n· left\n  show ¬p\n  sorry",
    ),
    Base(
        "(p q : Prop)",
        "p ∧ q ↔ q ∧ p",
        "p q",
        "constructor <;> intro h\n· have h1 : q := by sorry\n  sorry\n· sorry",
    ),
]


def indented(text: str, by: int = 2) -> str:
    return "\n".join(" " * by + line if line.strip() else line for line in text.split("\n"))


def plain(base: Base) -> str:
    return f"by\n  intro {base.names}\n{indented(base.tactics)}"


def theorem(base: Base, keyword: str = "theorem main_result") -> str:
    return f"{keyword} {base.binders} : {base.type} := by\n{indented(base.tactics)}"


def fenced(text: str, language: str = "lean4") -> str:
    return f"```{language}\n{text}\n```"


def _prose_between(base: Base) -> str:
    lines = theorem(base).split("\n")
    return "\n".join(
        ["Let us prove this step by step.", "", *lines[:2], "Now we go on with the next step.", *lines[2:]]
    )


def _commented(base: Base) -> str:
    return theorem(base).replace("\n  ", "\n  -- the next step: `sorry` for now\n  ", 2)


def _wide(text: str) -> str:
    """Two columns of indentation become four."""
    return re.sub(r"^ +", lambda match: match.group() * 2, text, flags=re.MULTILINE)


def _last_line_too_deep(base: Base) -> str:
    lines = plain(base).split("\n")
    top = [
        place
        for place, line in enumerate(lines)
        if re.match(r"  (have|cases|calc|rw|exact|sorry|obtain)", line)
    ]
    if top and top[-1] == len(lines) - 1:
        lines[-1] = "    " + lines[-1]
    return "\n".join(lines)


def _sorry_not_indented(base: Base) -> str:
    return re.sub(r"^( *)(have [^\n]*):= by sorry$", r"\1\2:= by\n\1sorry", plain(base), flags=re.MULTILINE)


STYLES: dict[str, Callable[[Base], str]] = {
    "bare": plain,
    "theorem": theorem,
    "lemma": lambda base: theorem(base, "lemma main_result"),
    "example": lambda base: theorem(base, "example"),
    "fenced": lambda base: f"Here is a proof sketch:\n\n{fenced(theorem(base))}\n\nEach `sorry` is easy.",
    "fence without language": lambda base: fenced(plain(base), ""),
    "thought before": lambda base: (
        f"<think>theorem x : by sorry? no</think>\n{fenced(theorem(base), 'lean')}"
    ),
    "prose around": lambda base: f"We argue as follows.\n\n{theorem(base)}\n\nThis completes the proof.",
    "prose between": _prose_between,
    "tabs": lambda base: re.sub(
        r"^ +", lambda m: "\t" * (len(m.group()) // 2), theorem(base), flags=re.MULTILINE
    ),
    "four spaces": lambda base: _wide(theorem(base)),
    "carriage returns": lambda base: theorem(base).replace("\n", "\r\n"),
    "statement with quantifiers": lambda base: (
        f"theorem t : {base.statement} := by\n  intro {base.names}\n{indented(base.tactics)}"
    ),
    "function": lambda base: f"fun {base.names} => by\n{indented(base.tactics)}",
    "term holes": lambda base: theorem(base).replace(":= by sorry", ":= sorry"),
    "holes on lines of their own": lambda base: re.sub(
        r"^( *)(.*):= by sorry$", r"\1\2:= by\n\1    sorry", theorem(base), flags=re.MULTILINE
    ),
    "holes not indented": _sorry_not_indented,
    "too deep": _last_line_too_deep,
    "documentation": lambda base: f"/-- The theorem. -/\n@[simp]\n{theorem(base)}",
    "file": lambda base: (
        f"import Mathlib\nopen Nat Int\nset_option maxHeartbeats 400000\n\n{theorem(base)}\n\n#check 1"
    ),
    "comments": _commented,
    "block comments": lambda base: theorem(base).replace("\n", " /- then -/\n", 1),
    "admit": lambda base: theorem(base).replace("sorry", "admit"),
    "no assignment": lambda base: re.sub(r"(have \w+ : [^\n]*?) := by sorry", r"\1 by sorry", theorem(base)),
    "no proof at all": lambda base: re.sub(r"(have \w+ : [^\n]*?) := by sorry", r"\1", theorem(base)),
    "odd spaces": lambda base: theorem(base).replace(" : ", "\u00a0: ").replace(" := ", "\u2009:= "),
    "two blocks": lambda base: f"{fenced('1. split', 'text')}\nThen:\n{fenced(theorem(base))}",
    "broken header": lambda base: theorem(base).replace(" : " + base.type, "\n    :\n    " + base.type),
    "tactics alone": lambda base: f"intro {base.names}\n{base.tactics}",
    "open fence": lambda base: f"```lean4\n{theorem(base)}",
    "lemma before": lambda base: f"lemma helper (x : Prop) (hx : x) : x := by\n  sorry\n\n{theorem(base)}",
    "ascii": lambda base: (
        theorem(base).replace("∧", "/\\").replace("∨", "\\/").replace("¬", "Not ").replace("·", ".")
    ),
}

# Shapes that only some proofs can have: name, statement, answer, number of holes.
OTHERS = [
    (
        "nested patterns",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  rcases h with ⟨hp, hq | hr⟩\n"
        "  · exact sorry\n"
        "  · sorry",
        2,
    ),
    (
        "quantified header",
        BASES[0].statement,
        "theorem t : ∀ (p q r : Prop), p ∧ (q ∨ r) → p ∧ q ∨ p ∧ r := by\n"
        "  rintro p q r ⟨hp, (hq | hr)⟩\n"
        "  all_goals sorry",
        1,
    ),
    (
        "match as a tactic",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  match h with\n"
        "  | ⟨hp, .inl hq⟩ =>\n"
        "    left\n"
        "    sorry\n"
        "  | ⟨hp, .inr hr⟩ => right; sorry",
        2,
    ),
    (
        "holes in a term",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r :=\n"
        "  h.2.elim (fun hq => Or.inl ⟨sorry, hq⟩) (fun hr => Or.inr ⟨by sorry, hr⟩)",
        2,
    ),
    (
        "obtain with bullets",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  obtain ⟨hp, h2⟩ : p ∧ (q ∨ r)\n"
        "  · sorry\n"
        "  cases h2\n"
        "  · sorry\n"
        "  · sorry",
        3,
    ),
    (
        "have with bullets",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  have h1 : p\n"
        "  · sorry\n"
        "  have h2 : q ∨ r\n"
        "  · exact h.2\n"
        "  sorry",
        2,
    ),
    (
        "cases by tags",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  cases h.2\n"
        "  case inl hq => sorry\n"
        "  case inr hr =>\n"
        "    sorry",
        2,
    ),
    (
        "braces",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  obtain ⟨hp, hqr⟩ := h\n"
        "  rcases hqr with hq | hr\n"
        "  { sorry }\n"
        "  { right\n"
        "    sorry }",
        2,
    ),
    (
        "goals without bullets",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  rcases h with ⟨hp, hq | hr⟩\n"
        "  sorry\n"
        "  sorry",
        2,
    ),
    (
        "show from",
        BASES[9].statement,
        "theorem t (p q : Prop) : p ∧ q ↔ q ∧ p := by\n"
        "  constructor\n"
        "  · intro h\n"
        "    show q ∧ p from sorry\n"
        "  · intro ⟨hq, hp⟩\n"
        "    show p ∧ q from ⟨hp, by sorry⟩",
        2,
    ),
    (
        "suffices from",
        BASES[9].statement,
        "theorem t (p q : Prop) : p ∧ q ↔ q ∧ p := by\n"
        "  suffices H : ∀ a b : Prop, a ∧ b → b ∧ a from ⟨H p q, H q p⟩\n"
        "  sorry",
        1,
    ),
    (
        "have with binders",
        BASES[9].statement,
        "theorem t (p q : Prop) : p ∧ q ↔ q ∧ p := by\n"
        "  have swap (a b : Prop) (hab : a ∧ b) : b ∧ a := by sorry\n"
        "  exact ⟨swap p q, swap q p⟩",
        1,
    ),
    (
        "stars",
        BASES[9].statement,
        "theorem t (p q : Prop) : p ∧ q ↔ q ∧ p := by\n"
        "  constructor\n"
        "  * intro h\n"
        "    sorry\n"
        "  * intro h\n"
        "    sorry",
        2,
    ),
    (
        "round bullets",
        BASES[9].statement,
        "theorem t (p q : Prop) : p ∧ q ↔ q ∧ p := by\n"
        "  constructor\n"
        "  • intro h\n"
        "    sorry\n"
        "  • intro h\n"
        "    sorry",
        2,
    ),
    (
        "bullet alone",
        BASES[9].statement,
        "theorem t (p q : Prop) : p ∧ q ↔ q ∧ p := by\n"
        "  constructor\n"
        "  ·\n"
        "    intro h\n"
        "    sorry\n"
        "  ·\n"
        "    sorry",
        2,
    ),
    (
        "refine with functions",
        BASES[9].statement,
        "theorem t (p q : Prop) : p ∧ q ↔ q ∧ p := by\n"
        "  refine ⟨fun ⟨hp, hq⟩ => ⟨hq, ?_⟩, fun ⟨hq, hp⟩ => ?_⟩\n"
        "  · sorry\n"
        "  · sorry",
        2,
    ),
    (
        "calculation as a term",
        "∀ (a b c : Nat) (h1 : a ≤ b) (h2 : b ≤ c), a ≤ c",
        "theorem t (a b c : Nat) (h1 : a ≤ b) (h2 : b ≤ c) : a ≤ c :=\n"
        "  calc a ≤ b := sorry\n"
        "    _ ≤ c := sorry",
        2,
    ),
    (
        "calculation with dots",
        "∀ (a b c : Nat) (h1 : a ≤ b) (h2 : b ≤ c), a ≤ c",
        "theorem t (a b c : Nat) (h1 : a ≤ b) (h2 : b ≤ c) : a ≤ c := by\n"
        "  calc a ≤ b := by sorry\n"
        "  ... ≤ c := by sorry",
        2,
    ),
    (
        "arms indented",
        BASES[3].statement,
        "theorem t (n : ℕ) : 0 + n = n := by\n"
        "  induction n with\n"
        "    | zero => sorry\n"
        "    | succ k ih =>\n"
        "      sorry",
        2,
    ),
    (
        "a function of cases",
        BASES[3].statement,
        "theorem t : ∀ n : Nat, 0 + n = n\n  | 0 => by sorry\n  | n + 1 => by sorry",
        2,
    ),
    (
        "use",
        BASES[6].statement,
        "theorem t (P Q : ℕ → Prop) (h : ∃ x, P x ∧ Q x) : (∃ x, P x) ∧ ∃ y, Q y := by\n"
        "  obtain ⟨x, hx⟩ := h\n"
        "  constructor\n"
        "  · use x\n"
        "    sorry\n"
        "  · exact ⟨x, sorry⟩",
        2,
    ),
    (
        "let with a pattern",
        BASES[6].statement,
        "theorem t (P Q : ℕ → Prop) (h : ∃ x, P x ∧ Q x) : (∃ x, P x) ∧ ∃ y, Q y :=\n"
        "  let ⟨x, hx⟩ := h\n"
        "  ⟨⟨x, sorry⟩, ⟨x, sorry⟩⟩",
        2,
    ),
    (
        "by contradiction",
        BASES[5].statement,
        "theorem t (p q : Prop) (h : ¬(p ∨ q)) : ¬p ∧ ¬q := by\n"
        "  by_contra hc\n"
        "  have hpq : p ∨ q := by\n"
        "    sorry\n"
        "  exact h hpq",
        1,
    ),
    (
        "implicit lemma",
        BASES[5].statement,
        "lemma aux {α : Type} [Inhabited α] (P : α → Prop) (h : ∀ x, P x) : P default := by\n"
        "  sorry\n"
        "\n"
        "theorem t (p q : Prop) (h : ¬(p ∨ q)) : ¬p ∧ ¬q := by\n"
        "  exact ⟨by sorry, by sorry⟩",
        3,
    ),
    (
        "choice in its own column",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  obtain ⟨hp, hq | hr⟩ := h\n"
        "  · first\n"
        "    | exact absurd hp hp\n"
        "    | sorry\n"
        "  · try sorry",
        2,
    ),
    (
        "one name for all",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  have h : p ∧ (q ∨ r) := by sorry\n"
        "  have h : q ∨ r := by sorry\n"
        "  cases h with\n"
        "  | inl h => sorry\n"
        "  | inr h => sorry",
        4,
    ),
    (
        "by type",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  have hp : p := by sorry\n"
        "  have : q ∨ r := by sorry\n"
        "  rcases this with _ | _\n"
        "  · exact Or.inl ⟨‹p›, ‹q›⟩\n"
        "  · exact Or.inr ⟨‹p›, by sorry⟩",
        3,
    ),
    (
        "choice behind all_goals",
        BASES[0].statement,
        "theorem t (p q r : Prop) (h : p ∧ (q ∨ r)) : p ∧ q ∨ p ∧ r := by\n"
        "  obtain ⟨hp, hq | hr⟩ := h\n"
        "  all_goals first\n"
        "    | exact Or.inl ⟨hp, by assumption⟩\n"
        "    | sorry",
        1,
    ),
    (
        "dashes",
        BASES[9].statement,
        "theorem t (p q : Prop) : p ∧ q ↔ q ∧ p := by\n"
        "  constructor\n"
        "  - rintro ⟨hp, hq⟩\n"
        "    exact ⟨hq, by sorry⟩\n"
        "  - rintro ⟨hq, hp⟩\n"
        "    sorry",
        2,
    ),
    (
        "a line that begins with minus",
        "∀ (a b c : Nat) (h1 : a ≤ b) (h2 : b ≤ c), a ≤ c",
        "theorem t (a b c : Nat) (h1 : a ≤ b) (h2 : b ≤ c) : a ≤ c := by\n"
        "  have h : a\n"
        "    - 0 ≤ b := by sorry\n"
        "  sorry",
        2,
    ),
]


def corpus() -> Iterator[tuple[str, str, str]]:
    """Style, statement, answer."""
    for style, write in STYLES.items():
        for base in BASES:
            yield style, base.statement, write(base)
