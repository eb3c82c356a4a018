"""Refuses text that could be more than a proof, or more than a statement, before Lean sees it.

Everything works around `screen_proof` and `screen_statement`, which give a reason to refuse or None. This is
the first of two walls and knows only words: what was declared is read from the compiled file later.
A word counts as a keyword exactly where Lean would take it for one: not inside an identifier (`end_pos`,
`h.open`), not in « », not in a comment or string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from factory.lean.lexer import LexicalError, Token, TokenKind, braced_parts, tokenize

MAX_PROOF_BYTES = 256 << 10
MAX_STATEMENT_BYTES = 64 << 10
MAX_RECURSION = 4096
MAX_HEARTBEATS = 400_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that begin or modify a command, in Lean itself or in the libraries that people add to it.
_COMMANDS = _words("""
    abbrev add_aesop_rules add_decl_doc alias assert_exists assert_not_exists assert_not_imported
    attribute axiom binder_predicate class coinductive compile_def compile_inductive count_heartbeats def
    deprecate deprecated_module deriving docs_to_verso dsimproc dsimproc_decl elab elab_rules end
    erase_aesop_rules example export extend_docs extends gen_injective_theorems grind_pattern
    grind_propagator import include inductive infix infixl infixr init_quot initialize
    initialize_simps_projections instance irreducible_def lemma library_note local macro macro_rules meta
    mk_iff_of_inductive_prop mutual namespace noncomputable noncomputable_theory nonrec notation
    notation3 omit opaque partial postfix prefix prelude private proof_wanted protected public
    recommended_spelling restate_axiom run_cmd run_elab run_meta scoped seal section
    set_library_suggestions set_premise_selector show_panel_widgets simproc simproc_decl simproc_pattern
    structure suppress_compilation syntax tactic_extension theorem unif_hint universe unseal unset_option
    unsuppress_compilation variable whatsnew with_weak_namespace
""")
_COMMAND_PREFIXES = ("declare_", "register_", "builtin_")
# Words that declare something beside the theorem.
_DECLARATIONS = _words("""
    coinductive_fixpoint decreasing_by inductive_fixpoint partial_fixpoint termination_by termination_by?
    unsafe where
""")
# Words that run code while Lean elaborates, or trust compiled code.
_EVALUATION = _words("""
    by_elab dbg_sleep dbg_stack_trace dbg_trace dbg_trace_if_shared include_bytes include_str
    native_decide run_tac sleep_heartbeats trace trace_goal trace_state
""")
# Words that stand for a proof not yet found.
_UNFINISHED = _words("""
    admit aesop? apply? by? clear? dsimp? dsimp?! exact? exact?! grind? have? hint library_search
    linarith? norm_num? observe? plausible polyrith positivity? rw? rw?? says show_term simp? simp?!
    simp_all? simp_all?! simpa? simpa?! slim_check sorry split_ifs? stop suggest try?
""")
# Constants that assert without proof, or that trust compiled code; looked for as the parts of a name.
_CONSTANTS = _words("""
    dbgSleep dbgStackTrace dbgTrace dbgTraceIfShared dbgTraceVal implemented_by lcAny lcErased lcProof
    lcUnreachable ofReduceBool ofReduceNat reduceBool reduceNat sorryAx trustCompiler unsafeBaseIO
    unsafeCast unsafeEIO unsafeIO
""")
_PERCENT_WORDS = _words("eval private_decl with_decl_name debug_assert")
# `open X in` changes how the rest of a term is read; these namespaces hold lemmas and nothing stranger.
_NAMESPACES = _words("""
    Algebra And Array BigOperators Bool Cardinal Category CategoryTheory Char Classical Complex Decidable
    ENNReal EReal Eq Equiv Exists Filter Fin Finset Finsupp Function Group HEq Ideal Iff Int Interval
    LinearMap List Logic Matrix MeasureTheory Metric Module Multiset NNReal Nat Ne Not Option Or Order
    Ordinal PSigma Pointwise Polynomial Prod Quot Quotient Rat Real Relation Ring Set Setoid Sigma String
    Subgroup Submodule Subtype Sum Topology ZMod
