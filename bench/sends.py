"""Sending to the busy clinic's patients, at most 100,000: rows a second, killed in the middle.

What was sent is thrown away afterwards, so that the pages are measured on the same rows as before.
"""

import subprocess
import sys
import time
import uuid
from pathlib import Path

from bench.database import owner
from bench.people import NURSE
from bench.rows import AT, BOARD_DAY, key

ROOT = Path(__file__).resolve().parents[1]
WITHIN = 600.0  # seconds
WAY_BACK = """
DELETE FROM notifications_delivery WHERE notice_id IN (SELECT id FROM notifications_notice WHERE
    about_kind = 'case' AND about_id IN (SELECT id::text FROM cases_sendrow));
DELETE FROM notifications_notice WHERE
    about_kind = 'case' AND about_id IN (SELECT id::text FROM cases_sendrow);
DELETE FROM plans_activity WHERE subject_id IN (SELECT id::text FROM cases_sendrow);
ALTER TABLE cases_message DISABLE TRIGGER USER;
ALTER TABLE cases_case DISABLE TRIGGER USER;
DELETE FROM cases_message WHERE case_id IN (SELECT id FROM cases_sendrow);
ALTER TABLE cases_sendrow DISABLE TRIGGER ALL;
DELETE FROM cases_case WHERE subject_kind = 'send';
DELETE FROM cases_sendrow;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cases_sendrow ENABLE TRIGGER ALL;
ALTER TABLE cases_case ENABLE TRIGGER USER;
ALTER TABLE cases_message ENABLE TRIGGER USER;
DELETE FROM cases_sendlist;
DELETE FROM cases_send;
DELETE FROM procrastinate_jobs WHERE status = 'todo';
"""


def print_sends(size: str) -> None:
    """Rows a second, and whether anyone got it twice or not at all."""
    from samplan.cases.models import Case
    from samplan.cases.sends.running import run

    send = drawn_up()
    batch = min(500, max(5, send.total // 20))
    killed_in_the_middle(size, send.pk, batch)
    send.refresh_from_db()
    before, began = send.done, time.monotonic()
    run(send.pk, at=AT, size=batch)
    took = time.monotonic() - began
    send.refresh_from_db()
    cases = Case.objects.filter(subject_kind="send", subject_id=str(send.pk))
    people = cases.values("patient").distinct().count()
    right = cases.count() == people == send.counts.get("sent", 0) and send.done == send.total
    verdict = "none twice, none lost" if right else "THAT IS WRONG"
    print(
        f"send to {send.total:,}: killed after {before:,}, then {(send.done - before) / took:,.0f} "
        f"rows a second; {verdict}"
    )
    with owner(f"samplan_bench_{size}") as connection:
        connection.execute(WAY_BACK)


def drawn_up() -> "Send":  # noqa: F821 - models are there only once Django is set up
    """A question to each of the busy clinic's patients, begun."""
    from samplan.access.queries import patients_of_clinic, staff_acting
    from samplan.cases.sends import steering
    from samplan.cases.sends.drawing_up import NewSend, draw_up
    from samplan.cases.sends.looking_through import look_through
    from samplan.cases.sends.reading import MOST_NUMBERS, numbers_in

    acting = staff_acting(uuid.UUID(key(22, NURSE)), uuid.UUID(key(24, NURSE)), BOARD_DAY)
    if acting is None:
        raise LookupError("The bench's people are missing.")
    new = NewSend(title="Mät ditt blodtryck", body="Mät i en vecka.", is_question=True)
    numbers = patients_of_clinic(acting).order_by("pk").values_list("identity_number", flat=True)
    pasted = "\n".join(numbers[:MOST_NUMBERS])
    began = time.monotonic()
    named = numbers_in(pasted, today=BOARD_DAY)
    send = draw_up(new, named, acting=acting, at=AT)
    waited = time.monotonic() - began
    look_through(send.pk, at=AT)
    send.refresh_from_db()
    took = time.monotonic() - began
    print(f"send to {send.total:,}: the page waits {waited:.1f} s, looked through in {took:.1f} s")
    steering.start(send.pk, acting=acting, at=AT)
    return send


def killed_in_the_middle(size: str, send_id: uuid.UUID, batch: int) -> None:
    """Let another process send until a third is sent, and kill it."""
    from samplan.cases.models import Send

    words = [sys.executable, "-m", "bench.sender", size, str(send_id), str(batch)]
    process = subprocess.Popen(words, cwd=ROOT)  # noqa: S603 - our own program
    until = time.monotonic() + WITHIN
    while time.monotonic() < until and process.poll() is None:
        send = Send.objects.defer("wrong").get(pk=send_id)
        if send.done * 3 >= send.total:
            break
        time.sleep(0.005)
    if process.poll():
        raise RuntimeError("The other process did not send.")
    process.kill()
    process.wait()
