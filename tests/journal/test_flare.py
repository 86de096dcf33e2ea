"""How long a spasm makes the days other ones, as traces of days."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from posture_app.coach.pain_rule import Advice, AdviceReason, Bands, PainAnswers, advise
from posture_app.journal.entries import CheckIn, Spasm
from posture_app.journal.flare import bad_day_on, flare_on

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = NOON.date()


def at(day: int, hour: int = 12) -> datetime:
    return NOON.replace(hour=hour) + timedelta(days=day)


def spasm(began: int, ended: int | None = None, strength: int | None = 7, name: str = "") -> Spasm:
    return Spasm(
        id=name or f"spasm-{began}",
        began_at=at(began, 9),
        ended_at=None if ended is None else at(ended, 10),
        time_zone="UTC",
        edited_at=NOON,
        strength=strength,
    )


def check_in(day: int, now: int | None) -> CheckIn:
    return CheckIn(id=f"in-{day}", at=at(day), time_zone="UTC", edited_at=NOON, now=now)


def days_of(spasms, check_ins=(), days=range(-1, 12), bands=None) -> str:
    """A letter a day: `o` while it lasts, `r` while one rests, `-` on a day like others."""
    letters = []
    for day in days:
        found = flare_on(DAY + timedelta(days=day), spasms, check_ins, bands)
        lasts = found is not None and found.unchanged_days is not None
        letters.append("-" if found is None else "o" if lasts else "r")
    return "".join(letters)


@pytest.mark.parametrize(
    ("spasms", "check_ins", "wanted"),
    [
        ([], [], "-------------"),
        ([spasm(0)], [], "-oooooooooooo"),
        ([spasm(0, 0)], [], "-rrr---------"),
        ([spasm(0, 3)], [], "-ooorrr------"),
        # Little pain on a later day ends the rest; pain on that day, or on the day itself, does not
        ([spasm(0, 0)], [check_in(1, 2)], "-r-----------"),
        ([spasm(0, 0)], [check_in(0, 0)], "-rrr---------"),
        ([spasm(0, 0)], [check_in(1, 5)], "-rrr---------"),
        ([spasm(0, 0)], [check_in(1, None)], "-rrr---------"),
        ([spasm(0, 0)], [check_in(1, 2), check_in(2, 6)], "-r-r---------"),
        # Two that follow each other
        ([spasm(0, 0), spasm(2, 2)], [], "-rrrrr-------"),
        ([spasm(0, 0), spasm(5)], [], "-rrr--ooooooo"),
    ],
)
def test_days(spasms, check_ins, wanted) -> None:
    assert days_of(spasms, check_ins) == wanted


def test_the_persons_own_bands_say_what_little_pain_is() -> None:
    strict = Bands(middle_from=2, high_from=6)
    assert days_of([spasm(0, 0)], [check_in(1, 2)], range(3)) == "r--"
    assert days_of([spasm(0, 0)], [check_in(1, 2)], range(3), strict) == "rrr"


def test_a_row_of_spasms_began_with_its_first() -> None:
    row = [spasm(-9, -9), spasm(0, 0), spasm(2, 2), spasm(4)]
    found = flare_on(DAY + timedelta(days=7), row, [])
    assert found is not None
    assert (found.began, found.unchanged_days) == (DAY, 7)


def test_what_lasts_is_what_is_told_and_the_first_of_several() -> None:
    found = flare_on(DAY + timedelta(days=2), [spasm(1), spasm(0), spasm(2, 2)], [])
    assert found is not None
    assert found.spasm.id == "spasm-0"


def test_a_spasm_of_tomorrow_is_none_today() -> None:
    assert flare_on(date(2026, 3, 9), [spasm(0)], []) is None


@pytest.mark.parametrize(
    ("answers", "days"),
    [
        ([], 7),
        ([check_in(5, 7)], 7),
        ([check_in(5, 6)], 7),  # one point is chance
        ([check_in(5, 5)], None),
        ([check_in(3, 2), check_in(6, 7)], 7),
        ([check_in(-1, 1)], 7),  # before it began
    ],
)
def test_better_is_what_is_more_than_chance(answers, days) -> None:
    found = flare_on(DAY + timedelta(days=7), [spasm(0)], answers)
    assert found is not None
    assert found.unchanged_days == days


def test_without_a_strength_the_first_answer_is_what_it_was() -> None:
    told = [check_in(0, 8), check_in(4, 6)]
    found = flare_on(DAY + timedelta(days=7), [spasm(0, strength=None)], told)
    assert found is not None
    assert found.unchanged_days is None


@pytest.mark.parametrize(
    ("spasms", "answers", "is_bad", "pain"),
    [
        ([], [], False, None),
        ([], [check_in(0, 5)], False, None),
        ([], [check_in(0, 6)], True, 6),
        ([], [check_in(-1, 9)], False, None),
        ([], [check_in(0, None)], False, None),
        ([spasm(0)], [], True, None),
        ([spasm(0)], [check_in(0, 8)], True, 8),
    ],
)
def test_a_bad_day_is_one_of_a_spasm_or_of_a_pain_to_stop_for(spasms, answers, is_bad, pain):
    found = bad_day_on(DAY, spasms, answers)
    assert (found is not None) == is_bad
    assert (None if found is None else found.pain) == pain


def test_the_last_answer_of_a_day_counts() -> None:
    later = replace(check_in(0, 2), at=at(0, 18))
    assert bad_day_on(DAY, [], [later, check_in(0, 8)]) is None


def test_the_rule_sends_somebody_to_care_on_the_seventh_day() -> None:
    assert advise(PainAnswers(spasm_days=6)).reasons == (AdviceReason.NOT_ANSWERED,)
    judged = advise(PainAnswers(spasm_days=7))
    assert (judged.advice, judged.reasons) == (Advice.HOLD, (AdviceReason.SPASM_UNCHANGED,))
    assert advise(PainAnswers(before=8, spasm_days=7)).advice is Advice.STOP
