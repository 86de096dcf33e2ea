"""A plan as one page of HTML for a telephone, which needs nothing but itself.

The page's policy (Content-Security-Policy) lets it ask no server for anything, and run no script
and no style but its own two, which it knows by their hashes. Texts of a plan come in as JSON and
are shown as text, never as HTML.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from hashlib import sha256
from html import escape
from typing import Any, Final

from posture_app.coach.health import USUAL_NUMBER
from posture_app.coach.pain_rule import TIER, PainAnswers, Sign, advise
from posture_app.coach.timeline import SessionTimeline, compile_routine
from posture_app.handout.guide_text import plain_parts
from posture_app.handout.moving_figure import HEIGHT, WIDTH, moving_figure
from posture_app.handout.muscle_legend import entries_of, legend_values
from posture_app.handout.photographs import photographs_as_text
from posture_app.library.files import data_root
from posture_app.library.model import Exercise, Library, Routine, RoutineItem
from posture_app.plans.as_programme import HowOften, item_of, programme_id, with_plan
from posture_app.plans.files import carried_library
from posture_app.plans.model import Plan, PlanFile, PlanPhase
from posture_app.plans.progress import WEEKDAYS
from posture_app.preferences import USUAL_FIGURE, FigureAppearance
from posture_app.ui.widgets.exercise_picture import shows_pictures
from posture_app.words import safety
from posture_app.words.catalogue import speaking
from posture_app.words.formats import duration, medium_date
from posture_app.words.library import dose_words
from posture_app.words.phone_page import figure_words, needs_script, page_words, revision_words
from posture_app.words.plan_sheet import changes_title, considered, told_changes
from posture_app.words.plans import how_often, routine_name

FOLDER: Final = "resources/phone"
SCRIPTS: Final = (
    "values.js", "inflate.js", "figure.js", "code.js", "session.js", "sending.js", "page.js",
)  # fmt: skip
"""In the order in which they are put together to one."""
POLICY: Final = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
CYCLE_S: Final = 6.0
"""One round of a movement that goes on without a count, where nobody says how long it is."""
ItemMarks = Mapping[tuple[str, str], str]
"""What is said of exercises that are new or were changed, by their phase and id."""

_PLACE: Final = re.compile(r"\{\{(\w+)\}\}")
_WORK: Final = frozenset({"move", "hold", "return"})
_MOST_REPS: Final = 2000
"""More an adherence file does not tell of."""


def phone_page(
    plan_file: PlanFile,
    library: Library,
    *,
    emergency_number: str = USUAL_NUMBER,
    before: PlanFile | None = None,
    figure: FigureAppearance = USUAL_FIGURE,
) -> bytes:
    """The page of a plan in the plan's language.

    Args:
        plan_file: The plan, with every exercise that the library lacks.
        library: In the plan's language.
        emergency_number: What to call where the patient is.
        before: The version that the patient has, if what was changed is told.
        figure: Whom the figures show.

    Raises:
        KeyError: The plan uses an exercise or a routine that neither of them has.
    """
    with speaking(plan_file.plan.language):
        values = _values(plan_file, library, emergency_number, before, figure)
        script, style = _script(), _resource("page.css")
        parts = {
            "language": plan_file.plan.language,
            "title": escape(plan_file.plan.name),
            "policy": POLICY.format(script=_hash(script), style=_hash(style)),
            "style": style,
            "script": script,
            "values": _json(values),
            "needs_script": escape(needs_script()),
            "box": f"0 0 {WIDTH} {HEIGHT}",
        }
    return _PLACE.sub(lambda place: parts[place[1]], _resource("page.html")).encode()


def _json(values: object) -> str:
    """JSON that cannot end the element that it stands in."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _resource(name: str) -> str:
    return (data_root() / FOLDER / name).read_text("utf-8")


@cache
def _script() -> str:
    return '"use strict";\n(() => {\n' + "".join(map(_resource, SCRIPTS)) + "})();\n"


def _values(
    plan_file: PlanFile,
    library: Library,
    emergency_number: str,
    before: PlanFile | None,
    figure: FigureAppearance,
) -> dict[str, Any]:
    plan = plan_file.plan
    whole = with_plan(plan_file, library, routine_name)
    changes, marks = _changes(plan, before, whole)
    phases = [_phase(plan, phase, whole, marks) for phase in plan.phases]
    used = {
        item["exercise"] for phase in phases for one in phase["routines"] for item in one["items"]
    }
    return {
        "plan": {
            "id": plan.id,
            "revision": plan.revision,
            "revisionWords": revision_words(plan.revision, _day(plan.changed_on)),
            "name": plan.name,
            "goal": plan.goal,
            "patient": plan.patient,
            "language": plan.language,
            "practice": asdict(plan.practice),
            "whenItHurts": plan.when_it_hurts or safety.stop_text(emergency_number),
            "whenToCall": plan.when_to_call,
        },
        "words": page_words(),
        "considered": _titled(*considered(plan)),
        "changes": changes,
        "pages": [
            {"title": page.title, "parts": plain_parts(page, emergency_number)}
            for page in (library.guide.get(one) for one in plan.pages)
            if page is not None
        ],
        "advice": _advice(plan, emergency_number),
        "signs": [
            {
                "key": sign.value,
                "words": safety.sign(sign),
                "grave": int(TIER[sign]),
                "advice": safety.advice(TIER[sign], emergency_number),
            }
            for sign in Sign
        ],
        "carried": [one.id for one in plan_file.exercises],
        "phases": phases,
        "legend": legend_values(entries_of(whole.exercises[one] for one in sorted(used)), figure),
        "exercises": {one: _exercise(whole.exercises[one], figure) for one in sorted(used)},
    }


