"""Makes bot-api.json from a full machine-readable Bot API: what the simulator serves, without prose.

``python -m simulator.trim_spec FULL.json`` writes the file beside this module.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from simulator.methods import METHODS

TARGET = Path(__file__).with_name("bot-api.json")
# The full description gives the value that tells one kind of a type from another only in words.
_CONSTANT = re.compile(r"must be (?:[\"“])?([a-z_]+)(?:[\"”])?$")


def trimmed(full: dict[str, Any]) -> dict[str, Any]:
    """Return the methods of methods/__init__.py, the types their parameters need, and all other names."""
    methods = {name: _fields(full["methods"][name]) for name in METHODS}
    types: dict[str, Any] = {}
    wanted = set(_type_names(field for fields in methods.values() for field in fields.values()))
    while wanted:
        name = wanted.pop()
        if name in types or name not in full["types"]:
            continue
        source = full["types"][name]
        types[name] = (
            {"subtypes": source["subtypes"]} if "subtypes" in source else {"fields": _fields(source)}
        )
        wanted |= {*source.get("subtypes", []), *_type_names(types[name].get("fields", {}).values())}
    return {
        "version": full["version"],
        "methods": methods,
        "types": dict(sorted(types.items())),
        "unsupported": sorted(set(full["methods"]) - set(METHODS)),
    }


def _fields(owner: dict[str, Any]) -> dict[str, Any]:
    return {field["name"]: _field(field) for field in owner.get("fields", [])}


def _field(field: dict[str, Any]) -> dict[str, Any]:
    kept = {"types": field["types"], "required": field["required"]}
    constant = _CONSTANT.search(field["description"])
    return kept | ({"const": constant[1]} if constant and field["name"] == "type" else {})


def _type_names(fields: Iterable[dict[str, Any]]) -> Iterable[str]:
    return [name.replace("Array of ", "") for field in fields for name in field["types"]]


def main(arguments: list[str]) -> None:
    full = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    TARGET.write_text(json.dumps(trimmed(full), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
