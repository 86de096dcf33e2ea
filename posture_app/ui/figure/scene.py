"""A motion ready to be shown: its solved score, its muscles, and where the camera looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from PySide6.QtCore import QRectF

from posture_app.body.contacts import PLANES
from posture_app.body.geometry import Vector
from posture_app.body.motion import Score, Side, position_motion, scored
from posture_app.body.muscles import Muscle, mirrored_muscle, muscles_of
from posture_app.body.props import Box, Rod, things_at
from posture_app.body.skeleton import HEAD, Frames, Stance, frames_of, mirrored, mirrored_frames
from posture_app.body.volumes import ELLIPSOIDS, PARTS
from posture_app.library.model import Exercise
from posture_app.library.motion import LookAt, Motion
from posture_app.ui.figure.bones import Hands
from posture_app.ui.figure.hands import POSES
from posture_app.ui.figure.muscles import Shown
from posture_app.ui.figure.view import View, looking

_REGIONS: Final[dict[LookAt, tuple[str, ...]]] = {
    "whole_body": tuple(part.name for part in PARTS),
    "upper_body": (
        "head",
        "trunk",
        "right_upper_arm",
        "left_upper_arm",
        "right_forearm",
        "left_forearm",
    ),
    "head": ("head",),
    "head_and_shoulders": ("head",),
    "head_and_arms": (
        "head",
        "right_upper_arm",
        "left_upper_arm",
        "right_forearm",
        "left_forearm",
    ),
    "trunk": ("trunk", "right_thigh", "left_thigh"),
    "lower_body": ("right_thigh", "left_thigh", "right_shank", "left_shank"),
}
_HEAD_AND_SHOULDERS: Final = ("right_deltoid", "left_deltoid", "upper_chest")
_KNOT: Final[Vector] = (0.0, 0.165, -0.045)
_KNOT_M: Final = 0.045
"""The knot of hair on the head, which is no part of the body's volume."""
_MARGIN: Final = 0.06
_MOMENTS: Final = 8
"""Into so many equal parts a way is cut to be drawn as a line; twice as many where it is long."""


def _numbers(look_at: LookAt) -> tuple[int, ...]:
    names = _REGIONS[look_at]
    found = {
        number
        for part in PARTS
        if part.name in names
        for skin in part.skins
        for number in skin.over
    }
    if look_at == "head_and_shoulders":
        found |= {
            number for number, one in enumerate(ELLIPSOIDS) if one.name in _HEAD_AND_SHOULDERS
        }
    return tuple(sorted(found))


