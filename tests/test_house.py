"""How the code reads is held by tests: sizes, docstrings, and that the project speaks of itself alone."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import yaml

ROOT = Path(__file__).parents[1]
FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
MODULES = [path for path in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in path.parts]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, FUNCTION]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, FUNCTION):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def lines(node: FUNCTION) -> int:
    doc = ast.get_docstring(node, clean=False)
    return (node.end_lineno or node.lineno) - node.lineno + 1 - (doc.count("\n") + 1 if doc else 0)


def test_modules_are_short() -> None:
    sizes = {path: path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    assert [str(path) for path, size in sizes.items() if size > 400] == []
    assert median(size for size in sizes.values() if size > 8) <= 120


def test_functions_are_short() -> None:
    sizes = sorted(lines(node) for _, node in functions())
    assert [where for where, node in functions() if lines(node) > 60] == []
    assert median(sizes) <= 8
    assert sizes[int(0.9 * len(sizes))] <= 25


def test_functions_take_few_positional_parameters() -> None:
    many = {
        where: len(names)
        for where, node in functions()
        if len(names := [a.arg for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")]) > 4
    }
    assert many == {}


def test_everything_public_says_what_it_is() -> None:
    silent = []
    for path, tree in trees():
        public = [n for n in tree.body if isinstance(n, FUNCTION | ast.ClassDef) and not n.name.startswith("_")]
        silent += [f"{path.relative_to(ROOT)} {n.name}" for n in public if not ast.get_docstring(n)]
        if not ast.get_docstring(tree) and path.read_text(encoding="utf-8").strip():
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []


def test_no_path_of_a_machine_and_no_registry_stands_in_the_tree() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    wrong = re.compile(rb"(?:^|[^A-Za-z0-9_.])/(?:work|root)/[a-z]|files\.pythonhosted|registry\.npmjs|pypi\.org")
    found = [
        name
        for name in tracked
        if name != "tests/test_house.py" and (ROOT / name).is_file() and wrong.search((ROOT / name).read_bytes())
    ]
    assert found == []


def test_data_are_plain_yaml_that_every_reader_takes() -> None:
    for path in sorted((ROOT / "src").rglob("*.yaml")):
        assert yaml.load(path.read_text(encoding="utf-8"), yaml.SafeLoader), path
