"""A conversation on its way to the record: as plain text to paste, and as a PDF."""

from samplan.cases.record.content import Record, record_of
from samplan.cases.record.paper import record_pdf
from samplan.cases.record.plain import record_text

__all__ = ["Record", "record_of", "record_pdf", "record_text"]
