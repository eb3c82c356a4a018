"""Figures drawn for a person: what to draw, where, with which marks, and as SVG."""
