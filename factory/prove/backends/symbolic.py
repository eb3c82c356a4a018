"""The prover that needs no model: the search of the domain that the problem comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factory.domains import UnknownDomain, load_domain
from factory.prove.interface import Cancelled, Request, Sample

MOST_PROOFS = 2  # of a problem: script and term


class SymbolicProver:
    """Script and term are the samples of a problem; the search has no more to say."""

    name = "symbolic"
    batch = 64
    lanes = 1

    def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
        """The proofs of the domain's search, where it proves what was asked and not the contrary."""
        for request in requests:
            if not cancelled(request.id):
                proofs, reason = self._search(request)
                for index in range(request.first, request.first + request.samples):
                    proof = proofs[index] if index < len(proofs) and request.round == 0 else ""
                    yield Sample(
                        id=request.id,
                        round=request.round,
                        index=index,
                        proof=proof,
                        reason="" if proof else reason or "the search has no other proof",
                    )

    def _search(self, request: Request) -> tuple[list[str], str]:
        problem = request.problem
        if problem is None:
            return [], "the row is a statement alone, without the problem of a domain"
        try:
            domain = load_domain(problem.domain)
        except UnknownDomain as error:
            return [], str(error)
        [proof] = domain.prove(domain.config(), [problem])
        if proof.statement != request.statement:
            return [], "the search proved the contrary"
        return [text for text in (proof.tactic, proof.term) if text], proof.reason

    def close(self) -> None:
        """Nothing is held."""
