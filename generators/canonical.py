"""Canonical order of the nodes of a small labelled graph: what makes two problems the same up to renaming.

Colour refinement, then individualisation of one node of the first cell that is left, for each node of the
cell that is not the image of an earlier one under an exchange of two nodes. A leaf that is the best one again
shows an automorphism: what is left of its branch, from where it parted from the best one's, repeats that one
and is skipped. Source: B. D. McKay, "Practical graph isomorphism" (1981).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Edge: TypeAlias = tuple[int, int, int]  # from node, label, to node


@dataclass(frozen=True, slots=True)
class LabelledGraph:
    """Nodes 0 .. len(colours) - 1, each with a colour that isomorphisms keep, and labelled directed edges."""

    colours: tuple[int, ...]
    edges: tuple[Edge, ...]


def canonical_order(graph: LabelledGraph) -> tuple[int, ...]:
    """For each node its place; isomorphic graphs become the same graph when their nodes are put there."""
    return _Search(graph).best


class _Search:
    def __init__(self, graph: LabelledGraph) -> None:
        self.graph = graph
        count = len(graph.colours)
        self.around: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        for source, label, target in graph.edges:
            self.around[source].append((2 * label, target))
            self.around[target].append((2 * label + 1, source))
        self.edge_set = set(graph.edges)
        self.best: tuple[int, ...] = ()
        self.best_code: list[tuple[int, int, int]] | None = None
        self.best_path: tuple[int, ...] = ()
        self._descend(self._refine(list(graph.colours)), ())

    def _refine(self, colours: list[int]) -> list[int]:
        """The coarsest refinement in which nodes of one colour have the same colours around them."""
        classes = 0
        while True:
            signs = [
                (colours[node], tuple(sorted([(label, colours[other]) for label, other in around])))
                for node, around in enumerate(self.around)
            ]
            numbers = {sign: number for number, sign in enumerate(sorted(set(signs)))}
            colours = [numbers[sign] for sign in signs]
            if len(numbers) == classes:
                return colours
            classes = len(numbers)

    def _descend(self, colours: list[int], path: tuple[int, ...]) -> int:
        """Search below the node that individualising `path` gives; the depth at which to go on."""
        cells: dict[int, list[int]] = {}
        for node, colour in enumerate(colours):
            cells.setdefault(colour, []).append(node)
        cell = next((cells[colour] for colour in sorted(cells) if len(cells[colour]) > 1), None)
        if cell is None:
            return self._leaf(colours, path)
        tried: list[int] = []
        for node in cell:
            if any(self._exchange(node, other) for other in tried):
                continue
            tried.append(node)
            # The node goes before the others of its cell.
            finer = self._refine([2 * c + (c == colours[node] and n != node) for n, c in enumerate(colours)])
            depth = self._descend(finer, (*path, node))
            if depth < len(path):
                return depth
        return len(path)

    def _exchange(self, first: int, second: int) -> bool:
        """Whether exchanging two nodes leaves the graph as it is."""
        swap = {first: second, second: first}
        touched = [edge for edge in self.graph.edges if edge[0] in swap or edge[2] in swap]
        return all((swap.get(a, a), label, swap.get(b, b)) in self.edge_set for a, label, b in touched)

    def _leaf(self, places: Sequence[int], path: tuple[int, ...]) -> int:
        code = sorted((places[a], label, places[b]) for a, label, b in self.graph.edges)
        if code == self.best_code:
            return next(
                depth for depth, (a, b) in enumerate(zip(path, self.best_path, strict=True)) if a != b
            )
        if self.best_code is None or code < self.best_code:
            self.best_code, self.best, self.best_path = code, tuple(places), path
        return len(path)
