"""Charts of a corpus, each a function of its tables: ``pip install nutgraf[plot]`` brings altair, which draws them.

>>> import nutgraf
>>> import nutgraf.plot
>>> tables = nutgraf.tables([nutgraf.extract("“No,” Ana Ruiz said.", published="2025-11-03")])
>>> chart = nutgraf.plot.speakers(tables)  # doctest: +SKIP
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

__all__ = ["places", "quoting", "speakers", "timeline"]

_LAND = Path(__file__).parent / "land.json"
_OTHERS = "others"


def _altair() -> Any:
    try:
        import altair
    except ImportError:
        raise ImportError("charts are drawn by altair: pip install 'nutgraf[plot]'") from None
    return altair


def _rows(tables: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Iterate over the rows of a table: of nutgraf, pyarrow, pandas or polars."""
    if name not in tables:
        raise ValueError(f"this chart needs the table {name!r}")
    table = tables[name]
    if hasattr(table, "to_dicts"):  # nutgraf, polars
        yield from table.to_dicts()
    elif hasattr(table, "to_pylist"):  # pyarrow
        yield from table.to_pylist()
    elif hasattr(table, "to_dict"):  # pandas
        for row in table.to_dict("records"):
            # What pandas has for an empty cell, NaN, is the one number that is not equal to itself.
            yield {name: None if isinstance(value, float) and value != value else value for name, value in row.items()}
    else:
        raise TypeError(f"the table {name!r} is of a kind that is not known: {type(table).__name__}")


def _months(tables: Mapping[str, Any]) -> dict[str, str]:
    """Give the first day of the month of every article that has a day."""
    days = ((row["article"], row["published_date"]) for row in _rows(tables, "articles"))
    texts = ((article, str(day)[:10]) for article, day in days if day is not None)
    return {article: f"{day[:7]}-01" for article, day in texts if day[:4].isdigit()}


def _top(values: Iterable[str], most: int) -> list[str]:
    return [value for value, _ in sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))[:most]]


def speakers(tables: Mapping[str, Any], *, top: int = 6) -> altair.Chart:
    """Draw quotes by speaker and month.

    Parameters
    ----------
    tables
        ``quotes`` and ``articles``, as `nutgraf.tables` gives them or read by pyarrow, pandas or polars. Quotes of articles
        without a day are left out.
    top
        How many speakers have a colour of their own.

    Returns
    -------
    altair.Chart
        Bars by month, parted by speaker.

    Examples
    --------
    >>> nutgraf.plot.speakers(nutgraf.tables(records))  # doctest: +SKIP
    """
    alt = _altair()
    months = _months(tables)
    known = [
        (months[row["article"]], row["speaker"]) for row in _rows(tables, "quotes") if row["article"] in months and row["speaker"]
    ]
    named = _top((speaker for _, speaker in known), top)
    counts = Counter((month, speaker if speaker in named else _OTHERS) for month, speaker in known)
    values = [{"month": month, "speaker": speaker, "quotes": n} for (month, speaker), n in sorted(counts.items())]
    chart: altair.Chart = (
        alt.Chart(alt.Data(values=values), title="Quotes by speaker and month")
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):O", title=None),
            y=alt.Y("quotes:Q", title="quotes"),
            color=alt.Color("speaker:N", sort=[*named, _OTHERS], title=None),
            order=alt.Order("speaker:N"),
            tooltip=["speaker:N", "quotes:Q", alt.Tooltip("yearmonth(month):T", title="month")],
        )
    )
    return chart


def timeline(tables: Mapping[str, Any]) -> altair.Chart:
    """Draw what happened when: a mark an event, by the day on which it began, in a row a type.

    Parameters
    ----------
    tables
        ``events``. Those without a day are left out.

    Returns
    -------
    altair.Chart
        Marks by day and type; the main event of an article is filled.

    Examples
    --------
    >>> nutgraf.plot.timeline(nutgraf.tables(records))  # doctest: +SKIP
    """
    alt = _altair()
    shown = ("type", "status", "actor", "recipient", "place_name")
    values = []
    for row in _rows(tables, "events"):
        day = str(row["time_begin"])[:10]
        if day[:4].isdigit():
            values.append({name: row[name] for name in shown} | {"day": day, "main": bool(row["main"])})
    chart: altair.Chart = (
        alt.Chart(alt.Data(values=values), title="Events by day")
        .mark_point(size=60)
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("type:N", title=None),
            color=alt.Color("type:N", legend=None),
            fillOpacity=alt.condition("datum.main", alt.value(0.7), alt.value(0)),
            fill=alt.Fill("type:N", legend=None),
            tooltip=["day:T", *(f"{name}:N" for name in shown)],
        )
    )
    return chart


