"""What a person reads of what goes before pain and spasms."""

import re
from dataclasses import replace

import pytest

from posture_app.coach.factors import Factor
from posture_app.journal.day_table import BREAKS, SESSIONS
from posture_app.journal.insight import Confidence, Finding, InsightOutcome, told
from posture_app.words.catalogue import LANGUAGES, speaking
from posture_app.words.insight import (
    factor_title,
    finding_sentence,
    no_cause,
    nothing_found,
    sentences_about,
    too_few_sentence,
)

FOUND = Finding(
    factor=Factor.POOR_SLEEP,
    outcome=InsightOutcome.PAIN_NEXT_DAY,
    at_least=1.0,
    days_with=23,
    days_without=37,
    effect=1.04,
    low=0.42,
    high=1.71,
    p=0.002,
    q=0.02,
    said=True,
)
COLUMNS = (*Factor, SESSIONS, BREAKS, "coffee {cups}")


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def test_a_finding_has_its_effect_interval_days_and_sureness():
    assert finding_sentence(FOUND) == (
        "After poor sleep your pain on the next day was about 1 point higher (0.4 to 1.7)."
        " Compared: 23 days with it and 37 without. Fairly sure."
    )
    with speaking("de"):
        assert finding_sentence(FOUND) == (
            "Nach schlechtem Schlaf war Ihr Schmerz am nächsten Tag etwa 1 Punkt höher (0,4 bis"
            " 1,7). Verglichen: 23 Tage damit und 37 ohne. Ziemlich sicher."
        )


def test_less_pain_is_said_without_a_minus():
    less = replace(FOUND, factor=SESSIONS, at_least=12.4, effect=-0.84, low=-1.5, high=-0.2, q=0.01)
    assert finding_sentence(less) == (
        "After days with more minutes of sessions your pain on the next day was about 0.8 points"
        " lower (0.2 to 1.5). Compared: 23 days with 12 min or more and 37 with less. Very sure."
    )


def test_spasms_are_counted_for_a_hundred_days():
    spasms = replace(
        FOUND,
        outcome=InsightOutcome.SPASM_WITHIN_THREE_DAYS,
        factor=Factor.STRESS,
        at_least=2.0,
        effect=0.18,
        low=0.05,
        high=0.3,
    )
    assert finding_sentence(spasms) == (
        "After days with stress there were about 18 spasms more within three days, for every 100"
        " such days (5 to 30). Compared: 23 days with “Some” or more and 37 with less."
        " Fairly sure."
    )


def test_what_is_missing_is_said_in_days():
    few = replace(FOUND, days_with=7, days_without=9, effect=None, p=None, q=None, said=False)
    assert too_few_sentence(few) == (
        "Poor sleep and pain: it takes 3 more days with it and 1 more day without it before"
        " anything can be said."
    )
    spasms = replace(
        few, outcome=InsightOutcome.SPASM_WITHIN_THREE_DAYS, days_with=40, spasm_days=2
    )
    assert too_few_sentence(replace(spasms, days_without=40)) == (
        "Poor sleep and spasms: it takes 8 more days with a spasm before anything can be said."
    )
    assert too_few_sentence(FOUND) == ""


def test_the_surest_comes_first_and_what_goes_before_is_called_no_cause():
    surer = replace(FOUND, factor=Factor.STRESS, q=0.001)
    unsaid = replace(FOUND, factor=Factor.CYCLE, said=False)
    assert told([FOUND, unsaid, surer]) == (surer, FOUND)
    said = sentences_about([FOUND, unsaid, surer])
    assert said == (finding_sentence(surer), finding_sentence(FOUND), no_cause())
    assert sentences_about([unsaid]) == (nothing_found(),)
    assert sentences_about([]) == ("There are no days to compare yet.",)


def test_how_sure_goes_by_q():
    assert replace(FOUND, q=0.01).confidence is Confidence.VERY
    assert replace(FOUND, q=0.0101).confidence is Confidence.FAIRLY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("outcome", InsightOutcome)
@pytest.mark.parametrize("effect", [-0.5, 0.5])
def test_there_are_words_for_everything_and_none_of_a_cause(language, column, outcome, effect):
    finding = replace(
        FOUND, factor=str(column), outcome=outcome, effect=effect, low=effect / 2, high=effect * 2
    )
    with speaking(language):
        text = f"{factor_title(str(column))}: {finding_sentence(finding)}"
    assert "  " not in text
    assert "-" not in re.sub(r"\w-|- oder", "", text)
    assert not re.search(
        r"\b(cause|because|due|leads|makes|prevents|treats)\w*\b", text, re.IGNORECASE
    )
    assert not re.search(r"\b(weil|wegen|durch|Ursache|bewirk|verhinder)\w*\b", text, re.IGNORECASE)
