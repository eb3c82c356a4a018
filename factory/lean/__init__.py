"""Lean: which one, how it is run and confined, and what it takes for a proof to be accepted."""
