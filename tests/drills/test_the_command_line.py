"""A command of two words is found, and its noun alone says which there are."""

import pytest

from samplan.config import cli


@pytest.mark.parametrize(
    ("asked", "code"), [(["forms"], 0), (["forms", "--help"], 0), (["forms", "imprt"], 1)]
)
def test_a_noun_says_what_there_is_to_do_with_it(
    asked: list[str],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setattr("sys.argv", ["samplan", *asked])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    listed = capsys.readouterr().out
    assert ended.value.code == code
    assert all(f"samplan forms {verb}\n" in listed for verb in ("export", "import", "load"))


def test_a_verb_that_there_is_belongs_to_its_noun():
    words = cli.joined(["samplan", "forms", "import", "file.json"])
    assert words == ["samplan", "forms_import", "file.json"]
    assert not cli.noun_alone(words)
    assert cli.joined(["samplan", "case-types", "load"]) == ["samplan", "case_types_load"]
