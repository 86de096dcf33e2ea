"""What is around a pose: things, what rests where, and from where the exercise is seen."""

from dataclasses import replace
from typing import Final, get_args

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.body.keyframes import (
    Key,
    other_angle,
    resting_at,
    with_prop,
    with_resting,
)
from posture_app.body.positions import position
from posture_app.body.props import props_of
from posture_app.library.motion import LookAt, Motion
from posture_app.library.schema import Equipment
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.pose.draft import PoseDraft
from posture_app.ui.therapist.pose.view_frame import SIDES
from posture_app.ui.widgets.controls import Chip, Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.layouts import Flow
from posture_app.words.catalogue import _
from posture_app.words.library import equipment_name
from posture_app.words.poses import LOOKS, part_name, surface_name

_LIMBS: Final = ("right_hand", "left_hand", "right_foot", "left_foot")
_FREE: Final = "free"
_HANDS: Final = (
    ("floor", False),
    ("floor", True),
    ("wall", False),
    ("wall", True),
    ("seat_edge", False),
    ("desk", False),
    ("thigh", False),
    ("hip_crease", False),
    ("waist", False),
    ("back_of_pelvis", False),
    ("belly", False),
    ("ribs", False),
    ("collarbone", False),
    ("occiput", False),
    ("temple", False),
    ("forehead", False),
    ("other_shoulder", False),
    ("other_upper_arm", False),
    ("other_head_side", False),
)
"""What hands are offered to rest on, and whether they may glide along it."""
_NEEDS: Final[dict[str, Equipment]] = {
    "wall": "wall",
    "seat_edge": "chair",
    "desk": "desk",
    "step": "step",
}
_FEET: Final = (
    ("foot", "floor", False),
    ("foot", "floor", True),
    ("toes", "floor", False),
    ("toes", "floor", True),
    ("heel", "floor", False),
    ("heel", "floor", True),
    ("foot", "step", False),
)
_SIDE_NAMES: Final = ("right", "left")
_OTHER_EAR: Final = {"right": "head_left_side", "left": "head_right_side"}


class SettingPanel(QWidget):
    """Chips for things, supports and picture."""

    def __init__(self, theme: Theme, draft: PoseDraft) -> None:
        super().__init__()
        self._make = make = WidgetFactory(theme)
        self._draft = draft
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_M)
        outer.addWidget(make.label(_("Things beside the figure"), "strong"))
        self._things: dict[Equipment, Chip] = {}
        things = Flow()
        for kind in get_args(Equipment):
            chip = make.chip(equipment_name(kind), name=f"prop-{kind}")
            chip.clicked.connect(self._thing_pressed)
            self._things[kind] = chip
            things.add(chip)
        outer.addWidget(things)
        outer.addWidget(make.label(_("What rests where in this keyframe"), "strong"))
        self._resting = make(Form, is_divided=False)
        self._chips: dict[str, Chip] = {}
        for part in _LIMBS:
            self._add_resting(part)
        outer.addWidget(self._resting)
        picture = make(Form, is_divided=False)
        self.look = make.chip(_("Shown"), name="pose-look", menu=True)
        self.look.chosen.connect(self._look_chosen)
        picture.add(_("The picture of the exercise shows"), "", self.look)
        self.seen = make.chip(_("Seen from"), name="pose-camera", menu=True)
        self.seen.chosen.connect(self._camera_chosen)
        picture.add(_("It is seen"), "", self.seen)
        outer.addWidget(picture)
        draft.changed.connect(self._follow)
        self._follow()

    def _add_resting(self, part: str) -> None:
        chip = self._make.chip(part_name(part), name=f"rests-{part}", menu=True)
        chip.chosen.connect(self._rest_chosen)
        self._chips[part] = chip
        self._resting.add(part_name(part), "", chip)

    @Slot()
    def _follow(self) -> None:
        draft = self._draft
        if draft.is_dragging:
            return
        motion = draft.motion
        own = position(motion.start).props
        there = {prop.kind for prop in props_of(motion)}
        for kind, chip in self._things.items():
            chip.setChecked(kind in there)
            chip.setEnabled(kind not in own)
        for part, chip in self._chips.items():
            options, value = _resting_options(motion, draft.key, part)
            chip.set_options(options, value)
        looks = [Option(key, _(words)) for key, words in LOOKS.items()]
        shown = motion.camera.look_at
        self.look.set_options(looks, shown if shown in LOOKS else "whole_body")
        self._offer_sides(motion)

    def _offer_sides(self, motion: Motion) -> None:
        camera = motion.camera
        sides = [Option(key, _(words)) for key, _yaw, _pitch, words in SIDES]
        nearest = min(
            SIDES,
            key=lambda side: (
                abs((side[1] - camera.yaw_deg + 180) % 360 - 180)
                + 0.5 * abs(side[2] - camera.pitch_deg)
            ),
        )
        self.seen.set_options(sides, nearest[0])

    @Slot()
    def _thing_pressed(self) -> None:
        kind = next(kind for kind, chip in self._things.items() if chip is self.sender())
        there = self._things[kind].isChecked()
        self._draft.change(lambda motion, _key: with_prop(motion, kind, there=there))

    @Slot(object)
    def _rest_chosen(self, value: object) -> None:
        part = next(part for part, chip in self._chips.items() if chip is self.sender())
        if value == _FREE:
            held = _held(self._draft.motion, self._draft.key, part)
            if held is not None:
                self._draft.let_go(held[0])
            return
        single, surface, glides = str(value).split("|")
        side = part.partition("_")[0]
        sides = _SIDE_NAMES if self._draft.both and _is_for_both(surface) else (side,)

        def rested(motion: Motion, key: Key) -> Motion:
            for one in sides:
                where = surface if one == side else other_angle(surface)
                motion = with_resting(motion, key, f"{one}_{single}", where, slides=glides == "1")
            return motion

        self._draft.change(rested)

    @Slot(object)
    def _look_chosen(self, look: object) -> None:
        wanted: LookAt = next(one for one in get_args(LookAt) if one == look)
        self._draft.change(
            lambda motion, _key: replace(motion, camera=replace(motion.camera, look_at=wanted))
        )

    @Slot(object)
    def _camera_chosen(self, key: object) -> None:
        yaw, pitch = next((side[1], side[2]) for side in SIDES if side[0] == key)
        self._draft.change(
            lambda motion, _key: replace(
                motion, camera=replace(motion.camera, yaw_deg=yaw, pitch_deg=pitch)
            )
        )


