"""Whose forms a command is about, by the name that is written after `--owner`."""

from django.core.management.base import CommandError

from samplan.organisations.models import Organisation, OrganisationKind


def owner_of(slug: str | None) -> Organisation:
    """The organisation, or the nation where none is named. CommandError lists those there are."""
    nation = Organisation.objects.filter(kind=OrganisationKind.NATION)
    found = (Organisation.objects.filter(slug=slug) if slug else nation).first()
    if found is not None:
        return found
    known = Organisation.objects.order_by("slug").values_list("slug", flat=True)
    sought = f"the slug {slug}" if slug else "the whole nation"
    raise CommandError(f"There is no organisation for {sought}. There are: {', '.join(known)}.")
