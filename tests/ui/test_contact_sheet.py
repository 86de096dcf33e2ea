"""All exercises on one picture, for those who look at them."""

import pytest
from PySide6.QtGui import QImage

from posture_app.gallery.contact_sheet import contact_sheet
from tests.body.motions import TURN
from tests.factory import exercise, library


def test_the_contact_sheet_holds_every_exercise(qapp, tmp_path):
    path = tmp_path / "sheet.png"
    contact_sheet(path, library([exercise("turn", motion=TURN), exercise("plain")]))
    image = QImage(str(path))
    assert not image.isNull()
    with pytest.raises(OSError, match="cannot be written"):
        contact_sheet(tmp_path / "missing" / "sheet.png", library([exercise("plain")]))
