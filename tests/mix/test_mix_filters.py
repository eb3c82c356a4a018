"""The filters' measures against plain counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory.mix.filters import letters_share


@given(st.text(st.one_of(st.characters(codec="ascii"), st.sampled_from("éß∧→²Ⅷ中 ")), max_size=30))
def test_the_share_of_letters_is_counted(text: str) -> None:
    visible = [character for character in text if not character.isspace()]
    letters = [character for character in visible if character.isalpha()]
    assert letters_share(text) == pytest.approx(len(letters) / len(visible) if visible else 0.0)
