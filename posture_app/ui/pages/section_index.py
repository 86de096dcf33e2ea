"""The sections of a long page, named at its top: each of the buttons leads to one of them."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow, ScrollPage
from posture_app.words.catalogue import _

_ABOVE_PX: Final = 12


class SectionIndex(Flow):
    """A button for each section, in the order of the page."""

    def __init__(self, make: WidgetFactory, page: ScrollPage) -> None:
        """Make it empty.

        Args:
            make: Makes the widgets.
            page: The page that scrolls.
        """
        super().__init__(tokens.SPACE_S, level=True)
        self.setObjectName("section-index")
        self.setAccessibleName(_("Sections of this page"))
        self._theme, self._make, self._page = make.theme, make, page
        self._places: dict[str, tuple[QWidget, QWidget]] = {}
        self._actions = ValueButtonGroup(self)
        self._actions.chosen.connect(self.go_to)

    def add_section(self, key: str, title: str) -> QAbstractButton:
        """Name a section; where it is is told by `set_place`."""
        tip = _("Go to “{section}”").format(section=title)
        button = self._make.button(title, tip=tip, name=f"section-{key}")
        self._actions.add(button, key)
        self.add(button)
        return button

    def set_place(self, key: str, heading: QWidget, section: QWidget) -> None:
        """Tell where a section is, also when it was drawn anew."""
        self._places[key] = heading, section

    @Slot(object)
    def go_to(self, key: str) -> None:
        """Scroll to a section, and put the keyboard to what comes first in it."""
        heading, section = self._places[key]
        first = _first_for_keys(section)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        top = self._page.top_of(heading) - self._theme.px(_ABOVE_PX)
        self._page.verticalScrollBar().setValue(top)


def _first_for_keys(section: QWidget) -> QWidget | None:
    """What takes the keyboard first in a section, as one reads it."""
    inside = [
        one
        for one in section.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
    ]
    places = {one: one.mapTo(section, one.rect().topLeft()) for one in inside}
    return min(inside, key=lambda one: (places[one].y(), places[one].x()), default=None)
