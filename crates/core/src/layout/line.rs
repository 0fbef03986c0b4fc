//! What can be counted in one line: the ground of all decisions here.

use super::class::{self, CUES, Cue, Place};
use super::lexicon::{Lexicon, Phrase};
use super::word::{self, Word};

/// Counts over a line.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Characters (bytes that begin one).
    pub chars: u32,
    /// Words.
    pub words: u32,
    /// Words that begin with a capital.
    pub capitalised: u32,
    /// Words of at least two letters, all capitals.
    pub upper: u32,
    /// Words that begin with a digit.
    pub numbers: u32,
    /// Words of scripts without capitals.
    pub caseless: u32,
    /// Characters of scripts without spaces, each a word.
    pub unspaced: u32,
    /// Those of them whose script closes sentences with no mark.
    pub unstopped: u32,
    /// Function words.
    pub stop: u32,
    /// I, we.
    pub first: u32,
    /// You.
    pub second: u32,
    /// He, she, they.
    pub third: u32,
    /// Said, told.
    pub speech: u32,
    /// Months, weekdays, words of the clock, numbers.
    pub time: u32,
    /// Months.
    pub months: u32,
    /// Reporter, editor.
    pub role: u32,
    /// Comment, reply.
    pub reader: u32,
    /// Commas.
    pub commas: u32,
    /// Sentence ends inside or at the end.
    pub ends: u32,
    /// Double quotation marks.
    pub quotes: u32,
    /// Bars, bullets, arrows, slashes between blanks.
    pub bars: u32,
    /// Opening round brackets.
    pub brackets: u32,
    /// At signs and addresses.
    pub addresses: u32,
    /// Bits of [`class`] of the first word.
    pub opening: u16,
    /// The first character.
    pub head: Mark,
    /// The last character, closing quotes and brackets left out.
    pub tail: Mark,
    /// True if the line ends in a closing bracket.
    pub closed: bool,
    /// All its words in one hash.
    pub key: u64,
    /// The strongest cue of each kind.
    pub cues: [Option<Place>; CUES],
    /// It holds words that a page says to its readers alone: `This post contains affiliate links`.
    pub notice: bool,
    /// Where something of another kind begins inside, and what.
    pub aside: Option<(u32, Cue)>,
}

/// A class of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Small letter.
    #[default]
    Lower,
    /// Capital letter.
    Upper,
    /// Digit.
    Digit,
    /// Quotation mark.
    Quote,
    /// Full stop, exclamation mark.
    Stop,
    /// Question mark.
    Question,
    /// Colon.
    Colon,
    /// Ellipsis.
    Ellipsis,
    /// Comma, semicolon, dash.
    Pause,
    /// Anything else.
    Other,
}

impl Mark {
    fn of(c: char) -> Self {
        match c {
            '.' | '!' | '。' | '！' | '．' | '｡' | '।' | '۔' | '။' | '។' => Self::Stop,
            '?' | '？' | '؟' => Self::Question,
            ':' | '：' => Self::Colon,
            '…' => Self::Ellipsis,
            ',' | ';' | '-' | '–' | '—' | '、' | '，' | '；' | '،' | '؛' => Self::Pause,
            '"' | '“' | '”' | '„' | '‘' | '’' | '\'' | '«' | '»' | '「' | '」' | '『' | '』' => Self::Quote,
            c if c.is_lowercase() => Self::Lower,
            c if c.is_uppercase() => Self::Upper,
            c if c.is_numeric() => Self::Digit,
            c if c.is_alphabetic() => Self::Lower,
            _ => Self::Other,
        }
    }
}

