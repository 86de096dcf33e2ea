"""Plans and adherence files, which come from strangers, and what the program does with them."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from posture_app.body.motion_checker import MotionChecker, fingerprints_of
from posture_app.coach.timeline import compile_routine
from posture_app.exchange.plan_fhir import write_plan_bundle
from posture_app.exchange.plan_tables import write_adherence_csv, write_plan_csv
from posture_app.library.files import builtin, load
from posture_app.library.model import Library
from posture_app.library.problems import MOST_TOLD, BrokenFileError
from posture_app.plans.adherence_course import course
from posture_app.plans.adherence_files import sessions_of
from posture_app.plans.as_programme import programme_id, with_plan
from posture_app.plans.differences import differences
from posture_app.plans.files import (
    adherence_bytes,
    carried_library,
    check_sum,
    plan_bytes,
    plan_file,
    read_adherence,
    read_plan,
)
from posture_app.plans.model import Plan, PlanFile, SessionDone
from posture_app.plans.remarks import remarks
from posture_app.plans.steps import is_met, proposed_steps
from posture_app.plans.templates import template
from posture_app.words.catalogue import speaking
from posture_app.words.plan_differences import difference_words
from posture_app.words.plans import plan_lines, remark_words, routine_name
from tests.fuzz.targets import Target, say
from tests.plans.test_files import DONE, PLAN

NOTHING = Library({}, {}, {})
NOW = datetime(2026, 3, 9, tzinfo=UTC)


@cache
def _library() -> Library:
    return load().library


@cache
def _checker() -> MotionChecker:
    return MotionChecker(frozenset(fingerprints_of(builtin())))


@cache
def _carrying() -> bytes:
    return plan_bytes(plan_file(PLAN, _library(), note="Call when unsure."))


@cache
def _bare() -> bytes:
    chosen = replace(template("acute-low-back", "en", _library()), practice=PLAN.practice)
    return plan_bytes(PlanFile(format="posture-app/plan", version=1, plan=chosen))


@cache
def _adherence() -> bytes:
    [session] = DONE.sessions
    done = replace(session.items[0], hurt=False, pain=2, done_sets=2)
    sessions = tuple(
        replace(session, id=f"s{number}", stopped=None, effort=3, items=(done,))
        for number in range(2, 6)
    )
    document = json.loads(adherence_bytes(replace(DONE, sessions=(session, *sessions))))
    document["sessions"][1] |= {"pain_before": 3, "red_flags": ["chest_pain"], "note": "Fine."}
    return json.dumps(document).encode()


def _path(folder: Path) -> Path:
    return folder / "a.postureplan"


def _read_carrying(folder: Path) -> None:
    _read(folder, NOTHING)


def _read_bare(folder: Path) -> None:
    _read(folder, _library())


def _read(folder: Path, library: Library) -> None:
    try:
        read = read_plan(_path(folder), library, _checker().problems)
    except BrokenFileError as broken:
        assert 1 <= len(broken.problems) <= MOST_TOLD + 1
        say(broken)
        return
    assert read_plan(_path(folder), library, raw=plan_bytes(read)) == read
    assert len(check_sum(read.plan)) == 16
    _used(read, library)


def _used(read: PlanFile, library: Library) -> None:
    """Do with a plan what the program does with one that was received."""
    laid_over = with_plan(read, library, routine_name)
    for phase in laid_over.programmes[programme_id(read.plan)].phases:
        for asked in phase.routines:
            assert compile_routine(laid_over.routines[asked.routine], laid_over).total_s > 0
    whole = carried_library(read, _library())
    found = remarks(read.plan, whole)
    changes = differences(PLAN, read.plan)
    for language in ("en", "de"):
        with speaking(language):
            words = [*plan_lines(read.plan, whole)]
            words += [remark_words(one, read.plan, whole) for one in found]
            words += [difference_words(one, PLAN, read.plan, whole) for one in changes]
            "\n".join(words).encode()
            _written_out(read.plan, (), whole)


def _written_out(plan: Plan, sessions: Sequence[SessionDone], library: Library) -> None:
    """Write it for other programs: their form is right whatever is in it."""
    bundle, table, done = io.StringIO(), io.StringIO(newline=""), io.StringIO(newline="")
    write_plan_bundle(plan, sessions, library, bundle, now=NOW, with_notes=True)
    resources = [one["resource"] for one in json.loads(bundle.getvalue())["entry"]]
    assert len({one["id"] for one in resources}) == len(resources)
    write_plan_csv(plan, library, table)
    write_adherence_csv(plan, sessions, library, done)
    for text in (table.getvalue(), done.getvalue()):
        lengths = {len(row) for row in csv.reader(io.StringIO(text, newline=""))}
        assert len(lengths) == 1


def _read_adherence(folder: Path) -> None:
    try:
        read = read_adherence(_path(folder))
    except BrokenFileError as broken:
        assert 1 <= len(broken.problems) <= MOST_TOLD + 1
        say(broken)
        return
    assert read_adherence(_path(folder), adherence_bytes(read)) == read
    proposed_steps(PLAN, PLAN.phases[0], read.sessions, _library())
    is_met(PLAN.steps.harder, read.sessions)
    course(PLAN, date(2026, 3, 1), date(2026, 3, 31), read.sessions)
    newer = replace(read, last_day="9999-12-31")
    assert len(sessions_of([read, newer])) == len(read.sessions)
    _written_out(PLAN, read.sessions, _library())


PLAN_TARGETS = (
    Target("plan-carrying", _path, _carrying, _read_carrying),
    Target("plan-bare", _path, _bare, _read_bare),
    Target("adherence", _path, _adherence, _read_adherence),
)


def _with_phases(phases: list[Any]) -> bytes:
    document = json.loads(_bare())
    document["plan"]["phases"] = phases
    return json.dumps(document).encode()


def _with_sessions(sessions: list[Any]) -> bytes:
    return json.dumps({**json.loads(_adherence()), "sessions": sessions}).encode()


def _with(**fields: Any) -> bytes:
    return json.dumps({**json.loads(_bare()), **fields}).encode()


def _item(number: int) -> dict[str, Any]:
    dose = {"model": "reps", "reps": 100, "sets": 20}
    return {"exercise": f"e{number}", "dose": dose}


_WRONG = {"exercise": 1, "dose": {"model": "x", "sets": -1}, "per_day": 0, "x": 1, "y": 2}
_MANY = [_item(number) for number in range(100)]
_CARRYING, _BARE, _ADHERENCE = PLAN_TARGETS
LARGE: Mapping[str, tuple[Target, Callable[[], bytes]]] = {
    "wrong phases": (
        _BARE,
        lambda: _with_phases([{"id": 1, "name": 2, "items": [_WRONG] * 1500}] * 26),
    ),
    "many phases": (_BARE, lambda: _with_phases([{}] * 5000)),
    "large phases": (
        _BARE,
        lambda: _with_phases([{"id": [0] * 5000, "aim": {"a": [0] * 5000}}] * 50),
    ),
    "many items": (
        _BARE,
        lambda: _with_phases([{"id": f"p{at}", "name": "P", "items": _MANY} for at in range(26)]),
    ),
    "wrong plan": (_BARE, lambda: _with(plan={f"x{at}": [0] * 100 for at in range(5000)})),
    "wrong motions": (
        _CARRYING,
        lambda: _with(exercises=[{"motion": {"keyframes": [{}] * 900}}] * 110),
    ),
    "too many motions": (
        _CARRYING,
        lambda: _with(exercises=[{"motion": {"keyframes": [{}] * 900}}] * 250),
    ),
    "wrong sessions": (
        _ADHERENCE,
        lambda: _with_sessions([{"id": 1, "items": [{"exercise": 1}] * 20}] * 5000),
    ),
    "many sessions": (_ADHERENCE, lambda: _with_sessions([{}] * 5000)),
    "wrong items": (_ADHERENCE, lambda: _with_sessions([{"id": "a", "items": [{}] * 4900}] * 50)),
}
"""Files that are as large as they may be, and wrong in as many places."""
