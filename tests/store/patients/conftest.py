import pytest

from posture_app.plans.patient import KeptPlan, Patient
from posture_app.store.patients import open_patients
from tests.store.patients.made_up import CAUTIONS, NOW, PLAN


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "patients.db"


@pytest.fixture
def patients(path):
    patients = open_patients(path)
    yield patients
    patients.close()


@pytest.fixture
def patient(patients):
    return patients.add(Patient(id="", code="A. B.", birth_year=1970, precautions=CAUTIONS))


@pytest.fixture
def kept(patients, patient):
    return patients.save_plan(KeptPlan(patient_id=patient.id, plan=PLAN, handed_over_at=NOW))
