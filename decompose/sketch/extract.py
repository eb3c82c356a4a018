"""Finds the proof in what a model wrote: prose, code fences, headers, lemmas before the theorem.

The result is one proof of the statement asked for: the main theorem's binders become an `intro`, lemmas
stated before it become closed `have`s. The header's own statement counts for nothing; Lean decides whether
the proof proves what was asked.
"""

from __future__ import annotations

import re

import msgspec

from decompose.sketch.layout import block_text, moved
from decompose.sketch.mend import tidy
from decompose.sketch.parse import SketchError
from factory.lean.lexer import LexicalError, Token, TokenKind, tokenize

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[ ]*(```+|~~~+)[^\n]*\n(.*?)(?:^[ ]*\1[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)
_DECLARATION = re.compile(
    r"^[ ]*(?:@\[[^\]\n]*\]\s*)*(?:(?:private|protected|noncomputable|nonrec)\s+)*(theorem|lemma|example)\b",
    re.MULTILINE,
)
_OTHER = re.compile(
    r"^(def|abbrev|instance|structure|class|inductive|axiom|variable|variables|notation|macro|syntax|opaque|mutual)\b",
    re.MULTILINE,
)
_DROPPED = re.compile(
    r"^[ ]*(?:import|open|set_option|namespace|section|end|universe|universes|#\w+)\b[^\n]*$", re.MULTILINE
)
_CASES = re.compile(r"^[ ]*\|[^\n|]*=>", re.MULTILINE)  # of a theorem that is proved like a function
_DOCUMENTATION = re.compile(r"/-[-!].*?-/", re.DOTALL)
_CODE_LINE = re.compile(
    r"\s*(?:by\b|·|\||_\s*[=<≤>≥]|--|/-|[⟨(\[{]|fun\b|exact|have|let|show|suffices|intro|obtain|rcases|cases|induction"
    r"|constructor|refine|apply|rw|simp|calc|sorry|admit|left|right|exists|use|exfalso|by_cases|all_goals|any_goals"
    r"|match|next|case|first|try|repeat|subst|assumption|contradiction|trivial|rfl|decide|omega|norm_num|linarith|ring"
    r"|nlinarith|positivity|split|specialize|unfold|change|congr|rintro|simpa|simp_all|symm|at\b|theorem|lemma|example)"
)
_BULLET = re.compile(  # a tactic behind it, by a word that begins no sentence
    r"[-*•]\s+(?:intros?|rintro|rcases|obtain|refine|constructor|rw|simp|simpa|simp_all|omega|by_cases|sorry)\b"
)
_OPENING, _CLOSING = TokenKind.OPENING, TokenKind.CLOSING


class Declaration(msgspec.Struct, frozen=True):
    """A theorem as it was written."""

    name: str
    binders: list[str]  # names for `intro`
    statement: str  # closed: binders and type
    body: str


def proof_in(answer: str) -> str:
    """The proof in an answer. Raises SketchError."""
    code = tidy(_code(_THOUGHT.sub("", tidy(answer))))
    code = _DOCUMENTATION.sub(lambda match: "\n" * match.group().count("\n"), code)
    code = _DROPPED.sub("", code)
    other = _OTHER.search(code)
    if other:
        line = code.count("\n", 0, other.start()) + 1
        raise SketchError(f"line {line}: `{other.group(1)}` declares something else than a theorem")
    if re.search(r"^\s*begin\s*$", code, re.MULTILINE):
        raise SketchError("`begin ... end` is Lean 3")
    starts = list(_DECLARATION.finditer(code))
    if not starts:
        return _bare(code)
    ends = [*(match.start() for match in starts[1:]), len(code)]
    found = [
        _declaration(code[match.end() : end], match.group(1), code.count("\n", 0, match.start()) + 1)
        for match, end in zip(starts, ends, strict=True)
    ]
    return _one(found)


def declarations_in(answer: str) -> tuple[list[Declaration], list[str]]:
    """All theorems and lemmas that an answer states, proved or not, and what is wrong with others."""
    text = _THOUGHT.sub("", tidy(answer))
    fences = [match.group(2) for match in _FENCE.finditer(text) if _DECLARATION.search(match.group(2))]
    code = "\n".join(fences or (line for line in text.split("\n") if not _is_prose(line)))
    code = _DROPPED.sub("", _DOCUMENTATION.sub("", code))
    starts = list(_DECLARATION.finditer(code))
    found: list[Declaration] = []
    refused = [] if starts else ["there is no lemma in the answer"]
    ends = sorted(match.start() for pattern in (_DECLARATION, _OTHER) for match in pattern.finditer(code))
    for match in starts:
        end = min((place for place in ends if place > match.start()), default=len(code))
        line = code.count("\n", 0, match.start()) + 1
        try:
            found.append(_declaration(code[match.end() : end], match.group(1), line))
        except SketchError as error:
            refused.append(str(error))
    return found, refused


def _code(answer: str) -> str:
    """The part of an answer that is Lean: the last fence with a theorem, else with a proof, else code
    lines.
    """
    fences = [match.group(2) for match in _FENCE.finditer(answer)]
    for wanted in (_DECLARATION, re.compile(r"\bby\b|\bfun\b|sorry")):
        chosen = [fence for fence in fences if wanted.search(fence)]
        if chosen:
            return chosen[-1]
    if fences:
        raise SketchError("no code block has a theorem or a proof in it")
    start = _DECLARATION.search(answer) or re.search(r"^\s*(?:by\b|fun\b)", answer, re.MULTILINE)
    if start is None:
        start = _CODE_LINE.match(answer)
        if start is None:
            raise SketchError("there is no Lean in the answer: no theorem, no `by`, no code block")
    lines = answer[start.start() :].split("\n")
    return "\n".join(line for line in lines if not _is_prose(line))


def _is_prose(line: str) -> bool:
    """Whether a line outside a fence is a sentence: it begins like one, and has words rather than signs."""
    bare = line.strip()
    if _BULLET.match(bare):
        return False
    if not re.match(r"(?:\d+[.)]\s+|[-*]\s+|#+\s+|\*\*)?[A-Z][a-z']*\b|(?:\d+[.)]|[-*#]|\*\*)\s", bare):
        return False
    words = re.findall(r"(?<![\w.])[A-Za-z][a-z']+(?![\w(])", bare)
    return ":=" not in bare and (len(words) >= 3 or bare.endswith((".", ":", "!")))


def _bare(code: str) -> str:
    """A proof without a header: a term, `by` and tactics, or tactics alone."""
    text = code.strip("\n").rstrip()
    if not text.strip():
        raise SketchError("the proof is empty")
    lines = text.split("\n")
    text = moved(lines, 0)
    if re.match(r"(by|fun|λ|⟨|\()(?!\w)", text) or not _CODE_LINE.match(text):
        return text
    return "by\n" + moved(text.split("\n"), 2)


def _declaration(text: str, keyword: str, line: int) -> Declaration:
    """What stands behind `theorem`."""
    try:
        tokens = tokenize(text)
    except LexicalError as error:
        raise SketchError(f"{keyword} of line {line}: {error}") from None
    place = 0
    name = ""
    if keyword != "example":
        if not tokens or tokens[0].kind is not TokenKind.WORD:
            raise SketchError(f"line {line}: `{keyword}` without a name")
        name, place = tokens[0].text, 1
    colon = _at_top(tokens, ":", place)
    if colon is None:
        raise SketchError(f"line {line}: `{keyword} {name}` has no statement")
    signs = [_at_top(tokens, sign, colon) for sign in (":=", "by")]
    starts = [tokens[index].start for index in signs if index is not None]
    cases = _CASES.search(text, tokens[colon].start)
    if cases:
        starts.append(cases.start())
    end_of_type = min(starts, default=len(text))
    body = text[end_of_type:].removeprefix(":=")
    if cases and end_of_type == cases.start():
        body = f"fun\n{body}"
    begin = tokens[place].start
    binders = text[begin : tokens[colon].start].strip()
    kind = " ".join(_uncommented(text[tokens[colon].start + 1 : end_of_type]).split())
    closed = f"∀ {' '.join(binders.split())}, {kind}" if binders else kind
    return Declaration(name, _binder_names(tokens[place:colon]), closed, body.strip("\n").rstrip() or "sorry")


def _uncommented(text: str) -> str:
    return re.sub(r"--[^\n]*", "", re.sub(r"/-.*?-/", " ", text, flags=re.DOTALL))


def _at_top(tokens: list[Token], text: str, start: int) -> int | None:
    """The first token of this text outside all brackets."""
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.text == text and token.depth == 0:
            return index
    return None


def _binder_names(tokens: list[Token]) -> list[str]:
    names: list[str] = []
    reading = True
    for index, token in enumerate(tokens):
        if token.kind is _OPENING and token.depth == 0:
            reading = token.text != "["
            if not reading:
                names.append("_")
        elif token.kind is _CLOSING and token.depth == 0:
            reading = True
        elif token.depth <= 1 and token.text == ":" and index:
            reading = False
        elif (reading and token.kind is TokenKind.WORD) or (reading and token.text == "_"):
            names.append(token.text)
    return names


def _one(found: list[Declaration]) -> str:
    """One proof: lemmas as `have`s, then the last theorem's own proof."""
    *before, main = found
    if not before and not main.binders:
        text = main.body.strip("\n")
        return text if text.lstrip() == text else moved(text.split("\n"), 0)
    lines = ["by"]
    for lemma in before:
        if not lemma.name:
            continue
        lines.append(f"  have {lemma.name} : {lemma.statement} := by")
        lines += _proof(lemma, 4)
    return "\n".join([*lines, *_proof(main, 2)])


def _proof(declaration: Declaration, column: int) -> list[str]:
    head = [" " * column + f"intro {' '.join(declaration.binders)}"] if declaration.binders else []
    return [*head, moved(block_text(declaration.body).split("\n"), column)]
