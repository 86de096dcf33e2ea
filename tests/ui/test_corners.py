"""Windows with round corners, with a compositor and without."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.ui.overlay.windows import CornerWindow
from posture_app.ui.palette.sheet import CommandPalette
from posture_app.ui.tray import Tray
from posture_app.ui.widgets import corners
from posture_app.ui.widgets.controls import Chip
from posture_app.ui.widgets.menu import Menu


def windows(make, parent):
    return (Menu(parent), make(CommandPalette, parent), CornerWindow(make.theme, "card"))


@pytest.mark.parametrize("cut", [True, False])
def test_corners_are_cut_off_where_they_could_be_black(qtbot, make, monkeypatch, cut):
    monkeypatch.setattr(corners, "_are_cut", lambda: cut)
    parent = QWidget()
    qtbot.addWidget(parent)
    for window in windows(make, parent):
        qtbot.addWidget(window)
        window.resize(QSize(200, 120))
        window.grab()  # lays it out, as showing does
        assert window.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground) != cut
        assert window.mask().isEmpty() != cut
        if cut:
            assert not window.mask().contains(QPoint(0, 0))
            assert window.mask().contains(QPoint(100, 60))


@pytest.mark.parametrize(
    ("platform", "wayland", "cut"),
    [("xcb", "", True), ("xcb", "wayland-0", False), ("wayland", "wayland-0", False)],
)
def test_only_a_plain_x_server_may_have_no_compositor(monkeypatch, platform, wayland, cut):
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert corners._are_cut() == cut


def test_all_menus_are_of_this_kind(full, theme, qtbot):
    chip = Chip(theme, "Region", menu=True)
    qtbot.addWidget(chip)
    full.open_page("breaks")
    tray = Tray()
    menus = [*full.findChildren(QMenu), *chip.findChildren(QMenu), tray.menu]
    assert len(menus) > 1
    assert [one for one in menus if not isinstance(one, Menu)] == []
