"""Mining of propositional sequents (native; sources in search/native/propositional/mine).

Sequents are prefix texts `H1,H2:G`: atoms `a`..`z`, `T`, `F`, `~x`, `&xy`, `|xy`, `>xy`, `=xy`. A text that
is not a sequent, or out of a function's bounds, raises ValueError.
"""

class Options:
    """What to mine; `mine` raises ValueError when a field is out of its bounds."""

    min_size: int  # connectives of hypotheses and goal together, 1 to 64
    max_size: int
    max_depth: int  # connectives on the longest path in a formula, 1 to 32
    min_atoms: int  # 1 to 8
    max_atoms: int
    min_hypotheses: int  # 0 to 8
    max_hypotheses: int
    weights: tuple[float, float, float, float, float] | list[float]  # of ¬ ∧ ∨ → ↔; 0 bans the connective
    constants: float  # probability that a leaf is ⊤ or ⊥; 0 bans them
    valid_share: float  # of the candidates
    spare_hypotheses: bool  # keep hypotheses that a valid sequent does not need
    contradictory: bool  # keep contradictory hypotheses though the goal is not ⊥

    def __init__(self) -> None: ...

class Candidate:
    """A sequent that passed the filters."""

    @property
    def canonical(self) -> str: ...
    @property
    def text(self) -> str:
        """As generated, with atoms named in the order of their first occurrence."""
    @property
    def valid(self) -> bool: ...
    @property
    def size(self) -> int: ...
    @property
    def depth(self) -> int: ...
    @property
    def atoms(self) -> int: ...
    @property
    def hypotheses(self) -> int: ...
    @property
    def countermodels(self) -> int:
        """Valuations that refute it, of 2^atoms."""
    @property
    def source(self) -> str:
        """`random`, `schema`, `derivation`, `transformation` or `near_miss`."""

class Batch:
    """The candidates of a work unit, and what became of everything generated for it."""

    @property
    def candidates(self) -> list[Candidate]: ...
    @property
    def generated(self) -> int: ...
    @property
    def out_of_bounds(self) -> int: ...
    @property
    def other_outcome(self) -> int: ...
    @property
    def trivial(self) -> int: ...
    @property
    def duplicate(self) -> int: ...
    @property
    def exhausted(self) -> int:
        """Slots for which nothing suitable was found."""

def mine(options: Options, seed: int, unit: int, slots: int) -> Batch:
    """Fill `slots` slots of a work unit; a function of its arguments alone. Releases the GIL."""

def schemata() -> list[str]:
    """The theorems of which instances are made: valid sequents."""

def canonical(text: str) -> str:
    """The canonical form of a sequent of at most 8 atoms.

    Equal for two sequents exactly when one is the other up to renaming of atoms, associativity and
    commutativity of ∧ and ∨, commutativity of ↔, and order and repetition of hypotheses.
    """

def is_valid(text: str) -> bool:
    """Whether a sequent of at most 8 atoms holds in all classical valuations (by truth table)."""
