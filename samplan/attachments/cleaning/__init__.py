"""Files from outside, turned into files that are safe to keep and to hand out."""

from samplan.attachments.cleaning.clean import as_claimed, clean_file
from samplan.attachments.cleaning.names import safe_name
from samplan.attachments.cleaning.results import CleanFile, Kind, Limits, RefusedFile
from samplan.attachments.cleaning.sandbox import clean_in_sandbox
from samplan.attachments.cleaning.scan import ScanResult, ScanState, scan
from samplan.attachments.cleaning.tags import check_is_accessible, titled

__all__ = [
    "CleanFile",
    "Kind",
    "Limits",
    "RefusedFile",
    "ScanResult",
    "ScanState",
    "as_claimed",
    "check_is_accessible",
    "clean_file",
    "clean_in_sandbox",
    "safe_name",
    "scan",
    "titled",
]
