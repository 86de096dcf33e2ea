"""A motion ready to be shown: solved, with its muscles, and where the camera looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

import numpy as np
from PySide6.QtCore import QRectF

from posture_app.body.compiled import compiled
from posture_app.body.contacts import PLANES
from posture_app.body.geometry import Vector
from posture_app.body.motion import Side, SolvedMotion, motion_of, second_end, solved_motion
from posture_app.body.muscles import Muscle, mirrored_muscle, muscles_of
from posture_app.body.props import (
    Box,
    PlacedProp,
    Rod,
    follow_the_way,
    props_at,
    props_of,
    rest_where_they_are,
)
from posture_app.body.skeleton import Frames, Stance, frames_of, mirrored, mirrored_frames
from posture_app.body.volumes import ELLIPSOIDS
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise
from posture_app.library.motion import LookAt, Motion
from posture_app.ui.figure.bones import Hands
from posture_app.ui.figure.extent import carriers_of, surface_of
from posture_app.ui.figure.hands import POSES
from posture_app.ui.figure.mesh import Floats
from posture_app.ui.figure.muscle_layout import ShownMuscles
from posture_app.ui.figure.signs import pressed_from
from posture_app.ui.figure.view import FigureCamera, FrameSide, looking

_LIMBS: Final = tuple(
    f"{side}_{name}"
    for side in ("right", "left")
    for name in ("upper_arm", "forearm", "hand", "thigh", "shank", "foot")
)
WHOLE_BODY: Final = ("head", "knot", "neck", "trunk", *_LIMBS)
"""All parts of the mesh."""
_CLOSE_UPS: Final[dict[LookAt, tuple[str, ...]]] = {
    "head": ("head", "knot"),
    "head_and_shoulders": ("head", "knot"),
    "head_and_arms": (
        "head",
        "knot",
        *(name for name in _LIMBS if name.endswith(("arm", "hand"))),
    ),
    "head_to_seat": ("head", "knot", *(name for name in _LIMBS if name.endswith(("arm", "hand")))),
    "trunk": ("head", "knot", "neck", "trunk", "right_thigh", "left_thigh"),
    "pelvis": ("right_thigh", "left_thigh"),
}
"""Parts of the mesh that a close-up holds; all other pictures hold the whole body."""
_HEAD_AND_SHOULDERS: Final = ("right_deltoid", "left_deltoid", "upper_chest")
_RIBS_TO_HIPS: Final = ("ribs", "belly", "hips", "right_buttock", "left_buttock")
_HANDS: Final = ("right_hand", "left_hand")
_BELOW_HANDS: Final = np.array((0.0, 0.06, 0.0), np.float32)
_LEFT_OUT: Final = {"chair", "desk", "wall", "doorway", "step"}
"""Props that a close-up would cut off, which is worse than none."""
_LEANT_ON: Final = {"wall", "doorway"}
_WITH_WALL: Final[frozenset[LookAt]] = frozenset({"head_and_arms", "trunk"})
"""Close-ups of who leans on one of those, which fades out before the frame as a mat does."""
_MARGIN: Final = 0.07
_FADE: Final = 0.15
"""Along such a share of the width or the height a body fades out that the frame would cut."""
_LINE_PX: Final = 4.0
"""The line around what ends nearer to a frame is cut by it, too."""
_MOMENTS: Final = 8
"""Into so many equal parts a way is cut to be drawn as a line; twice as many where it is long."""
_HALFWAY: Final = 0.5
"""Where muscles alternate between working and being stretched, they do so here; at the start, where
a second end lies beyond that."""
_LOOKED_AT: Final = 4
"""At so many moments beside the start a way is looked at for what the picture must hold."""


_FLIP: Final = np.array((-1, 1, 1), np.float32)
_AIR: Final = 0.08
"""In halves of a square's side: so far from an edge ends what is not to be cut by it."""


