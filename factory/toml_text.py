"""What the standard TOML reader leaves out: the line on which each key stands, and writing TOML."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_BLANK = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")


def key_lines(text: str) -> dict[Path, int]:
    """The line (from 1) where each key of a valid TOML text is given.

    A path holds keys and, for arrays (of tables or of values), indices: `("mine", 0, "config", "atoms")`. A
    table has the line of its header, or of the first dotted key that names it.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of `path`, or of the innermost table around it that the text names; 1 where there is none."""
    for end in range(len(path), 0, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return 1


class _Scanner:
    """A walk over a text that the standard reader accepts, so it need not detect any mistake."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.line = 1
        self.lines: dict[Path, int] = {}
        self.elements: dict[Path, int] = {}  # how many elements an array of tables has so far

    def document(self) -> None:
        table: Path = ()
        self.skip(_GAP)
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                table = self.header(2)
            elif self.text[self.at] == "[":
                table = self.header(1)
            else:
                self.pair(table)
            self.skip(_GAP)

    def header(self, brackets: int) -> Path:
        line = self.line
        self.at += brackets
        keys = self.keys()
        self.at += brackets
        table: Path = ()
        for place, key in enumerate(keys):
            table += (key,)
            self.lines.setdefault(table, line)
            if brackets == 2 and place == len(keys) - 1:
                self.elements[table] = self.elements.get(table, 0) + 1
            if table in self.elements:
                table += (self.elements[table] - 1,)
        # A table first named by a header of a table inside it takes the line of its own header.
        self.lines[table] = line
        return table

    def pair(self, table: Path) -> None:
        line = self.line
        for key in self.keys():
            table += (key,)
            self.lines.setdefault(table, line)
        self.at += 1  # the equals sign
        self.value(table)

    def keys(self) -> list[str]:
        keys = []
        while True:
            self.skip(_BLANK)
            keys.append(self.string() if self.text[self.at] in "\"'" else self.skip(_BARE_KEY))
            self.skip(_BLANK)
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def value(self, path: Path) -> None:
        self.skip(_BLANK)
        first = self.text[self.at]
        if first in "\"'":
            self.string()
        elif first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            self.skip(_BARE_VALUE)

    def array(self, path: Path) -> None:
        self.at += 1
        index = 0
        self.skip(_GAP)
        while self.text[self.at] != "]":
            self.lines[(*path, index)] = self.line
            self.value((*path, index))
            index += 1
            self.skip(_GAP)
            if self.text[self.at] == ",":
                self.at += 1
                self.skip(_GAP)
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        self.skip(_GAP)
        while self.text[self.at] != "}":
            self.pair(path)
            self.skip(_GAP)
            if self.text[self.at] == ",":
                self.at += 1
                self.skip(_GAP)
        self.at += 1

    def string(self) -> str:
        """Pass over a string of any of the four kinds; its content matters only for keys."""
        quote = self.text[self.at]
        mark = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        start = self.at + len(mark)
        end = start
        while not self.text.startswith(mark, end):
            end += 2 if quote == '"' and self.text[end] == "\\" else 1
        body = self.text[start:end]
        self.line += body.count("\n")
        self.at = end + len(mark)
        # A triple-quoted string may end in one or two quotes of its own before the closing three.
        while len(mark) == 3 and self.text.startswith(quote, self.at):
            self.at += 1
        return str(tomllib.loads(f'key = "{body}"')["key"]) if mark == '"' else body

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        found = match.group() if match else ""
        self.at += len(found)
        self.line += found.count("\n")
        return found


def dump(data: Mapping[str, Any]) -> str:
    """TOML of nested mappings, lists, strings, numbers, booleans; a key whose value is None is left out."""
    out: list[str] = []
    _table(data, (), out)
    return "\n".join(out).strip("\n") + "\n"


def _table(data: Mapping[str, Any], path: tuple[str, ...], out: list[str]) -> None:
    nested: list[tuple[str, Any]] = []
    for key, value in data.items():
        if isinstance(value, Mapping) or _is_array_of_tables(value):
            nested.append((key, value))
        elif value is not None:
            out.append(f"{_key(key)} = {_value(value)}")
    for key, value in nested:
        inner = (*path, key)
        name = ".".join(map(_key, inner))
        if isinstance(value, Mapping):
            out += ["", f"[{name}]"]
            _table(value, inner, out)
        else:
            for element in value:
                out += ["", f"[[{name}]]"]
                _table(element, inner, out)


def _is_array_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float() if not math.isfinite(value):
            return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
        case int() | float():
            return repr(value)
        case str():
            return _string(value)
        case list() | tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
        case Mapping():
            pairs = (f"{_key(key)} = {_value(item)}" for key, item in value.items() if item is not None)
            return "{" + ", ".join(pairs) + "}"
        case _:
            raise TypeError(f"TOML cannot hold a {type(value).__name__}")
