"""SQLite through SQLAlchemy: rows, migrations, queries and backups."""
