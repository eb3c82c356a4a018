"""Provers of every kind behind one interface, and their proofs checked by Lean while they write the next."""
