"""The lexer and the screen by themselves, and against Lean's own idea of a token."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.lexer import LexicalError, TokenKind, tokenize
from factory.lean.screen import screen_proof, screen_statement
from factory.lean.verifier import Verifier
from factory.records import Status


def texts(source: str) -> list[str]:
    return [token.text for token in tokenize(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("h.1.mp x", ["h", ".", "1", ".", "mp", "x"]),
        ("fun ⟨a, b⟩ ↦ a", ["fun", "⟨", "a", ",", "b", "⟩", "↦", "a"]),
        ("x₁' y! z?", ["x₁'", "y!", "z?"]),
        ("a.«b c».d", ["a.«b c».d"]),
        ("a--b\nc", ["a", "c"]),
        ("a /- b /- c -/ d -/ e", ["a", "e"]),
        (r'"a \" b" c', [r'"a \" b"', "c"]),
        ('r#"a " b"# c', ['r#"a " b"#', "c"]),
        (r"'\'' 'a' '\n'", [r"'\''", "'a'", r"'\n'"]),
        ("f '' s", ["f", "''", "s"]),
        ("f ⁻¹' s", ["f", "⁻¹'", "s"]),
        ("``Nat.add", ["``Nat.add"]),
        ("0xFF 1_000 1.5e-3", ["0xFF", "1_000", "1.5e-3"]),
        ("x := y", ["x", ":=", "y"]),
        ("λx", ["λ", "x"]),
    ],
)
def test_tokens(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


UNREADABLE = ["(", ")", "(]", "⟨)", "/-", "/- /- -/", '"', 'r#"a"', "«a", "«a\nb»", "`(a)", "'", "'ab'", "1a"]
UNREADABLE += [
    "0b1z",
    "/-- a -/",
    "/-! a -/",
    "a<--b",
    "a \u202e",
    "a\t",
    "a\rb",
    '"{',
    '"{"',
    '"{ " }"',
    '"\\q"',
]


@pytest.mark.parametrize("source", UNREADABLE)
def test_what_has_no_reading(source: str) -> None:
    with pytest.raises(LexicalError):
        tokenize(source)


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    for screen in (screen_proof, screen_statement):
        reason = screen(text)
        assert reason is None or reason.startswith("screen: ")


@given(st.text("()[]{}⟨⟩ax'\"/-«»`.\n{s!r#", max_size=30))
@settings(max_examples=500)
def test_tokens_are_pieces_of_the_text_in_order(text: str) -> None:
    try:
        tokens = tokenize(text)
    except LexicalError:
        return
    place = 0
    for token in tokens:
        assert token.start >= place
        assert text.startswith(token.text, token.start)
        place = token.start + len(token.text)
    opened = sum(token.kind is TokenKind.OPENING for token in tokens)
    assert opened == sum(token.kind is TokenKind.CLOSING for token in tokens)


REFUSED = ["theorem", "axiom", "end", "open", "set_option", "sorry", "where", "unsafe", "run_tac", "elab"]


@given(st.sampled_from(REFUSED), st.text("abz_'", min_size=1, max_size=3), st.booleans())
def test_a_refused_word_inside_a_name_is_harmless(word: str, more: str, before: bool) -> None:
    name = f"a{more}{word}" if before else f"{word}{more}"
    assert screen_proof(f"fun {name} => {name}") is None
    assert screen_proof(f"h.{word}") is None
    assert screen_proof(f"(f h).{word}") is None
    assert screen_proof(f"x -- {word}") is None
    assert screen_proof(f"f /- {word} -/ x") is None
    assert screen_proof(f'f "{word}" x') is None


@given(st.sampled_from(REFUSED), st.sampled_from(["x\n", "(x) ", "λ", "x; ", "/- c -/", "«x» ", "¬", '"s" ']))
def test_a_refused_word_is_refused_behind_anything(word: str, before: str) -> None:
    assert screen_proof(f"{before}{word} y") is not None


@pytest.mark.parametrize(
    ("proof", "accepted"),
    [
        ("open Classical in em p", True),
        ("open scoped Classical in em p", True),
        ("open Nat List in f", True),
        ("open Factory.Equational Factory.Horn in f", True),
        ("open Factory.Geometry.Codes in f", False),
        ("open Factory in f", False),
        ("open Lean in f", False),
        ("open Classical", False),
        ("open Classical hiding em in f", False),
        ("set_option maxRecDepth 2000 in f", True),
        ("set_option maxRecDepth 99999999 in f", False),
        ("set_option maxHeartbeats 400000 in f", True),
        ("set_option maxHeartbeats 0 in f", False),
        ("set_option pp.all true in f", True),
        ("set_option debug.skipKernelTC true in f", False),
        ("set_option pp.all true", False),
        ("#[1, 2]", True),
        ("#check f", False),
        ("decide +kernel", True),
        ("decide +native", False),
        ("l.head?", True),
        ("exact?", False),
        ("let rec f := f; f", False),
        ("h.rec f", True),
    ],
)
def test_policy(proof: str, accepted: bool) -> None:
    assert (screen_proof(proof) is None) == accepted


def test_a_statement_holds_less_than_a_proof() -> None:
    assert screen_statement("∀ p : Prop, p → p") is None
    assert screen_statement("∃ f : Nat → Nat, f = fun x => (let y := x; y)") is None
    for text in ("True := trivial", "by exact True", "open Nat in True", "set_option pp.all true in True"):
        assert screen_statement(text) is not None


def test_size_is_bounded() -> None:
    assert screen_proof("x" * 100, max_bytes=99) is not None
    assert screen_statement("é" * 50, max_bytes=99) is not None
    assert screen_proof("(" * 600 + "x" + ")" * 600) is not None


# Around the edges of every range of letters that Lean's lexer knows, and some that it does not.
EDGES = [0xAA, 0xB5, 0xBF, 0xC0, 0xD6, 0xD7, 0xD8, 0xF6, 0xF7, 0xF8, 0x17F, 0x180, 0x24F, 0x250, 0x36F, 0x370]
EDGES += [0x390, 0x391, 0x3A0, 0x3A3, 0x3A9, 0x3AA, 0x3B0, 0x3B1, 0x3BB, 0x3C9, 0x3CA, 0x3FB, 0x3FC, 0x400]
EDGES += [0x1D61, 0x1D62, 0x1D6A, 0x1D6B, 0x1EFF, 0x1F00, 0x1FFE, 0x2070, 0x2079, 0x207F, 0x2080, 0x2089]
EDGES += [
    0x208A,
    0x208F,
    0x2090,
    0x209C,
    0x20FF,
    0x2100,
    0x214F,
    0x2150,
    0x2190,
    0x2203,
    0x2C7B,
    0x2C7C,
    0x2C7D,
]
EDGES += [0x1D49B, 0x1D49C, 0x1D59F, 0x1D5A0, 0x4E00, 0x1F600, *map(ord, "'!?_+*/¹²ªµ")]


def test_letters_are_lean_s_letters(strict: Verifier) -> None:
    """A character goes on a name for us exactly when it does for Lean, and the same for the first one."""
    for pattern in ("x{}y", "{}y"):
        names = [pattern.format(chr(code)) for code in EDGES]
        claims = [
            Claim(id=name, statement="True", proof=f"(fun ({name} : True) => {name}) trivial")
            for name in names
        ]
        for name, verdict in zip(names, strict.verify(claims, trusted=True), strict=True):
            try:
                ours = texts(name) == [name] and tokenize(name)[0].kind is TokenKind.WORD
            except LexicalError:
                ours = False
            assert ours == (verdict.status is Status.VERIFIED), (name, hex(ord(name.strip("xy") or "x")))


def test_soups_of_tokens_never_reach_their_neighbours(strict: Verifier) -> None:
    """Whatever the screen lets through stays inside its theorem, sense or nonsense."""
    chance = random.Random(7)
    pieces = [
        "x",
        "h.1",
        "(",
        ")",
        "⟨",
        "⟩",
        "[",
        "]",
        "{",
        "}",
        "fun",
        "=>",
        "by",
        "exact",
        "intro",
        "\n  ",
        "\n",
    ]
    pieces += ['"s"', "'c'", "''", "«a b»", "-- c\n", "/- c -/", 'r#"s"#', '"{x}"', "1", "2.5", ":=", "match"]
    pieces += [
        "with",
        "|",
        "<;>",
        "·",
        "have",
        ":",
        ";",
        "in",
        "do",
        "if",
        "then",
        "else",
        "let",
        "@",
        "#[",
        "%",
    ]
    soups: list[str] = []
    while len(soups) < 150:
        soup = " ".join(chance.choices(pieces, k=chance.randint(2, 14)))
        if screen_proof(soup) is None:
            soups.append(soup)
    claims: list[Claim] = []
    for index, soup in enumerate(soups):
        claims.append(Claim(id=f"soup {index}", statement="False", proof=soup))
        claims.append(Claim(id=f"honest {index}", statement="True", proof="trivial"))
    for claim, verdict in zip(claims, strict.verify(claims), strict=True):
        assert (verdict.status is Status.VERIFIED) == claim.id.startswith("honest"), (claim, verdict.reason)
