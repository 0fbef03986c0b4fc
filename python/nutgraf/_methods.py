"""What the types of a record can do besides holding fields. A class ``<Type>Methods`` is a base of the type in ``_types``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nutgraf._part import Part

if TYPE_CHECKING:
    from datetime import date

    from nutgraf._types import Cue, Extent, Mention, Quote, Speaker, Unit


def short(text: str, width: int = 60) -> str:
    """Give a text on one line, cut to that many characters."""
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


class _Shown(Part):
    """A part with a place in the text: its repr shows its words, some fields and the place."""

    __slots__ = ()
    _shown: tuple[str, ...] = ()
    if TYPE_CHECKING:
        text: Any
        start: int
        end: int

    def __repr__(self) -> str:
        shown = [f"{name}={value!r}" for name in self._shown if (value := getattr(self, name)) is not None]
        words = getattr(self, "text", None)
        text = [] if words is None else [repr(short(words))]
        return f"{type(self).__name__}({', '.join([*text, *shown])}, {self.start}:{self.end})"


class Stretch(_Shown):
    """A stretch of the record's text, without its words."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The characters from ``start`` to ``end``.

        Examples
        --------
        >>> nutgraf.extract("Mayor Ana Ruiz resigned.").blocks[0].text
        'Mayor Ana Ruiz resigned.'
        """
        return self.record.text[self.start : self.end]


class ExtentMethods(_Shown):
    """What has its words with it."""

    __slots__ = ()


class BlockMethods(_Shown):
    """What a block shows of itself."""

    __slots__ = ()
    _shown = ("kind",)


class NameMethods(_Shown):
    """What a name shows of itself."""

    __slots__ = ()
    _shown = ("label",)


class MentionMethods(_Shown):
    """What a mention shows of itself."""

    __slots__ = ()
    _shown = ("kind",)


class AgeMethods(_Shown):
    """What an age shows of itself."""

    __slots__ = ()
    _shown = ("years",)


class CueMethods(_Shown):
    """What a cue shows of itself."""

    __slots__ = ()
    _shown = ("lemma", "polarity")


class TokenMethods(_Shown):
    """What a token shows of itself."""

    __slots__ = ()
    _shown = ("lemma", "upos")


class PlaceMethods(_Shown):
    """What a place shows of itself."""

    __slots__ = ()
    _shown = ("name", "country")


class QuantityMethods(_Shown):
    """What a quantity shows of itself."""

    __slots__ = ()
    _shown = ("value", "symbol")
    unit: Unit | None

    @property
    def symbol(self) -> str | None:
        """The symbol of the unit, such as ``USD``, ``km`` or ``percent``; None for a bare number.

        Examples
        --------
        >>> nutgraf.extract("The bridge cost $5 million.").quantities[0].symbol
        'USD'
        """
        return self.unit.symbol if self.unit else None


class TimeMethods(_Shown):
    """The days of a time."""

    __slots__ = ()
    _shown = ("value",)
    begin_date: date | None
    end_date: date | None

    @property
    def interval(self) -> tuple[date, date] | None:
        """The days that it covers: the first one and the one after the last; None if nothing places it in the calendar.

        Examples
        --------
        >>> nutgraf.extract("The bridge opened on May 3, 2025.").times[0].interval
        (datetime.date(2025, 5, 3), datetime.date(2025, 5, 4))
        """
        return (self.begin_date, self.end_date) if self.begin_date and self.end_date else None


class _Source(Part):
    """Somebody or something that can be quoted."""

    __slots__ = ()
    id: str
    name: str
    mentions: tuple[Mention, ...]

    @property
    def quotes(self) -> list[Quote]:
        """The quotes attributed to it, in the order of the text.

        Examples
        --------
        >>> nutgraf.extract("“We will rebuild,” Mayor Ana Ruiz said.").people[0].quotes
        [Quote('We will rebuild,', who='Ana Ruiz', 1:17)]
        """
        return [q for q in self.record.quotes if q.speaker and q.speaker.entity == self.id]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, mentions={len(self.mentions)})"


class PersonMethods(_Source):
    """What a person said."""

    __slots__ = ()


class OrganizationMethods(_Source):
    """What was said in the organisation's name."""

    __slots__ = ()


class QuoteMethods(Part):
    """The words, the source and the place of a quote."""

    __slots__ = ()
    content: tuple[Extent, ...]
    cue: Cue | None
    speaker: Speaker | None

    @property
    def text(self) -> str:
        """What was said, the pieces of a split quote joined by a space.

        Examples
        --------
        >>> nutgraf.extract("“We will,” Mayor Ana Ruiz said, “rebuild the bridge.”").quotes[0].text
        'We will, rebuild the bridge.'
        """
        return " ".join(piece.text for piece in self.content)

    @property
    def who(self) -> str | None:
        """The full name of the speaker, else the words for them ("a neighbour"); None if the article does not say.

        Examples
        --------
        >>> nutgraf.extract("“We will rebuild,” a neighbour said.").quotes[0].who
        'a neighbour'
        """
        if self.speaker is None:
            return None
        return self.speaker.name or (self.speaker.extent.text if self.speaker.extent else None)

    @property
    def said(self) -> str | None:
        """The words that mark it as said ("added"); None for a quote that comes without any.

        Examples
        --------
        >>> nutgraf.extract("“We will rebuild,” a neighbour said.").quotes[0].said
        'said'
        """
        return self.cue.text if self.cue else None

    @property
    def start(self) -> int:
        """Where the first piece starts (for a cue without content, the cue).

        Examples
        --------
        >>> nutgraf.extract("“We will rebuild,” a neighbour said.").quotes[0].start
        1
        """
        return self._pieces[0].start if self._pieces else 0

    @property
    def end(self) -> int:
        """Where the last piece ends (for a cue without content, the cue).

        Examples
        --------
        >>> nutgraf.extract("“We will rebuild,” a neighbour said.").quotes[0].end
        17
        """
        return self._pieces[-1].end if self._pieces else 0

    @property
    def _pieces(self) -> tuple[Extent, ...]:
        return self.content or ((self.cue,) if self.cue else ())

    def __repr__(self) -> str:
        return f"Quote({short(self.text)!r}, who={self.who!r}, {self.start}:{self.end})"
