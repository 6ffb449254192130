"""What the start leaves for later: methods of dataclasses, quoted annotations, certificates, a module.

A frozen dataclass has six methods that `dataclasses` writes as text and compiles, and most of them are called
by nobody: of several hundred classes a quarter of all imports (docs/decisions/0040-wire-and-start.md).
"""

import dataclasses
import inspect
import os
import ssl
import sys
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

_WRAPPED = "__create_fn__"
"""The function in the text that makes the method from its closure; so it is until Python 3.12."""


def compile_late() -> None:
    """Let the methods of all dataclasses that are made from now on be compiled at their first call.

    From Python 3.13 on, which compiles the methods of a class together, everything stays as it is.
    """
    if sys.version_info < (3, 13):
        # What a module calls by the name of a builtin is first looked for in the module itself.
        dataclasses.exec = _exec_late  # type: ignore[attr-defined]
        # Which is asked for the docstring of a class that has none, and would see no method yet.
        dataclasses.inspect = _Inspect  # type: ignore[attr-defined]


class _Inspect:
    """What `dataclasses` needs of `inspect`, without signatures."""

    get_annotations = staticmethod(inspect.get_annotations)

    @staticmethod
    def signature(_: type) -> str:
        """Return nothing to be said: Python 3.11.2, which is Debian 12's own, takes no error for that."""
        return ""


def _exec_late(text: str, names: dict[str, Any], into: dict[str, Any]) -> None:
    def create(**closure: Any) -> Callable[..., Any]:  # noqa: ANN401 - whatever the method needs
        return _late(text, names, closure)

    into[_WRAPPED] = create


def _late(text: str, names: dict[str, Any], closure: dict[str, Any]) -> Callable[..., Any]:
    made: Callable[..., Any] | None = None

    def method(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - the signature is the method's
        nonlocal made
        if made is None:
            into: dict[str, Any] = {}
            exec(text, names, into)  # noqa: S102 - the very text that `dataclasses` would have run at once
            made = into[_WRAPPED](**closure)
            made.__qualname__ = method.__qualname__
            _put(type(given[0]), method, made)
        return made(*given, **named)

    # It is asked for its name before it is called: a class must not have it already.
    method.__name__ = text.partition("\n def ")[2].partition("(")[0]
    return method


def _put(cls: type, method: Callable[..., Any], made: Callable[..., Any]) -> None:
    """Let the class that has the method have the one that was made of it, so that it costs nothing more."""
    for owner in cls.__mro__:
        for name, held in list(vars(owner).items()):
            if held is method:
                setattr(owner, name, made)


def read_late() -> None:
    """Let a quoted annotation be compiled when somebody asks what it means, and not where it stands."""
    if sys.version_info < (3, 13):
        typing.compile = lambda text, *_: text  # type: ignore[attr-defined] # it is evaluated as well as its code


class Later(ModuleType):
    """A module that is imported when something of it is used.

    While `is_left` is set only its names are asked for: by annotations, for which every class is `object`,
    and by whoever keeps one of its functions, which will be the module's own when it is called.
    """

    is_left = True

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if not self.is_left:
            return getattr(self._itself(), name)
        if name.startswith("_"):
            raise AttributeError(name)
        return partial(self._call, name) if name.islower() else object

    def _call(self, name: str, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the function has it
        return getattr(self._itself(), name)(*given, **named)

    def _itself(self) -> ModuleType:
        """Return the module in whose place this one is; whoever imports it from now on has that one."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


@contextmanager
def left(name: str) -> Iterator[None]:
    """Let a module be imported within the block without being there; afterwards it comes when it is used."""
    later = sys.modules[name] = Later(name)
    try:
        yield
    finally:
        later.is_left = False


@contextmanager
def no_certificates() -> Iterator[None]:
    """Let nobody read the system's certificates within the block: whatever is made there trusts nobody.

    aiohttp makes two contexts of TLS while it is imported, and reads all certificates for each: 0.05 s. The
    wire brings its own to every call by https; but a proxy that is itself called so would meet aiohttp's, so
    where one may be everything stays as it is.
    """
    if any(name.lower().endswith("_proxy") for name in os.environ):
        yield
        return
    ssl.SSLContext.set_default_verify_paths = lambda self: None  # type: ignore[method-assign] # noqa: ARG005 - its name
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # It is inherited, and so there again.
