"""What all parts of a record share, and a `dataclass` that costs nothing until it is used as one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import dataclasses
    from collections.abc import Callable

    from nutgraf._record import Record

# What `dataclasses` gives to a class.
_MADE = ("__dataclass_fields__", "__dataclass_params__", "__init__", "__repr__", "__eq__", "__hash__")
if sys.version_info >= (3, 13):
    _MADE += ("__replace__",)


class Part:
    """A part of a record; knows the record that it belongs to."""

    __slots__ = ("_record",)
    __match_args__ = ()
    _record: Record | None
    _hints: ClassVar[dict[str, str]] = {}
    """The annotation of each field of a dataclass, in their order."""
    _defaults: ClassVar[dict[str, Any]] = {}
    """The values of fields that may be left out."""
    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    @property
    def record(self) -> Record:
        """The record that this belongs to.

        Examples
        --------
        >>> record = nutgraf.extract("Mayor Ana Ruiz resigned.")
        >>> record.people[0].record is record
        True
        """
        record: Record | None = getattr(self, "_record", None)
        if record is None:
            raise AttributeError(f"this {type(self).__name__} was not read from a record")
        return record

    if not TYPE_CHECKING:  # it knows that they are frozen

        def __setattr__(self, name, _):
            from dataclasses import FrozenInstanceError

            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name):
            from dataclasses import FrozenInstanceError

            raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return _restored, (type(self), values, getattr(self, "_record", None))


def _restored(kind: type[Any], values: dict[str, Any], record: Any) -> Any:
    return attached(kind(**values), record)


def attached(part: Any, record: Any) -> Any:
    """Give the part, which is frozen, its record."""
    object.__setattr__(part, "_record", record)
    return part


class _OnFirstUse:
    """Stands in a class for one of the things that `dataclasses` makes, until somebody asks for one of them."""

    def __set_name__(self, owner: type[Part], name: str) -> None:
        self.owner, self.name = owner, name

    def __get__(self, part: Part | None, _: type[Part]) -> Any:
        import dataclasses as std

        owner = self.owner
        fields = [(name, hint, std.field(default=owner._defaults.get(name, std.MISSING))) for name, hint in owner._hints.items()]
        shown = isinstance(vars(owner).get("__repr__"), _OnFirstUse)
        made = std.make_dataclass(owner.__name__, fields, repr=shown, frozen=True, slots=True, kw_only=True)
        for name in _MADE:
            if isinstance(vars(owner).get(name), _OnFirstUse):
                setattr(owner, name, getattr(made, name))
        return getattr(owner if part is None else part, self.name)


def dataclass(*, frozen: bool, slots: bool, kw_only: bool, repr: bool = True) -> Callable[[type[Part]], type[Part]]:
    """Do what `dataclasses.dataclass` does, but compile the methods of a class when one of them is first used.

    For all types of a record that would take as long as all else of a start together.
    """
    assert all((frozen, slots, kw_only)), "others are not needed"

    def completed(kind: type[Part]) -> type[Part]:
        hints = kind.__annotations__
        members = {name: value for name, value in vars(kind).items() if name not in ("__dict__", "__weakref__")}
        defaults = {name: members.pop(name) for name in hints if name in members}
        members |= {name: _OnFirstUse() for name in _MADE if repr or name != "__repr__"}
        members |= {"__slots__": tuple(hints), "_hints": kind._hints | hints, "_defaults": kind._defaults | defaults}
        return type(kind.__name__, kind.__bases__, members)

    return completed
