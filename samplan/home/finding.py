"""Looking for a clinic: by words, or by region."""

import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from samplan.common.paging import after_in, page_after
from samplan.common.text import BadText, clean_text, number_in
from samplan.organisations.models import Organisation
from samplan.organisations.queries import (
    clinics,
    clinics_like,
    clinics_meant,
    regions_with_clinics,
)

SHOWN = 25
MOST_SHOWN = 200
LONGEST = 100


@dataclass
class Finding:
    """What was asked for, what was found, and the address that shows more."""

    words: str = ""
    region: Organisation | None = None
    rows: list[Organisation] = field(default_factory=list)
    meant: list[Organisation] = field(default_factory=list)
    regions: list[Organisation] = field(default_factory=list)
    more: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether the page answers a question, else it is the first view."""
        return bool(self.words or self.region)


def finding_of(request: HttpRequest) -> Finding:
    """What the address asks for: `q`, words, with `visa`, how many; or `region`, by page."""
    words = _words(request.GET.get("q", ""))
    if words:
        return _by_words(words, _number(request.GET.get("visa", "")))
    if slug := request.GET.get("region"):
        return _by_region(slug, after_in(request))
    return Finding(regions=list(regions_with_clinics()))


def _words(written: str) -> str:
    try:
        return clean_text(written, max_length=LONGEST, multiline=False)
    except BadText:
        return clean_text(
            "".join(sign for sign in written[:LONGEST] if sign.isprintable()),
            max_length=LONGEST,
            multiline=False,
        )


def _number(written: str) -> int:
    asked = number_in(written, digits=3) or SHOWN
    return max(SHOWN, min(asked, MOST_SHOWN))


def _by_words(words: str, number: int) -> Finding:
    found = clinics_like(words, most=number + 1)
    more = ""
    if len(found) > number and number < MOST_SHOWN:
        more = urlencode({"q": words, "visa": number + SHOWN})
    meant = [] if found else clinics_meant(words)
    return Finding(words=words, rows=found[:number], meant=meant, more=more)


def _by_region(slug: str, after: uuid.UUID | None) -> Finding:
    region = regions_with_clinics().filter(slug=slug).first() if slug.isprintable() else None
    if region is None:
        raise Http404
    here = clinics().filter(parent=region)
    rows, following = page_after(here, by="sort_name", after=after, size=SHOWN)
    more = urlencode({"region": region.slug, "efter": following}) if following else ""
    return Finding(region=region, rows=rows, more=more)
