"""Finds the proof in what a model wrote: after its reasoning, inside a fence, behind a restated theorem.

The text is untrusted. It is bounded, never executed, and read with the lexer that the verifier's screen uses;
what comes out is only a candidate, checked by Lean against our own statement and never against the one in the
text.
"""

from __future__ import annotations

import re

from factory.lean.lexer import LexicalError, Token, TokenKind, tokenize

MAX_ANSWER = 1 << 20  # characters

_REASONING = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL)
_OPEN_REASONING = re.compile(r"<(?:think|thinking|reasoning)>")
_END_OF_REASONING = re.compile(r"</(?:think|thinking|reasoning)>")
_FENCE = re.compile(r"^[ \t]*```[ \t]*(\w*)[^\n]*\n(.*?)(?:^[ \t]*```|\Z)", re.DOTALL | re.MULTILINE)
_LEAN_FENCES = {"", "lean", "lean4", "tactics", "tactic"}
_MODIFIERS = r"(?:@\[[^\]\n]*\]\s*|private\s+|protected\s+)*"
_THEOREM = re.compile(rf"^[ \t]*{_MODIFIERS}(theorem|lemma|example)\b", re.MULTILINE)
_OTHER = re.compile(
    rf"^[ \t]*{_MODIFIERS}(?:noncomputable\s+)?"
    r"(?:def|abbrev|axiom|instance|macro|notation|structure|inductive|class)\b",
    re.MULTILINE,
)
# A proof that begins with one of these is a tactic block without its `by`.
_TACTICS = re.compile(
    r"\s*(?:apply|assumption|by_cases|by_contra|calc|cases|constructor|contradiction|decide|exact|exfalso|have|"
    r"induction|intros?|left|let|linarith|nlinarith|norm_num|obtain|omega|positivity|rcases|refine|right|ring|"
    r"rintro|rw|show|simp|simp_all|specialize|subst|suffices|tauto|trivial|unfold|use)\b(?!\.)"
)


class NoProof(ValueError):
    """The text holds no proof that could be tried; the message says why."""


def read_proof(text: str, opening: str | None = None) -> str:
    """The proof in a model's answer, ready to stand after `:=`. Raises NoProof.

    Where the model only went on with a prompt, `opening` is how that began the proof: `by` and a line break,
    or nothing as yet.
    """
    if len(text) > MAX_ANSWER:
        raise NoProof(f"the answer has {len(text)} characters, more than {MAX_ANSWER}")
    text = _without_reasoning(text)
    fences = [(kind.lower(), body) for kind, body in _FENCE.findall(text)]
    codes = [body for kind, body in fences if kind in _LEAN_FENCES and body.strip()]
    for code in reversed(codes):
        if _THEOREM.search(code):
            return _of_theorem(code)
    if opening is not None:
        proof = opening + text.split("```", 1)[0].rstrip()
        if proof.strip() == opening.strip():
            raise NoProof("the answer is empty")
        return proof.lstrip()
    if fences:
        if not codes:
            raise NoProof("the answer's Lean code is empty")
        return _bare(codes[-1])
    if _THEOREM.search(text):
        return _of_theorem(text)
    return _bare(text)


def _without_reasoning(text: str) -> str:
    text = _REASONING.sub("", text)
    if _OPEN_REASONING.search(text):
        raise NoProof("the answer breaks off in its reasoning")
    # Some servers leave out the tag that opens.
    return _END_OF_REASONING.split(text)[-1]


def _bare(text: str) -> str:
    """A proof that stands alone: a term, or tactics with or without their `by`."""
    proof = text.strip("\n").rstrip()
    if proof.lstrip().startswith(":="):
        proof = proof.lstrip().removeprefix(":=")
    if not proof.strip():
        raise NoProof("the answer is empty")
    return "by\n" + proof if _TACTICS.match(proof) else proof.lstrip()


def _of_theorem(code: str) -> str:
    """The proof of the one theorem in a file; its binders become those of a function."""
    starts = list(_THEOREM.finditer(code))
    if len(starts) > 1 or _OTHER.search(code):
        raise NoProof("the answer declares more than one theorem")
    text = code[starts[0].start(1) :]
    try:
        tokens = tokenize(text)
    except LexicalError as error:
        raise NoProof(f"the theorem cannot be read: {error}") from None
    outer = [token for token in tokens if token.depth == 0]
    sign = next((token for token in outer if token.text == ":="), None)
    if sign is None:
        raise NoProof("the theorem has no proof: there is no `:=`")
    proof = text[sign.start + 2 :].strip(" ").rstrip()
    if not proof.strip():
        raise NoProof("the proof is empty")
    binders = _binders(text, outer)
    if not binders:
        return proof.lstrip("\n")
    return f"fun {binders} =>{proof}" if proof.startswith("\n") else f"fun {binders} => {proof}"


def _binders(text: str, outer: list[Token]) -> str:
    """What stands in brackets between the theorem's name and the colon before its statement."""
    colon = next((token.start for token in outer if token.text == ":"), None)
    if colon is None:
        raise NoProof("the theorem has no statement: there is no `:`")
    first = next((token.start for token in outer if token.kind is TokenKind.OPENING), colon)
    return " ".join(text[first:colon].split()) if first < colon else ""
