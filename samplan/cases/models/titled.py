"""What a case is called, in its heading and where there is less room, to patients and to staff."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy

from samplan.cases.models.case_kinds import CaseKind
from samplan.common.text import cut_at_a_word

TOLD: Final = gettext_lazy("Told the patient: “%(title)s”")
ROOM_IN_ROW: Final = 60  # characters of a title
SPEAKS_TO_PATIENT: Final = frozenset({"carecontact"})  # what such cases are about; our own titles


class Titled(models.Model):
    """A row with a title, which some write to the patient."""

    kind = models.CharField(max_length=30, choices=CaseKind)
    title = models.TextField()
    subject_kind = models.TextField(blank=True)
    subject_id = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def title_for_care(self) -> str:
        """The title as staff read it: one that speaks to the patient is quoted."""
        return self._for_care(self.title)

    @property
    def short_title(self) -> str:
        """The title as a row of a list, or a link back, has room for it."""
        return cut_at_a_word(self.title, ROOM_IN_ROW)

    @property
    def short_title_for_care(self) -> str:
        """As the short title, for staff."""
        return self._for_care(self.short_title)

    def _for_care(self, title: str) -> str:
        is_told = self.kind == CaseKind.SENT and self.subject_kind in SPEAKS_TO_PATIENT
        return TOLD % {"title": title} if is_told else title
