"""Splits Lean 4 text into tokens, as strictly as is needed to say what cannot be hidden in it.

Everything works around `Token`; the lexer knows no grammar and no policy. Lean's own lexer depends on the
tokens that are declared at that point of the file, so where two token tables would disagree on what is a
comment, a string or a character, the text is refused: it would mean one thing to us and another to Lean.
Whitespace and comments leave no token. Rules: Lean 4 reference manual, "Lexical structure".
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

_GREEK = "\u0391-\u039f\u03a1\u03a2\u03a4-\u03a9\u03b1-\u03ba\u03bc-\u03c9\u03ca-\u03fb\u1f00-\u1ffe"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
_FIRST = f"_{_LATIN}{_GREEK}\u2100-\u214f\U0001d49c-\U0001d59f"
_REST = f"{_FIRST}0-9'!?\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c"
_PART = f"(?:[{_FIRST}][{_REST}]*|«[^»\n]+»)"
_WORD = f"{_PART}(?:\\.{_PART})*"

_SCANNER = re.compile(
    "|".join(
        (
            r"(?P<space>(?:[ \n]|\r\n)+)",
            r"(?P<line_comment>--[^\n]*)",
            r"(?P<block_comment>/-)",
            r"(?P<raw_string>r#*\")",
            r"(?P<string>\")",
            f"(?P<word>{_WORD})",
            r"(?P<number>0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)",
            f"(?P<name>``?{_WORD})",
            r"(?P<character>'(?:[^'\\\n]|\\(?:[\\\"'rnt]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}))')",
            r"(?P<opening>[(\[{⟨⦃⟦⟪‹⌊⌈⁅])",
            r"(?P<closing>[)\]}⟩⦄⟧⟫›⌋⌉⁆])",
            r"(?P<symbol>:=|''(?!')|⁻¹'(?!\\|.')|[^\s'`\"«»])",
        )
    )
)
_STRING_BODY = re.compile(r"(?:[^\"\\]|\\(?:[\\\"'rnt{]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|\r?\n[ \n]*))*\"")
_COMMENT_MARK = re.compile(r"/-|-/")
_CLOSES = dict(zip("([{⟨⦃⟦⟪‹⌊⌈⁅", ")]}⟩⦄⟧⟫›⌋⌉⁆", strict=True))
# What may stand right before a comment: nothing else ends a token that cannot go on with `-` or `/`.
_BEFORE_COMMENT = re.compile(f'[{_REST}»\\s(),;⟨⟩}}"]')
# In the braces of an interpolated string: nothing that could move the end of the string.
_AMBIGUOUS_IN_BRACES = re.compile(r"[\"'«\\]|--|/-")
_LETTER = re.compile(f"[{_FIRST}]")
MAX_DEPTH = 500


class LexicalError(ValueError):
    """The text has no reading as tokens that is safe to rely on; the message says what and where."""


class TokenKind(Enum):
    """What a token is."""

    WORD = auto()  # identifier or keyword, dots included
    NUMBER = auto()
    STRING = auto()
    CHARACTER = auto()
    NAME = auto()  # a name literal, `x
    OPENING = auto()
    CLOSING = auto()
    SYMBOL = auto()


class Token(NamedTuple):
    """A piece of the text. `depth`: brackets around it; `spaced`: it does not touch the last token."""

    kind: TokenKind
    text: str
    start: int
    depth: int
    spaced: bool


_SKIPPED = ("space", "line_comment", "block_comment")
_KINDS = {
    "word": TokenKind.WORD,
    "number": TokenKind.NUMBER,
    "raw_string": TokenKind.STRING,
    "string": TokenKind.STRING,
    "character": TokenKind.CHARACTER,
    "name": TokenKind.NAME,
    "opening": TokenKind.OPENING,
    "closing": TokenKind.CLOSING,
    "symbol": TokenKind.SYMBOL,
}


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`; raises LexicalError."""
    _check_characters(text)
    tokens: list[Token] = []
    brackets: list[Token] = []
    place, end_of_token = 0, -1
    while place < len(text):
        match = _SCANNER.match(text, place)
        if match is None:
            raise _error(text, place, _complaint(text[place]))
        name = match.lastgroup or ""
        if name in _SKIPPED:
            place = _end_of_skipped(text, place, match)
            continue
        kind = _KINDS[name]
        end = _end_of_token(text, place, match)
        if kind is TokenKind.CLOSING and (not brackets or _CLOSES[brackets.pop().text] != match.group()):
            raise _error(text, place, f"`{match.group()}` closes nothing")
        token = Token(kind, text[place:end], place, len(brackets), end_of_token != place)
        if kind is TokenKind.OPENING:
            brackets.append(token)
            if len(brackets) > MAX_DEPTH:
                raise _error(text, place, f"more than {MAX_DEPTH} nested brackets")
        elif kind is TokenKind.CHARACTER and not token.spaced and tokens[-1].kind is TokenKind.SYMBOL:
            raise _error(text, place, "a quote right after a symbol")
        tokens.append(token)
        place = end_of_token = end
    if brackets:
        raise _error(text, brackets[-1].start, f"`{brackets[-1].text}` is not closed")
    return tokens


