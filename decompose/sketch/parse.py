"""The structure of a Lean proof's text: its tactics, what stands in each, and the places where a proof is
missing.

Everything works around `parse`, which gives a tree of spans of the text. It knows layout (a block's tactics
begin in one column), what opens a block (`by`, `=>` of an alternative, `·`), and enough of terms to tell a
missing tactic from a missing term; what tactics mean is Lean's business.
"""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from factory.lean.lexer import LexicalError, Token, TokenKind, tokenize


class SketchError(ValueError):
    """The text is not a proof that can be taken apart; the message says what and where."""


class Hole(NamedTuple):
    """A `sorry`: where it stands, and whether it is a tactic or a term."""

    start: int
    end: int
    tactic: bool


class Block(NamedTuple):
    """A sequence of tactics."""

    start: int
    end: int
    column: int
    tactics: list[Tactic]


class Tactic(NamedTuple):
    """One tactic. Of a `have`: its name ("" without one), the span of its type, and that of its proof."""

    start: int
    end: int
    keyword: str
    name: str
    type: tuple[int, int] | None
    value: tuple[int, int] | None
    blocks: list[Block]  # those that it opens, outermost only
    holes: list[Hole]  # those in its terms, not those in its blocks


class Proof(NamedTuple):
    """A whole proof: a term, or `by` and a block."""

    text: str
    block: Block | None
    holes: list[Hole]  # all of them, in order


HOLES = frozenset({"sorry", "admit", "sorry!"})
_OPENING, _CLOSING = TokenKind.OPENING, TokenKind.CLOSING
# Tactics that run the tactic behind them, so that a tactic's position follows.
_PREFIXES = frozenset({"try", "all_goals", "any_goals", "repeat", "repeat'", "first", "focus", "iterate"})
_ALTERNATIVES = frozenset({"cases", "induction", "match", "case", "next", "case'"})
_PATTERNS = frozenset(
    {"rcases", "rintro", "obtain", "first", "cases'", "rintro!"}
)  # where `|` is no alternative's
_TERM_STEPS = frozenset({"have", "let", "show", "suffices", "haveI", "letI"})


class _Place(NamedTuple):
    """A token with its line and column, and whether it is the first of its line."""

    token: Token
    line: int
    column: int
    first: bool

    @property
    def text(self) -> str:
        return self.token.text

    @property
    def end(self) -> int:
        return self.token.start + len(self.token.text)


def parse(text: str) -> Proof:
    """The structure of a proof, `by` and tactics or a term; raises SketchError."""
    try:
        tokens = tokenize(text)
    except LexicalError as error:
        raise SketchError(str(error)) from None
    if not tokens:
        raise SketchError("the proof is empty")
    reader = _Reader(text, tokens)
    if reader.places[0].text == "by":
        reader.place = 1
        block = reader.block(0)
        if reader.place < len(reader.places):
            reader.fail(f"`{reader.places[reader.place].text}` does not belong to the block before it")
    else:
        block = None
        reader.term(0)
        if reader.place < len(reader.places):
            reader.fail(f"unexpected `{reader.places[reader.place].text}`")
    return Proof(text, block, sorted(reader.holes))


_SYMBOLS = ("<;>", "<|>", "=>", "->", "<-", "|>", "<|", "::", "||", "&&", "..")


