"""Counting: how many lists of numbers are as described, by cases on the first number."""

from generators.counting.domain import domain

__all__ = ["domain"]
