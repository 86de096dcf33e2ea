"""The details of one exercise, as one would hand them to a patient."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from posture_app.coach.suitability import fit
from posture_app.library.model import Exercise, Library
from posture_app.ui.figure.legend import MuscleLegend
from posture_app.ui.pages.list_with_detail import Detail
from posture_app.ui.routine_facts import exercise_s
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import Card, Mood, Panel, column, row
from posture_app.ui.widgets.exercise_picture import shows_pictures
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import rounded
from posture_app.ui.widgets.rows import PressRow, RowWords
from posture_app.ui.widgets.sources import source_labels
from posture_app.ui.widgets.still import StillFactory
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words import safety as safety_words
from posture_app.words.anatomy import muscle_name
from posture_app.words.catalogue import N_, _

REVIEW_NOTE = N_(
    "Written from the sources below and not yet reviewed by a physiotherapist. "
    "It does not replace advice given to you in person."
)


class StepNumber(QWidget):
    """The number of a step in a small disc."""

    def __init__(self, make: WidgetFactory, number: int) -> None:
        super().__init__()
        self._theme = make.theme
        self._number = str(number)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A disc as high as a line of text."""
        return QSize(self._theme.px(26), self._theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc with its number."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        rounded(painter, rect, rect.height() / 2, self._theme.colour("accent_soft"))
        painter.setFont(self._theme.font("small_strong"))
        painter.setPen(self._theme.colour("accent_ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._number)


class ExerciseDetail(Detail):
    """One exercise.

    Signals:
        play_requested: The exercise's id.
        exercise_requested: The id of an easier or harder one to show.
        page_requested: The id of a page of the guide that names the exercise.
    """

    play_requested = Signal(object)
    exercise_requested = Signal(object)
    page_requested = Signal(object)

    def __init__(self, make: WidgetFactory, still: StillFactory) -> None:
        super().__init__(make, "exercise-detail")
        self._still = still
        self._library: Library | None = None
        self._exercise: Exercise | None = None
        self._safety = Safety()

    @property
    def exercise_id(self) -> str:
        """What is shown, or an empty text."""
        return self._exercise.id if self._exercise else ""

    def show_safety(self, safety: Safety) -> None:
        """Take over what is known of the person's health; what is shown is drawn anew."""
        self._safety = safety
        if self._exercise is not None and self._library is not None:
            self._draw(self._exercise, self._library)

    def show_library(self, library: Library) -> None:
        """Take over a library; what is shown is drawn anew from it."""
        self._library = library
        if self._exercise is not None:
            shown = library.exercises.get(self._exercise.id)
            self._exercise = shown
            if shown is not None:
                self._draw(shown, library)

    def show_exercise(self, exercise_id: str) -> None:
        """Draw an exercise of the library.

        Raises:
            KeyError: There is no such exercise.
        """
        if self._library is None:
            raise KeyError(exercise_id)
        self._exercise = self._library.exercises[exercise_id]
        self._draw(self._exercise, self._library)

    def _draw(self, exercise: Exercise, library: Library) -> None:
        make = self._make
        body = self.column
        self.begin()
        head = column(tokens.SPACE_S)
        head.addWidget(make.label(exercise.name, "display"))
        head.addWidget(make.label(exercise.purpose, "lead", "muted"))
        body.addLayout(head)
        aside, main = QWidget(), QWidget()
        aside.setLayout(self._aside(exercise))
        main.setLayout(self._main(exercise, library))
        body.addWidget(make.aside_and_main(720, aside, main, self._facts(exercise)))
        self.end()

    def _aside(self, exercise: Exercise) -> QVBoxLayout:
        make = self._make
        side = column(tokens.SPACE_L)
        still = make(self._still, exercise)
        still.setObjectName("figure")
        keep_size(still, self._theme, height=Extent(240, 340))
        side.addWidget(still)
        if not shows_pictures(exercise):
            side.addWidget(make(MuscleLegend, exercise))
        dose = make.card(name="dose")
        dose.body.setSpacing(tokens.SPACE_S)
        words = library_words.dose_words(exercise.sides, exercise.dose)
        dose.body.addWidget(make.label(words, "heading"))
        for detail in (
            *library_words.dose_details(exercise.dose),
            library_words.dose_source(exercise.dose),
        ):
            if detail:
                dose.body.addWidget(make.label(detail, "body", "muted"))
        dose.body.addSpacing(tokens.SPACE_S)
        dose.body.addWidget(self.actions_for(exercise))
        side.addWidget(dose)
        return side

    def note_on(self, exercise: Exercise) -> str:
        """What is said of how the exercise came about, above its sources; nothing if empty.

        One that names no sources, as what a practice has written, was not written from them.
        """
        return _(REVIEW_NOTE) if exercise.sources else ""

    def actions_for(self, exercise: Exercise) -> Flow:
        """The buttons below the dose: what can be done with the exercise here."""
        actions = Flow()
        play = self._make.button(
            _("Do this now, {duration}").format(
                duration=formats.rounded_duration(exercise_s(exercise))
            ),
            "primary",
            icon="play",
            name="play-exercise",
            key="Ctrl+Return",
        )
        play.clicked.connect(self._play)
        actions.add(play)
        return actions

    def _facts(self, exercise: Exercise) -> Card:
        make = self._make
        card = make.card(name="facts")
        facts = [
            (_("Kind"), library_words.category(exercise.category)),
            (_("Region"), formats.listed([library_words.region(one) for one in exercise.regions])),
            (_("Start position"), library_words.position(exercise.position)),
            (_("Sides"), library_words.sides_words(exercise.sides)),
            (_("You need"), library_words.equipment_words(exercise.equipment)),
            (_("Place"), _place(exercise)),
            (
                _("Main muscles"),
                formats.enumerated([muscle_name(one) for one in exercise.muscles.primary]),
            ),
            (
                _("Also at work"),
                formats.enumerated([muscle_name(one) for one in exercise.muscles.secondary]),
            ),
            (_("Also called"), formats.enumerated(exercise.aliases)),
        ]
        shown = [(title, words) for title, words in facts if words]
        for place, (title, words) in enumerate(shown):
            if place:
                card.body.addWidget(make.hairline())
            fact = column(2)
            fact.addWidget(make.label(title, "small", "muted"))
            fact.addWidget(make.label(words, "body"))
            card.body.addLayout(fact)
        return card

    def _main(self, exercise: Exercise, library: Library) -> QVBoxLayout:
        make = self._make
        main = column(tokens.SPACE_XL)
        for_you = safety_words.fit_words(fit(exercise, self._safety.profile))
        if for_you:
            panel = make.panel(mood="caution", icon="caution", heading=for_you, name="for-you")
            main.addWidget(panel)
        main.addLayout(self._steps(exercise.steps))
        if exercise.cues:
            main.addLayout(self._list(_("Keep in mind"), exercise.cues, "check", "accent_ink"))
        if exercise.mistakes:
            main.addLayout(self._list(_("Easy to get wrong"), exercise.mistakes, "close", "muted"))
        for title, words, icon in (
            (_("Where you should feel it"), exercise.feel, "target"),
            (_("Breathing"), exercise.breathing, "breath"),
        ):
            if words:
                main.addLayout(self._list(title, (words,), icon, "accent_ink"))
        cautions = self._safety.of_exercise(exercise)
        if cautions:
            main.addWidget(self._panel("caution", _("Take care"), cautions))
        stops = (*exercise.stop_if, *self._safety.stops())
        main.addWidget(self._panel("danger", _("When to stop"), stops))
        variants = self._variants(exercise, library)
        if variants is not None:
            main.addLayout(variants)
        pages = self._pages(exercise, library)
        if pages is not None:
            main.addLayout(pages)
        note = self.note_on(exercise)
        if note or exercise.sources:
            main.addLayout(source_labels(make, exercise.sources, library.sources, note))
        main.addStretch(1)
        return main

    def _steps(self, steps: Sequence[str]) -> QVBoxLayout:
        box = column(tokens.SPACE_M)
        box.addWidget(self._make.label(_("How to do it"), "heading"))
        for number, step in enumerate(steps, 1):
            line = row(tokens.SPACE_M)
            line.addWidget(self._make(StepNumber, number), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self._make.label(step, "lead"), 1)
            box.addLayout(line)
        return box

    def _list(self, title: str, lines: Sequence[str], icon: str, colour: str) -> QVBoxLayout:
        box = column(tokens.SPACE_S)
        box.addWidget(self._make.label(title, "heading"))
        for words in lines:
            box.addLayout(_icon_line(self._make, icon, colour, words))
        return box

    def _panel(self, mood: Mood, heading: str, lines: Sequence[str]) -> Panel:
        danger = mood == "danger"
        panel = self._make.panel(
            mood,
            icon="stop" if danger else "caution",
            heading=heading,
            name="stop-if" if danger else "cautions",
        )
        for words in lines:
            panel.body.addWidget(self._make.label(words))
        return panel

    def _variants(self, exercise: Exercise, library: Library) -> QVBoxLayout | None:
        box = column(tokens.SPACE_S)
        for name, title, variant in (
            ("easier", _("Easier"), exercise.easier),
            ("harder", _("Harder"), exercise.harder),
        ):
            other = library.exercises.get(variant or "")
            if other is None:
                continue
            line = self._make(
                PressRow,
                RowWords(other.name, other.purpose, lead=title),
                other.id,
                card=True,
                wraps=True,
                name=name,
            )
            line.opened.connect(self.exercise_requested)
            box.addWidget(line)
        return box if box.count() else None

    def _pages(self, exercise: Exercise, library: Library) -> QVBoxLayout | None:
        """Rows to the pages of the guide that name the exercise."""
        naming = [one for one in library.guide.values() if exercise.id in one.exercises]
        if not naming:
            return None
        box = column(tokens.SPACE_S)
        box.addWidget(self._make.label(_("Read about it"), "heading"))
        for page in naming:
            words = RowWords(page.title, page.summary)
            name = f"page-{page.id}"
            line = self._make(PressRow, words, page.id, card=True, wraps=True, name=name)
            line.opened.connect(self.page_requested)
            box.addWidget(line)
        return box

    @Slot()
    def _play(self) -> None:
        self.play_requested.emit(self.exercise_id)


def _place(exercise: Exercise) -> str:
    if exercise.discreet:
        if exercise.desk:
            return _("At the desk, hardly noticeable to others")
        return _("Away from the desk, hardly noticeable to others")
    return _("At the desk") if exercise.desk else _("Away from the desk")


def _icon_line(make: WidgetFactory, icon: str, colour: str, words: str) -> QHBoxLayout:
    line = row(tokens.SPACE_M)
    line.addWidget(make.icon(icon, colour, 20), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(make.label(words), 1)
    return line
