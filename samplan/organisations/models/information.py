"""What clinics and regions tell patients: pages to read, and documents to keep."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField
from samplan.common.text import size_words
from samplan.organisations.models.places import Organisation


class InformationPage(models.Model):
    """A page for patients, of one clinic or of all below a region, in Swedish and English."""

    id = KeyField()
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.TextField()
    text = models.TextField()
    title_english = models.TextField(blank=True)
    text_english = models.TextField(blank=True)
    is_published = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "title"], name="one_page_per_title"),
            models.CheckConstraint(
                condition=Q(title_english="", text_english="")
                | (~Q(title_english="") & ~Q(text_english="")),
                name="english_title_and_text_go_together",
            ),
        ]

    @property
    def is_in_english(self) -> bool:
        """Whether the reader asks for English and there is some."""
        return bool(self.title_english) and (get_language() or "").startswith("en")

    @property
    def read_title(self) -> str:
        """The title in the reader's language, else in Swedish."""
        return self.title_english if self.is_in_english else self.title

    @property
    def read_text(self) -> str:
        """The text in the reader's language, else in Swedish."""
        return self.text_english if self.is_in_english else self.text

    @property
    def language(self) -> str:
        """The language that the reader gets."""
        return "en" if self.is_in_english else "sv"


class ClinicDocument(models.Model):
    """A tagged PDF for patients, cleaned before it is kept."""

    id = KeyField()
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.TextField()
    language = models.CharField(max_length=20)  # as the file says: "sv-SE"
    name = models.TextField()
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to="documents/")
    is_read_through = models.BooleanField(default=False)  # by someone, with a screen reader
    added_at = models.DateTimeField()
    added_by = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            at_and_by_go_together("document", "withdrawn"),
        ]

    @property
    def size_words(self) -> str:
        """ "84 kB", "1,2 MB"."""
        return size_words(self.size)
