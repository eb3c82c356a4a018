"""Native proof search in propositional logic; the callable face is `search.propositional`."""

def prove(statements: list[tuple[str, int]], *, nodes: int, shorten: int, dead_ends: int) -> bytes:
    """Decide statements and prove the answers: a JSON array with one object per statement, in order.

    A statement is a closed Lean proposition, `∀ (p q : Prop), H1 → ... → G`, with how many of its
    implications are hypotheses. Raises ValueError for one that cannot be read. The interpreter's lock is
    released while it works.
    """
