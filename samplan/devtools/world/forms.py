"""The forms of the demo world: a region's own, followed by a clinic, and since then changed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from samplan.access.acting import StaffActing
from samplan.devtools.world.people import People
from samplan.forms.building import asking, enabling, placing, tree
from samplan.forms.building.changing import with_settings
from samplan.forms.building.editing import OptionSettings, Words, settings_of
from samplan.forms.building.palette import component_of
from samplan.forms.building.texts import SOURCE
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import begin_draft, change_draft, make_form
from samplan.forms.supply.following import subscribe
from samplan.forms.supply.publishing import publish_draft

DIARY = "blodtrycksdagbok"
MONTH, WEEK = timedelta(days=30), timedelta(days=7)
TROUBLE = Words("Har du svårt att kissa?", "Do you find it hard to pass urine?")
HOW_LONG = Words("Hur länge har du haft det?", "How long have you had it?")
MOST = Words("Vad vill du helst prata om?", "What do you most want to talk about?")
SLEEP = Words("Hur ofta går du upp på natten?", "How often do you get up at night?")
TIMES = (Words("Några veckor", "A few weeks"), Words("Några månader", "A few months"))


def build_forms(people: People, *, at: datetime) -> None:
    """Rut's form for urology clinics, that Ulla's clinic follows; a week ago Rut changed it."""
    rut, ulla = people.acting("Rut", at), people.acting("Ulla", at)
    draft = make_form("Frågor inför besök på urologen", acting=rut, at=at - MONTH)
    document = _worded(draft.document, "sida-1", Words("Dina besvär", "Your symptoms"))
    document, _most = _added(document, "text", MOST)
    document = _named(document, _most, "Efter det viktigaste")
    document, trouble = _added(document, "boolean", TROUBLE)
    document, how_long = _added(document, "one", HOW_LONG, TIMES)
    shown = asking.condition(tree.find(document, trouble), "yes")
    asked = enabling.with_asked(tree.find(document, how_long), [shown])
    first = _published(draft, tree.replaced(document, how_long, asked), rut, at=at - MONTH)
    subscribe(first, acting=ulla, at=at - MONTH)
    again = begin_draft(first.questionnaire, acting=rut, at=at - WEEK)
    document, _sleep = _added(again.document, "one", SLEEP, (Words("Aldrig", "Never"), *NIGHTLY))
    _published(again, document, rut, at=at - WEEK)
    diary = QuestionnaireVersion.objects.get(
        questionnaire__slug=DIARY, questionnaire__owner=people.places["sverige"], status="active"
    )
    subscribe(diary, acting=people.acting("Stig", at), at=at - MONTH)


NIGHTLY = (Words("En gång", "Once"), Words("Flera gånger", "Several times"))


def _added(
    document: dict[str, Any], component: str, words: Words, options: tuple[Words, ...] = ()
) -> tuple[dict[str, Any], str]:
    document, link_id = placing.with_component(document, component, after="sida-1")
    return _worded(document, link_id, words, options), link_id


def _worded(
    document: dict[str, Any], link_id: str, words: Words, options: tuple[Words, ...] = ()
) -> dict[str, Any]:
    item = tree.find(document, link_id)
    settings = replace(settings_of(item, component_of(item, depth=1), SOURCE), text=words)
    if options:
        settings = replace(settings, options=tuple(OptionSettings(each) for each in options))
    return tree.replaced(document, link_id, with_settings(item, settings, SOURCE, document))


def _named(document: dict[str, Any], link_id: str, place: str) -> dict[str, Any]:
    """The item naming a place for followers' own questions."""
    item = tree.find(document, link_id)
    settings = replace(settings_of(item, component_of(item, depth=1), SOURCE), place=place)
    return tree.replaced(document, link_id, with_settings(item, settings, SOURCE, document))


def _published(
    draft: QuestionnaireVersion, document: dict[str, Any], acting: StaffActing, *, at: datetime
) -> QuestionnaireVersion:
    changed = change_draft(draft, document, over=draft.revision, acting=acting, at=at)
    return publish_draft(changed, over=changed.revision, acting=acting, at=at)
