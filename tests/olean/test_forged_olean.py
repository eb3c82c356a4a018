"""The reader against .olean files that no Lean wrote: an independent writer and hash, and damage."""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean import _olean
from factory.lean.olean import Kind, Module, OleanError, parse_module, read_module

BASE = 0x7F0000000000
Term = tuple[Any, ...]


def boxed(value: int) -> int:
    return value << 1 | 1


class Forge:
    """Writes a compacted heap object by object; methods return what a field holds: a pointer or a scalar."""

    def __init__(self) -> None:
        self.data = bytearray(b"olean\x02\x01" + b"4.35.0".ljust(33, b"\0") + b"f" * 40)
        self.data += struct.pack("<QQ", BASE, 0)

    def add(self, data: bytes) -> int:
        place = len(self.data)
        self.data += data.ljust(-(-len(data) // 8) * 8, b"\0")
        return BASE + place

    def constructor(self, tag: int, fields: list[int], scalars: bytes = b"") -> int:
        size = -(-(8 + 8 * len(fields) + len(scalars)) // 8) * 8
        head = struct.pack("<iHBB", 0, size, len(fields), tag)
        return self.add(head + struct.pack(f"<{len(fields)}Q", *fields) + scalars)

    def string(self, text: bytes) -> int:
        size = len(text) + 1
        return self.add(struct.pack("<iHBBQQQ", 0, 1, 0, 249, size, size, len(text)) + text + b"\0")

    def array(self, elements: list[int]) -> int:
        count = len(elements)
        return self.add(struct.pack(f"<iHBBQQ{count}Q", 0, 1, 0, 246, count, count, *elements))

    def list(self, elements: list[int]) -> int:
        result = boxed(0)
        for element in reversed(elements):
            result = self.constructor(1, [element, result])
        return result

    def name(self, *parts: str | int) -> int:
        result = boxed(0)
        for part in parts:
            field = boxed(part) if isinstance(part, int) else self.string(part.encode())
            result = self.constructor(2 if isinstance(part, int) else 1, [result, field], bytes(8))
        return result

    def level(self, term: Term) -> int:
        kind, *rest = term
        if kind == "zero":
            return boxed(0)
        if kind == "param":
            return self.constructor(4, [self.name(rest[0])], bytes(8))
        tag = {"succ": 1, "max": 2, "imax": 3}[kind]
        return self.constructor(tag, [self.level(part) for part in rest], os.urandom(8))

    def natural(self, value: int) -> int:
        if value < 1 << 63:
            return boxed(value)
        limbs = -(-value.bit_length() // 64)
        place = BASE + len(self.data) + 24
        head = struct.pack("<iHBBiiQ", 0, 24 + 8 * limbs, 0, 250, limbs, limbs, place)
        return self.add(head + value.to_bytes(8 * limbs, "little"))

    def expression(self, term: Term) -> int:
        kind, *rest = term
        cached = os.urandom(8)  # the reader must not care
        if kind == "bvar":
            return self.constructor(0, [self.natural(rest[0])], cached)
        if kind == "sort":
            return self.constructor(3, [self.level(rest[0])], cached)
        if kind == "const":
            levels = self.list([self.level(level) for level in rest[1]])
            return self.constructor(4, [self.name(*rest[0]), levels], cached)
        if kind == "app":
            return self.constructor(5, [self.expression(part) for part in rest], cached)
        if kind in ("lam", "forall"):
            binder, info, *parts = rest
            fields = [self.name(binder), *map(self.expression, parts)]
            return self.constructor(6 if kind == "lam" else 7, fields, cached + bytes([info]))
        if kind == "let":
            binder, nondep, *parts = rest
            return self.constructor(
                8, [self.name(binder), *map(self.expression, parts)], cached + bytes([nondep])
            )
        if kind == "nat":
            return self.constructor(9, [self.constructor(0, [self.natural(rest[0])])], cached)
        if kind == "str":
            return self.constructor(9, [self.constructor(1, [self.string(rest[0].encode())])], cached)
        if kind == "mdata":
            return self.constructor(10, [boxed(0), self.expression(rest[0])], cached)
        assert kind == "proj"
        return self.constructor(11, [self.name(*rest[0]), boxed(rest[1]), self.expression(rest[2])], cached)

    def theorem(self, name: int, type_: int, value: int) -> int:
        common = self.constructor(0, [name, boxed(0), type_])
        return self.constructor(2, [self.constructor(0, [common, value, self.list([name])])])

    def axiom(self, name: int, type_: int) -> int:
        common = self.constructor(0, [name, boxed(0), type_])
        return self.constructor(0, [self.constructor(0, [common], bytes(1))])

    def module(self, names: list[int], constants: list[int]) -> bytes:
        imports = self.array([self.constructor(0, [self.name("Init")], b"\0\1\0")])
        tables = [imports, self.array(names), self.array(constants), self.array([]), self.array([])]
        root = self.constructor(0, tables, b"\0")
        self.data[88:96] = struct.pack("<Q", root)
        return bytes(self.data)


def with_type(term: Term) -> bytes:
    forge = Forge()
    name = forge.name("T")
    return forge.module([name], [forge.axiom(name, forge.expression(term))])


def type_hash(term: Term) -> str:
    return parse_module(with_type(term)).constants[0].type_hash


# The hash again, from its description: BLAKE2b over a domain byte, the constructor's number and the parts.


def digest(*parts: bytes) -> bytes:
    return hashlib.blake2b(b"".join(parts), digest_size=32).digest()


def text(data: bytes) -> bytes:
    return struct.pack("<Q", len(data)) + data


def natural(value: int) -> bytes:
    return text(value.to_bytes(-(-value.bit_length() // 8), "little"))


def name_hash(*parts: str | int) -> bytes:
    return digest(b"\1", text(".".join(map(str, parts)).encode()))


def level_hash(term: Term) -> bytes:
    kind, *rest = term
    tag = ("zero", "succ", "max", "imax", "param").index(kind)
    parts = [name_hash(rest[0])] if kind == "param" else [level_hash(part) for part in rest]
    return digest(b"\2", bytes([tag]), *parts)


def expression_hash(term: Term) -> bytes:
    kind, *rest = term
    if kind == "mdata":
        return expression_hash(rest[0])
    tags = {"bvar": 0, "sort": 3, "const": 4, "app": 5, "lam": 6, "forall": 7, "let": 8, "nat": 9, "str": 9}
    terms = [expression_hash(part) for part in rest if isinstance(part, tuple) and kind in TERMS]
    parts: dict[str, Callable[[], list[bytes]]] = {
        "bvar": lambda: [natural(rest[0])],
        "sort": lambda: [level_hash(rest[0])],
        "const": lambda: [
            name_hash(*rest[0]),
            struct.pack("<Q", len(rest[1])),
            *map(level_hash, rest[1]),
        ],
        "app": lambda: terms,
        "lam": lambda: [*terms, bytes([rest[1]])],
        "forall": lambda: [*terms, bytes([rest[1]])],
        "let": lambda: [*terms, bytes([rest[1]])],
        "nat": lambda: [b"\0", natural(rest[0])],
        "str": lambda: [b"\1", text(rest[0].encode())],
        "proj": lambda: [expression_hash(rest[2]), name_hash(*rest[0]), natural(rest[1])],
    }
    return digest(b"\3", bytes([tags.get(kind, 11)]), *parts[kind]())


TERMS = ("app", "lam", "forall", "let")
words = st.text("abcxyz", min_size=1, max_size=4)
levels = st.recursive(
    st.one_of(st.just(("zero",)), st.tuples(st.just("param"), words)),
    lambda inner: st.one_of(
        st.tuples(st.just("succ"), inner), st.tuples(st.sampled_from(["max", "imax"]), inner, inner)
    ),
    max_leaves=4,
)
names = st.tuples(words, words)
expressions = st.recursive(
    st.one_of(
        st.tuples(st.just("bvar"), st.integers(0, 1 << 70)),
        st.tuples(st.just("sort"), levels),
        st.tuples(st.just("const"), names, st.lists(levels, max_size=2)),
        st.tuples(st.just("nat"), st.integers(0, 1 << 200)),
        st.tuples(st.just("str"), st.text(max_size=5).filter(lambda s: s.isprintable())),
    ),
    lambda inner: st.one_of(
        st.tuples(st.just("app"), inner, inner),
        st.tuples(st.sampled_from(["lam", "forall"]), words, st.integers(0, 3), inner, inner),
        st.tuples(st.just("let"), words, st.integers(0, 1), inner, inner, inner),
        st.tuples(st.just("mdata"), inner),
        st.tuples(st.just("proj"), names, st.integers(0, 9), inner),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(expressions)
def test_the_type_hash_is_the_hash_that_is_described(term: Term) -> None:
    expected = digest(struct.pack("<Q", 0), expression_hash(term)).hex()
    assert type_hash(term) == expected


def rename(term: Any, to: str) -> Any:
    if not isinstance(term, tuple) or not term:
        return term
    if term[0] in ("lam", "forall", "let"):
        return (term[0], to, *(rename(part, to) for part in term[2:]))
    return tuple(rename(part, to) for part in term)


@settings(max_examples=50, deadline=None)
@given(expressions)
def test_bound_names_and_metadata_do_not_count(term: Term) -> None:
    assert type_hash(rename(term, "other")) == type_hash(term) == type_hash(("mdata", term))


@settings(max_examples=100, deadline=None)
@given(expressions, expressions)
def test_everything_else_counts(left: Term, right: Term) -> None:
    assert (type_hash(left) == type_hash(right)) == (expression_hash(left) == expression_hash(right))


@given(st.binary(max_size=600))
def test_blake2b_is_blake2b(data: bytes) -> None:
    assert _olean.blake2b(data) == hashlib.blake2b(data, digest_size=32).digest()


part = st.one_of(st.integers(0, 99), st.text(max_size=6).filter(lambda s: "\0" not in s and s.isprintable()))


@settings(deadline=None)
@given(st.lists(st.lists(part, min_size=1, max_size=3).map(tuple), unique=True, min_size=1, max_size=6))
def test_two_names_never_have_the_same_text(parts: list[tuple[str | int, ...]]) -> None:
    forge = Forge()
    type_ = forge.expression(("sort", ("zero",)))
    places = [forge.name(*each) for each in parts]
    module = parse_module(forge.module(places, [forge.axiom(place, type_) for place in places]))
    assert len({constant.name for constant in module.constants}) == len(parts)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("Nat", "add"), "Nat.add"),
        (("x", 1), "x.1"),
        (("x", "1"), "x.«1»"),
        (("a.b",), "«a.b»"),
        (("good\n'good' does not depend on any axioms",), None),
        (("h₁",), "h₁"),
        (("α",), "α"),
        (("\u202ex",), "«\\{202e}x»"),
        (("",), "«»"),
    ],
)
def test_names_as_text(parts: tuple[str | int, ...], shown: str | None) -> None:
    forge = Forge()
    place = forge.name(*parts)
    type_ = forge.expression(("sort", ("zero",)))
    name = parse_module(forge.module([place], [forge.axiom(place, type_)])).constants[0].name
    assert "\n" not in name
    assert shown is None or name == shown


def sample() -> bytes:
    forge = Forge()
    name, other = forge.name("T"), forge.name("A")
    type_ = forge.expression(
        (
            "forall",
            "p",
            0,
            ("sort", ("max", ("succ", ("zero",)), ("param", "u"))),
            ("let", "x", 0, ("const", ("Nat",), []), ("nat", 1 << 80), ("app", ("bvar", 1), ("str", "text"))),
        )
    )
    value = forge.expression(("lam", "p", 1, ("const", ("A",), []), ("proj", ("And",), 0, ("bvar", 0))))
    return forge.module([other, name], [forge.axiom(other, type_), forge.theorem(name, type_, value)])


def test_what_is_read() -> None:
    module = parse_module(sample())
    assert [(constant.name, constant.kind) for constant in module.constants] == [
        ("A", Kind.AXIOM),
        ("T", Kind.THEOREM),
    ]
    assert module.constants[1].type_uses == ["Nat"]
    assert set(module.constants[1].value_uses) == {"A", "And"}
    assert module.imports == ["Init"]
    assert (module.version, module.is_module) == ("4.35.0", False)


def refused_or_read(data: bytes) -> Module | None:
    """A damaged file may still be well-formed; anything but a result or an OleanError fails the test."""
    try:
        return parse_module(data, max_steps=1_000_000)
    except OleanError:
        return None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_flipped_bits_never_crash(data: st.DataObject) -> None:
    damaged = bytearray(sample())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    refused_or_read(bytes(damaged))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_moved_words_never_crash(data: st.DataObject) -> None:
    damaged = bytearray(sample())
    words_in = len(damaged) // 8
    for _ in range(data.draw(st.integers(1, 3))):
        source, target = (8 * data.draw(st.integers(10, words_in - 1)) for _ in range(2))
        damaged[target : target + 8] = damaged[source : source + 8]
    refused_or_read(bytes(damaged))


def test_every_truncation_is_refused() -> None:
    whole = sample()
    assert all(refused_or_read(whole[:size]) is None for size in range(len(whole)))


def test_random_bytes_behind_a_header_are_refused() -> None:
    for size in (0, 8, 64, 4096):
        assert refused_or_read(sample()[:96] + os.urandom(size)) is None


def chain(length: int, shared: bool) -> bytes:
    """A type that is `length` applications deep; when shared, both children are the same object."""
    forge = Forge()
    leaf = term = forge.expression(("const", ("c",), []))
    for _ in range(length):
        term = forge.constructor(5, [term, term if shared else leaf], bytes(8))
    name = forge.name("T")
    return forge.module([name], [forge.axiom(name, term)])


def test_a_deep_term_needs_no_deep_stack() -> None:
    assert parse_module(chain(300_000, shared=False)).constants[0].type_uses == ["c"]


def test_a_shared_term_is_visited_once() -> None:
    assert parse_module(chain(2_000, shared=True), max_steps=100_000).constants[0].type_uses == ["c"]


def test_work_is_bounded() -> None:
    forge = Forge()
    term = forge.expression(("const", ("c",), []))
    for _ in range(2_000):
        term = forge.constructor(5, [term, term], bytes(8))
    places = [forge.name("T", index) for index in range(500)]
    data = forge.module(places, [forge.axiom(place, term) for place in places])
    with pytest.raises(OleanError, match="too much work"):
        parse_module(data, max_steps=100_000)


def test_a_name_of_too_many_parts_is_refused() -> None:
    forge = Forge()
    place = forge.name(*["part"] * 20_000)
    with pytest.raises(OleanError, match=r"65536 bytes|too long to read"):
        parse_module(forge.module([place], [forge.axiom(place, forge.expression(("sort", ("zero",))))]))


def test_pointers_only_lead_backwards() -> None:
    forge = Forge()
    cycle = BASE + len(forge.data)
    forge.constructor(5, [cycle, cycle], bytes(8))
    name = forge.name("T")
    with pytest.raises(OleanError, match="stray pointer"):
        parse_module(forge.module([name], [forge.axiom(name, cycle)]))


def test_free_and_meta_variables_are_refused() -> None:
    for tag in (1, 2):
        forge = Forge()
        name = forge.name("T")
        term = forge.constructor(tag, [name], bytes(8))
        with pytest.raises(OleanError, match="without free or meta variables"):
            parse_module(forge.module([name], [forge.axiom(name, term)]))


def test_a_constant_under_two_names_or_twice_is_refused() -> None:
    forge = Forge()
    name, other = forge.name("T"), forge.name("U")
    constant = forge.axiom(name, forge.expression(("sort", ("zero",))))
    with pytest.raises(OleanError, match="another name"):
        parse_module(forge.module([other], [constant]))
    with pytest.raises(OleanError, match="twice"):
        parse_module(forge.module([name, name], [constant, constant]))


def test_text_that_is_not_utf8_is_refused() -> None:
    for bad in (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82"):
        forge = Forge()
        name = forge.constructor(1, [boxed(0), forge.string(bad)], bytes(8))
        with pytest.raises(OleanError, match="UTF-8"):
            parse_module(forge.module([name], [forge.axiom(name, forge.expression(("bvar", 0)))]))


def test_only_plain_files_within_the_limit_are_read(tmp_path: Path) -> None:
    good = tmp_path / "good.olean"
    good.write_bytes(sample())
    assert len(read_module(good).constants) == 2
    (tmp_path / "link.olean").symlink_to(good)
    os.mkfifo(tmp_path / "pipe.olean")
    for name in ("link.olean", "pipe.olean", "missing.olean", "."):
        with pytest.raises(OleanError):
            read_module(tmp_path / name)
    with pytest.raises(OleanError, match="more than the limit"):
        read_module(good, max_bytes=100)
