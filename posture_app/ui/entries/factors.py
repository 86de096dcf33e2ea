"""What a day was like: the factors that a person keeps an eye on, and which those are."""

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.coach.factors import Factor, FactorLevel
from posture_app.ui.entries.choices import Choices
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words import entries as entry_words
from posture_app.words.catalogue import _

_LEVELS = range(4)


class FactorRows(QWidget):
    """Four levels for each factor that is shown; what is not answered says nothing.

    Signals:
        changed: The person has told something else.
        chosen: Which factors the person wants to see from now on, a frozenset of `Factor`.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, make: WidgetFactory, shown: Iterable[Factor]) -> None:
        super().__init__()
        self._shown = frozenset(shown)
        self._rows: dict[Factor, Choices] = {}
        body = column(tokens.SPACE_L)
        self.setLayout(body)
        levels = [(str(level), entry_words.level_name(level)) for level in _LEVELS]
        for factor in Factor:
            name = entry_words.factor_name(factor)
            row = make(Choices, name, levels, f"factor-{factor.value}", role="body")
            row.changed.connect(self.changed)
            self._rows[factor] = row
            body.addWidget(row)
        self._choose = make.button(
            _("Choose what you want to see"), "quiet", flush=True, name="choose-factors"
        )
        self._choose.setCheckable(True)
        self._choose.toggled.connect(self._show)
        body.addWidget(self._choose)
        every = [(one.value, entry_words.factor_name(one)) for one in Factor]
        self._every = make(Choices, _("Ask me about"), every, "factors", several=True, role="body")
        self._every.set_values(one.value for one in self._shown)
        self._every.changed.connect(self._take)
        body.addWidget(self._every)
        self._show()

    @property
    def factors(self) -> tuple[tuple[Factor, FactorLevel], ...]:
        """What was answered."""
        return tuple(
            (factor, int(row.value)) for factor, row in self._rows.items() if row.value is not None
        )

    def set_factors(self, factors: Iterable[tuple[Factor, FactorLevel]]) -> None:
        """Show what was answered elsewhere, also of a factor that is not asked for any more."""
        levels = dict(factors)
        for factor, row in self._rows.items():
            row.set_values((str(levels[factor]),) if factor in levels else ())
        self._show()

    def suggest(self, factors: Iterable[tuple[Factor, FactorLevel]]) -> None:
        """Outline the answers of another day."""
        for factor, level in factors:
            self._rows[factor].suggest((str(level),))

    @property
    def shown(self) -> frozenset[Factor]:
        """The factors that are asked for."""
        return self._shown

    @Slot()
    def _show(self) -> None:
        for factor, row in self._rows.items():
            row.setVisible(factor in self._shown or row.value is not None)
        self._every.setVisible(self._choose.isChecked())

    @Slot()
    def _take(self) -> None:
        self._shown = frozenset(Factor(one) for one in self._every.values)
        self._show()
        self.chosen.emit(self._shown)