class _Room(NamedTuple):
    """What a picture needs, in metres: its middle, and the ends to which it reaches."""

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float


_SHOULDERS: Final = tuple(
    number for number, one in enumerate(ELLIPSOIDS) if one.name in _HEAD_AND_SHOULDERS
)
_LOW_TRUNK: Final = tuple(
    number for number, one in enumerate(ELLIPSOIDS) if one.name in _RIBS_TO_HIPS
)


@dataclass(frozen=True)
class Scene:
    """One motion with what is drawn besides the body.

    Attributes:
        solved: The solved motion.
        works: The muscles that work.
        lengthens: The muscles that are stretched.
    """

    solved: SolvedMotion
    works: tuple[Muscle, ...] = ()
    lengthens: tuple[Muscle, ...] = ()

    @property
    def motion(self) -> Motion:
        """What is shown."""
        return self.solved.motion

    def shown(self, side: Side | None = None, share: float = 1.0) -> ShownMuscles:
        """The muscles of a picture of one side, at a share of the way there (see `share_at`)."""
        works, lengthens = self.works, self.lengthens
        halfway = _HALFWAY if second_end(self.motion) is None else 0.0
        if self.motion.alternate and share < halfway:
            works, lengthens = lengthens, works
        if side != "left":
            return ShownMuscles(works, lengthens)
        return ShownMuscles(
            tuple(map(mirrored_muscle, works)), tuple(map(mirrored_muscle, lengthens))
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
            for contact in self.solved.there.keys[-1].contacts
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
        return tuple(self._frames_at(stance, side) for stance in self._moments[0])

    def back(self, side: Side | None = None) -> tuple[Frames, ...]:
        """Moments of the way back, from what is held to the start."""
        return tuple(self._frames_at(stance, side) for stance in self._moments[1])

    def start(self, side: Side | None = None) -> Frames:
        """The first moment of the way there."""
        return self._frames_at(self.solved.start, side)

    def end(self, side: Side | None = None) -> Frames:
        """The last moment of the way there: what is held."""
        return self._frames_at(self.solved.end, side)

    def ghosts(self, side: Side | None = None) -> tuple[tuple[float, Frames], ...]:
        """The pale beginnings of a still: how far on the way back (0: there), and the body.

        A second end is on the way back. It is none where the start is marked, too: it would seem to
        be where one begins.
        """
        there = [(0.0, key) for key in self.solved.there.keys]
        back = [(key.at, key) for key in self.solved.back.keys[1:-1]]
        there, back = (
            [(at, key) for at, key in way if key.place is not None and self._is_ghost(key.place)]
            for way in (there, back)
        )
        return tuple((at, self._frames_at(key.stance, side)) for at, key in there or back)

    def _is_ghost(self, keyframe: int) -> bool:
        return self.motion.keyframes[keyframe].ghost

    @cached_property
    def _moments(self) -> tuple[tuple[Stance, ...], tuple[Stance, ...]]:
        """The stances of the ways there and back for which frames are made, if anybody asks."""
        there, back = self.solved.there.stances, self.solved.back.stances
        going = _some_of(there)
        return going, going[::-1] if back == there[::-1] else _some_of(back)

    def _frames_at(self, stance: Stance, side: Side | None = None) -> Frames:
        """The frames of a solved stance, made once: a small still needs few of them."""
        key = id(stance), side == "left"
        made = self._frames.get(key)
        if made is None:
            made = mirrored_frames(self._frames_at(stance)) if side == "left" else frames_of(stance)
            self._frames[key] = made
        return made

    @cached_property
    def _frames(self) -> dict[tuple[int, bool], Frames]:
        """Those made, by the identity of the stance, which the motion keeps, and if mirrored."""
        return {}

    @property
    def is_close_up(self) -> bool:
        """Whether the picture shows a part of the body only."""
        return self.motion.camera.look_at in _CLOSE_UPS

    def things(self, frames: Frames, side: Side | None = None) -> tuple[PlacedProp, ...]:
        """The props to be shown while the body is in these frames, already on its side."""
        mirrored = side == "left"
        kept = self._resting_things.get(mirrored)
        if kept is not None:
            return kept
        way = self.there(side) if follow_the_way(self.motion) else (self.start(side),)
        found = props_at(self.motion, frames, way, mirrored=mirrored)
        if self.is_close_up and self.motion.camera.look_at != "head_to_seat":
            leans = self.motion.camera.look_at in _WITH_WALL
            left_out = _LEFT_OUT - _LEANT_ON if leans else _LEFT_OUT
            found = tuple(thing for thing in found if thing.kind not in left_out)
        if rest_where_they_are(self.motion):
            self._resting_things[mirrored] = found
        return found

    @cached_property
    def _resting_things(self) -> dict[bool, tuple[PlacedProp, ...]]:
        """Props that are the same in every frame, by whether they are mirrored."""
        return {}

    @cached_property
    def _arms_on_thighs(self) -> frozenset[str]:
        """Parts of arms that lie on a thigh throughout: a close-up may do without them."""
        keys = (*self.solved.there.keys, *self.solved.back.keys)
        resting = [
            {part for one in key.contacts if "thigh" in one.surface for part in one.parts}
            for key in keys
        ]
        always = frozenset.intersection(*map(frozenset, resting))
        return frozenset(
            name for name in _LIMBS for part in always if name.startswith(part.split("_")[0])
        )

    @property
    def _reach(self) -> Floats:
        """Points that the picture must hold over the whole motion, (n, 3) in metres."""
        return self._points[0]

    @cached_property
    def _points(self) -> tuple[Floats, Floats]:
        """Those, and at the end of the way all over what a close-up need not hold."""
        look_at = self.motion.camera.look_at
        there, back = self._moments
        every = max(1, (len(there) - 1) // _LOOKED_AT)
        ways = [self._frames_at(stance) for stance in (*there[::every], *back[::every])]
        ghosts = [frames for _, frames in self.ghosts()]
        # What does not move need not be asked twice.
        moments = tuple({id(one): one for one in (*ways, *ghosts)}.values())
        carriers = carriers_of((*moments, self.end()), self.hands())
        parts = _CLOSE_UPS.get(look_at, WHOLE_BODY)
        left_out: frozenset[str] = frozenset()
        if look_at == "head_and_arms":
            left_out = self._arms_on_thighs
            parts = tuple(part for part in parts if part not in left_out)
            if any(prop.kind in _LEANT_ON for prop in props_of(self.motion)):
                # Who leans on a wall, or pushes away from it, does so with all of the trunk.
                parts = (*parts, "trunk")
        points = [surface_of(carriers[:, :, :-1], parts)]
        if look_at == "head_and_shoulders" or left_out:
            points += [_around(frames, _SHOULDERS) for frames in moments]
        if look_at == "pelvis":
            points += [_around(frames, _LOW_TRUNK) for frames in moments]
        if look_at == "head_to_seat":
            # Who holds on to the seat does so above where the picture fades.
            points.append(surface_of(carriers[:, :, :-1], _HANDS) - _BELOW_HANDS)
        if self.motion.resisted and self.motion.arrows:
            tail = pressed_from(self.motion.arrows[0], self.start(), self.end())
            points.append(np.array((tail,), np.float32))
        if look_at not in _CLOSE_UPS:
            before, after = self.things(self.start()), self.things(self.end())
            points.append(_corners(before if before is after else (*before, *after)))
            return np.concatenate(points), np.zeros((0, 3), np.float32)
        rest = [part for part in WHOLE_BODY if part not in _CLOSE_UPS[look_at]]
        return np.concatenate(points), surface_of(carriers[:, :, -1:], rest)

    def view(
        self, rect: QRectF, side: Side | None = None, turned_deg: tuple[float, float] = (0.0, 0.0)
    ) -> FigureCamera:
        """The motion's camera, turned by a person, with the motion filling a rectangle."""
        camera = self.motion.camera
        yaw = camera.yaw_deg if side != "left" else -camera.yaw_deg
        pitch = max(-89.0, min(89.0, camera.pitch_deg + turned_deg[1]))
        view = looking(yaw + turned_deg[0], pitch)
        xs, ys = self._seen(view, side)
        left, right, top, bottom = (float(one) for one in (xs.min(), xs.max(), ys.min(), ys.max()))
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

    def still_view(
        self, rect: QRectF, side: Side | None = None, turned_deg: tuple[float, float] = (0.0, 0.0)
    ) -> FigureCamera:
        """The same for a picture that stands still: no other sides cut a body than in a square.

        A narrow or a low rectangle would else cut a hand or a knee that the motion needs not, and
        that a square has room for.
        """
        view = self.view(rect, side, turned_deg)
        if not self.is_close_up or rect.width() == rect.height():
            return view
        need = _framed(*self._seen(view, side))
        return _filling(
            view, rect, _with_rest(need, *_seen_by(view, np.concatenate(self._beyond), side))
        )

    def cut_sides(self, view: FigureCamera, side: Side | None = None) -> Mapping[FrameSide, float]:
        """The sides at which the frame of a close-up cuts the body or a prop; none of others.

        Each comes with the share of the width, or of the height, along which it may fade out: what
        the picture must hold is not faded for the sake of a prop.
        """
        if not self.is_close_up:
            return {}
        left, top, right, bottom = view.frame
        found: dict[FrameSide, float] = {}
        for points, share in zip(self._beyond, (_MARGIN, _FADE), strict=True):
            if len(points):
                across, down = _seen_by(view, points, side)
                xs, ys = view.x + view.scale * across, view.y + view.scale * down
                beyond: dict[FrameSide, bool] = {
                    "left": xs.min() < left + _LINE_PX,
                    "top": ys.min() < top + _LINE_PX,
                    "right": xs.max() > right - _LINE_PX,
                    "bottom": ys.max() > bottom - _LINE_PX,
                }
                found |= {one: share for one, is_cut in beyond.items() if is_cut}
        return found

    @cached_property
    def _beyond(self) -> tuple[Floats, Floats]:
        """Points of the props of a close-up, and all over the parts that it need not hold."""
        return _corners(self.things(self.end())), self._points[1]

    def circle_share(self) -> float:
        """The diameter of the circle that holds the motion, as a share of the square for `view`."""
        camera = self.motion.camera
        xs, ys = self._seen(looking(camera.yaw_deg, camera.pitch_deg))
        width, height = float(np.ptp(xs)), float(np.ptp(ys))
        middle_x, middle_y = float(xs.min()) + width / 2, float(ys.min()) + height / 2
        radius = float(np.hypot(xs - middle_x, ys - middle_y).max())
        return 2 * radius * (1 - 2 * _MARGIN) / max(0.3, width, height)

    def _seen(self, view: FigureCamera, side: Side | None = None) -> tuple[Floats, Floats]:
        """Where all that the picture must hold is seen: to the right and down, in metres."""
        return _seen_by(view, self._reach, side)

    def stance(self, share: float, side: Side | None = None) -> Stance:
        """The stance at a share of the way there."""
        stance = self.solved.there.at(share)
        return mirrored(stance) if side == "left" else stance


@lru_cache(maxsize=128)
def scene_of(exercise: Exercise) -> Scene:
    """The scene of an exercise; its start position where it has no motion. Solved once at most."""
    motion = motion_of(exercise)
    works, lengthens = motion.works, motion.lengthens
    if not works and not lengthens:
        if exercise.category in {"strength", "stability"}:
            works = exercise.muscles.primary
        elif exercise.category in {"stretch", "self-massage"}:
            lengthens = exercise.muscles.primary
    solved = compiled(motion) or solved_motion(motion)
    return Scene(solved, muscles_of(works), muscles_of(lengthens))


def scene_of_motion(motion: Motion) -> Scene:
    """The scene of a motion by itself."""
    return Scene(solved_motion(motion), muscles_of(motion.works), muscles_of(motion.lengthens))


def _seen_by(view: FigureCamera, points: Floats, side: Side | None) -> tuple[Floats, Floats]:
    """Points of the right side, on their side: to the right and down, in metres."""
    across, down = np.array(view.right, np.float32), -np.array(view.up, np.float32)
    if side == "left":
        across, down = across * _FLIP, down * _FLIP
    return points @ across, points @ down


def _framed(xs: Floats, ys: Floats) -> _Room:
    """The room around points that a picture must hold, with a margin, in metres."""
    left, right, top, bottom = (float(one) for one in (xs.min(), xs.max(), ys.min(), ys.max()))
    room = 2 * (1 - 2 * _MARGIN)
    x, y = (left + right) / 2, (top + bottom) / 2
    across, down = max(0.3, right - left) / room, max(0.3, bottom - top) / room
    return _Room(x, y, x - across, y - down, x + across, y + down)


def _with_rest(need: _Room, xs: Floats, ys: Floats) -> _Room:
    """The room for a picture that cuts what it need not hold only where a square does."""
    if not len(xs):
        return need
    half = max(need.right - need.left, need.bottom - need.top) / 2
    air = _AIR * half

    def least(usual: float, middle: float, end: float) -> float:
        return usual if end < middle - half else min(usual, end - air)

    def most(usual: float, middle: float, end: float) -> float:
        return usual if end > middle + half else max(usual, end + air)

    return need._replace(
        left=least(need.left, need.x, float(xs.min())),
        top=least(need.top, need.y, float(ys.min())),
        right=most(need.right, need.x, float(xs.max())),
        bottom=most(need.bottom, need.y, float(ys.max())),
    )


def _filling(view: FigureCamera, rect: QRectF, need: _Room) -> FigureCamera:
    """A camera with what it needs filling a rectangle, and its middle there as far as may be."""
    scale = min(rect.width() / (need.right - need.left), rect.height() / (need.bottom - need.top))
    across, down = rect.width() / scale / 2, rect.height() / scale / 2
    x = min(max(need.x, need.right - across), need.left + across)
    y = min(max(need.y, need.bottom - down), need.top + down)
    return replace(
        view,
        scale=scale,
        x=rect.center().x() - scale * x,
        y=rect.center().y() - scale * y,
        frame=(rect.left(), rect.top(), rect.right(), rect.bottom()),
    )


def _some_of(stances: Sequence[Stance]) -> tuple[Stance, ...]:
    """As many as a line along the way needs."""
    last = len(stances) - 1
    step = max(1, last // (_MOMENTS if last <= 2 * _MOMENTS else 2 * _MOMENTS))
    return (*stances[:last:step], stances[last])


def _around(frames: Frames, numbers: Iterable[int]) -> Floats:
    """The outermost points of some of the body's volumes."""
    found = []
    for number in numbers:
        ellipsoid = ELLIPSOIDS[number]
        middle = frames.point(ellipsoid.segment, ellipsoid.centre)
        reach = 0.9 * max(ellipsoid.radii)
        for axis in range(3):
            for sign in (-reach, reach):
                point = list(middle)
                point[axis] += sign
                found.append(point)
    return np.array(found, np.float32)


def _corners(things: Iterable[PlacedProp]) -> Floats:
    """The outermost points of some props."""
    found: list[Vector] = []
    for thing in things:
        for shape in thing.shapes:
            if isinstance(shape, Box):
                found += shape.corners()
            elif isinstance(shape, Rod):
                found += (shape.first, shape.last)
            else:
                found += shape.points
    return np.array(found, np.float32).reshape(-1, 3)
