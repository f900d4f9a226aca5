"""Someone lets a device tell them: added, chosen, woken, and only that there is something new."""

from collections.abc import Iterator

import pytest

from samplan.notifications.models import Device, Preference
from samplan.notifications.tests.gateway import Gateway, gateway
from tests.stories.conftest import Arrives
from tests.stories.town import Town

KEY = "vHvQZ0kGCW1mqkFV5LLcXrPXl0MHvFCVCgZpn3TUa0M"  # made up for the tests
# A browser asks its maker's push service, which is not on this machine: this one answers instead.
SUBSCRIBED = """
PushManager.prototype.subscribe = async function (asked) {
  if (new Uint8Array(asked.applicationServerKey).length !== 65) throw new Error("no key");
  return { endpoint: "%s" };
};
"""
SHOWN = """
async () => {
  const found = await navigator.serviceWorker.getRegistration("/installningar/aviseringar/");
  return (await found.getNotifications()).map((each) => `${each.title}: ${each.body}`);
}
"""


@pytest.fixture
def service(settings) -> Iterator[Gateway]:
    settings.SAMPLAN_PUSH_KEY, settings.SAMPLAN_PUSH_CONTACT = KEY, "drift@samplan.invalid"
    settings.SAMPLAN_PUSH_HOSTS = ["127.0.0.1"]
    with gateway(201) as server:
        yield server


def test_alma_adds_her_phone_and_chooses_it(town: Town, arrives: Arrives, service: Gateway) -> None:
    # Given Alma with a phone that may show notifications, at how she is told
    alma = arrives("Alma Ek", permissions=["notifications"])
    alma.page.add_init_script(SUBSCRIBED % f"{service.url}/alma")
    alma.opens("/installningar/aviseringar/")

    # When she adds the phone and chooses it for new messages
    alma.presses("Visa aviseringar på den här enheten")
    alma.reads("Nu kan den här enheten få aviseringar")
    messages = alma.page.get_by_role("group", name="Nya meddelanden")
    messages.get_by_label("Som avisering på mina enheter").check()
    alma.presses("Spara")
    alma.reads("Sparat. Så här säger vi till dig")
    assert Device.objects.get().endpoint == f"{service.url}/alma"
    assert Preference.objects.get().message == "push"

    # Then, when the phone is woken, it says that there is something new and nothing else
    talk = alma.page.context.new_cdp_session(alma.page)
    registrations: list[str] = []
    talk.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: registrations.extend(one["registrationId"] for one in said["registrations"]),
    )
    talk.send("ServiceWorker.enable")
    alma.page.wait_for_function(
        "navigator.serviceWorker.getRegistration(location.href).then((one) => one.active !== null)"
    )
    origin = alma.page.evaluate("location.origin")
    talk.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": registrations[-1], "data": ""},
    )
    alma.page.wait_for_function(f"async () => (await ({SHOWN})()).length === 1")
    assert alma.page.evaluate(SHOWN) == ["Något nytt för dig: Logga in för att se det."]

    # And she can take it away again
    alma.presses("Ta bort")
    alma.reads("Enheten är borttagen")
    assert not Device.objects.exists()
