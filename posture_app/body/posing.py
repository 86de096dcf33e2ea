"""One keyframe of a motion while somebody poses it: angles stay in range and contacts hold.

A change that a contact would be broken by, or a joint be bent too far by, goes as far as it can.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Final

from posture_app.body.check import IN_KEYFRAMES_M, SINKING_M, angles_reached, contact_gap, sunk
from posture_app.body.contacts import Contact, surface_for
from posture_app.body.keyframes import (
    HOLD,
    START,
    Key,
    angles_at,
    keyframe_at,
    other_angle,
    pose_of,
    stated_at,
    with_resting,
    with_stated,
)
from posture_app.body.measure import shoulder_angles
from posture_app.body.motion import KeyStance, keyframes_in_order, solved_key
from posture_app.body.props import planes_of
from posture_app.body.ranges import SLACK_DEG, limits_of, range_of
from posture_app.body.skeleton import frames_of
from posture_app.body.solve import Pin, Room
from posture_app.dataclass import dataclass
from posture_app.library.motion import Motion

_HALVINGS: Final = 5
"""So often a change that goes too far is halved: to a thirtieth of it."""
_NOTHING: Final = 1e-6
_STEPS: Final[Mapping[str, float]] = {"cm": 0.1, "grip": 0.05}


@dataclass(frozen=True)
class PosedKeyframe:
    """One keyframe of a motion, solved.

    Attributes:
        motion: The motion.
        key: Its keyframe.
        before: Where the keyframes before it have pinned what rests.
    """

    motion: Motion
    key: Key
    before: Mapping[tuple[str, str], Pin] = field(default_factory=dict)

    @cached_property
    def solved(self) -> KeyStance:
        """The keyframe with its contacts solved."""
        room = Room(planes_of(self.motion), dict(self.before))
        return solved_key(self.motion, keyframe_at(self.motion, self.key), room)

    @cached_property
    def stated(self) -> dict[str, float]:
        """The angles that the keyframe states, every limb with its side."""
        return stated_at(self.motion, self.key)

    @cached_property
    def angles(self) -> dict[str, float]:
        """All angles as the body has them, those of limbs that rest on something solved."""
        found = angles_at(self.motion, self.stated)
        reached = angles_reached(self.solved)
        for side in ("right", "left"):
            if self.holder(f"{side}_shoulder.flexion"):
                reached |= shoulder_angles(self.solved.stance, side, found)
        return found | {name: value for name, value in reached.items() if name in found}

    def holder(self, name: str) -> Contact | None:
        """The contact that decides an angle, such as that of a hand on the wall."""
        side, _, joint = name.partition(".")[0].partition("_")
        limb = _LIMBS.get(joint)
        if limb is None:
            return None
        for contact in self.solved.contacts:
            for part in contact.parts:
                if part.startswith(side) and part.removeprefix(f"{side}_") in limb:
                    return contact
        return None

    def changed(
        self, changes: Mapping[str, float], *, both: bool = False, is_stopped: bool = False
    ) -> "PosedKeyframe":
        """With some angles changed, as far as ranges and contacts let them.

        Args:
            changes: Angles with their sides, in degrees (travel in centimetres).
            both: Whether the other limb does the same.
            is_stopped: Whether floor, wall and chair stop them, too. What is typed can be halfway
                to somewhere else, and is told only.
        """
        wanted = dict(changes)
        if both:
            wanted |= {other_angle(name): value for name, value in changes.items()}
        wanted = {name: clamped(name, value) for name, value in wanted.items()}
        return self._as_far_as_it_goes(wanted, is_stopped=is_stopped)

    def tried(self, changes: Mapping[str, float]) -> "PosedKeyframe | None":
        """With some angles changed all the way; None where they are stopped before."""
        found = self.with_angles({name: clamped(name, value) for name, value in changes.items()})
        return found if self._goes(found, is_stopped=True) else None

    def reset(self, names: tuple[str, ...], *, both: bool = False) -> "PosedKeyframe":
        """With some angles as the start position has them."""
        gone = {*names, *(map(other_angle, names) if both else ())}
        stated = {name: value for name, value in self.stated.items() if name not in gone}
        return replace(self, motion=with_stated(self.motion, self.key, stated))

    def let_go(self, part: str) -> "PosedKeyframe":
        """With a part in the air, its limb where it is."""
        side, _, _ = part.partition("_")
        limb = {
            f"{side}_{joint}"
            for joint, parts in _LIMBS.items()
            if part.removeprefix(f"{side}_") in parts
        }
        kept = {
            name: clamped(name, value)
            for name, value in self.angles.items()
            if name.partition(".")[0] in limb
        }
        motion = with_stated(self.motion, self.key, self.stated | kept)
        return replace(self, motion=with_resting(motion, self.key, part, None))

    def _as_far_as_it_goes(
        self, wanted: Mapping[str, float], *, is_stopped: bool
    ) -> "PosedKeyframe":
        found = self.with_angles(wanted)
        if self._goes(found, is_stopped=is_stopped):
            return found
        low, high, best = 0.0, 1.0, self
        now = {name: self.angles[name] for name in wanted}
        for _ in range(_HALVINGS):
            share = (low + high) / 2
            part = {
                name: clamped(name, now[name] + share * (value - now[name]))
                for name, value in wanted.items()
            }
            found = self.with_angles(part)
            if self._goes(found, is_stopped=is_stopped):
                low, best = share, found
            else:
                high = share
        return best

    def _goes(self, found: "PosedKeyframe", *, is_stopped: bool) -> bool:
        """Whether another pose is no worse than this one."""
        if found.excess > self.excess + _NOTHING:
            return False
        return not is_stopped or found.sunk_cm <= self.sunk_cm + _NOTHING

    def with_angles(self, wanted: Mapping[str, float]) -> "PosedKeyframe":
        """With some angles stated, whatever comes of it."""
        frame = keyframe_at(self.motion, self.key)
        pose = pose_of({**self.stated, **wanted})
        if pose == frame.pose:
            return self
        return replace(self, motion=with_stated(self.motion, self.key, {**self.stated, **wanted}))

    @cached_property
    def excess(self) -> float:
        """How far joints are beyond their ranges and parts off what they rest on; 0 if sound."""
        total = 0.0
        if self.motion.beyond_range is None:
            for name, value in angles_reached(self.solved).items():
                limits = range_of(name)
                if limits is not None:
                    low, high = limits
                    total += max(0.0, low - SLACK_DEG - value, value - high - SLACK_DEG)
        frames, room = frames_of(self.solved.stance), Room(planes_of(self.motion))
        for contact in self.solved.contacts:
            for part in contact.parts:
                pins = None if contact.slides else self.solved.pins
                gap = contact_gap(frames, part, surface_for(contact, part), pins, room)
                total += max(0.0, 100 * (gap - IN_KEYFRAMES_M))
        return total

    @cached_property
    def sunk_cm(self) -> float:
        """How deep parts of the body are in floor, wall or chair, beyond what flesh gives way."""
        frames, room = frames_of(self.solved.stance), Room(planes_of(self.motion))
        deep = sunk(self.motion, frames, room, SINKING_M)
        return sum(100 * (depth - SINKING_M) for _part, _surface, depth in deep)


_LIMBS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("shoulder", "elbow", "forearm", "wrist", "hand"), ("hand", "forearm")),
    **dict.fromkeys(("hip", "knee", "ankle", "toes"), ("foot", "toes", "heel", "ankle", "knee")),
}
"""The parts that decide a joint's angles when they rest on something."""


def posed(motion: Motion, key: Key) -> PosedKeyframe:
    """A keyframe of a motion to be posed.

    Raises:
        ValueError: A contact cannot be read.
    """
    room = Room(planes_of(motion))
    for index, (_, frame) in enumerate(keyframes_in_order(motion)):
        unsaid = HOLD if index else START
        if key == (unsaid if frame is None else Key(frame.phase, frame.at)):
            break
        solved_key(motion, frame, room)
    return PosedKeyframe(motion, key, dict(room.pins))


def step_of(name: str) -> float:
    """What an angle is rounded to: whole degrees, millimetres, a twentieth of a fist."""
    ending = name.rpartition("_")[2] if name.endswith("_cm") else name.rpartition(".")[2]
    return _STEPS.get(ending, 1.0)


def clamped(name: str, value: float) -> float:
    """An angle within its limits, rounded."""
    low, high = limits_of(name)
    step = step_of(name)
    return min(high, max(low, round(round(value / step) * step, 2)))
