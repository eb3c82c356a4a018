"""Mends what is only written carelessly in a proof: a missing `by` or `:=`, lines in a wrong column.

What is mended is a guess. It is tried where the text as it stands has no structure or is refused by Lean, and
counts only if Lean accepts it.
"""

from __future__ import annotations

import re

from decompose.sketch.parse import Block, SketchError, Tactic, parse

# Words that begin a tactic and are no term, and words that begin either.
_ONLY = """
    all_goals any_goals apply assumption by_cases by_contra cases case change choose clear congr
    constructor contradiction exact exfalso exists exacts ext field_simp generalize induction intro
    intros left linarith next nlinarith norm_num obtain omega push_neg positivity rcases refine repeat
    rename_i replace revert right ring ring_nf rintro rw rwa simp simp_all simp_rw simpa specialize
    split subst symm tauto try unfold use
""".split()  # noqa: SIM905  a list of so many words would not be read
_EITHER = ["have", "let", "show", "suffices", "calc", "rfl", "sorry", "trivial", "admit"]
_BEGINS = re.compile(rf"(?:{'|'.join([*_ONLY, *_EITHER])})\b(?!')|·|\.\s|\(|\{{")
_BULLET = re.compile(
    rf"^(\s*)(?:[.•](?=\s+\S)|[*-](?=\s+(?:{'|'.join([*_ONLY, *_EITHER])})\b))", re.MULTILINE
)
_START = r"^(\s*(?:·\s*)?)"  # of a tactic in a line
_NO_BY = re.compile(rf":=(\s*)(?=(?:{'|'.join(_ONLY)})\b(?!'))")
_OPENS = re.compile(r"(?:\bby|=>|·|\bcalc)$")
_CONTINUES = re.compile(r"(?::=|,|[(⟨\[{]|→|∧|∨|↔|[-+*/=<>≤≥≠]|\bfrom|\bfun\b[^=]*=>|\bexact|\bshow|\bhave)$")


def tidy(text: str) -> str:
    """Tabs, carriage returns and other spaces made plain, ℕ and ℤ by their names, which need no library;
    trailing commas of Lean 3's lines stay as they are.
    """
    text = text.replace("ℕ", "Nat").replace("ℤ", "Int")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ")
    return re.sub(r"[\u00a0\u2000-\u200a\u202f\u3000]", " ", text).replace("\u200b", "").replace("\ufeff", "")


def with_keywords(text: str) -> str:
    """`by` put before a tactic that stands where a term should, `:=` before the `by` of a `have`, and what
    other versions and libraries write differently: bullets, the steps of a calculation, `show ... from`,
    `use`, `by_contra`, and a `have` whose proof is the bullet below it.
    """
    text = _BULLET.sub(r"\1·", text)
    text = re.sub(r"^(\s*)\.\.\.(?=\s)", r"\1_", text, flags=re.MULTILINE)
    text = re.sub(rf"{_START}(?=show\b[^\n]*\s(?:from|by)\b)", r"\1exact ", text, flags=re.MULTILINE)
    text = re.sub(rf"{_START}use\s+([^\n;]+?)\s*$", r"\1refine ⟨\2, ?_⟩", text, flags=re.MULTILINE)
    contrary = r"\1refine Classical.byContradiction fun \2 => ?_"
    text = re.sub(rf"{_START}by_contra\s+(\w+)\s*$", contrary, text, flags=re.MULTILINE)
    text = re.sub(r"^( *)(have\b(?:(?!:=)[^\n])*)\n\1·", r"\1\2 := by\n\1 ", text, flags=re.MULTILINE)
    text = _NO_BY.sub(lambda match: f":={match.group(1)}by ", text)
    return re.sub(
        r"^(\s*(?:·\s*)?have\b[^\n]*?[^\s:=])\s+by\b(?=[^\n]*$)",
        lambda match: match.group(0) if ":=" in match.group(1) else f"{match.group(1)} := by",
        text,
        flags=re.MULTILINE,
    )


def with_proofs(text: str) -> str:
    """A `have name : type` that ends without a proof gets `:= by sorry`; raises SketchError."""
    proof = parse(text)
    places: list[int] = []

    def look(block: Block | None) -> None:
        for tactic in block.tactics if block else ():
            if tactic.keyword == "have" and tactic.value is None and _is_bare(text, tactic):
                places.append(tactic.end)
            for inner in tactic.blocks:
                look(inner)

    look(proof.block)
    for place in sorted(places, reverse=True):
        text = f"{text[:place]} := by sorry{text[place:]}"
    return text


def _is_bare(text: str, tactic: Tactic) -> bool:
    words = text[tactic.start : tactic.end]
    return ":" in words and ":=" not in words and " from " not in words


def with_columns(text: str) -> str:
    """Every line put into the column of the block that it seems to belong to.

    Raises SketchError where a block without indentation could end in more than one place.
    """
    first, *rest = text.split("\n")
    mended = [first.strip()]
    levels = [(-1, 0)]  # for each open block: its column in the text, and the one given to it
    before, opened_at = mended[0], -1
    for number, line in enumerate(rest, 2):
        body = line.strip()
        indent = len(line) - len(line.lstrip())
        if not body or body.startswith("--"):
            continue
        opens = _OPENS.search(before) and not _CONTINUES.search(before.removesuffix("=>"))
        if opens and indent <= opened_at and body not in ("sorry", "admit"):
            raise SketchError(f"line {number}: the block behind `{before[-12:]}` is not indented")
        if opens and indent > opened_at:
            levels.append((indent, levels[-1][1] + 2))
            column = levels[-1][1]
        elif opens:
            column = levels[-1][1] + 2
        else:
            column = _column(body, indent, before, levels)
        if re.match(r"[·.]\s+\S", body):
            levels.append((indent + 2, column + 2))
            body = f"· {body[1:].strip()}"
        mended.append(" " * column + body)
        before, opened_at = body, indent
    return "\n".join(mended)


def _column(body: str, indent: int, before: str, levels: list[tuple[int, int]]) -> int:
    """The column of a line that opens no block; blocks that it ends are taken off `levels`."""
    if body.startswith("|") or (_BEGINS.match(body) and not _CONTINUES.search(before)):
        while len(levels) > 2 and levels[-1][0] > indent:
            levels.pop()
        return levels[-1][1]
    return levels[-1][1] + max(indent - levels[-1][0], 2)
