import pytest

from posture_app.store.database import open_database
from posture_app.store.journal import Journal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def journal(path):
    journal = Journal(open_database(path))
    yield journal
    journal.close()
