"""Setting up clinics: by hand and from a file, and nobody outside their own."""

from datetime import timedelta

import pytest

from samplan.access import administration
from samplan.access.acting import SystemActing
from samplan.access.policies import Refused
from samplan.access.queries import staff_acting
from samplan.access.setup_file import NotASetupFile, read_setup
from samplan.audit.models import Event
from samplan.organisations.models import Assignment, Organisation, Role, StaffMember
from tests.cast import TODAY, Cast

JOB = SystemActing(job="organisations import", on_behalf_of="Stig")


def test_a_local_administrator_changes_the_own_clinic(cast: Cast) -> None:
    stig = cast.acting(cast.stig)

    administration.change_organisation(cast.heart, changes={"phone": "010-1"}, acting=stig)

    assert Organisation.objects.get(pk=cast.heart.pk).phone == "010-1"
    assert Event.objects.filter(kind="organisation.changed").count() == 1


def test_but_no_other(cast: Cast) -> None:
    with pytest.raises(Refused):
        administration.change_organisation(
            cast.urology, changes={"phone": "010-1"}, acting=cast.acting(cast.stig)
        )


def test_and_nobody_else_does(cast: Cast) -> None:
    assert not administration.may_administer(cast.acting(cast.maria))
    assert not administration.may_administer(cast.acting(cast.alma))


def test_a_role_ends_the_day_after_its_last(cast: Cast) -> None:
    administration.end_role(cast.maria, acting=cast.acting(cast.stig), last_day=TODAY)

    user = cast.maria.staff.user_id
    assert staff_acting(user, cast.maria.pk, TODAY) is not None
    assert staff_acting(user, cast.maria.pk, TODAY + timedelta(days=1)) is None


def test_a_role_of_a_higher_level_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="annan nivå"):
        administration.give_role(
            cast.maria.staff,
            cast.heart,
            role=Role.REGIONAL_ADMINISTRATOR,
            starts_on=TODAY,
            ends_on=None,
            acting=cast.acting(cast.stig),
        )


def test_nobody_renames_a_colleague_elsewhere(cast: Cast) -> None:
    petra = cast.petra.staff
    administration.put_staff(
        petra.hsa_id, given_name="X", family_name="Y", title="Z", acting=cast.acting(cast.stig)
    )

    assert StaffMember.objects.get(pk=petra.pk).given_name == "Petra"


SETUP = {
    "clinics": [{"hsa_id": "N1", "name": "Ny mottagning", "region": "SE2321000000-0001"}],
    "staff": [
        {
            "hsa_id": "N2",
            "given_name": "Nils",
            "family_name": "Ny",
            "title": "Sjuksköterska",
            "roles": [{"clinic": "N1", "role": "handler", "from": "2026-01-01"}],
        }
    ],
}


def test_a_file_sets_up_a_clinic_and_running_it_again_changes_nothing(cast: Cast) -> None:
    read_setup(SETUP, acting=JOB)
    read_setup(SETUP, acting=JOB)

    clinic = Organisation.objects.get(hsa_id="N1")
    assert clinic.slug == "ny-mottagning"
    assert Assignment.objects.filter(organisation=clinic).count() == 1


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], "object"),
        ({"clinics": 3}, "clinics"),
        ({"clinics": [{"hsa_id": "N1"}]}, r"clinics\[0\].name"),
        ({"clinics": [{"hsa_id": "N1", "name": "x", "region": "?"}]}, r"clinics\[0\].region"),
        ({"staff": [SETUP["staff"][0] | {"roles": [{"role": "boss"}]}]}, r"roles\[0\].role"),
    ],
)
def test_a_fault_is_named_by_its_place(cast: Cast, document: object, place: str) -> None:
    with pytest.raises(NotASetupFile, match=place):
        read_setup(document, acting=JOB)


def test_a_faulty_file_does_nothing(cast: Cast) -> None:
    faulty = SETUP | {"staff": [{"hsa_id": "N2"}]}
    with pytest.raises(NotASetupFile):
        read_setup(faulty, acting=JOB)

    assert not Organisation.objects.filter(hsa_id="N1").exists()
