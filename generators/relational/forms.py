"""The forms of sentences about kinds, relations and individuals: their formulas, and their words.

In a formula R, S, T stand for relations, A, B, C for kinds, a, b for individuals. In words {R} is a verb
after one thing ("admires"), {R0} its base, {A} a kind with its article, {A1} without, {a} a name; bare x, y
and z are spoken as variables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generators.firstorder.formula import Formula
from generators.firstorder.reading import read

RELATIONS: Final = ("R", "S", "T")
KINDS: Final = ("A", "B", "C")
INDIVIDUALS: Final = ("a", "b")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of sentences; `slots` are its symbols, in the order in which a sentence gives them."""

    name: str
    formula: Formula
    slots: tuple[str, ...]
    words: tuple[str, ...]


def _form(name: str, text: str, *words: str) -> Form:
    used = re.findall(r"\w+", text)
    slots = tuple(symbol for symbol in (*RELATIONS, *KINDS, *INDIVIDUALS) if symbol in used)
    spoken = {symbol for word in words[:1] for symbol in re.findall(r"\{(\w)[01]?\}", word)}
    assert spoken == set(slots), name
    return Form(name, read(text), slots, words)


_ALL: Final = (
    # About individuals
    _form("is", "A a", "{a} is {A}.", "We know that {a} is {A}.", "As a matter of fact, {a} is {A}."),
    _form(
        "is_not", "¬ A a", "{a} is not {A}.", "We know that {a} is not {A}.", "It is false that {a} is {A}."
    ),
    _form("does", "R a b", "{a} {R} {b}.", "We know that {a} {R} {b}.", "As a matter of fact, {a} {R} {b}."),
    _form(
        "does_not",
        "¬ R a b",
        "{a} does not {R0} {b}.",
        "We know that {a} does not {R0} {b}.",
        "It is false that {a} {R} {b}.",
    ),
    _form("two", "a ≠ b", "{a} and {b} are not the same.", "{a} is someone other than {b}."),
    _form("does_some", "∃ x, R a x ∧ A x", "{a} {R} some {A1}.", "There is {A} that {a} {R}."),
    _form("does_any", "∃ x, R a x", "{a} {R} something.", "There is something that {a} {R}."),
    _form("some_do", "∃ x, A x ∧ R x a", "Some {A1} {R} {a}.", "There is {A} that {R} {a}."),
    _form("any_does", "∃ x, R x a", "Something {R} {a}.", "There is something that {R} {a}."),
    _form("does_none", "∀ x, ¬ R a x", "{a} {R} nothing.", "There is nothing that {a} {R} at all."),
    _form("none_does", "∀ x, ¬ R x a", "Nothing {R} {a}.", "There is nothing that {R} {a} at all."),
    _form("all_do", "∀ x, A x → R x a", "Every {A1} {R} {a}.", "Whatever is {A} {R} {a}."),
    _form("does_all", "∀ x, A x → R a x", "{a} {R} every {A1}.", "{a} {R} whatever is {A}."),
    _form("done_only", "∀ x, R a x → A x", "Whatever {a} {R} is {A}.", "{a} {R} x only if x is {A}."),
    _form("do_only", "∀ x, R x a → A x", "Whatever {R} {a} is {A}.", "If x {R} {a}, then x is {A}."),
    # What there is
    _form("there_is", "∃ x, A x", "There is {A}.", "Something is {A}.", "At least one thing is {A}."),
    _form("some", "∃ x, A x ∧ B x", "Some {A1} is {B}.", "Something is both {A} and {B}."),
    _form("nothing", "∀ x, ¬ A x", "Nothing is {A}.", "There is no {A1}."),
    _form("some_not", "∃ x, A x ∧ ¬ B x", "Some {A1} is not {B}.", "There is {A} that is not {B}."),
    _form("idle", "∃ x, A x ∧ ∀ y, ¬ R x y", "Some {A1} {R} nothing.", "There is {A} that {R} nothing."),
    _form(
        "some_some",
        "∃ x y, A x ∧ B y ∧ R x y",
        "Some {A1} {R} some {B1}.",
        "{A} x {R} {B} y, for some x and y.",
    ),
    _form(
        "some_all",
        "∃ x, A x ∧ ∀ y, B y → R x y",
        "Some {A1} {R} every {B1}.",
        "There is {A} that {R} every {B1}.",
    ),
    _form("one_all", "∃ x, ∀ y, R x y", "Something {R} everything.", "There is an x that {R} each y."),
    _form(
        "one_by_all",
        "∃ y, ∀ x, A x → R x y",
        "There is something that every {A1} {R}.",
        "There is a y such that every {A1} {R} y.",
    ),
    # Kinds
    _form("every", "∀ x, A x → B x", "Every {A1} is {B}.", "Whatever is {A} is {B}.", "Each {A1} is {B}."),
    _form(
        "no",
        "∀ x, A x → ¬ B x",
        "No {A1} is {B}.",
        "Nothing is both {A} and {B}.",
        "Not a single {A1} is {B}.",
    ),
    _form("either", "∀ x, A x → B x ∨ C x", "Every {A1} is {B} or {C}.", "Whatever is {A} is {B} or {C}."),
    _form(
        "one_only",
        "∀ x y, A x → A y → x = y",
        "There is at most one {A1}.",
        "If x is {A} and y is {A}, then x is y.",
    ),
    # Kinds and a relation
    _form(
        "all_all",
        "∀ x y, A x → B y → R x y",
        "Every {A1} {R} every {B1}.",
        "If x is {A} and y is {B}, then x {R} y.",
    ),
    _form(
        "no_all",
        "∀ x y, A x → B y → ¬ R x y",
        "No {A1} {R} any {B1}.",
        "If x is {A} and y is {B}, then x does not {R0} y.",
    ),
    _form(
        "each_some",
        "∀ x, A x → ∃ y, R x y ∧ B y",
        "Every {A1} {R} some {B1}.",
        "For every {A1} there is {B} that it {R}.",
        "If x is {A}, then x {R} some {B1}.",
    ),
    _form(
        "each_any", "∀ x, A x → ∃ y, R x y", "Every {A1} {R} something.", "If x is {A}, then x {R} some y."
    ),
    _form(
        "each_by",
        "∀ y, A y → ∃ x, B x ∧ R x y",
        "For every {A1} there is {B} that {R} it.",
        "Whatever is {A}, some {B1} {R} it.",
    ),
    _form("each_self", "∀ x, A x → R x x", "Every {A1} {R} itself.", "If x is {A}, then x {R} x."),
    _form("doers", "∀ x y, R x y → A x", "Whatever {R} anything is {A}.", "If x {R} y, then x is {A}."),
    _form(
        "done",
        "∀ x y, R x y → A y",
        "Whatever is such that something {R} it is {A}.",
        "If x {R} y, then y is {A}.",
    ),
    _form(
        "by_kind",
        "∀ x y, A x → R x y → B y",
        "{A} {R} nothing but what is {B}.",
        "If x is {A} and x {R} y, then y is {B}.",
    ),
    _form(
        "to_kind",
        "∀ x y, A y → R x y → B x",
        "Whatever {R} {A} is {B}.",
        "If x {R} y and y is {A}, then x is {B}.",
    ),
    _form(
        "either_end",
        "∀ x y, R x y → A x ∨ B y",
        "If x {R} y, then x is {A} or y is {B}.",
        "Whenever x {R} y, x is {A} or y is {B}.",
    ),
    # Relations
    _form("self", "∀ x, R x x", "Everything {R} itself.", "Each x {R} x."),
    _form("not_self", "∀ x, ¬ R x x", "Nothing {R} itself.", "No x {R} x."),
    _form("each", "∀ x, ∃ y, R x y", "Everything {R} something.", "Each x {R} some y."),
    _form(
        "each_done",
        "∀ y, ∃ x, R x y",
        "Everything is such that something {R} it.",
        "For each y some x {R} y.",
    ),
    _form(
        "sub",
        "∀ x y, R x y → S x y",
        "Everything {S} whatever it {R}.",
        "If x {R} y, then x {S} y.",
        "Whenever x {R} y, x {S} y.",
    ),
    _form("inverse", "∀ x y, R x y → S y x", "If x {R} y, then y {S} x.", "Whenever x {R} y, y {S} x."),
    _form(
        "symmetric",
        "∀ x y, R x y → R y x",
        "If x {R} y, then y {R} x in return.",
        "Whenever x {R} y, y {R} x in return.",
    ),
    _form(
        "chain",
        "∀ x y z, R x y → S y z → T x z",
        "If x {R} y and y {S} z, then x {T} z.",
        "Whenever x {R} y and y {S} z, x {T} z.",
    ),
    _form(
        "transitive",
        "∀ x y z, R x y → R y z → R x z",
        "If x {R} y and y in turn {R} z, then x {R} z.",
        "Whenever x {R} y and y in turn {R} z, x {R} z.",
    ),
    _form(
        "common",
        "∀ x y z, R x y → R x z → S y z",
        "If x {R} both y and z, then y {S} z.",
        "Whenever x {R} y and x {R} z, y {S} z.",
    ),
    _form(
        "between",
        "∀ x y, R x y → ∃ z, S x z ∧ T z y",
        "If x {R} y, then x {S} some z that {T} y.",
        "Whenever x {R} y, there is a z such that x {S} z and z {T} y.",
    ),
    _form(
        "split",
        "∀ x y, R x y → S x y ∨ T x y",
        "If x {R} y, then x {S} y or x {T} y.",
        "Whenever x {R} y, x {S} y or x {T} y.",
    ),
    _form(
        "disjoint",
        "∀ x y, R x y → ¬ S x y",
        "Nothing {S} what it {R}.",
        "If x {R} y, then x does not {S0} y.",
    ),
    _form(
        "one_way",
        "∀ x y, R x y → ¬ S y x",
        "If x {R} y, then y does not {S0} x.",
        "Whenever x {R} y, y does not {S0} x.",
    ),
    _form(
        "total",
        "∀ x y, R x y ∨ R y x",
        "Of any x and y, x {R} y or y {R} x.",
        "For all x and y, x {R} y or y {R} x.",
    ),
    _form(
        "unique",
        "∀ x y z, R x y → R x z → y = z",
        "Nothing {R} two different things.",
        "If x {R} y and x {R} z, then y is z.",
    ),
    _form(
        "injective",
        "∀ x y z, R x z → R y z → x = y",
        "No two different things {R0} the same thing.",
        "If x {R} z and y {R} z, then x is y.",
    ),
    _form(
        "leader",
        "∀ x, A x → ∃ y, R x y ∧ ∀ z, S y z → T x z",
        "Every {A1} {R} something that {S} only what the {A1} {T}.",
        "If x is {A}, then x {R} some y such that x {T} all that y {S}.",
    ),
    _form(
        "judge",
        "∀ x, (∀ y, A y → R x y) → B x",
        "Whatever {R} every {A1} is {B}.",
        "If x {R} every {A1}, then x is {B}.",
    ),
)
FORMS: Final = {form.name: form for form in _ALL}
