"""Makes what guides a session; imported when the first one is played."""

from typing import TYPE_CHECKING

from posture_app.desk import Desk
from posture_app.guide import Guide
from posture_app.journal.model import SessionRecord
from posture_app.journal.recorder import done_units
from posture_app.library.model import Library, Routine
from posture_app.program.session_driver import SessionDriver
from posture_app.ui.player.figure import MovingFigure
from posture_app.ui.player.view import PlayerView
from posture_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from posture_app.store.journal import Journal


def make_guide(
    desk: Desk,
    theme: Theme,
    journal: "Journal",
    routine: Routine,
    library: Library,
    resumed: SessionRecord | None = None,
) -> Guide:
    """The player for a routine with everything it needs behind it."""
    done = done_units(resumed.items) if resumed else ()
    driver = SessionDriver(desk.clock.read, desk.speed)
    figure = MovingFigure(theme, reduced_motion=desk.settings.reduced_motion)
    view = PlayerView(theme, routine, library, driver, figure=figure, done=done)
    return Guide(
        view,
        driver,
        journal,
        desk.clock,
        time_zone=desk.time_zone,
        routine=routine,
        library=library,
        screen=desk,
        resumed=resumed,
    )
