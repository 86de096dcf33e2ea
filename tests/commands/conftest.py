"""The command line in this process, which must not change the language of other tests."""

import pytest

from posture_app.words.catalogue import speaking


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """What is said is English, whatever the machine speaks, and afterwards as before."""
    monkeypatch.setenv("LANGUAGE", "en")
    with speaking("en"):
        yield
