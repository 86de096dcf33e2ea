"""What pages have in common that list things and show the details of one of them."""

from PySide6.QtCore import Qt, Signal, Slot

from posture_app.ui.pages.base import Page
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import PAGE_PX, ScrollPage, clear
from posture_app.ui.widgets.page_list import PageList


class Detail(ScrollPage):
    """The details of one thing.

    Signals:
        back_requested: To the list.
    """

    back_requested = Signal()

    def __init__(self, theme: Theme, name: str, max_width_px: int = PAGE_PX) -> None:
        super().__init__(theme, max_width_px)
        self._make = WidgetFactory(theme)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def begin(self, back: str) -> None:
        """Empty it, but for the button that leads back to the list, with the list's name."""
        clear(self.column)
        button = self._make.button(
            back, "quiet", icon="back", name="back", tip="Back (Esc)", flush=True
        )
        button.clicked.connect(self.back_requested)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def end(self) -> None:
        """All is on it: lay it out and show it from the top."""
        self.column.addStretch(1)
        self.fit()
        self.verticalScrollBar().setValue(0)


class ListWithDetail(Page):
    """A scrolling page with a list, and the details of one of its rows."""

    def __init__(self, theme: Theme, max_width_px: int = PAGE_PX) -> None:
        super().__init__(theme)
        self.make = WidgetFactory(theme)
        self.list_view = ScrollPage(theme, max_width_px)
        self.views.addWidget(self.list_view)
        self._rows: PageList | None = None
        self._details: Detail | None = None

    def join(self, rows: PageList, detail: Detail) -> None:
        """Take over the list, which lies on `list_view`, and the details; done once."""
        self._rows, self._details = rows, detail
        self.views.addWidget(detail)
        detail.back_requested.connect(self.go_back)

    @property
    def shows_detail(self) -> bool:
        """Whether the details are what one sees."""
        return self.views.currentWidget() is self._details

    def show_list(self) -> None:
        """Show the list."""
        self.views.setCurrentWidget(self.list_view)

    def show_detail(self) -> None:
        """Show the details, which are drawn already, with the keyboard in them."""
        if self._details is not None:
            self.views.setCurrentWidget(self._details)
            self._details.setFocus()

    @Slot(result=bool)
    def go_back(self) -> bool:
        """From the details to the list, with the keyboard where it was; False in the list."""
        if not self.shows_detail or self._rows is None:
            return False
        self.show_list()
        self._rows.setFocus()
        return True
