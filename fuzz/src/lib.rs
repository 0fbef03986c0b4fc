//! The laws of a record (ARCHITECTURE.md), checked on whatever a fuzzer finds.

use nutgraf::record::{NoteKind, Spans};
use nutgraf::{Extractor, Offsets, Record, Source};

/// Extracts and checks: no stage fails, every fact is where it says, no fact is outside the article, any unit converts, and the
/// record survives its JSON.
///
/// # Panics
/// If a law is broken.
pub fn check(extractor: &Extractor, source: &Source<'_>) {
    let mut record = extractor.extract(source);
    assert!(record.notes.iter().all(|note| note.kind != NoteKind::Failure), "a stage failed: {:?}", record.notes);
    let text = record.text.clone();
    record.spans(&mut |span, said| {
        let found = text.get(span.start as usize..span.end as usize).expect("a span of the text");
        assert!(said.is_none_or(|said| said == found), "law 1");
    });
    for pair in record.blocks.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "blocks in their order");
    }
    let inside = |span: nutgraf::Span| record.blocks.iter().any(|block| block.kind.is_article() && block.span.contains(span));
    assert!(record.quotes.iter().flat_map(|quote| &quote.content).all(|piece| inside(piece.span)), "law 4: quotes");
    assert!(record.places.iter().all(|place| inside(place.extent.span)), "law 4: places");
    assert!(record.times.iter().all(|time| inside(time.extent.span)), "law 4: times");
    assert!(record.people.iter().flat_map(|person| &person.mentions).all(|mention| inside(mention.extent.span)), "law 4: people");
    let json = record.to_json();
    assert_eq!(serde_json::from_str::<Record>(&json).expect("its own JSON"), record);
    let _ = record.with_offsets(Offsets::CodePoint).with_offsets(Offsets::Utf16).to_json();
}
