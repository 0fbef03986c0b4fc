//! Where sentences end: after full stops, question and exclamation marks, with the closing quotes and brackets after them.

use std::ops::Range;

use super::token::{Shape, Token};
use super::words::{self, ScannerWords};

/// Longer sentences are cut, so that no later stage meets one without end: what looks at pairs of tokens stays linear in the text.
const LONGEST: usize = 250;

/// Cuts the tokens of a block into sentences, as ranges of `tokens`.
pub fn split(text: &str, tokens: &[Token], words: &ScannerWords, mut found: impl FnMut(Range<usize>)) {
    let view = View { text, tokens, words };
    let (mut start, mut i) = (0, 0);
    while i < tokens.len() {
        let next = match view.terminator(i) {
            _ if i - start >= LONGEST => Some(i),
            // A ruled line stands alone.
            _ if view.is_rule(i) => Some(i + 1),
            _ if i + 1 < tokens.len() && view.is_rule(i + 1) => Some(i + 1),
            Some(terminator) if i > start || tokens.len() == 1 => view.boundary(start, i, terminator),
            _ => None,
        };
        if let Some(next) = next {
            found(start..next);
            (start, i) = (next, next);
        } else {
            i += 1;
        }
    }
    if start < tokens.len() {
        found(start..tokens.len());
    }
}

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq)]
enum Terminator {
    Stop,
    Cry,
    Ellipsis,
    /// An abbreviation's own full stop.
    Abbreviation,
}

struct View<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a ScannerWords,
}

impl View<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |token| token.span.of(self.text))
    }

    /// True if white space stands before token `i`.
    fn gap(&self, i: usize) -> bool {
        i == 0 || i >= self.tokens.len() || self.tokens[i - 1].span.end < self.tokens[i].span.start
    }

    /// True for `***` and longer lines of marks.
    fn is_rule(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let mark = self.text.as_bytes()[token.span.start as usize];
        token.shape == Shape::Mark && (token.span.len() > 3 && b"*=_-~".contains(&mark) || self.word(i) == "***")
    }

    fn class(&self, i: usize) -> words::Classes {
        self.tokens.get(i).map_or_else(Default::default, |token| self.words.classes(token.hash))
    }

    fn terminator(&self, i: usize) -> Option<Terminator> {
        let token = &self.tokens[i];
        let bytes = self.text.as_bytes();
        let last = bytes[token.span.end as usize - 1];
        if token.shape != Shape::Mark {
            return (last == b'.').then_some(Terminator::Abbreviation);
        }
        match bytes[token.span.start as usize] {
            b'.' if token.span.len() == 1 => Some(Terminator::Stop),
            b'.' if last == b'.' => Some(Terminator::Ellipsis),
            b'.' | b'!' | b'?' => Some(Terminator::Cry),
            0xe2 if self.word(i).starts_with('…') => Some(Terminator::Ellipsis),
            _ => None,
        }
    }

    /// The first token of the next sentence, if the one from `start` ends at token `i`.
    fn boundary(&self, start: usize, i: usize, terminator: Terminator) -> Option<usize> {
        let (next, quoted) = self.closers(i + 1);
        if next >= self.tokens.len() {
            return Some(next);
        }
        // The first word after opening marks.
        let mut first = next;
        while first < self.tokens.len() && first < next + 3 && is_opener(self.word(first)) {
            first += 1;
        }
        let (token, class) = (self.tokens.get(first)?, self.class(first));
        let opened = first > next;
        let begins = match token.shape {
            Shape::Capital | Shape::Upper | Shape::Mixed => true,
            Shape::Number | Shape::Alphanumeric => true,
            // Where one sentence begins without a capital, so does the next.
            Shape::Lower => !quoted && terminator != Terminator::Ellipsis && self.tokens[start].shape == Shape::Lower,
            Shape::Mark => matches!(self.word(first), "$" | "£" | "€" | "*" | "•" | "-" | "#"),
        };
        if !self.gap(next) {
            // A space is missing: only "ended.Then" is sure.
            let ended = i > 0 && self.tokens[i - 1].span.len() > 1 && {
                // "on Friday.The town" too, but not "Node.Js".
                let before = &self.tokens[i - 1];
                before.shape == Shape::Lower
                    || before.shape == Shape::Capital && before.span.len() > 2 && class.any(words::STARTER)
            };
            let sure = !opened && next == i + 1 && terminator == Terminator::Stop && ended && token.shape == Shape::Capital;
            return sure.then_some(next);
        }
        let ends = match terminator {
            Terminator::Abbreviation if self.class_of_abbreviation(i).any(words::TITLE) => false,
            Terminator::Abbreviation => {
                begins
                    && (quoted
                        || opened && !(self.word(next) == "(" && token.shape == Shape::Number)
                        || class.any(words::STARTER) && !self.is_initial(i)
                        || self.starts_after_initial(i, first)
                        || self.titled_after_clock(i, first)
                        || self.ends_address(i, first))
            }
            // "1. What happened"
            Terminator::Stop if i == start + 1 && self.is_number(start) => false,
            Terminator::Cry => begins && !(quoted && self.speaker_follows(next)),
            _ => begins,
        };
        ends.then_some(next)
    }

    /// Skips the closing marks from token `i`; says whether a quote was among them.
    fn closers(&self, mut i: usize) -> (usize, bool) {
        let mut quoted = false;
        while i < self.tokens.len() {
            let attached = !self.gap(i);
            match self.word(i) {
                ")" | "]" | "}" => {}
                "”" | "’" | "''" | "’’" | "»" => quoted = true,
                "\"" | "'" if attached || (self.gap(i + 1) && i + 1 < self.tokens.len() && self.gap(i) && self.closes(i)) => {
                    quoted = true;
                }
                // "[12]", the note of an encyclopedia
                "[" if self.tokens.get(i + 1).is_some_and(|t| t.shape == Shape::Number) && self.word(i + 2) == "]" => i += 2,
                _ => break,
            }
            i += 1;
        }
        (i, quoted)
    }

    /// True if the straight quote at `i`, with spaces on both sides, closes.
    fn closes(&self, i: usize) -> bool {
        let mark = self.word(i);
        let from = i.saturating_sub(200);
        (from..i).filter(|&j| self.word(j) == mark).count() % 2 == 1
    }

    fn is_number(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        token.shape == Shape::Number && token.span.len() < 4
    }

    fn class_of_abbreviation(&self, i: usize) -> words::Classes {
        self.words.classes(crate::text::hash::hash(self.word(i).trim_end_matches('.')))
    }

    /// "J." in "J. Ruiz" and "Ana J. Ruiz".
    fn is_initial(&self, i: usize) -> bool {
        self.tokens[i].span.len() == 2
    }

    /// "Vitamin C. The": an initial that a starter follows, when no name stands before it.
    fn starts_after_initial(&self, i: usize, next: usize) -> bool {
        self.is_initial(i) && self.class(next).any(words::STARTER) && self.tokens[next].span.len() > 1
    }

    /// "at 8 p.m. Gov. Ruiz spoke": a clock before the title of a name.
    fn titled_after_clock(&self, i: usize, next: usize) -> bool {
        let of = |i: usize| self.class_of_abbreviation(i);
        of(i).any(words::UNIT) && self.word(i).len() == 4 && of(next).any(words::TITLE) && self.word(next).ends_with('.')
    }

    /// "in St. Paul, Minn. Judge Ruiz sat": a state after a town, which a comma would follow if the sentence went on.
    fn ends_address(&self, i: usize, next: usize) -> bool {
        i > 1
            && self.class_of_abbreviation(i).any(words::PROPER)
            && self.word(i - 1) == ","
            && self.tokens[i - 2].shape == Shape::Capital
            && self.tokens[next].shape == Shape::Capital
            && self.tokens[next].span.len() > 3
    }

    /// True if tokens from `i` read like "Mayor Ruiz said".
    fn speaker_follows(&self, i: usize) -> bool {
        for j in i..(i + 7).min(self.tokens.len()) {
            let token = &self.tokens[j];
            if j > i && token.shape == Shape::Lower && self.class(j).any(words::SPEECH) {
                return true;
            }
            let name = matches!(token.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
                || matches!(self.word(j), "of" | "the" | "de" | "’s" | "'s");
            if !name {
                return false;
            }
        }
        false
    }
}

