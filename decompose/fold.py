"""Propositions with truth values in them made shorter, as Lean's simplifier does it with the lemmas of
`LEMMAS`.
"""

from __future__ import annotations

from decompose.terms.tree import AND, ARROW, FALSE, IFF, NOT, OR, TRUE, App, Term, app

LEMMAS = (
    "true_and, and_true, false_and, and_false, and_self, true_or, or_true, false_or, or_false, or_self,"
    " true_implies, implies_true, false_implies, imp_self, imp_false, true_iff, iff_true, false_iff,"
    " iff_false, iff_self, not_true_eq_false, not_false_eq_true, Classical.not_not"
)


def is_propositional(term: Term, atoms: set[Term]) -> bool:
    """Whether nothing stands in it but these atoms, truth values and connectives."""
    if isinstance(term, App):
        known = term.head in (AND, OR, ARROW, IFF, NOT)
        return known and all(is_propositional(part, atoms) for part in term.arguments)
    return term in atoms or term in (TRUE, FALSE)


def fold(term: Term) -> Term:
    """The proposition with its truth values computed away, as far as that goes."""
    if not isinstance(term, App):
        return term
    parts = [fold(part) for part in term.arguments]
    if term.head == NOT:
        return _not(parts[0])
    left, right = parts
    if term.head == AND:
        return _and(left, right)
    if term.head == OR:
        return _or(left, right)
    if term.head == ARROW:
        return _arrow(left, right)
    return _iff(left, right)


def _not(part: Term) -> Term:
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    return part.arguments[0] if isinstance(part, App) and part.head == NOT else app(NOT, part)


def _and(left: Term, right: Term) -> Term:
    if FALSE in (left, right):
        return FALSE
    if left in (TRUE, right):
        return right
    return left if right == TRUE else app(AND, left, right)


def _or(left: Term, right: Term) -> Term:
    if TRUE in (left, right):
        return TRUE
    if left in (FALSE, right):
        return right
    return left if right == FALSE else app(OR, left, right)


def _arrow(left: Term, right: Term) -> Term:
    if left in (FALSE, right) or right == TRUE:
        return TRUE
    if left == TRUE:
        return right
    return _not(left) if right == FALSE else app(ARROW, left, right)


def _iff(left: Term, right: Term) -> Term:
    if left == right:
        return TRUE
    for value, other in ((left, right), (right, left)):
        if value in (TRUE, FALSE):
            return other if value == TRUE else _not(other)
    return app(IFF, left, right)
