"""Lean terms that a small world satisfies a sentence, or does not: what shows that a claim is left open.

A world of one thing is `Unit`, of two things `Bool`; truth in it is `True` or `False` by computation, so a
proof is a term that hardly needs to be elaborated. Larger worlds are `Fin n`, and left to `decide`.
"""

from __future__ import annotations

from collections.abc import Sequence

from generators.monadic.decide import Model
from generators.monadic.sentence import Fact, Literal, Question, Rule, Sentence, Some

_DECIDE = "(by decide)"
_REFUTED = "(fun g => g)"


def refutation(question: Question, world: Model, claim: Sentence) -> str:
    """A term of type `False` from `h`, which says that the claim follows: in the world it is false."""
    size = len(world.things)
    carrier = {1: "Unit", 2: "Bool"}.get(size, f"(Fin {size})")
    arguments = [carrier, *(_predicate(world, kind) for kind in range(question.kinds))]
    arguments += [_element(world, thing) for thing in world.individuals]
    arguments += [_holds(premise, world) for premise in question.premises]
    return _absurd(claim, world, f"h {' '.join(arguments)}")


def _element(world: Model, thing: int) -> str:
    size = len(world.things)
    return "()" if size == 1 else ("false", "true")[thing] if size == 2 else f"⟨{thing}, by decide⟩"


def _predicate(world: Model, kind: int) -> str:
    members = [number for number, kinds in enumerate(world.things) if kind in kinds]
    if len(members) in (0, len(world.things)):
        return f"(fun _ => {bool(members)})"
    if len(world.things) == 2:
        return f"(fun x => cond x {1 in members} {0 in members})"
    return f"(fun x => {' ∨ '.join(f'x.val = {thing}' for thing in members)})"


def _true(literal: Literal, kinds: frozenset[int]) -> bool:
    return (literal.kind in kinds) == literal.positive


def _proof(literal: Literal) -> str:
    """That a literal that is true is so."""
    return "True.intro" if literal.positive else _REFUTED


def _falsity(literal: Literal, proof: str) -> str:
    """`False` from a proof of a literal that is false."""
    return proof if literal.positive else f"{proof} True.intro"


def _holds(sentence: Sentence, world: Model) -> str:
    if len(world.things) > 2:
        return _DECIDE
    if isinstance(sentence, Fact):
        return _proof(sentence.literal)
    if isinstance(sentence, Some):
        witness = _witness(sentence.parts, world)
        return f"⟨{_element(world, witness)}, {', '.join(map(_proof, sentence.parts))}⟩"
    cases = [_keeps(sentence, kinds) for kinds in world.things]
    if len(set(cases)) == 1:
        return f"(fun _ {cases[0].removeprefix('fun ')})"
    return f"(fun x => Bool.rec ({cases[0]}) ({cases[1]}) x)"


def _witness(parts: Sequence[Literal], world: Model) -> int:
    return next(n for n, kinds in enumerate(world.things) if all(_true(part, kinds) for part in parts))


def _keeps(rule: Rule, kinds: frozenset[int]) -> str:
    """That a thing keeps a rule: a condition fails, or a conclusion holds."""
    for place, literal in enumerate(rule.head):
        if _true(literal, kinds):
            proof = _proof(literal)
            if place < len(rule.head) - 1:
                proof = f"(Or.inl {proof})"
            for _ in range(place):
                proof = f"(Or.inr {proof})"
            return "fun _ g => g" if proof == _REFUTED else f"fun _ => {proof}"
    place = next(n for n, literal in enumerate(rule.body) if not _true(literal, kinds))
    falsity = _falsity(rule.body[place], _part("g", place, len(rule.body)))
    return f"fun g => False.elim {f'({falsity})' if ' ' in falsity else falsity}"


def _part(proof: str, place: int, count: int) -> str:
    """One of `count` conjuncts."""
    return proof + ".2" * place + (".1" if place < count - 1 else "")


def _absurd(claim: Sentence, world: Model, proof: str) -> str:
    """`False` from a proof of a claim that is false in the world."""
    if len(world.things) > 2:
        return f"absurd ({proof}) {_DECIDE}"
    if isinstance(claim, Fact):
        return _falsity(claim.literal, f"({proof})" if not claim.literal.positive else proof)
    if isinstance(claim, Some):
        cases = []
        for kinds in world.things:
            place = next(n for n, literal in enumerate(claim.parts) if not _true(literal, kinds))
            cases.append(f"fun g => {_falsity(claim.parts[place], _part('g', place, len(claim.parts)))}")
        if len(set(cases)) == 1:
            return f"({proof}).elim (fun _ {cases[0].removeprefix('fun ')})"
        return f"({proof}).elim (fun x => Bool.rec ({cases[0]}) ({cases[1]}) x)"
    false_head = [-literal for literal in claim.head]
    thing = _witness((*claim.body, *false_head), world)
    body = ", ".join(map(_proof, claim.body))
    applied = f"({proof}) {_element(world, thing)} {f'⟨{body}⟩' if len(claim.body) > 1 else body}"
    (head,) = claim.head
    return _falsity(head, f"({applied})" if not head.positive else applied)
