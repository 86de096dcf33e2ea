"""Every sign, condition, reason and advice has its words, in both languages."""

import pytest

from posture_app.coach.pain_rule import Advice, AdviceReason, Condition, Sign
from posture_app.coach.suitability import FitReason
from posture_app.words import safety
from posture_app.words.catalogue import LANGUAGES, speaking


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_words(language: str) -> None:
    with speaking(language):
        said = [
            *(safety.advice(one, "112") for one in Advice),
            *(safety.sign(one) for one in Sign),
            *(safety.condition(one) for one in Condition),
            *(safety.reason(one) for one in AdviceReason),
            *(safety.why(one) for one in FitReason),
        ]
    assert all(said)
    assert len(set(said)) == len(said)