@dataclass(frozen=True)
class Scene:
    """One motion with what is drawn besides the body.

    Attributes:
        score: The solved motion.
        works: The muscles that work.
        lengthens: The muscles that are stretched.
    """

    score: Score
    works: tuple[Muscle, ...] = ()
    lengthens: tuple[Muscle, ...] = ()

    @property
    def motion(self) -> Motion:
        """What is shown."""
        return self.score.motion

    def shown(self, side: Side | None = None) -> Shown:
        """The muscles of a picture of one side."""
        if side != "left":
            return Shown(self.works, self.lengthens)
        return Shown(
            tuple(map(mirrored_muscle, self.works)), tuple(map(mirrored_muscle, self.lengthens))
        )

    def hands(self, side: Side | None = None) -> Hands:
        """The shapes of the right and the left hand, where the motion names them."""
        named = self.motion.hands
        right, left = (POSES[one] if one else None for one in (named.right, named.left))
        return (left, right) if side == "left" else (right, left)

    def resting_arms(self, side: Side | None = None) -> frozenset[str]:
        """The arms whose hands rest on the body or a chair at the end of the way."""
        arms = {
            part.replace("hand", "arm")
            for contact in self.score.there.keys[-1].contacts
            if contact.surface not in PLANES
            for part in contact.parts
            if part.endswith("hand")
        }
        if side == "left":
            swapped = {"right_arm": "left_arm", "left_arm": "right_arm"}
            arms = {swapped[arm] for arm in arms}
        return frozenset(arms)

    def there(self, side: Side | None = None) -> tuple[Frames, ...]:
        """Moments of the way there, from the start to what is held."""
        return (self._ways_of_the_left if side == "left" else self._ways)[0]

    def back(self, side: Side | None = None) -> tuple[Frames, ...]:
        """Moments of the way back, from what is held to the start."""
        return (self._ways_of_the_left if side == "left" else self._ways)[1]

    def ghosts(self, side: Side | None = None) -> tuple[tuple[float, Frames], ...]:
        """What the motion marks as a ghost: how far on the way back (0: there), and the body."""
        if side == "left":
            return tuple((at, mirrored_frames(frames)) for at, frames in self._ghosts)
        return self._ghosts

    @cached_property
    def _ghosts(self) -> tuple[tuple[float, Frames], ...]:
        there = [(0.0, key) for key in self.score.there.keys]
        back = [(key.at, key) for key in self.score.back.keys[1:-1]]
        return tuple(
            (at, self._ways[0][0] if key.stance is self.score.start else frames_of(key.stance))
            for at, key in (*there, *back)
            if key.place is not None and self.motion.keyframes[key.place].ghost
        )

    @cached_property
    def _ways(self) -> tuple[tuple[Frames, ...], tuple[Frames, ...]]:
        there, back = self.score.there.stances, self.score.back.stances
        going = _moments(there)
        return going, going[::-1] if back == there[::-1] else _moments(back)

    @cached_property
    def _ways_of_the_left(self) -> tuple[tuple[Frames, ...], tuple[Frames, ...]]:
        there, back = self._ways
        return tuple(map(mirrored_frames, there)), tuple(map(mirrored_frames, back))

    @cached_property
    def _reach(self) -> tuple[tuple[Vector, float], ...]:
        """Points that the picture must hold over the whole motion, and how much around each."""
        numbers = _numbers(self.motion.camera.look_at)
        there, back = self._ways
        every = 2 * _MOMENTS // (len(there) - 1)
        moments = {id(frames): frames for frames in (*there[::every], *back[::every])}
        # What does not move need not be asked twice.
        points = {point: None for frames in moments.values() for point in _around(frames, numbers)}
        if "head" in _REGIONS[self.motion.camera.look_at]:
            points |= {(one.point(HEAD, _KNOT), _KNOT_M): None for one in moments.values()}
        if self.motion.camera.look_at == "whole_body":
            points |= {(point, 0.0): None for point in self._props(there[0])}
        return tuple(points)

    def _props(self, frames: Frames) -> Iterable[Vector]:
        for thing in things_at(self.motion, frames, frames):
            if thing.kind in {"wall", "doorway", "mat", "desk"}:
                continue
            for shape in thing.shapes:
                if isinstance(shape, Box):
                    yield from shape.corners()
                elif isinstance(shape, Rod):
                    yield shape.first
                    yield shape.last
                else:
                    yield from shape.points

    def view(
        self, rect: QRectF, side: Side | None = None, turned_deg: tuple[float, float] = (0.0, 0.0)
    ) -> View:
        """The motion's camera, turned by a person, with the motion filling a rectangle."""
        camera = self.motion.camera
        yaw = camera.yaw_deg if side != "left" else -camera.yaw_deg
        pitch = max(-89.0, min(89.0, camera.pitch_deg + turned_deg[1]))
        view = looking(yaw + turned_deg[0], pitch)
        flip = -1.0 if side == "left" else 1.0
        (ax, ay, az), (bx, by, bz) = view.right, view.up
        # What lies around a point is an octahedron: it reaches so far across and up.
        wide, tall = max(abs(ax), abs(ay), abs(az)), max(abs(bx), abs(by), abs(bz))
        across = [(flip * ax * x + ay * y + az * z, wide * r) for (x, y, z), r in self._reach]
        down = [(-flip * bx * x - by * y - bz * z, tall * r) for (x, y, z), r in self._reach]
        left, right = min(x - r for x, r in across), max(x + r for x, r in across)
        top, bottom = min(y - r for y, r in down), max(y + r for y, r in down)
        width, height = max(0.3, right - left), max(0.3, bottom - top)
        room = 1 - 2 * _MARGIN
        scale = min(rect.width() * room / width, rect.height() * room / height)
        return replace(
            view,
            scale=scale,
            x=rect.center().x() - scale * (left + right) / 2,
            y=rect.center().y() - scale * (top + bottom) / 2,
            frame=(rect.left(), rect.top(), rect.right(), rect.bottom()),
        )

    def stance(self, share: float, side: Side | None = None) -> Stance:
        """The stance at a share of the way there."""
        stance = self.score.there.at(share)
        return mirrored(stance) if side == "left" else stance


@lru_cache(maxsize=128)
def scene_of(exercise: Exercise) -> Scene:
    """The scene of an exercise; its start position where it has no motion. Solved once."""
    motion = exercise.motion or position_motion(exercise.position)
    works, lengthens = motion.works, motion.lengthens
    if not works and not lengthens:
        if exercise.category in {"strength", "stability"}:
            works = exercise.muscles.primary
        elif exercise.category in {"stretch", "self-massage"}:
            lengthens = exercise.muscles.primary
    return Scene(scored(motion), muscles_of(works), muscles_of(lengthens))


def scene_of_motion(motion: Motion) -> Scene:
    """The scene of a motion by itself."""
    return Scene(scored(motion), muscles_of(motion.works), muscles_of(motion.lengthens))


def _moments(stances: Sequence[Stance]) -> tuple[Frames, ...]:
    last = len(stances) - 1
    step = max(1, last // (_MOMENTS if last <= 2 * _MOMENTS else 2 * _MOMENTS))
    return tuple(frames_of(stance) for stance in (*stances[:last:step], stances[last]))


def _around(frames: Frames, numbers: Iterable[int]) -> Iterable[tuple[Vector, float]]:
    for number in numbers:
        ellipsoid = ELLIPSOIDS[number]
        yield frames.point(ellipsoid.segment, ellipsoid.centre), max(ellipsoid.radii) * 0.9
