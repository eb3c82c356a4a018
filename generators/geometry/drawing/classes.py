"""Union-find over anything hashable: what is equally long, parallel or an equal angle."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Classes(Generic[T]):
    """A partition that grows coarser; members and classes stand in the order in which they were met."""

    def __init__(self) -> None:
        self._parents: dict[T, T] = {}

    def find(self, member: T) -> T:
        """The representative of a member's class; a new member is a class by itself."""
        parents = self._parents
        parent = parents.setdefault(member, member)
        while parent != member:
            member, parent = parent, parents[parent]
        return member

    def unite(self, one: T, other: T) -> None:
        """Makes one class of those of both."""
        one, other = self.find(one), self.find(other)
        self._parents[other] = one

    def groups(self) -> list[list[T]]:
        """The classes."""
        found: dict[T, list[T]] = {}
        for member in self._parents:
            found.setdefault(self.find(member), []).append(member)
        return list(found.values())
