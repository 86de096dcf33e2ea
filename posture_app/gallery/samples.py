"""Invented data for pictures and tests of the pages: empty, full, long texts, errors.

The log and the files shown here exist nowhere else.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from posture_app.coach.health import USUAL_NUMBER
from posture_app.coach.pain_rule import Sign
from posture_app.coach.timeline import dose_s, sides_of
from posture_app.errors import sentence
from posture_app.journal.model import Ended, SessionRecord, SetRecord, WeekSummary
from posture_app.journal.suggestion import candidates
from posture_app.library.model import Exercise, Library, Muscles, Routine
from posture_app.library.problems import BrokenFileError, Problem
from posture_app.preferences import Preferences
from posture_app.program.data_controller import erase_question
from posture_app.program.pages.today_offers import STARTERS
from posture_app.ui.pages.data_snapshot import CopyLine, DataQuestion, DataSnapshot
from posture_app.ui.pages.notice import Notice
from posture_app.ui.pages.snapshots import (
    LoadedFile,
    ProgressSnapshot,
    SettingsSnapshot,
    Starter,
    TodaySnapshot,
    Unfinished,
)
from posture_app.ui.routine_facts import Offer, RoutineFacts, routine_facts
from posture_app.words.catalogue import N_, _
from posture_app.words.exchange import backup_line
from posture_app.words.safety import before_exercise
from posture_app.words.sessions import why_offered

NOW: Final = datetime(2026, 3, 12, 14, 10, tzinfo=UTC)
ZONE: Final = "UTC"
DATA_DIR: Final = Path("/home/someone/.local/share/posture-app")
ENDED: Final[tuple[Ended, ...]] = (
    "completed",
    "completed",
    "stopped",
    "stopped_for_pain",
    "interrupted",
)
NO_SOUND: Final = N_(
    "No sound can be played here: no program that plays sound was found. Sessions run without it; "
    "the countdown is on the screen."
)
LONG: Final = "Halswirbelsäulenbeweglichkeitsübung mit Schulterblattstabilisierung"


def today(library: Library) -> TodaySnapshot:
    """A usual day in the middle of a week."""
    facts = _facts(library)
    return TodaySnapshot(
        now=NOW,
        offer=Offer(facts[0], date(2026, 3, 10)),
        alternatives=tuple(Offer(one, date(2026, 3, 5)) for one in facts[1:3]),
        week=week(),
        last_session=session(library, 0, facts[0].routine),
    )


def today_troubled(library: Library) -> TodaySnapshot:
    """A day on which everything that can be told is told."""
    facts = _facts(library)
    first = facts[0].exercises[0]
    return TodaySnapshot(
        now=NOW.replace(hour=8),
        offer=Offer(facts[-1], None, why_offered("usual_begun")),
        alternatives=tuple(Offer(one) for one in facts[:2]),
        week=week(),
        unfinished=Unfinished(
            session_id="open",
            routine_name=facts[0].routine.name,
            exercise_name=first.name,
            set_number=2,
            sets=3,
            stopped_at=NOW - timedelta(hours=20),
        ),
        broken=broken(),
        notices=(
            Notice(
                key="sound",
                text=sentence(NO_SOUND),
            ),
            Notice(
                key="log",
                text=sentence(
                    "The log was damaged. It was put aside as {path}, and a new one begun. There "
                    "is a good copy from {day}.",
                    path=DATA_DIR / "journal.damaged-2026-03-12.db",
                    day=date(2026, 3, 10),
                ),
                mood="caution",
                action=sentence("Use the copy from {day}", day=date(2026, 3, 10)),
            ),
        ),
    )


def today_after_pain(library: Library) -> TodaySnapshot:
    """The day after a session that was stopped because something hurt."""
    facts = _facts(library)
    gentle = [library.routines[one] for one in _gentle(library)]
    offers = [routine_facts(one, library) for one in gentle] or facts
    return TodaySnapshot(
        now=NOW,
        offer=Offer(offers[0], None, why_offered("after_pain")),
        alternatives=tuple(Offer(one) for one in offers[1:3]),
        week=week(),
        last_session=session(library, 3, facts[-1].routine),
    )


def _gentle(library: Library) -> list[str]:
    known = candidates(library)
    return [one for one, each in known.items() if each.is_gentle and not each.equipment]


def today_before_exercise(library: Library) -> TodaySnapshot:
    """A day on which a doctor is needed before any exercise."""
    told = frozenset({Sign.BLADDER_OR_BOWEL, Sign.FALL})
    what = before_exercise(told, USUAL_NUMBER)
    return replace(today_after_pain(library), offer=None, alternatives=(), before_exercise=what)


def today_first(library: Library) -> TodaySnapshot:
    """The very first start."""
    facts = _facts(library)
    shortest = min(facts, key=lambda one: one.total_s)
    longer = [one for one in facts if one.total_s > 2 * shortest.total_s] or facts
    known = {one.routine.id: one for one in facts}
    needs = tuple(_(need) for need, _routine in STARTERS)
    others = (*(longer[place % len(longer)] for place in range(len(needs) - 1)), shortest)
    fitting = [known.get(one, other) for (_need, one), other in zip(STARTERS, others, strict=True)]
    return TodaySnapshot(
        now=NOW.replace(hour=9),
        starters=tuple(
            Starter(need=need, facts=one) for need, one in zip(needs, fitting, strict=True)
        ),
    )


def week() -> WeekSummary:
    """A week with two days off."""
    days = (540.0, 0.0, 905.0, 320.0, 0.0, 0.0, 0.0)
    return WeekSummary(
        week_start=date(2026, 3, 9),
        seconds=sum(days),
        sessions=4,
        streak_days=2,
        seconds_by_day=days,
    )


def log(library: Library, count: int = 12) -> ProgressSnapshot:
    """A log of so many sessions, the newest first."""
    routines = tuple(library.routines.values())
    sessions = tuple(
        session(library, place, routines[place % len(routines)]) for place in range(count)
    )
    return ProgressSnapshot(now=NOW, week=week(), sessions=sessions, has_more=count > 10)


def session(library: Library, place: int, routine: Routine) -> SessionRecord:
    """The session at a place of the sample log, 0 being the newest."""
    started = NOW - timedelta(hours=5 + 13 * place)
    facts = routine_facts(routine, library)
    full = ENDED[place % 5] == "completed"
    answered = place % 3 != 1
    return SessionRecord(
        id=f"sample-{place}",
        routine_id=routine.id,
        routine_name=routine.name,
        started_at=started,
        time_zone=ZONE,
        planned_s=facts.total_s,
        done_s=facts.total_s if full else facts.total_s * 0.55,
        ended=ENDED[place % 5],
        ended_at=started + timedelta(seconds=facts.total_s),
        pain_before=4 if answered else None,
        pain_after=2 if answered and full else None,
        effort=4 if full else None,
        note=_("The left side is tighter than the right.") if place == 0 else None,
        items=sets(facts, started),
    )


def sets(facts: RoutineFacts, started: datetime) -> Sequence[SetRecord]:
    """Every set of a routine: most done, one in part, one that hurt."""
    records: list[SetRecord] = []
    for item, exercise in enumerate(facts.exercises):
        for number in range(1, exercise.dose.sets + 1):
            for side in sides_of(exercise.sides):
                place = len(records)
                planned = dose_s(exercise.sides, exercise.dose) / exercise.dose.sets
                partial, hurt = place % 7 == 4, place == 5
                records.append(
                    SetRecord(
                        item=item,
                        exercise_id=exercise.id,
                        exercise_name=exercise.name,
                        side=side,
                        set_number=number,
                        sets=exercise.dose.sets,
                        status="partial" if partial or hurt else "done",
                        planned_s=planned,
                        done_s=planned / 2 if partial else planned,
                        planned_reps=exercise.dose.reps,
                        done_reps=(exercise.dose.reps or 0) // (2 if partial else 1) or None,
                        planned_hold_s=exercise.dose.hold_s,
                        done_hold_s=exercise.dose.hold_s,
                        hurt=hurt,
                        pain=5 if hurt else None,
                        pain_where="Neck" if hurt else None,
                        finished_at=started + timedelta(seconds=30 * (place + 1)),
                    )
                )
    return tuple(records)


def broken() -> Sequence[BrokenFileError]:
    """Two personal files with faults."""
    clinic = BrokenFileError(
        DATA_DIR / "libraries" / "clinic.json",
        (
            Problem(
                "exercises[12].dose.hold_s",
                sentence(
                    "got {got}; expected {expected}", got='"five"', expected=sentence("a number")
                ),
            ),
            Problem(
                "routines[0].items[3].exercise",
                sentence('"{id}" is no exercise; expected the id of one', id="chin-tuk"),
            ),
        ),
    )
    notes = BrokenFileError(
        DATA_DIR / "libraries" / "notes.json",
        (
            Problem(
                sentence("line {line}, column {column}", line=1, column=1), sentence("is not JSON")
            ),
        ),
    )
    return clinic, notes


def settings(*, troubled: bool = False) -> SettingsSnapshot:
    """The settings, as they are at first or with everything that can be wrong."""
    return SettingsSnapshot(
        preferences=Preferences(muted=troubled, reduced_motion=troubled),
        autostart=troubled,
        data_dir=DATA_DIR,
        libraries_dir=DATA_DIR / "libraries",
        unopened_folder=DATA_DIR / "libraries" if troubled else None,
        version="0.1.0",
        loaded=(LoadedFile(name=_("Exercises and routines"), exercises=30, routines=8),),
        broken=broken() if troubled else (),
        sound_problem=_(NO_SOUND) if troubled else "",
    )


def data() -> DataSnapshot:
    """The copies of the log, the folder for others, and the question before all is deleted."""
    made = [datetime(2026, 3, day, 8, 4, tzinfo=UTC) for day in (2, 1)]
    return DataSnapshot(
        asked=DataQuestion.ERASE,
        question=erase_question(Path("/media/stick")),
        copies=tuple(CopyLine(DATA_DIR, backup_line(at, 41, 118)) for at in made),
        second_folder=Path("/media/stick"),
    )


def long_texts(library: Library) -> Library:
    """The same library with names and sentences as long as other languages make them."""
    exercises = {key: _lengthened(one) for key, one in library.exercises.items()}
    routines = {
        key: Routine(
            id=one.id,
            name=f"{LONG}: {one.name}",
            goal=f"{one.goal} {one.goal} {LONG}.",
            audience=f"{one.audience} {LONG}",
            items=one.items,
            cautions=one.cautions or (LONG,),
            sources=one.sources,
        )
        for key, one in library.routines.items()
    }
    return Library(exercises, routines, library.sources)


def _lengthened(one: Exercise) -> Exercise:
    return Exercise(
        id=one.id,
        name=f"{one.name}: {LONG}"[:120],
        aliases=(*one.aliases, LONG),
        purpose=f"{one.purpose} {LONG} {one.purpose}",
        category=one.category,
        regions=one.regions,
        muscles=Muscles(primary=(*one.muscles.primary, LONG), secondary=one.muscles.secondary),
        position=one.position,
        equipment=one.equipment,
        desk=one.desk,
        discreet=one.discreet,
        sides=one.sides,
        dose=one.dose,
        steps=tuple(f"{step} {LONG}" for step in one.steps),
        cues=one.cues,
        mistakes=one.mistakes,
        feel=one.feel,
        breathing=one.breathing,
        cautions=one.cautions,
        stop_if=one.stop_if,
        easier=one.easier,
        harder=one.harder,
        sources=one.sources,
    )


def _facts(library: Library) -> Sequence[RoutineFacts]:
    return [routine_facts(routine, library) for routine in library.routines.values()]
