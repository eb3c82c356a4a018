"""Relations with alternating quantifiers: what follows is proved, what does not is refuted by a world."""

from generators.relational.domain import domain

__all__ = ["domain"]
