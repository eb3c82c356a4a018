"""Goals into lemmas and back: the lemma graph, decomposers, sketches, and proofs put together again."""
