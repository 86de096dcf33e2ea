"""The guide on the page Move: a card for each page, and one page to read."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from posture_app.coach.pain_rule import Advice
from posture_app.library.model import Exercise, GuidePage, Library
from posture_app.ui.pages.card_list import CardList
from posture_app.ui.pages.list_with_detail import Detail
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.card_grid import CardWords
from posture_app.ui.widgets.cards import Card, Mood, Panel, column, row
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.markdown import MarkdownText
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.rows import PressRow, RowWords, paint_tile
from posture_app.ui.widgets.sources import source_labels
from posture_app.ui.widgets.still import StillCache
from posture_app.words import guide as words
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import N_, _, pgettext
from posture_app.words.search_index import SearchIndex

NOTE = N_(
    "General knowledge: what was found is from the sources below, the rest is common practice. A "
    "physiotherapist has not yet reviewed it. It finds out nothing about you, and it does not "
    "replace advice given to you in person."
)
_MOST_STILLS: Final = 5
_PICTURE_PX: Final = 200


class GuideList(CardList):
    """A card for each page by topic, or for those that match what is typed."""

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        names = "guide", "guide-list", "no-page-found"
        empty = _("There are no pages in the guide.")
        super().__init__(make, stills, names, pgettext("pages to read", "Guide"), empty)
        self._library = Library({}, {}, {})

    @property
    def count_words(self) -> str:
        """How many are shown."""
        return words.pages_counted(self.count)

    def show_guide(self, library: Library) -> None:
        """Show what is in the guide now."""
        self._library = library
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now and matches; all of it stands by topic."""
        every = self._library.guide.values()
        found = SearchIndex((one, words.page_words(one)) for one in every).find(self.typed)
        self.show_found([self._card(one) for one in found] if self.typed else self._by_topic(found))

    def _by_topic(self, pages: Sequence[GuidePage]) -> list[CardWords | str]:
        cards: list[CardWords | str] = []
        for topic, group in groupby(pages, key=lambda one: one.topic):
            cards.append(words.topic(topic))
            cards += [self._card(one) for one in group]
        return cards

    def _card(self, page: GuidePage) -> CardWords:
        shown = dict.fromkeys((page.picture, *page.exercises))
        exercises = tuple(self._library.exercises[one] for one in shown)
        return CardWords(
            page.id,
            page.title,
            page.summary,
            words.page_line(page),
            exercises[:_MOST_STILLS],
            strip=True,
        )


class PagePicture(QWidget):
    """The still that stands for a page."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, make: WidgetFactory, stills: StillCache, exercise: Exercise) -> None:
        super().__init__()
        self._theme, self._stills, self._exercise = make.theme, stills, exercise
        self.setAccessibleName(exercise.name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stills.ready.connect(self.update)

    def sizeHint(self) -> QSize:
        """Large enough to see a pose."""
        return QSize(self._theme.px(_PICTURE_PX), self._theme.px(_PICTURE_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the still on its tile."""
        place = QRectF(self.rect())
        paint_tile(QPainter(self), self._theme, self._stills, self._exercise, place, self)


