"""The record: what one article says.

Its fields are in ``_fields`` and the types of its facts in ``_types``; both are made from the JSON Schema.
"""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

from nutgraf import _native
from nutgraf._fields import Fields

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

    from nutgraf._types import Event, Quote, Sentence, Token

Json = dict[str, Any]
_UNIT = '"offsets":"codepoint"'  # no string of the record can hold this: its quote marks would be escaped


class Record(Fields):
    """What one article says, each fact with its place in ``record.text`` (code points, end exclusive).

    Made by `nutgraf.extract`; two records are equal if their JSON is. Lists are read from the JSON when first asked for.

    Parameters
    ----------
    data
        A record as JSON: what `to_json` gives, or a line of the command's output.

    Raises
    ------
    ValueError
        If that is no record.

    Examples
    --------
    >>> record = nutgraf.extract("“We will rebuild,” Mayor Ana Ruiz said.")
    >>> record
    Record('“We will rebuild,” Mayor Ana Ruiz said.', 1 people, 0 places, 0 times, 0 quantities, 1 quotes)
    >>> nutgraf.Record(record.to_json()) == record
    True
    """

    def __init__(self, data: str) -> None:
        """Take a record's JSON. Offsets in other units become code points."""
        self._json = data if _UNIT in data else _native.in_code_points(data)

    # Plain data

    def to_json(self) -> str:
        """Return the record as one line of JSON.

        Examples
        --------
        >>> nutgraf.extract("Ana Ruiz resigned.", id="a").to_json()[:21]
        '{"version":1,"id":"a"'
        """
        return self._json

    def to_dict(self) -> Json:
        """Return the record as plain data, a fresh copy.

        Examples
        --------
        >>> nutgraf.extract("Ana Ruiz resigned.").to_dict()["people"][0]["name"]
        'Ana Ruiz'
        """
        data: Json = json.loads(self._json)
        return data

    def to_geojson(self) -> Json:
        """Return the places that have a point as a GeoJSON ``FeatureCollection`` (RFC 7946; longitude before latitude).

        Examples
        --------
        >>> nutgraf.extract("It rained in Nairobi.").to_geojson()["features"][0]["geometry"]["type"]
        'Point'
        """
        data: Json = json.loads(_native.geojson(self._json))
        return data

    def to_markdown(self) -> str:
        """Return the article in Markdown: what is known of it as YAML, the headline, cross-heads, paragraphs, captions.

        Examples
        --------
        >>> print(nutgraf.extract("The bridge opened, Mayor Ana Ruiz said.", title="Bridge opens").to_markdown())
        ---
        title: "Bridge opens"
        ---
        <BLANKLINE>
        # Bridge opens
        <BLANKLINE>
        The bridge opened, Mayor Ana Ruiz said.
        <BLANKLINE>
        """
        return _native.markdown(self._json)

    def to_tei(self) -> str:
        """Return the article in TEI P5: a header with metadata and people, then headings, paragraphs, direct speech in ``said``.

        Examples
        --------
        >>> 'who="#P0"' in nutgraf.extract("“We will rebuild,” Mayor Ana Ruiz said.").to_tei()
        True
        """
        return _native.tei(self._json)

    def to_frame(self, table: str) -> pd.DataFrame:
        """Return one of the flat tables of `nutgraf.tables`, such as ``quotes``, as a data frame of pandas.

        Parameters
        ----------
        table
            Its name.

        Raises
        ------
        ValueError
            If there is no table of that name.

        Examples
        --------
        >>> nutgraf.extract("“No,” said Ana Ruiz.").to_frame("quotes")["speaker"].tolist()
        ['Ana Ruiz']
        """
        from nutgraf._tables import tables

        made = tables([self])
        if table not in made:
            raise ValueError(f"there is no table {table!r}, only {', '.join(made)}")
        return made[table].to_pandas()

    def to_spacy(self, nlp: Language | None = None) -> Doc:
        """Return a ``Doc`` of spaCy with the names as entities and all facts as groups of spans.

        Parameters
        ----------
        nlp
            The pipeline whose tokenizer and vocabulary are used; a blank English one if not given. Its components are not run.

        Returns
        -------
        spacy.tokens.Doc
            ``doc.ents`` are the names; ``doc.spans`` has the groups ``quotes``, ``people``, ``organizations``, ``places``,
            ``times`` and ``quantities``. A fact whose ends lie inside a token takes the whole token.

        Raises
        ------
        ImportError
            If spaCy is not installed.

        Examples
        --------
        >>> nutgraf.extract("Mayor Ana Ruiz resigned.").to_spacy().ents  # doctest: +SKIP
        (Ana Ruiz,)
        """
        from nutgraf._spacy import doc

        return doc(self, nlp)

    # Questions

    @property
    def title(self) -> str | None:
        """The headline; None if the page has none.

        Examples
        --------
        >>> nutgraf.extract("The bridge opened.", title="Bridge opens").title
        'Bridge opens'
        """
        return self._meta("title")

    @property
    def published(self) -> date | None:
        """The day of publication; None if it is not known.

        Examples
        --------
        >>> nutgraf.extract("The bridge opened.", published="Mon, 03 Nov 2025 10:00:00 GMT").published
        datetime.date(2025, 11, 3)
        """
        from datetime import date

        value = self._meta("published")
        return date.fromisoformat(value[:10]) if value else None

    @property
    def body(self) -> str:
        """The article: its headings and body, a blank line between two blocks.

        Examples
        --------
        >>> nutgraf.extract("Sign up for our newsletter\\n\\nThe bridge was closed on Monday, Mayor Ana Ruiz said.").body
        'The bridge was closed on Monday, Mayor Ana Ruiz said.'
        """
        return "\n\n".join(self.text[b["start"] : b["end"]] for b in self._data["blocks"] if b["kind"] in ("heading", "body"))

    def quotes_by(self, name: str) -> list[Quote]:
        """Return the quotes of a speaker whose name holds these words, in any case.

        Examples
        --------
        >>> nutgraf.extract("“We will rebuild,” Mayor Ana Ruiz said.").quotes_by("ruiz")
        [Quote('We will rebuild,', who='Ana Ruiz', 1:17)]
        """
        wanted = set(name.casefold().split())
        return [q for q in self.quotes if q.speaker and wanted <= set((q.speaker.name or "").casefold().split())]

    def events_of(self, *types: str) -> list[Event]:
        """The events of one or more types, in the order of the text.

        Examples
        --------
        >>> record = nutgraf.extract("Rebels attacked the garrison at dawn on Monday.")
        >>> [event.mentions[0].text for event in record.events_of("ASSAULT")]
        ['attacked']
        """
        return [event for event in self.events if event.type in types]

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the article; a warning and none without ``Options(tokens=True)``.

        Examples
        --------
        >>> options = nutgraf.Options(tokens=True)
        >>> [sentence.text for sentence in nutgraf.extract("It rained. Ana Ruiz left.", options=options).sentences]
        ['It rained.', 'Ana Ruiz left.']
        """
        return self._asked_for("sentences", super().sentences)

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the article; a warning and none without ``Options(tokens=True)``.

        Examples
        --------
        >>> nutgraf.extract("Ana left.", options=nutgraf.Options(tokens=True)).tokens[1]
        Token('left', lemma='leave', upos='VERB', 4:8)
        """
        return self._asked_for("tokens", super().tokens)

    # Python

    def _asked_for(self, name: str, values: list[Any]) -> list[Any]:
        if not values and self.body:
            warnings.warn(f"this record has no {name}: they come with Options(tokens=True)", stacklevel=3)
        return values

    def _meta(self, key: str) -> str | None:
        field = self._data["meta"].get(key)
        return field["value"] if field else None

    def __repr__(self) -> str:
        from nutgraf._methods import short

        title = self.title or self.body or self.text
        facts = ("people", "places", "times", "quantities", "quotes")
        return f"Record({short(title)!r}, {', '.join(f'{len(self._data[f])} {f}' for f in facts)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, (self._json,)

    def _repr_html_(self) -> str:
        from nutgraf import _html

        return _html.article(self)
