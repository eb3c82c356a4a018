"""Hypothesis times examples against the clock by default; on a busy machine that says nothing of the code."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