fn is_opener(word: &str) -> bool {
    matches!(word, "“" | "‘" | "\"" | "'" | "(" | "[" | "``" | "«" | "‘’")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::lexicon::folder::Folder;

    fn sentences(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        let words = ScannerWords::open(Folder::english()).expect("every class is known");
        super::super::scan::scan(text, Span::new(0, text.len()), &words, &mut tokens);
        let mut found = Vec::new();
        split(text, &tokens, &words, |range| {
            found.push(tokens[range.start].span.cover(tokens[range.end - 1].span).of(text).to_owned());
        });
        found
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for text in [
            "It rained.|Nobody came.",
            "“It rained.”|Nobody came.",
            "“It rained,” she said.|“Nobody came.”",
            "“Is it over?” Mayor Ana Ruiz asked.|Nobody knew.",
            "\"Stop!\" he cried.|\"Why?\"",
            "Mr. Ruiz met Gen. P. J. Oduya.|They talked.",
            "He left the U.S. in May.|She stayed in the U.S.|He wrote.",
            "The U.S. Department moved at 5 p.m. Tuesday.|It closed at 6 p.m.|The gates shut.",
            "Costs rose 3.5 per cent.|2024 was worse.",
            "(It rained.)|Nobody came.",
            "He works for Ruiz Inc. and Oduya Ltd.|He likes it.",
            "1. What happened?|2. Who did it?",
            "It grew. [12]|Then it fell.",
            "Doors shut at 7 p.m.|Sen. Oduya was late.|U.S. Sen. Ruiz was not.",
            "It moved to Fresno, Calif.|Police said little.|Fresno, Calif., is hot.",
            "The court heard Oduya v. Lane.|Walter I. Lane won.|It was he and I.|Did we win?",
        ] {
            assert_eq!(sentences(&text.replace('|', " ")).join("|"), text);
        }
        assert_eq!(
            sentences("It rained on Friday.The dam held.Nobody came."),
            ["It rained on Friday.", "The dam held.", "Nobody came."]
        );
    }
}
