"""What the demo world's clinics tell patients, and what Alma has chosen among it."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.access.acting import PatientActing, SystemActing
from samplan.access.queries import self_acting
from samplan.attachments.actions import clean_upload
from samplan.common.dates import local
from samplan.common.opening_hours import parse_spans
from samplan.common.working_days import add_working_days
from samplan.desk import actions
from samplan.devtools.world.people import HEART, HOME_CARE, PRIMARY, People
from samplan.devtools.world.told import ERRANDS, HOURS, PAGES
from samplan.organisations.models import HoursFor
from samplan.shortcuts.actions import add_shortcut, choose_clinic

SYSTEM: Final = SystemActing("demo", "Stig Berg")
DOCUMENT: Final = Path(__file__).parent / "walking.typ"
TRAINING_IN: Final = timedelta(days=9)


def tell(people: People, *, at: datetime) -> None:
    """Hours, phone menus, pages and a document; then a patient's own choices."""
    for slug, weeks in HOURS.items():
        actions.set_hours(
            people.places[slug],
            {
                purpose: {day: parse_spans(written) for day, written in week.items()}
                for purpose, week in weeks.items()
            },
            is_open_on_holidays=slug == HOME_CARE,
            acting=SYSTEM,
        )
    for slug, errands in ERRANDS.items():
        for facts in errands:
            actions.add_errand(people.places[slug], facts, acting=SYSTEM)
    for slug, pages in PAGES.items():
        for page in pages:
            actions.add_page(people.places[slug], page, acting=SYSTEM, at=at)
    _train(people, at=at)
    _hand_out(people, at=at)
    _choose(people, at=at)


def _train(people: People, *, at: datetime) -> None:
    """A day when the heart clinic closes early."""
    actions.add_other_hours(
        people.places[HEART],
        add_working_days(local(at).date() + TRAINING_IN, 0),
        parse_spans("7.30–12"),
        purposes=[HoursFor.VISITS],
        note="utbildningsdag",
        acting=SYSTEM,
    )


def _hand_out(people: People, *, at: datetime) -> None:
    content = bytes(typst.compile(str(DOCUMENT), pdf_standards=["ua-1"], timestamp=0))
    upload = SimpleUploadedFile("Gå dig starkare.pdf", content, "application/pdf")
    with TemporaryDirectory() as folder:
        actions.add_document(
            people.places[HEART],
            clean_upload(upload, Path(folder)),
            title="Gå dig starkare: sex veckor",
            is_read_through=True,
            acting=SYSTEM,
            at=at,
        )


def _choose(people: People, *, at: datetime) -> None:
    user_id = people.patients["Alma"].user_id
    acting: PatientActing | None = user_id and self_acting(user_id, local(at).date())
    if acting is None:
        return
    choose_clinic(people.places[PRIMARY], acting=acting, at=at)
    for kind, key in (("clinic", HEART), ("clinic", PRIMARY), ("page", "log")):
        add_shortcut(kind, key, acting=acting)
