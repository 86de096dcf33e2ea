"""Contacts: what a motion says rests on what, read from sentences such as `feet on floor`.

`PART on SURFACE` holds its place, `PART slides on SURFACE` only touches, `PART free` lets go.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from posture_app.body.geometry import Vector, mirrored_point
from posture_app.body.skeleton import INDEX, Frames
from posture_app.dataclass import dataclass
from posture_app.errors import Message, sentence

PLURALS: Final = {
    "hands": "hand",
    "forearms": "forearm",
    "feet": "foot",
    "heels": "heel",
    "toes": "toes",
    "knees": "knee",
    "ankles": "ankle",
    "arms": "arm",
    "legs": "leg",
    "shoulders": "shoulder",
}
ARM_PARTS: Final = ("hand", "forearm")
LEG_PARTS: Final = ("foot", "toes", "heel", "ankle", "knee")
_FOOT_PARTS: Final = ("foot", "toes", "heel")
_GROUPS: Final = {
    "hand": "arm",
    "forearm": "arm",
    "arm": "arm",
    "foot": "leg",
    "toes": "leg",
    "heel": "leg",
    "ankle": "leg",
    "knee": "knee",
}
TRUNK_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "pelvis": ("seat", "right_buttock", "left_buttock", "hips", "right_groin", "left_groin"),
    "lower_back": ("waist", "belly"),
    "belly": ("waist", "belly"),
    "back": ("ribs", "chest", "upper_chest", "right_shoulder_blade", "left_shoulder_blade"),
    "chest": ("ribs", "chest", "upper_chest"),
    "head": ("cranium", "face"),
    "forehead": ("cranium", "face"),
    "right_shoulder": ("right_deltoid",),
    "left_shoulder": ("left_deltoid",),
    "right_hip": ("right_groin", "hips", "seat"),
    "left_hip": ("left_groin", "hips", "seat"),
}
"""Parts that have no joint of their own to reach with, and the ellipsoids they are made of."""

PLANES: Final = (
    "floor",
    "seat",
    "desk",
    "wall",
    "doorway",
    "pillow",
    "towel",
    "foam_roller",
    "step",
    "backrest",
)


class ContactError(ValueError):
    """A contact that cannot be read; `why` is a sentence for the author."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Contact:
    """One sentence. `parts` are single: `feet` has become right and left."""

    parts: tuple[str, ...]
    surface: str
    slides: bool
    text: str


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place on the body: its segment, the point of the skin and the way out, in its frame."""

    segment: int
    point: Vector
    outward: Vector


@dataclass(frozen=True, slots=True)
class Plane:
    """A surface of the room: a point of it and the unit vector out of it."""

    point: Vector
    normal: Vector


_MIDDLE: Final[dict[str, tuple[str, Vector, Vector]]] = {
    "head_back": ("head", (0.0, 0.060, -0.106), (0.0, 0.0, -1.0)),
    "occiput": ("head", (0.0, 0.014, -0.092), (0.0, -0.3, -1.0)),
    "head_top": ("head", (0.0, 0.165, 0.010), (0.0, 1.0, 0.0)),
    "forehead": ("head", (0.0, 0.092, 0.0985), (0.0, 0.30, 0.95)),
    "chin": ("head", (0.0, -0.066, 0.094), (0.0, -0.3, 1.0)),
    "chest": ("thorax", (0.0, 0.056, 0.158), (0.0, 0.2, 1.0)),
    "belly": ("lumbar", (0.0, 0.009, 0.152), (0.0, 0.0, 1.0)),
    "lower_back": ("lower_lumbar", (0.0, 0.040, -0.031), (0.0, 0.0, -1.0)),
}
_RIGHT: Final[dict[str, tuple[str, Vector, Vector]]] = {
    "head_side": ("head", (-0.080, 0.090, 0.010), (-1.0, 0.25, 0.0)),
    "back_of_head": ("head", (-0.037, 0.014, -0.100), (-0.3, -0.1, -1.0)),
    "temple": ("head", (-0.071, 0.052, 0.050), (-0.87, 0.06, 0.49)),
    "cheek": ("head", (-0.052, -0.015, 0.072), (-0.8, -0.2, 0.6)),
    "jaw": ("head", (-0.049, -0.045, 0.050), (-1.0, -0.2, 0.3)),
    "chest": ("thorax", (-0.077, 0.065, 0.139), (-0.25, 0.3, 1.0)),
    "ribs": ("lower_thorax", (-0.082, 0.020, 0.153), (-0.3, 0.0, 1.0)),
    "collarbone": ("thorax", (-0.060, 0.122, 0.099), (0.0, 0.5, 0.85)),
    "shoulder": ("right_girdle", (-0.135, 0.029, 0.029), (-0.2, 0.6, 0.8)),
    "shoulder_blade": ("right_girdle", (-0.076, -0.075, -0.097), (-0.2, 0.0, -1.0)),
    "upper_arm": ("right_upper_arm", (-0.049, -0.110, 0.005), (-1.0, 0.0, 0.2)),
    "elbow": ("right_forearm", (-0.029, 0.0, 0.006), (-1.0, 0.0, 0.0)),
    "forearm": ("right_forearm", (-0.032, -0.100, 0.004), (-1.0, 0.0, 0.4)),
    "palm": ("right_hand", (0.022, -0.060, 0.0), (1.0, 0.0, 0.0)),
    "back_of_hand": ("right_hand", (-0.0175, -0.073, 0.0), (-1.0, 0.0, 0.0)),
    "waist": ("lower_lumbar", (-0.156, 0.045, 0.055), (-1.0, 0.0, 0.0)),
    "hip": ("pelvis", (-0.154, 0.065, 0.025), (-1.0, 0.0, 0.0)),
    "back_of_pelvis": ("pelvis", (-0.076, 0.078, -0.084), (-0.3, 0.1, -1.0)),
    "hip_crease": ("pelvis", (-0.134, 0.113, 0.097), (-0.6, 0.15, 0.8)),
    "thigh": ("right_thigh", (0.008, -0.250, 0.102), (0.0, 0.0, 1.0)),
    "thigh_back": ("right_thigh", (0.008, -0.254, -0.065), (0.0, 0.0, -1.0)),
    "thigh_outside": ("right_thigh", (-0.067, -0.250, -0.021), (-0.85, 0.0, -0.5)),
    "knee": ("right_thigh", (0.004, -0.385, 0.070), (0.0, 0.0, 1.0)),
    "shin": ("right_shank", (-0.004, -0.150, 0.038), (0.0, 0.0, 1.0)),
    "ankle": ("right_foot", (0.0, 0.029, 0.061), (0.0, 0.3, 1.0)),
    "foot": ("right_foot", (0.0, -0.008, 0.081), (0.0, 1.0, 0.3)),
}
_ON_HANDS: Final = ("palm", "back_of_hand", "forearm", "elbow", "upper_arm")


def _landmarks() -> dict[str, Landmark]:
    found = {
        name: Landmark(INDEX[segment], point, outward)
        for name, (segment, point, outward) in _MIDDLE.items()
    }
    for name, (segment, point, outward) in _RIGHT.items():
        other = segment.replace("right_", "left_", 1)
        right, left = f"right_{name}", f"left_{name}"
        if name == "head_side":
            right, left = "head_right_side", "head_left_side"
        if name == "back_of_hand":
            right, left = "back_of_right_hand", "back_of_left_hand"
        found[right] = Landmark(INDEX[segment], point, outward)
        found[left] = Landmark(INDEX[other], mirrored_point(point), mirrored_point(outward))
    return found


LANDMARKS: Final = _landmarks()
PLACES: Final[dict[str, Plane]] = {
    "right_seat_edge": Plane((-0.247, 0.441, 0.03), (-1.0, 0.0, 0.0)),
    "left_seat_edge": Plane((0.247, 0.441, 0.03), (1.0, 0.0, 0.0)),
    "right_seat_rear_edge": Plane((-0.251, 0.453, -0.100), (-1.0, 0.0, 0.0)),
    "left_seat_rear_edge": Plane((0.251, 0.453, -0.100), (1.0, 0.0, 0.0)),
    "right_chair_back": Plane((-0.200, 0.780, -0.176), (0.0, 0.0, -1.0)),
    "left_chair_back": Plane((0.200, 0.780, -0.176), (0.0, 0.0, -1.0)),
    "right_seat": Plane((-0.205, 0.430, -0.060), (0.0, 1.0, 0.0)),
    "left_seat": Plane((0.205, 0.430, -0.060), (0.0, 1.0, 0.0)),
}
"""Places of a chair that a hand holds: a point and the way out of the surface.

