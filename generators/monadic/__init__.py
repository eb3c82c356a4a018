"""Monadic first-order logic: syllogisms and ontologies, with a proof or two models for each answer."""

from generators.monadic.domain import domain

__all__ = ["domain"]
