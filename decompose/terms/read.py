"""Reads Lean terms: binders, operators, application, brackets; anything else is refused with place and
reason.

A precedence parser (Pratt 1973) over `notation.INFIX`. What it accepts it reads as Lean does; notation that
it does not know is an error, never a guess.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from decompose.terms.notation import ASCII, INFIX, LEAD, MAX, NEG_LEVEL, NOT_LEVEL
from decompose.terms.tree import AND, ARROW, NOT, App, Atom, Bind, Term, app, applied

MAX_DEPTH = 300  # of operators; brackets count four times, as each takes five calls
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿα-κμ-ωΑ-ΟΡ-ΡΤ-Ωϊ-ϻἀ-῾℀-⅏𝒜-𝖟_"  # without λ, Π and Σ, as in Lean
_PART = f"(?:[{_LETTERS}][{_LETTERS}0-9'!?₀-₉ₐ-ₜᵢ-ᵪⱼ]*|«[^»\n]+»)"
_TOKEN = re.compile(
    rf"""(?P<space>\s+|--[^\n]*|/-(?:[^-]|-(?!/))*-/)
    |(?P<word>@?{_PART}(?:\.{_PART})*)
    |(?P<number>[0-9]+(?:\.[0-9]+)?)
    |(?P<string>"(?:[^"\\\n]|\\.)*")
    |(?P<field>\.[0-9]+|\.{_PART})
    |(?P<symbol><->|->|/\\|\\/|<=|>=|!=|==|=>|:=|::|\+\+|&&|\|\||<<<|>>>|[()\[\]{{}}⟨⟩⦃⦄,:=≠<>≤≥∣∈∉⊆⊂≍≈+*/%^∘×⊕•∪∩\\¬∧∨→↔∀∃!λ∅-])
    |(?P<unknown>.)""",
    re.VERBOSE,
)
# Words that begin a construct which is not read here, or that end a term.
_WORDS = """
    at by calc deriving do else end fun have if in let match nomatch nofun show sorry suffices then using
    where with from
