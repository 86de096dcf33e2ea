"""The zones of the body's surface, from the front and from the back, in anatomical position.

A zone is a place that a person can point at and that a log can keep by its id; `words.anatomy` has
its names. The zones follow Terminologia Anatomica's regions of the human body (FIPAT, 1998 and
later editions) where it has one. Outlines are drawn by eye on the standing figure and reach beyond
its skin, so that a touch beside the body still counts; a picture cuts them at the silhouette.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from posture_app.body.angles import stance_of
from posture_app.body.geometry import STILL
from posture_app.body.skeleton import HIP_HEIGHT_M, INDEX, Frames, frames_of
from posture_app.dataclass import dataclass
from posture_app.library.model import Region

Face = Literal["front", "back"]
ZoneSide = Literal["right", "left", "middle"]
Point = tuple[float, float]

FACES: Final[tuple[Face, Face]] = ("front", "back")
_LIMBS: Final = {"shoulder.abduction": 17.0, "forearm.supination": 88.0, "hip.rotation": 9.0}
"""Anatomical position: palms forward, the arms a little away so that every zone is seen."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone of one side.

    Attributes:
        id: What a log keeps, as `low_back_right`; never changes its meaning.
        name: The zone without its side, as `low_back`.
        side: The side of the body; the `middle` zones reach over both.
        face: From where it is seen.
        regions: The library's regions that it belongs to, the nearest first.
        outline: A polygon on the standing figure in metres: x to the figure's left, y up.
    """

    id: str
    name: str
    side: ZoneSide
    face: Face
    regions: tuple[Region, ...]
    outline: tuple[Point, ...]

    @property
    def centre(self) -> Point:
        """The middle of the outline's corners, in metres."""
        count = len(self.outline)
        return sum(x for x, _ in self.outline) / count, sum(y for _, y in self.outline) / count


