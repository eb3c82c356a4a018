"""The dataset card: written from the facts of the exported files, so it cannot claim what they lack."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from factory import __version__
from factory.export.facts import Facts
from factory.run.shards import write_atomically

CARD = "README.md"
UNKNOWN = "unknown"  # the Hub's name of a licence that nobody has said
_SIZES = [
    (10**3, "n<1K"),
    (10**4, "1K<n<10K"),
    (10**5, "10K<n<100K"),
    (10**6, "100K<n<1M"),
    (10**7, "1M<n<10M"),
]


def write_card(directory: Path, name: str, facts: Facts) -> Path:
    """Write `directory/README.md` for the dataset whose facts are given; returns its path. Raises OSError."""
    path = directory / CARD
    write_atomically(path, render_card(name, facts).encode())
    return path


def write_text_card(directory: Path, name: str, facts: Facts) -> Path:
    """The same for a folder of text alone, of whose facts (`TextFacts`) it says all. Raises OSError."""
    path = directory / CARD
    write_atomically(path, _rendered("texts.md.j2", name, facts, facts.documents).encode())
    return path


def render_card(name: str, facts: Facts) -> str:
    """The card's text: YAML front matter that the Hub reads, then tables for people."""
    return _rendered("card.md.j2", name, facts, facts.traces or facts.problems)


def _rendered(template: str, name: str, facts: Facts, rows: int) -> str:
    licences = [licence.lower() for licence in facts.licence] or [UNKNOWN]
    return _template(template).render(
        name=name,
        version=__version__,
        facts=facts,
        licence_tag=licences[0] if len(licences) == 1 else "other",
        size_category=next((tag for limit, tag in _SIZES if rows < limit), "10M<n<100M"),
    )


@cache
def _template(name: str) -> Template:
    loader = PackageLoader("factory.export")
    environment = Environment(
        loader=loader, undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)
