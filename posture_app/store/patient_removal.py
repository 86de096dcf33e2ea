"""A patient who is removed, and put back where that is taken back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from posture_app.dataclass import dataclass
from posture_app.store.patient_rows import AdherenceFileRow, PatientRow, PlanRow, SessionDoneRow

_THEIRS: Final = (PlanRow, SessionDoneRow, AdherenceFileRow)
_Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RemovedPatient:
    """All that was kept of a patient, to be handed to `Patients.put_back` and nowhere else."""

    id: str
    code: str
    own: _Values
    theirs: tuple[Sequence[_Values], ...]


def removed_patient(session: Session, row: PatientRow) -> RemovedPatient:
    """All that is kept of a patient who is there now."""
    own = {
        one.key: getattr(row, one.key)
        for one in PatientRow.__mapper__.column_attrs
        if one.key != "key"
    }
    theirs = []
    for kind in _THEIRS:
        wanted = [
            getattr(kind, one.key)
            for one in kind.__mapper__.column_attrs
            if one.key not in {"key", "patient_key"}
        ]
        query = select(*wanted).where(kind.patient_key == row.key).order_by(kind.key)
        theirs.append([dict(found) for found in session.execute(query).mappings()])
    return RemovedPatient(row.id, row.code, own, tuple(theirs))


def put_back(session: Session, removed: RemovedPatient) -> None:
    """Keep them again, written as often as they were."""
    session.execute(insert(PatientRow).values(**removed.own))
    key = session.scalars(select(PatientRow.key).where(PatientRow.id == removed.id)).one()
    for kind, rows in zip(_THEIRS, removed.theirs, strict=True):
        if rows:
            session.execute(insert(kind), [{**row, "patient_key": key} for row in rows])
