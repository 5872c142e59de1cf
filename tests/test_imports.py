"""The dependency direction, written down once and enforced: server → sync → schema."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "schema": {"sync", "server", "tests", "starlette", "uvicorn", "httpx2"},
    "sync": {"server", "tests", "starlette", "uvicorn", "strawberry"},
    "server": {"tests"},
}
KNOWS_THE_DOMAIN = "projector"  # the one part of `sync` that may import `schema`


def _imports(path: Path) -> set[str]:
    """The dotted names a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path} imports relatively"
            names.add(node.module)
    return names


def _files(package: str) -> list[Path]:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    return files


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_point_inwards(package: str) -> None:
    for path in _files(package):
        found = {name.partition(".")[0] for name in _imports(path)} & FORBIDDEN[package]
        assert not found, f"{path.relative_to(ROOT)} imports {found}"


def test_of_sync_only_the_projector_knows_the_domain() -> None:
    for path in _files("sync"):
        if KNOWS_THE_DOMAIN in path.relative_to(ROOT).parts[1]:
            continue
        found = {name for name in _imports(path) if name.partition(".")[0] == "schema"}
        found |= {name for name in _imports(path) if name.startswith("sync.projector")}
        assert not found, f"{path.relative_to(ROOT)} imports {found}"


def test_nobody_of_sync_knows_graphql() -> None:
    for path in _files("sync"):
        assert not any(name.startswith("schema.graphql") for name in _imports(path)), path


def test_only_the_settings_read_the_environment() -> None:
    for package in FORBIDDEN:
        for path in _files(package):
            text = path.read_text(encoding="utf-8")
            assert "environ" not in text.replace("environment", ""), f"{path.relative_to(ROOT)}"
