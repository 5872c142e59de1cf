"""The published types: files are made from the models, examples are valid, a real hub writes nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from schema.district_keys import DistrictKey
from schema.documents import published
from schema.facts import order_fault, shape_fault
from schema.token import read_token
from server.documents import export, files
from server.founding import shipped
from tests.hub import DemoHub
from tests.tablet import zhao_story

FOLDER = Path(__file__).parents[2] / "docs" / "documents"
TYPES = {one.name: one for one in published()}


def _example(name: str) -> Any:
    return json.loads((FOLDER / "examples" / f"{name}.json").read_text(encoding="utf-8"))


def _validator(name: str) -> jsonschema_rs.Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema_rs.meta.validate(schema)
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def test_the_committed_files_are_the_generated_ones(tmp_path: Path) -> None:
    generated = dict(files())
    committed = {str(path.relative_to(FOLDER)): path.read_bytes() for path in FOLDER.rglob("*.*")}
    assert sorted(committed) == sorted(generated), "run `yici export-documents`"
    assert committed == generated, "run `yici export-documents`"
    assert export(tmp_path) == len(generated)
    assert (tmp_path / "README.md").read_bytes() == generated["README.md"]


@pytest.mark.parametrize("name", TYPES)
def test_the_example_is_valid_and_a_changed_one_is_not(name: str) -> None:
    validator, example = _validator(name), _example(name)
    assert not [error.message for error in validator.iter_errors(example)]
    assert not validator.is_valid({**example, "photo": "x"})
    for member in TYPES[name].schema["required"]:
        assert not validator.is_valid({key: value for key, value in example.items() if key != member})


@pytest.mark.parametrize("name", [name for name, one in TYPES.items() if one.writer == "tablet"])
def test_the_hub_takes_the_example_of_a_fact(name: str) -> None:
    assert shape_fault(_example(name)) == ""


@pytest.mark.parametrize("name", [name for name in TYPES if name.startswith("order-")])
def test_the_hub_takes_the_example_of_an_order(name: str) -> None:
    assert order_fault(_example(name)) == ""


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_told_in_words(name: str) -> None:
    one = TYPES[name]
    assert one.schema["title"]
    assert one.schema["description"].endswith(".")
    untold = [
        member
        for member, shape in one.schema["properties"].items()
        if one.writer != "hub" and "description" not in shape and name != "paper"
    ]
    assert not untold
    assert f"[`{one.type}`]({name}.json)" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_example_of_a_certificate_holds_against_the_example_of_the_key() -> None:
    key = _example("key")
    keys = {bytes.fromhex(key["kid"]): DistrictKey.of(key["publicKey"], key["from"], key["until"])}
    certificate = read_token(_example("certificate")["token"], keys)
    assert certificate.fault == ""
    assert certificate.number == _example("certificate")["certNo"]


async def test_what_a_hub_holds_is_what_is_published(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    assert not await demo.push(tablet.facts)
    found = [
        document
        for database in ("reference", "hub", f"site-{tablet.site}")
        for document in await demo.documents(database)
        if database != "hub" or document["type"] in ("device", "arrival")
    ]
    names = {document["type"] for document in found}
    assert names >= {
        "district",
        "site",
        "guide",
        "calendar",
        "key",
        "sealing-key",
        "block",
        "device",
        "arrival",
    }
    for document in (*_without_revisions(found), *shipped("guides"), *shipped("calendars")):
        errors = [error.message for error in _validator(document["type"]).iter_errors(document)]
        assert not errors, (document["_id"], errors)


def _without_revisions(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for document in documents:
        yield {name: value for name, value in document.items() if name == "_id" or not name.startswith("_")}
