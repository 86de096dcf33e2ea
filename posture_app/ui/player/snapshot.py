"""What the player shows at one moment, worked out from the session alone."""

import math
from dataclasses import dataclass
from typing import Final

from posture_app.coach.plan import next_exercise
from posture_app.coach.session import Session
from posture_app.coach.timeline import WORK, PhaseKind, Side
from posture_app.library.model import Exercise, RoutineItem

SECONDS_PER_CUE: Final = 8.0
"""In a long hold the short prompts take turns at this pace."""

PHASE_WORDS: Final[dict[PhaseKind, str]] = {
    "prepare": "Get ready",
    "move": "Move",
    "hold": "Hold",
    "return": "Return",
    "relax": "Relax",
    "rest": "Rest",
    "change_side": "Change side",
    "change_position": "Change position",
}
SIDE_WORDS: Final[dict[Side, str]] = {"left": "Left side", "right": "Right side"}
BETWEEN: Final = "  ·  "
"""Between set, side and repetition."""


@dataclass(frozen=True, slots=True)
class PlayerSnapshot:
    """Everything the player's stage draws.

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
    )


def clock_text(seconds: float) -> str:
    """Seconds as a clock shows them: `45`, `1:05`. A second that has begun is still shown."""
    whole = math.ceil(seconds - 1e-6)
    return str(whole) if whole < 60 else f"{whole // 60}:{whole % 60:02}"


def _heading(session: Session) -> str:
    phase = session.phase
    if phase.phase == "change_side" and phase.side:
        return f"Change to your {phase.side} side"
    if phase.phase == "move" and session.library.dose(_item(session)).model == "continuous":
        return "Keep going"
    return PHASE_WORDS[phase.phase]


def _number(session: Session, left_s: float) -> tuple[str, str]:
    phase = session.phase
    if phase.phase in WORK and session.library.dose(_item(session)).model == "reps":
        return str(phase.repetition), f"of {phase.repetitions}"
    text = clock_text(left_s)
    return text, "" if ":" in text else "seconds" if text != "1" else "second"


def _where(session: Session) -> str:
    """Set, side and repetition, as far as there is more than one."""
    phase = session.phase
    item, set_number, side = session.unit
    parts = []
    if phase.sets > 1:
        parts.append(f"Set {set_number} of {phase.sets}")
    if side:
        parts.append(SIDE_WORDS[side])
    dose = session.library.dose(session.routine.items[item])
    if phase.phase in WORK and dose.model == "reps_with_hold" and phase.repetitions > 1:
        parts.append(f"Repetition {phase.repetition} of {phase.repetitions}")
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


def _coming(session: Session) -> str:
    """What follows: the next exercise, or the next set of this one."""
    phase = session.phase
    following = next_exercise(session.plan.timeline, session.index)
    units = list(session.plan.units)
    here = units.index(session.unit)
    after = units[here + 1] if here + 1 < len(units) else None
    if after is not None and after[0] == phase.item:
        if after[1] == session.unit[1]:
            return SIDE_WORDS[after[2]] if after[2] else ""
        return f"Set {after[1]} of {phase.sets}"
    if following is not None:
        return session.library.exercises[following.exercise].name
    return "The end"


def _item(session: Session) -> RoutineItem:
    return session.routine.items[session.phase.item]