def _day(text: str) -> str:
    try:
        return medium_date(date.fromisoformat(text))
    except ValueError:
        return ""


def _titled(title: str, lines: Sequence[str]) -> dict[str, Any] | None:
    return {"title": title, "lines": list(lines)} if lines else None


def _changes(
    plan: Plan, before: PlanFile | None, whole: Library
) -> tuple[dict[str, Any] | None, ItemMarks]:
    """What is told of the changes, and the marks of the exercises by their phase and id."""
    if before is None:
        return None, {}
    both = carried_library(before, whole)
    lines, marks = told_changes(before.plan, plan, plan.phases, both)
    return _titled(changes_title(before.plan), lines), marks


def _advice(plan: Plan, emergency_number: str) -> list[dict[str, Any]]:
    """What the rule for pain says at each strength from 0 to 10."""
    found = []
    for pain in range(11):
        judged = advise(PainAnswers(during=pain, profile=plan.precautions))
        found.append(
            {"grave": int(judged.advice), "words": safety.judgement(judged, emergency_number)}
        )
    return found


def _phase(plan: Plan, phase: PlanPhase, whole: Library, marks: ItemMarks) -> dict[str, Any]:
    asked = next(
        one for one in whole.programmes[programme_id(plan)].phases if one.id == phase.id
    ).routines
    return {
        "id": phase.id,
        "name": phase.name,
        "aim": phase.aim,
        "routines": [
            _routine(
                plan,
                phase.id,
                whole.routines[one.routine],
                whole,
                HowOften(one.per_day, one.days_per_week, one.days),
                marks,
            )
            for one in asked
        ],
    }


def _routine(
    plan: Plan,
    phase_id: str,
    routine: Routine,
    whole: Library,
    often: HowOften,
    marks: ItemMarks,
) -> dict[str, Any]:
    timeline = compile_routine(routine, whole)
    return {
        "name": routine.name,
        "often": how_often(often),
        "perDay": often.per_day,
        "everyDay": not often.days and often.days_per_week == 7,
        # As JavaScript counts them, from Sunday on.
        "days": [(WEEKDAYS.index(day) + 1) % 7 for day in often.days],
        "time": duration(timeline.total_s),
        "items": [
            {
                **_item(plan, phase_id, item, number, whole, timeline),
                "mark": marks.get((phase_id, item.exercise), ""),
            }
            for number, item in enumerate(routine.items)
        ],
        # item, what, seconds, set, sets, repetition, repetitions, side
        "timeline": [
            [
                one.item,
                one.phase,
                one.duration_s,
                one.set,
                one.sets,
                one.repetition,
                one.repetitions,
                one.side,
            ]
            for one in timeline.phases
        ],
    }


def _item(
    plan: Plan,
    phase_id: str,
    item: RoutineItem,
    number: int,
    whole: Library,
    timeline: SessionTimeline,
) -> dict[str, Any]:
    exercise = whole.exercises[item.exercise]
    dose = whole.dose(item)
    prescribed = item_of(plan, phase_id, item.exercise)
    tempo = dose.tempo_s
    motion = exercise.motion
    cycle_s = motion.cycle_s if motion is not None else None
    if cycle_s is None and dose.model == "continuous":
        cycle_s = (tempo.move + tempo.return_ if tempo else 0) or CYCLE_S
    return {
        "exercise": exercise.id,
        "dose": dose_words(exercise.sides, dose, item.side),
        "load": prescribed.load if prescribed else "",
        "note": prescribed.note if prescribed else "",
        "cycle": cycle_s,
        "counts": dose.model in {"reps", "reps_with_hold"},
        **_asked(number, timeline),
    }


def _asked(number: int, timeline: SessionTimeline) -> Mapping[str, float]:
    """How much is asked for over all sets and both sides, as adherence files count it."""
    works = [one for one in timeline.phases if one.item == number and one.phase in _WORK]
    return {
        "sets": works[0].sets if works else 1,
        "reps": min(len({(one.set, one.side, one.repetition) for one in works}), _MOST_REPS),
        "hold": sum(one.duration_s for one in works if one.phase == "hold"),
    }


def _exercise(exercise: Exercise, figure: FigureAppearance) -> dict[str, Any]:
    return {
        "name": exercise.name,
        "purpose": exercise.purpose,
        "picture": figure_words(exercise.name),
        "steps": list(exercise.steps),
        "cautions": list(exercise.cautions),
        "stopIf": list(exercise.stop_if),
        "figure": None if shows_pictures(exercise) else moving_figure(exercise, figure),
        "photographs": photographs_as_text(exercise),
    }
