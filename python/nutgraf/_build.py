"""Typed values out of plain data, by the annotations of their types."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

from nutgraf import _types
from nutgraf._methods import attached

if TYPE_CHECKING:
    from nutgraf._fields import Fields as Record

Make = Callable[[Any, "Record"], Any]


def build(kind: str, data: dict[str, Any], record: Record) -> Any:
    """Give the value of the type of that name; fields that the type does not know are left out."""
    return _build(getattr(_types, kind), data, record)


def _build(kind: type[Any], data: dict[str, Any], record: Record) -> Any:
    values = {name: make(data[name], record) for name, make in _makers(cast(Hashable, kind)) if name in data}
    return attached(kind(**values), record)


@cache
def _makers(kind: Any) -> tuple[tuple[str, Make], ...]:
    # The annotations are strings, and the bases' annotations are for the type checker alone: only those of fields are read.
    return tuple((field.name, _maker(eval(str(field.type), vars(_types)))) for field in fields(kind))


def _maker(hint: Any) -> Make:
    """Give a function from plain data and a record to a value of that type."""
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
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value, record: _build(hint, value, record)
    return _plain


def _plain(value: Any, _: Record) -> Any:
    return value