"""
_KEYWORDS = frozenset(_WORDS.split())


class TermError(ValueError):
    """The text is no term, or uses notation that is not known here; the message says what and where."""


class _Token(NamedTuple):
    kind: str  # word, number, string, field, symbol, or "" at the end
    text: str
    start: int
    spaced: bool  # whether space stands before it


def read(text: str) -> Term:
    """The tree of a whole term; raises TermError."""
    reader = _Reader(text)
    term = reader.term(0)
    if reader.token.text:
        reader.fail(f"unexpected `{reader.token.text}`")
    return term


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens()
        self.place = 0
        self.token = self.tokens[0]  # the one at `place`
        self.depth = 0

    def _tokens(self) -> list[_Token]:
        tokens: list[_Token] = []
        spaced = True
        for match in _TOKEN.finditer(self.text):
            kind, word = match.lastgroup or "", match.group()
            if kind == "space":
                spaced = True
                continue
            if kind == "unknown":
                raise TermError(self._where(f"unknown notation {word!r}", match.start()))
            if word in ASCII:
                kind, word = "symbol", ASCII[word]
            tokens.append(_Token(kind, word, match.start(), spaced))
            spaced = False
        end = _Token("", "", len(self.text), True)
        return [*tokens, end, end]  # one may be read and put back

    def _where(self, what: str, place: int) -> str:
        line = self.text.count("\n", 0, place) + 1
        column = place - self.text.rfind("\n", 0, place)
        return f"{what} (line {line}, column {column})"

    def fail(self, what: str) -> NoReturn:
        raise TermError(self._where(what, self.token.start))

    def next(self) -> _Token:
        token = self.token
        self._go(self.place + 1)
        return token

    def _go(self, place: int) -> None:
        self.place, self.token = place, self.tokens[place]

    def eat(self, text: str) -> bool:
        if self.token.text == text and self.token.kind != "string":
            self._go(self.place + 1)
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.eat(text):
            self.fail(f"expected `{text}`, found `{self.token.text or 'the end'}`")

    def term(self, level: int) -> Term:
        """A term of at least this precedence."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail("nested too deeply")
        left, made = self._prefix(level)
        while (infix := INFIX.get(self.token.text)) and self.token.kind == "symbol":
            if infix.level < level or made < infix.left:
                break
            symbol = self.next().text
            left, made = app(Atom(symbol), left, self.term(infix.right)), infix.level
        self.depth -= 1
        return left

    def _prefix(self, level: int) -> tuple[Term, int]:
        """What stands before the first infix operator, and its precedence."""
        token = self.token
        if token.text in ("∀", "∃", "fun"):
            if level > LEAD:
                self.fail(f"`{token.text}` needs parentheses here")
            return self._binder(), LEAD
        if token.text == "¬":
            self.next()
            return app(NOT, self.term(NOT_LEVEL)), MAX
        if token.text == "-":
            if level > NEG_LEVEL:
                self.fail("`-` needs parentheses here")
            self.next()
            return app(Atom("neg"), self.term(NEG_LEVEL)), NEG_LEVEL
        if token.text == "if":
            return self._conditional(), LEAD
        if token.text in ("Σ", "∑", "Π"):
            self.fail(f"unknown notation `{token.text}`")
        return self._application(), MAX

    def _conditional(self) -> Term:
        self.next()
        condition = self.term(0)
        self.expect("then")
        then = self.term(0)
        self.expect("else")
        return app(Atom("ite"), condition, then, self.term(0))

    def _application(self) -> Term:
        head = self._operand()
        arguments: list[Term] = []
        while self._begins_operand():
            if self.token.kind in ("word", "number", "string") or self.token.spaced or not arguments:
                arguments.append(self._operand())
            else:
                self.fail("unexpected bracket")
        return applied(head, tuple(arguments)) if arguments else head

    def _begins_operand(self) -> bool:
        token = self.token
        if token.kind == "word":
            return token.text not in _KEYWORDS
        if token.text == "[" and not token.spaced:
            self.fail("indexing `xs[i]` is not known here")
        return token.kind in ("number", "string") or token.text in ("(", "⟨", "[", "∅")

    def _operand(self) -> Term:
        """An argument: an atom or something in brackets, with what is written behind it."""
        token = self.next()
        term: Term
        word = token.kind == "word" and token.text not in _KEYWORDS
        if word or token.kind in ("number", "string") or token.text == "∅":
            term = Atom(token.text)
        elif token.text == "(":
            term = self._parenthesis()
        elif token.text == "⟨":
            term = App(Atom("⟨⟩"), tuple(self._sequence("⟩")))
        elif token.text == "[":
            items = tuple(self._sequence("]"))
            term = App(Atom("[]"), items) if items else Atom("[]")
        else:
            self._go(self.place - 1)
            self.fail(f"expected a term, found `{token.text or 'the end'}`")
        while self.token.kind == "field" and not self.token.spaced:
            term = App(Atom(self.next().text), (term,))
        return term

    def _parenthesis(self) -> Term:
        if self.eat(")"):
            return Atom("()")
        self.depth += 4
        term = self.term(0)
        self.depth -= 4
        if self.eat(":"):
            kind = self.term(0)
            self.expect(")")
            return app(Atom("(:)"), term, kind)
        if self.token.text == ",":
            items = [term]
            while self.eat(","):
                items.append(self.term(0))
            self.expect(")")
            return App(Atom("(,)"), tuple(items))
        if self.token.text == ":=":
            self.fail("named arguments are not known here")
        self.expect(")")
        return term

    def _sequence(self, closing: str) -> list[Term]:
        items: list[Term] = []
        while not self.eat(closing):
            if items:
                self.expect(",")
            items.append(self.term(0))
        return items

    def _binder(self) -> Term:
        kind = self.next().text
        if kind == "∃" and self.token.text == "!" and not self.token.spaced:
            self.next()
            kind = "∃!"
        groups: list[tuple[list[str], Term | None, str]] = []
        relation: tuple[str, Term] | None = None
        while self.token.text not in (",", "=>"):
            if self.token.text in ("(", "{", "[", "⦃"):
                groups.append(self._group())
            elif self.token.kind == "word" and self.token.text not in _KEYWORDS:
                names = [self.next().text]
                while self.token.kind == "word" and self.token.text not in _KEYWORDS:
                    names.append(self.next().text)
                if self.eat(":"):
                    groups.append((names, self.term(0), "("))
                    break
                groups.append((names, None, "("))
                if self.token.text in INFIX and self.token.text not in ("→", "×"):
                    relation = self.next().text, self.term(51)
                    break
            else:
                self.fail(f"expected a binder, found `{self.token.text or 'the end'}`")
        if not groups:
            self.fail("a binder without variables")
        self.expect("=>" if kind == "fun" else ",")
        body = self.term(0)
        variables = [(name, type_, style) for names, type_, style in groups for name in names]
        if relation is not None:
            bounded = variables[-len(groups[-1][0]) :]
            symbol, bound = relation
            for name, _, _ in reversed(bounded):
                condition = app(Atom(symbol), Atom(name), bound)
                body = app(AND if kind == "∃" else ARROW, condition, body)
        for name, type_, style in reversed(variables):
            body = Bind(kind, name, type_, body, style)
        return body

    def _group(self) -> tuple[list[str], Term | None, str]:
        style = self.next().text
        closing = {"(": ")", "{": "}", "[": "]", "⦃": "⦄"}[style]
        if style == "[":
            start = self.place
            name = "_"
            if self.token.kind == "word" and self.tokens[start + 1].text == ":":
                name = self.next().text
                self.next()
            kind: Term | None = self.term(0)
            self.expect(closing)
            return [name], kind, style
        names: list[str] = []
        while self.token.kind == "word" and self.token.text not in _KEYWORDS:
            names.append(self.next().text)
        if not names:
            self.fail(f"expected a variable, found `{self.token.text or 'the end'}`")
        kind = self.term(0) if self.eat(":") else None
        self.expect(closing)
        return names, kind, style
