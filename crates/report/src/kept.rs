//! The text that the report keeps of an article: its own blocks, without what surrounded them on the page.

use nutgraf::Offsets;
use serde_json::Value;

/// Kinds of blocks that are the article's own.
pub const KINDS: [&str; 7] = ["title", "heading", "byline", "dateline", "body", "caption", "credit"];

/// The kept text, and the way from offsets of the run to offsets in it, which count UTF-16 as scripts do.
pub struct Kept {
    /// The blocks, a line break between two.
    pub text: String,
    /// Each block: its kind as a number in [`KINDS`], where it begins and ends in the kept text.
    pub blocks: Vec<[u32; 3]>,
    /// Where each block begins and ends in the run, in the order of the text.
    sources: Vec<(usize, usize)>,
    /// For every unit of the run's text the UTF-16 units before it; none if both are the same.
    units: Option<Vec<u32>>,
}

impl Kept {
    /// Keeps of a text the blocks given as rows of kind, start and end.
    pub fn new(text: &str, offsets: Offsets, rows: &[Vec<Value>]) -> Self {
        let units = (!text.is_ascii()).then(|| units(text, offsets));
        let mut kept = Self { text: String::new(), blocks: Vec::new(), sources: Vec::new(), units };
        let bytes = (!text.is_ascii()).then(|| bytes(text, offsets));
        let byte = |at: usize| bytes.as_ref().map_or(Some(at), |bytes| bytes.get(at).map(|&byte| byte as usize));
        let mut length = 0;
        for row in rows {
            let [Value::String(kind), start, end] = row.as_slice() else { continue };
            let (Some(kind), Some(start), Some(end)) = (KINDS.iter().position(|known| known == kind), whole(start), whole(end))
            else {
                continue;
            };
            let piece = byte(start).zip(byte(end)).and_then(|(from, to)| text.get(from..to));
            let Some(piece) = piece.filter(|piece| !piece.is_empty()) else { continue };
            if kept.sources.last().is_some_and(|last| last.1 > start) {
                continue;
            }
            if !kept.text.is_empty() {
                kept.text.push('\n');
                length += 1;
            }
            kept.text.push_str(piece);
            let first = length;
            length += kept.unit(end) - kept.unit(start);
            kept.blocks.push([kind as u32, first, length]);
            kept.sources.push((start, end));
        }
        kept
    }

    fn unit(&self, at: usize) -> u32 {
        self.units.as_ref().map_or(at as u32, |units| units.get(at).or(units.last()).copied().unwrap_or_default())
    }

    /// Where a span of the run stands in the kept text; none if it begins outside of it or is empty.
    pub fn span(&self, start: &Value, end: &Value) -> Option<(u32, u32)> {
        let (start, end) = (whole(start)?, whole(end)?);
        if end <= start {
            return None;
        }
        let first = self.block_at(start)?;
        let last = self.sources[first..].iter().take_while(|block| block.0 < end).count() + first - 1;
        let place = |block: usize, at: usize| {
            let (from, to) = self.sources[block];
            self.blocks[block][1] + self.unit(at.clamp(from, to)) - self.unit(from)
        };
        let span = (place(first, start), place(last, end));
        (span.0 < span.1).then_some(span)
    }

    /// The block in which a unit of the run lies.
    fn block_at(&self, at: usize) -> Option<usize> {
        let block = self.sources.partition_point(|block| block.0 <= at).checked_sub(1)?;
        (at < self.sources[block].1).then_some(block)
    }
}

/// A whole number in a cell.
pub fn whole(cell: &Value) -> Option<usize> {
    cell.as_u64().map(|number| number as usize)
}

fn width(letter: char, offsets: Offsets) -> usize {
    match offsets {
        Offsets::Byte => letter.len_utf8(),
        Offsets::CodePoint => 1,
        Offsets::Utf16 => letter.len_utf16(),
    }
}

/// For every unit of a text, and its end, the UTF-16 units before it.
fn units(text: &str, offsets: Offsets) -> Vec<u32> {
    let mut made = Vec::with_capacity(text.len() + 1);
    let mut before = 0;
    for letter in text.chars() {
        made.extend(std::iter::repeat_n(before, width(letter, offsets)));
        before += letter.len_utf16() as u32;
    }
    made.push(before);
    made
}

/// For every unit of a text, and its end, the bytes before it.
fn bytes(text: &str, offsets: Offsets) -> Vec<u32> {
    let mut made = Vec::with_capacity(text.len() + 1);
    text.char_indices().for_each(|(at, letter)| made.extend(std::iter::repeat_n(at as u32, width(letter, offsets))));
    made.push(text.len() as u32);
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rows(blocks: &[(&str, usize, usize)]) -> Vec<Vec<Value>> {
        blocks.iter().map(|&(kind, start, end)| vec![json!(kind), json!(start), json!(end)]).collect()
    }

    #[test]
    fn furniture_is_left_out_and_spans_move_along() {
        let text = "Sign up\nTitle\nAna Ruiz spoke.";
        let kept = Kept::new(text, Offsets::Byte, &rows(&[("furniture", 0, 7), ("title", 8, 13), ("body", 14, 29)]));
        assert_eq!(kept.text, "Title\nAna Ruiz spoke.");
        assert_eq!(kept.span(&json!(14), &json!(22)), Some((6, 14)));
        for (start, end) in [(0, 4), (14, 14), (22, 14)] {
            assert_eq!(kept.span(&json!(start), &json!(end)), None);
        }
        let whole = Kept::new("Title", Offsets::Byte, &rows(&[("title", 0, 5)]));
        assert_eq!(whole.span(&json!(0), &json!(0)), None);
    }

    #[test]
    fn any_unit_becomes_utf16() {
        let text = "😀 é Ana";
        for (offsets, start, end) in [(Offsets::Byte, 8, 11), (Offsets::CodePoint, 4, 7), (Offsets::Utf16, 5, 8)] {
            let all = match offsets {
                Offsets::Byte => 11,
                Offsets::CodePoint => 7,
                Offsets::Utf16 => 8,
            };
            let kept = Kept::new(text, offsets, &rows(&[("body", 0, all)]));
            assert_eq!(kept.text, text);
            assert_eq!(kept.span(&json!(start), &json!(end)), Some((5, 8)), "{offsets:?}");
        }
    }

    #[test]
    fn what_runs_on_into_what_is_left_out_ends_before_it() {
        let kept = Kept::new("Ana spoke. Ad.", Offsets::Byte, &rows(&[("body", 0, 10), ("promo", 11, 14)]));
        assert_eq!(kept.span(&json!(4), &json!(13)), Some((4, 10)));
    }
}