# name, regions, segment (none: the floor below the figure), outline. Outlines
# are of the right side: (away from the middle, up), in metres in the segment's frame. A zone that
# begins with "=" is one zone over both sides.
_Row = tuple[str, tuple[Region, ...], str, tuple[Point, ...]]
_FRONT: Final[tuple[_Row, ...]] = (
    ("=forehead", ("neck", "jaw"), "",
     ((0.0, 1.75), (0.044, 1.75), (0.044, 1.634), (0.0, 1.634))),
    ("temple", ("jaw", "neck"), "",
     ((0.044, 1.75), (0.12, 1.75), (0.12, 1.592), (0.056, 1.592), (0.044, 1.634))),
    ("eye", ("neck", "jaw"), "",
     ((0.0, 1.634), (0.044, 1.634), (0.056, 1.592), (0.05, 1.581), (0.0, 1.581))),
    ("cheek", ("jaw", "neck"), "",
     ((0.0, 1.581), (0.05, 1.581), (0.056, 1.592), (0.12, 1.592), (0.105, 1.540),
      (0.050, 1.497), (0.0, 1.488))),
    ("front_of_neck", ("neck",), "",
     ((0.0, 1.488), (0.050, 1.497), (0.105, 1.540), (0.085, 1.446), (0.055, 1.428),
      (0.0, 1.405))),
    ("front_of_shoulder", ("shoulder_girdle", "arm"), "",
     ((0.135, 1.475), (0.300, 1.455), (0.300, 1.295), (0.150, 1.295))),
    ("upper_chest", ("chest", "shoulder_girdle"), "",
     ((0.0, 1.405), (0.055, 1.428), (0.085, 1.446), (0.135, 1.475), (0.150, 1.295), (0.0, 1.285))),
    ("lower_chest", ("chest", "trunk"), "",
     ((0.0, 1.285), (0.150, 1.295), (0.166, 1.295), (0.164, 1.185), (0.0, 1.200))),
    ("upper_abdomen", ("trunk",), "",
     ((0.0, 1.200), (0.164, 1.185), (0.168, 1.075), (0.0, 1.075))),
    ("lower_abdomen", ("trunk",), "",
     ((0.0, 1.075), (0.168, 1.075), (0.172, 1.000), (0.080, 0.945), (0.0, 0.925))),
    ("groin", ("hip",), "",
     ((0.0, 0.925), (0.080, 0.945), (0.075, 0.850), (0.045, 0.800), (0.0, 0.780))),
    ("front_of_hip", ("hip",), "",
     ((0.080, 0.945), (0.172, 1.000), (0.215, 0.930), (0.200, 0.820), (0.075, 0.850))),
    ("front_of_thigh", ("leg", "hip"), "",
     ((0.0, 0.780), (0.045, 0.800), (0.075, 0.850), (0.200, 0.820), (0.190, 0.545), (0.0, 0.545))),
    ("front_of_knee", ("leg",), "",
     ((0.0, 0.545), (0.190, 0.545), (0.180, 0.425), (0.0, 0.425))),
    ("shin", ("leg",), "",
     ((0.0, 0.425), (0.180, 0.425), (0.170, 0.115), (0.0, 0.115))),
    ("top_of_foot", ("leg",), "",
     ((0.0, 0.115), (0.170, 0.115), (0.180, -0.04), (0.0, -0.04))),
    ("front_of_upper_arm", ("arm", "shoulder_girdle"), "upper_arm",
     ((-0.027, -0.055), (0.101, -0.094), (0.085, -0.240), (-0.075, -0.240), (-0.075, -0.140),
      (-0.046, -0.096))),
    ("front_of_forearm", ("arm",), "upper_arm",
     ((-0.075, -0.240), (0.085, -0.240), (0.075, -0.485), (-0.075, -0.485))),
    ("palm", ("arm",), "hand",
     ((-0.085, 0.007), (0.085, 0.007), (0.095, -0.220), (-0.085, -0.220))),
)  # fmt: skip
_BACK: Final[tuple[_Row, ...]] = (
    ("=crown", ("neck",), "",
     ((0.0, 1.75), (0.12, 1.75), (0.12, 1.650), (0.0, 1.650))),
    ("back_of_head", ("neck",), "",
     ((0.0, 1.650), (0.050, 1.650), (0.050, 1.545), (0.0, 1.545))),
    ("ear", ("jaw", "neck"), "",
     ((0.050, 1.650), (0.12, 1.650), (0.115, 1.525), (0.060, 1.530), (0.050, 1.545))),
    ("back_of_neck", ("neck",), "",
     ((0.0, 1.545), (0.050, 1.545), (0.060, 1.530), (0.100, 1.512), (0.068, 1.440), (0.0, 1.412))),
    ("top_of_shoulder", ("shoulder_girdle", "neck"),
     "", ((0.0, 1.412), (0.068, 1.440), (0.100, 1.512), (0.155, 1.475), (0.155, 1.370),
          (0.0, 1.370))),
    ("beside_shoulder_blade", ("upper_back", "shoulder_girdle"), "",
     ((0.0, 1.370), (0.070, 1.370), (0.070, 1.220), (0.0, 1.220))),
    ("shoulder_blade", ("shoulder_girdle", "upper_back"), "",
     ((0.070, 1.370), (0.155, 1.370), (0.152, 1.295), (0.166, 1.295), (0.165, 1.220),
      (0.070, 1.220))),
    ("back_of_shoulder", ("shoulder_girdle", "arm"), "",
     ((0.155, 1.475), (0.300, 1.455), (0.300, 1.295), (0.152, 1.295))),
    ("mid_back", ("upper_back", "trunk"), "",
     ((0.0, 1.220), (0.165, 1.220), (0.166, 1.130), (0.0, 1.130))),
    ("low_back", ("low_back",), "",
     ((0.0, 1.130), (0.078, 1.130), (0.078, 0.990), (0.0, 0.990))),
    ("flank", ("low_back", "trunk"), "",
     ((0.078, 1.130), (0.166, 1.130), (0.175, 0.985), (0.078, 0.985))),
    ("sacrum", ("low_back", "hip"), "",
     ((0.0, 0.990), (0.078, 0.990), (0.064, 0.940), (0.030, 0.880), (0.0, 0.870))),
    ("buttock", ("hip", "low_back"), "",
     ((0.078, 0.985), (0.115, 0.985), (0.125, 0.880), (0.120, 0.800), (0.0, 0.790), (0.0, 0.870),
      (0.030, 0.880), (0.064, 0.940))),
    ("outer_hip", ("hip",), "",
     ((0.115, 0.985), (0.175, 0.985), (0.215, 0.930), (0.200, 0.800), (0.120, 0.800),
      (0.125, 0.880))),
    ("back_of_thigh", ("leg", "hip"), "",
     ((0.0, 0.790), (0.120, 0.800), (0.200, 0.800), (0.190, 0.545), (0.0, 0.545))),
    ("back_of_knee", ("leg",), "",
     ((0.0, 0.545), (0.190, 0.545), (0.180, 0.435), (0.0, 0.435))),
    ("calf", ("leg",), "",
     ((0.0, 0.435), (0.180, 0.435), (0.170, 0.120), (0.0, 0.120))),
    ("heel", ("leg",), "",
     ((0.0, 0.120), (0.170, 0.120), (0.180, -0.04), (0.0, -0.04))),
    ("back_of_upper_arm", ("arm", "shoulder_girdle"), "upper_arm",
     ((-0.027, -0.055), (0.101, -0.094), (0.085, -0.240), (-0.075, -0.240), (-0.075, -0.140),
      (-0.046, -0.096))),
    ("back_of_forearm", ("arm",), "upper_arm",
     ((-0.075, -0.240), (0.085, -0.240), (0.075, -0.485), (-0.075, -0.485))),
    ("back_of_hand", ("arm",), "hand",
     ((-0.085, 0.007), (0.085, 0.007), (0.095, -0.220), (-0.085, -0.220))),
)  # fmt: skip


