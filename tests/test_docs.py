"""What the documentation shows works: its commands and code run, its links lead somewhere, every hook is described."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from probanda.cli import app, main
from probanda.plugins import Hooks

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *ROOT.glob("SECURITY.md")])
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


def blocks(page: Path, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


def test_the_tutorial_runs_from_beginning_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for line in "\n".join(blocks(ROOT / "docs" / "tutorial.md", "sh")).splitlines():
        assert main(shlex.split(line)[1:]) == 0, (line, capsys.readouterr())
    assert (tmp_path / "kestral" / "dossier" / "dossier.html").is_file()
    assert (tmp_path / "tables" / "chart.xlsx").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_in_the_documentation_runs(page: Path) -> None:
    for body in blocks(page, "python"):
        made: dict[str, object] = {}
        exec(compile(body, page.name, "exec"), made)
        assert set(made) > {"__builtins__"}


def shown() -> Iterator[str]:
    for page in PAGES:
        for body in blocks(page, "sh") + blocks(page, ""):
            yield from re.findall(r"^(?:\.venv/bin/)?probanda [^#\n]+", body, re.MULTILINE)


@pytest.mark.parametrize("line", sorted(set(shown())))
def test_commands_that_are_shown_exist_with_their_options(line: str) -> None:
    words = line.split()[1:]
    command = app
    while words and words[0] in set(command):
        command = command[words.pop(0)]
    offered = {name for argument in command.assemble_argument_collection() for name in argument.names}
    assert command.default_command
    assert {word for word in words if word.startswith("--")} <= offered


def test_every_hook_is_described() -> None:
    offered = [name for name in vars(Hooks) if not name.startswith("_")]
    page = (ROOT / "docs" / "how-to" / "plug-in.md").read_text(encoding="utf-8")
    assert all(name.split("_")[0] in page for name in offered)


def test_the_readme_has_two_commands_and_the_makefile_has_them() -> None:
    (commands, *_) = blocks(ROOT / "README.md", "sh")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"^make (\w+)", commands, re.MULTILINE)
    assert named == ["demo", "test"]
    assert set(named) <= set(targets)


def test_decisions_are_numbered_one_after_the_other() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    titles = [page.read_text(encoding="utf-8").split(". ", 1)[0] for page in pages]
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    assert titles == [f"# {number}" for number in range(1, len(pages) + 1)]
