"""The article with coloured marks, for notebooks: escaped, no script, readable on light and dark ground."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nutgraf._record import Record

# Translucent, so that the notebook's own ground shows through.
_STYLE = """
.ng{line-height:1.6;max-width:46em;padding-right:10em}.ng h3{margin:.2em 0}
.ng p{margin:.6em 0;white-space:pre-line}.ng mark{color:inherit;background:none}
.ng .quote{background:rgba(255,193,7,.22)}.ng .person{border-bottom:2px solid rgba(33,150,243,.9)}
.ng .organization{border-bottom:2px solid rgba(156,39,176,.8)}.ng .place{box-shadow:inset 0 -5px rgba(76,175,80,.35)}
.ng .time{border-bottom:2px dotted rgba(255,87,34,.9)}.ng .quantity{border-bottom:2px dotted rgba(0,150,136,.9)}
.ng .said{float:right;clear:right;width:9em;margin-right:-11em;font-size:.8em;line-height:1.3}
.ng .cue{font-style:italic}.ng .event{border-bottom:2px solid rgba(244,67,54,.8)}.ng .aside{opacity:.6;font-size:.9em}
"""
_LEGEND = ("quote", "cue", "person", "organization", "place", "time", "quantity", "event")
_ASIDE = {"caption", "credit", "byline", "dateline"}
_WIDEST = 80  # characters of a cell
_LEFT_OUT = {"related", "promo", "furniture", "metadata", "title"}


def _marks(record: Record) -> list[tuple[int, int, str, str]]:
    """Give every mark: start, end, class, what to say about it."""
    marks = []
    for quote in record.quotes:
        said = f"{quote.kind} quote, {quote.who or 'no speaker'}"
        marks += [(piece.start, piece.end, "quote", said) for piece in quote.content]
        if quote.cue:
            marks.append((quote.cue.start, quote.cue.end, "cue", f"{quote.cue.lemma}: {quote.cue.polarity}"))
    marks += [(m.start, m.end, "person", p.name) for p in record.people for m in p.mentions]
    marks += [(m.start, m.end, "organization", o.name) for o in record.organizations for m in o.mentions]
    marks += [(p.start, p.end, "place", ", ".join(filter(None, (p.name, p.country)))) for p in record.places]
    marks += [(t.start, t.end, "time", t.value) for t in record.times]
    marks += [(q.start, q.end, "quantity", f"{q.value} {q.unit.symbol if q.unit else ''}") for q in record.quantities]
    for event in record.events:
        said = f"{event.type}, {event.status}"
        marks += [(m.start, m.end, "event", said) for m in event.mentions]
    return sorted(m for m in marks if m[0] < m[1])


def _paint(text: str, start: int, end: int, marks: list[tuple[int, int, str, str]]) -> str:
    """Give a stretch of text with its marks; where marks overlap, a piece has the classes of all."""
    near = [m for m in marks if m[0] < end and m[1] > start]
    cuts = sorted({start, end, *(c for s, e, *_ in near for c in (s, e) if start < c < end)})
    out = []
    here: list[tuple[int, int, str, str]] = []
    waiting = 0
    for a, b in pairwise(cuts):
        while waiting < len(near) and near[waiting][0] <= a:
            here.append(near[waiting])
            waiting += 1
        here = [m for m in here if m[1] > a]
        piece = escape(text[a:b])
        if here:
            classes = " ".join(sorted({m[2] for m in here}))
            title = escape("; ".join(dict.fromkeys(m[3] for m in here)), quote=True)
            piece = f'<mark class="{classes}" title="{title}">{piece}</mark>'
        out.append(piece)
    return "".join(out)


def article(record: Record) -> str:
    """Give the article as a fragment of HTML."""
    marks = _marks(record)
    legend = " ".join(f'<mark class="{name}">{name}</mark>' for name in _LEGEND)
    parts = [f"<style>{_STYLE}</style>", '<div class="ng">', *_head(record, marks), f'<p class="aside">{legend}</p>']
    near: list[tuple[int, int, str, str]] = []
    waiting = 0
    for block in record.blocks:
        # Both lists are in the order of the text: each block sees its own marks, not all.
        while waiting < len(marks) and marks[waiting][0] < block.end:
            near.append(marks[waiting])
            waiting += 1
        near = [m for m in near if m[1] > block.start]
        if block.kind in _LEFT_OUT:
            continue
        painted = _paint(record.text, block.start, block.end, near)
        if block.kind == "heading":
            parts.append(f"<h3>{painted}</h3>")
        else:
            aside = ' class="aside"' if block.kind in _ASIDE else ""
            parts.append(f"<p{aside}>{_speakers(record, block.start, block.end)}{painted}</p>")
    for note in record.notes:
        parts.append(f'<p class="aside">note: {escape(note.message)}</p>')
    parts.append("</div>")
    return "\n".join(parts)


def _speakers(record: Record, start: int, end: int) -> str:
    """Give who speaks in a paragraph, to stand beside it."""
    here = (quote for quote in record.quotes if quote.content and start <= quote.content[0].start < end)
    names = dict.fromkeys(quote.who or "?" for quote in here)
    return f'<mark class="said">{escape(", ".join(names))}</mark>' if names else ""


def _head(record: Record, marks: list[tuple[int, int, str, str]]) -> list[str]:
    """Give the headline, and the line with who, where and when."""
    shown = [block for block in record.blocks if block.kind == "title"]
    titles = [_paint(record.text, block.start, block.end, marks) for block in shown]
    if not titles and record.title:
        titles = [escape(record.title)]
    meta = record.meta
    site = meta.site_name.value if meta.site_name else None
    known = [*(author.name for author in meta.authors), site, record.published and record.published.isoformat()]
    line = " · ".join(escape(str(part)) for part in known if part)
    return [*(f"<h3>{title}</h3>" for title in titles), *([f'<p class="aside">{line}</p>'] if line else [])]


def table(columns: list[str], rows: list[dict[str, Any]], total: int) -> str:
    """Give the first rows of a table as a fragment of HTML."""
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    lines = ["".join(f"<td>{escape(_cell(row[name]))}</td>" for name in columns) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{len(rows)} of {total} rows</p>"


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
