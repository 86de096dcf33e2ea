"""The page in the place of locked data: a passphrase is tried once, and it is said what became."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from posture_app.errors import sentence
from posture_app.ui.therapist.locked import Locked
from tests.ui.acting import child


def test_it_says_that_it_is_being_unlocked_and_tries_once(make, qtbot):
    page = make(Locked)
    qtbot.addWidget(page)
    page.show()
    tried: list[str] = []
    page.unlock_wanted.connect(tried.append)
    field, button = child(page, QLineEdit, "passphrase"), child(page, QAbstractButton, "unlock")
    busy = child(page, QWidget, "unlocking")
    assert not busy.isVisible()
    field.setText("six red kites")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert tried == ["six red kites"]
    assert busy.isVisible()
    assert not button.isEnabled()
    page.show_problem(sentence("This is another passphrase."))
    assert button.isEnabled()
    assert not busy.isVisible()
    field.setText("seven red kites")
    button.click()
    assert tried[1:] == ["seven red kites"]
