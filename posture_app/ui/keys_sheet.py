"""All keys on one sheet over the window, on F1 or a question mark."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.keys import key_name
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.sheet_size import open_at_size
from posture_app.words.catalogue import _, pgettext
from posture_app.words.formats import listed_alternatives
from posture_app.words.keys import GROUPS, KeyGroup, Keys

_SIZE: Final = (720, 720)


class KeysSheet(QDialog):
    """What each key does, by the place where it counts. Esc closes it."""

    def __init__(self, make: WidgetFactory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self.setObjectName("keys-sheet")
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at_size(self, make.theme, _SIZE)
        scroll = make.scroll_page(READING_PX)
        scroll.column.addWidget(make.label(_("Keys"), "display"))
        for group in GROUPS:
            scroll.column.addWidget(make.label(_(group.title), "heading"))
            scroll.column.addWidget(self._card(group))
        scroll.column.addStretch(1)
        close = make.button(_("Close"), "primary", name="close-keys", tip=_("Close (Esc)"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.SPACE_XL, 0, tokens.SPACE_XL, 0)
        foot.addStretch(1)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)

    def _card(self, group: KeyGroup) -> QWidget:
        form = self._make(Form, is_divided=False)
        for keys in group.keys:
            named = self._make.label(key_words(keys), "body", "muted", wrap=False)
            form.add(_(keys.does), control=named)
        card = self._make.card(name="keys")
        card.body.addWidget(form)
        return card


def key_words(keys: Keys) -> str:
    """Keys as they are written on a keyboard of the person's language."""
    names = [key_name(key) for key in keys.keys]
    if keys.is_range:
        first, last = names
        return pgettext("keys", "{first} to {last}").format(first=first, last=last)
    return listed_alternatives(names)
