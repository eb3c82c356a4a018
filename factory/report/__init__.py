"""Reports for people: one HTML file that needs nothing else."""

from factory.report.html import write_report

__all__ = ["write_report"]