impl Line {
    /// Counts over `text`, which has no white space at its edges. Its words are added to `words`.
    pub fn count(lexicon: &Lexicon, text: &str, words: &mut Vec<Word>) -> Self {
        let bytes = text.as_bytes();
        let mut line = Self { chars: chars(bytes), ..Self::default() };
        line.see_edges(text);
        let before = words.len();
        word::add_words(text, words);
        let words = &mut words[before..];
        line.words = words.len() as u32;
        let mut behind = 0;
        for word in words.iter_mut() {
            word.listed = lexicon.look_up(word);
            let span = word.span.range();
            if span.start - behind != 1 || bytes[behind] != b' ' {
                line.count_marks(bytes, behind..span.start);
            }
            behind = span.end;
            line.key = line.key.rotate_left(5) ^ word.hash;
            let first = bytes[span.start];
            line.capitalised += u32::from(first.is_ascii_uppercase() || first >= 0xC3 && begins_big(text, span.start));
            line.caseless += u32::from(first >= 0xD6);
            line.unspaced += u32::from(word.unspaced);
            line.unstopped += u32::from(word.unspaced && word::is_unstopped(bytes, span.start));
            // Two bytes tell nearly all words apart without a loop.
            let shouts = first.is_ascii_uppercase() & bytes.get(span.start + 1).is_some_and(u8::is_ascii_uppercase);
            line.upper += u32::from(shouts && span.len() > 1 && bytes[span].iter().all(u8::is_ascii_uppercase));
            line.numbers += u32::from(first.is_ascii_digit());
        }
        line.count_marks(bytes, behind..bytes.len());
        line.time = line.time.saturating_add(line.numbers);
        line.opening = words.first().map_or(0, |word| word.listed.classes);
        words.chunks(usize::from(u16::MAX)).for_each(|words| line.add_classes(words));
        for (i, word) in words.iter().enumerate() {
            if !lexicon.has_phrases(word.listed, i == 0, words.get(i + 1).map(|next| next.hash)) {
                continue;
            }
            for phrase in lexicon.phrases(word.listed, i == 0) {
                let Some(place) = matched(phrase, words, i, bytes) else { continue };
                if place == Place::Aside {
                    line.aside = line.aside.or(Some((word.span.start, phrase.cue)));
                    continue;
                }
                line.notice |= place == Place::Notice;
                let place = if place != Place::Notice { place } else if i == 0 { Place::Start } else { Place::Any };
                let slot = &mut line.cues[phrase.cue as usize];
                *slot = (*slot).max(Some(place));
            }
        }
        line
    }

    /// The strongest place of a cue.
    pub fn cue(&self, cue: Cue) -> Option<Place> {
        self.cues[cue as usize]
    }

    /// True if a cue stands at the start of the line or is all of it.
    pub fn opens_with(&self, cue: Cue) -> bool {
        self.cue(cue) >= Some(Place::Start)
    }

    /// True if the line ends as a sentence does, or is long and of a script that has no mark for that.
    pub fn is_sentence(&self) -> bool {
        const LONG: u32 = 60;
        let closed = matches!(self.tail, Mark::Stop | Mark::Question) || (self.tail == Mark::Quote && self.ends > 0);
        closed || self.unstopped > LONG
    }

    /// The number of words as a language with spaces would have them: two characters of one without are about one.
    pub fn length(&self) -> u32 {
        self.words - self.unspaced / 2
    }

    /// True for a sentence of some length.
    pub fn is_running(&self) -> bool {
        self.is_sentence() && self.words > 8
    }

    /// True for what stands over what readers wrote: `Ana Ruiz says:`, `Reply`.
    pub fn is_of_readers(&self) -> bool {
        self.words <= 14 && self.reader > 0 || self.words <= 6 && self.speech > 0 && self.tail == Mark::Colon
    }

    /// True for a line of dates and times.
    pub fn is_date(&self) -> bool {
        self.numbers > 0 && self.words <= 18 && self.time * 2 > self.words
    }

