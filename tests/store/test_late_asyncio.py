"""asyncio waits until something of it is asked for, and is then the same for everybody."""

import subprocess
import sys

SCRIPT = """
import sys
from posture_app.store.late_asyncio import put_off_asyncio
put_off_asyncio()
import sqlalchemy.orm
import sqlalchemy.dialects.sqlite
from sqlalchemy.util import concurrency
engine = sqlalchemy.create_engine("sqlite://")
with engine.connect() as connection:
    print(connection.scalar(sqlalchemy.text("SELECT 7")), "asyncio.events" in sys.modules)
async def nothing():
    return 7
waits = nothing()
print(concurrency.iscoroutine(waits), concurrency.iscoroutine(7))
print(concurrency.is_exit_exception(ValueError()), concurrency.is_exit_exception(SystemExit()))
import asyncio
print(asyncio.run(waits), concurrency.asyncio.Queue is asyncio.Queue)
put_off_asyncio()
print(sys.modules["asyncio"] is asyncio, asyncio.__file__ is not None)
"""


def test_the_log_needs_none_of_it_and_who_does_has_all_of_it():
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == [
        "7 False",
        "True False",
        "False True",
        "7 True",
        "True True",
    ]
    assert told.stderr == ""
