"""The rule for pain and signs: bands without a gap, the gravest counts, nothing is made up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.coach.pain_rule import (
    SOURCES,
    TIER,
    Advice,
    AdviceReason,
    Bands,
    Condition,
    PainAnswers,
    Sign,
    advise,
)

PAINS = st.none() | st.integers(0, 10)
ANSWERS = st.builds(
    PainAnswers,
    before=PAINS,
    during=PAINS,
    after=PAINS,
    next_morning=PAINS,
    where=st.frozensets(st.sampled_from(["low_back_left", "upper_chest", "temple_right"])),
    signs=st.frozensets(st.sampled_from(Sign)),
    profile=st.frozensets(st.sampled_from(Condition)),
)
EMERGENCIES = {
    "chest_pain",
    "breathless",
    "saddle_numbness",
    "bladder_or_bowel",
    "both_legs_weak",
    "worst_headache",
    "speech_or_face",
    "breathless_after_needling",
}


@pytest.mark.parametrize("when", ["before", "during", "after", "next_morning"])
@pytest.mark.parametrize("pain", range(11))
def test_every_whole_number_falls_into_one_band(when: str, pain: int) -> None:
    answered: dict[str, Any] = {when: pain}
    advice = advise(PainAnswers(**answered)).advice
    if pain <= 3:
        assert advice is Advice.GO_ON
    elif pain <= 5:
        assert advice is (Advice.EASIER if when == "during" else Advice.HOLD)
    else:
        assert advice is Advice.STOP


@pytest.mark.parametrize("sign", Sign)
def test_a_sign_asks_for_what_its_tier_says(sign: Sign) -> None:
    judged = advise(PainAnswers(before=0, signs={sign}))
    assert judged.advice is TIER[sign]
    assert judged.reasons == (sign,)
    emergency = sign.value in EMERGENCIES
    assert (judged.advice is Advice.EMERGENCY) == emergency
    if sign in {Sign.SPREADING_NUMBNESS, Sign.SHARP_PAIN}:
        assert judged.advice is Advice.STOP
    elif not emergency:
        assert judged.advice is Advice.SEE_SOMEBODY_SOON


@pytest.mark.parametrize("when", ["during", "after", "next_morning"])
def test_a_rise_of_two_is_at_least_hold(when: str) -> None:
    later: dict[str, Any] = {when: 2}
    assert advise(PainAnswers(before=0, **later)).advice is Advice.HOLD
    later = {when: 1}
    expected = Advice.HOLD if when == "next_morning" else Advice.GO_ON
    assert advise(PainAnswers(before=0, **later)).advice is expected


def test_a_rise_into_the_middle_band_while_exercising_is_easier() -> None:
    judged = advise(PainAnswers(before=2, during=4))
    assert judged.advice is Advice.EASIER
    assert judged.reasons == (AdviceReason.PAIN_IN_MIDDLE_BAND, AdviceReason.PAIN_ROSE)


def test_nothing_answered_is_not_a_pain_of_nought() -> None:
    judged = advise(PainAnswers())
    assert (judged.advice, judged.reasons) == (Advice.GO_ON, (AdviceReason.NOT_ANSWERED,))
    assert advise(PainAnswers(during=2)).reasons == (AdviceReason.PAIN_IN_LOW_BAND,)


def test_pain_in_the_chest_or_at_the_head_stops_at_any_strength_but_nought() -> None:
    assert advise(PainAnswers(before=1, where={"lower_chest_left"})).advice is Advice.STOP
    assert advise(PainAnswers(during=1, where={"temple_left"})).advice is Advice.STOP
    assert advise(PainAnswers(before=1, where={"temple_left"})).advice is Advice.STOP
    assert advise(PainAnswers(where={"crown"})).reasons == (AdviceReason.HEAD,)
    assert advise(PainAnswers(before=0, where={"crown", "upper_chest"})).advice is Advice.GO_ON
    assert advise(PainAnswers(during=1, where={"low_back_left"})).advice is Advice.GO_ON


def test_strong_pain_with_fragile_bones_or_after_cancer_is_for_a_doctor() -> None:
    for condition in (Condition.OSTEOPOROSIS, Condition.LONG_STEROIDS, Condition.CANCER):
        assert advise(PainAnswers(before=5, profile={condition})).advice is Advice.HOLD
        strong = advise(PainAnswers(before=6, profile={condition}))
        assert strong.advice is Advice.SEE_SOMEBODY_SOON


def test_spreading_numbness_with_pain_into_a_limb_is_for_a_doctor() -> None:
    judged = advise(
        PainAnswers(signs={Sign.SPREADING_NUMBNESS}, profile={Condition.PAIN_INTO_LIMB})
    )
    assert judged.advice is Advice.SEE_SOMEBODY_SOON


def test_the_bands_are_a_setting() -> None:
    strict = Bands(middle_from=3, high_from=5)
    assert advise(PainAnswers(during=3), strict).advice is Advice.EASIER
    assert advise(PainAnswers(during=5), strict).advice is Advice.STOP
    for wrong in ((0, 5), (5, 5), (6, 5), (4, 11)):
        with pytest.raises(ValueError, match="in order"):
            Bands(*wrong)


@given(ANSWERS)
def test_what_is_said_has_its_reasons_and_the_gravest_counts(answers: PainAnswers) -> None:
    judged = advise(answers)
    assert judged.reasons
    for sign in answers.signs:
        assert judged.advice >= TIER[sign]
        assert sign in judged.reasons
    if (answers.highest or 0) >= 6:
        assert judged.advice >= Advice.STOP
    assert set(judged.sources) == {one for why in judged.reasons for one in SOURCES.get(why, ())}


@given(ANSWERS, st.sampled_from(["before", "during", "after", "next_morning"]))
def test_more_pain_is_never_judged_milder(answers: PainAnswers, when: str) -> None:
    from dataclasses import replace

    if getattr(answers, when) in {None, 10}:
        return
    if when == "before":  # more before is less of a rise, which is a different question
        answers = replace(answers, during=None, after=None, next_morning=None)
    worse: dict[str, Any] = {when: getattr(answers, when) + 1}
    assert advise(replace(answers, **worse)).advice >= advise(answers).advice


def test_sources_are_in_the_library_and_places_on_the_body() -> None:
    from posture_app.body.zones import zones
    from posture_app.coach.pain_rule import CHEST_ZONES, HEAD_ZONES
    from posture_app.library.files import load

    known = load().library.sources
    assert {one for listed in SOURCES.values() for one in listed} <= set(known)
    assert {zone.name for zone in zones()} >= CHEST_ZONES | HEAD_ZONES
