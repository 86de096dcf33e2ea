"""What an exercise still lacks: each of it leads to its field."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.menu import MenuButton
from posture_app.words import exercise_form as words
from posture_app.words.catalogue import _, ngettext

SHOWN: Final = 3
"""So many stand there by themselves, and the others in a menu: the form needs the room."""


class MissingFields(Flow):
    """A line of buttons, one for each field that is still missing.

    Signals:
        wanted: The key of a field, to which somebody wants to go.
    """

    wanted = Signal(object)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(tokens.SPACE_M, level=True)
        self.setObjectName("form-missing")
        self._make = make
        self._keys: tuple[str, ...] | None = None
        self._parts: list[QWidget] = []
        self._said = self._make.label("", "small", "muted", wrap=False)
        self.add(self._said)

    @property
    def keys(self) -> Sequence[str]:
        """The fields that are named."""
        return self._keys or ()

    def show_keys(self, keys: Sequence[str]) -> None:
        """Name fields by their keys, in the order of the form."""
        if self._keys == tuple(keys):
            return
        self._keys = tuple(keys)
        for part in self._parts:
            self.flow.removeWidget(part)
            part.deleteLater()
        self._parts = []
        self._said.setText(_("Still missing:") if keys else _("Nothing is missing."))
        actions = ValueButtonGroup(self)
        actions.chosen.connect(self.wanted)
        for key in keys[:SHOWN]:
            title = words.field_title(key)
            whole = _("Still missing: {field}. Go to the field.").format(field=title)
            name = f"missing-{key}"
            button = self._make.button(title, "quiet", flush=True, tip=whole, name=name)
            button.setAccessibleName(whole)
            actions.add(button, key)
            self._add(button)
        if others := keys[SHOWN:]:
            self._add(self._menu(others))

    def _menu(self, keys: Sequence[str]) -> MenuButton:
        count = len(keys)
        text = ngettext("{count} more", "{count} more", count).format(count=count)
        menu = self._make.menu_button(text, "missing-others")
        menu.set_kind("quiet")
        menu.setToolTip(_("What else is still missing"))
        menu.set_entries([(key, words.field_title(key)) for key in keys])
        menu.chosen.connect(self.wanted)
        return menu

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self.add(part)
