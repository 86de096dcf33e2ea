"""A running copy for a test."""

import pytest

from tests.remote.hand import Copy


@pytest.fixture
def copy():
    return Copy()
