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
            "phone": "010-123 46 10",
            "phone_hours": "mån–tors 9–12",
            "address": "Lasarettsgatan 8, 123 90 Söderby",
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
            "phone": "010-123 47 00",
            "phone_hours": "alla vardagar 7.30–16",
            "address": "Torget 2, 123 44 Norrby",
            "directions": "Mitt emot biblioteket.",
            "fees": "200 kronor. Frikort gäller.",
        },
    ),
    (REGION, "norrby-kommun", "Norrby kommun", "sverige", {}),
    (
        CLINIC,
        "hemsjukvarden-norrby",
        "Hemsjukvården, Norrby kommun",
        "norrby-kommun",
        {"phone": "010-123 48 00", "phone_hours": "dygnet runt", "fees": "Ingen avgift."},
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
