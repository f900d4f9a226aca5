"""From FHIR R4 Questionnaire JSON to a form, or to a list of everything that stands in the way."""

from collections.abc import Iterable

from samplan.forms.engine import marks
from samplan.forms.engine.condition_loading import with_conditions
from samplan.forms.engine.expression_loading import (
    Allowance,
    read_launch_names,
    read_variables,
    refuse_endless,
    with_expressions,
)
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.form import Form, Source, assemble
from samplan.forms.engine.formulas import Formula
from samplan.forms.engine.guidance import read_instruction
from samplan.forms.engine.item_loading import read_item
from samplan.forms.engine.look_loading import read_audience, read_performers
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.offering import spoken_in
from samplan.forms.engine.ordering import evaluation_order
from samplan.forms.engine.owning import owners_of
from samplan.forms.engine.problems import Report, UnsupportedForm
from samplan.forms.engine.rows import fitted
from samplan.forms.engine.screening import MAX_LINK_ID, screen, usable_link_id
from samplan.forms.engine.sizing import MAX_ITEMS, refuse_too_large
from samplan.forms.engine.value_sets import ValueSets
from samplan.forms.engine.wording import Draft, Text

MAX_NESTING = 30
UNKNOWN_LANGUAGE = "und"  # BCP 47: undetermined
STATUSES = ("draft", "active", "retired", "unknown")

_TEXTS = ("url", "version", "name", "language", "publisher", "description", "purpose", "date")
_ROOT = frozenset(_TEXTS) | {
    "resourceType", "id", "meta", "implicitRules", "text", "contained", "extension", "title",
    "modifierExtension", "identifier", "derivedFrom", "status", "experimental", "subjectType",
    "contact", "useContext", "jurisdiction", "copyright", "approvalDate", "lastReviewDate",
    "effectivePeriod", "code", "item",
}  # fmt: skip


def load(document: object) -> Form:
    """The form that a FHIR R4 Questionnaire (parsed JSON) describes.

    Raises UnsupportedForm with the path of everything that the engine cannot do in full; what
    only looks otherwise stands in the form's `source.notes`. Takes anything, and raises nothing
    else. Linear in the size of the document.
    """
    report = Report()
    source = _read(document, report)
    if source is None:
        raise UnsupportedForm(report.problems, report.notes)
    return fitted(assemble(source, source.language), ())


def _read(document: object, report: Report) -> Source | None:
    raw = screen(document, report)
    if raw is None:
        return None
    root = Node(raw, report)
    _check_root(root)
    items = _find_items(root)
    _check_names(node for node, _ in items)
    if marks.refuse_too_long(root, [node for node, _ in items]):
        return None
    kept = _read_items(items, ValueSets.within(root))
    nodes = [node for node, _ in kept]
    drafts = with_conditions(kept, known={node.link_id for node, _ in items})
    allowance = Allowance()
    variables = read_variables(root, allowance)
    pairs = list(zip(nodes, drafts, strict=True))
    drafts = with_expressions(pairs, variables, read_launch_names(root), allowance)
    owners = owners_of(drafts, nodes)
    refuse_too_large(root, drafts, owners)
    order = () if report.problems else evaluation_order(drafts, nodes, variables)
    if report.problems:
        return None
    source = _source(root, drafts, order, variables, owners)
    refuse_endless(source, nodes)
    return None if report.problems else source


def _read_items(
    items: Iterable[tuple[Node, str | None]], sets: ValueSets
) -> list[tuple[Node, Draft]]:
    """The items that can be read; each after what it stands in."""
    drafts: dict[str | None, Draft] = {}
    kept = []
    for node, parent in items:
        draft = read_item(node, drafts.get(parent), sets)
        if draft is not None:
            drafts[node.link_id] = draft
            kept.append((node, draft))
    return kept


def _check_root(root: Node) -> None:
    if root.raw.get("resourceType") != "Questionnaire":
        root.refuse(Flaw.WRONG_RESOURCE, expected="Questionnaire")
    root.refuse_unknown(_ROOT)
    for key in _TEXTS:
        root.string(key)
    status = root.raw.get("status", "")
    if status not in STATUSES:
        root.refuse(Flaw.BAD_CODE, element="status", value=status, allowed=" ".join(STATUSES))
    if root.has("implicitRules"):
        root.refuse(Flaw.MODIFIER, element="implicitRules")
    if not root.raw.get("item"):
        root.refuse(Flaw.NO_ITEMS)


def _find_items(root: Node) -> list[tuple[Node, str | None]]:
    """Every item in document order, with the linkId of its parent."""
    found: list[tuple[Node, str | None]] = []
    top: list[tuple[Node, str | None]] = [(node, None) for node in root.children("item")]
    waiting = [(node, parent, 1) for node, parent in reversed(top)]
    while waiting:
        node, parent, level = waiting.pop()
        node = node._replace(link_id=usable_link_id(node.raw.get("linkId")))
        if len(found) == MAX_ITEMS:
            root.refuse(Flaw.TOO_MANY_ITEMS, limit=MAX_ITEMS)
            break
        if level > MAX_NESTING:
            node.refuse(Flaw.TOO_DEEP, limit=MAX_NESTING)
            continue
        found.append((node, parent))
        below = node.children("item")
        waiting.extend((child, node.link_id, level + 1) for child in reversed(below))
    return found


def _check_names(nodes: Iterable[Node]) -> None:
    first: dict[str, str] = {}
    for node in nodes:
        link_id = node.raw.get("linkId")
        if node.link_id is not None:
            if node.link_id in first:
                node.refuse(Flaw.DUPLICATE_LINK_ID, other=first[node.link_id])
            first.setdefault(node.link_id, node.path)
        elif isinstance(link_id, str) and len(link_id) > MAX_LINK_ID:
            node.refuse(Flaw.TOO_LONG, limit=MAX_LINK_ID)
        else:
            node.refuse(Flaw.MISSING, element="linkId")


def _source(
    root: Node,
    drafts: list[Draft],
    order: tuple[str, ...],
    variables: dict[str, Formula],
    owners: dict[str, str],
) -> Source:
    title = root.text("title")
    language = root.string("language") or UNKNOWN_LANGUAGE
    others = {variant for text in _texts(title, drafts) for variant in text.variants}
    return Source(
        url=root.string("url") or None,
        version=root.string("version") or None,
        name=root.string("name") or None,
        title=title,
        language=language,
        languages=(language, *sorted(others - {language})),
        drafts=tuple(drafts),
        evaluation_order=order,
        score_for=read_audience(root),
        performers=read_performers(root),
        instruction=read_instruction(root),
        description=root.text("description"),
        notes=root.report.notes,
        variables=variables,
        owners=owners,
        has_formulas=any(any(draft.item.expressions.all) for draft in drafts),
        rows=dict.fromkeys(owners.values(), ("",)),
        spoken=spoken_in(drafts),
    )


def _texts(title: Text, drafts: Iterable[Draft]) -> Iterable[Text]:
    yield title
    for draft in drafts:
        yield from (draft.wording.text, draft.wording.prefix, draft.wording.entry_format)
        yield draft.wording.html
        yield from draft.wording.options
