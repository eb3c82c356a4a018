"""Problem generators, one folder a domain; each has one `domain` object, found by entry point."""