def braced_parts(string: str) -> list[str]:
    """What stands in the braces of a string token: terms, if the string is an interpolated one."""
    if string.startswith("r") or "{" not in string:
        return []
    return re.findall(r"\{([^{}]*)\}", string)


def _check_characters(text: str) -> None:
    for char in set(text):
        if char in "\n" or " " <= char <= "~":
            continue
        category = unicodedata.category(char)
        if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"):
            place = text.index(char)
            if char == "\r" and not re.search(r"\r(?!\n)", text):
                continue
            raise _error(text, place, f"character U+{ord(char):04X}, which is not allowed anywhere")


def _complaint(char: str) -> str:
    if char == "`":
        return "a quotation"
    if char in "«»":
        return f"`{char}` without its other half on the same line"
    return "a quote that is no character literal" if char == "'" else f"unexpected {char!r}"


def _end_of_skipped(text: str, place: int, match: re.Match[str]) -> int:
    if match.lastgroup == "space":
        return match.end()
    if place > 0 and not _BEFORE_COMMENT.match(text[place - 1]):
        raise _error(text, place, "a comment needs a space before it")
    return match.end() if match.lastgroup == "line_comment" else _end_of_comment(text, place)


def _end_of_token(text: str, place: int, match: re.Match[str]) -> int:
    end = match.end()
    if match.lastgroup == "raw_string":
        return _end_of_raw_string(text, place, match.group())
    if match.lastgroup == "string":
        return _end_of_string(text, place)
    if match.lastgroup == "number" and end < len(text) and _LETTER.match(text[end]):
        raise _error(text, place, "a letter right after a number")
    return end


def _end_of_comment(text: str, start: int) -> int:
    if text[start + 2 : start + 3] in ("-", "!"):
        raise _error(text, start, "a documentation comment, which begins a command")
    depth, place = 1, start + 2
    while depth:
        mark = _COMMENT_MARK.search(text, place)
        if mark is None:
            raise _error(text, start, "the comment is not closed")
        depth += 1 if mark.group() == "/-" else -1
        place = mark.end()
    return place


def _end_of_raw_string(text: str, start: int, opening: str) -> int:
    closing = '"' + opening[1:-1]
    end = text.find(closing, start + len(opening))
    if end < 0:
        raise _error(text, start, "the string is not closed")
    return end + len(closing)


def _end_of_string(text: str, start: int) -> int:
    """Strings are read as plain; braces must be such that an interpolated string would end there too."""
    body = _STRING_BODY.match(text, start + 1)
    if body is None:
        raise _error(text, start, "the string is not closed, or has an unknown escape")
    content = re.sub(r"\\[\\{\"]", "", body.group()[:-1])
    if "{" in content:
        depth = 0
        for part in re.finditer(r"\{([^{}]*)|\}", content):
            depth += 1 if part.group().startswith("{") else -1
            if not 0 <= depth <= 1:
                raise _error(text, start, "braces in a string that are nested or not balanced")
            if part.group(1) and _AMBIGUOUS_IN_BRACES.search(part.group(1)):
                raise _error(text, start, "quotes or comments in the braces of a string")
        if depth:
            raise _error(text, start, "braces in a string that are nested or not balanced")
    return body.end()


def _error(text: str, place: int, what: str) -> LexicalError:
    line = text.count("\n", 0, place) + 1
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    return LexicalError(f"{what} (line {line}, column {column})")
