"""Files from outside, turned into files that are safe to keep and to hand out."""

from samplan.attachments.cleaning.clean import clean_file
from samplan.attachments.cleaning.names import safe_name
from samplan.attachments.cleaning.results import CleanFile, Kind, Limits, RefusedFile
from samplan.attachments.cleaning.sandbox import clean_in_sandbox
from samplan.attachments.cleaning.scan import ScanResult, ScanState, scan

__all__ = [
    "CleanFile",
    "Kind",
    "Limits",
    "RefusedFile",
    "ScanResult",
    "ScanState",
    "clean_file",
    "clean_in_sandbox",
    "safe_name",
    "scan",
]
