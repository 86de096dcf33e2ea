"""Lets SQLAlchemy be imported without modules of which the log uses nothing.

WORKAROUND, seen in SQLAlchemy 2.1.9: its `util.compat`, `util.queue` and `util.concurrency` import
asyncio whether there is an engine that needs it or not, which takes 22 ms of the start and brings
SSL with it; `util.compat` and `util.langhelpers` import importlib.metadata as well, 9 ms for
plug-ins from elsewhere.
`importlib.util.LazyLoader` does not help, as one of asyncio's functions is taken at once.
"""

import importlib.util
import sys
from types import ModuleType


class _LateModule(ModuleType):
    """Stands for a module, and gives way to it when something of it is asked for."""

    def __getattr__(self, name: str) -> object:
        """Whatever the module has."""
        return getattr(_real(self), name)


class _LateAsyncio(_LateModule):
    def iscoroutine(self, awaitable: object) -> bool:
        """What SQLAlchemy takes while it is imported."""
        return bool(_real(self).iscoroutine(awaitable))


def put_off_modules() -> None:
    """Import them when somebody uses them, and not before; call it before SQLAlchemy's import."""
    for stand_in in (_LateAsyncio("asyncio"), _LateModule("importlib.metadata")):
        if stand_in.__name__ not in sys.modules:
            stand_in.__spec__ = importlib.util.find_spec(stand_in.__name__)  # for who asks for it
            sys.modules[stand_in.__name__] = stand_in
            package, _, name = stand_in.__name__.rpartition(".")
            if package:  # as an import would
                setattr(sys.modules[package], name, stand_in)


def _real(stand_in: ModuleType) -> ModuleType:
    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]
    return importlib.import_module(stand_in.__name__)
