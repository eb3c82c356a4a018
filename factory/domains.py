"""The registry of domains: what a domain must offer, and how the installed ones are found.

A domain is one folder under `generators/` and one line in the entry-point group `factory.domains`.
It works on records alone; it knows nothing of recipes, run directories or Lean processes.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import Any, Protocol

import msgspec

from factory.records import Document, Mined, Problem, Proof, Trace


class Domain(Protocol):
    """What the factory asks of a domain. All methods are deterministic functions of their arguments."""

    name: str
    version: str
    summary: str
    config: type[msgspec.Struct]  # the recipe's section for this domain, with defaults
    styles: tuple[str, ...]  # the document styles that `write` knows

    def mine(self, config: Any, seed: int, unit: int, size: int) -> Mined:
        """Generate `size` candidates for work unit `unit`; duplicates within the unit are dropped."""
        ...

    def prove(self, config: Any, problems: list[Problem]) -> list[Proof]:
        """One proof per problem, in order; outcome `open` where the budget ran out."""
        ...

    def write(self, config: Any, trace: Trace) -> list[Document]:
        """Documents for one verified trace; the styles are chosen by hash of its id."""
        ...


def library_of(names: Iterable[str]) -> tuple[str, ...]:
    """The modules of the Lean library that the statements of these domains are about, sorted.

    A domain that needs any names them in `library`, e.g. `("Factory.Geometry",)`. Domains that are not
    installed need none.
    """
    installed = set(domain_names())
    domains = [load_domain(name) for name in dict.fromkeys(names) if name in installed]
    return tuple(sorted({module for domain in domains for module in getattr(domain, "library", ())}))


class UnknownDomain(KeyError):
    """No installed domain has the name asked for."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, known

    def __str__(self) -> str:
        return f"no domain called {self.name!r}; installed domains: {', '.join(self.known) or 'none'}"


def domain_names() -> list[str]:
    """The names of the installed domains, sorted."""
    return sorted(point.name for point in entry_points(group="factory.domains"))


def load_domain(name: str) -> Domain:
    """The installed domain called `name`; raises UnknownDomain."""
    for point in entry_points(group="factory.domains", name=name):
        domain: Domain = point.load()
        return domain
    raise UnknownDomain(name, domain_names())
