"""Makes widgets in one look, so that nobody hands the theme to each of them."""

from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtWidgets import QWidget

from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card, Hairline, Icon, Panel
from posture_app.ui.widgets.controls import Chip, Segments, Switch
from posture_app.ui.widgets.labels import ElidedLabel, Label
from posture_app.ui.widgets.layouts import AsideAndMain, Columns, ScrollPage
from posture_app.ui.widgets.menu import MenuButton
from posture_app.ui.widgets.page_stack import PageStack
from posture_app.ui.widgets.texts import AnywhereText

_Arguments = ParamSpec("_Arguments")
_Widget = TypeVar("_Widget", bound=QWidget)


class WidgetFactory:
    """Makes all widgets of a window; whoever makes widgets is handed it as `make`.

    The building blocks, which know nothing but the theme, have a name here:
    `make.label("Breaks", "display")`. All other widgets take the factory as their first argument,
    and are made by their class: `make(PressRow, words, key)`. In both, the arguments are those of
    the class without the first one.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.label = _in_look(Label, theme)
        self.elided_label = _in_look(ElidedLabel, theme)
        self.text = _in_look(AnywhereText, theme)
        self.button = _in_look(Button, theme)
        self.menu_button = _in_look(MenuButton, theme)
        self.chip = _in_look(Chip, theme)
        self.segments = _in_look(Segments, theme)
        self.switch = _in_look(Switch, theme)
        self.card = _in_look(Card, theme)
        self.panel = _in_look(Panel, theme)
        self.hairline = _in_look(Hairline, theme)
        self.icon = _in_look(Icon, theme)
        self.columns = _in_look(Columns, theme)
        self.aside_and_main = _in_look(AsideAndMain, theme)
        self.scroll_page = _in_look(ScrollPage, theme)
        self.page_stack = _in_look(PageStack, theme)

    def __call__(
        self,
        kind: Callable[Concatenate["WidgetFactory", _Arguments], _Widget],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> _Widget:
        """Make a widget of a class that takes the factory."""
        return kind(self, *args, **kwargs)


def _in_look(
    kind: Callable[Concatenate[Theme, _Arguments], _Widget], theme: Theme
) -> Callable[_Arguments, _Widget]:
    return partial(kind, theme)
