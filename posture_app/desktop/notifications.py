"""Messages that the system shows, where it shows any."""

import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject

Chosen = Callable[[str], None]
"""Takes the key of the action that the person chose."""


class Notifications(Protocol):
    """What shows messages, one at a time."""

    def show(
        self,
        title: str,
        words: str,
        otherwise: Callable[[], None],
        *,
        silent: bool = False,
        actions: Sequence[tuple[str, str]] = (),
        chosen: Chosen | None = None,
    ) -> None:
        """Show a message in the place of the one before, or call `otherwise` once.

        Args:
            title: One line.
            words: Whole sentences, as plain text.
            otherwise: Called where the system does not show it.
            silent: Without a sound, and with low urgency.
            actions: Keys and words of its buttons, left out where the system has none.
            chosen: Takes the key of the button that was pressed.
        """
        ...

    def withdraw(self) -> None:
        """Take the message away that is shown, where the system lets us."""
        ...


class TrayNotifications:
    """The balloon of the icon in the panel; systems show one at a time."""

    def __init__(self, show_message: Callable[[str, str], bool] | None) -> None:
        """`show_message` shows a title and a sentence, and says whether it can; None: it cannot."""
        self._show_message = show_message

    def show(
        self,
        title: str,
        words: str,
        otherwise: Callable[[], None],
        *,
        silent: bool = False,
        actions: Sequence[tuple[str, str]] = (),
        chosen: Chosen | None = None,
    ) -> None:
        """Show a message; the system decides about its sound, and has no buttons."""
        del silent, actions, chosen
        if self._show_message is None or not self._show_message(title, words):
            otherwise()

    def withdraw(self) -> None:
        """A balloon goes by itself."""


def notifications_of_this_computer(
    parent: QObject, show_message: Callable[[str, str], bool] | None = None
) -> Notifications:
    """The desktop's own service on Linux, the panel's icon (`show_message`) elsewhere."""
    if sys.platform in {"win32", "darwin"}:
        return TrayNotifications(show_message)
    from posture_app.desktop.notifications_linux import (  # noqa: PLC0415 - only this system has it
        LinuxNotifications,
        session_address,
    )

    return LinuxNotifications(session_address(), parent)
