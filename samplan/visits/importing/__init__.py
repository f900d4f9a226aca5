"""A day list into visits: looked through first, then carried out; twice makes nothing twice."""

from samplan.visits.importing.carrying_out import import_day_list
from samplan.visits.importing.judging import check_day_list, look_through
from samplan.visits.importing.verdicts import Outcome, Report, Verdict

__all__ = ["Outcome", "Report", "Verdict", "check_day_list", "import_day_list", "look_through"]