class GuideDetail(Detail):
    """One page of the guide.

    Signals:
        exercise_requested: The id of an exercise to show.
        page_requested: The id of another page of the guide.
        workplace_requested: The check of the workplace.
    """

    exercise_requested = Signal(object)
    page_requested = Signal(object)
    workplace_requested = Signal()

    def __init__(self, make: WidgetFactory, stills: StillCache) -> None:
        super().__init__(make, "guide-detail", READING_PX)
        self._stills = stills
        self._library = Library({}, {}, {})
        self._safety = Safety()
        self.page_id = ""

    def show_library(self, library: Library) -> None:
        """Take over a library; what is shown is drawn anew from it."""
        self._library = library
        if self.page_id in library.guide:
            self.show_page(self.page_id)
        else:
            self.page_id = ""

    def show_safety(self, safety: Safety) -> None:
        """Take over the number for emergencies; what is shown is drawn anew."""
        if safety.number != self._safety.number:
            self._safety = safety
            if self.page_id:
                self.show_page(self.page_id)

    def show_page(self, page_id: str) -> None:
        """Draw a page of the guide."""
        self.page_id = page_id
        page = self._library.guide[page_id]
        make, body = self._make, self.column
        self.begin()
        body.addWidget(self._head(page))
        if page.names_signs:
            body.addWidget(self._signs(Advice.EMERGENCY, "danger"))
            body.addWidget(self._signs(Advice.SEE_SOMEBODY_SOON, "caution"))
        if page.diagrams:
            body.addWidget(self._diagrams(page))
        text = make(MarkdownText, page.text, page.title)
        text.followed.connect(self._follow)
        line = row()
        line.addWidget(text, 1000)
        line.addStretch(1)
        body.addLayout(line)
        if page.topic == "desk":
            body.addWidget(self._workplace())
        if page.exercises:
            body.addLayout(self._exercises(page))
        body.addLayout(source_labels(make, page.sources, self._library.sources, _(NOTE)))
        self.end()

    def _head(self, page: GuidePage) -> QWidget:
        make = self._make
        head = make.columns(560, tokens.SPACE_XL)
        texts = column(tokens.SPACE_S)
        texts.addWidget(make.label(words.topic(page.topic), "body", "muted"))
        texts.addWidget(make.label(page.title, "display"))
        texts.addWidget(make.label(page.summary, "lead", "muted"))
        texts.addStretch(1)
        head.box.addLayout(texts, 1)
        picture = make(PagePicture, self._stills, self._library.exercises[page.picture])
        head.box.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _signs(self, tier: Advice, mood: Mood) -> Panel:
        heading, signs = safety_words.signs_of(tier, self._safety.number)
        icon = "stop" if mood == "danger" else "caution"
        panel = self._make.panel(mood, icon=icon, heading=heading, name=f"signs-{mood}")
        for _sign, said in signs:
            panel.body.addWidget(self._make.label(said))
        return panel

    def _diagrams(self, page: GuidePage) -> QWidget:
        """How a workplace looks, one beside the other where there are several."""
        from posture_app.ui.workplace.drawing import (  # noqa: PLC0415 - the figure takes a while
            WorkplaceDrawing,
        )

        columns = self._make.columns(640, tokens.SPACE_L)
        for diagram in page.diagrams:
            drawing = self._make(WorkplaceDrawing, f"diagram-{diagram}")
            drawing.show_diagram(diagram)
            columns.box.addWidget(drawing, 1, Qt.AlignmentFlag.AlignTop)
        if len(page.diagrams) == 1:
            columns.box.addStretch(1)
        return columns

    def _workplace(self) -> QWidget:
        make = self._make
        card = make.card(name="guide-workplace")
        card.body.addWidget(make.label(_("How is your own workplace?"), "heading"))
        about = _("20 questions with a drawing, and then what helps first.")
        card.body.addWidget(make.label(about, "body", "muted"))
        check = make.button(_("Check your workplace"), name="check-workplace")
        check.clicked.connect(self.workplace_requested)
        card.body.addWidget(check, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _exercises(self, page: GuidePage) -> QVBoxLayout:
        make = self._make
        box = column(tokens.SPACE_M)
        box.addWidget(make.label(_("Exercises that go with it"), "heading"))
        card: Card = make.card(pad=tokens.SPACE_S, name="guide-exercises")
        card.body.setSpacing(0)
        for number, exercise_id in enumerate(page.exercises):
            exercise = self._library.exercises[exercise_id]
            if number:
                card.body.addWidget(make.hairline(tokens.SPACE_M))
            line = make(
                PressRow,
                RowWords(exercise.name, exercise.purpose),
                exercise.id,
                exercise=exercise,
                stills=self._stills,
                wraps=True,
                name=f"exercise-{exercise.id}",
            )
            line.opened.connect(self.exercise_requested)
            card.body.addWidget(line)
        box.addWidget(card)
        return box

    @Slot(str)
    def _follow(self, address: str) -> None:
        kind, _colon, target = address.partition(":")
        if kind == "exercise":
            self.exercise_requested.emit(target)
        elif kind == "guide":
            self.page_requested.emit(target)
