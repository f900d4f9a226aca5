"""The build composes small files and says plainly what is missing."""

from pathlib import Path

import pytest

from samplan.ui import build, stylesheet

ROOT = Path(build.ROOT)


def test_tokens_that_nothing_uses_are_left_out():
    tokens = ":root{--a:var(--b);--b:1px;--c:var(--d);--d:2px;}"
    assert stylesheet.only_used(tokens, by="p{margin:var(--a)}") == ":root{--a:var(--b);--b:1px;}"


def test_the_dark_scheme_is_left_out_whole():
    theme = (
        "@layer ds.theme.color-scheme.light {:root{--a:#fff;}}"
        "@layer ds.theme.color-scheme.dark {:root{--a:#000;} @media x {p{--a:#111;}}}"
        "@layer ds.theme.size {:root{--s:1;}}"
    )
    light = stylesheet.light_only(theme)
    assert "#fff" in light
    assert "--s:1" in light
    assert "#000" not in light
    assert "#111" not in light


def test_comments_and_source_maps_go():
    css = "a { color : red ; }\n/*# sourceMappingURL=a.css.map */"
    assert "sourceMappingURL" not in stylesheet.squeeze(css)
    script = "go();\n//# sourceMappingURL=go.js.map\n"
    assert "sourceMappingURL" not in stylesheet.without_source_map(script)
    assert "go();" in stylesheet.without_source_map(script)


def test_only_the_named_faces_are_taken_and_never_swapped():
    face = "@font-face {{ font-display: swap; src: url(./files/{}.woff2); }}"
    source = "".join(face.format(name) for name in (*stylesheet.FONTS, "greek"))
    faces = stylesheet.font_faces(source)
    assert faces.count("url(fonts/") == 2
    assert "greek" not in faces
    assert "swap" not in faces
    with pytest.raises(ValueError, match="does not hold"):
        stylesheet.font_faces(face.format("greek"))


def test_missing_packages_are_named(tmp_path):
    with pytest.raises(build.FrontEndMissingError, match="run `npm ci`"):
        build.build(tmp_path)


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """A root of its own with the real packages, and a theme that takes no time."""
    (tmp_path / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    for name in ("designsystemet.config.json", "package-lock.json"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    theme = "@layer ds.theme.size {:root{--ds-size-12:3rem;--ds-nobody:1;}}"
    monkeypatch.setattr(build, "_theme", lambda root: (root / "build").mkdir() or theme)
    return tmp_path


def test_the_build_writes_everything_once(workplace):
    assert build.build(workplace) is True
    static = workplace / "build" / "static" / "ui"
    names = {path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file()}
    fonts = {f"fonts/{name}.woff2" for name in stylesheet.FONTS}
    scripts = {"htmx.js", "sortable.js", "frame.js", "answers.js", "builder.js", "faults.js"}
    scripts |= {"queue.js", "listen.js", "files.js", "push.js"}
    assert names == fonts | scripts | {"samplan.css", "icons.svg", "mark.svg"}
    css = (static / "samplan.css").read_text()
    assert "--ds-size-12:3rem" in css
    assert "--ds-nobody" not in css
    assert ".ds-button" in css
    assert ".card-next" in css
    assert build.build(workplace) is False


def test_a_changed_source_builds_again(workplace, monkeypatch):
    build.build(workplace)
    (workplace / "designsystemet.config.json").write_text("{}")
    monkeypatch.setattr(build, "_theme", lambda root: "")
    assert build.build(workplace) is True
