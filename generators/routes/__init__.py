"""Ways through directed graphs: reachable or not, and the shortest way, each with a certificate."""

from generators.routes.domain import domain

__all__ = ["domain"]
