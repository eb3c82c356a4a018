"""Existing Lean repositories: theorems, premises and states as seeds, and as what to keep out."""
