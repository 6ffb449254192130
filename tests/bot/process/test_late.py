"""Dataclasses whose methods are compiled late are what they are everywhere."""

import dataclasses
import os
import pickle
import ssl
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, dataclass, field, replace
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from bot.process.late import compile_late, no_certificates

CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBeTCCAR+gAwIBAgIUJKa1RHs9ve9RtesGhhcrM4MsTPQwCgYIKoZIzj0EAwIw
ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTIwMTA5MjA1MVoYDzIxMjYxMTA3MDky
MDUxWjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AARMyhcxvJwuty43JhHsEXBGbN2uKeYziWJx5kwdUBx+zkGfn7eLmZPXNubK0Cmx
6QFVwS8jAaJBXyX86rMkAYPOo1MwUTAdBgNVHQ4EFgQUX61v3l1IHZwNLpyWM7Pr
Fmoalr0wHwYDVR0jBBgwFoAUX61v3l1IHZwNLpyWM7PrFmoalr0wDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBZy8qA7CoQH8jxatFWASthTaSa5uJu
wgFQI1ai0h7KwgIhANjlKCfmNhWg1xPwbFE2UnuR6Si5oG5xoBb67KQ0SHxr
-----END CERTIFICATE-----
"""
"""Of nobody, for a hundred years."""


@pytest.fixture(autouse=True)
def _late() -> Iterator[None]:
    compile_late()
    yield
    vars(dataclasses).pop("exec", None)


def test_who_asks_for_a_signature_gets_something_to_write_down() -> None:
    """Debian 12's Python (3.11.2) makes every class's docstring of it, and takes no error for an answer."""
    assert str(dataclasses.inspect.signature(int)) == ""  # type: ignore[attr-defined] # what is in its place


def family() -> tuple[type[Any], type[Any]]:
    @dataclass(frozen=True, slots=True, order=True)
    class Parent:
        name: str
        many: int = 3
        others: tuple["Parent", ...] = ()

    @dataclass(frozen=True, slots=True)
    class Child(Parent):
        kept: list[int] = field(default_factory=list, compare=False)
        doubled: int = field(init=False, default=0)

        def __post_init__(self) -> None:
            object.__setattr__(self, "doubled", self.many * 2)

    return Parent, Child


def test_they_are_made_shown_compared_and_changed_as_ever() -> None:
    parent, child = family()
    one = parent("a", others=(parent("b", 1),))
    said = "Parent(name='a', many=3, others=(Parent(name='b', many=1, others=()),))"
    assert repr(one).replace("family.<locals>.", "") == said
    assert one == replace(one)
    assert one != replace(one, many=4)
    assert hash(one) == hash(replace(one))
    assert min(parent("b"), parent("a")).name == "a"
    assert child("c", 5).doubled == 10
    assert child("c", kept=[1]) == child("c", kept=[2])
    assert child("c") != parent("c")


@pytest.mark.parametrize("given", [(), ("a", 1, (), 4)])
def test_what_they_do_not_take_they_refuse(given: tuple[object, ...]) -> None:
    parent, _ = family()
    with pytest.raises(TypeError, match="__init__"):
        parent(*given)


def test_frozen_ones_stay_as_they_are() -> None:
    _, child = family()
    one = child("c")
    with pytest.raises(FrozenInstanceError, match="name"):
        one.name = "d"
    with pytest.raises(FrozenInstanceError, match="name"):
        del one.name
    assert one.name == "c"


@dataclass(slots=True)
class Tree:
    below: "Tree | None" = None


def test_one_that_holds_itself_is_shown_once() -> None:
    @dataclass
    class Ring:
        held: Any = None

    ring = Ring()
    ring.held = ring
    assert repr(ring).endswith("Ring(held=...)")
    assert pickle.loads(pickle.dumps(Tree(Tree()))) == Tree(Tree())  # noqa: S301 - our own


def text_of(cls: type[Any], method: str) -> str:
    held: FunctionType = vars(cls)[method]
    return held.__code__.co_filename


def test_what_was_called_once_is_the_very_method_that_python_writes() -> None:
    parent, _ = family()
    uses: dict[str, Callable[[], object]] = {
        "__init__": lambda: parent("a"),
        "__eq__": lambda: parent("a") == parent("b"),
        "__hash__": lambda: hash(parent("a")),
        "__lt__": lambda: parent("a") < parent("b"),
    }
    for name, use in uses.items():
        use()
        assert text_of(parent, name) == "<string>"
        assert vars(parent)[name].__qualname__.endswith(f"Parent.{name}")


def test_what_two_call_at_once_is_compiled_for_both() -> None:
    """The second comes while the first still compiles, and has the method that was there before."""
    parent, _ = family()
    held = vars(parent)["__init__"]
    first = parent("a")
    second: Any = object.__new__(parent)
    held(second, "a")
    assert first == second


def trusted() -> int:
    return ssl.create_default_context().cert_store_stats()["x509"]


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system's certificates be the one of this test."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    file = tmp_path / "authority.pem"
    file.write_text(CERTIFICATE)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


@pytest.mark.usefixtures("authority")
def test_certificates_are_read_again_after_nobody_asked_for_them() -> None:
    with no_certificates():
        assert trusted() == 0
    assert trusted() == 1


@pytest.mark.usefixtures("authority")
def test_certificates_are_read_where_a_proxy_may_need_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "https://proxy.example")
    with no_certificates():
        assert trusted() == 1