""")
# Those of the factory's library in which nothing is scoped.
_LIBRARY = frozenset({"Factory.Equational", "Factory.Horn"})
_OURS = re.compile(r"[TCB]_[0-9a-f]{8,}(?:_[0-9]+)?")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


class _RefusedError(Exception):
    def __init__(self, what: str, place: int) -> None:
        self.what, self.place = what, place


def screen_proof(text: str, max_bytes: int = MAX_PROOF_BYTES) -> str | None:
    """Why `text` (a term, or `by` and tactics) must not be put into a file as a proof; None if it may."""
    return _screen(text, max_bytes, "proof", _check_proof)


def screen_statement(text: str, max_bytes: int = MAX_STATEMENT_BYTES) -> str | None:
    """Why `text` must not be put into a file as a proposition; None if it may."""
    return _screen(text, max_bytes, "statement", _check_statement)


def _screen(text: str, max_bytes: int, what: str, check: Callable[[Sequence[Token]], None]) -> str | None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        return f"screen: the {what} is not valid Unicode"
    if size > max_bytes:
        return f"screen: the {what} has {size} bytes, more than {max_bytes}"
    try:
        tokens = tokenize(text)
        if not tokens:
            raise _RefusedError(f"the {what} is empty", 0)
        check(tokens)
    except LexicalError as error:
        return f"screen: {error}"
    except _RefusedError as refused:
        return f"screen: {refused.what} (line {text.count(chr(10), 0, refused.place) + 1})"
    return None


def _check_statement(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.text in ("open", "set_option"):
            raise _RefusedError(f"`{token.text}` in a statement", token.start)
        if token.depth == 0 and token.text in (":=", "by"):
            raise _RefusedError(f"`{token.text}` outside brackets in a statement", token.start)
    _check_proof(tokens)


def _check_proof(tokens: Sequence[Token]) -> None:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind is TokenKind.WORD:
            _check_word(token, tokens[index - 1] if index else None, following)
            if not _is_field(tokens, index):
                if token.text in _FORMS:
                    index = _FORMS[token.text](tokens, index)
                    continue
                _check_keyword(token)
        elif token.kind is TokenKind.NAME:
            _check_name(token)
        elif token.kind is TokenKind.STRING:
            for part in braced_parts(token.text):
                _check_proof(tokenize(part))
        elif following is not None and not following.spaced:
            if token.text == "#" and following.kind is TokenKind.WORD:
                raise _RefusedError(f"`#{following.text}` is a command", token.start)
            if token.text == "@" and following.text == "[":
                raise _RefusedError("`@[` begins an attribute", token.start)
        index += 1


def _check_keyword(token: Token) -> None:
    if "«" in token.text:
        return
    # A keyword behind a letter that only some versions of Lean take for one is refused too.
    for word in (token.text, *_BEYOND_ASCII.split(token.text)):
        if word in _COMMANDS or word.startswith(_COMMAND_PREFIXES):
            raise _RefusedError(f"`{word}` begins or modifies a command", token.start)
        if word in _DECLARATIONS:
            raise _RefusedError(f"`{word}` declares more than the theorem", token.start)
        if word in _EVALUATION:
            raise _RefusedError(f"`{word}` runs code", token.start)
        if word in _UNFINISHED:
            raise _RefusedError(f"`{word}` leaves the proof unfinished", token.start)


def _check_word(token: Token, before: Token | None, after: Token | None) -> None:
    _check_name(token)
    if token.text == "rec" and before is not None and before.text == "let":
        raise _RefusedError("`let rec` declares more than the theorem", token.start)
    if token.text == "native" and (
        (before is not None and before.text == "+") or (after is not None and after.text == ":=")
    ):
        raise _RefusedError("`native` trusts compiled code", token.start)
    if token.text in _PERCENT_WORDS and after is not None and after.text == "%" and not after.spaced:
        raise _RefusedError(f"`{token.text}%` runs code", token.start)


def _check_name(token: Token) -> None:
    for part in token.text.lstrip("`").replace("«", "").replace("»", "").split("."):
        if part in _CONSTANTS:
            raise _RefusedError(f"`{part}` asserts without proof, or trusts compiled code", token.start)
        if _OURS.fullmatch(part) or "_@" in part:
            raise _RefusedError(f"`{part}` is a name of the verifier's own", token.start)


def _is_field(tokens: Sequence[Token], index: int) -> bool:
    """Is this word the field in `(...).field`, where Lean takes any word?"""
    if index < 2 or tokens[index].spaced or tokens[index - 1].spaced:
        return False
    return tokens[index - 1].text == "." and tokens[index - 2].kind is TokenKind.CLOSING


def _after_open(tokens: Sequence[Token], start: int) -> int:
    """The index behind `open X Y in`; refuses other forms, which would outlast the proof."""
    index = start + 1
    if index < len(tokens) and tokens[index].text == "scoped":
        index += 1
    first = index
    while index < len(tokens) and tokens[index].kind is TokenKind.WORD and tokens[index].text != "in":
        if tokens[index].text.split(".")[0] not in _NAMESPACES and tokens[index].text not in _LIBRARY:
            raise _RefusedError(
                f"`open {tokens[index].text}`: not on the list of namespaces", tokens[index].start
            )
        index += 1
    if index == first or index == len(tokens) or tokens[index].text != "in":
        raise _RefusedError("`open` is a command unless it reads `open X in`", tokens[start].start)
    return index + 1


def _after_set_option(tokens: Sequence[Token], start: int) -> int:
    """The index behind `set_option name value in`, for options that weaken no check and no limit."""
    form = tokens[start + 1 : start + 4]
    if len(form) < 3 or form[0].kind is not TokenKind.WORD or form[2].text != "in":
        raise _RefusedError(
            "`set_option` is a command unless it reads `set_option name value in`", tokens[start].start
        )
    name, value = form[0].text, form[1].text
    limit = {"maxRecDepth": MAX_RECURSION, "maxHeartbeats": MAX_HEARTBEATS}.get(name)
    allowed = (
        value.isdecimal() and len(value) < 10 and 0 < int(value) <= limit
        if limit is not None
        else name.startswith("pp.") and value in ("true", "false")
    )
    if not allowed:
        raise _RefusedError(f"`set_option {name} {value}` is not allowed", tokens[start].start)
    return start + 4


_FORMS = {"open": _after_open, "set_option": _after_set_option}
