import pytest

from tests.ui.player.hand import EASY, STRETCH, Player


@pytest.fixture
def player(qtbot, theme):
    return Player(qtbot, theme, STRETCH, EASY)
