"""The command line `samplan`: Django's commands, with the embedded server where it is used."""

import os
import sys

from django.core.management import execute_from_command_line

from samplan.config import addresses, embedded

WITHOUT_DATABASE = {"help", "version", "--help", "--version", "collectstatic", "messages", "maps"}


def main() -> None:
    """Run one command. Two words such as `visits import` name the command `visits_import`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings.demo")
    words = joined(sys.argv)
    if noun := noun_alone(words):
        sys.stdout.write(commands_of(noun))
        sys.exit(words[2:] not in ASKING)
    name = words[1] if len(words) > 1 else "help"
    if addresses.is_embedded() and name not in WITHOUT_DATABASE:
        embedded.use("demo")
    execute_from_command_line(words)


def joined(words: list[str]) -> list[str]:
    """The words with `<noun> <verb>` written as Django's one command name, where that exists."""
    if len(words) < 3 or words[1].startswith("-") or words[2].startswith("-"):
        return words
    noun, verb = words[1], words[2]
    if (noun, verb) in TWO_WORDS:
        return [words[0], f"{noun.replace('-', '_')}_{verb}", *words[3:]]
    return words


def noun_alone(words: list[str]) -> str:
    """The noun of commands of two words, where none of its verbs follows it; else empty."""
    noun = words[1] if len(words) > 1 else ""
    return noun if any(noun == known for known, _verb in TWO_WORDS) else ""


def commands_of(noun: str) -> str:
    """What there is to do with a noun, a command a line."""
    verbs = sorted(verb for known, verb in TWO_WORDS if known == noun)
    lines = [f"  samplan {noun} {verb}" for verb in verbs]
    how = f"What one of them needs: samplan {noun} {verbs[0]} --help"
    return "\n".join([f"Commands for {noun}:", *lines, how, ""])


ASKING: list[list[str]] = [[], ["-h"], ["--help"], ["help"]]
TWO_WORDS = {
    ("audit", "verify"),
    ("case-types", "load"),
    ("audit", "heads"),
    ("forms", "load"),
    ("forms", "import"),
    ("forms", "export"),
    ("visits", "import"),
    ("organisations", "import"),
}
