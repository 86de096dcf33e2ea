"""Every sign, condition, reason and advice has its words, in both languages."""

import pytest

from posture_app.coach.cautions import Caution
from posture_app.coach.pain_rule import Advice, AdviceReason, Condition, Sign
from posture_app.coach.suitability import FitReason
from posture_app.words import cautions, safety
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_to_take_care_is_named_or_counted(language: str) -> None:
    # The two of the neck have words of their own, the two of the vertebrae share theirs.
    found = [Caution.NECK_VESSELS, Caution.NECK_CORD, Caution.VERTEBRA_BENDING]
    with speaking(language):
        names = cautions.whom_it_concerns(found).partition(": ")[2].split(", ")
        shorter = cautions.whom_it_concerns_in_short([*found, Caution.VERTEBRA_TWIST])
        assert cautions.whom_it_concerns_in_short([*found[:1], *found[:1]]) == ()
    assert len(names) == 3
    for words, named in zip(shorter, (2, 1, 0), strict=True):
        assert [one in words for one in names] == [place < named for place in range(3)]
        assert str(3 - named) in words
