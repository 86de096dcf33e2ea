"""A passphrase is set, changed or removed; that it cannot be found out again is said before."""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from posture_app.dataclass import dataclass
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.buttons import ButtonKind
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.forms import Form
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.text_size import exactly, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, ngettext

SHORTEST: Final = 10
"""Characters; a few words in a row are more and easier to keep in mind."""


class PassphraseAction(Enum):
    """What is to become of the passphrase."""

    SET = auto()
    """There is to be one, another than there may be."""
    REMOVE = auto()


@dataclass(frozen=True, slots=True)
class PassphraseRequest:
    """The passphrase that there is, and the one that there is to be; empty: none."""

    old: str
    new: str


class PassphraseSheet(QDialog):
    """A sheet over the window.

    Signals:
        wanted: A `PassphraseRequest`; answer by `tell` or by closing the sheet.
    """

    wanted = Signal(object)

    def __init__(
        self,
        make: WidgetFactory,
        what: PassphraseAction,
        *,
        asks_for_old: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            make: Makes the widgets.
            what: What is to become of it.
            asks_for_old: Whether there is one.
            parent: The window.
        """
        super().__init__(parent)
        self._make = make
        self._removes, self._asks_for_old = what is PassphraseAction.REMOVE, asks_for_old
        title = _("Set a passphrase")
        if self._removes:
            title = _("Remove the passphrase")
        elif asks_for_old:
            title = _("Change the passphrase")
        self.setObjectName("passphrase-sheet")
        self.setWindowTitle(title)
        self.resize(make.theme.px(720), make.theme.px(620))
        scroll = make.scroll_page(READING_PX)
        body = scroll.column
        body.addWidget(make.label(title, "display"))
        if self._removes:
            about = _(
                "The data of your patients can then be read by everybody who gets at this "
                "computer's disk. The copies that were locked are removed."
            )
            body.addWidget(make.label(about, "lead", "muted"))
        else:
            self._add_warning(body)
        self._old = self._field("passphrase-old", _("The passphrase that there is"))
        self._new = self._field("passphrase-new", _("New passphrase"))
        self._again = self._field("passphrase-again", _("New passphrase once more"))
        body.addWidget(self._fields())
        self._problem = make.label("", "body", "danger")
        self._problem.setObjectName("passphrase-problem")
        self._problem.hide()
        body.addWidget(self._problem)
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._foot(title))
        first = self._old if asks_for_old else self._new
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, problem: str) -> None:
        """Say why it was not done."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @property
    def problem(self) -> str:
        """Why it was not done."""
        return self._problem.text()

    def _add_warning(self, body: QVBoxLayout) -> None:
        panel = self._make.panel(
            mood="danger",
            icon="caution",
            heading=_("A lost passphrase is final"),
            name="passphrase-final",
        )
        for words in (
            _(
                "Nobody can open the data without it, nor reset it: not you, not the makers of "
                "this program. Everything about your patients is then lost."
            ),
            _("Write it down, and keep it where only you find it."),
            _(
                "All of the data are encrypted from now on, and copies without a passphrase are "
                "removed. What was deleted on the disk before may still be found there by an "
                "expert."
            ),
        ):
            panel.body.addWidget(self._make.label(words))
        body.addWidget(panel)

    def _fields(self) -> QWidget:
        form = self._make(Form, is_divided=False)
        if self._asks_for_old:
            form.add(self._old.accessibleName(), control=self._old)
        if not self._removes:
            about = ngettext(
                "At least {count} character; a few words in a row are good.",
                "At least {count} characters; a few words in a row are good.",
                SHORTEST,
            ).format(count=SHORTEST)
            form.add(self._new.accessibleName(), about, self._new)
            form.add(self._again.accessibleName(), control=self._again)
        card = self._make.card(name="passphrase-fields")
        card.body.addWidget(form)
        return card

    def _field(self, name: str, title: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setToolTip(plain_tip(title))
        field.setEchoMode(QLineEdit.EchoMode.Password)
        keep_size(field, self._make.theme, width=exactly(260))
        field.textEdited.connect(self._forget_problem)
        return field

    def _foot(self, title: str) -> QWidget:
        foot = QWidget()
        line = QVBoxLayout(foot)
        line.setContentsMargins(tokens.SPACE_3XL, 0, tokens.SPACE_XL, 0)
        flow = Flow(tokens.SPACE_M)
        kind: ButtonKind = "danger" if self._removes else "primary"
        keep = self._make.button(title, kind, name="passphrase-keep")
        keep.setDefault(True)
        keep.clicked.connect(self._keep)
        leave = self._make.button(
            _("Not now"), tip=_("Close without keeping anything (Esc)"), name="passphrase-leave"
        )
        leave.clicked.connect(self.reject)
        flow.add(keep)
        flow.add(leave)
        line.addWidget(flow)
        return foot

    @Slot()
    def _forget_problem(self) -> None:
        self.tell("")

    @Slot()
    def _keep(self) -> None:
        new = "" if self._removes else self._new.text()
        if self._asks_for_old and not self._old.text():
            self.tell(_("Enter the passphrase that there is."))
        elif not self._removes and len(new) < SHORTEST:
            self.tell(_("The new passphrase is too short."))
        elif not self._removes and new != self._again.text():
            self.tell(_("The two new passphrases are not the same."))
        else:
            self.wanted.emit(PassphraseRequest(self._old.text(), new))
