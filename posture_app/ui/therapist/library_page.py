"""The page Library: all exercises, and the therapist's own."""

from typing import TYPE_CHECKING

from posture_app.library.model import Library
from posture_app.ui.pages.base import Page
from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.words.catalogue import _, pgettext

if TYPE_CHECKING:
    from posture_app.ui.widgets.still import StillCache, StillFactory


class LibraryPage(Page):
    """All exercises, and the form for one of the therapist's own."""

    def __init__(self, theme: Theme, stills: "StillCache", figure: "StillFactory") -> None:
        super().__init__(theme)
        self._stills, self._figure = stills, figure
        make = WidgetFactory(theme)
        self.list_view = ScrollPage(theme)
        self.list_view.column.addWidget(make.label(pgettext("page", "Library"), "display"))
        self.list_view.column.addWidget(make.text(_("All exercises stand here.")))
        self.list_view.column.addStretch(1)
        self.views.addWidget(self.list_view)

    def show_snapshot(self, _library: Library) -> None:
        """Show the library's exercises."""
        if self.is_loading:
            self.views.setCurrentWidget(self.list_view)
