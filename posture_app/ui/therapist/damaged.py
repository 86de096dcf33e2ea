"""What stands in the place of a practice's pages where its data are damaged or gone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from posture_app.errors import Message
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.button_group import ValueButtonGroup
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.state_card import StateCard
from posture_app.words.catalogue import _, said


class Damaged(ScrollPage):
    """Why nothing can be shown, and the copies that can be gone back to.

    Signals:
        try_wanted: Another try.
        copy_wanted: The `Path` of a copy that is to be gone back to.
        begin_wanted: Empty data are to be begun.
    """

    try_wanted = Signal()
    copy_wanted = Signal(object)
    begin_wanted = Signal()

    def __init__(
        self,
        make: WidgetFactory,
        problem: Message,
        copies: Sequence[tuple[Path, str]],
        *,
        is_gone: bool,
    ) -> None:
        """Make it.

        Args:
            make: Makes the widgets.
            problem: Why nothing can be shown.
            copies: Each with what it is in words, the newest first.
            is_gone: Whether there is nothing in the place of the data, and they may be begun anew.
        """
        super().__init__(make.theme)
        self.setObjectName("damaged")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = self.column
        title, why = _("The data of your patients cannot be opened"), make.text(said(problem))
        body.addWidget(make(StateCard, "looking", title, [why], name="fault"))
        actions = ValueButtonGroup(self)
        actions.chosen.connect(self.copy_wanted)
        if copies:
            body.addWidget(make.label(_("Go back to a copy"), "heading"))
            about = _("What is there now is kept beside it, and can be gone back to as well.")
            body.addWidget(make.label(about, "body", "muted"))
        for place, (path, words) in enumerate(copies):
            button = make.button(words, "primary" if place == 0 else "secondary", name="use-copy")
            actions.add(button, path)
            body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addSpacing(tokens.SPACE_M)
        again = make.button(_("Try again"), name="try-again")
        again.clicked.connect(self.try_wanted)
        body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        if is_gone:
            begin = make.button(_("Begin with no patients"), "quiet", flush=True, name="begin-anew")
            begin.clicked.connect(self.begin_wanted)
            body.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