def quoting(tables: Mapping[str, Any], *, top: int = 12, by: str = "site_name") -> altair.LayerChart:
    """Draw who quotes whom: sites on the left, speakers on the right, the more quotes the wider the line.

    Parameters
    ----------
    tables
        ``quotes`` and ``articles``.
    top
        How many on either side.
    by
        The column of ``articles`` on the left; a column of your own too.

    Returns
    -------
    altair.LayerChart
        The network.

    Examples
    --------
    >>> nutgraf.plot.quoting(nutgraf.tables(records))  # doctest: +SKIP
    """
    alt = _altair()
    sources = {row["article"]: str(row[by]) for row in _rows(tables, "articles") if row.get(by)}
    known = [
        (sources[row["article"]], row["speaker"])
        for row in _rows(tables, "quotes")
        if row["article"] in sources and row["speaker"]
    ]
    left, right = _top((source for source, _ in known), top), _top((speaker for _, speaker in known), top)
    # Both sides are as high: what is most stands at the top.
    high = {side: {name: (i + 0.5) / len(names) for i, name in enumerate(names)} for side, names in ((0, left), (1, right))}
    pairs = Counter(pair for pair in known if pair[0] in high[0] and pair[1] in high[1])
    lines = [
        {"from": source, "to": speaker, "quotes": n, "x": 0, "x2": 1, "y": high[0][source], "y2": high[1][speaker]}
        for (source, speaker), n in sorted(pairs.items())
    ]
    ends = [{"name": name, "x": side, "y": y} for side, names in high.items() for name, y in names.items()]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.6, 1.6]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0]))
    rules = (
        alt.Chart(alt.Data(values=lines))
        .mark_rule(opacity=0.5)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            size=alt.Size("quotes:Q", legend=None, scale=alt.Scale(range=[1, 10])),
            color=alt.Color("from:N", legend=None),
            tooltip=["from:N", "to:N", "quotes:Q"],
        )
    )
    names = [
        alt.Chart(alt.Data(values=[end for end in ends if end["x"] == side]))
        .mark_text(align=align, dx=dx)
        .encode(x=x, y=y, text="name:N")
        for side, align, dx in ((0, "right", -6), (1, "left", 6))
    ]
    high_as = 22 * max(len(left), len(right), 4)
    chart: altair.LayerChart = alt.layer(rules, *names, title="Who quotes whom").properties(width=520, height=high_as)
    return chart


def places(tables: Mapping[str, Any]) -> altair.LayerChart:
    """Draw the places that articles name, on a map that needs no network.

    Parameters
    ----------
    tables
        ``places``; or a ``FeatureCollection`` of GeoJSON, as `Record.to_geojson` gives it.

    Returns
    -------
    altair.LayerChart
        Circles, the more mentions the larger; land is Natural Earth's (public domain).

    Examples
    --------
    >>> nutgraf.plot.places(nutgraf.tables(records))  # doctest: +SKIP
    >>> nutgraf.plot.places(record.to_geojson())  # doctest: +SKIP
    """
    alt = _altair()
    counts: Counter[tuple[str, float, float]] = Counter()
    for name, north, east in _points(tables):
        counts[name, north, east] += 1
    values = [{"name": name, "lat": north, "lon": east, "mentions": n} for (name, north, east), n in sorted(counts.items())]
    land = alt.Chart(alt.Data(values=json.loads(_LAND.read_text()))).mark_geoshape(fill="#ddd", stroke="white", strokeWidth=0.4)
    marks = (
        alt.Chart(alt.Data(values=values))
        .mark_circle(opacity=0.7, color="#1d7a31")
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            size=alt.Size(
                "mentions:Q", title="mentions", scale=alt.Scale(range=[30, 500]), legend=alt.Legend(format="d", tickMinStep=1)
            ),
            tooltip=["name:N", "mentions:Q"],
        )
    )
    layers = alt.layer(land, marks, title="Places").project("equalEarth")
    chart: altair.LayerChart = layers.properties(width=640, height=320)
    return chart


def _points(tables: Mapping[str, Any]) -> Iterator[tuple[str, float, float]]:
    """Iterate over name, degrees north and degrees east of every mention of a place with coordinates."""
    if tables.get("type") == "FeatureCollection":
        for feature in tables["features"]:
            if feature.get("geometry"):
                east, north = feature["geometry"]["coordinates"][:2]
                yield str(feature["properties"].get("name") or ""), north, east
        return
    for row in _rows(tables, "places"):
        north, east = row["latitude"], row["longitude"]
        if north is not None and east is not None:
            yield row["name"] or row["text"], north, east
