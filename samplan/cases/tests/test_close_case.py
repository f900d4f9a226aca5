"""A case is ended once, however many say so."""

import threading

import pytest
from django.db import connection

from samplan.audit.models import Event
from samplan.cases.actions import close
from samplan.cases.models import Case, CaseKind, WaitsFor
from tests.cast import AT, Cast

MANY = 6


def open_case(cast: Cast) -> Case:
    return Case.objects.create(
        patient=cast.alma,
        clinic=cast.heart,
        kind=CaseKind.SUMMONS_WITH_QUESTIONS,
        title="Återbesök",
        waits_for=WaitsFor.PATIENT,
        opened_at=AT,
        changed_at=AT,
    )


def traces_of(case: Case) -> int:
    return Event.objects.filter(kind="case.closed", patient=case.patient_id).count()


def test_closing_says_who_and_when_and_waits_for_nobody(cast: Cast) -> None:
    case = open_case(cast)
    close(case, acting=cast.acting(cast.maria), at=AT)
    case.refresh_from_db()
    assert (case.waits_for, case.closed_at) == (WaitsFor.NOBODY, AT)
    assert case.closed_by == "Maria Nyström"
    assert traces_of(case) == 1


def test_whoever_closes_it_later_changes_nothing(cast: Cast) -> None:
    case, drawn_before = open_case(cast), Case.objects.get()
    close(case, acting=cast.acting(cast.maria), at=AT)
    close(drawn_before, acting=cast.acting(cast.alma), at=AT)
    for each in (drawn_before, Case.objects.get()):
        assert each.closed_by == "Maria Nyström"
    assert traces_of(case) == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_closing_at_the_same_moment_is_closing_once(cast: Cast) -> None:
    case, acting = open_case(cast), cast.acting(cast.maria)
    drawn = [Case.objects.get(pk=case.pk) for _each in range(MANY)]
    begin = threading.Barrier(MANY)

    def run(each: Case) -> None:
        begin.wait()
        try:
            close(each, acting=acting, at=AT)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(each,)) for each in drawn]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Case.objects.get(pk=case.pk).closed_by == "Maria Nyström"
    assert traces_of(case) == 1
