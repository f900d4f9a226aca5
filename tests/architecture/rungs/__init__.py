"""How each address behind a login is built, by app, so that everyone can be sent to climb it.

A new address gets its line in its app's module here; without one `test_ladder` fails.
"""

from tests.architecture.rungs.building import Rung
from tests.architecture.rungs.case_types import CASE_TYPES
from tests.architecture.rungs.cases import CASES
from tests.architecture.rungs.contacts import CONTACTS
from tests.architecture.rungs.desk import DESK
from tests.architecture.rungs.forms import FORMS
from tests.architecture.rungs.own_pages import OWN_PAGES
from tests.architecture.rungs.visits import VISITS

__all__ = ["RUNGS", "Rung"]

RUNGS: dict[str, Rung] = {
    **OWN_PAGES,
    **CONTACTS,
    **CASES,
    **CASE_TYPES,
    **FORMS,
    **DESK,
    **VISITS,
}
