"""Logic of search: lemmas proved by saturation of Horn clauses, harvested with the graph of their proofs."""

from generators.logic.domain import domain

__all__ = ["domain"]
