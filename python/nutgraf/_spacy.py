"""Records as documents of spaCy, which is asked for only when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from nutgraf._record import Record

# The labels that pipelines of spaCy trained on OntoNotes give.
_LABELS = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "GPE",
    "group": "NORP",
    "event": "EVENT",
    "work": "WORK_OF_ART",
    "product": "PRODUCT",
    "law": "LAW",
    "language": "LANGUAGE",
    "other": "MISC",
}
_GROUPS = ("quotes", "people", "organizations", "places", "times", "quantities")


def doc(record: Record, nlp: Language | None) -> Doc:
    """Give the record's text as a document with its names and facts."""
    import spacy
    from spacy.util import filter_spans

    made = (nlp or spacy.blank("en")).make_doc(record.text)

    def span(start: int, end: int, label: str, kb_id: str = "") -> Any:
        return made.char_span(start, end, label=label, kb_id=kb_id, alignment_mode="expand")

    names = [span(name.start, name.end, _LABELS[name.label]) for name in record.names]
    made.ents = filter_spans([name for name in names if name is not None])
    for group in _GROUPS:
        found = [span(*fact) for fact in _facts(record, group)]
        made.spans[group] = [fact for fact in found if fact is not None]
    return made


def _facts(record: Record, group: str) -> Iterator[tuple[int, int, str, str]]:
    """Give start, end, label and id of every fact of a group."""
    if group == "quotes":
        for quote in record.quotes:
            yield from ((piece.start, piece.end, quote.kind, quote.who or "") for piece in quote.content)
    elif group in ("people", "organizations"):
        for entity in getattr(record, group):
            yield from ((mention.start, mention.end, mention.kind, entity.id) for mention in entity.mentions)
    elif group == "times":
        yield from ((time.start, time.end, time.type, time.value) for time in record.times)
    elif group == "places":
        yield from ((place.start, place.end, place.kind, str(place.geonames_id or "")) for place in record.places)
    else:
        yield from ((quantity.start, quantity.end, "QUANTITY", quantity.symbol or "") for quantity in record.quantities)
