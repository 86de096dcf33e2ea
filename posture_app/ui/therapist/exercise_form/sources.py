"""What an exercise rests on: sources of the library, and those that only its author has."""

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from posture_app.library.draft import SourceDraft
from posture_app.library.model import Source, SourceKind
from posture_app.ui.theme import tokens
from posture_app.ui.therapist.exercise_form.fields import ExerciseField
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.cards import column, row
from posture_app.ui.widgets.controls import Chip, Option
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import clear
from posture_app.ui.widgets.sources import source_words
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words import exercise_form as words
from posture_app.words.catalogue import _


def source_line(source: Source) -> str:
    """A source as it is found and chosen: the beginning of its citation."""
    text = source_words(source)
    return text if len(text) <= 90 else f"{text[:88].rstrip()}…"


class OwnSource(QWidget):
    """One source of one's own.

    Signals:
        changed: The person has changed it.
    """

    changed = Signal()

    def __init__(
        self, make: WidgetFactory, field: ExerciseField, source: SourceDraft, number: int
    ) -> None:
        super().__init__()
        self._source = source
        self._kind = field.make.chip(_("Kind"), name=f"own-source-kind-{number}", menu=True)
        self._citation = self._line(_("Who, what, when: as in a list of references"))
        self._url = self._line(_("Its address on the web, if it has one"))
        self._citation.setText(source.citation)
        self._url.setText(source.url)
        self.remove = field.make.button(
            _("Remove"), "quiet", icon="trash", name=f"own-source-remove-{number}"
        )
        self._citation.setObjectName(f"own-source-{number}")
        for line in (self._citation, self._url):
            keep_size(line, make.theme, height=Extent(least=44))
            line.textEdited.connect(self._note)
        self._kind.chosen.connect(self._choose)
        box, foot = column(tokens.SPACE_S), row(tokens.SPACE_S)
        foot.addWidget(self._kind)
        foot.addWidget(self._url, 1)
        foot.addWidget(self.remove)
        box.addWidget(self._citation)
        box.addLayout(foot)
        self.setLayout(box)
        self._show_kind()

    @property
    def value(self) -> SourceDraft:
        """The source as it is typed."""
        return replace(self._source, citation=self._citation.text(), url=self._url.text())

    @property
    def first(self) -> QLineEdit:
        """Where the keyboard goes first."""
        return self._citation

    @Slot()
    def _note(self) -> None:
        self.changed.emit()

    @Slot(object)
    def _choose(self, kind: str) -> None:
        self._source = replace(self._source, kind=cast("SourceKind", kind))
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        options = [Option(one, words.source_kind(one)) for one in words.SOURCE_KINDS]
        kind: Chip = self._kind
        kind.set_options(options, self._source.kind)

    def _line(self, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setToolTip(plain_tip(hint))
        line.setMaxLength(2000)
        return line


class OwnSourcesField(ExerciseField):
    """The sources of one's own, and a button for another.

    Signals:
        rearranged: There are more or fewer of them.
    """

    rearranged = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make, "own_sources")
        self._rows: list[OwnSource] = []
        self._box = column(tokens.SPACE_M)
        self._actions = ValueButtonGroup(self)
        self.body.addLayout(self._box)
        self._add = self.make.button(
            _("Add a source of your own"), "quiet", icon="plus", flush=True, name="add-own-source"
        )
        self._add.clicked.connect(self._add_one)
        self.set_control(self._add)
        self.body.addWidget(self._add)

    @property
    def values(self) -> tuple[SourceDraft, ...]:
        """The sources as they are typed; one with nothing in it is none."""
        found = (one.value for one in self._rows)
        return tuple(one for one in found if one.citation.strip() or one.url.strip())

    def set_values(self, sources: tuple[SourceDraft, ...]) -> None:
        """Show what was typed elsewhere."""
        if sources != self.values:
            self._show(sources)

    def _show(self, sources: tuple[SourceDraft, ...]) -> None:
        clear(self._box)
        self._actions.deleteLater()
        self._actions = ValueButtonGroup(self)
        self._actions.chosen.connect(self._remove)
        self._rows = []
        for number, source in enumerate(sources):
            one = self.make(OwnSource, self, source, number)
            one.changed.connect(self.changed)
            self._actions.add(one.remove, number)
            self._rows.append(one)
            self._box.addWidget(one)
        self.rearranged.emit()

    @Slot()
    def _add_one(self) -> None:
        self._show((*(one.value for one in self._rows), SourceDraft()))
        self._rows[-1].first.setFocus()

    @Slot(object)
    def _remove(self, number: int) -> None:
        self._show(tuple(one.value for at, one in enumerate(self._rows) if at != number))
        self._add.setFocus()
        self.changed.emit()
