"""Writes terms as Lean text with the parentheses that are needed, so that reading gives the same tree
back.
"""

from __future__ import annotations

from decompose.terms.notation import INFIX, LEAD, MAX, NEG_LEVEL, NOT_LEVEL, is_operator
from decompose.terms.tree import App, Atom, Bind, Term, free

_BRACKETS = {"⟨⟩": ("⟨", "⟩"), "[]": ("[", "]"), "(,)": ("(", ")")}
_PREFIX = {"¬": ("¬", NOT_LEVEL), "neg": ("-", NEG_LEVEL)}
_CLOSING = {"(": ")", "{": "}", "[": "]", "⦃": "⦄"}


def write(term: Term) -> str:
    """The text of a term, on one line."""
    return _write(term, 0, True)


def _write(term: Term, level: int, last: bool) -> str:
    """The text where precedence `level` is asked for; `last`: nothing follows before a bracket or the end."""
    if isinstance(term, Atom):
        return term.name
    if isinstance(term, App) and _level(term) < level:  # known before anything is written
        return f"({_app(term, 0, True)[0]})"
    text, made, open_ended = _bind(term) if isinstance(term, Bind) else _app(term, level, last)
    if made < level or (open_ended and not last):
        inner = _bind(term)[0] if isinstance(term, Bind) else _app(term, 0, True)[0]
        return f"({inner})"
    return text


def _level(term: App) -> int:
    """The precedence of an infix operator; of all else the highest."""
    infix = INFIX.get(term.head.name) if isinstance(term.head, Atom) and len(term.arguments) == 2 else None
    return infix.level if infix else MAX


def _app(term: App, level: int, last: bool) -> tuple[str, int, bool]:
    """Text, precedence, and whether what follows would be read as part of it."""
    name = term.head.name if isinstance(term.head, Atom) else ""
    arguments = term.arguments
    if len(arguments) == 2 and name in INFIX:
        infix = INFIX[name]
        left = _write(arguments[0], infix.left, False)
        # Where parentheses will stand around it, nothing follows.
        right = _write(arguments[1], infix.right, last or infix.level < level)
        return f"{left} {name} {right}", infix.level, False
    if len(arguments) == 1 and name in _PREFIX:
        symbol, own = _PREFIX[name]
        ends = last or own < level
        # No infix stands right below a prefix: that level lets another prefix follow without parentheses.
        inner = _write(arguments[0], own if ends else own - 1, ends)
        # What follows on the same level would be read as part of the operand.
        made = own if last else own - 1
        return (f"{symbol}({inner})" if inner.startswith("-") else f"{symbol}{inner}"), made, False
    if name == "ite":
        condition, then, other = map(write, arguments)
        return f"if {condition} then {then} else {other}", LEAD, True
    return _brackets(name, term)


def _brackets(name: str, term: App) -> tuple[str, int, bool]:
    """What stands in brackets of its own, or is written by juxtaposition."""
    arguments = term.arguments
    if name == "(:)":
        return f"({write(arguments[0])} : {write(arguments[1])})", MAX, False
    if name in _BRACKETS:
        opening, closing = _BRACKETS[name]
        return opening + ", ".join(map(write, arguments)) + closing, MAX, False
    if name.startswith(".") and len(arguments) == 1:
        inner = _write(arguments[0], MAX, False)
        return (f"({inner}){name}" if inner[0].isdigit() else f"{inner}{name}"), MAX, False
    head = f"({write(term.head)})" if is_operator(term.head) else _write(term.head, MAX, False)
    return " ".join((head, *(_write(argument, MAX, False) for argument in arguments))), MAX - 1, False


def _bind(term: Bind) -> tuple[str, int, bool]:
    """All binders of one kind that follow each other, those of one type in one group."""
    kind = term.kind
    groups: list[tuple[list[str], Term | None, str]] = []
    body: Term = term
    while isinstance(body, Bind) and body.kind == kind:
        last = groups[-1] if groups else None
        joins = (
            last is not None
            and last[1:] == (body.type, body.style)
            and body.style != "["
            and body.variable not in last[0]
            and (body.type is None or not set(last[0]) & set(free(body.type)))
        )
        if last is not None and joins:
            last[0].append(body.variable)
        else:
            groups.append(([body.variable], body.type, body.style))
        body = body.body
        if kind == "∃!":
            break
    binders = " ".join(_group(*group) for group in groups)
    arrow = " =>" if kind == "fun" else ","
    space = " "
    return f"{kind}{space}{binders}{arrow} {write(body)}", LEAD, True


def _group(names: list[str], kind: Term | None, style: str) -> str:
    if style == "[":
        label = "" if names == ["_"] else f"{names[0]} : "
        return f"[{label}{write(kind)}]" if kind is not None else f"[{names[0]}]"
    joined = " ".join(names)
    if kind is None:
        return joined if style == "(" else f"{style}{joined}{_CLOSING[style]}"
    return f"{style}{joined} : {write(kind)}{_CLOSING[style]}"
