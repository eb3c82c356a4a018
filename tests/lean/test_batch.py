"""How claims become a file, and how Lean's messages are given back to them."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from factory.lean.batch import compose, errors
from factory.lean.claims import Claim

texts = st.text("ab \n(", max_size=30)
claim_lists = st.lists(
    st.builds(Claim, id=st.just("x"), statement=texts, proof=texts, term=st.none() | texts), max_size=8
)


def message(line: int, column: int, data: str, severity: str = "error") -> bytes:
    return (
        msgspec.json.encode({"severity": severity, "data": data, "pos": {"line": line, "column": column}})
        + b"\n"
    )


@given(claim_lists, st.booleans(), st.sampled_from(["", "import A\n", "import A\nimport B\n"]))
def test_every_line_belongs_to_the_claim_that_wrote_it(
    claims: list[Claim], trusted: bool, header: str
) -> None:
    batch = compose(claims, header, trusted=trusted)
    lines = batch.text.decode().split("\n")
    assert batch.text.decode().startswith(header)
    owner = -1
    theorem = {names.theorem: index for index, names in enumerate(batch.names)}
    theorem |= {names.restated: index for index, names in enumerate(batch.names) if names.restated}
    for number, line in enumerate(lines[:-1], 1):
        if line.startswith("theorem "):
            owner = theorem.get(line.split()[1], -1)
        assert batch.owner(number, 1, "anything") == owner


@given(claim_lists, st.booleans())
def test_names_differ_between_batches_and_claims(claims: list[Claim], trusted: bool) -> None:
    one, other = (compose(claims, "", trusted=trusted) for _ in range(2))
    names = [
        name
        for batch in (one, other)
        for pair in batch.names
        for name in (pair.theorem, pair.restated)
        if name
    ]
    assert len(set(names)) == len(names)


def test_a_proof_that_breaks_off_is_blamed_and_not_its_neighbour() -> None:
    claims = [Claim(id=str(index), statement="True", proof="trivial") for index in range(2)]
    batch = compose(claims, "", trusted=True)
    second = batch.first_lines[1]
    assert errors(batch, message(second, 0, "unexpected token 'theorem'; expected term")).keys() == {0}
    assert errors(batch, message(second, 0, "(kernel) declaration type mismatch")).keys() == {1}


def test_only_errors_count_and_forged_lines_do_no_harm() -> None:
    batch = compose([Claim(id="a", statement="True", proof="trivial")], "", trusted=False)
    noise = b'{"severity": 3}\n{not json\nplain text\n' + message(1, 0, "unused variable", "warning")
    assert errors(batch, noise) == {}
    assert errors(batch, noise + message(2, 0, "first\nmore") + message(2, 0, "second")) == {
        0: "elaboration: first"
    }
    assert errors(batch, message(10**6, 0, "late"))[0] == "elaboration: late"
    assert errors(batch, message(0, 0, "early")) == {-1: "elaboration: early"}


def test_short_theorems_share_a_command_and_long_ones_do_not() -> None:
    short = Claim(id="s", statement="True", proof="by trivial", term="True.intro")
    long = Claim(id="l", statement=" ∧ ".join(["True"] * 400), proof="by simp")

    def blocks(claims: list[Claim]) -> int:
        return compose(claims, "", trusted=True, grouped=True).text.decode().count("mutual\n")

    assert blocks([short] * 10) == 2
    assert blocks([long] * 10) == 0
    assert blocks([long, short, short, long]) == 1
