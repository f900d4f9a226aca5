"""What the demo world's clinics tell patients: the words."""

from typing import Final

from samplan.desk.actions import ErrandFacts, PageFacts
from samplan.devtools.world.people import HEART, HOME_CARE, PRIMARY, REGION, UROLOGY
from samplan.organisations.models import HoursFor, Way

WEEKDAYS: Final = range(5)
ALWAYS: Final = dict.fromkeys(range(7), "0–24")
HOURS: Final = {
    HEART: {
        HoursFor.VISITS: dict.fromkeys(WEEKDAYS, "7.30–16.30"),
        HoursFor.PHONE: dict.fromkeys(WEEKDAYS, "8–11"),
    },
    UROLOGY: {
        HoursFor.VISITS: dict.fromkeys(WEEKDAYS, "8–12, 13–16"),
        HoursFor.PHONE: dict.fromkeys(range(4), "9–12"),
    },
    PRIMARY: {
        HoursFor.VISITS: {**dict.fromkeys(WEEKDAYS, "7.30–17"), 3: "7.30–19"},
        HoursFor.PHONE: dict.fromkeys(WEEKDAYS, "7.30–16"),
    },
    HOME_CARE: {HoursFor.VISITS: ALWAYS, HoursFor.PHONE: ALWAYS},
}


def errand(
    phone_key: str, name: str, what_for: str, quickest: Way, phone_hours: str = ""
) -> ErrandFacts:
    """One choice in a phone menu."""
    return ErrandFacts(
        name=name,
        what_for=what_for,
        phone_key=phone_key,
        phone_hours=phone_hours,
        quickest=quickest.value,
    )


RENEW = errand(
    "2", "Förnya recept", "När din medicin håller på att ta slut. Säg till två veckor före.",
    Way.ONLINE,
)  # fmt: skip
MOVE = errand("1", "Boka om eller avboka", "När du inte kan komma på din tid.", Way.ONLINE)
ERRANDS: Final = {
    HEART: [
        MOVE,
        RENEW,
        errand(
            "3",
            "Fråga om besvär eller läkemedel",
            "När du mår sämre, eller undrar över en medicin. Har du ont i bröstet: ring 112.",
            Way.PHONE,
        ),
        errand("4", "Fråga om provsvar", "När du har tagit prov och väntar på svar.", Way.ONLINE),
    ],
    UROLOGY: [MOVE, RENEW, errand("3", "Prata med en sköterska", "Om dina besvär.", Way.PHONE)],
    PRIMARY: [
        errand(
            "1",
            "Nya besvär",
            "När du behöver bli undersökt. Vi säger när du kan komma.",
            Way.PHONE,
            "mån–fre 7.30–10",
        ),
        RENEW,
        errand("3", "Lämna prov", "När du har fått en remiss för prov.", Way.WALK_IN),
        errand("4", "Boka om eller avboka", "När du inte kan komma på din tid.", Way.ONLINE),
    ],
    HOME_CARE: [errand("", "Nå sköterskan i tjänst", "Dygnet runt, när det inte är bråttom."
                       " Är det bråttom: ring 112.", Way.PHONE)],
}  # fmt: skip
PAGES: Final = {
    REGION: [
        PageFacts(
            title="Avgifter och frikort",
            text="Ett besök kostar 200 eller 300 kronor. När du har betalat 1 450 kronor inom ett"
            " år får du frikort, och betalar inget mer det året.\n\n# Så betalar du\n\n- med kort"
            " på mottagningen\n- på faktura, om du ber om det\n\nDen som är yngre än 20 år eller"
            " äldre än 85 betalar inget.",
            title_english="Fees and the high-cost card",
            text_english="A visit costs 200 or 300 kronor. Once you have paid 1,450 kronor within"
            " a year, you pay nothing more that year.",
            is_published=True,
        )
    ],
    HEART: [
        PageFacts(
            title="Efter din hjärtinfarkt",
            text="De första veckorna är det vanligt att bli trött fort och att känna oro. Det går"
            " över för de flesta.\n\n# Rör på dig\n\nBörja med korta promenader varje dag. Gå så"
            " fort att du kan prata men inte sjunga.\n\n# Hör av dig till oss\n\n- om du blir yr"
            " när du reser dig\n- om du får ont i bröstet när du anstränger dig, och det går över"
            " när du vilar\n- om du vill ändra något i dina läkemedel\n\n# Ring 112\n\nHar du ont i"
            " bröstet i mer än femton minuter, eller svårt att andas i vila: ring 112 genast.",
            title_english="After your heart attack",
            text_english="During the first weeks it is common to tire quickly and to feel worried."
            " For most people this passes.\n\nIf you have chest pain for more than fifteen"
            " minutes: call 112 at once.",
            is_published=True,
        ),
        PageFacts(title="Hjärtskolan i vår", text="Datum kommer i januari."),
    ],
    PRIMARY: [
        PageFacts(
            title="Lämna prov hos oss",
            text="Du kan komma utan bokad tid alla vardagar mellan 7.30 och 10. Ta med"
            " legitimation.",
            is_published=True,
        )
    ],
}