def _is_for_both(surface: str) -> bool:
    """Whether both hands can rest there: one place in the middle takes one hand alone."""
    return surface not in {"forehead", "belly", "occiput"}


def _held(motion: Motion, key: Key, limb: str) -> tuple[str, str, bool] | None:
    """The part of a limb that rests on something, what on, and whether it may glide."""
    side, _underscore, name = limb.partition("_")
    parts = ("hand", "forearm") if name == "hand" else ("foot", "toes", "heel", "ankle")
    for part, (surface, slides) in resting_at(motion, key):
        if part in {f"{side}_{one}" for one in parts}:
            return part, surface, slides
    return None


def _resting_options(motion: Motion, key: Key, limb: str) -> tuple[list[Option], str]:
    """What a limb can rest on here, and the one that it does."""
    side, _underscore, name = limb.partition("_")
    other = "left" if side == "right" else "right"
    there = {prop.kind for prop in props_of(motion)}
    offered: list[tuple[str, str, bool]] = []
    if name == "hand":
        for surface, slides in _HANDS:
            where = surface
            if surface.startswith("other_"):
                where = f"{other}_{surface.removeprefix('other_')}"
                where = _OTHER_EAR[side] if surface == "other_head_side" else where
            elif surface in _OWN_SIDE:
                where = f"{side}_{surface}"
            offered.append(("hand", where, slides))
    else:
        offered += [(part, surface, slides) for part, surface, slides in _FEET]
    offered = [one for one in offered if _NEEDS.get(_plain(one[1])) in {None, *there}]
    held = _held(motion, key, limb)
    value = _FREE
    if held is not None:
        found = (held[0].removeprefix(f"{side}_"), held[1], held[2])
        if found not in offered:
            offered.append(found)
        value = _value(found)
    options = [Option(_FREE, _("In the air"))]
    options += [Option(_value(one), _option_words(f"{side}_{one[0]}", one)) for one in offered]
    return options, value


_OWN_SIDE: Final = frozenset(
    {
        "seat_edge",
        "thigh",
        "hip_crease",
        "waist",
        "back_of_pelvis",
        "ribs",
        "collarbone",
        "temple",
    }
)


def _plain(surface: str) -> str:
    return surface.removeprefix("right_").removeprefix("left_")


def _value(held: tuple[str, str, bool]) -> str:
    return f"{held[0]}|{held[1]}|{int(held[2])}"


def _option_words(part: str, held: tuple[str, str, bool]) -> str:
    single, surface, slides = held
    where = surface_name(surface, part)
    if single in {"hand", "foot"}:
        return _("{surface}, gliding along it").format(surface=where) if slides else where
    name = part_name(single)
    if slides:
        return _("{part}: {surface}, gliding along it").format(part=name, surface=where)
    return _("{part}: {surface}").format(part=name, surface=where)
