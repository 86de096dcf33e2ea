"""The keyframes of a motion: which one is posed, and what is done with a whole pose."""

from enum import Enum, auto
from typing import Final, assert_never, get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.body.keyframes import (
    MOST_KEYFRAMES,
    Key,
    copied,
    is_symmetric,
    keyframe_at,
    keys_of,
    mirrored_key,
    one_side_as_other,
    with_between,
    with_start_position,
    with_time,
    without,
)
from posture_app.library.motion import KeyPhase, StartPosition
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.pose.draft import PoseDraft, SideName
from posture_app.ui.widgets.acts import Acts
from posture_app.ui.widgets.cards import row
from posture_app.ui.widgets.controls import Chip, Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.keys import key_name
from posture_app.ui.widgets.layouts import Flow, clear
from posture_app.words.catalogue import _, pgettext
from posture_app.words.poses import key_name as keyframe_name
from posture_app.words.poses import start_position

_ONE_LINE_PX: Final = 760
_LATER: Final = 0.1
"""A tenth of the way: a time is moved by so much."""


class SidesAct(Enum):
    """What is done with the two sides of a pose."""

    SWAP = auto()
    LEFT_AS_RIGHT = auto()
    RIGHT_AS_LEFT = auto()


class KeyframeAct(Enum):
    """What is done with a keyframe, or beside it."""

    ADD_ON_WAY_THERE = auto()
    ADD_ON_WAY_BACK = auto()
    MAKE_EARLIER = auto()
    MAKE_LATER = auto()
    REMOVE = auto()


