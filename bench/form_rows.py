"""The bench's forms in the database: in use, as drafts, and begun by patients."""

import uuid
from dataclasses import dataclass
from typing import Final

from bench.questionnaires import answered, questionnaire
from bench.rows import AT, CONNECTIONS, key
from samplan.access.acting import SystemActing
from samplan.forms.drafts import Draft, SavedPage, write_draft
from samplan.forms.loaded import form_of
from samplan.forms.models import Questionnaire, QuestionnaireVersion, Response, VersionStatus
from samplan.forms.supply.making import put_items
from samplan.forms.supply.publishing import digest_of

OTHERS: Final = 18  # further forms in the administrator's list
SYSTEM = SystemActing("bench")
WINDOW: Final = "bench"  # that every page is saved from, so that none is in conflict
LAST_OTHER: Final = "Bänkens frågor 217"


@dataclass(frozen=True)
class Shape:
    """A form's number of questions, and how many of them stand on each page.

    Each connection (a lane) has a draft and a patient of its own, so that none waits for another.
    """

    place: int
    questions: int
    on_page: int

    def __str__(self) -> str:
        how = "on a page" if self.on_page == self.questions else f"by {self.on_page}"
        return f"{self.questions} {how}"

    @property
    def version_id(self) -> str:
        """The key of the version in use."""
        return key(32, self.place)

    def patient(self, lane: int) -> int:
        """The number of the patient who answers it on this connection; an odd one is unanswered."""
        return 101 + 2 * (CONNECTIONS * self.place + lane)


SHORT, LONG, LONGEST = Shape(0, 20, 10), Shape(1, 150, 10), Shape(2, 500, 10)
ON_ONE_PAGE = Shape(3, 150, 150)
SHAPES: Final = (SHORT, LONG, LONGEST, ON_ONE_PAGE)
BUILT: Final = (ON_ONE_PAGE, SHORT)  # the forms on the builder's table


def draft_form(shape: Shape, lane: int) -> str:
    """The key of the form of that shape whose draft is changed on this connection."""
    return key(31, _draft_number(shape, lane))


def add_forms() -> None:
    """Write all of it."""
    for shape in SHAPES:
        version = _form(shape.place, shape, VersionStatus.ACTIVE)
        for lane in range(CONNECTIONS):
            _begin(version, shape.patient(lane))
    for shape in BUILT:
        for lane in range(CONNECTIONS):
            _form(_draft_number(shape, lane), shape, VersionStatus.DRAFT)
    for number in range(OTHERS):
        _form(200 + number, SHORT, VersionStatus.ACTIVE)


def _draft_number(shape: Shape, lane: int) -> int:
    return 100 + 10 * shape.place + lane


def _form(number: int, shape: Shape, status: VersionStatus) -> QuestionnaireVersion:
    url, title = f"urn:uuid:{key(31, number)}", f"Bänkens frågor {number}"
    document = questionnaire(url, shape.questions, on_page=shape.on_page, title=title)
    form = Questionnaire.objects.create(
        pk=uuid.UUID(key(31, number)), owner_id=key(3, 0), slug=f"bench-{number}", url=url
    )
    document = {**document, "status": status.value}
    published = {
        "document": document,
        "digest": digest_of(document),
        "published_at": AT,
        "published_by": "Bench",
    }
    is_draft = status == VersionStatus.DRAFT
    version = QuestionnaireVersion.objects.create(
        pk=uuid.UUID(key(32, number)),
        questionnaire=form,
        number=1,
        title=title,
        status=status,
        changed_at=AT,
        **({} if is_draft else published),
    )
    if is_draft:
        put_items(version, document)
    return version


def _begin(version: QuestionnaireVersion, patient: int) -> None:
    """Let the patient's visit have this form, with every page answered and nothing sent."""
    response = Response.objects.get(pk=key(7, patient))
    response.version = version
    response.save(update_fields=["version"])
    form = form_of(version)
    pages = {page.link_id: SavedPage(WINDOW, is_passed=True) for page in form.pages}
    draft = Draft(form, answered(form, "Jag blir yr."), pages, is_unsent=True)
    write_draft(response, draft, acting=SYSTEM, at=AT)
