"""Sets, functions and relations: inclusions, images, injections, classes; proved by unfolding, or refuted."""

from generators.sets.domain import domain

__all__ = ["domain"]