@cache
def standing() -> Frames:
    """The figure that the zones lie on: standing, palms forward, arms a little away."""
    angles = {
        f"{side}_{name}": degrees for name, degrees in _LIMBS.items() for side in ("right", "left")
    }
    return frames_of(stance_of(angles, (0.0, HIP_HEIGHT_M, 0.0), STILL))


@cache
def zones() -> tuple[Zone, ...]:
    """All zones: the front before the back, each from head to foot, the right before the left."""
    return tuple(
        zone
        for face, rows in zip(FACES, (_FRONT, _BACK), strict=True)
        for row in rows
        for zone in _zones_of(row, face)
    )


@cache
def zones_by_id() -> dict[str, Zone]:
    """All zones by their ids."""
    return {zone.id: zone for zone in zones()}


def zone_at(face: Face, x_m: float, y_m: float) -> Zone | None:
    """The zone at a point of the standing figure's picture in metres, or None beside them all."""
    return next(
        (zone for zone in zones() if zone.face == face and _inside(zone.outline, x_m, y_m)), None
    )


def sided(name: str, side: ZoneSide) -> tuple[str, ...]:
    """The ids of the zones of a name on a side; from the `middle`, those of both sides.

    Raises:
        KeyError: There is no zone of that name.
    """
    known = zones_by_id()
    if name in known:
        return (name,)
    wanted = ("right", "left") if side == "middle" else (side,)
    return tuple(known[f"{name}_{one}"].id for one in wanted)


def _zones_of(row: _Row, face: Face) -> tuple[Zone, ...]:
    name, regions, segment, outline = row
    if name.startswith("="):
        half = _placed(outline, segment, "right")
        both = half + tuple((-x, y) for x, y in reversed(half) if x != 0)
        bare = name.removeprefix("=")
        return (Zone(bare, bare, "middle", face, regions, both),)
    sides: tuple[ZoneSide, ZoneSide] = ("right", "left")
    return tuple(
        Zone(
            f"{name}_{side}",
            name,
            side,
            face,
            regions,
            _placed(outline, segment, side),
        )
        for side in sides
    )


def _placed(outline: Sequence[Point], segment: str, side: ZoneSide) -> tuple[Point, ...]:
    sign = -1.0 if side == "right" else 1.0
    if not segment:
        return tuple((sign * out, up) for out, up in outline)
    index = INDEX[f"{side}_{segment}"]
    frames = standing()
    # The hand is turned by the supinated forearm, which the outline must not follow.
    turn = INDEX[f"{side}_upper_arm"]
    x, y, _ = frames.places[index]
    matrix = frames.turns[turn]
    return tuple(
        (
            x + matrix[0] * sign * out + matrix[1] * up,
            y + matrix[3] * sign * out + matrix[4] * up,
        )
        for out, up in outline
    )


def _inside(outline: Sequence[Point], x: float, y: float) -> bool:
    """Whether a point lies in a polygon, by counting the edges to its right."""
    found = False
    before_x, before_y = outline[-1]
    for at_x, at_y in outline:
        if (at_y > y) != (before_y > y):
            crossing = at_x + (y - at_y) * (before_x - at_x) / (before_y - at_y)
            found ^= x < crossing
        before_x, before_y = at_x, at_y
    return found
