"""Problem generators, one folder a domain; each exposes one `domain` object that the factory finds by entry point."""
