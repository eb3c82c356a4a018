"""Types of the native tree of lemmas; see `native/lemma_tree.hpp`."""

class LemmaTree:
    """Lemmas by the symbols of their conclusions and hypotheses."""

    def __init__(self) -> None: ...
    def __len__(self) -> int: ...
    def add(self, lemma: int, path: str) -> None:
        """File a lemma under its path, in which each line is a symbol."""

    def candidates(self, goal: list[tuple[list[str], list[int], list[int]]], most: int) -> list[int]:
        """The lemmas that may serve a goal, each once, in at most so many steps.

        A goal is its conclusion and hypotheses, each in prefix order: symbols, the place behind each subterm,
        the key of each subterm (equal for equal subterms). Raises ValueError where the three do not fit.
        """
