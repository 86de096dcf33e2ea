"""What pages have in common that list things and show the details of one of them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from posture_app.ui.pages.base import Page
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage, clear
from posture_app.ui.widgets.page_list import PageList
from posture_app.ui.widgets.page_width import PAGE_PX
from posture_app.words.catalogue import _, pgettext


def back_button(make: WidgetFactory) -> Button:
    """What leads back to where the person came from."""
    return make.button(
        pgettext("to where one came from", "Back"),
        "quiet",
        icon="back",
        name="back",
        tip=_("Back to where you came from (Esc)"),
        flush=True,
    )


class Detail(ScrollPage):
    """The details of one thing.

    Signals:
        back_requested: Back to where the person came from.
    """

    back_requested = Signal()

    def __init__(self, make: WidgetFactory, name: str, max_width_px: int = PAGE_PX) -> None:
        super().__init__(make.theme, max_width_px)
        self._make = make
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def begin(self) -> None:
        """Empty it, but for the button that leads back."""
        clear(self.column)
        button = back_button(self._make)
        button.clicked.connect(self.back_requested)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def end(self) -> None:
        """All is on it: lay it out and show it from the top."""
        self.column.addStretch(1)
        self.fit()
        self.verticalScrollBar().setValue(0)


class ListWithDetail(Page):
    """A scrolling page with a list, and the details of one of its rows; or several of each."""

    def __init__(self, make: WidgetFactory, list_view: ScrollPage | None = None) -> None:
        """Make it with its first view, which is empty unless it is given.

        Args:
            make: Makes the widgets.
            list_view: What the list lies on.
        """
        super().__init__(make)
        self.list_view = list_view or make.scroll_page()
        self.views.addWidget(self.list_view)
        self._lists: dict[Detail, PageList] = {}

    def join(self, rows: PageList, detail: Detail) -> None:
        """Take over a list, which lies on `list_view`, and the details of its rows."""
        self._lists[detail] = rows
        self.views.addWidget(detail)
        detail.back_requested.connect(self.back_requested)

    @property
    def shows_detail(self) -> bool:
        """Whether details are what one sees."""
        return self._shown_detail() is not None

    def show_list(self) -> None:
        """Show the list."""
        self.views.setCurrentWidget(self.list_view)
        self.moved.emit()

    def search_list(self, field: QLineEdit) -> bool:
        """Show the list, with the keyboard in its search field; False while it is loading."""
        if self.is_loading:
            return False
        self.show_list()
        self.list_view.verticalScrollBar().setValue(0)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        return True

    def show_detail(self, detail: Detail | None = None) -> None:
        """Show details, which are drawn already, with the keyboard in them; usually the only ones.

        Raises:
            StopIteration: Nothing was joined.
        """
        detail = detail or next(iter(self._lists))
        self.views.setCurrentWidget(detail)
        detail.setFocus()
        self.moved.emit()

    def where(self) -> object:
        """Which details are shown; None for the list."""
        return self._shown_detail()

    def go_to(self, where: object) -> None:
        """Show the list, or the details as they were left."""
        if where == self.where():
            return
        if where is None:
            self.go_back()
        elif isinstance(where, Detail) and where in self._lists:
            self.show_detail(where)

    @Slot(result=bool)
    def go_back(self) -> bool:
        """From the details to the list, with the keyboard where it was; False in the list."""
        shown = self._shown_detail()
        if shown is None:
            return False
        self.show_list()
        self._lists[shown].setFocus()
        return True

    def _shown_detail(self) -> Detail | None:
        shown = self.views.currentWidget()
        return shown if isinstance(shown, Detail) else None
