"""The product: recipes, records, run directories, Lean verification, writing, reporting and exporting."""

__version__ = "0.1.0"
