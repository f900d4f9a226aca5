"""Ten thousand clinics to look among, in twenty regions."""

from typing import Any, Final

from bench.rows import key

REGIONS: Final = 20
PLACES: Final = 10_000
KINDS: Final = [
    *("Vårdcentralen", "Hjärtmottagningen", "Urologmottagningen", "Barnmottagningen"),
    *("Ögonmottagningen", "Hudmottagningen", "Rehabmottagningen", "Ungdomsmottagningen"),
    *("Kvinnokliniken", "Smärtmottagningen"),
]
TOWNS: Final = [
    *("Norrby", "Söderby", "Åsby", "Älvdal", "Övik", "Sundby", "Viken", "Lunda", "Hamra"),
    *("Berga", "Nysäter", "Fors", "Ekeby", "Mora", "Torsby", "Gnesta", "Skara", "Tranås", "Ystad"),
    "Kalix",
]
ASKED: Final = "hjartmotagning sunby 7"  # as someone in a hurry spells "Hjärtmottagningen Sundby 7"
FOUND: Final = "Hjärtmottagningen Sundby 7"
COLUMNS: Final = (
    "id, kind, parent_id, hsa_id, slug, name, care_kind, town, phone, phone_hours, address,"
    " directions, fees, opening_hours, welcome, is_open_on_holidays"
)


def add_places(run: Any, nation: str) -> None:
    """Write the regions and, in each kind and town in turn, the clinics."""
    insert = f"INSERT INTO organisations_organisation ({COLUMNS}) VALUES "
    rest = "'010-123 45 60', 'mån–fre 8–11', 'Vägen 1', 'Ta hiss B.', '', '', '', false"
    for number in range(REGIONS):
        run(
            f"{insert} (%s, 'region', %s, %s, %s, %s, '', '', {rest})",
            [key(41, number), nation, f"R{number}", f"region-{number}", f"Region {number}"],
        )
    run(
        f"INSERT INTO organisations_organisation ({COLUMNS})"
        " SELECT uuidv7(), 'clinic', region.id, 'P' || n, 'plats-' || n,"
        " kind.word || ' ' || town.word || ' ' || (n / 200), kind.word, town.word,"
        f" {rest} FROM generate_series(0, %s - 1) AS n"
        " JOIN unnest(%s::text[]) WITH ORDINALITY AS kind (word, place) ON place - 1 = n %% 10"
        " JOIN unnest(%s::text[]) WITH ORDINALITY AS town (word, spot) ON spot - 1 = n / 10 %% 20"
        " JOIN organisations_organisation AS region ON region.slug = 'region-' || n %% %s::int",
        [PLACES, KINDS, TOWNS, REGIONS],
    )
