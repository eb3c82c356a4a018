"""Figures as SVG: sound documents, labels that are legible, a mark for what each predicate says."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.geometry.constructions import constructions
from generators.geometry.figure import FigureError, clearest, draw
from generators.geometry.language import parse_problem
from generators.geometry.problem import Clause, Construction, GeometryProblem
from generators.geometry.svg import figure_svg
from search.geometry import place_labels
from search.geometry_engine import Deduction

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0
        )

    def covers(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom


def parsed(text: str) -> ET.Element:
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None
    return root


def label_boxes(root: ET.Element) -> list[Box]:
    """What the names cover, set in a usual serif font: half the size is an average width of letters."""
    boxes = []
    for text in root.iter(f"{SVG}text"):
        if "n" not in text.attrib["class"].split():
            continue
        name = "".join(text.itertext())
        width = float(text.attrib.get("textLength", 7.2 * len(name)))
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        boxes.append(Box(x - width / 2, y - 10, x + width / 2, y + 3))
    return boxes


def dots(root: ET.Element) -> list[tuple[float, float]]:
    return [
        (float(circle.attrib["cx"]), float(circle.attrib["cy"]))
        for circle in root.iter(f"{SVG}circle")
        if "p" in circle.attrib["class"].split()
    ]


def check_labels(root: ET.Element) -> None:
    boxes, points = label_boxes(root), dots(root)
    assert len(boxes) == len(points)
    for one, other in itertools.combinations(boxes, 2):
        assert not one.meets(other)
    for box in boxes:
        assert not any(box.covers(x, y) for x, y in points)
        left, top, width, height = map(float, root.attrib["viewBox"].split())
        assert left <= box.left and box.right <= left + width
        assert top <= box.top and box.bottom <= top + height


def strokes(root: ET.Element, mark: str, level: str) -> int:
    """How many separate strokes a kind of mark has."""
    paths = [
        path.attrib["d"]
        for path in root.iter(f"{SVG}path")
        if {mark, level} <= set(path.attrib["class"].split())
    ]
    return sum(path.count("M") for path in paths)


def figure_of(text: str, seed: int = 0) -> ET.Element:
    problem = parse_problem(text)
    return parsed(figure_svg(problem, draw(problem, seed=seed)[0]))


@st.composite
def scattered(draw: st.DrawFn) -> tuple[list[str], list[tuple[float, float]]]:
    """Names and places of points, some of which coincide, nearly coincide or lie far out."""
    count = draw(st.integers(1, 24))
    name = st.from_regex(r"[A-Za-z][A-Za-z0-9_']{0,7}", fullmatch=True)
    names = draw(st.lists(name, min_size=count, max_size=count, unique=True))
    near, far = st.floats(-1, 1), st.floats(-1e6, 1e6)
    grid = st.integers(-2, 2).map(float)
    places = draw(
        st.lists(st.tuples(near, near) | st.tuples(grid, grid) | st.tuples(far, far), min_size=count)
    )
    return names, places[:count]


def problem_of(names: list[str]) -> GeometryProblem:
    return GeometryProblem(tuple(Clause((name,), (Construction("free", (name,)),)) for name in names), ())


@settings(max_examples=150, deadline=None)
@given(scattered())
def test_labels_cover_neither_one_another_nor_points(
    points: tuple[list[str], list[tuple[float, float]]],
) -> None:
    names, places = points
    root = parsed(figure_svg(problem_of(names), np.array(places)))
    assert len(dots(root)) == len(names)
    check_labels(root)


RICH = parse_problem(
    "a b c = triangle a b c; x y z i = incenter2 x y z i a b c; o = circle o a b c; d = reflect d a b c;"
    " e = on_circum e a b c; f = on_pline f a b c, on_tline f b a c; g = eqdistance g a b c"
    " | m = midpoint m b c; p = on_aline p a b c d e ? cyclic a e f g"
)
wild = st.floats(-1e99, 1e99) | st.floats(-1, 1) | st.sampled_from([0.0, 1.0, 1 + 1e-15])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(wild, wild), min_size=len(RICH.points), max_size=len(RICH.points)))
def test_marks_survive_pictures_in_which_nothing_holds(places: list[tuple[float, float]]) -> None:
    text = figure_svg(RICH, np.array(places))
    check_labels(parsed(text))
    assert "nan" not in text and "inf" not in text.replace("info", "")


coordinate = st.floats(-200, 600)
size = st.floats(0.5, 120)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(coordinate, coordinate, size, size), min_size=1, max_size=20),
    st.lists(st.tuples(coordinate, coordinate, coordinate, coordinate), max_size=10),
    st.lists(st.tuples(coordinate, coordinate, size), max_size=5),
)
def test_placed_boxes_are_apart(points, lines, rings) -> None:
    places, sizes = [(x, y) for x, y, _, _ in points], [(w, h) for _, _, w, h in points]
    found = place_labels(places, sizes, lines=lines, rings=rings, marks=rings, frame=(440, 360), dot=2.5)
    boxes = [
        Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (x, y), (w, h) in zip(found, sizes, strict=True)
    ]
    assert not any(one.meets(other) for one, other in itertools.combinations(boxes, 2))
    assert not any(box.covers(x, y) for box in boxes for x, y in places)


def test_a_label_stands_in_the_free_sector() -> None:
    """The corner of a roof: below it there are lines, so the label goes above."""
    lines = [(200.0, 100.0, 100.0, 300.0), (200.0, 100.0, 300.0, 300.0), (200.0, 100.0, 200.0, 300.0)]
    ((_, y),) = place_labels([(200, 100)], [(9, 14)], lines=lines, frame=(440, 360), dot=2.5)
    assert y < 95


def test_labels_need_finite_numbers() -> None:
    with pytest.raises(ValueError, match="finite"):
        place_labels([(math.nan, 0)], [(9, 14)], frame=(440, 360), dot=2.5)
    with pytest.raises(ValueError, match="label"):
        place_labels([(1, 0)], [], frame=(440, 360), dot=2.5)


TRIANGLE = "a b c = triangle a b c; "


@pytest.mark.parametrize(
    ("text", "mark", "level", "count"),
    [
        ("a b c = iso_triangle a b c", "tick", "s", 2),
        (TRIANGLE + "m = midpoint m b c", "tick", "s", 2),
        (TRIANGLE + "m = midpoint m b c; n = midpoint n a c", "tick", "s", 2 + 4),
        ("a b c = r_triangle a b c", "corner", "s", 1),
        (TRIANGLE + "d = foot d a b c", "corner", "s", 1),
        (TRIANGLE + "h = on_tline h a b c", "corner", "s", 1),
        (TRIANGLE + "x = angle_bisector x a b c", "arc", "s", 2),
        ("a b c d = trapezoid a b c d", "arrow", "s", 2),
        (
            "a b c d = parallelogram a b c d" if False else TRIANGLE + "d = parallelogram a b c d",
            "arrow",
            "s",
            2 + 4,
        ),
        ("a b = segment a b; c = s_angle a b c 40", "arc", "s", 1),
        (TRIANGLE + "? cong a b a c", "tick", "g", 2),
        (TRIANGLE + "d = foot d a b c ? perp a d b c", "corner", "g", 0),
        (TRIANGLE + "d = on_line d b c ? perp a d b c", "corner", "g", 1),
        (TRIANGLE + "d = on_pline d a b c ? para a d b c", "arrow", "g", 4),
        ("a b c = iso_triangle a b c ? eqangle b a b c c b c a", "arc", "g", 2),
        (TRIANGLE + "d = free d ? eqangle a b a c d b d c", "arc", "g", 0),
    ],
)
def test_marks_say_what_facts_say(text: str, mark: str, level: str, count: int) -> None:
    assert strokes(figure_of(text), mark, level) == count


def circles(root: ET.Element, level: str) -> int:
    return sum(set(c.attrib["class"].split()) == {"r", level} for c in root.iter(f"{SVG}circle"))


@pytest.mark.parametrize(
    ("text", "level", "count"),
    [
        (TRIANGLE + "d = on_circum d a b c", "s", 1),
        (TRIANGLE + "d = on_circum d a b c; e = on_circum e a b d", "s", 1),
        (TRIANGLE + "o = circle o a b c", "s", 1),
        (TRIANGLE + "o = circle o a b c; d = on_circle d o a; e = on_circum e a b c", "s", 1),
        ("o a = segment o a; b = on_circle b o a", "s", 1),
        (TRIANGLE + "x y z i = incenter2 x y z i a b c", "s", 1),
        (TRIANGLE + "d = on_circum d a b c ? cyclic a b c d", "g", 1),
        (TRIANGLE + "| d = on_circum d a b c ? cong a b a c", "x", 1),
        (TRIANGLE + "d = on_bline d a b", "s", 0),
        (TRIANGLE + "o = circle o a b c; m = midpoint m a o", "s", 1),
    ],
)
def test_circles_are_drawn_once(text: str, level: str, count: int) -> None:
    assert circles(figure_of(text), level) == count


def test_a_line_goes_to_its_outermost_points() -> None:
    root = figure_of("a b = segment a b; c = mirror c a b; d = mirror d b c")
    (path,) = [p.attrib["d"] for p in root.iter(f"{SVG}path") if p.attrib["class"] == "l s"]
    assert path.count("M") == 1
    ends = {tuple(map(float, end.split())) for end in path[1:].split("L")}
    places = dots(root)
    assert ends == {places[0], places[3]}


def test_auxiliary_points_stand_apart_and_only_where_a_proof_uses_them() -> None:
    problem = parse_problem(
        "a b c = iso_triangle a b c | m = midpoint m b c; n = midpoint n a b ? perp a m b c"
    )
    picture = draw(problem)[0]
    indices = {point: i for i, point in enumerate(problem.points)}
    goal = problem.goals[0].indexed(indices)
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    proof = Deduction([picture], premises, goal).proof(goal)
    assert proof is not None
    whole, used = figure_svg(problem, picture), figure_svg(problem, picture, proof)
    assert "p x" in whole
    assert len(dots(parsed(whole))) == 5 and len(dots(parsed(used))) == 4
    assert strokes(parsed(used), "tick", "x") == 2 * 2  # the second class: two ticks each


def test_names_are_escaped() -> None:
    names = ["<script>alert(1)</script>", 'a"b', "c&d", "e\x00f", "𝒜", "]]>", "--", "a" * 200]
    problem = problem_of(names)
    rng = np.random.default_rng(5)
    text = figure_svg(
        GeometryProblem(problem.clauses, (), name="</title><script>x</script>"),
        rng.normal(size=(len(names), 2)),
    )
    root = parsed(text)
    assert "<script" not in text
    assert root.find(f"{SVG}title").text == "</title><script>x</script>"  # type: ignore[union-attr]
    assert "".join(next(root.iter(f"{SVG}text")).itertext()) == names[0]
    check_labels(root)


@pytest.mark.parametrize("name", constructions())
def test_every_construction_makes_a_figure(name: str) -> None:
    definition = constructions()[name]
    value = {"degrees": " 40", "angle": " 2pi/7", "ratio": " 2/3"}.get(definition.value, "")
    special = {
        "2l1c": "a b c = triangle; o = on_bline a b; ",
        "e5128": "b c = segment; a = on_tline a b c b; d = on_circle d c b; ",
    }
    text = special.get(name, "".join(f"{point} = free; " for point in definition.inputs))
    text += f"{' '.join(definition.outputs)} = {name} {' '.join(definition.parameters)}{value}"
    root = figure_of(text)
    check_labels(root)
    assert len(dots(root)) == len(parse_problem(text).points)


def test_far_and_coinciding_points() -> None:
    problem = problem_of(list("abcde"))
    far = np.array([[0, 0], [1, 0], [0, 1], [1, 1], [1e12, -3e11]])
    root = parsed(figure_svg(problem, far))
    check_labels(root)
    assert [c.attrib["class"] for c in root.iter(f"{SVG}circle")].count("p o") == 1
    for x, y in dots(root):
        assert 0 <= x <= 440 and 0 <= y <= 360
    for place in (np.zeros((5, 2)), np.full((5, 2), 1e99), np.array([[i * 1e-300, 0] for i in range(5)])):
        check_labels(parsed(figure_svg(problem, place)))
    triangle = parse_problem(
        "a b c = triangle a b c; d = on_line d b c; e = on_circum e a b c ? perp a d b c"
    )
    spread = np.array([[0, 1], [-1, 0], [1, 0], [1e9, 0], [0.1, 1e15]])
    check_labels(parsed(figure_svg(triangle, spread)))


def test_pictures_must_fit() -> None:
    problem = problem_of(["a", "b"])
    with pytest.raises(ValueError, match="2 points"):
        figure_svg(problem, np.zeros((3, 2)))
    for bad in (math.nan, math.inf, -1e300):
        with pytest.raises(ValueError, match="finite"):
            figure_svg(problem, np.array([[0, 0], [bad, 1]]))


def test_the_clearest_picture_has_its_points_apart() -> None:
    crowded = np.array([[0, 0], [1, 0], [0.01, 0.01]])
    clear = np.array([[0, 0], [1, 0], [0, 1.0]])
    assert clearest([crowded, clear]) is clear
    assert clearest([clear, crowded]) is clear


def test_equal_inputs_give_equal_bytes() -> None:
    code = (
        "from generators.geometry.language import parse_problem; from generators.geometry.figure import draw;"
        "from generators.geometry.svg import figure_svg; import hashlib;"
        "p = parse_problem('a b c = triangle a b c; x y z i = incenter2 x y z i a b c; m = midpoint m a b;"
        " o = circle o a b c; d = on_circum d a b c ? cong d i d b');"
        "print(hashlib.sha256(figure_svg(p, draw(p)[0]).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-P", "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


def test_the_published_problems_have_legible_figures(problem_lines: list[tuple[str, str]]) -> None:
    drawn = 0
    for name, text in problem_lines:
        problem = parse_problem(text, name=name)
        try:
            picture = draw(problem)[0]
        except FigureError:
            continue
        check_labels(parsed(figure_svg(problem, picture)))
        drawn += 1
    assert drawn == len(problem_lines) == 261
