"""The panel below the plan, which is that of the chosen exercises, of a phase or of the plan."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from posture_app.library.model import Library
from posture_app.plans.model import Plan, PlanPhase
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder.item_panel import ChosenItems, ItemPanel
from posture_app.ui.therapist.builder.phase_panel import PhasePanel
from posture_app.ui.therapist.builder.plan_panel import PlanPanel
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import NO_LIMIT_PX
from posture_app.words.catalogue import _
from posture_app.words.plan_builder import chosen_words

_FOLD_PX: Final = 26
_MOST: Final = 0.5
"""Of the builder's height; what is higher scrolls."""
_ROOM_PX: Final = 330
"""What the head of the builder and some rows of the plan take."""
_LEAST_PX: Final = 110
_LEAST: Final = 0.24
"""With large letters in a low window the head takes so much that this is what is left."""


class _Fold(Button):
    """Folds the panel away."""

    def __init__(self, make: WidgetFactory) -> None:
        tip = _("Fold the fields away")
        super().__init__(make.theme, "", "quiet", icon="down", tip=tip, name="builder-fold")

    def sizeHint(self) -> QSize:
        """As high as the title that it stands beside."""
        side = self._theme.px(_FOLD_PX)
        return QSize(side, side)


class Panels(QScrollArea):
    """One of the panels.

    Signals:
        edited: A `FieldEdit` of what is shown.
        act_wanted: An `ItemAction` or a `PhaseAction` for what is shown.
        left: A text was left.
        folded: It is to be folded away.
        undo_wanted, redo_wanted: The keys for it were pressed in a text.
    """

    edited = Signal(object)
    action_wanted = Signal(object)
    left = Signal()
    folded = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self.title = ""
        self.setObjectName("builder-panel")
        self.setAccessibleName(_("What is chosen"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        inside = QWidget()
        inside.setObjectName("column")
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(2, tokens.SPACE_XS, tokens.SPACE_S, tokens.SPACE_XS)
        self.items = make(ItemPanel)
        self.phase = make(PhasePanel)
        self.plan = make(PlanPanel)
        self._shown: QWidget = self.plan
        for panel in (self.items, self.phase, self.plan):
            self._box.addWidget(panel)
            panel.hide()
            panel.edited.connect(self.edited)
            panel.left.connect(self.left)
            panel.undo_wanted.connect(self.undo_wanted)
            panel.redo_wanted.connect(self.redo_wanted)
        self.items.action_wanted.connect(self.action_wanted)
        self.phase.action_wanted.connect(self.action_wanted)
        self._box.addStretch(1)
        self.setWidget(inside)
        self._fold = make(_Fold)
        self._fold.setParent(self)
        self._fold.clicked.connect(self.folded)

    def show_library(self, library: Library) -> None:
        """Offer what is in this library."""
        self.plan.show_library(library)

    def show_items(self, chosen: ChosenItems, *, anyway: bool) -> None:
        """Show the chosen exercises."""
        self.items.show_items(chosen, anyway=anyway)
        self.title = chosen_words([exercise.name for _item, exercise in chosen])
        self._show(self.items)

    def show_phase(self, phase: PlanPhase, *, is_only: bool, anyway: bool) -> None:
        """Show a phase."""
        self.phase.show_phase(phase, is_only=is_only, anyway=anyway)
        self.title = phase.name
        self._show(self.phase)

    def show_plan(self, plan: Plan, *, anyway: bool) -> None:
        """Show the plan as a whole."""
        self.plan.show_plan(plan, anyway=anyway)
        self.title = plan.name
        self._show(self.plan)

    def focus_first(self) -> None:
        """Put the keyboard into the first field of what is shown."""
        if self._shown is self.items:
            self.items.focus_first()
        elif self._shown is self.phase:
            self.phase.focus_name()
        else:
            self.plan.focus_first()

    def focus_name(self) -> None:
        """Put the keyboard into the phase's name."""
        self.phase.focus_name()

    def fit(self, height: int) -> None:
        """Take what the panel needs, as far as that leaves room for the plan.

        Args:
            height: The builder's, without what stands above the plan.
        """
        margins = self._box.contentsMargins()
        width = self.viewport().width() - margins.left() - margins.right()
        layout = self._shown.layout()
        needed = layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        needed = max(needed, self._shown.minimumSizeHint().height())
        needed += margins.top() + margins.bottom()
        theme = self._theme
        least = min(theme.px(_LEAST_PX), round(height * _LEAST))
        most = max(least, min(round(height * _MOST), height - theme.px(_ROOM_PX)))
        self.setFixedHeight(min(needed, most))

    def fill(self) -> None:
        """Take all the room there is, in the place of the plan."""
        self.setMinimumHeight(0)
        self.setMaximumHeight(NO_LIMIT_PX)

    def let_fold(self, *, foldable: bool) -> None:
        """Whether there is a button to fold it away, at the end of its first line."""
        self._fold.setVisible(foldable)
        self._place_fold()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        self._place_fold()

    def _place_fold(self) -> None:
        size, bar = self._fold.sizeHint(), self.verticalScrollBar().sizeHint().width()
        self._fold.setGeometry(QRect(QPoint(self.width() - size.width() - bar, 0), size))
        self._fold.raise_()

    def _show(self, panel: QWidget) -> None:
        if panel is not self._shown or panel.isHidden():
            self._shown.hide()
            self._shown = panel
            panel.show()
            self.verticalScrollBar().setValue(0)
