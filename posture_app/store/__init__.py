"""SQLite through SQLAlchemy: rows, migrations, queries and backups."""

from posture_app.store.late_asyncio import put_off_asyncio

put_off_asyncio()
