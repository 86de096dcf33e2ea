"""How a person is: one number is enough, and all else can be told."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.coach.factors import Factor
from posture_app.coach.pain_rule import Sign
from posture_app.journal.entries import CheckIn, PainAt, PainKind
from posture_app.journal.forms import CheckInForm, EntryForm, FormContext, FormField
from posture_app.ui.entries.choices import FoldingSection
from posture_app.ui.entries.factors import FactorRows
from posture_app.ui.entries.places import PainPlaces
from posture_app.ui.entries.rule import PainAdvice
from posture_app.ui.entries.sheet import EntrySheet
from posture_app.ui.entries.time_fields import TimeChoice
from posture_app.ui.safety import Safety
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.answer_scale import PAIN_ENDS, AnswerScale
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words import entries as entry_words
from posture_app.words.catalogue import _, pgettext
from posture_app.words.sessions import PAIN, rating

_NUMB: Final = frozenset({PainKind.NUMBNESS, PainKind.TINGLING})


class CheckInSheet(EntrySheet):
    """Pain now; where it hurts, what the day was like and the worst since, for who wants to tell.

    Signals:
        factors_chosen: Which factors the person wants to see, a frozenset of `Factor`.
    """

    factors_chosen = Signal(object)

    def __init__(
        self,
        make: WidgetFactory,
        moment: Callable[[], FormContext],
        safety: Safety,
        factors: frozenset[Factor],
        parent: QWidget | None = None,
    ) -> None:
        """Ask nothing that has to be answered.

        Args:
            make: Makes the widgets.
            moment: Tells what is now.
            safety: The person's, for the rule for pain.
            factors: Those that are asked for.
            parent: The window that it lies over.
        """
        super().__init__(make, _("How are you?"), moment, parent)
        self.setObjectName("check-in-sheet")
        make = self.make
        self._before: CheckIn | None = None
        head, folds = column(tokens.SPACE_L), column(tokens.SPACE_S)
        self._same = make.button("", "soft", icon="check", name="same-as-before")
        self._same.clicked.connect(self._take_over)
        self._same.hide()
        head.addWidget(self._same)
        self._now = self._scale(_("Pain now"), "pain-now")
        head.addWidget(self._now)
        self.body.addLayout(head)
        self.add_fault_line(FormField.ANSWERS, head)
        self._advice = make(PainAdvice, safety)
        self._advice.changed.connect(self.note_layout)
        self.body.addWidget(self._advice)
        self.body.addLayout(folds)
        self._where = self._fold(_("Where it hurts"), "fold-where", folds)
        self.places = make(PainPlaces)
        self.places.changed.connect(self._note_pain)
        self.follow_map(self.places.map)
        self._where.body.addWidget(self.places)
        self._day = self._fold(_("What the day was like"), "fold-factors", folds)
        self._factors = make(FactorRows, factors)
        self._factors.changed.connect(self.note_edit)
        self._factors.chosen.connect(self.factors_chosen)
        self._factors.chosen.connect(self.note_layout)
        self._day.body.addWidget(self._factors)
        self._more = self._fold(pgettext("entry", "More"), "fold-more", folds)
        self._worst = self._scale(_("Worst pain since the last time"), "pain-worst")
        self._more.body.addWidget(self._worst)
        self._when = make(TimeChoice, _("When"), "when", moment().local)
        self._when.changed.connect(self.note_edit)
        self._more.body.addWidget(self._when)
        self.add_fault_line(FormField.BEGAN, self._more.body)

    @property
    def signs(self) -> frozenset[Sign]:
        """The signs that were told with the pain."""
        return self._advice.signs

    def suggest(self, before: CheckIn) -> None:
        """Show the answers of the last check-in as those of then; none of them counts yet."""
        self._before = before
        today = self.moment().local.date()

        def said(answer: str) -> str:
            return entry_words.as_before(answer, before.day, today)

        for scale, value in ((self._now, before.now), (self._worst, before.worst)):
            if value is not None:
                scale.suggest(value, said(rating(value, PAIN)))
        lines = [said(entry_words.place_line(place)) for place in before.places]
        self.places.suggest(before.places, lines)
        self._factors.suggest(before.factors)
        self._same.set_text(entry_words.same_as(before.day, today))
        self._same.show()

    def form(self) -> CheckInForm:
        """What is filled in now."""
        return CheckInForm(
            at=self._when.value,
            now=self._now.answer,
            worst=self._worst.answer,
            places=self.places.places,
            factors=self._factors.factors,
        )

    def fill(self, form: EntryForm) -> None:
        """Show what was filled in elsewhere."""
        if not isinstance(form, CheckInForm):
            raise TypeError(form)
        self._now.set_answer(form.now)
        self._worst.set_answer(form.worst)
        self.places.set_places(form.places)
        self._factors.set_factors(form.factors)
        self._when.set_value(form.at)
        for fold, has_answers in (
            (self._where, form.places),
            (self._day, form.factors),
            (self._more, form.worst is not None or form.at is not None),
        ):
            if has_answers:
                fold.open()
        self._judge()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._now.first

    def mends(self, place: FormField) -> QWidget:
        """What the keyboard goes to when a place is wrong."""
        return self._when.first if place is FormField.BEGAN else self.first()

    def _scale(self, question: str, name: str) -> AnswerScale:
        scale = self.make(AnswerScale, question, PAIN_ENDS, PAIN)
        scale.setObjectName(name)
        scale.answered.connect(self._note_pain)
        return scale

    def _fold(self, title: str, name: str, folds: QVBoxLayout) -> FoldingSection:
        fold = self.make(FoldingSection, title, name)
        fold.opened.connect(self.note_layout)
        folds.addWidget(fold)
        return fold

    @Slot()
    def _note_pain(self) -> None:
        self._judge()
        self.note_edit()

    def _judge(self) -> None:
        places = self.places.places
        told = [self._now.answer, *(one.now for one in places)]
        strongest = max((one for one in told if one is not None), default=None)
        numb = any(_NUMB & set(one.kinds) for one in places)
        hurts = [one.zone for one in places if _may_hurt(one)]
        self._advice.judge(strongest, hurts, numb=numb)

    @Slot()
    def _take_over(self) -> None:
        """All answers of then count for now, as the person says; what was answered anew stays."""
        before, now = self._before, self.form()
        if before is None:
            return
        taken = {one.zone for one in now.places}
        answered = {factor for factor, _level in now.factors}
        shown = self._factors.shown
        form = CheckInForm(
            at=now.at,
            now=before.now if now.now is None else now.now,
            worst=before.worst if now.worst is None else now.worst,
            places=(*now.places, *(one for one in before.places if one.zone not in taken)),
            factors=(
                *now.factors,
                *(one for one in before.factors if one[0] not in answered and one[0] in shown),
            ),
        )
        self.show_form(form)
        self._same.hide()
        self.note_edit()


def _may_hurt(place: PainAt) -> bool:
    """Whether a place was not told to be without pain now."""
    return place.now != 0
