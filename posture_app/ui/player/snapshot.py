"""What the player shows at one moment, worked out from the session alone."""

from math import cos, pi
from typing import Final

from posture_app.coach.session import Session
from posture_app.coach.session_plan import next_exercise
from posture_app.coach.timeline import WORK, PhaseKind, Side
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise, RoutineItem
from posture_app.words import formats
from posture_app.words.catalogue import N_, _, pgettext

SECONDS_PER_CUE: Final = 8.0
"""In a long hold the short prompts take turns at this pace."""

SIDE_WORDS: Final[dict[Side, str]] = {"left": N_("Left side"), "right": N_("Right side")}
CHANGE_SIDE_WORDS: Final[dict[Side, str]] = {
    "left": N_("Change to your left side"),
    "right": N_("Change to your right side"),
}
BETWEEN: Final = "  ·  "
"""Between set, side and repetition."""

SLOW_BREATH_S: Final = (4.0, 6.0)
"""In and out, as the exercises that ask for slow breathing say it in their own words."""


@dataclass(frozen=True, slots=True)
class PlayerSnapshot:
    """Everything that the view of a session draws.

    `number` is the large figure: seconds left, or the repetition being done where the dose counts
    repetitions without a hold. `left_share` runs from 1 to 0 over the phase, `done_share` from 0
    to 1 over the whole routine.
    """

    exercise: Exercise
    phase: PhaseKind
    side: Side | None
    heading: str
    number: str
    under_number: str
    where: str
    prompt: str
    coming: str
    left_share: float
    done_share: float
    left_s: float
    playing: bool
    waiting: bool
    item: int
    items: int
    breath: float | None = None
    """How full the chest is, 0 to 1, where the exercise asks for slow breathing now."""


def snapshot(session: Session, now_s: float) -> PlayerSnapshot:
    """The player's picture of a session at `now_s`."""
    phase = session.phase
    exercise = session.exercise
    left_s = session.remaining_s(now_s)
    total_s = session.plan.timeline.total_s
    position_s = session.position_s(now_s)
    waiting = phase.phase not in WORK
    number, under_number = _number(session, left_s)
    return PlayerSnapshot(
        exercise=exercise,
        phase=phase.phase,
        side=phase.side,
        heading=_heading(session),
        number=number,
        under_number=under_number,
        where=_where(session),
        prompt=_prompt(session, left_s),
        coming=_coming(session),
        left_share=left_s / session.length_s if session.length_s else 0.0,
        done_share=position_s / total_s if total_s else 1.0,
        left_s=max(0.0, total_s - position_s),
        playing=session.status == "playing",
        waiting=waiting,
        item=phase.item,
        items=len(session.routine.items),
        breath=_breath(session, session.length_s - left_s),
    )


def left_text(seconds: float) -> str:
    """What is left of a session or a break: `4 min 30 s left`."""
    return _("{time} left").format(time=formats.duration(formats.begun_seconds(seconds)))


def _heading(session: Session) -> str:
    phase = session.phase
    if phase.phase == "change_side" and phase.side:
        return _(CHANGE_SIDE_WORDS[phase.side])
    if phase.phase == "move" and session.library.dose(_item(session)).model == "continuous":
        return _("Keep going")
    return _phase_words(phase.phase)


def _phase_words(phase: PhaseKind) -> str:
    words: dict[PhaseKind, str] = {
        "prepare": _("Get ready"),
        "move": pgettext("phase of an exercise", "Move"),
        "hold": pgettext("phase of an exercise", "Hold"),
        "return": pgettext("phase of an exercise", "Return"),
        "relax": pgettext("phase of an exercise", "Relax"),
        "rest": pgettext("phase of an exercise", "Rest"),
        "change_side": _("Change side"),
        "change_position": _("Change position"),
    }
    return words[phase]


def _number(session: Session, left_s: float) -> tuple[str, str]:
    phase = session.phase
    if phase.phase in WORK and session.library.dose(_item(session)).model == "reps":
        # Translators: stands below the number of the repetition that is being done.
        return str(phase.repetition), _("of {count}").format(count=phase.repetitions)
    return formats.countdown(left_s), formats.countdown_unit(left_s)


def _set_words(number: int, sets: int) -> str:
    return _("Set {number} of {count}").format(number=number, count=sets)


def _where(session: Session) -> str:
    """Set, side and repetition, as far as there is more than one."""
    phase = session.phase
    item, set_number, side = session.unit
    parts = []
    if phase.sets > 1:
        parts.append(_set_words(set_number, phase.sets))
    if side:
        parts.append(_(SIDE_WORDS[side]))
    dose = session.library.dose(session.routine.items[item])
    if phase.phase in WORK and dose.model == "reps_with_hold" and phase.repetitions > 1:
        words = _("Repetition {number} of {count}")
        parts.append(words.format(number=phase.repetition, count=phase.repetitions))
    return BETWEEN.join(parts)


def _prompt(session: Session, left_s: float) -> str:
    """The step or cue of the moment: how to get there while waiting, short prompts in the work."""
    exercise, phase = session.exercise, session.phase
    if phase.phase == "rest" and exercise.breathing:
        return exercise.breathing
    if phase.phase not in WORK or not exercise.cues:
        return exercise.steps[0]
    if phase.duration_s > SECONDS_PER_CUE:
        turn = int((session.length_s - left_s) / SECONDS_PER_CUE)
    else:
        turn = phase.repetition - 1
    return exercise.cues[turn % len(exercise.cues)]


def breath_at(elapsed_s: float, in_s: float, out_s: float) -> float:
    """How full the chest is, 0 to 1, at some time of breathing evenly in and out."""
    at_s = elapsed_s % (in_s + out_s)
    share = at_s / in_s if at_s < in_s else 1 - (at_s - in_s) / out_s
    return (1 - cos(pi * share)) / 2


def _breath(session: Session, elapsed_s: float) -> float | None:
    """In a stretch that is held, and in what is done to breathe or to rest."""
    exercise, phase = session.exercise, session.phase.phase
    dose = session.library.dose(_item(session))
    held = phase == "hold" and dose.model == "timed_hold" and exercise.category == "stretch"
    rests = phase == "move" and dose.model == "continuous" and exercise.category == "relaxation"
    if not exercise.breathing or session.status != "playing" or not (held or rests):
        return None
    in_s, out_s = SLOW_BREATH_S
    if rests and dose.tempo_s is not None:
        in_s, out_s = dose.tempo_s.move or in_s, dose.tempo_s.return_ or out_s
    return breath_at(elapsed_s, in_s, out_s)


def _coming(session: Session) -> str:
    """What follows: the next exercise, or the next set of this one."""
    phase = session.phase
    following = next_exercise(session.plan.timeline, session.index)
    units = list(session.plan.units)
    here = units.index(session.unit)
    after = units[here + 1] if here + 1 < len(units) else None
    if after is not None and after[0] == phase.item:
        if after[1] == session.unit[1]:
            return _(SIDE_WORDS[after[2]]) if after[2] else ""
        return _set_words(after[1], phase.sets)
    if following is not None:
        return session.library.exercises[following.exercise].name
    return _("The end")


def _item(session: Session) -> RoutineItem:
    return session.routine.items[session.phase.item]
