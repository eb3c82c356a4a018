"""Figures as SVG, drawn for a person: the same bytes for the same problem, picture and proof.

What is drawn, where and with which marks is decided in `generators.geometry.drawing`; here it becomes text.
Auxiliary lines are dashed, the goal is highlighted; colours follow the reader's light or dark scheme.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from typing import Final

from generators.geometry.drawing.content import content
from generators.geometry.drawing.frame import HEIGHT, WIDTH, Frame, at_edge, is_inside, upright
from generators.geometry.drawing.marks import Marks
from generators.geometry.drawing.outline import circles, clipped, segments
from generators.geometry.problem import GeometryProblem
from generators.geometry.words.facts import plainly
from generators.geometry.words.templates import display, is_plain
from search.geometry import Picture, place_labels
from search.geometry_engine import Proof

_CLASSES: Final = ("s", "x", "g")  # of each level
_DOT: Final = 2.6
_STRAIGHT: Final = 1e5  # a circle so large or so far out is left out: in the frame it is a line, if anything
_LEADER: Final = 24.0  # a label further than this from its point is tied to it
_BASELINE: Final = 4.6  # below the middle of a label
_LONGEST: Final = 90.0  # of a label; longer names are set more tightly

_NUMBERED: Final = re.compile(r"([A-Za-z]+)_?(\d+)('*)", re.ASCII)
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_STYLE: Final = (
    ".fig path,.fig circle{fill:none;stroke:#2b3440;stroke-width:1.1;stroke-linejoin:round}"
    ".fig .extension{stroke-width:.7;stroke-dasharray:2 2}"
    ".fig .x{stroke:#0b7a75;stroke-dasharray:5 3}.fig .g{stroke:#c8380e;stroke-width:1.8}"
    ".fig .m{stroke-dasharray:none;stroke-width:1.1}"
    ".fig .p{fill:#2b3440;stroke:none}.fig .p.x{fill:#0b7a75}.fig .p.o{fill:#fff;stroke:#2b3440}"
    ".fig text{font:italic 15px 'STIX Two Text','Times New Roman',serif;fill:#10151c;text-anchor:middle}"
    ".fig tspan{font-style:normal;font-size:10.5px}.fig .d{font-style:normal;font-size:11px}"
    ".fig text.x{fill:#0b7a75;stroke:none}.fig text.g{fill:#c8380e;stroke:none}"
    "@media(prefers-color-scheme:dark){.fig path,.fig circle{stroke:#cdd5df}.fig .p{fill:#cdd5df;stroke:none}"
    ".fig text{fill:#eef2f7}.fig .x{stroke:#45c4b0}.fig .p.x,.fig text.x{fill:#45c4b0;stroke:none}"
    ".fig .g{stroke:#ff8a5c}.fig text.g{fill:#ff8a5c;stroke:none}}"
)


def figure_svg(problem: GeometryProblem, picture: Picture, proof: Proof | None = None) -> str:
    """The figure of a problem as one SVG document, for a picture of shape (points, 2).

    With a proof, auxiliary points that it does not use are left out. Points far outside of all others are
    shown at the edge, hollow. Raises ValueError for a picture that is not of this problem, or not finite.
    """
    names = problem.points
    auxiliary = {point for clause in problem.auxiliary for point in clause.points}
    shown = [point not in auxiliary or proof is None or i in proof.points for i, point in enumerate(names)]
    kept = [i for i, is_shown in enumerate(shown) if is_shown]
    what = content(problem, shown)
    turned = upright(problem, picture)
    rings = circles(what, turned)
    frame = Frame([turned[i] for i in kept], [(centre, radius) for centre, radius, _ in rings])
    places = [frame.place(point) for point in turned]
    rings = [(frame.place(centre), frame.scale * radius, level) for centre, radius, level in rings]
    rings = [ring for ring in rings if abs(ring[0]) + ring[1] < _STRAIGHT]
    lines = segments(what, places)
    marks = Marks(what, [places[i] for i in kept], places)
    extensions = clipped(marks.extensions)

    body = [
        f'<circle class="r {_CLASSES[level]}" cx="{c.real:.1f}" cy="{c.imag:.1f}" r="{radius:.1f}"/>'
        for c, radius, level in rings
    ]
    strokes: dict[str, str] = {}
    for name, stretches in (("l", lines), ("extension", extensions)):
        for start, end, level in stretches:
            kind = f"{name} {_CLASSES[level]}"
            strokes[kind] = strokes.get(kind, "") + _line(start, end)
    for name, level, path in marks.strokes:
        kind = f"m {name} {_CLASSES[level]}"
        strokes[kind] = strokes.get(kind, "") + path
    texts = [
        f'<text class="d {_CLASSES[level]}" x="{at.real:.1f}" y="{at.imag + 4:.1f}">{text}</text>'
        for at, text, level in marks.texts
    ]

    dots = [places[i] if is_inside(places[i]) else at_edge(places[i]) for i in kept]
    plain = all(map(is_plain, names))  # then they are shown as texts show them
    labels = [_label(names[i].upper() if plain else names[i]) for i in kept]
    sizes = [(width, height) for _, width, height in labels]
    centres = place_labels(
        [(dot.real, dot.imag) for dot in dots],
        sizes,
        lines=[(p.real, p.imag, q.real, q.imag) for p, q, _ in (*lines, *extensions)],
        rings=[(centre.real, centre.imag, radius) for centre, radius, _ in rings],
        marks=marks.discs,
        frame=(WIDTH, HEIGHT),
        dot=_DOT,
    )
    left, top, right, bottom = 0.0, 0.0, WIDTH, HEIGHT
    for i, dot, (markup, width, height), (x, y) in zip(kept, dots, labels, centres, strict=True):
        own = " x" if names[i] in auxiliary else ""
        outlier = "" if dot == places[i] else " o"
        if abs(complex(x, y) - dot) > _LEADER + (width + height) / 2:
            strokes["extension s"] = strokes.get("extension s", "") + _line(dot, complex(x, y))
        texts.append(f'<circle class="p{own}{outlier}" cx="{dot.real:.1f}" cy="{dot.imag:.1f}" r="{_DOT}"/>')
        texts.append(f'<text class="n{own}" x="{x:.1f}" y="{y + _BASELINE:.1f}"{markup}</text>')
        left, right = min(left, x - width / 2), max(right, x + width / 2)
        top, bottom = min(top, y - height / 2), max(bottom, y + height / 2)
    body += [f'<path class="{kind}" d="{path}"/>' for kind, path in strokes.items()]
    left, top = math.floor(left), math.floor(top)
    view = f"{left} {top} {math.ceil(right) - left} {math.ceil(bottom) - top}"
    return _document(problem, view, body + texts)


def _document(problem: GeometryProblem, view: str, body: Sequence[str]) -> str:
    title = problem.name or "Figure of a geometry problem"
    show = display(problem.points)
    goals = "; ".join([plainly(goal, show)[1] for goal in problem.goals])
    desc = f"Points {', '.join(map(show, problem.points))}." + (f" To prove: {goals}." if goals else "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"'
        f' role="img" class="fig"><title>{_escaped(title)}</title><desc>{_escaped(desc)}</desc>'
        f"<style>{_STYLE}</style>{''.join(body)}</svg>\n"
    )


@functools.lru_cache(maxsize=4096)
def _label(name: str) -> tuple[str, float, float]:
    """What follows a label's place in its element, and the width and height of its box.

    Widths are those of the widest usual serif fonts, so that the box holds the text in any of them.
    """
    match = _NUMBERED.fullmatch(name)
    letters, digits, primes = match.groups() if match else (name, "", "")
    width = _width(letters) + 7.2 * len(digits) + 5.0 * len(primes)
    markup = _escaped(letters) + (f'<tspan dy="3">{digits}</tspan>' if digits else "")
    if primes:
        markup += f'<tspan dy="-3">{_escaped(primes)}</tspan>'
    if width <= _LONGEST:
        return f">{markup}", width, 16.0
    return f' textLength="{_LONGEST:.0f}" lengthAdjust="spacingAndGlyphs">{markup}', _LONGEST, 16.0


def _width(text: str) -> float:
    return sum(
        15.0 if letter in "mwMWGOQ@" or letter > "~" else 11.5 if letter < "a" else 9.2 for letter in text
    )


def _escaped(text: str) -> str:
    return _UNPRINTABLE.sub("�", text).translate(_ENTITIES)


def _line(start: complex, end: complex) -> str:
    return f"M{start.real:.1f} {start.imag:.1f}L{end.real:.1f} {end.imag:.1f}"
