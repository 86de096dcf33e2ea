"""What is put off waits until something of it is asked for, and is then as for everybody."""

import subprocess
import sys

SCRIPT = """
import sys
from posture_app.store.late_modules import put_off_modules
put_off_modules()
from importlib.util import find_spec
specs = [find_spec(name).name for name in ("asyncio", "importlib.metadata")]
print(*specs, "asyncio.events" in sys.modules)
import sqlalchemy.orm
import sqlalchemy.dialects.sqlite
from sqlalchemy.util import concurrency
engine = sqlalchemy.create_engine("sqlite://")
with engine.connect() as connection:
    print(connection.scalar(sqlalchemy.text("SELECT 7")), "asyncio.events" in sys.modules)
print("email" in sys.modules, "csv" in sys.modules)  # which importlib.metadata imports
import importlib.metadata
print(importlib.metadata.version("sqlalchemy") == sqlalchemy.__version__, "csv" in sys.modules)
from importlib.metadata import Distribution, version
print(Distribution.from_name("sqlalchemy").version == version("sqlalchemy"))
print(importlib.metadata is sys.modules["importlib.metadata"], importlib.metadata.__file__ is None)
async def nothing():
    return 7
waits = nothing()
print(concurrency.iscoroutine(waits), concurrency.iscoroutine(7))
print(concurrency.is_exit_exception(ValueError()), concurrency.is_exit_exception(SystemExit()))
import asyncio
print(asyncio.run(waits), concurrency.asyncio.Queue is asyncio.Queue)
put_off_modules()
print(sys.modules["asyncio"] is asyncio, asyncio.__file__ is not None)
"""


def test_the_log_needs_none_of_it_and_who_does_has_all_of_it():
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == [
        "asyncio importlib.metadata False",
        "7 False",
        "False False",
        "True True",
        "True",
        "True False",
        "True False",
        "False True",
        "7 True",
        "True True",
    ]
    assert told.stderr == ""
