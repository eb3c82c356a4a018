"""Search engines: they mine problems and find proofs, and know nothing of the factory beyond its records."""
