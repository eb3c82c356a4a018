"""Recipes: the TOML file that says what to make, read strictly, with the line of every mistake."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Meta

from factory.domains import UnknownDomain, load_domain
from factory.lean.claims import DEFAULT_AXIOMS, Limits
from factory.toml_text import Path as KeyPath
from factory.toml_text import dump, key_lines, line_of

Parsed = TypeVar("Parsed", bound=msgspec.Struct)
Fail = Callable[[KeyPath, str], "RecipeError"]
Texts = Literal["both", "tactic", "term"]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the recipe's sections."""


class Run(Section, frozen=True, kw_only=True):
    """`[run]`: what the run is called, its seed, and where it goes."""

    name: Name
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)] = 0
    out: str | None = None  # the run directory; `runs/<name>` where it is not given
    workers: Annotated[int, Meta(ge=0, le=4096)] = 0  # processes; 0: one per core
    until: Literal["mine", "verify", "write"] = "write"  # the last stage; with `mine`, no Lean is needed


class Mine(Section, frozen=True, kw_only=True):
    """`[[mine]]`: one domain, and how many distinct problems to make with it."""

    domain: str
    problems: Annotated[int, Meta(ge=1, le=10**9)]
    unit_size: Annotated[int, Meta(ge=1, le=100_000)] = 200  # candidates per work unit
    proofs: Texts = "both"  # which of a proof's two texts are kept in its row, and checked
    config: Any = None  # the domain's own section, decoded into its `config` struct


class Verify(Section, frozen=True, kw_only=True):
    """`[verify]`: what a Lean check may cost, and the axioms that a proof may rest on."""

    axioms: list[str] = msgspec.field(default_factory=lambda: sorted(DEFAULT_AXIOMS))
    limits: Limits = Limits()


class Export(Section, frozen=True, kw_only=True):
    """`[export]`: how the dataset is named, licensed and cut into files."""

    name: Name | None = None  # the run's name where it is not given
    licence: Annotated[str, Meta(min_length=1)] = "CC0-1.0"
    shard_rows: Annotated[int, Meta(ge=1, le=10_000_000)] = 10_000


class Recipe(Section, frozen=True, kw_only=True):
    """A whole recipe. Two recipes with the same `config_hash` make the same bytes."""

    run: Run
    mine: Annotated[list[Mine], Meta(min_length=1)]
    verify: Verify = Verify()
    export: Export = Export()

    @property
    def directory(self) -> Path:
        """The run directory that the recipe asks for."""
        return Path(self.run.out or f"runs/{self.run.name}")

    @property
    def dataset_name(self) -> str:
        """The dataset's name."""
        return self.export.name or self.run.name


class RecipeError(ValueError):
    """A mistake in a recipe: `file`, `line` (from 1), `key` ("" for the whole file) and what was expected."""

    def __init__(self, file: str, line: int, key: str, message: str) -> None:
        super().__init__(file, line, key, message)
        self.file, self.line, self.key, self.message = file, line, key, message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key + ': ' if self.key else ''}{self.message}"


def load_recipe(path: Path | str) -> Recipe:
    """The recipe in a TOML file; raises RecipeError."""
    return parse_recipe(read_toml(Path(path)), str(path))


def parse_recipe(text: str, file: str = "recipe") -> Recipe:
    """The recipe in a TOML text that came from `file`; raises RecipeError."""
    recipe, fail = parse_strictly(text, file, Recipe)
    mine, seen = [], set[str]()
    for index, section in enumerate(recipe.mine):
        at: KeyPath = ("mine", index)
        try:
            domain = load_domain(section.domain)
        except UnknownDomain as error:
            raise fail((*at, "domain"), str(error)) from None
        if section.domain in seen:
            raise fail((*at, "domain"), f"expected each domain once; {section.domain!r} is given twice")
        seen.add(section.domain)
        given = section.config if section.config is not None else {}
        config = _convert(given, domain.config, (*at, "config"), fail)
        mine.append(msgspec.structs.replace(section, config=config))
    _check_limits(recipe, fail)
    return msgspec.structs.replace(recipe, mine=mine)


def read_toml(path: Path) -> str:
    """The text of a TOML file; raises RecipeError when it cannot be read or is not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecipeError(str(path), 1, "", f"cannot be read: {error.strerror}") from None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RecipeError(str(path), line, "", "is not UTF-8 text") from None


def parse_strictly(text: str, file: str, kind: type[Parsed]) -> tuple[Parsed, Fail]:
    """A TOML text as a `kind`, unknown keys refused, and what makes an error about one of its keys.

    Raises RecipeError.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, text, file) from None
    lines = key_lines(text)

    def fail(key: KeyPath, message: str) -> RecipeError:
        return RecipeError(file, line_of(lines, key), _dotted(key), message)

    return _convert(raw, kind, (), fail), fail


