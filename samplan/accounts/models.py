"""Users: proven identities, without rights of their own."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from samplan.common.keys import KeyField


class TextSize(models.TextChoices):
    """How large someone wants the text of every page."""

    NORMAL = "normal", _("Normal")
    LARGE = "large", _("Larger")
    LARGEST = "largest", _("Largest")


class User(AbstractBaseUser):
    """Someone who has signed in at least once, or may do so.

    `subject` is the identity provider's own key for the person; `identity_number` (12 digits)
    and `hsa_id` are the verified claims that the rest of the product looks people up by.
    """

    id = KeyField()
    subject = models.TextField(unique=True)
    name = models.TextField()
    identity_number = models.CharField(max_length=12, null=True, unique=True)
    hsa_id = models.TextField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    text_size = models.CharField(max_length=10, choices=TextSize, db_default=TextSize.NORMAL)

    password = models.CharField(max_length=128, default="!")

    USERNAME_FIELD = "subject"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(identity_number__isnull=False) | models.Q(hsa_id__isnull=False),
                name="user_has_a_verified_identity",
            )
        ]
