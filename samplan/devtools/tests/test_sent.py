"""The page that shows what the demo has sent out."""

import json
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_mails_and_sms_are_shown(settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH, settings.SAMPLAN_SMS_FOLDER = tmp_path / "mail", tmp_path
    files = get_connection("django.core.mail.backends.filebased.EmailBackend")
    EmailMessage("Något nytt", "Åäö", to=["alma@samplan.invalid"], connection=files).send()
    said = {"to": "+46701740605", "text": "Något nytt <b>"}
    (tmp_path / "one.json").write_text(json.dumps(said), encoding="utf-8")

    page = Client().get(reverse("devtools:sent")).content.decode()

    for words in ("alma@samplan.invalid", "Åäö", "+46701740605", "Något nytt &lt;b&gt;"):
        assert words in page


def test_before_anything_is_sent_it_says_so(settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH, settings.SAMPLAN_SMS_FOLDER = tmp_path / "none", None

    assert "Inget är skickat än." in Client().get(reverse("devtools:sent")).content.decode()
