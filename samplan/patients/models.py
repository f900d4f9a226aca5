"""Patients: identity, names, language, ways to reach them."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from samplan.common.keys import KeyField
from samplan.patients.sorting import NameKey


class IdentityKind(models.TextChoices):
    """The kinds of identity number, named as in the Swedish population register."""

    PERSONNUMMER = "personnummer", _("personal identity number")
    SAMORDNINGSNUMMER = "samordningsnummer", _("coordination number")
    RESERVE = "reserve", _("reserve number")


class Patient(models.Model):
    """A person known to care. The number may change; the row and its account stay."""

    id = KeyField()
    user = models.OneToOneField("accounts.User", models.PROTECT, null=True)
    identity_kind = models.CharField(max_length=20, choices=IdentityKind)
    identity_number = models.CharField(max_length=12, unique=True)
    given_name = models.TextField()
    family_name = models.TextField()
    born_on = models.DateField()
    has_protected_identity = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="sv")
    email = models.EmailField(blank=True)
    phone = models.TextField(blank=True)
    address = models.TextField(blank=True)
    home_region = models.TextField(blank=True)  # the HSA-id of the region that one is registered in
    municipality = models.TextField(blank=True)
    sort_name = models.GeneratedField(
        expression=NameKey("family_name", "given_name"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["sort_name", "id"], name="patient_by_name"),
            GinIndex(fields=["sort_name"], opclasses=["gin_trgm_ops"], name="patient_by_word"),
        ]

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def sex(self) -> str:
        """As the number's next to last digit says, "male" or "female"; empty of reserve numbers."""
        if self.identity_kind == IdentityKind.RESERVE:
            return ""
        return "male" if int(self.identity_number[10]) % 2 else "female"

    @property
    def masked_number(self) -> str:
        """The number as lists show it: "550412-****"."""
        return f"{self.identity_number[2:8]}-****"

    @property
    def written_number(self) -> str:
        """The whole number: "19550412-9803"."""
        return f"{self.identity_number[:8]}-{self.identity_number[8:]}"
