"""The shape of the project: which way imports point, how modules begin, what may not stand in the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("factory", "generators", "search", "decompose")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TEXTS = sorted(
    path
    for folder in (*PACKAGES, "benchmarks", "docs", "examples", "lean_project", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".cpp", ".hpp", ".lean", ".md", ".toml"}
)


def imported(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for module in imported(path):
        first = module.split(".")[0]
        if package == "factory":
            assert first not in {"generators", "search", "decompose"}, (
                "the factory finds domains by entry point"
            )
        elif package == "decompose":
            assert first not in {"generators", "search"}, "decomposers take any goal, of whatever domain"
            assert not module.startswith(("factory.cli", "factory.run")), "the command knows them"
        elif first == "factory":
            assert module.startswith("factory.records") or module == "factory", (
                "only the records are known here"
            )
        if package == "search":
            assert first != "generators", "search does not know who asks"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_its_job_in_its_first_sentence(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text()))
    assert docstring, "no docstring"
    assert docstring.split("\n\n")[0].rstrip().endswith((".", ":", "?"))


def test_no_text_names_a_machine() -> None:
    # Spelled in two parts, so that this file does not name one itself.
    places = re.compile(
        "|".join(["/ro" + "ot/", "/wo" + "rk/", r"pypi\." + "org", "files.python" + "hosted"])
    )
    assert [name(path) for path in TEXTS if places.search(path.read_text(errors="replace"))] == []
