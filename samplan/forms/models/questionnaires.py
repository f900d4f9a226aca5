"""Questionnaires with immutable versions."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samplan.common.keys import KeyField

LONGEST_ADDRESS: Final = 2_000  # bytes: PostgreSQL's indexes hold at most 2,704


class Bond(models.TextChoices):
    """What a form has to do with the one that it comes from."""

    OWN = "own", _("Made here")
    SUBSCRIBED = "subscribed", _("Follows its origin")
    COPIED = "copied", _("A copy with a life of its own")


class Questionnaire(models.Model):
    """A form under one name at one owner: the nation, a region or a clinic.

    A subscription may have groups of questions of its own at the places that its origin names.
    `limited_to` are the regions that see it; none means everyone below the owner.
    """

    id = KeyField()
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    slug = models.SlugField()
    url = models.TextField(blank=True)
    bond = models.CharField(max_length=10, choices=Bond, default=Bond.OWN)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    own_groups = models.JSONField(default=list)  # [{"place": name, "items": [FHIR items]}]
    limited_to = models.ManyToManyField("organisations.Organisation", related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="questionnaire_slug_per_owner"),
            models.UniqueConstraint(
                fields=["owner", "url"], condition=~Q(url=""), name="one_form_per_owner_and_address"
            ),
            models.CheckConstraint(
                condition=Q(bond="own", origin=None) | (~Q(bond="own") & Q(origin__isnull=False)),
                name="questionnaire_bond_and_origin_go_together",
            ),
            models.UniqueConstraint(
                fields=["owner", "origin"],
                condition=Q(bond="subscribed"),
                name="one_subscription_per_owner_and_origin",
            ),
            models.CheckConstraint(
                condition=Q(bond="subscribed") | Q(own_groups=[]),
                name="only_subscriptions_have_groups_of_their_own",
            ),
        ]

    @property
    def is_subscribed(self) -> bool:
        """Follows the form that it comes from."""
        return self.bond == Bond.SUBSCRIBED


class VersionStatus(models.TextChoices):
    """As in FHIR's publication status, without "unknown"."""

    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Published")
    RETIRED = "retired", _("Retired")


class QuestionnaireVersion(models.Model):
    """One version of a form: a FHIR R4 Questionnaire, unchangeable once published (a trigger).

    A draft has items instead of a document, and rises in `revision` with each change.
    `origin_version` is the one that a subscription's or a copy's version was made from;
    `followed_on` is the day when subscriptions take this one by themselves, where they have not
    done it before.
    """

    id = KeyField()
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.TextField()  # the document's own `version`
    title = models.TextField()
    status = models.CharField(max_length=10, choices=VersionStatus)
    document = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)  # sha-256 of the document as canonical JSON
    origin_version = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    asks_patients = models.BooleanField(default=True)  # else care answers it itself
    followed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="version_number_stands_once"
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(status="active"),
                name="one_active_version_per_questionnaire",
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(status="draft"),
                name="one_draft_per_questionnaire",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_at=None, published_by="")
                | (~Q(status="draft") & Q(published_at__isnull=False) & ~Q(published_by="")),
                name="version_is_published_at_and_by_unless_a_draft",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", document={}) | ~(Q(status="draft") | Q(document={})),
                name="version_has_a_document_unless_a_draft",
            ),
        ]

    @property
    def is_draft(self) -> bool:
        """Not published yet."""
        return self.status == VersionStatus.DRAFT

    @property
    def is_retired(self) -> bool:
        """No longer in use."""
        return self.status == VersionStatus.RETIRED

    @property
    def is_active(self) -> bool:
        """The one in use."""
        return self.status == VersionStatus.ACTIVE