def recipe_text(recipe: Recipe) -> str:
    """The resolved recipe as TOML, defaults included; it parses back to the same recipe."""
    return dump(msgspec.to_builtins(recipe))


def config_hash(recipe: Recipe) -> str:
    """SHA-256 (hex) of what the data depends on: the recipe without `run.out` and `run.workers`."""
    resolved = msgspec.to_builtins(recipe)
    del resolved["run"]["out"], resolved["run"]["workers"]
    return hashlib.sha256(msgspec.json.encode(resolved, order="sorted")).hexdigest()


def _check_limits(recipe: Recipe, fail: Fail) -> None:
    for name, value in msgspec.structs.asdict(recipe.verify.limits).items():
        if not value > 0:
            raise fail(("verify", "limits", name), f"expected a number more than 0, found {value!r}")


def _syntax_error(error: tomllib.TOMLDecodeError, text: str, file: str) -> RecipeError:
    message = str(error)
    place = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    line = int(place[1]) if place and place[1] else max(1, len(text.splitlines()))
    detail = message[: place.start()] if place else message
    column = f" (column {place[2]})" if place and place[2] else ""
    return RecipeError(file, line, "", f"not valid TOML{column}: {detail}")


def _convert(raw: Any, kind: Any, at: KeyPath, fail: Any) -> Any:
    """`raw` as a `kind`, msgspec's complaint turned into one that names key, value and what is allowed."""
    _check_keys(raw, kind, at, fail)
    try:
        return msgspec.convert(raw, kind, strict=True)
    except msgspec.ValidationError as error:
        text = str(error)
        found = re.search(r" - at `\$(.*)`$", text)
        inner = _parse_path(found[1]) if found else ()
        message = text[: found.start()] if found else text
        if missing := re.fullmatch(r"Object missing required field `(.*)`", message):
            raise fail((*at, *inner), f"the key {missing[1]!r} is missing") from None
        raise fail((*at, *inner), _plain(message, _at_path(raw, inner))) from None


_TYPES = {
    "int": "an integer",
    "float": "a number",
    "str": "a string",
    "bool": "true or false",
    "array": "an array",
    "object": "a table",
    "null": "nothing",
}


def _plain(message: str, value: Any) -> str:
    """msgspec's "Expected `int`, got `str`" in a recipe writer's words, with the value that was found."""
    shown = repr(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None
    shown = str(value).lower() if isinstance(value, bool) else shown
    expected = re.fullmatch(r"Expected `([^`]+)`(.*?)(?:, got `[^`]+`)?", message)
    if not expected:
        return message + (f"; found {shown}" if shown is not None else "")
    kinds = [_TYPES.get(kind.strip(), kind.strip()) for kind in expected[1].split("|")]
    wanted = " or ".join(kind for kind in kinds if kind != "nothing")
    got = re.search(r", got `([^`]+)`$", message)
    found = shown if shown is not None else _TYPES.get(got[1], got[1]) if got else "something else"
    return f"expected {wanted}{expected[2]}, found {found}"


def _parse_path(text: str) -> KeyPath:
    steps = re.findall(r"\.([^.\[]+)|\[(\d+)\]", text)
    return tuple(int(index) if index else key for key, index in steps)


def _at_path(raw: Any, path: KeyPath) -> Any:
    for step in path:
        raw = raw[step]
    return raw


def _check_keys(raw: Any, kind: Any, at: KeyPath, fail: Any) -> None:
    """Refuse any key, at any depth, that the struct it is meant for does not have."""
    struct = _struct_in(kind)
    if struct is None:
        return
    if isinstance(raw, list):
        for index, item in enumerate(raw):
            _check_keys(item, struct, (*at, index), fail)
    if isinstance(raw, dict):
        hints = get_type_hints(struct)
        known = [field.encode_name for field in msgspec.structs.fields(struct)]
        for key, value in raw.items():
            if key not in known:
                hint = _did_you_mean(key, known)
                raise fail((*at, key), f"unknown key{hint}; expected one of: {', '.join(known)}")
            _check_keys(value, hints[key], (*at, key), fail)


def _struct_in(kind: Any) -> Any:
    """The struct type within an annotation such as `list[Mine]` or `Limits | None`."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    return next((found for part in get_args(kind) if (found := _struct_in(part)) is not None), None)


def _did_you_mean(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _dotted(path: KeyPath) -> str:
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
