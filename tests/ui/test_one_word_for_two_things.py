"""Words that are the same in English and not in German, each where it is said."""

from PySide6.QtWidgets import QAbstractButton

from posture_app.gallery.samples import settings
from posture_app.program.palette_entries import library_entries
from posture_app.ui.pages.settings import SettingsPage
from posture_app.ui.therapist.builder.head import BuilderHead
from posture_app.ui.widgets.controls import Segments
from posture_app.words.catalogue import speaking
from tests.there import there
from tests.ui.content import LIBRARY


def test_light_is_the_opposite_of_dark(make, qtbot):
    with speaking("de"):
        page = make(SettingsPage)
        qtbot.addWidget(page)
        page.show_snapshot(settings())
        chosen = there(page.findChild(Segments, "appearance"))
        said = [one.text() for one in chosen.findChildren(QAbstractButton)]
    assert "Hell" in said
    assert "Licht" not in said


def test_back_is_not_a_side_of_the_body(make, qtbot):
    with speaking("de"):
        head = make(BuilderHead)
        qtbot.addWidget(head)
        back = there(head.findChild(QAbstractButton, "builder-back"))
    assert "Zurück" in back.toolTip()


def test_an_exercise_of_the_library_is_not_exercise_at_large():
    with speaking("de"):
        details = [entry.detail for entry in library_entries(LIBRARY)]
    assert any(one.startswith("Übung") for one in details)
    assert not any(one.startswith("Bewegung") for one in details)
