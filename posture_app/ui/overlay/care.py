"""What to take care of in a break's exercise: in short, and all of it where it is asked for."""

import math
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from posture_app.ui.overlay.announcing import announce
from posture_app.ui.overlay.snapshots import Care
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fitted_label import FittedLabel
from posture_app.ui.widgets.scroll_fade import ScrollFade
from posture_app.words.catalogue import N_, _, pgettext

_AROUND_PX: Final = 228
"""What the card needs beside what is read in it, at a text size of 100 per cent."""
_LEAST_PX: Final = 120
_COLUMN_PX: Final = 680
"""As wide as is good to read."""
WAITS: Final = N_("Waits while you read, a minute at most")
GOES_ON: Final = N_("No longer waits: the break goes on")
MOST_LINES: Final = 3
"""So many lines the longest German cautions take on a screen at twice the text."""


class _Short(FittedLabel):
    """As wide as its words are in one line; where there is less room it takes more.

    Where that would be too many, whole words that are fewer are seen in the place of the others.
    """

    def __init__(self, make: WidgetFactory) -> None:
        self._shorter: tuple[str, ...] = ()
        super().__init__(make, "", "small", "muted")

    def say(self, words: str, shorter: tuple[str, ...]) -> None:
        """Say something else: the first of these that there is room for."""
        self._shorter = shorter
        self.setText(words)

    def sizeHint(self) -> QSize:
        """One line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    @property
    def seen(self) -> str:
        """The words that there is room for."""
        return self._laid_out(float(self.contentsRect().width())).text()

    def gather(self, room: int) -> None:
        """Be no wider than the longest line, so that what follows stands beside it."""
        layout = self._laid_out(float(room))
        lines = (layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount()))
        self.setMaximumWidth(math.ceil(max(lines, default=0.0)) + 2)

    def _broken(self, width: float) -> QTextLayout:
        if self._fits(self._lines(self.text(), width)):
            return super()._broken(width)
        fewer = (self._lines(words, width) for words in self._shorter)
        return next(filter(self._fits, fewer), None) or super()._broken(width)

    def _fits(self, layout: QTextLayout) -> bool:
        return self._most_lines is None or layout.lineCount() <= self._most_lines


class CareLine(QWidget):
    """Whom it concerns, as everybody may see it, and the button that leads to all of it.

    In the card it has one line, like all that is read there while one moves.

    Signals:
        opened: All of it, please.
    """

    opened = Signal()

    def __init__(self, make: WidgetFactory, *, compact: bool) -> None:
        super().__init__()
        self._words: _Short = make(_Short)
        self._words.limit(1 if compact else MOST_LINES)
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._words.setObjectName("break_care")
        self.more = make.button(
            # In the card the line may name only some, and there is no keyboard to look further.
            _("Read all") if compact else _("When to stop"),
            "quiet",
            flush=True,
            tip=_("What to take care of, and what to stop for"),
            name="break_stops",
        )
        self.more.setAutoDefault(False)
        if compact:  # the card takes no keys at all
            self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(self.opened)
        self._compact = compact
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.SPACE_S if compact else tokens.SPACE_M)
        if not compact:
            line.addStretch(1)
        self._icon = make.icon("caution", "muted", 16)
        line.addWidget(self._icon)
        line.addWidget(self._words)
        if compact:
            line.addStretch(1)
        line.addWidget(self.more)
        if not compact:
            line.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep words and button together in the middle."""
        super().resizeEvent(event)
        self._gather()

    def event(self, event: QEvent) -> bool:
        """The same, where other words are said or the button goes."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._gather()
        return handled

    def _gather(self) -> None:
        if not self._compact:
            beside = [self._icon, *([] if self.more.isHidden() else [self.more])]
            taken = sum(one.sizeHint().width() + self._line.spacing() for one in beside)
            self._words.gather(self.width() - taken)

    def stand_out(self, *, on: bool) -> None:
        """Be as plain to see as what to do, as before anything moves; or be quiet."""
        self._words.set_tone("ink" if on else "muted")

    def limit(self, most_lines: int) -> None:
        """Take so many lines at most."""
        self._words.limit(most_lines)

    def show_care(self, care: Care | None) -> None:
        """Show what an exercise has; None: there is none."""
        self._words.say(*((care.short, care.shorter) if care is not None else ("", ())))
        self.setVisible(care is not None)


class CareSheet(QWidget):
    """All cautions of an exercise and what to stop for, in the place of the exercise.

    In the card it is as high as its words, where the screen has the room: nobody can scroll there
    by the keyboard.

    Signals:
        closed: It has been read.
    """

    closed = Signal()

    def __init__(self, make: WidgetFactory, care: Care, room: QSize, *, compact: bool) -> None:
        super().__init__()
        self.setObjectName("break_care_sheet")
        text = QVBoxLayout()
        text.setContentsMargins(0, 0, tokens.SPACE_M, 0)
        text.setSpacing(make.theme.px(tokens.SPACE_S if compact else tokens.SPACE_M))
        for title, lines in ((_("When to stop"), care.stops), (_("Take care"), care.full)):
            if lines:
                text.addWidget(make.label(title, "small_strong" if compact else "heading"))
            for line in lines:
                text.addWidget(make.label(line, "small" if compact else "body", "muted"))
            text.addSpacing(make.theme.px(tokens.SPACE_S))
        text.addStretch(1)
        content = QWidget()
        content.setObjectName("column")
        content.setLayout(text)
        self._waiting = make.label("", "small", "muted", wrap=False)
        self._waiting.setObjectName("break_waits")
        self.show_waiting(True)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.area.setAccessibleName(_("What to take care of, and what to stop for"))
        self.back = make.button(
            pgettext("a break", "Back"), "secondary", tip=_("Go on with the break"), name="break_on"
        )
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.closed)
        if compact:
            needed = content.heightForWidth(room.width())
            most = room.height() - make.theme.px(_AROUND_PX)
            self.area.setFixedHeight(max(make.theme.px(_LEAST_PX), min(needed, most)))
            for part in (self.area, self.back):
                part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_M)
        align = Qt.AlignmentFlag.AlignLeft if compact else Qt.AlignmentFlag.AlignHCenter
        box.addWidget(self._waiting, 0, align)
        if compact:
            box.addWidget(self.area, 1)
        else:
            across = QHBoxLayout()
            self.area.setMaximumWidth(make.theme.px(_COLUMN_PX))
            across.addStretch(1)
            across.addWidget(self.area, 100)
            across.addStretch(1)
            box.addLayout(across, 1)
        make(ScrollFade, self.area, "canvas" if compact else "rail")  # the lower end of the ground
        box.addWidget(self.back, 0, align)

    def show_waiting(self, waits: bool) -> None:
        """Say below the count whether the break waits while this is read, or goes on."""
        words = _(WAITS) if waits else _(GOES_ON)
        if self._waiting.text() != words:
            self._waiting.setText(words)
            announce(self, words)
