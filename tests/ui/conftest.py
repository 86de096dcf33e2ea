"""One theme for all tests of the window, as in the program."""

import pytest

from posture_app.ui.theme.theme import Theme


@pytest.fixture(scope="session")
def theme(qapp):
    return Theme(qapp)
