"""Where a person was in the window, for the way back."""

from collections import deque
from typing import Final, NamedTuple

from posture_app.ui.page_keys import PageKey

MOST_STEPS: Final = 50
"""How many steps can be gone back."""


class Place(NamedTuple):
    """Where a person is: a page, and which of its views."""

    page: PageKey
    view: object = None


class NavigationHistory:
    """The places that a person came by; `here` is the last one."""

    def __init__(self, here: Place) -> None:
        self._places: deque[Place] = deque(maxlen=MOST_STEPS)
        self.here = here

    def note(self, here: Place) -> None:
        """The person is here now, and was elsewhere before."""
        before = self.here
        if before == here:
            return
        self.here = here
        if here == Place(before.page):  # up from details to their list: a way back already
            if self._places and self._places[-1] == here:
                self._places.pop()
        else:
            self._places.append(before)

    def back(self) -> Place | None:
        """Where the person was before, which is forgotten; None where they were nowhere."""
        return self._places.pop() if self._places else None
