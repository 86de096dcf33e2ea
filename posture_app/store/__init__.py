"""SQLite through SQLAlchemy: rows, migrations, queries and backups."""

from posture_app.store.late_modules import put_off_modules

put_off_modules()
