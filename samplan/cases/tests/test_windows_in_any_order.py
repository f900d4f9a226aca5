"""Windows of one person write, save, send, attach, throw away and reload in any order, and what
they send comes again or late: nothing that was taken in is lost, and nothing goes twice."""

import random
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest

from samplan.attachments.models import Attachment
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.tests.test_sent_once import SCRIPT
from samplan.cases.tests.world import say_as_care, started_case
from samplan.visits.tests.test_answer_files import image
from tests.cast import AT, ActingClient, Cast, browser_of

STEPS = 20
INTENTS = ("information", "partial", "question", "answer")
BUTTONS = {"later": "_later", "send": "_send", "attach": "_upload", "remove": "_remove"}
HIDDEN = re.compile(r'<input type="hidden"[^>]*name="(_\w+)" value="([^"]*)"')
SHOWN = re.compile(r'<input[^>]*name="(shows-[\w-]+)"[^>]*>')
FIELD = re.compile(r'<textarea[^>]*name="body"[^>]*>\s*(.*?)</textarea>', re.DOTALL)
TOKEN = re.compile(r"\bord\d+\b")


@pytest.fixture(autouse=True)
def _today(time_machine: Any, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.SAMPLAN_MESSAGES_AN_HOUR = 1000
    time_machine.move_to(AT, tick=False)


@dataclass(frozen=True)
class Post:
    """What a window has sent, to come again as it was."""

    fields: dict[str, str]
    file: str = ""
    known: frozenset[str] = frozenset()  # words that the window showed as it sent this
    shown: frozenset[str] = frozenset()  # keys of files, likewise
    is_fresh: bool = True  # nothing was sent or thrown away since the window was drawn

    @property
    def words(self) -> set[str]:
        gone = {f"shows-{self.fields.get('_remove')}"}
        said = (text for name, text in self.fields.items() if name[0] != "_" and name not in gone)
        return set(TOKEN.findall(" ".join(said)))

    @property
    def data(self) -> dict[str, Any]:
        return self.fields | ({"file": image(self.file)} if self.file else {})


@dataclass
class Kept:
    """What stands in the database: words and files of the draft, and what is sent."""

    words: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    sent: dict[str, str] = field(default_factory=dict)
    files_sent: set[str] = field(default_factory=set)

    @property
    def words_sent(self) -> set[str]:
        return set(TOKEN.findall(" ".join(self.sent.values())))


@dataclass
class Window:
    """A page as it was drawn last, and what is written in it since."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    times: int = 0
    drawn_at: int = 0

    def read(self, page: str, now: int) -> None:
        form = page[max(page.find('id="answers"'), 0) :].partition("</form>")[0]
        intent = self.fields.get("intent")
        self.fields = dict(HIDDEN.findall(form))
        for found in SHOWN.finditer(form):
            value = re.search(r'value="([^"]*)"', found[0])
            self.fields[found[1]] = unescape(value[1]) if value else ""
        body = FIELD.search(form)
        self.fields["body"] = unescape(body[1]).strip() if body else ""
        if intent is not None:
            self.fields["intent"] = intent
        self.files = re.findall(r'name="_remove" value="([^"]*)"', form)
        self.known = set(TOKEN.findall(page))
        self.times, self.drawn_at = 0, now

    def post(self, now: int, **more: str) -> Post:
        seen = frozenset(self.known), frozenset(self.files)
        file = more.pop("file", "")
        return Post({**self.fields, **more}, file, *seen, is_fresh=self.drawn_at == now)


class Desk:
    """One person's windows on one conversation."""

    def __init__(self, browser: ActingClient, place: str, chance: random.Random) -> None:
        self.browser, self.place, self.chance = browser, place, chance
        self.is_care = "vard" in place
        self.windows = [Window(), Window(), Window()]
        self.late: list[Post] = []
        self.pressed: list[Post] = []
        self.away: list[Post] = []
        self.last: dict[str, int] = {}
        self.step = self.turns = 0
        for window in self.windows:
            self.draw(window)

    def draw(self, window: Window) -> None:
        if self.is_care:
            window.fields.setdefault("intent", "information")
        window.read(self.browser.get(self.place).content.decode(), self.turns)

    def kept(self) -> Kept:
        now, case = Kept(), self.place.split("/")[-2]
        own = {"case_id": case, "author_kind": self.browser.acting.kind}
        for draft in MessageDraft.objects.filter(**own):
            now.words |= set(TOKEN.findall(f"{draft.body} {draft.agreed}"))
            files = Attachment.objects.listed().filter(owner_id=str(draft.pk))
            now.files |= {str(file.pk) for file in files}
            now.words |= set(TOKEN.findall(" ".join(file.shows for file in files)))
        for message in Message.objects.filter(**own, withdrawn_at=None):
            files = Attachment.objects.listed().filter(owner_id=str(message.pk))
            now.files_sent |= {str(file.pk) for file in files}
            shows = " ".join(file.shows for file in files)
            now.sent[str(message.pk)] = f"{message.body} {shows}"
        return now

    def writes(self, window: Window) -> None:
        self.step += 1
        shows = [name for name in window.fields if name.startswith("shows-")]
        name = self.chance.choice(["body", "body", *shows])
        before = window.fields[name] if self.chance.random() < 0.6 else ""
        window.fields[name] = f"{before} ord{self.step}".strip()
        if self.is_care and self.chance.random() < 0.2:
            window.fields["intent"] = self.chance.choice(INTENTS)

    def saves(self, window: Window) -> None:
        """Its script saves; what it sends may be on its way for long, and come twice."""
        window.times += 1
        post = window.post(self.turns, _nth=str(window.times))
        if self.chance.random() < 0.4:
            self.late.append(post)
            return
        said = self.arrives(post)
        if new := HIDDEN_MARK.search(said):
            window.drawn_at = self.turns
            if self.chance.random() < 0.7:  # the answer comes back
                window.fields["_drawn"] = new[1]
        if "Sparat" in said:
            window.known |= post.words
        if self.chance.random() < 0.3:
            self.late.append(post)

    def arrives(self, post: Post) -> str:
        """A save by script."""
        before, name, nth = self.kept(), post.fields["_window"], int(post.fields["_nth"])
        told = self.browser.send(f"{self.place}svar/", post.data, headers=SCRIPT)
        said, after = told.content.decode(), self.kept()
        assert told.status_code == 202
        assert after.sent == before.sent
        assert after.files == before.files
        if nth < self.last.get(name, 0) or not post.is_fresh or "Inte sparat" in said:
            assert after.words == before.words
        self.last[name] = max(nth, self.last.get(name, 0))
        assert before.words - after.words <= post.known
        if "Sparat" in said:
            assert post.words <= after.words | after.words_sent
        return said

    def presses(self, window: Window, button: str) -> None:
        more = {BUTTONS[button]: "1"}
        if button == "remove":
            if not window.files:
                return
            more = {"_remove": self.chance.choice(window.files)}
        if button == "attach" or (button == "send" and self.chance.random() < 0.15):
            more["file"] = f"fil{self.step}.png"
        self.step += 1
        post = window.post(self.turns, **more)
        page = self.comes(post, is_first=True)
        self.pressed.append(post)
        window.read(page, self.turns)

    def comes(self, post: Post, *, is_first: bool) -> str:
        """A post by a button, and the page that it leads to."""
        before = self.kept()
        self.last[post.fields["_window"]] = 1_000_000
        told = self.browser.send(f"{self.place}svar/", post.data)
        after = self.kept()
        assert told.status_code in (302, 409, 422)
        page = (self.browser.get(self.place) if told.status_code == 302 else told).content.decode()
        seen = after.words | after.words_sent | set(TOKEN.findall(page))
        assert post.words <= seen
        self.loses_nothing(before, after, post, page, is_first=is_first)
        if post.file:
            named = Attachment.objects.listed().filter(name=post.file)
            assert named.exists() or post.file in page
        self.sends_once(before, after, post, is_first=is_first)
        return page

    def loses_nothing(
        self, before: Kept, after: Kept, post: Post, page: str, *, is_first: bool
    ) -> None:
        lost = before.words - after.words - after.words_sent - set(TOKEN.findall(page))
        assert lost <= (post.known if is_first else set())
        gone = before.files - after.files - after.files_sent
        assert gone <= {post.fields.get("_remove")}

    def sends_once(self, before: Kept, after: Kept, post: Post, *, is_first: bool) -> None:
        new = after.sent.keys() - before.sent.keys()
        if not (is_first and post.is_fresh and "_send" in post.fields):
            assert not new
        if not new:
            return
        self.turns += 1
        (key,) = new
        message = Message.objects.get(pk=key)
        assert message.body == post.fields["body"]
        if self.is_care:
            kinds = {"partial": "answer"}
            intent = post.fields["intent"]
            assert message.kind == kinds.get(intent, intent)
        files = Attachment.objects.listed().filter(owner_id=key)
        own = {str(file.pk) for file in files if file.name != post.file}
        assert own == post.shown

    def throws_away(self) -> None:
        """A page that asks whether to throw it away is opened, and answered now or later."""
        place = f"{self.place}utkast/bort/"
        told = self.browser.get(place)
        if told.status_code == 200:
            page = told.content.decode()
            (mark,) = re.findall(r'name="_drawn" value="([^"]*)"', page)
            known = frozenset(TOKEN.findall(page))
            self.away.append(
                Post({"_drawn": mark}, known=known, shown=frozenset(self.kept().files))
            )
        if self.away and self.chance.random() < 0.7:
            post, before = self.chance.choice(self.away), self.kept()
            answer = self.browser.send(place, post.data)
            after = self.kept()
            assert answer.status_code in (302, 409)
            assert after.sent == before.sent
            assert before.words - after.words <= post.known
            assert before.files - after.files <= post.shown
            assert after == before or not after.words | after.files
            self.turns += after != before

    def takes_back(self) -> None:
        """The latest message, where that can be taken back."""
        now = self.kept()
        if now.sent:
            key = max(now.sent)
            self.browser.send(f"{self.place}meddelanden/{key}/", {"_verb": "withdraw"})
            assert self.kept().words == now.words

    def goes_on(self) -> None:
        window, chance = self.chance.choice(self.windows), self.chance
        match chance.choice(["write"] * 3 + ["save"] * 3 + ["late"] * 2 + [*BUTTONS, *OTHERS]):
            case "write":
                self.writes(window)
            case "save":
                self.saves(window)
            case "late" if self.late:
                self.arrives(self.late.pop(chance.randrange(len(self.late))))
            case "again" if self.pressed:
                self.comes(chance.choice(self.pressed), is_first=False)
            case "reload":
                self.draw(window)
            case "away":
                self.throws_away()
            case "back":
                self.takes_back()
            case button if button in BUTTONS:
                self.presses(window, button)


OTHERS = ("again", "again", "reload", "away", "back", "send")
HIDDEN_MARK = re.compile(r'name="_drawn" value="([^"]*)"')


def case_of(cast: Cast) -> Case:
    case = started_case(cast)
    say_as_care(cast, case, "Bilder?", "question", most_files=3)
    return case


@pytest.mark.parametrize("seed", range(7))
def test_a_patients_windows_lose_nothing_and_send_once(cast: Cast, seed: int) -> None:
    place, chance = f"/inkorg/{case_of(cast).pk}/", random.Random(seed)  # noqa: S311 # to repeat
    desk = Desk(browser_of(cast.acting(cast.alma)), place, chance)
    for _step in range(STEPS):
        desk.goes_on()


@pytest.mark.parametrize("seed", range(7))
def test_windows_of_staff_lose_nothing_and_send_once(cast: Cast, seed: int) -> None:
    place, chance = f"/vard/arenden/{case_of(cast).pk}/", random.Random(seed)  # noqa: S311 # to repeat
    desk = Desk(browser_of(cast.acting(cast.maria)), place, chance)
    for _step in range(STEPS):
        desk.goes_on()