    /// Counts the classes of at most 65,535 words, all bits of a word at once.
    fn add_classes(&mut self, words: &[Word]) {
        let mut counts = [0_u16; 16];
        for word in words {
            for (bit, count) in counts.iter_mut().enumerate() {
                *count += u16::from(word.listed.classes & 1 << bit != 0);
            }
        }
        let of = |class: u16| u32::from(counts[class.trailing_zeros() as usize]);
        self.stop += of(class::STOP);
        self.first += of(class::FIRST);
        self.second += of(class::SECOND);
        self.third += of(class::THIRD);
        self.speech += of(class::SPEECH);
        self.months += of(class::MONTH);
        self.time += of(class::TIME);
        self.role += of(class::ROLE);
        self.reader += of(class::READER);
    }

    /// Counts the marks between two words.
    fn count_marks(&mut self, bytes: &[u8], gap: std::ops::Range<usize>) {
        for i in gap {
            match bytes[i] {
                0xD8.. if bytes[i] != 0xE2 => self.count_wide_mark(&bytes[i..]),
                b',' => self.commas += 1,
                b'.' | b'!' | b'?' => {
                    let next = bytes.get(i + 1).copied().unwrap_or(b' ');
                    self.ends += u32::from(matches!(next, b' ' | b'"' | b'\'' | b')' | 0xC2 | 0xE2));
                }
                b'"' => self.quotes += 1,
                b'|' => self.bars += 1,
                b'/' => self.bars += u32::from(bytes.get(i + 1) == Some(&b' ')),
                b'(' => self.brackets += 1,
                b'@' => self.addresses += 1,
                b':' => self.addresses += u32::from(bytes[i..].starts_with(b"://")),
                0xC2 => match bytes.get(i + 1) {
                    Some(0xB7) => self.bars += 1,
                    // Arrows where they stand alone, quotation marks where a word touches them.
                    Some(0xAB | 0xBB) => {
                        let before = i.checked_sub(1).map_or(b' ', |at| bytes[at]);
                        let touches = before != b' ' || bytes.get(i + 2).is_some_and(|&b| b != b' ');
                        let slot = if touches { &mut self.quotes } else { &mut self.bars };
                        *slot += 1;
                    }
                    _ => {}
                },
                0xE2 => match (bytes.get(i + 1), bytes.get(i + 2)) {
                    (Some(0x80), Some(0x9C..=0x9E)) => self.quotes += 1,
                    (Some(0x80), Some(0xA2 | 0xBA)) | (Some(0x86 | 0x96), _) => self.bars += 1,
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// Counts a mark of a script that has its own.
    fn count_wide_mark(&mut self, bytes: &[u8]) {
        match bytes {
            [0xE3, 0x80, 0x82, ..] | [0xEF, 0xBC, 0x81 | 0x9F, ..] | [0xE0, 0xA5, 0xA4, ..] => self.ends += 1,
            [0xE1, 0x81, 0x8B, ..] | [0xE1, 0x9F, 0x94, ..] | [0xD8, 0x9F, ..] | [0xDB, 0x94, ..] => self.ends += 1,
            [0xE3, 0x80, 0x81, ..] | [0xEF, 0xBC, 0x8C, ..] | [0xD8, 0x8C, ..] => self.commas += 1,
            [0xE3, 0x80, 0x8C..=0x8F, ..] => self.quotes += 1,
            [0xEF, 0xBC, 0x88, ..] => self.brackets += 1,
            [0xEF, 0xBD, 0x9C, ..] | [0xE3, 0x83, 0xBB, ..] => self.bars += 1,
            _ => {}
        }
    }

    /// Looks at the first and the last characters.
    fn see_edges(&mut self, text: &str) {
        self.head = text.chars().next().map_or(Mark::Other, Mark::of);
        self.closed = text.ends_with([')', ']', '）', '】']);
        let inner = text.trim_end_matches(['"', '”', '“', '’', '\'', ')', ']', '»', '«', '」', '』', '）']);
        self.tail = match inner.chars().next_back().map_or(Mark::Other, Mark::of) {
            Mark::Stop if inner.ends_with("...") => Mark::Ellipsis,
            mark => mark,
        };
    }
}

/// True if a capital stands there that is not of ASCII.
#[cold]
fn begins_big(text: &str, at: usize) -> bool {
    text[at..].starts_with(char::is_uppercase)
}

/// How many characters there are. The bytes that begin one are summed up in bytes, which a processor does for many at once.
fn chars(bytes: &[u8]) -> u32 {
    let in_chunk = |chunk: &[u8]| chunk.iter().map(|&b| u8::from(b & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|chunk| u32::from(in_chunk(chunk))).sum()
}

/// Where in the line the phrase that begins with word `at` stands, if it stands there and that place counts.
fn matched(phrase: &Phrase, words: &[Word], at: usize, bytes: &[u8]) -> Option<Place> {
    let end = at + 1 + phrase.rest.len();
    // Most phrases are ruled out by their place alone.
    let misplaced = match phrase.place {
        Place::Whole | Place::Start => at > 0,
        Place::End => end != words.len(),
        Place::Any | Place::Aside | Place::Paren | Place::Notice => false,
    };
    if misplaced {
        return None;
    }
    let fits = words.get(at + 1..end)?.iter().zip(&phrase.rest).all(|(word, hash)| word.hash == *hash);
    let (starts, ends) = (at == 0, end == words.len());
    let counts = fits
        && match phrase.place {
            Place::Whole => starts && ends,
            Place::Start => starts,
            Place::End => ends,
            Place::Any | Place::Notice => true,
            Place::Aside if starts => return Some(Place::Start),
            Place::Aside => begins_part(words, at, bytes),
            Place::Paren => {
                let before = words[at].span.start.checked_sub(1).map(|i| bytes[i as usize]);
                let after = bytes.get(words[end - 1].span.end as usize);
                let wide = |mark: &str, at: Option<usize>| at.is_some_and(|at| bytes[at..].starts_with(mark.as_bytes()));
                before == Some(b'(') && matches!(after, Some(b')' | b','))
                    || wide("（", (words[at].span.start as usize).checked_sub(3))
                        && wide("）", Some(words[end - 1].span.end as usize))
            }
        };
    counts.then_some(phrase.place)
}

/// True if a new part can begin with word `at`: behind the end of a sentence or behind nothing but a date.
fn begins_part(words: &[Word], at: usize, bytes: &[u8]) -> bool {
    let gap = &bytes[words[at - 1].span.end as usize..words[at].span.start as usize];
    let is_date = || at <= 8 && words[..at].iter().all(|w| is_time(w, bytes));
    let stops = ["”", "。", "！", "？"].iter().any(|stop| gap.starts_with(stop.as_bytes()));
    gap.first().is_some_and(|b| matches!(b, b'.' | b'!' | b'?')) || stops || is_date()
}

/// Months, weekdays, words of the clock, numbers.
fn is_time(word: &Word, bytes: &[u8]) -> bool {
    word.listed.classes & class::TIME != 0 || bytes[word.span.start as usize].is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Line {
        Line::count(&Lexicon::default(), text, &mut Vec::new())
    }

    #[test]
    fn a_sentence_is_counted() {
        let line = count("“We will rebuild,” Mayor Ana Ruiz said on Monday.");
        assert_eq!((line.words, line.capitalised, line.quotes, line.commas, line.ends), (9, 5, 2, 1, 1));
        assert!(line.is_sentence() && line.head == Mark::Quote && line.speech == 1);
    }

    #[test]
    fn cues_count_where_the_list_says() {
        for (text, cue, place) in [
            ("Share", Cue::Furniture, Some(Place::Whole)),
            ("Sign up now: the Ardenvale letter", Cue::Promo, Some(Place::Start)),
            ("Ana Ruiz (centre) at the fair", Cue::Caption, Some(Place::Paren)),
            ("Ana Ruiz stood in the centre of it", Cue::Caption, None),
            ("By Ana Ruiz", Cue::Byline, Some(Place::Start)),
        ] {
            assert_eq!(count(text).cue(cue), place, "{text}");
        }
    }
}
