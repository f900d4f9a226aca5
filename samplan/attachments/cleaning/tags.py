"""Whether a PDF can be read aloud: it has tags that say what is what, and names its language."""

import hashlib
import re
from dataclasses import replace

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from samplan.attachments.cleaning.results import CleanFile, Kind, RefusedFile

_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_is_accessible(file: CleanFile) -> str:
    """The language that a cleaned file names, such as "sv-SE".

    Raises RefusedFile for anything but a PDF, and for one without tags or language. That the
    tags are right nobody but a reader can tell.
    """
    if file.kind is not Kind.PDF:
        raise RefusedFile("not_pdf")
    with pikepdf.open(file.path) as pdf:
        if not _is_tagged(pdf):
            raise RefusedFile("untagged")
        language = str(pdf.Root.get("/Lang", "")).strip()
    if not _LANGUAGE.fullmatch(language):
        raise RefusedFile("no_language")
    return language


def titled(file: CleanFile, title: str) -> CleanFile:
    """The same cleaned PDF, with the title that readers announce instead of the file's name.

    Cleaning takes away what a file says of itself, its title too.
    """
    with pikepdf.open(file.path, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        preferences = pdf.Root.get("/ViewerPreferences") or Dictionary()
        preferences[Name.DisplayDocTitle] = True
        pdf.Root[Name.ViewerPreferences] = preferences
        pdf.save(file.path, deterministic_id=True)
    content = file.path.read_bytes()
    return replace(file, size=len(content), sha256=hashlib.sha256(content).hexdigest())


def _is_tagged(pdf: Pdf) -> bool:
    marked, tree = pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")
    says_so = isinstance(marked, Dictionary) and bool(marked.get("/Marked", False))
    return says_so and isinstance(tree, Dictionary) and "/K" in tree
