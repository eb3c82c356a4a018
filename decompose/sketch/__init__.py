"""Unfinished Lean proofs: read, mended, cut and filled."""
