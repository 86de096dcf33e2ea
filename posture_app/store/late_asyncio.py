"""Lets SQLAlchemy be imported without asyncio, of which the log uses nothing.

WORKAROUND, seen in SQLAlchemy 2.1.9: its `util.compat`, `util.queue` and `util.concurrency` import
asyncio whether there is an engine that needs it or not, which takes 22 ms of the start and brings
SSL with it. `importlib.util.LazyLoader` does not help, as one of its functions is taken at once.
"""

import importlib
import sys
from types import ModuleType
from typing import Final

_NAME: Final = "asyncio"


class _LateAsyncio(ModuleType):
    """Stands for asyncio, and gives way to it when something of it is asked for."""

    def iscoroutine(self, awaitable: object) -> bool:
        """What SQLAlchemy takes while it is imported."""
        return bool(_real(self).iscoroutine(awaitable))

    def __getattr__(self, name: str) -> object:
        """Whatever asyncio has."""
        return getattr(_real(self), name)


def put_off_asyncio() -> None:
    """Import asyncio when somebody uses it, and not before; call it before SQLAlchemy's import."""
    if _NAME not in sys.modules:
        sys.modules[_NAME] = _LateAsyncio(_NAME)


def _real(stand_in: ModuleType) -> ModuleType:
    if sys.modules.get(_NAME) is stand_in:
        del sys.modules[_NAME]
    return importlib.import_module(_NAME)
