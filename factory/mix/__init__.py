"""Mixes of text from several sources, by token budget, that can be rebuilt byte for byte."""
