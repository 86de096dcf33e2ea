"""What the lists of cards on the page Move have in common."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.ui.widgets.card_grid import CardGrid, CardWords
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.state_card import StateCard
from posture_app.ui.widgets.still import StillCache
from posture_app.words.catalogue import _

Names = tuple[str, str, str]
"""The object names of the list, of its grid, and of what stands where there is nothing."""


class CardList(QWidget):
    """A card for each thing, or for those that match what is typed.

    What is derived from it says in `refresh` which cards there are, by `show_found`. Where none
    match, the page says so, once for all of its lists.

    Signals:
        changed: Others are shown than before.
    """

    changed = Signal()

    def __init__(
        self, make: WidgetFactory, stills: StillCache, names: Names, title: str, empty: str
    ) -> None:
        super().__init__()
        own, grid, nothing = names
        self.typed = ""
        self._count = 0
        self.setObjectName(own)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.grid = make(CardGrid, stills, name=grid, title=title, tall=True)
        box.addWidget(self.grid)
        title = _("Nothing here yet")
        self._nothing = make(StateCard, "looking", title, [empty], name=nothing)
        box.addWidget(self._nothing)

    @property
    def count(self) -> int:
        """How many are shown."""
        return self._count

    @property
    def count_words(self) -> str:
        """How many are shown, in words."""
        raise NotImplementedError

    def look_for(self, typed: str) -> None:
        """Show what matches these words, the best first; all where there are none."""
        if typed != self.typed:
            self.typed = typed
            self.refresh()

    def refresh(self) -> None:
        """Show what there is now and matches."""
        raise NotImplementedError

    def show_found(self, cards: Sequence[CardWords | str]) -> None:
        """Show these cards, which may stand below headings."""
        self._count = sum(isinstance(one, CardWords) for one in cards)
        self.grid.show_cards(cards)
        self.grid.setVisible(bool(cards))
        self._nothing.setVisible(not cards)
        self.changed.emit()