They are those of a chair in its usual place; `props.planes_of` moves them with the chair.
"""


def landmark_point(frames: Frames, name: str) -> Vector:
    """A landmark in space; the belly's moves with the breath and the chin's with the jaw."""
    mark = LANDMARKS[name]
    x, y, z = mark.point
    if name == "belly":
        z += frames.belly_m
    elif name == "chin":
        y, z = y - 0.8 * frames.jaw_m, z - 0.3 * frames.jaw_m
    return frames.point(mark.segment, (x, y, z))


def moves_with_an_arm(surface: str) -> bool:
    """Whether a landmark lies on an arm, so that it is reached after that arm is in place."""
    return any(surface.endswith(name) for name in _ON_HANDS) or surface.startswith("back_of_")


def parse(text: str) -> Contact:
    """Read one sentence.

    Raises:
        ContactError: With what is wrong, as a sentence for the author.
    """
    words = text.split()
    if len(words) == 2 and words[1] == "free":
        return Contact(_single(words[0], free=True), "free", slides=False, text=text)
    if len(words) == 3 and words[1] == "on":
        slides = False
    elif len(words) == 4 and words[1] in {"slides", "slide"} and words[2] == "on":
        slides = True
    else:
        raise ContactError(
            sentence('expected "PART on SURFACE", "PART slides on SURFACE" or "PART free"')
        )
    parts = _single(words[0], free=False)
    surface = words[-1]
    if not _is_known(surface):
        if _sided(surface) is None:
            raise ContactError(
                sentence('"{name}" is no surface, place of the room or landmark', name=surface)
            )
        if not parts[0].startswith(("right_", "left_")):
            raise ContactError(
                sentence(
                    '"{name}" is on both sides; say right_ or left_ for {part}',
                    name=surface,
                    part=parts[0],
                )
            )
    return Contact(parts, surface, slides, text)


def surface_for(contact: Contact, part: str) -> str:
    """The surface for one part: `hands on thighs` puts each hand on its own thigh."""
    surface = contact.surface
    if _is_known(surface):
        return surface
    side = part.split("_", 1)[0]
    return f"{side}_{_sided(surface)}"


def _is_known(surface: str) -> bool:
    return surface in PLANES or surface in LANDMARKS or surface in PLACES


def _sided(surface: str) -> str | None:
    """The name behind `right_` that `thighs` or `back_of_pelvis` means on either side."""
    for name in (surface, PLURALS.get(surface, ""), surface.removesuffix("s")):
        if f"right_{name}" in LANDMARKS or f"right_{name}" in PLACES:
            return name
    return None


def effective(*layers: Iterable[str]) -> tuple[Contact, ...]:
    """The contacts that count: each layer replaces the earlier ones for the limbs it names.

    Raises:
        ContactError: A sentence cannot be read.
    """
    kept: list[Contact] = []
    for layer in layers:
        new = [parse(text) for text in layer]
        named = {limb_of(part) for contact in new for part in contact.parts}
        whole_legs = {
            part.replace("leg", "knee")
            for contact in new
            if contact.surface == "free"
            for part in contact.parts
            if part.endswith("_leg")
        }
        kept = [_without(contact, named | whole_legs) for contact in kept]
        kept = [contact for contact in kept if contact.parts]
        kept += [contact for contact in new if contact.surface != "free"]
    return tuple(kept)


def common(a: Sequence[Contact], b: Sequence[Contact]) -> tuple[Contact, ...]:
    """The contacts of `a` that `b` has too, for the parts that both name."""
    both = {(part, surface_for(contact, part)) for contact in b for part in contact.parts}
    found = []
    for contact in a:
        parts = tuple(part for part in contact.parts if (part, surface_for(contact, part)) in both)
        if parts:
            found.append(Contact(parts, contact.surface, contact.slides, contact.text))
    return tuple(found)


def rolling(a: Sequence[Contact], b: Sequence[Contact]) -> tuple[Contact, ...]:
    """What carries between `a` and `b` where a foot rolls: on another part of it, one plane.

    Whichever of heel and toes is lower then touches, as in a step from the heel to the whole foot.
    """
    there = _feet(b)
    return tuple(
        Contact((f"{side}_heel", f"{side}_toes"), surface, slides=True, text="")
        for side, (part, surface) in _feet(a).items()
        if side in there and there[side][1] == surface and there[side][0] != part
    )


def _feet(contacts: Iterable[Contact]) -> dict[str, tuple[str, str]]:
    """By side, the part of the foot that is on a plane, and that plane."""
    found = {}
    for contact in contacts:
        for part in contact.parts:
            side, _, name = part.partition("_")
            if name in _FOOT_PARTS and contact.surface in PLANES:
                found[side] = part, contact.surface
    return found


def _without(contact: Contact, limbs: set[str]) -> Contact:
    parts = tuple(part for part in contact.parts if limb_of(part) not in limbs)
    return Contact(parts, contact.surface, contact.slides, contact.text)


def limb_of(part: str) -> str:
    """The limb, or part of the trunk, whose earlier contacts one of this part replaces."""
    side, _, name = part.partition("_")
    return f"{side}_{_GROUPS[name]}" if name in _GROUPS else part


def _single(name: str, *, free: bool) -> tuple[str, ...]:
    if name in PLURALS:
        parts: tuple[str, ...] = tuple(f"{side}_{PLURALS[name]}" for side in ("right", "left"))
    else:
        parts = (name,)
    for part in parts:
        side, _, single = part.partition("_")
        limb = side in {"right", "left"} and (
            single in ARM_PARTS + LEG_PARTS or (free and single in {"arm", "leg"})
        )
        if not limb and part not in TRUNK_PARTS:
            raise ContactError(
                sentence('"{name}" is no part of the body that can rest on something', name=name)
            )
    return parts
