"""Lean texts of questions about ways, and the steps of their proofs.

A way is what the rules give: every road is a way, and a way followed by a road is a way. That there is none
is shown by an interpretation of the rules in which the claim is false.
"""

from __future__ import annotations

from factory.records import Outcome
from generators.family import Solution
from generators.routes.graph import Asked, Question, shortest_ways, way
from generators.steps import Steps

_LETTERS = "abcdefgijlopqrstuvw"  # the others are variables and hypotheses
_REACH_RULES = (
    "(∀ x y, Road x y → Way x y)",
    "(∀ x y z, Way x y → Road y z → Way x z)",
)
_LENGTH_RULES = (
    "(∀ x, Way x x 0)",
    "(∀ x y z m n, Way x y m → Road y z n → Way x z (m + n))",
)


def place_name(place: int) -> str:
    """The formal name of a place: a, b, ..., w, a1, ..."""
    round_, letter = divmod(place, len(_LETTERS))
    return _LETTERS[letter] + (str(round_) if round_ else "")


def road_text(question: Question, number: int) -> str:
    """A road as a proposition."""
    road = question.roads[number]
    ends = f"Road {place_name(road.source)} {place_name(road.target)}"
    return f"{ends} {road.length}" if question.asked is Asked.SHORTEST else ends


def way_text(question: Question, end: int, length: int | str) -> str:
    """That there is a way from the start to a place, of a length where lengths are asked."""
    ends = f"Way {place_name(question.start)} {place_name(end)}"
    return f"{ends} {length}" if question.asked is Asked.SHORTEST else ends


def statement(question: Question) -> str:
    """The proposition that the answer is: there is a way; there is none; the shortest has this length."""
    roads = way(question)
    if question.asked is Asked.REACH:
        claim = _follows(question, way_text(question, question.end, 0))
        return claim if roads is not None else f"¬ {claim}"
    assert roads is not None
    length = sum(question.roads[number].length for number in roads)
    shorter = _follows(question, way_text(question, question.end, "k"))
    return (
        f"({_follows(question, way_text(question, question.end, length))}) ∧ ∀ k, k < {length} → ¬ {shorter}"
    )


def _follows(question: Question, claim: str) -> str:
    names = " ".join(map(place_name, range(question.places)))
    lengths = question.asked is Asked.SHORTEST
    relation = "V → V → Nat → Prop" if lengths else "V → V → Prop"
    rules = _LENGTH_RULES if lengths else _REACH_RULES
    roads = [road_text(question, number) for number in range(len(question.roads))]
    hypotheses = " → ".join((*rules, *roads, claim))
    return f"∀ (V : Type) ({names} : V) (Road Way : {relation}), {hypotheses}"


def write_proof(question: Question) -> Solution:
    """The proof of `statement`; its steps have no words yet."""
    steps = Steps()
    for number in range(len(question.roads)):
        steps.add("premise", [], road_text(question, number))
    roads = way(question)
    if roads is None:
        term = _no_way(question, steps)
        return Solution(Outcome.INTUITIONISTIC, f"by\n  intro h\n  exact {term}", f"fun h => {term}", steps)
    lines, body = _along(question, roads, steps)
    binders = _binders(question)
    script = [f"intro {binders}", *lines]
    term = f"fun {binders} => {body}"
    if question.asked is Asked.REACH:
        return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(script), term, steps)
    refutation = _no_shorter(question, steps)
    tactic = "by\n  constructor\n  · " + "\n    ".join(script) + f"\n  · intro k hk h\n    exact {refutation}"
    return Solution(Outcome.INTUITIONISTIC, tactic, f"⟨{term}, fun k hk h => {refutation}⟩", steps)


def _binders(question: Question) -> str:
    roads = [f"h{number + 1}" for number in range(len(question.roads))]
    return " ".join(("V", *map(place_name, range(question.places)), "Road", "Way", "start", "step", *roads))


def _along(question: Question, roads: tuple[int, ...], steps: Steps) -> tuple[list[str], str]:
    """The way road by road: lines of a script, and a term."""
    lines: list[str] = []
    term, name, last, length = "", "", -1, 0
    start = place_name(question.start)
    for count, number in enumerate(roads):
        road = question.roads[number]
        source, target = place_name(road.source), place_name(road.target)
        if count == 0 and question.asked is Asked.REACH:
            line = inner = f"start {start} {target} h{number + 1}"
        else:
            before = name or f"(start {start})"
            sizes = f" {length} {road.length}" if question.asked is Asked.SHORTEST else ""
            line = f"step {start} {source} {target}{sizes} {before} h{number + 1}"
            inner = line.replace(before, f"({term})") if term else line
        length += road.length
        said = way_text(question, road.target, length)
        name, term = f"w{count + 1}", inner
        lines.append(f"have {name} : {said} := {line}")
        cited = [number] if last < 0 else [last, number]
        steps.add("along", cited, said)
        last = len(steps) - 1
    lines.append(f"exact {name}")
    return lines, term


def _no_way(question: Question, steps: Steps) -> str:
    """Of the places that can be reached no road leads out: they are `true`, the others `false`."""
    reached = set(shortest_ways(question)[0])
    places = ["true" if place in reached else "false" for place in range(question.places)]
    relation = "(fun x y => x = true → y = true)"
    same, into = "(fun h => h)", "(fun h => Bool.noConfusion h)"
    roads = [same if (r.source in reached) == (r.target in reached) else into for r in question.roads]
    listed = ", ".join(place_name(place) for place in sorted(reached))
    steps.add("closed", [], f"S = {{{listed}}}")
    closed = len(steps) - 1
    for number, road in enumerate(question.roads):
        if road.source in reached:
            said = f"{place_name(road.target)} ∈ S"
            steps.add("stays", [closed, number], said)
    steps.add("no_way", list(range(closed, len(steps))), f"¬ {way_text(question, question.end, 0)}")
    rules = "(fun _ _ g => g) (fun _ _ _ f g s => g (f s))"
    return f"Bool.noConfusion (h Bool {' '.join(places)} {relation} {relation} {rules} {' '.join(roads)} rfl)"


def _no_shorter(question: Question, steps: Steps) -> str:
    """Distances from the start, capped at the end's: no road raises them by more than its length."""
    distances, _ = shortest_ways(question)
    most = distances[question.end]
    height = [min(distances.get(place, most), most) for place in range(question.places)]
    relation = "(fun x y n => y ≤ x + n)"
    rules = (
        "(fun x => Nat.le_refl x) "
        "(fun x y z m n f g => Nat.le_trans g (Nat.add_assoc x m n ▸ Nat.add_le_add_right f n))"
    )
    first = len(steps)
    for place in range(question.places):
        said = f"d {place_name(place)} = {height[place]}"
        steps.add("height", [], said)
    for number, road in enumerate(question.roads):
        ends = [first + road.source, first + road.target]
        said = f"d {place_name(road.target)} ≤ d {place_name(road.source)} + {road.length}"
        steps.add("rises", [number, *ends], said)
    cited = list(range(first, len(steps)))
    said = f"∀ k, {way_text(question, question.end, 'k')} → {most} ≤ k"
    steps.add("no_shorter", cited, said)
    places = " ".join(map(str, height))
    roads = " ".join(["(by decide)"] * len(question.roads))
    reached = f"h Nat {places} {relation} {relation} {rules} {roads}"
    return f"absurd (Nat.zero_add k ▸ {reached} : {most} ≤ k) (Nat.not_le_of_gt hk)"
