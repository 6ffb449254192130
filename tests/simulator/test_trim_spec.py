import json
from pathlib import Path

import pytest

from simulator import trim_spec
from simulator.methods import METHODS


def field(name: str, *types: str, required: bool = False, description: str = "") -> dict[str, object]:
    return {"name": name, "types": list(types), "required": required, "description": description}


def test_only_what_the_simulator_serves_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    methods: dict[str, dict[str, object]] = {name: {} for name in [*METHODS, "sendPoll"]}
    methods["sendMessage"] = {"fields": [field("scope", "Array of Kind", "String", required=True)]}
    types = {
        "Kind": {"subtypes": ["KindA"]},
        "KindA": {"fields": [field("type", "String", required=True, description="Kind, must be “kind_a”")]},
        "Poll": {"fields": []},
    }
    full = tmp_path / "full.json"
    full.write_text(json.dumps({"version": "9", "methods": methods, "types": types}))
    monkeypatch.setattr(trim_spec, "TARGET", tmp_path / "trimmed.json")
    trim_spec.main([str(full)])
    trimmed = json.loads((tmp_path / "trimmed.json").read_text())
    assert trimmed["version"] == "9"
    assert trimmed["unsupported"] == ["sendPoll"]
    assert trimmed["methods"]["sendMessage"]["scope"] == {
        "types": ["Array of Kind", "String"],
        "required": True,
    }
    assert trimmed["types"] == {
        "Kind": {"subtypes": ["KindA"]},
        "KindA": {"fields": {"type": {"types": ["String"], "required": True, "const": "kind_a"}}},
    }


def test_the_kept_description_fits_the_methods() -> None:
    kept = json.loads(trim_spec.TARGET.read_text(encoding="utf-8"))
    assert set(kept["methods"]) == set(METHODS)
    assert not set(kept["unsupported"]) & set(METHODS)
