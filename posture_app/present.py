"""Makes the pages' snapshots from the library and the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from posture_app import __version__
from posture_app.coach.plan import Plan
from posture_app.coach.timeline import compile_routine, exercise_as_routine
from posture_app.desk import Desk
from posture_app.desktop.settings import Settings
from posture_app.journal.model import SessionRecord
from posture_app.journal.recorder import done_units, routine_as_left
from posture_app.journal.suggestion import USUAL_DAYS, Suggestion, suggest
from posture_app.journal.zones import zone
from posture_app.library.files import BrokenFileError, Loaded
from posture_app.library.model import Library, Routine
from posture_app.opening import Opened
from posture_app.store.journal import Journal
from posture_app.ui.facts import Offer, routine_facts
from posture_app.ui.pages.snapshots import (
    LoadedFile,
    LogSnapshot,
    Notice,
    Preferences,
    SettingsSnapshot,
    Starter,
    TodaySnapshot,
    Unfinished,
)

STARTERS: Final = (
    ("My neck is stiff", "neck-relief-5"),
    ("My back aches", "back-care-10"),
    ("I have one minute", "desk-reset-60"),
)
ALL_DONE: Final = "Your usual routines are done for today. Something short, if you like"
MANY: Final = 500
"""More sessions than anybody does in the weeks that a suggestion looks at."""


def today_snapshot(
    library: Library,
    journal: Journal,
    now: datetime,
    time_zone: str,
    *,
    unfinished: Unfinished | None = None,
    broken: Sequence[BrokenFileError] = (),
    notices: Sequence[Notice] = (),
) -> TodaySnapshot:
    """The page for now. `now` is aware."""
    local = now.astimezone(zone(time_zone))
    recent = _recent(journal, local.date())
    lengths_s = _lengths_s(library)
    suggestion = suggest(lengths_s, recent, local.date())
    offers = [] if suggestion is None else _offers(suggestion, library)
    starters = () if suggestion else _starters(library)
    if suggestion is None and not starters and lengths_s:
        shortest = min(lengths_s, key=lambda one: lengths_s[one])
        offers = [Offer(routine_facts(library.routines[shortest], library))]
    return TodaySnapshot(
        now=local,
        offer=offers[0] if offers else None,
        alternatives=offers[1:],
        starters=starters,
        week=journal.week(now, time_zone),
        last_session=recent[0] if recent else None,
        unfinished=unfinished,
        broken=broken,
        notices=notices,
    )


def todays_routine(
    library: Library, journal: Journal, now: datetime, time_zone: str
) -> Routine | None:
    """The routine that Today has first, or None where there is nothing to go by yet."""
    today = now.astimezone(zone(time_zone)).date()
    suggestion = suggest(_lengths_s(library), _recent(journal, today), today)
    return None if suggestion is None else library.routines[suggestion.routine]


def log_snapshot(journal: Journal, now: datetime, time_zone: str, shown: int) -> LogSnapshot:
    """The newest `shown` sessions and this week."""
    sessions = journal.sessions(limit=shown + 1)
    return LogSnapshot(
        now=now.astimezone(zone(time_zone)),
        week=journal.week(now, time_zone),
        sessions=sessions[:shown],
        has_more=len(sessions) > shown,
    )


def unfinished_snapshot(record: SessionRecord, library: Library) -> Unfinished:
    """A session that was cut off, with the set that was in progress, as far as it is known."""
    stopped_at = record.items[-1].finished_at if record.items else record.started_at
    routine = routine_of(record, library)
    plan = Plan(compile_routine(routine, library)) if routine else None
    done = set(done_units(record.items))
    open_units = [unit for unit in plan.units if unit not in done] if plan else []
    exercise_name, set_number, sets = "", 1, 1
    if plan and open_units:
        phase = plan.timeline.phases[plan.units[open_units[0]].first]
        exercise_name = library.exercises[phase.exercise].name
        set_number, sets = phase.set, phase.sets
    return Unfinished(
        session_id=record.id,
        routine_name=record.routine_name,
        exercise_name=exercise_name,
        set_number=set_number,
        sets=sets,
        stopped_at=stopped_at.astimezone(zone(record.time_zone)),
        can_resume=bool(open_units),
    )


def routine_of(record: SessionRecord, library: Library) -> Routine | None:
    """The routine of a session as it was left, or None when the library has it no more."""
    routine = library.routines.get(record.routine_id)
    exercise = library.exercises.get(record.routine_id)
    if routine is None and exercise is not None:
        routine = exercise_as_routine(exercise)
    return None if routine is None else routine_as_left(record, routine, library)


def preferences_of(settings: Settings) -> Preferences:
    """What a person has set, as the page shows it."""
    return Preferences(
        appearance=settings.appearance,
        text_scale=settings.text_scale,
        volume=settings.volume,
        muted=settings.muted,
        reduced_motion=settings.reduced_motion,
        breaks=settings.breaks,
        posture=settings.posture,
        discreet=settings.discreet,
    )


def settings_snapshot(desk: Desk, loaded: Loaded) -> SettingsSnapshot:
    """The settings, where things are kept, and which libraries are in use."""
    built_in = LoadedFile(
        name="Exercises and routines",
        exercises=len(loaded.library.exercises),
        routines=len(loaded.library.routines),
    )
    return SettingsSnapshot(
        preferences=replace(preferences_of(desk.settings), autostart=desk.autostart.is_on()),
        data_dir=desk.data_folder,
        libraries_dir=desk.data_folder / "libraries",
        version=__version__,
        loaded=(built_in,),
        broken=loaded.broken,
        sound_problem=desk.sound_problem,
    )


def damage_notice(opened: Opened) -> Notice:
    """That the log was damaged, with the offer of its newest good copy."""
    text = f"The log was damaged. It was put aside as {opened.set_aside}, and a new one begun."
    if opened.backup is None:
        return Notice(key="damaged", text=text, mood="caution")
    day = f"{opened.backup.made_at:%d %B %Y}"
    return Notice(
        key="damaged",
        text=f"{text} There is a good copy from {day}.",
        mood="caution",
        action=f"Use the copy from {day}",
    )


def _recent(journal: Journal, today: date) -> Sequence[SessionRecord]:
    return journal.sessions(first_day=today - timedelta(days=2 * USUAL_DAYS), limit=MANY)


def _lengths_s(library: Library) -> Mapping[str, float]:
    return {one.id: compile_routine(one, library).total_s for one in library.routines.values()}


def _offers(suggestion: Suggestion, library: Library) -> list[Offer]:
    reason = ALL_DONE if suggestion.usual_done_today else ""
    return [
        _offer(suggestion.routine, library, suggestion.last_done, reason),
        *(_offer(one, library, suggestion.last_done) for one in suggestion.others),
    ]


def _offer(
    routine_id: str, library: Library, last_done: Mapping[str, date], reason: str = ""
) -> Offer:
    facts = routine_facts(library.routines[routine_id], library)
    return Offer(facts, last_done.get(routine_id), reason)


def _starters(library: Library) -> list[Starter]:
    return [
        Starter(need=need, facts=routine_facts(library.routines[routine_id], library))
        for need, routine_id in STARTERS
        if routine_id in library.routines
    ]
