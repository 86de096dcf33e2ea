import pytest

from tests.ui.player.hand import EASY, STRETCH, Player


@pytest.fixture
def player(qtbot, make):
    return Player(qtbot, make, STRETCH, EASY)
