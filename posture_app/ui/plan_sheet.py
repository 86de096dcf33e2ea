"""A plan that was received, shown before anything of it is kept; and why a file is none."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from posture_app.dataclass import dataclass
from posture_app.library.model import Library
from posture_app.plans.model import Plan, PlanPhase
from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.ui.widgets.state_card import StateWords
from posture_app.words import plans as words
from posture_app.words.catalogue import _, ngettext

MOST_LAID_OUT: Final = 100
"""So many exercises have lines of their own; a phase beyond them is one text, as a stranger's plan
may have thousands, which would take many seconds to lay out."""
MOST_CHANGES: Final = 40
"""So many changes are told one by one."""


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """What the sheet shows.

    Attributes:
        plan: The plan.
        library: Has every exercise of it.
        standing: How it stands to the version that is there; empty where there is none.
        changes: What is different from that version, as sentences; None where that is not known.
        note: What whoever made the file tells beside it.
        begins: In which phase it is followed; empty where it is the first.
        warnings: Where it does not go with what the person told about their health.
    """

    plan: Plan
    library: Library
    standing: str = ""
    changes: tuple[str, ...] | None = None
    begins: str = ""
    note: str = ""
    warnings: tuple[str, ...] = ()


class PlanSheet(QDialog):
    """From whom the plan is and what is in it, with the choice to follow it; it is closed by that.

    Signals:
        follow_wanted: The plan is to be kept and followed.
    """

    follow_wanted = Signal()

    def __init__(
        self, make: WidgetFactory, offer: PlanOffer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make, self._offer = make, offer
        self.setObjectName("plan-sheet")
        self.setWindowTitle(offer.plan.name)
        self.resize(make.theme.px(860), make.theme.px(720))
        scroll = self._make.scroll_page(READING_PX)
        self._draw(scroll.column)
        scroll.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._foot())

    def _draw(self, body: QVBoxLayout) -> None:
        make, plan = self._make, self._offer.plan
        practice = words.practice_words(plan.practice)
        if practice:
            said = _("From: {practice}").format(practice=practice)
        else:
            said = _("It does not say from whom it is. Follow it only if you know.")
        head = column(tokens.SPACE_S)
        body.addLayout(head)
        head.addWidget(make.label(said, "body", "muted"))
        head.addWidget(make.label(plan.name, "display"))
        about = [words.version_words(plan)]
        if plan.patient:
            about.append(_("For: {patient}").format(patient=plan.patient))
        for line in about:
            head.addWidget(make.label(line, "body", "muted"))
        if plan.goal:
            body.addWidget(make.label(plan.goal, "lead"))
        if self._offer.note:
            body.addWidget(make.label(self._offer.note))
        self._draw_standing(body)
        self._draw_warnings(body)
        laid_out = 0
        for number, phase in enumerate(plan.phases, start=1):
            laid_out += len(phase.items)
            body.addWidget(self._phase(number, phase, in_short=laid_out > MOST_LAID_OUT))
        for heading, text in (
            (_("When it hurts"), plan.when_it_hurts),
            (_("When to call"), plan.when_to_call),
        ):
            if text:
                body.addWidget(make.label(heading, "heading"))
                body.addWidget(make.label(text))

    def _draw_standing(self, body: QVBoxLayout) -> None:
        offer, make = self._offer, self._make
        if not offer.standing:
            return
        panel = make.panel(
            mood="plain", icon="programmes", heading=offer.standing, name="plan-standing"
        )
        changes = (_("Nothing was changed."),) if offer.changes == () else offer.changes or ()
        more = len(changes) - MOST_CHANGES
        lines = [*changes[:MOST_CHANGES], offer.begins]
        if more > 0:
            text = ngettext("And {count} more change.", "And {count} more changes.", more)
            lines.insert(MOST_CHANGES, text.format(count=more))
        for line in lines:
            if line:
                panel.body.addWidget(make.label(line))
        body.addWidget(panel)

    def _draw_warnings(self, body: QVBoxLayout) -> None:
        offer, make = self._offer, self._make
        if not offer.warnings:
            return
        heading = _("Ask about this before you begin")
        panel = make.panel(mood="caution", icon="caution", heading=heading, name="plan-warnings")
        for line in offer.warnings:
            panel.body.addWidget(make.label(line))
        body.addWidget(panel)

    def _phase(self, number: int, phase: PlanPhase, *, in_short: bool) -> QWidget:
        make, library = self._make, self._offer.library
        card = make.card(name=f"plan-phase-{phase.id}")
        title = _("{number}. {phase}").format(number=number, phase=phase.name)
        card.body.addWidget(make.label(title, "heading"))
        if in_short:
            card.body.addWidget(make.label("\n".join(words.phase_lines(phase, library))))
            return card
        for line in (phase.aim, words.phase_goes_on(phase)):
            if line:
                card.body.addWidget(make.label(line, "body", "muted"))
        for item in phase.items:
            exercise = library.exercises[item.exercise]
            dose = _("{dose}. {often}").format(
                dose=words.item_dose(item, exercise), often=words.item_often(item)
            )
            lines = column(tokens.SPACE_XS)
            lines.addWidget(make.label(exercise.name, "strong"))
            lines.addWidget(make.label(dose))
            if item.note:
                lines.addWidget(make.label(item.note, "body", "muted"))
            card.body.addLayout(lines)
        for key in phase.routines:
            card.body.addWidget(make.label(library.routines[key].name, "strong"))
        return card

    def _foot(self) -> QWidget:
        make = self._make
        foot, flow = QWidget(), Flow()
        line = QVBoxLayout(foot)
        line.setContentsMargins(tokens.SPACE_3XL, 0, tokens.SPACE_XL, 0)
        follow = make.button(_("Follow this plan"), "primary", name="follow-plan")
        follow.clicked.connect(self.follow_wanted)
        follow.clicked.connect(self.accept)
        leave = make.button(_("Not now"), "quiet", name="leave-plan")
        leave.clicked.connect(self.reject)
        flow.add(follow)
        flow.add(leave)
        line.addWidget(flow)
        return foot


class FaultsSheet(QDialog):
    """Why a file cannot be used: everything that is wrong with it."""

    def __init__(
        self, make: WidgetFactory, name: str, faults: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("plan-faults")
        self.setWindowTitle(_("This plan cannot be used"))
        self.resize(make.theme.px(640), make.theme.px(480))
        scroll = make.scroll_page(READING_PX)
        body = scroll.column
        why = _("Nothing was kept of {name}. Ask whoever sent it for a new one.").format(name=name)
        close = make.button(_("Close"), "primary", name="close-faults")
        close.clicked.connect(self.accept)
        body.addWidget(make(StateWords, "looking", self.windowTitle(), [why], close))
        for line in faults:
            body.addWidget(make.label(line, "body", "muted"))
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)


def show_sheet(sheet: QDialog) -> None:
    """Show it over its window, which goes on meanwhile."""
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QDialog.open(sheet)
