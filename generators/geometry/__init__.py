"""Plane geometry: the construction language, the table of constructions, and figures of problems."""
