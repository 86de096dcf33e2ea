"""What a health profile leaves out and changes, over the built-in library."""

import pytest

from posture_app.coach.pain_rule import Condition, Sign
from posture_app.coach.suitability import (
    RULES,
    FitReason,
    Profile,
    Verdict,
    fit,
    fits_a_break,
    fitting,
    needs_a_doctor,
)
from posture_app.library.files import load
from posture_app.library.model import Library
from tests.there import there


@pytest.fixture(scope="module")
def library() -> Library:
    return load().library


def left_out(library: Library, profile: Profile) -> set[str]:
    return {
        one.id
        for one in library.exercises.values()
        if fit(one, profile).verdict is Verdict.LEAVE_OUT
    }


def who(*conditions: Condition) -> Profile:
    return Profile(frozenset(conditions))


def test_nobody_told_nothing_is_left_out(library: Library) -> None:
    assert all(fit(one, Profile()).verdict is Verdict.FITS for one in library.exercises.values())


def test_fragile_bones_leave_out_far_rounding_and_keep_back_extension(library: Library) -> None:
    gone = left_out(library, who(Condition.OSTEOPOROSIS))
    assert {"childs-pose", "curl-up-mcgill", "cat-cow"} <= gone
    assert gone.isdisjoint({"prone-on-elbows", "scapular-squeeze", "bird-dog", "sit-to-stand"})
    judged = fit(library.exercises["lower-trunk-rotation"], who(Condition.OSTEOPOROSIS))
    assert judged.reasons == ((Condition.OSTEOPOROSIS, FitReason.TWIST_LESS),)


def test_pregnancy_leaves_out_prone_and_strong_belly_work(library: Library) -> None:
    gone = left_out(library, who(Condition.PREGNANCY))
    assert gone == {
        "prone-w",
        "prone-t",
        "prone-y",
        "prone-on-elbows",
        "prone-press-up",
        "dead-bug-heel-tap",
        "curl-up-mcgill",
        "prone-back-extension",
        "prone-lying",
        "dead-bug",
        "plank",
        "abdominal-brace",
    }


def test_a_hip_operation_leaves_a_higher_seat_to_stand_up_from(library: Library) -> None:
    profile = who(Condition.HIP_OPERATION)
    gone = left_out(library, profile)
    assert "figure-four-supine" in gone
    stand = fit(library.exercises["sit-to-stand"], profile)
    assert (stand.verdict, stand.reasons) == (
        Verdict.ADAPT,
        ((Condition.HIP_OPERATION, FitReason.HIP_BEND_LESS),),
    )


def test_pain_down_the_leg_leaves_out_the_seated_hamstring_stretch(library: Library) -> None:
    assert "hamstring-stretch-seated" in left_out(library, who(Condition.PAIN_INTO_LIMB))


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(0, Verdict.LEAVE_OUT), (3, Verdict.LEAVE_OUT), (4, Verdict.ADAPT), (14, Verdict.FITS)],
)
def test_strength_waits_until_the_fourth_day_after_an_injection(
    library: Library, days: int, verdict: Verdict
) -> None:
    profile = Profile(frozenset(), days, frozenset({"neck"}))
    assert fit(library.exercises["band-lateral-raise"], profile).verdict is verdict
    assert fit(library.exercises["bridge"], profile).verdict is Verdict.FITS
    moved = Verdict.FITS if days else Verdict.LEAVE_OUT
    assert fit(library.exercises["neck-rotation"], profile).verdict is moved


def test_on_the_day_of_an_injection_only_breathing_and_walking_are_left(library: Library) -> None:
    routine = library.routines["post-injection-week"]
    profile = Profile(frozenset(), 0, frozenset({"neck", "low_back"}))
    played, changes = fitting(routine, library, profile)
    assert [one.exercise for one in there(played).items] == [
        "diaphragmatic-breathing",
        "walk-break",
    ]
    assert {one.fit.reasons[0][1] for one in changes} == {FitReason.ONLY_BREATHE_AND_WALK}
    later, _ = fitting(routine, library, Profile(frozenset(), 1, frozenset({"neck"})))
    assert later == routine


def test_an_injection_of_unknown_place_and_day_asks_for_half(library: Library) -> None:
    judged = fit(library.exercises["bridge"], who(Condition.RECENT_INJECTION))
    assert judged.reasons == (
        (Condition.RECENT_INJECTION, FitReason.START_WITH_HALF_AFTER_INJECTION),
    )
    assert judged.verdict is Verdict.ADAPT


def test_a_routine_loses_what_does_not_fit_and_says_so(library: Library) -> None:
    routine = library.routines["back-care-10"]
    played, changes = fitting(routine, library, who(Condition.OSTEOPOROSIS))
    assert played is not None
    kept = {item.exercise for item in played.items}
    assert "childs-pose" not in kept
    assert "bridge" in kept
    told = {change.exercise: change for change in changes}
    assert told["childs-pose"].fit.verdict is Verdict.LEAVE_OUT
    assert all(one.fit.reasons for one in changes)


def test_an_easier_exercise_stands_in_for_one_that_waits(library: Library) -> None:
    routine = library.routines["andersen-2min"]
    played, changes = fitting(routine, library, Profile(days_since_injection=1))
    assert played is not None
    assert [item.exercise for item in played.items] == [changes[0].instead]
    assert changes[0].exercise == "band-lateral-raise"


def test_what_takes_the_place_fits(library: Library) -> None:
    for condition in RULES:
        for routine in library.routines.values():
            played, _ = fitting(routine, library, who(condition))
            for item in played.items if played else ():
                judged = fit(library.exercises[item.exercise], who(condition))
                assert judged.verdict is not Verdict.LEAVE_OUT


def test_nothing_fits_while_a_sign_needs_a_doctor_first(library: Library) -> None:
    assert needs_a_doctor(Sign) == {
        one for one in Sign if one not in {Sign.SHARP_PAIN, Sign.SPREADING_NUMBNESS}
    }
    profile = Profile(signs=frozenset({Sign.NIGHT_PAIN}))
    for one in library.exercises.values():
        judged = fit(one, profile)
        assert judged.verdict is Verdict.LEAVE_OUT
        assert judged.reasons == ((Sign.NIGHT_PAIN, FitReason.LOOKED_AT_FIRST),)
        assert not fits_a_break(one, profile)
    for routine in library.routines.values():
        assert fitting(routine, library, profile)[0] is None
