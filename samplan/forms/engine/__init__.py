"""The form engine: FHIR R4 questionnaires loaded, answered, checked and read.

Pure functions over immutable values. It knows neither the web framework, nor storage, nor the
clock; texts for people are English with a code and parameters, to be translated by the caller.
"""

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.conditions import Condition, EnableBehavior, Operator
from samplan.forms.engine.enabling import (
    Settled,
    beginning,
    enabled,
    keep_enabled,
    pages_to_show,
    settled,
)
from samplan.forms.engine.extent import MOST, Extent, outgrown, surely_fits
from samplan.forms.engine.faults import Fault, FaultCode
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.form import Form
from samplan.forms.engine.items import Audience, Fold, Item, Look, Option, Page
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.loading import load
from samplan.forms.engine.marks import from_markdown
from samplan.forms.engine.posts import (
    PageInput,
    field_name,
    link_id_of,
    read_post,
    written_in,
)
from samplan.forms.engine.problems import (
    FlawedDocument,
    Problem,
    UnreadableResponse,
    UnsupportedForm,
)
from samplan.forms.engine.reading import (
    Difference,
    Line,
    Words,
    differences,
    display,
    is_for,
    is_scale,
    points,
    said,
    summary,
    total_score,
)
from samplan.forms.engine.responses import (
    ResponseStatus,
    answers_from_response,
    response_from_answers,
)
from samplan.forms.engine.row_ids import Keys, plain_id, row_id, row_keys, row_of
from samplan.forms.engine.rows import (
    fewest_rows,
    fitted,
    is_repeating,
    with_rows,
    without_row,
)
from samplan.forms.engine.validating import check_page, validate
from samplan.forms.engine.values import (
    AttachmentRef,
    Choice,
    Coding,
    OpenText,
    Quantity,
    Reference,
    Unit,
    Url,
    Value,
)

__all__ = [
    "MOST",
    "Answers",
    "AttachmentRef",
    "Audience",
    "Choice",
    "Coding",
    "Condition",
    "Difference",
    "EnableBehavior",
    "Extent",
    "Fault",
    "FaultCode",
    "Flaw",
    "FlawedDocument",
    "Fold",
    "Form",
    "Item",
    "Keys",
    "Kind",
    "Line",
    "Look",
    "OpenText",
    "Operator",
    "Option",
    "Page",
    "PageInput",
    "Problem",
    "Quantity",
    "Reference",
    "ResponseStatus",
    "Settled",
    "Unit",
    "UnreadableResponse",
    "UnsupportedForm",
    "Url",
    "Value",
    "Words",
    "answers_from_response",
    "beginning",
    "check_page",
    "differences",
    "display",
    "enabled",
    "fewest_rows",
    "field_name",
    "fitted",
    "from_markdown",
    "is_for",
    "is_scale",
    "is_repeating",
    "keep_enabled",
    "link_id_of",
    "load",
    "outgrown",
    "pages_to_show",
    "plain_id",
    "points",
    "read_post",
    "response_from_answers",
    "row_id",
    "row_keys",
    "row_of",
    "said",
    "settled",
    "summary",
    "surely_fits",
    "total_score",
    "validate",
    "with_rows",
    "without_row",
    "written_in",
]
