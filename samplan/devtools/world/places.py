"""The invented places of the demo world."""

from samplan.organisations.models import Organisation, OrganisationKind

REGION = OrganisationKind.REGION
CLINIC = OrganisationKind.CLINIC

PLACES = [
    (REGION, "region-norrby", "Region Norrby", "sverige", {}),
    (
        CLINIC,
        "hjartmottagningen-norrby",
        "Hjärtmottagningen, Norrby sjukhus",
        "region-norrby",
        {
            "care_kind": "Hjärtmottagning",
            "town": "Norrby",
            "phone": "010-123 45 60",
            "phone_hours": "mån–fre 8–11",
            "address": "Sjukhusvägen 1, 123 45 Norrby, plan 4",
            "directions": "Buss 3 och 12 stannar vid huvudentrén. Ta hiss B till plan 4 och följ"
            " de gröna hjärtana. Parkering finns i P-huset bredvid, de första två timmarna är"
            " gratis.",
            "fees": "300 kronor. Frikort gäller.",
            "welcome": "Vi tar emot dig som har eller har haft en hjärtsjukdom.",
        },
    ),
    (
        CLINIC,
        "urologmottagningen-soderby",
        "Urologmottagningen, Söderby sjukhus",
        "region-norrby",
        {
            "care_kind": "Urologmottagning",
            "town": "Söderby",
            "phone": "010-123 46 10",
            "phone_hours": "mån–tors 9–12",
            "address": "Lasarettsgatan 8, 123 90 Söderby",
            "welcome": "Hos oss får du hjälp med njurar, urinvägar och prostata.",
            "directions": "Från tågstationen är det fem minuters promenad. Gå in genom entré Syd.",
            "fees": "300 kronor. Frikort gäller.",
        },
    ),
    (
        CLINIC,
        "norrby-vardcentral",
        "Norrby vårdcentral",
        "region-norrby",
        {
            "care_kind": "Vårdcentral",
            "town": "Norrby",
            "phone": "010-123 47 00",
            "phone_hours": "alla vardagar 7.30–16",
            "address": "Torget 2, 123 44 Norrby",
            "directions": "Mitt emot biblioteket.",
            "fees": "200 kronor. Frikort gäller.",
            "welcome": "Välkommen till oss i första hand, vad det än gäller.",
        },
    ),
    (REGION, "norrby-kommun", "Norrby kommun", "sverige", {}),
    (
        CLINIC,
        "hemsjukvarden-norrby",
        "Hemsjukvården, Norrby kommun",
        "norrby-kommun",
        {
            "care_kind": "Hemsjukvård",
            "town": "Norrby",
            "phone": "010-123 48 00",
            "phone_hours": "dygnet runt",
            "fees": "Ingen avgift.",
            "welcome": "Vi kommer hem till dig som inte själv kan ta dig till vårdcentralen.",
        },
    ),
]


def found_places(nation: Organisation) -> dict[str, Organisation]:
    """Make every place, by slug."""
    places = {"sverige": nation}
    for number, (kind, slug, name, parent, texts) in enumerate(PLACES):
        places[slug] = Organisation.objects.create(
            kind=kind,
            slug=slug,
            name=name,
            parent=places[parent],
            hsa_id=f"SE2321000999-1{number:03}",
            **texts,
        )
    return places
