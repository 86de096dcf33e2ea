"""Makes widgets in one look, so that a page does not hand the theme to each of them."""

from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtWidgets import QWidget

from posture_app.ui.theme.theme import Theme
from posture_app.ui.widgets.buttons import Button
from posture_app.ui.widgets.cards import Card, Hairline, Icon, Panel
from posture_app.ui.widgets.controls import Chip, Segments, Switch
from posture_app.ui.widgets.labels import Label
from posture_app.ui.widgets.layouts import Columns
from posture_app.ui.widgets.texts import AnywhereText

_Arguments = ParamSpec("_Arguments")
_Widget = TypeVar("_Widget", bound=QWidget)


class WidgetFactory:
    """Makes widgets whose first argument is the theme.

    The usual ones have a name, `make.label("Breaks", "display")`; all others are made by their
    class, `make(PressRow, words, key)`. Arguments are those of the class, without the theme.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.label = _in_look(Label, theme)
        self.text = _in_look(AnywhereText, theme)
        self.button = _in_look(Button, theme)
        self.chip = _in_look(Chip, theme)
        self.segments = _in_look(Segments, theme)
        self.switch = _in_look(Switch, theme)
        self.card = _in_look(Card, theme)
        self.panel = _in_look(Panel, theme)
        self.hairline = _in_look(Hairline, theme)
        self.icon = _in_look(Icon, theme)
        self.columns = _in_look(Columns, theme)

    def __call__(
        self,
        kind: Callable[Concatenate[Theme, _Arguments], _Widget],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> _Widget:
        """Make a widget of any other class."""
        return kind(self.theme, *args, **kwargs)


def _in_look(
    kind: Callable[Concatenate[Theme, _Arguments], _Widget], theme: Theme
) -> Callable[_Arguments, _Widget]:
    return partial(kind, theme)
