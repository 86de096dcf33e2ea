"""The head of the builder: the name of the plan, undo and redo, what is shown beside the plan."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QWidget

from posture_app.plans.edit_history import Edit
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder.text_fields import WrittenLine
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.folding_row import FoldingRow
from posture_app.ui.widgets.text_size import exactly, keep_font, keep_measured, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, pgettext
from posture_app.words.plan_builder import redo_words, undo_words

_PHASE_KEY: Final = "Ctrl+Shift+N"
_NAME_PX: Final = 280
_BESIDE: Final = (0, 1, 1, 1)
_BELOW: Final = (1, 0, 1, 3)
"""Where in the grid the buttons are: row, column, and how many of each."""


class BuilderHead(QWidget):
    """The head.

    Signals:
        back_requested: Back to where the person came from.

    Attributes:
        name: The plan's name.
        undo, redo, add_phase, keep_template, preview, hand_over: The buttons for it.
        library, remarks, handout: Whether each is shown beside the plan.
    """

    back_requested = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.SPACE_S)
        self._grid.setColumnStretch(0, 1)
        line = QHBoxLayout()
        line.setSpacing(tokens.SPACE_S)
        back = make.button(
            "",
            "quiet",
            icon="back",
            tip=pgettext("to where one came from", "Back"),
            name="builder-back",
        )
        back.clicked.connect(self.back_requested)
        line.addWidget(back)
        self.name = make(WrittenLine, _("Name of the plan"), 120, "plan-name", wide=320)
        keep_font(self.name, make.theme, "heading")
        line.addWidget(self.name, 1)
        self._saved = make.label("", "small", "muted", wrap=False)
        self._saved.setObjectName("builder-saved")
        line.addWidget(self._saved)
        self._grid.addLayout(line, 0, 0)
        self.hand_over = make.button(_("Hand over"), "primary", name="builder-hand-over")
        self._grid.addWidget(self.hand_over, 0, 2)
        self._row = make(FoldingRow, "builder-more")
        self._is_wide = False
        self._grid.addWidget(self._row, *_BELOW)
        self._fill_row(make)
        keep_measured(self, make.theme)

    def _fill_row(self, make: WidgetFactory) -> None:
        self.undo = make.button("", "quiet", icon="undo", tip=_("Undo"), name="builder-undo")
        self.redo = make.button("", "quiet", icon="redo", tip=_("Redo"), name="builder-redo")
        for button in (self.undo, self.redo):
            keep_size(button, make.theme, width=exactly(40), height=exactly(40))
        self.add_phase = make.button(
            _("Add a phase"), "quiet", icon="plus", key=_PHASE_KEY, name="builder-phase"
        )
        self.library = make.chip(_("Library"), name="builder-show-library")
        self.remarks = make.chip(_("Remarks"), name="builder-show-remarks")
        self.handout = make.chip(_("Handout"), name="builder-show-handout")
        self.keep_template = make.button(
            _("Keep as a template"), "quiet", name="builder-keep-template"
        )
        self.preview = make.button(
            _("As the patient"), "quiet", icon="play", name="builder-preview"
        )
        for always in (self.undo, self.redo):
            self._row.add(always)
        self._row.add_folding(self.add_phase)
        self._row.add(self.library)
        # What is shown in the place of the plan stays: pressed again, it leads back.
        for chip in (self.remarks, self.handout):
            self._row.add_folding(chip, stays_while_checked=True)
        for button in (self.keep_template, self.preview):
            self._row.add_folding(button)
        for chip in (self.library, self.remarks, self.handout):
            chip.toggled.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """One line where there is room for a long name beside the buttons."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """Put the buttons beside the name or below it, and keep the height that they need there."""
        needed = self._row.whole_width()
        is_wide = self.width() - needed - self.hand_over.sizeHint().width() >= self._theme.px(
            _NAME_PX
        )
        self._row.setMinimumWidth(needed if is_wide else 0)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._grid.addWidget(self._row, *(_BESIDE if is_wide else _BELOW))
        self._row.fold_for(needed if is_wide else self.width())
        self._row.flow.invalidate()
        self._grid.invalidate()
        self.setMinimumHeight(self._grid.heightForWidth(self.width()))

    def show_template(self, *, is_template: bool) -> None:
        """Offer what can be made of a patient's plan, or not."""
        self.hand_over.setVisible(not is_template)
        self._offer(self.keep_template, self.preview, offered=not is_template)

    def show_history(self, undoes: Edit | None, redoes: Edit | None) -> None:
        """Show what can be undone and made again."""
        for button, edit, words in (
            (self.undo, undoes, undo_words(undoes)),
            (self.redo, redoes, redo_words(redoes)),
        ):
            button.setEnabled(edit is not None)
            if button.toolTip() != plain_tip(words):
                button.setToolTip(plain_tip(words))
                button.setAccessibleName(words)

    def show_saved(self, words: str) -> None:
        """Show whether what was done is kept."""
        if words != self._saved.text():
            self._saved.setText(words)

    def show_remark_count(self, count: int) -> None:
        """Show how many remarks there are."""
        self.remarks.set_count(count)
        self._offer(self.remarks, offered=count > 0)

    def _offer(self, *buttons: QAbstractButton, offered: bool) -> None:
        for button in buttons:
            self._row.offer(button, offered=offered)
        self._arrange()
