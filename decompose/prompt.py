"""What a chat model is asked for: a sketch of a proof in Lean, with `sorry` where lemmas are to be proved."""

from __future__ import annotations

from factory.models.requests import Message, Request

_SYSTEM = (
    "You plan proofs in Lean 4. For the theorem you are given, write a sketch: a proof whose steps are "
    "`have name : statement := by sorry`, each one a lemma clearly easier than the theorem, and which "
    "ends by proving the theorem from these steps. Do not prove the steps. Use no axioms and declare nothing "
    "else."
)
_EXAMPLE = "theorem problem (p q r : Prop) : p ∧ (q ∨ r) → p ∧ q ∨ p ∧ r := by sorry"
_ANSWER = """```lean4
theorem problem (p q r : Prop) : p ∧ (q ∨ r) → p ∧ q ∨ p ∧ r := by
  intro h
  have hp : p := by sorry
  have hqr : q ∨ r := by sorry
  cases hqr with
  | inl hq =>
    have left : p ∧ q := by sorry
    exact Or.inl left
  | inr hr =>
    have right : p ∧ r := by sorry
    exact Or.inr right
```"""


def sketch_request(statement: str, sample: int, *, max_tokens: int, temperature: float) -> Request:
    """The request for one sketch; equal requests with different `sample` are different questions."""
    return Request(
        messages=(
            Message("system", _SYSTEM),
            Message("user", _EXAMPLE),
            Message("assistant", _ANSWER),
            Message("user", f"theorem problem : {statement} := by sorry"),
        ),
        max_tokens=max_tokens,
        temperature=temperature,
        sample=sample,
    )
