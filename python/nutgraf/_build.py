"""Typed values out of plain data, by the annotations of their types."""

from __future__ import annotations

import types
import typing
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from nutgraf import _types
from nutgraf._part import Part, attached

if TYPE_CHECKING:
    from collections.abc import Callable

    from nutgraf._fields import Fields as Record

    Make = Callable[[Any, Record], Any]
    Put = Callable[[Part, Any], None]


def build(kind: str, data: dict[str, Any], record: Record) -> Any:
    """Give the value of the type of that name; fields that the type does not know are left out."""
    return _build(getattr(_types, kind), data, record)


def _build(kind: Any, data: dict[str, Any], record: Record) -> Any:
    # Not by its constructor, which must be compiled first.
    part: Part = object.__new__(kind)
    for name, put, make in _fields(kind):
        put(part, make(data[name], record) if name in data else kind._defaults[name])
    return attached(part, record)


@cache
def _fields(kind: type[Part]) -> tuple[tuple[str, Put, Make], ...]:
    return tuple((name, getattr(kind, name).__set__, _maker(hint)) for name, hint in kind._hints.items())


@cache
def _maker(hint: Any) -> Make:
    """Give a function from plain data and a record to a value of that type."""
    if isinstance(hint, str):
        hint = eval(hint, vars(_types))
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, typing.Union):
        inner = [_maker(option) for option in args if option not in (type(None), float)]
        if not inner:
            return _plain
        return lambda value, record: value if value is None or type(value) in (int, float) else inner[0](value, record)
    if origin is tuple:
        item = _maker(args[0])
        return lambda values, record: tuple(item(value, record) for value in values)
    if hint is date:
        return lambda value, record: date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Part):
        return lambda value, record: _build(hint, value, record)
    return _plain


def _plain(value: Any, _: Record) -> Any:
    return value
