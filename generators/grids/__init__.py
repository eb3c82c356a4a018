"""Zebra grids, seatings, colourings and sums: all solutions, and a proof by cases that there is no other."""

from generators.grids.domain import domain

__all__ = ["domain"]
