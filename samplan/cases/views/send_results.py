"""What came of a send: the result as a file, and the letters to post."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.access.gates import staff_page
from samplan.access.request import StaffRequest
from samplan.audit import trail
from samplan.cases.policies import CASE_ROLES
from samplan.cases.sends import posting, queries, words
from samplan.cases.views.sends import send_of

MARK = "\ufeff"  # by which spreadsheets know the encoding


@staff_page("GET", roles=CASE_ROLES)
def result(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """What came of every row, as a file."""
    found = send_of(request, send_id)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="utskick.csv"'
    answer.write(MARK + words.csv_head())
    trail.read_nobody()
    for rows in queries.all_rows(request.acting, found):
        about = [(row.patient_id, row) for row in rows]
        trail.record_many("send.exported", acting=request.acting, about=about, detail={})
        answer.write(words.csv_rows(rows))
    trail.read_nobody()
    return answer


@staff_page("GET", roles=CASE_ROLES)
def letters(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """The letters to post, a hundred in one printing. A protected address is never on one."""
    found = send_of(request, send_id)
    tasks = list(queries.letters_to_post(request.acting, found)[: queries.MOST_LETTERS])
    for task in tasks:
        trail.read("send.printed", acting=request.acting, patient_id=task.patient_id, about=task)
    if not tasks:
        trail.read_nobody()
    context = {
        "send": found,
        "letters": posting.letters_of(found, tasks),
        "keys": [task.subject_id for task in tasks],
        "protected": [each.patient for each in tasks if each.patient.has_protected_identity],
        "today": request.today,
    }
    return render(request, "cases/staff/sends/letters.html", context)


@staff_page("POST", roles=CASE_ROLES)
def posted(request: StaffRequest, send_id: uuid.UUID) -> HttpResponse:
    """Mark letters as posted; those that a colleague has marked stay so."""
    found = send_of(request, send_id)
    try:
        keys = [uuid.UUID(key) for key in request.POST.getlist("row")]
    except ValueError:
        raise Http404 from None
    count = posting.mark_posted(found, keys, acting=request.acting, at=request.at)
    if count:
        said = ngettext("%d letter is marked as posted.", "%d letters are marked as posted.", count)
        messages.success(request, said % count)
    else:
        messages.info(request, _("Nothing was left to mark: a colleague may have done it."))
        trail.read_nobody()
    return redirect("cases:send", found.pk)
