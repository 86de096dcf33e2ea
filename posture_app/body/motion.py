"""A motion becomes two ways of solved stances, and a moment of the coach becomes one stance.

Solving costs milliseconds and happens once for a motion; a frame is a blend of two neighbours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import pi, sin
from typing import Final, Literal

from posture_app.body.angles import angles_of, stance_of, with_thighs_still
from posture_app.body.contacts import Contact, common, effective, rolling
from posture_app.body.geometry import about_x, times
from posture_app.body.positions import position, position_angles
from posture_app.body.props import planes_of
from posture_app.body.skeleton import INDEX, Stance, between, mirrored
from posture_app.body.solve import Pin, Room, solved
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.library.motion import Keyframe, Motion, StartPosition

Side = Literal["left", "right"]
MotionPhase = Literal[
    "prepare", "move", "hold", "return", "relax", "rest", "change_side", "change_position"
]

STEPS: Final = 16
"""Solved stances between two or three keyframes; more where there are more."""
BREATH_S: Final = 4.5
"""One breath at rest, about 13 in a minute."""
_LUMBAR: Final = INDEX["lower_thorax"]
_NECK: Final = INDEX["lower_neck"]


@dataclass(frozen=True, slots=True)
class KeyStance:
    """A keyframe after its contacts are solved.

    `place` is the keyframe's index in the motion, or None for a start that it leaves unsaid;
    `at` is when it is reached, 0 at the start of its way and 1 at the end.
    """

    place: int | None
    at: float
    stance: Stance
    contacts: tuple[Contact, ...]
    angles: Mapping[str, float]
    pins: Mapping[tuple[str, str], Pin]


@dataclass(frozen=True, slots=True)
class Way:
    """Solved stances at even steps of one way."""

    keys: tuple[KeyStance, ...]
    stances: tuple[Stance, ...]

    def at(self, share: float) -> Stance:
        """The stance at a share of the way, 0 to 1."""
        last = len(self.stances) - 1
        along = max(0.0, min(1.0, share)) * last
        index = min(int(along), last - 1)
        return between(self.stances[index], self.stances[index + 1], along - index)


@dataclass(frozen=True, slots=True)
class SolvedMotion:
    """A motion ready to be played: the way there and the way back, and its room."""

    motion: Motion
    room: Room
    there: Way
    back: Way

    @property
    def start(self) -> Stance:
        """Where a repetition begins."""
        return self.there.stances[0]

    @property
    def end(self) -> Stance:
        """What is held."""
        return self.there.stances[-1]


def solved_motion(motion: Motion) -> SolvedMotion:
    """Solve a motion.

    Raises:
        ValueError: A contact cannot be read; `check` names all of them.
    """
    room = Room(planes_of(motion))
    in_order = keyframes_in_order(motion)
    keys = [solved_key(motion, keyframe, room, place) for place, keyframe in in_order]
    returns = [key for key, (_, one) in zip(keys, in_order, strict=True) if _is_return(one)]
    way = keys[: len(keys) - len(returns)]
    start = way[0]
    there = _way(way, room, closed=goes_round(motion))
    if returns:
        end = way[-1]
        home = [
            KeyStance(end.place, 0.0, end.stance, end.contacts, end.angles, end.pins),
            *returns,
            KeyStance(start.place, 1.0, start.stance, start.contacts, start.angles, start.pins),
        ]
        back = _way(home, room)
    else:
        back = Way(there.keys[::-1], there.stances[::-1])
    return SolvedMotion(motion, room, there, back)


def position_motion(name: StartPosition) -> Motion:
    """A start position as a motion that does not move, for exercises without one."""
    return Motion(start=name, keyframes=(Keyframe(phase="start"),))


def motion_of(exercise: Exercise) -> Motion:
    """What an exercise shows: its motion, or its start position."""
    return exercise.motion or position_motion(exercise.position)


def stance_at(
    solved: SolvedMotion,
    phase: MotionPhase,
    progress: float,
    side: Side | None = None,
    breath: float = 0.0,
) -> Stance:
    """Where the body is at a moment of the coach.

    Args:
        solved: The solved motion.
        phase: What the coach counts. Pauses show the start position.
        progress: The share of the phase that has passed, 0 to 1.
        side: The side that is exercised; motions are authored for the right.
        breath: How far the breath has filled the chest, 0 to 1.
    """
    if phase == "move":
        stance = solved.there.at(eased(progress))
    elif phase == "hold":
        stance = solved.end
    elif phase == "return":
        stance = solved.back.at(eased(progress))
    else:
        stance = solved.start
    return _finished(stance, side, breath)


def share_at(motion: Motion, phase: MotionPhase, progress: float) -> float:
    """How much of the way to what is held lies behind the body, at a share of a phase.

    Beyond the start, at a second end on the way back, it is less than 0, down to -1.
    """
    if phase == "move":
        return eased(progress)
    if phase == "return":
        back, end = eased(progress), second_end(motion)
        if end is None:
            return 1 - back
        return 1 - 2 * back / end if back < end else (back - end) / (1 - end) - 1
    return 1.0 if phase == "hold" else 0.0


def second_end(motion: Motion) -> float | None:
    """When on the way back a body is at the other end of its motion, if it has one there."""
    ends = [one.at for one in motion.keyframes if one.phase == "return" and one.ghost and one.at]
    return ends[0] if ends else None


def cycle_at(
    solved: SolvedMotion,
    elapsed_s: float,
    cycle_s: float,
    side: Side | None = None,
    breath: float = 0.0,
) -> Stance:
    """Where the body is in an exercise that goes round and round, one way in each half."""
    round_share = (elapsed_s / cycle_s) % 1.0
    if goes_round(solved.motion):
        stance = solved.there.at(round_share)
    elif round_share < 0.5:
        stance = solved.there.at(eased(2 * round_share))
    else:
        stance = solved.back.at(eased(2 * round_share - 1))
    return _finished(stance, side, breath)


def eased(progress: float) -> float:
    """The way covered at a share of the time, with least jerk (Flash and Hogan 1985)."""
    t = max(0.0, min(1.0, progress))
    return t * t * t * (10 + t * (6 * t - 15))


def breath_at(elapsed_s: float) -> float:
    """How full the chest is, 0 to 1, at some time of quiet breathing."""
    return 0.5 - 0.5 * sin(2 * pi * elapsed_s / BREATH_S + pi / 2)


def _finished(stance: Stance, side: Side | None, breath: float) -> Stance:
    if breath:
        stance = _breathing(stance, breath)
    return mirrored(stance) if side == "left" else stance


def _breathing(stance: Stance, breath: float) -> Stance:
    """The chest lifts a little and the shoulders with it; the head stays where it is."""
    turns = list(stance.turns)
    turns[_LUMBAR] = times(turns[_LUMBAR], about_x(-0.9 * breath))
    turns[_NECK] = times(about_x(0.9 * breath), turns[_NECK])
    (re, rp), (le, lp) = stance.scapulae
    lift = 0.003 * breath
    scapulae = ((re + lift, rp), (le + lift, lp))
    return replace(stance, turns=tuple(turns), scapulae=scapulae)


def goes_round(motion: Motion) -> bool:
    """Whether the way there ends where it began, such as a stride or a shoulder roll."""
    phases = {key.phase for key in motion.keyframes}
    return "move" in phases and not phases & {"hold", "return"}


def keyframes_in_order(motion: Motion) -> list[tuple[int | None, Keyframe | None]]:
    """The keyframes with their places in the motion, as they are passed: start, way, hold, return.

    A start or a hold that the motion leaves unsaid is None: the start position itself.
    """
    found: dict[str, list[tuple[int | None, Keyframe | None]]] = {
        "start": [],
        "move": [],
        "hold": [],
        "return": [],
    }
    for place, keyframe in enumerate(motion.keyframes):
        found[keyframe.phase].append((place, keyframe))
    for phase in ("move", "return"):
        found[phase].sort(key=lambda placed: (placed[1] and placed[1].at) or 0.5)
    unsaid = [(None, None)]
    held = [] if goes_round(motion) else (found["hold"] or unsaid)[:1]
    return [*(found["start"] or unsaid)[:1], *found["move"], *held, *found["return"]]


def solved_key(
    motion: Motion, keyframe: Keyframe | None, room: Room, place: int | None = None
) -> KeyStance:
    """One keyframe with its contacts solved; `room` takes the places where parts stay from now on.

    Raises:
        ValueError: A contact cannot be read.
    """
    where = position(motion.start)
    stated = angles_of(keyframe.pose) if keyframe else {}
    angles = with_thighs_still(position_angles(motion.start) | stated, stated)
    contacts = effective(where.contacts, motion.contacts, keyframe.contacts if keyframe else ())
    kept = {(part, contact.surface) for contact in contacts for part in contact.parts}
    for pin in [pin for pin in room.pins if pin not in kept]:
        del room.pins[pin]
    stance = solved(stance_of(angles, where.root, where.turn), contacts, room)
    at = 1.0
    if keyframe is None or keyframe.phase == "start":
        at = 0.0
    elif keyframe.phase in {"move", "return"}:
        at = keyframe.at or 0.5
    return KeyStance(place, at, stance, contacts, angles, dict(room.pins))


def _is_return(keyframe: Keyframe | None) -> bool:
    return keyframe is not None and keyframe.phase == "return"


def _way(keys: Sequence[KeyStance], room: Room, *, closed: bool = False) -> Way:
    stances = []
    steps = STEPS * max(1, (len(keys) - 1) // 2)
    for step in range(steps + 1):
        share = step / steps
        index = max(0, sum(key.at <= share for key in keys) - 1)
        if index >= len(keys) - 1:
            stances.append(keys[-1].stance)
            continue
        first, second = keys[index], keys[index + 1]
        span = second.at - first.at
        part = (share - first.at) / span if span > 0 else 1.0
        if part <= 0:
            stances.append(first.stance)
            continue
        stance = _curve(keys, index, part, closed=closed)
        kept = common(first.contacts, second.contacts)
        carrying = rolling(first.contacts, second.contacts)
        pinned = Room(room.planes, {**second.pins, **first.pins})
        stances.append(solved(stance, kept, pinned, carrying))
    return Way(tuple(keys), tuple(stances))


def _curve(keys: Sequence[KeyStance], index: int, part: float, *, closed: bool) -> Stance:
    """Between two keys, through the others without a jerk (Catmull-Rom, Barry and Goldman 1988)."""
    first, second = keys[index].stance, keys[index + 1].stance
    if len(keys) == 2:
        return between(first, second, part)
    last = len(keys) - 1
    before = keys[index - 1].stance if index else (keys[last - 1].stance if closed else first)
    after = keys[index + 2].stance if index + 1 < last else (keys[1].stance if closed else second)
    left = between(before, first, part + 1)
    middle = between(first, second, part)
    right = between(second, after, part - 1)
    return between(between(left, middle, (part + 1) / 2), between(middle, right, part / 2), part)
