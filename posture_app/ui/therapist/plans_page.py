"""The page Plans."""

from typing import TYPE_CHECKING, Any

from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.base import PracticePage
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.words.catalogue import _, pgettext

if TYPE_CHECKING:
    from posture_app.ui.widgets.still import StillCache


class PlansPage(PracticePage):
    """Templates, plans that are being written, and the builder."""

    def __init__(self, theme: Theme, stills: "StillCache") -> None:
        super().__init__(theme)
        make = WidgetFactory(theme)
        self.list_view = ScrollPage(theme)
        self.list_view.column.addWidget(make.label(pgettext("page", "Plans"), "display"))
        self.list_view.column.addWidget(make.text(_("Templates and plans stand here.")))
        self.list_view.column.addStretch(1)
        self.views.addWidget(self.list_view)
        self._stills = stills

    def show_snapshot(self, _snapshot: Any) -> None:  # noqa: ANN401 - each page has its own kind
        """Show what there is."""
        if self.is_loading or self.is_closed:
            self.views.setCurrentWidget(self.list_view)
