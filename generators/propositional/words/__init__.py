"""Propositional logic in words: lexicons, statements, proof lines and whole documents.

Everything works around `Wording`, which says formulas, and `Page`, which holds one document in the making.
Nothing here proves or checks anything: it writes about traces that were verified.
"""
