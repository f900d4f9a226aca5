"""What one person is answering of a form that a message asks by."""

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast

from samplan.access.acting import Acting, StaffActing, SystemActing
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.cases.models.messages import Message, ToldBy
from samplan.common.keys import KeyField


class OwnAnswersQuerySet(PatientOwnedQuerySet["OwnAnswers"]):
    """Answers on their way, each person's own."""


class OwnAnswers(PatientOwned):
    """One person's own answers to the form that a message asks by: nobody else reads them before
    they are sent. The first to send answers the form; what others have written stays with them.

    `told_by` is how the patient told it, where staff enter it.
    """

    id = KeyField()
    message = models.ForeignKey(Message, models.PROTECT, related_name="own_answers")
    response = models.OneToOneField("forms.Response", models.PROTECT, related_name="+")
    told_by = models.CharField(max_length=10, choices=ToldBy, blank=True)
    begun_at = models.DateTimeField()
    begun_by_kind = models.TextField()
    begun_by_id = models.TextField()

    objects = OwnAnswersQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "message", "begun_by_kind", "begun_by_id"],
                name="one_has_one_set_of_own_answers_to_a_message",
            ),
            models.CheckConstraint(
                condition=Q(begun_by_kind="staff") ^ Q(told_by=""),
                name="answers_say_how_they_were_told_where_staff_enter_them",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> OwnAnswersQuerySet:
        """One's own; a job reaches all."""
        reached = cls.objects.within(acting)
        if isinstance(acting, SystemActing):
            return reached
        person = acting.staff_id if isinstance(acting, StaffActing) else acting.person_id
        own = Cast(Value(person), models.TextField())
        return reached.filter(begun_by_kind=acting.kind, begun_by_id=own)
