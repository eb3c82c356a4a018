"""Samples questions about sets: chains of inclusions, laws of operations, injections, classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from generators.choice import Choice
from generators.firstorder.answer import Asked
from generators.sets.language import PARTS, SETS, Node, Question, symbol

_OPPOSITE: Final = {
    "member": "outside",
    "outside": "member",
    "subset": "exceeds",
    "exceeds": "subset",
    "nonempty": "empty",
    "empty": "nonempty",
    "disjoint": "meets",
    "meets": "disjoint",
    "related": "unrelated",
    "unrelated": "related",
    "same": "different",
    "different": "same",
}
_OF_CLASSES: Final = ("subset", "equal", "meets", "disjoint", "exceeds")
_DISTRACTORS: Final = ("subset", "disjoint", "meets", "exceeds", "nonempty", "member", "outside", "related")


@dataclass(slots=True)
class _Draft:
    """A question in the making."""

    choice: Choice
    premises: list[Node] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys("AfRa", 0))

    def new(self, kind: str) -> Node:
        """A symbol that was not there."""
        self.counts[kind] += 1
        return symbol(kind, self.counts[kind] - 1)

    def some(self, kind: str) -> Node:
        """A symbol that is there, if there is one."""
        return symbol(kind, self.choice.below(self.counts[kind])) if self.counts[kind] else self.new(kind)

    def either(self, kind: str) -> Node:
        """A new symbol or one that is there."""
        return self.some(kind) if self.choice.below(3) else self.new(kind)

    def say(self, operation: str, *parts: Node) -> None:
        self.premises.append(Node(operation, parts))

    def chance(self, one_in: int) -> bool:
        return self.choice.below(one_in) == 0


def chain(choice: Choice, hops: int, distractors: int) -> Question:
    """Inclusions from one set to the next, through functions and cases, for an element or for a set."""
    draft = _Draft(choice)
    start = draft.new("A")
    element = draft.new("a") if draft.chance(2) else None
    walk = _Walk(draft, start, element)
    for _ in range(hops):
        walk.hop()
    if element is not None:
        walk.tell_element()
    elif draft.chance(4):
        draft.say("nonempty", start)
        walk.claim = Node("nonempty", (walk.at,))
    claim = _opposed(walk.claim) if draft.chance(4) else walk.claim
    if draft.chance(8):
        draft.premises.pop(choice.below(len(draft.premises)))  # a link is missing
    return _question(draft, claim, distractors)


class _Walk:
    """Where a chain has come to: a set, and the functions that were applied on the way."""

    def __init__(self, draft: _Draft, start: Node, element: Node | None) -> None:
        self.draft = draft
        self.start = start
        self.at = start
        self.term = element
        self.function: Node | None = None
        self.element = element
        self.applied = 0  # functions
        self.claim = Node("subset", (start, start))

    def hop(self) -> None:
        """One more link."""
        form = self.draft.choice.below(8)
        if form < 2 and self.applied < 2:
            self._through_function(form == 0)
        elif form == 2:
            left, right, target = (self.draft.new("A") for _ in range(3))
            self.draft.say("subset", self.at, Node("union", (left, right)))
            self.draft.say("subset", left, target)
            self.draft.say("subset", right, target)
            self.at = target
        elif form == 3:
            self._with_another()
        elif form == 4:
            target, other = self.draft.new("A"), self.draft.new("A")
            self.draft.say("equal", self.at, Node("inter", (target, other)))
            self.at = target
        elif form == 5:
            between, target = self.draft.new("A"), self.draft.new("A")
            self.draft.say("disjoint", self.at, between)
            self.draft.say("subset", Node("compl", (between,)), target)
            self.at = target
        elif form == 6:
            left, right = self.draft.new("A"), self.draft.new("A")
            self.draft.say("subset", self.at, Node("diff", (left, right)))
            self.at = left
        else:
            target = self.draft.new("A")
            self.draft.say("subset", self.at, target)
            self.at = target
        self._state()

    def _through_function(self, by_image: bool) -> None:
        function, target = self.draft.either("f"), self.draft.new("A")
        if by_image:
            self.draft.say("subset", Node("image", (function, self.at)), target)
        else:
            self.draft.say("subset", self.at, Node("preimage", (function, target)))
        self.at = target
        self.applied += 1
        if self.term is not None:
            self.term = Node("value", (function, self.term))
        self.function = function if self.function is None else Node("comp", (function, self.function))

    def _with_another(self) -> None:
        """A link that needs two sets."""
        other, target = self.draft.new("A"), self.draft.new("A")
        self.draft.say("subset", Node("inter", (self.at, other)), target)
        if self.term is not None:
            self.draft.say("member", self.term, other)
        else:
            self.draft.say("subset", self.at, other)
        self.at = target

    def _state(self) -> None:
        if self.term is not None:
            self.claim = Node("member", (self.term, self.at))
        elif self.function is None:
            self.claim = Node("subset", (self.start, self.at))
        elif self.draft.chance(2):
            self.claim = Node("subset", (Node("image", (self.function, self.start)), self.at))
        else:
            self.claim = Node("subset", (self.start, Node("preimage", (self.function, self.at))))

    def tell_element(self) -> None:
        """The element is in the first set; or it is not in the last one, and the first set is asked about."""
        assert self.element is not None
        first = Node("member", (self.element, self.start))
        if self.draft.chance(4):
            self.draft.premises.append(_opposed(self.claim))
            self.claim = _opposed(first)
        else:
            self.draft.premises.append(first)


def laws(choice: Choice, distractors: int) -> Question:
    """Whether a set equals, or is contained in, what a few rewritings make of it, some of them flawed."""
    draft = _Draft(choice)
    for _ in range(2 + choice.below(2)):
        draft.new("A")
    function = draft.new("f")
    left = _expression(draft, 2 + choice.below(2))
    right = left
    for _ in range(1 + choice.below(3)):
        right = _rewritten(draft, right)
    if draft.chance(3):
        right = _flawed(draft, right)
    if draft.chance(2):
        left, right = right, left
    operation = choice.pick(("equal", "subset", "subset"))
    if draft.chance(3):
        draft.say(choice.pick(("injective", "surjective")), function)
    if draft.chance(3):
        draft.say(choice.pick(("subset", "disjoint")), draft.some("A"), draft.some("A"))
    return _question(draft, Node(operation, (left, right)), distractors)


def functions(choice: Choice, distractors: int) -> Question:
    """Injections, surjections, composites, and the sets that they carry to each other."""
    draft = _Draft(choice)
    first, second = draft.new("f"), draft.new("f")
    draft.new("A")
    draft.new("A")
    maps = (first, second, Node("comp", (second, first)), Node("comp", (second, first)))

    def some() -> Node:
        if draft.chance(2):
            return Node(choice.pick(("injective", "surjective")), (choice.pick(maps),))
        return _sentence(draft, ("subset", "disjoint", "meets", "nonempty", "member"))

    draft.premises = [some() for _ in range(2 + choice.below(2))]
    return _question(draft, some(), distractors)


def classes(choice: Choice, distractors: int) -> Question:
    """What is related to an element, under a relation of which a few laws are given."""
    draft = _Draft(choice)
    relation = draft.new("R")
    elements = [draft.new("a") for _ in range(2 + choice.below(2))]
    for law in choice.sample(("reflexive", "symmetric", "transitive"), 1 + choice.below(3)):
        draft.say(law, relation)

    def some() -> Node:
        form, (one, other) = choice.below(4), choice.sample(elements, 2)
        of_one, of_other = (Node("class", (relation, element)) for element in (one, other))
        if form == 0:
            return Node(choice.pick(("related", "related", "unrelated")), (relation, one, other))
        if form == 1:
            return Node(choice.pick(("member", "outside")), (one, of_other))
        if form == 2 and draft.counts["A"] < 3:
            return Node(
                choice.pick(_OF_CLASSES),
                choice.pick(((of_one, draft.either("A")), (draft.either("A"), of_one))),
            )
        return Node(choice.pick(_OF_CLASSES), (of_one, of_other))

    draft.premises += [some() for _ in range(1 + choice.below(3))]
    return _question(draft, some(), distractors)


def _question(draft: _Draft, claim: Node, distractors: int) -> Question:
    for _ in range(draft.choice.below(distractors + 1)):
        draft.premises.append(_sentence(draft, _DISTRACTORS, fresh=True))
    asked = Asked.FOLLOWS if draft.chance(3) else Asked.SETTLED
    return Question(tuple(draft.premises), claim, asked)


def _opposed(sentence: Node) -> Node:
    """What is true where the sentence is false; the sentence where there is no way to say that."""
    return Node(_OPPOSITE.get(sentence.operation, sentence.operation), sentence.parts)


def _sentence(draft: _Draft, operations: tuple[str, ...], fresh: bool = False) -> Node:
    """A sentence about symbols that are there, or about new ones too."""
    while True:
        operation = draft.choice.pick(operations)
        parts = []
        for part in PARTS[operation]:
            if part == "S":
                parts.append(_expression(draft, draft.choice.below(2), fresh))
            else:
                kind = {"F": "f", "R": "R", "t": "a"}[part]
                parts.append(draft.either(kind) if fresh else draft.some(kind))
        if len(set(parts)) == len(parts):
            return Node(operation, tuple(parts))


def _expression(draft: _Draft, depth: int, fresh: bool = False) -> Node:
    """A set of that depth, without a complement of a complement."""
    if depth == 0:
        return draft.either("A") if fresh else draft.some("A")
    operation = draft.choice.pick(("union", "inter", "diff", "compl", "image", "preimage"))
    if operation in ("image", "preimage"):
        return Node(operation, (draft.some("f"), _expression(draft, depth - 1, fresh)))
    first = _expression(draft, depth - 1, fresh)
    if operation == "compl":
        return first if first.operation == "compl" else Node("compl", (first,))
    second = _expression(draft, draft.choice.below(depth), fresh)
    if first == second or (operation == "diff" and second.operation == "compl"):
        return first
    return Node(operation, (first, second))


def _rewritten(draft: _Draft, node: Node) -> Node:
    """The set with one law of sets applied somewhere; laws of images may need an injection."""
    if node.number >= 0 or node.operation == "class":
        return node
    laws_of = _laws(node)
    if laws_of and draft.chance(2):
        return draft.choice.pick(laws_of)
    places = [place for place, part in enumerate(node.parts) if part.operation in SETS]
    if not places:
        return draft.choice.pick(laws_of) if laws_of else node
    place = draft.choice.pick(places)
    parts = list(node.parts)
    parts[place] = _rewritten(draft, parts[place])
    return node if _doubled(node.operation, parts) else Node(node.operation, tuple(parts))


def _doubled(operation: str, parts: list[Node]) -> bool:
    """Whether an operation would be one that is not sampled."""
    last = parts[-1].operation == "compl"
    return (operation in ("compl", "diff") and last) or (len(parts) == 2 and parts[0] == parts[1])


def _laws(node: Node) -> list[Node]:
    """What the set equals, or nearly, by a law about its operation and that of a part."""
    found = []
    operation, parts = node.operation, node.parts
    dual = {"union": "inter", "inter": "union"}
    inner = parts[-1]
    if operation in dual and inner.operation == dual[operation]:
        found.append(Node(inner.operation, tuple(Node(operation, (parts[0], part)) for part in inner.parts)))
    if (
        operation == "compl"
        and inner.operation in dual
        and not any(p.operation == "compl" for p in inner.parts)
    ):
        found.append(Node(dual[inner.operation], tuple(Node("compl", (part,)) for part in inner.parts)))
    if operation == "diff" and inner.operation != "compl":
        found.append(Node("inter", (parts[0], Node("compl", (inner,)))))
    if operation in ("image", "preimage"):
        if inner.operation in ("union", "inter", "diff"):
            found.append(
                Node(inner.operation, tuple(Node(operation, (parts[0], part)) for part in inner.parts))
            )
        if (
            inner.operation in ("image", "preimage")
            and inner.operation != operation
            and inner.parts[0] == parts[0]
        ):
            found.append(inner.parts[1])
        if inner.operation == operation:
            order = (parts[0], inner.parts[0]) if operation == "image" else (inner.parts[0], parts[0])
            found.append(Node(operation, (Node("comp", order), inner.parts[1])))
        if inner.operation == "compl":
            found.append(Node("compl", (Node(operation, (parts[0], inner.parts[0])),)))
    return found


def _flawed(draft: _Draft, node: Node) -> Node:
    """The set with a union for an intersection, or one for the other, somewhere."""
    swapped = {"union": "inter", "inter": "union", "image": "preimage", "preimage": "image"}
    if node.operation in swapped and draft.chance(2):
        return Node(swapped[node.operation], node.parts)
    places = [place for place, part in enumerate(node.parts) if part.operation in SETS]
    if not places:
        return node
    place = draft.choice.pick(places)
    parts = list(node.parts)
    parts[place] = _flawed(draft, parts[place])
    return Node(node.operation, tuple(parts))
