"""The description for programs says what the door takes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.visiting import Phone
from webapp.domain.operations import ENTITIES, FIELDS, Entity
from webapp.sync.description import FIELD_SCHEMAS, document


@pytest.mark.parametrize("entity", ENTITIES)
def test_it_names_the_fields_that_phones_may_send(entity: Entity) -> None:
    taken = {name for name, field in FIELDS[entity].items() if not field.server_only}

    assert set(FIELD_SCHEMAS[entity]) == taken


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_it_gives_as_an_example_is_taken(entity: Entity) -> None:
    for name, schema in FIELD_SCHEMAS[entity].items():
        field = FIELDS[entity][name]
        alone, *or_null = schema.get("anyOf", [schema])

        for example in alone["examples"]:
            assert field.encode(field.decode(example)) == example, name
        if or_null:
            assert field.decode(None) is None, name
        else:
            with pytest.raises(ValueError):
                field.decode(None)


def test_every_reference_leads_somewhere() -> None:
    schemas = document()["components"]["schemas"]

    assert {name.removeprefix("#/components/schemas/") for name in _references(document())} <= set(schemas)


def test_it_is_there_for_everybody(phone: Phone) -> None:
    answer = phone.get("/api/openapi.json")

    assert answer.status_int == 200
    assert answer.json["openapi"] == "3.1.0"
    assert set(answer.json["paths"]) == {"/api/session", "/api/sync"}


def _references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if "$ref" in part else set()
        return own.union(*(_references(value) for value in part.values()))
    return set().union(*(_references(one) for one in part)) if isinstance(part, list) else set()
