"""Changes of one item of a draft: as cheap in a long form as in a short one.

Where more than the item is touched, or may be, they fall back on changing the whole.
"""

from datetime import datetime
from functools import partial

from django.db import transaction

from samplan.access.acting import Acting
from samplan.forms.building import tree
from samplan.forms.building.changing import reworded, with_changed
from samplan.forms.building.editing import ItemSettings
from samplan.forms.building.flat import Change, change_between, taken_apart
from samplan.forms.building.options import renames_answers
from samplan.forms.building.texts import Json
from samplan.forms.models import DraftItem, QuestionnaireVersion
from samplan.forms.supply.drafting import Overtaken, change_draft, locked_draft, save_change
from samplan.forms.supply.opening import OpenedItem, OpenedPlace, document_of


@transaction.atomic
def change_item(
    opened: OpenedItem,
    settings: ItemSettings,
    *,
    over: int,
    acting: Acting,
    at: datetime,
    sitting: str = "",
) -> QuestionnaireVersion:
    """Give an item other words and settings. Raises as `drafting.change_draft`."""
    draft, link_id = opened.draft, opened.link_id
    item = reworded(opened.item, settings, opened.source, partial(_free_id, draft))
    is_alone = not draft.questionnaire.is_subscribed and opened.surely_fits(item)
    if not is_alone or renames_answers(opened.item, settings.options, opened.source):
        document = with_changed(document_of(draft), link_id, settings, opened.source)
        return change_draft(draft, document, over=over, acting=acting, at=at, sitting=sitting)
    change = change_between(taken_apart(opened.item, link_id), taken_apart(item, link_id))
    return _saved(draft, change, over=over, acting=acting, at=at, sitting=sitting)


@transaction.atomic
def move_item(
    place: OpenedPlace, link_id: str, step: int, *, over: int, acting: Acting, at: datetime
) -> QuestionnaireVersion:
    """Put an item one place up (-1) or down (1) among those beside it. Raises as `change_draft`."""
    draft = place.draft
    if draft.questionnaire.is_subscribed:
        document = tree.moved(document_of(draft), link_id, step)
        return change_draft(draft, document, over=over, acting=acting, at=at)
    names = place.holder["item"]
    beside: Json = {"item": [place.texts.get(name, {"linkId": name}) for name in names]}
    order = [each["linkId"] for each in tree.moved(beside, link_id, step)["item"]]
    change = change_between(
        {place.name: place.holder}, {place.name: {**place.holder, "item": order}}
    )
    return _saved(draft, change, over=over, acting=acting, at=at)


def _free_id(draft: QuestionnaireVersion, wish: str) -> str:
    """A linkId like the wished one that no item of the draft has."""
    taken = DraftItem.objects.filter(version=draft, link_id__startswith=wish)
    return tree.free_among(set(taken.values_list("link_id", flat=True)), wish)


def _saved(
    draft: QuestionnaireVersion,
    change: Change,
    *,
    over: int,
    acting: Acting,
    at: datetime,
    sitting: str = "",
) -> QuestionnaireVersion:
    locked = locked_draft(draft, over, acting)
    if locked.revision != draft.revision:
        raise Overtaken
    if not change:
        return locked
    return save_change(locked, change, acting=acting, at=at, sitting=sitting)