class KeysBar(QWidget):
    """Chips for the keyframes, and below them what can be done with the one that is posed.

    Signals:
        play_wanted: The motion is to be played, or to stop.
    """

    play_wanted = Signal()

    def __init__(self, make: WidgetFactory, draft: PoseDraft) -> None:
        super().__init__()
        self._make = make
        self._draft = draft
        self._chips: dict[Key, Chip] = {}
        self._pressed_keys = Acts(self)
        self._pressed_keys.chosen.connect(self._pressed)
        self._shown: object = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_S)
        self.start = make.chip(_("Start position"), name="pose-start", menu=True)
        self.start.chosen.connect(self._start_chosen)
        head = make.columns(_ONE_LINE_PX, tokens.SPACE_XL)
        starting = row(tokens.SPACE_M)
        starting.addWidget(make.label(_("Start position"), "strong"))
        starting.addWidget(self.start)
        starting.addStretch(1)
        head.box.addLayout(starting)
        keys = row(tokens.SPACE_M)
        keys.addWidget(make.label(_("Pose at"), "strong"))
        self._keys = Flow()
        keys.addWidget(self._keys, 1)
        head.box.addLayout(keys, 1)
        outer.addWidget(head)
        acts = Flow()
        outer.addWidget(acts)
        undo, redo = pgettext("button", "Undo"), pgettext("button", "Redo")
        self.undo = make.button(
            undo, icon="undo", tip=f"{undo} ({key_name('Ctrl+Z')})", name="pose-undo"
        )
        self.redo = make.button(
            redo, icon="redo", tip=f"{redo} ({key_name('Ctrl+Shift+Z')})", name="pose-redo"
        )
        self.undo.clicked.connect(draft.undo)
        self.redo.clicked.connect(draft.redo)
        self.copy = make.menu_button(_("Copy pose from"), "pose-copy")
        self.copy.chosen.connect(self._copy)
        self.sides = make.menu_button(_("Left and right"), "pose-sides")
        self.sides.chosen.connect(self._change_sides)
        self.between = make.menu_button(_("More keyframes"), "pose-between")
        self.between.chosen.connect(self._change_keys)
        self.play = make.button(_("Play"), "primary", icon="play", name="pose-play")
        self.play.clicked.connect(self.play_wanted)
        for button in (self.play, self.undo, self.redo, self.copy, self.sides, self.between):
            acts.add(button)
        self.both = make.switch(_("Both sides together"), "pose-both")
        self.both.toggled.connect(draft.choose_both)
        acts.add(self._together())
        draft.changed.connect(self._follow)
        self._follow()

    def _together(self) -> QWidget:
        together = QWidget()
        line = row(tokens.SPACE_S)
        line.addWidget(self.both)
        line.addWidget(self._make.label(_("Both sides together"), "strong"))
        together.setLayout(line)
        together.setFixedHeight(self.play.sizeHint().height())
        return together

    def show_playing(self, *, playing: bool) -> None:
        """Offer to stop while the motion is played."""
        self.play.set_text(_("Stop playing") if playing else _("Play"))
        self.play.set_icon("pause" if playing else "play")

    @Slot()
    def _follow(self) -> None:
        draft = self._draft
        if draft.is_dragging:
            return
        for key, chip in self._chips.items():
            chip.setChecked(key == draft.key)
        self.both.setChecked(draft.both)
        self.undo.setEnabled(draft.can_undo)
        self.redo.setEnabled(draft.can_redo)
        keys = keys_of(draft.motion)
        shown = (draft.motion.start, keys, draft.key, len(draft.motion.keyframes))
        if shown != self._shown:
            self._shown = shown
            self._show_start()
            self._show_keys(keys)
            self._offer_sides()
            self._offer_keys()

    def _show_start(self) -> None:
        starts: tuple[StartPosition, ...] = get_args(StartPosition)
        options = [Option(one, start_position(one)) for one in starts]
        self.start.set_options(options, self._draft.motion.start)

    def _show_keys(self, keys: tuple[Key, ...]) -> None:
        draft = self._draft
        if tuple(self._chips) != keys:
            clear(self._keys.flow)
            self._pressed_keys.clear()
            self._chips = {}
            for key in keys:
                name = f"key-{key.phase}" + ("" if key.at is None else f"-{key.at}")
                chip = self._make.chip(keyframe_name(key), name=name)
                chip.setChecked(key == draft.key)
                self._pressed_keys.add(chip, key)
                self._chips[key] = chip
                self._keys.add(chip)
        others = [key for key in keys if key != draft.key]
        self.copy.set_entries([(keys.index(key), keyframe_name(key)) for key in others])
        self.copy.setEnabled(bool(others))

    def _offer_sides(self) -> None:
        entries = [
            (SidesAct.LEFT_AS_RIGHT, _("Left as right")),
            (SidesAct.RIGHT_AS_LEFT, _("Right as left")),
        ]
        if is_symmetric(self._draft.motion.start):
            entries.insert(0, (SidesAct.SWAP, _("Swap left and right")))
        self.sides.set_entries(entries)

    def _offer_keys(self) -> None:
        motion, key = self._draft.motion, self._draft.key
        entries = []
        if len(motion.keyframes) < MOST_KEYFRAMES:
            entries += [
                (KeyframeAct.ADD_ON_WAY_THERE, _("One more on the way there")),
                (KeyframeAct.ADD_ON_WAY_BACK, _("One more on the way back")),
            ]
        if key.at is not None:
            entries += [
                (KeyframeAct.MAKE_EARLIER, _("This one earlier")),
                (KeyframeAct.MAKE_LATER, _("This one later")),
                (KeyframeAct.REMOVE, _("Remove this one")),
            ]
        self.between.set_entries(entries)

    @Slot(object)
    def _start_chosen(self, start: object) -> None:
        wanted: StartPosition = next(one for one in get_args(StartPosition) if one == start)
        if wanted != self._draft.motion.start:
            self._draft.change(lambda motion, _key: with_start_position(motion, wanted))

    @Slot(object)
    def _pressed(self, key: Key) -> None:
        chip = self._chips[key]
        self._draft.choose_key(key)
        chip.setChecked(True)

    @Slot(object)
    def _copy(self, place: int) -> None:
        source = keys_of(self._draft.motion)[place]
        self._draft.change(lambda motion, key: copied(motion, source, key))

    @Slot(object)
    def _change_sides(self, act: SidesAct) -> None:
        match act:
            case SidesAct.SWAP:
                self._draft.change(mirrored_key)
            case SidesAct.LEFT_AS_RIGHT:
                self._pose_other_side_as("right")
            case SidesAct.RIGHT_AS_LEFT:
                self._pose_other_side_as("left")
            case _:
                assert_never(act)

    def _pose_other_side_as(self, side: SideName) -> None:
        self._draft.change(lambda motion, key: one_side_as_other(motion, key, side))

    @Slot(object)
    def _change_keys(self, act: KeyframeAct) -> None:
        match act:
            case KeyframeAct.ADD_ON_WAY_THERE:
                self._add_between("move")
            case KeyframeAct.ADD_ON_WAY_BACK:
                self._add_between("return")
            case KeyframeAct.MAKE_EARLIER:
                self._put_off(-_LATER)
            case KeyframeAct.MAKE_LATER:
                self._put_off(_LATER)
            case KeyframeAct.REMOVE:
                self._draft.change(without)
            case _:
                assert_never(act)

    def _add_between(self, phase: KeyPhase) -> None:
        at = self._free_time(phase)
        self._draft.change(lambda motion, _key: with_between(motion, phase, at), Key(phase, at))

    def _put_off(self, by: float) -> None:
        draft, key = self._draft, self._draft.key
        if key.at is None:
            return
        at = round(key.at + by, 3)
        if 0 < at <= 1 and keyframe_at(draft.motion, key).at is not None:
            draft.change(lambda motion, one: with_time(motion, one, at), Key(key.phase, at))

    def _free_time(self, phase: KeyPhase) -> float:
        """The middle of the longest stretch of a way that has no keyframe."""
        taken = sorted(
            key.at
            for key in keys_of(self._draft.motion)
            if key.phase == phase and key.at is not None
        )
        ends = [0.0, *taken, 1.0]
        widest = max(range(len(ends) - 1), key=lambda place: ends[place + 1] - ends[place])
        return round((ends[widest] + ends[widest + 1]) / 2, 3)