def _joined(tokens: list[Token]) -> list[Token]:
    """The tokens with Lean's longer symbols in one piece; the lexer gives them sign by sign."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        for symbol in _SYMBOLS:
            parts = tokens[place : place + len(symbol)]
            adjacent = not any(part.spaced for part in parts[1:])
            if adjacent and [part.text for part in parts] == list(symbol):
                token = token._replace(text=symbol)
                place += len(symbol) - 1
                break
        joined.append(token)
        place += 1
    return joined


class _Reader:
    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.places: list[_Place] = []
        self.place = 0
        self.alternatives = 0
        self.holes: list[Hole] = []
        line, begin, before = 1, 0, -1
        for token in _joined(tokens):
            line += text.count("\n", begin, token.start)
            begin = token.start
            column = token.start - (text.rfind("\n", 0, token.start) + 1)
            self.places.append(_Place(token, line, column, line != before))
            before = line + token.text.count("\n")

    def fail(self, what: str) -> NoReturn:
        at = self.places[min(self.place, len(self.places) - 1)]
        raise SketchError(f"{what} (line {at.line}, column {at.column + 1})")

    @property
    def now(self) -> _Place | None:
        return self.places[self.place] if self.place < len(self.places) else None

    def block(self, outer: int) -> Block:
        """The tactics that begin at the current token; a line to the left of `outer` ends every block."""
        first = self.now
        if first is None or (first.first and first.column < outer) or first.token.kind is _CLOSING:
            self.fail("a block without tactics")
        assert first is not None
        tactics: list[Tactic] = []
        while True:
            tactics.append(self.tactic(first.column))
            now = self.now
            if now is not None and now.text == ";":
                self.place += 1
                now = self.now
                if now is None or now.token.kind is _CLOSING:
                    break
                if not now.first or now.column >= first.column:
                    continue
            if now is None or not now.first or now.column != first.column or now.text in ("|", ")", "}", "⟩"):
                break
        return Block(first.token.start, tactics[-1].end, first.column, tactics)

    def tactic(self, column: int) -> Tactic:
        """One tactic of a block whose lines begin in `column`."""
        return _TacticReader(self, column).read()

    def term(self, column: int) -> None:
        """A term up to a closing bracket, or to a line that is not to the right of `column`."""
        reader = _TacticReader(self, column - 1 if column else -1)
        reader.tactic_position = False
        reader.read()


class _TacticReader:
    """Reads one tactic, or one term: the state that tells what a token means where it stands."""

    def __init__(self, reader: _Reader, column: int) -> None:
        self.reader, self.column = reader, column
        self.inside = reader.alternatives > 0  # in the block of an alternative, which the next `|` ends
        self.tactic_position = True
        self.blocks: list[Block] = []
        self.holes: list[Hole] = []
        self.functions = 0  # `fun` whose `=>` has not come
        self.term_matches = 0
        self.term_steps = 0  # `have` and such inside a term, whose `;` or line has not come
        self.keyword = ""
        self.alternative = False  # `=>` opens a block
        self.choice = False  # behind `first`: `|` begins a tactic
        self.colon: int | None = None
        self.assign: int | None = None
        self.name = ""
        self.started = False

    def read(self) -> Tactic:
        reader = self.reader
        first = reader.now
        assert first is not None
        end = first.token.start
        while (now := reader.now) is not None:
            if self.started and self._ends(now):
                break
            self.started = True
            end = self._step(now)
        span = (self.colon, self.assign) if self.colon is not None and self.assign is not None else None
        kind = None if span is None else self._trim(span[0] + 1, span[1])
        value = None if self.assign is None else self._trim(self.assign + 2, end)
        return Tactic(first.token.start, end, self.keyword, self.name, kind, value, self.blocks, self.holes)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        text = self.reader.text[start:end]
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())

    def _ends(self, now: _Place) -> bool:
        """Whether the tactic is over before this token."""
        if now.text == ";" and self.term_steps > 0:
            self.term_steps -= 1
            return False
        if now.token.kind is _CLOSING or now.text == ";" or (now.text == "," and self.column < 0):
            return True
        if now.text == "|" and not now.first and self.inside and self.keyword not in _PATTERNS:
            return not (self.alternative or self.functions or self.term_matches)
        # An alternative may stand in the tactic's own column.
        beside = now.text == "|" and (self.alternative or self.choice)
        return now.first and (now.column < self.column or (now.column == self.column and not beside))

    def _step(self, now: _Place) -> int:
        """Read one token, or what it opens; the place where that ends."""
        reader, text = self.reader, now.text
        position, self.tactic_position = self.tactic_position, False
        reader.place += 1
        end = now.end
        if text in HOLES and now.token.kind is TokenKind.WORD:
            hole = Hole(now.token.start, now.end, position)
            self.holes.append(hole)
            reader.holes.append(hole)
        elif (position and text in ("·", ".")) or text == "by":
            end = self._open(now)
        elif text == "=>":
            end = self._arrow(now)
        elif now.token.kind is _OPENING:
            end = self._bracket(now, position)
        elif text == "<;>":
            self.tactic_position = True
        elif position:
            self._keyword(now)
        else:
            self._word(now)
        return end

    def _keyword(self, now: _Place) -> None:
        text = now.text
        self.keyword = self.keyword or text
        if text in _PREFIXES or (text == "|" and self.choice):
            self.tactic_position = True
        if text == "first":
            self.choice = True
        if text in _ALTERNATIVES:
            self.alternative = True
        if text in ("have", "let", "suffices", "show", "obtain"):
            following = self.reader.now
            if following is not None and following.token.kind is TokenKind.WORD and text != "show":
                self.name = following.text

    def _word(self, now: _Place) -> None:
        text = now.text
        if text in ("fun", "λ"):
            self.functions += 1
        elif text == "match":
            self.term_matches += 1
        elif text in _TERM_STEPS:
            self.term_steps += 1
        elif text == "|" and self.choice:
            self.tactic_position = True
        elif text == ":" and self.colon is None and self.keyword in _TERM_STEPS:
            self.colon = now.token.start
        elif text == ":=" and self.assign is None:
            self.assign = now.token.start
        elif text in ("then", "else") and self.keyword == "if":
            self.tactic_position = True

    def _arrow(self, now: _Place) -> int:
        if self.functions:
            self.functions -= 1
        elif self.alternative and not self.term_matches:
            return self._open(now)
        return now.end

    def _open(self, now: _Place) -> int:
        """A block behind `by`, `·` or `=>`."""
        following = self.reader.now
        if following is None:
            self.reader.place -= 1
            self.reader.fail(f"nothing follows `{now.text}`")
        assert following is not None
        if following.first and following.column <= self.column and now.text != "=>":
            self.reader.fail(f"the block behind `{now.text}` of line {now.line} is not indented")
        self.reader.alternatives += now.text == "=>"
        block = self.reader.block(self.column if following.first else 0)
        self.reader.alternatives -= now.text == "=>"
        self.blocks.append(block)
        return block.end

    def _bracket(self, now: _Place, position: bool) -> int:
        """What stands in brackets: tactics where a tactic is expected, else terms between commas."""
        reader = self.reader
        following = reader.now
        tactics = position and now.text in ("(", "{")
        if following is not None and following.token.kind is not _CLOSING:
            if tactics:
                self.blocks.append(reader.block(0))
            else:
                self._items(reader)
        closing = reader.now
        if closing is None or closing.token.kind is not _CLOSING:
            reader.fail(f"unexpected `{closing.text if closing else 'end'}` inside brackets")
        assert closing is not None
        reader.place += 1
        return closing.end

    def _items(self, reader: _Reader) -> None:
        while True:
            inner = _TacticReader(reader, -1)
            inner.tactic_position = False
            now = reader.now
            if now is None or not (now.token.kind is _CLOSING or now.text == ","):
                read = inner.read()
                self.blocks += read.blocks
                self.holes += read.holes
            now = reader.now
            if now is None or now.text not in (",", ";"):
                return
            reader.place += 1
