"""What rests on what in the keyframe that is posed: hands, feet, and what else carries the body."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.body.contacts import effective, surface_for
from posture_app.body.keyframes import Key, other_angle, resting_at, with_resting
from posture_app.body.positions import position
from posture_app.body.props import props_of
from posture_app.dataclass import dataclass
from posture_app.library.motion import Motion
from posture_app.library.schema import Equipment
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.draft import PoseDraft
from posture_app.ui.widgets.controls import Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
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


@dataclass(frozen=True, slots=True)
class Support:
    """A part that rests on something.

    Attributes:
        part: The part, of hands and feet without its side.
        surface: What it rests on.
        slides: Whether it may glide along it.
    """

    part: str
    surface: str
    slides: bool


@dataclass(frozen=True, slots=True)
class SupportChoice:
    """What the person wants a limb, or another part, to rest on; None is the air."""

    limb: str
    support: Support | None


class SupportRow(QObject):
    """The row of a limb or another part; lives as long as the form that it lies in.

    Signals:
        chosen: A `SupportChoice`.
    """

    chosen = Signal(object)

    def __init__(self, make: WidgetFactory, form: Form, limb: str) -> None:
        super().__init__(form)
        self._limb = limb
        self._offered: dict[str, Support] = {}
        self._chip = make.chip(part_name(limb), name=f"rests-{limb}", menu=True)
        self._chip.chosen.connect(self._choose)
        self._row = form.add(part_name(limb), "", self._chip)

    def show_row(self, *, is_shown: bool) -> None:
        """Show it, or not."""
        self._row.setVisible(is_shown)

    def offer(self, supports: Sequence[Support], now: Support | None) -> None:
        """Let the person choose among these and the air."""
        self._offered = {_key(one): one for one in supports}
        options = [Option(_FREE, _("In the air"))]
        options += [
            Option(key, _support_words(self._limb, one)) for key, one in self._offered.items()
        ]
        self._chip.set_options(options, _FREE if now is None else _key(now))

    @Slot(object)
    def _choose(self, key: str) -> None:
        self.chosen.emit(SupportChoice(self._limb, self._offered.get(key)))


class RestingPart(QWidget):
    """A row for each hand and foot, and for what else rests on something at the start."""

    def __init__(self, make: WidgetFactory, draft: PoseDraft) -> None:
        super().__init__()
        self._make = make
        self._draft = draft
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_M)
        outer.addWidget(make.label(_("What rests where in this keyframe"), "strong"))
        self._form = make(Form, is_divided=False)
        self._shown: object = None
        self._rows: dict[str, SupportRow] = {}
        for part in _LIMBS:
            self._add(part)
        outer.addWidget(self._form)
        draft.changed.connect(self._follow)
        self._follow()

    def _add(self, part: str) -> None:
        self._rows[part] = line = SupportRow(self._make, self._form, part)
        line.chosen.connect(self._chosen)

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
            if part not in self._rows:
                self._add(part)
        for part, line in self._rows.items():
            line.show_row(is_shown=part in _LIMBS or part in others)
            if part in _LIMBS:
                line.offer(*_limb_supports(draft.motion, draft.key, part))
            elif part in others:
                support = Support(part, *others[part])
                line.offer([support], support if part in dict(resting) else None)

    @Slot(object)
    def _chosen(self, choice: SupportChoice) -> None:
        part, support = choice.limb, choice.support
        if support is None:
            held = _held(self._draft.motion, self._draft.key, part)
            if part not in _LIMBS:
                self._draft.let_go(part)
            elif held is not None:
                self._draft.let_go(held.part)
            return
        single, surface, slides = support.part, support.surface, support.slides
        side = part.partition("_")[0]
        is_sided = part.startswith(("right_", "left_"))
        sides = _SIDE_NAMES if self._draft.both and _is_for_both(surface) else (side,)

        def rested(motion: Motion, key: Key) -> Motion:
            if not is_sided:
                return with_resting(motion, key, part, surface, slides=slides)
            bare = single.removeprefix("right_").removeprefix("left_")
            for one in sides:
                where = surface if one == side else other_angle(surface)
                motion = with_resting(motion, key, f"{one}_{bare}", where, slides=slides)
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


def _held(motion: Motion, key: Key, limb: str) -> Support | None:
    """What a limb rests on, and by which part, which has its side here."""
    side, _underscore, name = limb.partition("_")
    parts = ("hand", "forearm") if name == "hand" else ("foot", "toes", "heel", "ankle")
    for part, (surface, slides) in resting_at(motion, key):
        if part in {f"{side}_{one}" for one in parts}:
            return Support(part, surface, slides)
    return None


def _limb_supports(motion: Motion, key: Key, limb: str) -> tuple[list[Support], Support | None]:
    """What a limb can rest on here, and what it does rest on."""
    side, _underscore, name = limb.partition("_")
    other = "left" if side == "right" else "right"
    there = {prop.kind for prop in props_of(motion)}
    offered: list[Support] = []
    if name == "hand":
        for surface, slides in _HANDS:
            where = surface
            if surface.startswith("other_"):
                where = f"{other}_{surface.removeprefix('other_')}"
                where = _OTHER_EAR[side] if surface == "other_head_side" else where
            elif surface in _OWN_SIDE:
                where = f"{side}_{surface}"
            offered.append(Support("hand", where, slides))
    else:
        offered += [Support(*one) for one in _FEET]
    offered = [one for one in offered if _NEEDS.get(_plain(one.surface)) in {None, *there}]
    held = _held(motion, key, limb)
    if held is None:
        return offered, None
    now = replace(held, part=held.part.removeprefix(f"{side}_"))
    if now not in offered:
        offered.append(now)
    return offered, now


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


def _key(support: Support) -> str:
    """What tells it from the others that are offered with it."""
    return f"{support.part}|{support.surface}|{int(support.slides)}"


def _support_words(limb: str, support: Support) -> str:
    if limb not in _LIMBS:
        return _where_words(surface_name(support.surface, limb), slides=support.slides)
    part = f"{limb.partition('_')[0]}_{support.part}"
    where = surface_name(support.surface, part)
    if support.part in {"hand", "foot"}:
        return _where_words(where, slides=support.slides)
    name = part_name(support.part)
    if support.slides:
        return _("{part}: {surface}, gliding along it").format(part=name, surface=where)
    return _("{part}: {surface}").format(part=name, surface=where)


def _where_words(where: str, *, slides: bool) -> str:
    return _("{surface}, gliding along it").format(surface=where) if slides else where
