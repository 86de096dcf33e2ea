"""Keeps the plan or the template that is being written in the builder, edit by edit."""

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from posture_app.errors import sentence
from posture_app.plans.model import Plan
from posture_app.plans.patient import KeptPlan, KeptTemplate
from posture_app.plans.revising import draft_of
from posture_app.program.therapist.practice import PracticeData
from posture_app.store.errors import ChangedElsewhereError, StoreError, UnknownPatientError
from posture_app.words.plan_builder import copied_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_log = logging.getLogger(__name__)

SAVE_MS: Final = 200
"""What is typed is on the disk after so long at the latest, and at once when the field is left."""
AGAIN_MS: Final = 5000
"""What could not be kept, as on a full disk, is tried again after so long."""
WritingState = Literal["kept", "unsaved", "elsewhere", "gone"]
"""Whether what was done is kept; somebody else changed it; it is not there any more."""


class PlanWriting(QObject):
    """Keeps one plan or template after another.

    A version that was handed over is what the patient has: its first edit begins the next one.

    Signals:
        opened: The `Plan` that is to be written from now on.
        stood: The `WritingState` of what was done last.
        failed: A `Message`: why it could not be kept.
    """

    opened = Signal(object)
    stood = Signal(object)
    failed = Signal(object)

    def __init__(
        self, practice: PracticeData, today: "Callable[[], date]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._practice, self._today = practice, today
        self._kept: KeptPlan | KeptTemplate | None = None
        self._unsaved: Plan | None = None
        self._standing: WritingState = "kept"
        self._left: dict[str, KeptTemplate] = {}
        self._saving = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._saving.timeout.connect(self.save)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.save)

    @property
    def kept(self) -> KeptPlan | KeptTemplate | None:
        """What is being written, as it is kept; None where nothing is."""
        return self._kept

    @property
    def is_saved(self) -> bool:
        """Whether everything that was done is kept."""
        return self._unsaved is None

    def open_plan(self, plan_id: str) -> bool:
        """Go on with the newest version of a plan; False where there is none."""
        self.close()
        found = self._practice.ask(lambda kept: kept.revisions(plan_id), ())
        if found:
            self._begin(found[-1])
        return bool(found)

    def open_template(self, template_id: str) -> bool:
        """Go on with a template of the practice's own; False where there is none."""
        self.close()
        every = self._practice.ask(lambda kept: kept.templates(), ())
        for one in every:
            if one.id == template_id:
                self._begin(one)
                return True
        return False

    @Slot()
    def close(self) -> None:
        """Keep what was done; nothing is being written from now on."""
        self.save()
        self.keep_both()
        self._saving.stop()
        self._kept = self._unsaved = None
        self._standing = "kept"

    @Slot(object)
    def take(self, plan: Plan) -> None:
        """The plan as it is after an edit; it is kept soon."""
        if self._kept is None:
            return
        self._unsaved = plan
        if self._standing in {"kept", "unsaved"}:
            self._stand("unsaved")
            if not self._saving.isActive():
                self._saving.start()

    @Slot()
    def save(self) -> None:
        """Keep what was done since the last time, now."""
        self._again.stop()
        self._keep_left()
        patients, kept, plan = self._practice.patients, self._kept, self._unsaved
        if kept is None or plan is None or patients is None or self._standing == "elsewhere":
            return
        self._saving.stop()
        plan = replace(plan, changed_on=self._today().isoformat())
        try:
            if isinstance(kept, KeptTemplate):
                self._kept = patients.save_template(replace(kept, plan=plan))
            else:
                self._kept = patients.save_plan(self._draft(kept, plan))
        except ChangedElsewhereError:
            self._meet(kept)
        except UnknownPatientError as error:
            self._stand("gone")
            self.failed.emit(error.message)
        except StoreError as error:
            _log.warning("a plan could not be kept: %s", type(error).__name__)
            self.failed.emit(error.message)
            self._again.start()
        else:
            self._unsaved = None
            self._stand("kept")

    @Slot()
    def keep_both(self) -> None:
        """Keep as a template what cannot be kept in its place, before one leaves it.

        Somebody else has changed or removed the plan or the template, or the disk refuses.
        """
        kept, plan = self._kept, self._unsaved
        if kept is None or plan is None:
            return
        name = copied_name(plan.name)
        bare = replace(plan, id=uuid4().hex[:12], name=name, revision=1, patient="", changed_on="")
        template = KeptTemplate(id="", plan=bare)
        self._left[bare.id] = template
        self._unsaved = None
        self._standing = "kept"
        self._keep_left()

    def _keep_left(self) -> None:
        """Keep what was left though it could not be kept in its place."""
        patients = self._practice.patients
        if patients is None:
            return
        for key, template in list(self._left.items()):
            try:
                patients.save_template(template)
            except StoreError:
                self._again.start()
                return
            del self._left[key]
            self.failed.emit(
                sentence(
                    "What you wrote could not be kept in its place, because it was changed there "
                    "meanwhile, or the disk refused. It is your template “{template}”.",
                    template=template.plan.name,
                )
            )

    def look_again(self) -> None:
        """Where somebody else changed it, or it was handed over, go on with that.

        What was done here since is left to `save`, which asks.
        """
        now = self._now() if self.is_saved and self._standing == "kept" else None
        if now is not None and now != self._kept:
            self._begin(now)

    def keep_mine(self) -> None:
        """Of two versions that were written at the same time, keep the one in the builder."""
        now = self._now()
        if now is None:
            return
        self._kept = now
        self._standing = "unsaved"
        self.save()

    def take_theirs(self) -> None:
        """Go on with what somebody else has written meanwhile."""
        now = self._now()
        if now is not None:
            self._unsaved = None
            self._begin(now)

    def _begin(self, kept: KeptPlan | KeptTemplate) -> None:
        self._kept = kept
        self._stand("kept")
        self.opened.emit(kept.plan)

    def _draft(self, kept: KeptPlan, plan: Plan) -> KeptPlan:
        """What is kept now: the draft, or one more version of what was handed over."""
        base = draft_of(kept, (kept,), self._today())
        return replace(base, plan=replace(plan, id=kept.plan.id, revision=base.plan.revision))

    def _now(self) -> KeptPlan | KeptTemplate | None:
        """What is kept at this moment of what is being written."""
        kept = self._kept
        if isinstance(kept, KeptTemplate):
            every = self._practice.ask(lambda found: found.templates(), ())
            return next((one for one in every if one.id == kept.id), None)
        if kept is None:
            return None
        plan_id = kept.plan.id
        found = self._practice.ask(lambda patients: patients.revisions(plan_id), ())
        return found[-1] if found else None

    def _meet(self, kept: KeptPlan | KeptTemplate) -> None:
        """Somebody else was there: where they only handed it over, go on with the next version."""
        now = self._now()
        if now is None:
            self._stand("gone")
            self.failed.emit(sentence("“{plan}” is not there any more.", plan=kept.plan.name))
            return
        is_handed_over = isinstance(now, KeptPlan) and now.handed_over_at is not None
        if is_handed_over and now.plan == kept.plan:
            self._kept = now
            self.save()
            return
        self._stand("elsewhere")

    def _stand(self, standing: WritingState) -> None:
        if standing != self._standing:
            self._standing = standing
            self.stood.emit(standing)
