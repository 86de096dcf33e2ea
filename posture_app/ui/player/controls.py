"""The line below the figure: that it hurt, the steps, and all else behind one button."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from posture_app.ui.player.commands import PlayerCommand
from posture_app.ui.player.more import MoreButton
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.buttons import Button, ButtonKind
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, pgettext

_GAP_PX: Final = tokens.SPACE_L


class PlayerControls(QWidget):
    """In words where there is room; else the steps, then the rest and the pause by their signs.

    That it hurt is always said in words: nobody is to look for it.

    Signals:
        wanted: A `PlayerCommand`.
    """

    wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._make = make
        self._actions = ValueButtonGroup(self)
        self._actions.chosen.connect(self.wanted)
        self.more = self._make(MoreButton)
        self.more.wanted.connect(self.wanted)
        self._hurt = self._button(
            PlayerCommand.HURT, _("That hurt"), _("Stop this exercise (P)"), "danger", "stop"
        )
        back, pause, skip = self._back, self._pause, self._skip = self._steps()
        self._words = {one: one.text() for one in (back, pause, skip, self.more.button)}
        self.show_pause(playing=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP_PX)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        row = self._row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        for one in (back, pause, skip):
            row.addWidget(one)
        grid.addWidget(self._hurt, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(row, 0, 1)
        grid.addWidget(self.more, 0, 2, Qt.AlignmentFlag.AlignRight)
        for before, after in pairwise((self._hurt, back, pause, skip, self.more.button)):
            self.setTabOrder(before, after)

    def show_pause(self, *, playing: bool) -> None:
        """Offer to stand still, or to go on."""
        button = self._pause
        text = _("Pause") if playing else _("Go on")
        if button.accessibleName() == text:
            return
        tip = _("Stand still (space)") if playing else _("Go on (space)")
        is_worded = bool(button.text())
        button.set_text(text)
        self._words[button] = text
        if not is_worded:
            button.setText("")
        button.set_icon("pause" if playing else "play")
        button.setToolTip(plain_tip(tip))
        button.setAccessibleDescription(tip)

    def set_low(self, *, low: bool) -> None:
        """Whether the buttons leave their height to the figure."""
        for button in (self._hurt, *self._words):
            button.set_low(low=low)
        self._fit_words()

    def minimumSizeHint(self) -> QSize:
        """Without the words that it can do without."""
        small = self._pause.sizeHint().height()
        signs = 4 * small + 2 * tokens.SPACE_S + 2 * _GAP_PX
        return QSize(self._hurt.sizeHint().width() + signs, small)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in words what there is room for."""
        super().resizeEvent(event)
        self._fit_words()

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_words()

    def _fit_words(self) -> None:
        steps = (self._back, self._skip)
        fewer: Sequence[Sequence[Button]] = (
            (),
            steps,
            (*steps, self.more.button),
            (*steps, self.more.button, self._pause),
        )
        for without in fewer:
            for button, words in self._words.items():
                button.setText("" if button in without else words)
            self._keep_place_of_pause()
            if self._needed_px() <= self.width():
                break
        for button in self._words:
            button.updateGeometry()

    def _needed_px(self) -> int:
        parts = (self._hurt, self._back, self._pause, self._skip, self.more.button)
        gaps = 2 * _GAP_PX + 2 * tokens.SPACE_S
        return gaps + sum(max(one.sizeHint().width(), one.minimumWidth()) for one in parts)

    def _keep_place_of_pause(self) -> None:
        """Nothing jumps when it is pressed: it is as wide as the longer of its two words."""
        pause = self._pause
        pause.setMinimumWidth(0)
        shown = pause.text()
        if shown:
            widest = 0
            for words in (_("Pause"), _("Go on")):
                pause.setText(words)
                widest = max(widest, pause.sizeHint().width())
            pause.setText(shown)
            pause.setMinimumWidth(widest)

    def _steps(self) -> tuple[Button, Button, Button]:
        to_start = _("To the start of this set, or the one before (left arrow)")
        on = _("On to what comes next (right arrow)")
        command = PlayerCommand
        return (
            self._button(
                command.BACK, pgettext("player", "Back"), to_start, "secondary", "skip_back"
            ),
            self._button(command.PAUSE, _("Go on"), _("Go on (space)"), "primary", "play"),
            self._button(command.NEXT, pgettext("player", "Skip"), on, "secondary", "skip"),
        )

    def _button(
        self, command: PlayerCommand, text: str, tip: str, kind: ButtonKind, icon: str
    ) -> Button:
        name = f"player_{command.value}"
        button = self._make.button(text, kind, icon=icon, tip=tip, name=name)
        button.setAccessibleDescription(tip)
        self._actions.add(button, command)
        return button
