"""The keyframes of a motion: which one is posed, and what is done with a whole pose."""

from enum import Enum, auto
from typing import Final, assert_never, get_args

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QVBoxLayout, QWidget

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
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import row
from posture_app.ui.widgets.controls import Chip, Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.folding_row import FoldingRow
from posture_app.ui.widgets.keys import key_name
from posture_app.ui.widgets.layouts import clear
from posture_app.ui.widgets.menu import MenuButton
from posture_app.ui.widgets.text_size import keep_measured
from posture_app.words.catalogue import _, pgettext
from posture_app.words.poses import key_name as keyframe_name
from posture_app.words.poses import start_position

_LATER: Final = 0.1
"""A tenth of the way: a time is moved by so much."""


class SidesAction(Enum):
    """What is done with the two sides of a pose."""

    SWAP = auto()
    LEFT_AS_RIGHT = auto()
    RIGHT_AS_LEFT = auto()


class KeyframeAction(Enum):
    """What is done with a keyframe, or beside it."""

    ADD_ON_WAY_THERE = auto()
    ADD_ON_WAY_BACK = auto()
    MAKE_EARLIER = auto()
    MAKE_LATER = auto()
    REMOVE = auto()


class KeysBar(QWidget):
    """What can be done with the pose, and below it the start position and chips for the keyframes.

    Signals:
        play_wanted: The motion is to be played, or to stop.
    """

    play_wanted = Signal()

    def __init__(self, make: WidgetFactory, draft: PoseDraft, back: QAbstractButton | None) -> None:
        super().__init__()
        self._make = make
        self._draft = draft
        self._chips: dict[Key, Chip] = {}
        self._pressed_keys = ValueButtonGroup(self)
        self._pressed_keys.chosen.connect(self._pressed)
        self._shown: object = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.SPACE_S)
        self._actions = make(FoldingRow, "pose-more")
        outer.addWidget(self._actions)
        self._make_actions(back)
        outer.addLayout(self._make_poses())
        draft.changed.connect(self._follow)
        self._follow()
        keep_measured(self, make.theme)

    def _make_actions(self, back: QAbstractButton | None) -> None:
        make, draft = self._make, self._draft
        undo, redo = pgettext("button", "Undo"), pgettext("button", "Redo")
        self.play = make.button(_("Play"), "primary", icon="play", name="pose-play")
        self.play.clicked.connect(self.play_wanted)
        self.undo = make.button(
            "", icon="undo", tip=f"{undo} ({key_name('Ctrl+Z')})", name="pose-undo"
        )
        self.redo = make.button(
            "", icon="redo", tip=f"{redo} ({key_name('Ctrl+Shift+Z')})", name="pose-redo"
        )
        self.undo.clicked.connect(draft.undo)
        self.redo.clicked.connect(draft.redo)
        self.copy = make.menu_button(_("Copy pose from"), "pose-copy")
        self.copy.chosen.connect(self._copy)
        self.sides = make.menu_button(_("Left and right"), "pose-sides")
        self.sides.chosen.connect(self._change_sides)
        self.between = make.menu_button(_("More keyframes"), "pose-between")
        self.between.chosen.connect(self._change_keys)
        self.both = make.switch(_("Both sides together"), "pose-both")
        self.both.toggled.connect(draft.choose_both)
        if back:
            self._actions.add(back)
        self._actions.add(self.play)
        for button in (self.undo, self.redo):
            self._actions.add_folding(button, at=3)
        self._actions.add_folding(self.copy, at=0)
        self._actions.add_folding(self.sides, at=1)
        self._actions.add_folding(self.between, at=0)
        self._sides_together = self._together()
        self._actions.add_folding(self.both, at=2, within=self._sides_together)

    def _make_poses(self) -> QBoxLayout:
        """The line below: where the motion starts from, and which of its keyframes is posed."""
        make = self._make
        line = row(tokens.SPACE_M)
        self._start_title = make.label(_("Start position"), "strong", wrap=False)
        self.start = make.chip(_("Start position"), name="pose-start", menu=True)
        self.start.chosen.connect(self._start_chosen)
        self._keys_title = make.label(_("Pose at"), "strong", wrap=False)
        self.key = make.chip(_("Pose at"), name="pose-key", menu=True)
        self.key.chosen.connect(self._key_chosen)
        self._keys = row(tokens.SPACE_S)
        for widget in (self._start_title, self.start):
            line.addWidget(widget)
        line.addWidget(self._keys_title)
        line.addLayout(self._keys)
        line.addWidget(self.key)
        line.addStretch(1)
        return line

    def _together(self) -> QWidget:
        together = QWidget()
        line = row(tokens.SPACE_S)
        line.addWidget(self.both)
        line.addWidget(self._make.label(_("Both sides together"), "strong", wrap=False))
        together.setLayout(line)
        return together

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Show as much as one line has room for."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def more(self) -> MenuButton:
        """The button for what there is no room for."""
        return self._actions.more

    def minimumSizeHint(self) -> QSize:
        """What there is no room for is behind the button for more."""
        return QSize(0, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        """Keep to two lines: the figure below needs the room; the rest is behind one button."""
        self._sides_together.setFixedHeight(self.play.sizeHint().height())
        room = self.width()
        start, chips = (self._start_title, self.start), tuple(self._chips.values())
        has_chips = _needed(self._keys_title, *chips) <= room
        has_start = _needed(*start, self._keys_title, *chips) <= room
        has_title = has_chips or _needed(self._keys_title, self.key) <= room
        for one in start:
            one.setVisible(has_start)
        for one in chips:
            one.setVisible(has_chips)
        self.key.setVisible(not has_chips)
        self._keys_title.setVisible(has_title)
        self._actions.offer_elsewhere(
            self._start_title.text(), None if has_start else self.start.choices
        )

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
        self._arrange()

    def _show_start(self) -> None:
        starts: tuple[StartPosition, ...] = get_args(StartPosition)
        options = [Option(one, start_position(one)) for one in starts]
        self.start.set_options(options, self._draft.motion.start)

    def _show_keys(self, keys: tuple[Key, ...]) -> None:
        draft = self._draft
        if tuple(self._chips) != keys:
            clear(self._keys)
            self._pressed_keys.clear()
            self._chips = {}
            for key in keys:
                name = f"key-{key.phase}" + ("" if key.at is None else f"-{key.at}")
                chip = self._make.chip(keyframe_name(key), name=name)
                chip.setChecked(key == draft.key)
                self._pressed_keys.add(chip, key)
                self._chips[key] = chip
                self._keys.addWidget(chip)
        options = [Option(str(place), keyframe_name(key)) for place, key in enumerate(keys)]
        self.key.set_options(options, str(keys.index(draft.key)))
        others = [key for key in keys if key != draft.key]
        self.copy.set_entries([(keys.index(key), keyframe_name(key)) for key in others])
        self.copy.setEnabled(bool(others))

    def _offer_sides(self) -> None:
        entries = [
            (SidesAction.LEFT_AS_RIGHT, _("Left as right")),
            (SidesAction.RIGHT_AS_LEFT, _("Right as left")),
        ]
        if is_symmetric(self._draft.motion.start):
            entries.insert(0, (SidesAction.SWAP, _("Swap left and right")))
        self.sides.set_entries(entries)

    def _offer_keys(self) -> None:
        motion, key = self._draft.motion, self._draft.key
        entries = []
        if len(motion.keyframes) < MOST_KEYFRAMES:
            entries += [
                (KeyframeAction.ADD_ON_WAY_THERE, _("One more on the way there")),
                (KeyframeAction.ADD_ON_WAY_BACK, _("One more on the way back")),
            ]
        if key.at is not None:
            entries += [
                (KeyframeAction.MAKE_EARLIER, _("This one earlier")),
                (KeyframeAction.MAKE_LATER, _("This one later")),
                (KeyframeAction.REMOVE, _("Remove this one")),
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
    def _key_chosen(self, place: str) -> None:
        self._draft.choose_key(keys_of(self._draft.motion)[int(place)])

    @Slot(object)
    def _copy(self, place: int) -> None:
        source = keys_of(self._draft.motion)[place]
        self._draft.change(lambda motion, key: copied(motion, source, key))

    @Slot(object)
    def _change_sides(self, action: SidesAction) -> None:
        match action:
            case SidesAction.SWAP:
                self._draft.change(mirrored_key)
            case SidesAction.LEFT_AS_RIGHT:
                self._pose_other_side_as("right")
            case SidesAction.RIGHT_AS_LEFT:
                self._pose_other_side_as("left")
            case _:
                assert_never(action)

    def _pose_other_side_as(self, side: SideName) -> None:
        self._draft.change(lambda motion, key: one_side_as_other(motion, key, side))

    @Slot(object)
    def _change_keys(self, action: KeyframeAction) -> None:
        match action:
            case KeyframeAction.ADD_ON_WAY_THERE:
                self._add_between("move")
            case KeyframeAction.ADD_ON_WAY_BACK:
                self._add_between("return")
            case KeyframeAction.MAKE_EARLIER:
                self._put_off(-_LATER)
            case KeyframeAction.MAKE_LATER:
                self._put_off(_LATER)
            case KeyframeAction.REMOVE:
                self._draft.change(without)
            case _:
                assert_never(action)

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


def _needed(*widgets: QWidget) -> int:
    """How wide a line of them is."""
    return sum(one.sizeHint().width() + tokens.SPACE_M for one in widgets) - tokens.SPACE_M
