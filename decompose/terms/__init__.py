"""Lean propositions as trees: read, renamed, matched and written."""
