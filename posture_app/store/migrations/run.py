"""Running the steps. Only imported when there are steps to run: Alembic costs about 0.1 s."""

from pathlib import Path
from typing import Final

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.runtime.migration import MigrationStep, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER: Final = Path(__file__).parent


def upgrade(connection: Connection, folder: Path = FOLDER) -> None:
    """Bring the database to the newest revision inside the connection's open transaction.

    Nothing is done when another process was quicker.
    """
    script = ScriptDirectory(str(folder))

    def steps(current: str, _context: MigrationContext) -> list[RevisionStep]:
        newest_first = script.iterate_revisions("head", current, implicit_base=True)
        return [
            MigrationStep.upgrade_from_script(script.revision_map, step)
            for step in reversed(list(newest_first))
        ]

    context = MigrationContext.configure(connection, opts={"fn": steps})
    with Operations.context(context):
        context.run_migrations()
