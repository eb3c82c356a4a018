"""Puzzles with one solution, and the proof that it is the only one: knights, knaves and spies."""

from generators.puzzles.domain import domain

__all__ = ["domain"]
