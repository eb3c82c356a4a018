"""The published problem sets and constructions beside a checkout; tests that need them skip without."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data" / "geometry"


@dataclass(frozen=True)
class Published:
    """A construction as `defs.txt` describes it."""

    name: str
    parameters: list[str]
    requires: list[str]
    facts: list[str]


@pytest.fixture(scope="session")
def data() -> Path:
    if not DATA.is_dir():
        pytest.skip(f"the published problem sets are not at {DATA}")
    return DATA


@pytest.fixture(scope="session")
def published(data: Path) -> list[Published]:
    """The blocks of `defs.txt`: usage, dependencies, requirements, facts, drawing."""
    lines = (data / "defs.txt").read_text(encoding="utf-8").split("\n")
    result = []
    for start in range(0, len(lines) - 4, 6):
        usage, _, requires, facts, _ = lines[start : start + 5]
        name, *parameters = usage.split()
        groups = [part.split(":", 1)[-1] for part in facts.split(";")]
        stated = [fact.strip() for group in groups for fact in group.split(",") if fact.strip()]
        required = [fact.strip() for fact in requires.split("=", 1)[-1].split(",") if fact.strip()]
        result.append(Published(name, parameters, required, stated))
    return result


@pytest.fixture(scope="session")
def problem_lines(data: Path) -> list[tuple[str, str]]:
    """Name and text of every problem of both sets."""
    result: list[tuple[str, str]] = []
    for file in ("imo_ag_30.txt", "jgex_ag_231.txt"):
        lines = (data / file).read_text(encoding="utf-8").splitlines()
        result += zip(lines[::2], lines[1::2], strict=True)
    return result
