"""What rests on what in the keyframe that is posed: hands, feet, and what else carries the body."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.body.contacts import effective, surface_for
from posture_app.body.keyframes import Key, other_angle, resting_at, with_resting
from posture_app.body.positions import position
from posture_app.body.props import props_of
from posture_app.library.motion import Motion
from posture_app.library.schema import Equipment
from posture_app.ui.theme import tokens
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.pose.draft import PoseDraft
from posture_app.ui.widgets.controls import Chip, Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form, FormRow
from posture_app.words.catalogue import _
from posture_app.words.poses import part_name, surface_name

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


class RestingPart(QWidget):
    """A row for each hand and foot, and for what else rests on something at the start."""

    def __init__(self, theme: Theme, draft: PoseDraft) -> None:
        super().__init__()
        self._make = make = WidgetFactory(theme)
        self._draft = draft
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_M)
        outer.addWidget(make.label(_("What rests where in this keyframe"), "strong"))
        self._form = make(Form, is_divided=False)
        self._chips: dict[str, Chip] = {}
        self._shown: object = None
        self._rows: dict[str, FormRow] = {}
        for part in _LIMBS:
            self._add(part)
        outer.addWidget(self._form)
        draft.changed.connect(self._follow)
        self._follow()

    def _add(self, part: str) -> None:
        chip = self._make.chip(part_name(part), name=f"rests-{part}", menu=True)
        chip.chosen.connect(self._chosen)
        self._chips[part] = chip
        self._rows[part] = self._form.add(part_name(part), "", chip)

    @Slot()
    def _follow(self) -> None:
        draft = self._draft
        if draft.is_dragging:
            return
        others = _others(draft.motion, draft.key)
        resting = resting_at(draft.motion, draft.key)
        shown = (draft.motion.start, props_of(draft.motion), resting, tuple(others.items()))
        if shown == self._shown:
            return
        self._shown = shown
        for part in others:
            if part not in self._chips:
                self._add(part)
        for part, chip in self._chips.items():
            self._rows[part].setVisible(part in _LIMBS or part in others)
            if part in _LIMBS:
                options, value = _resting_options(draft.motion, draft.key, part)
                chip.set_options(options, value)
            elif part in others:
                surface, slides = others[part]
                held = (part, surface, slides)
                options = [
                    Option(_FREE, _("In the air")),
                    Option(_value(held), _option_words(part, ("hand", surface, slides))),
                ]
                chip.set_options(options, _value(held) if part in dict(resting) else _FREE)

    @Slot(object)
    def _chosen(self, value: object) -> None:
        part = next(part for part, chip in self._chips.items() if chip is self.sender())
        if value == _FREE:
            limb = part if part not in _LIMBS else ""
            held = _held(self._draft.motion, self._draft.key, part)
            if held is not None or limb:
                self._draft.let_go(limb or (held[0] if held else part))
            return
        single, surface, glides = str(value).split("|")
        side = part.partition("_")[0]
        is_sided = part.startswith(("right_", "left_"))
        sides = _SIDE_NAMES if self._draft.both and _is_for_both(surface) else (side,)

        def rested(motion: Motion, key: Key) -> Motion:
            if not is_sided:
                return with_resting(motion, key, part, surface, slides=glides == "1")
            bare = single.removeprefix("right_").removeprefix("left_")
            for one in sides:
                where = surface if one == side else other_angle(surface)
                motion = with_resting(motion, key, f"{one}_{bare}", where, slides=glides == "1")
            return motion

        self._draft.change(rested)


def _others(motion: Motion, key: Key) -> dict[str, tuple[str, bool]]:
    """What else rests, or did at the start: trunk and knees."""
    contacts = effective(position(motion.start).contacts, motion.contacts)
    found = {
        part: (surface_for(contact, part), contact.slides)
        for contact in contacts
        for part in contact.parts
    }
    found |= dict(resting_at(motion, key))
    ends = ("hand", "forearm", "foot", "toes", "heel", "ankle")
    return {part: held for part, held in found.items() if not part.endswith(ends)}


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
