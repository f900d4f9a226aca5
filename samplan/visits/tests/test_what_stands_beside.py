"""What stands beside a visit on staff's page of it."""

from samplan.cases.tests.coordinating import agree, two_contacts, write_as
from samplan.plans.models import Activity, ActivityKind
from samplan.visits.tests.staff_world import World
from tests.cast import ActingClient


def test_what_other_clinics_have_written_is_nothing_of_a_visits(
    world: World, nurse: ActingClient
) -> None:
    two_contacts(world.cast)
    visit = world.sent()
    agree(world.cast)
    write_as(world.cast, world.cast.petra)
    task = Activity.objects.get(kind=ActivityKind.COORDINATION)
    page = nurse.get(f"/vard/besok/{visit.pk}/")
    assert page.status_code == 200
    assert str(task.written_title) not in page.content.decode()
