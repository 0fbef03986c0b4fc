//! Datelines: where and when a story was filed, before its first sentence.

use std::ops::Range;

use super::class;
use super::lexicon::Lexicon;
use super::word;

/// A dateline at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// Its length, the dash included.
    pub len: usize,
    /// The places, as in running text.
    pub places: Vec<String>,
    /// Where the date stands in the line.
    pub date: Option<Range<usize>>,
    /// The agency, by its usual name.
    pub agency: Option<&'static str>,
}

/// No dateline is longer than this, in bytes.
const LONGEST: usize = 100;

/// The dateline that `line` begins with.
pub fn parse(lexicon: &Lexicon, line: &str) -> Option<Dateline> {
    // Nearly all lines begin otherwise or have no such mark, and they are many.
    if line.as_bytes().first().is_none_or(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return None;
    }
    let window = &line[..line.floor_char_boundary(LONGEST)];
    let marked = memchr::memchr3(b'-', b':', 0xE2, window.as_bytes()).is_some();
    for (at, mark) in window.match_indices(['-', '–', '—', ':']).take(if marked { usize::MAX } else { 0 }) {
        let head = window[..at].trim_end_matches([' ', '-']);
        let rest = line[at + mark.len()..].trim_start_matches(['-', ' ']);
        let blank_before = head.len() < at || head.ends_with(')');
        let blank_after = line[at + mark.len()..].starts_with([' ', '-']) || mark == "—" || rest.is_empty();
        if head.is_empty() || !(blank_after && (blank_before || mark == ":" || mark == "—")) {
            continue;
        }
        let parts = Parts::of(lexicon, head)?;
        let certain = parts.sourced || parts.date.is_some();
        let fits =
            if mark == ":" { (certain || parts.known) && parts.capitals } else { certain || parts.capitals || parts.known };
        return (fits && opens_sentence(rest))
            .then(|| parts.dateline(line.len() - line[at..].trim_start_matches(['-', '–', '—', ':']).len()));
    }
    // Some papers give agency and place a line of their own: `AFP, ARDENVALE`.
    let parts = (line.len() <= LONGEST && line.contains(',')).then(|| Parts::of(lexicon, line)).flatten()?;
    (parts.agency.is_some() && parts.capitals).then(|| parts.dateline(line.len()))
}

/// True if a story can begin so: nothing, or some words from a capital, quotation mark or digit on.
fn opens_sentence(rest: &str) -> bool {
    let Some(first) = rest.chars().next() else { return true };
    rest.len() >= 25 && !(first.is_lowercase() || first.is_ascii_punctuation() && !matches!(first, '"' | '\'' | '(' | '['))
}

/// A head taken apart.
struct Parts {
    places: Vec<String>,
    date: Option<Range<usize>>,
    agency: Option<&'static str>,
    /// A source stands in it.
    sourced: bool,
    /// The places are in capitals.
    capitals: bool,
    /// The first place is a city that datelines name alone.
    known: bool,
}

impl Parts {
    fn dateline(self, len: usize) -> Dateline {
        Dateline { len, places: self.places, date: self.date, agency: self.agency }
    }

    /// Takes `PLACE/PLACE, Country, Nov 3 (Agency)` apart; none if it is something else.
    fn of(lexicon: &Lexicon, head: &str) -> Option<Self> {
        let mut parts = Self { places: Vec::new(), date: None, agency: None, sourced: false, capitals: false, known: false };
        let mut rest = head.trim();
        if rest.ends_with(')') {
            let open = rest.rfind('(')?;
            let source = &rest[open + 1..rest.len() - 1];
            parts.agency = source.split(['/', ',', '-']).find_map(|name| lexicon.agency(name));
            let is_name = source.chars().next().is_some_and(char::is_uppercase) && word::words(source).count() <= 4;
            if !is_name {
                return None;
            }
            parts.sourced = true;
            rest = rest[..open].trim_end();
        }
        let offset = |part: &str| part.as_ptr() as usize - head.as_ptr() as usize;
        for part in rest.split(", ").map(str::trim).filter(|part| !part.is_empty()) {
            if let Some(agency) = lexicon.agency(part) {
                parts.agency = Some(agency);
                parts.sourced = true;
            } else if parts.places.is_empty() {
                let (place, date) = split_date(lexicon, part);
                parts.add_places(lexicon, place)?;
                parts.date = date.map(|date| offset(date)..offset(date) + date.len());
            } else if is_date(lexicon, part) {
                parts.date = Some(offset(part)..offset(part) + part.len());
            } else if !is_name(part, 4) {
                return None;
            }
        }
        (!parts.places.is_empty()).then_some(parts)
    }

    fn add_places(&mut self, lexicon: &Lexicon, text: &str) -> Option<()> {
        for place in text.split('/').flat_map(|part| part.split(" and ")).map(str::trim) {
            if !is_name(place, 4) || word::words(place).any(|w| lexicon.get(w.hash).classes & class::LABEL != 0) {
                return None;
            }
            let known = lexicon.is_city(place);
            let letters = place.chars().filter(|c| c.is_alphabetic()).count();
            let capitals = letters >= 3 && !place.chars().any(char::is_lowercase);
            if self.places.is_empty() {
                self.capitals = capitals;
                self.known = known;
            } else if capitals != self.capitals {
                return None;
            }
            self.places.push(if capitals { title_case(place) } else { place.to_owned() });
        }
        (!self.places.is_empty()).then_some(())
    }
}

/// Splits `KYIV Nov 3` into place and date.
fn split_date<'a>(lexicon: &Lexicon, part: &'a str) -> (&'a str, Option<&'a str>) {
    let mut cuts = part.match_indices(' ').map(|(i, _)| i);
    let cut = cuts.find(|&i| is_date(lexicon, &part[i + 1..]));
    cut.map_or((part, None), |i| (&part[..i], Some(&part[i + 1..])))
}

/// Months, weekdays and numbers, a month or weekday among them.
fn is_date(lexicon: &Lexicon, text: &str) -> bool {
    let calendar = |hash| lexicon.get(hash).classes & (class::MONTH | class::WEEKDAY) != 0;
    let mut named = false;
    let all = word::words(text).all(|w| {
        let is_named = calendar(w.hash);
        named |= is_named;
        is_named || text.as_bytes()[w.span.start as usize].is_ascii_digit()
    });
    all && named
}

/// Up to `most` words that begin with a capital, small words of names between them.
fn is_name(text: &str, most: usize) -> bool {
    let mut count = 0;
    let fits = text.split([' ', '-']).filter(|w| !w.is_empty()).all(|word| {
        count += 1;
        let bare = word.trim_matches(['.', '\'', '’', '(', ')']);
        bare.chars().next().is_some_and(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’'))
            || (count > 1 && matches!(word, "de" | "of" | "the" | "la" | "al" | "es" | "el" | "el‑" | "au" | "sur"))
    });
    fits && count > 0 && count <= most
}

/// `RIO DE JANEIRO` as `Rio de Janeiro`.
fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (i, word) in name.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        if word.contains('.') {
            out.push_str(word);
            continue;
        }
        if i > 0 && matches!(word, "DE" | "OF" | "THE" | "LA" | "ES" | "AL" | "DA" | "DO") && name.split(' ').count() > i + 1 {
            out.push_str(&word.to_lowercase());
            continue;
        }
        let mut fresh = true;
        for c in word.chars() {
            if fresh {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            fresh = !c.is_alphabetic() && c != '\'' && c != '’';
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_give_places_date_and_agency() {
        let story = "The mayor of the town said that the bridge was safe.";
        for (head, places, date, agency) in [
            ("LONDON/ARDENVALE -", "London|Ardenvale", "", ""),
            ("ARDENVALE, Nov 22 —", "Ardenvale", "Nov 22", ""),
            ("LONDON (Reuters) -", "London", "", "Reuters"),
            ("NEW YORK (AP) —", "New York", "", "Associated Press"),
            ("ARDENVALE, Norland —", "Ardenvale", "", ""),
            ("ARDENVALE, Norland, March 3 (Xinhua) --", "Ardenvale", "March 3", "Xinhua"),
            ("Ardenvale (CNN) —", "Ardenvale", "", ""),
            ("London –", "London", "", ""),
            ("NEW DELHI:", "New Delhi", "", ""),
            ("RIO DE JANEIRO, 3 Nov. -", "Rio de Janeiro", "3 Nov.", ""),
            ("WASHINGTON and KYIV —", "Washington|Kyiv", "", ""),
        ] {
            let line = format!("{head} {story}");
            let found = parse(&Lexicon::default(), &line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found.len, head.len(), "{line}");
            assert_eq!(found.places.join("|"), places, "{line}");
            assert_eq!(found.date.map_or("", |d| &line[d]), date, "{line}");
            assert_eq!(found.agency.unwrap_or(""), agency, "{line}");
        }
        assert_eq!(parse(&Lexicon::default(), "AFP, ARDENVALE").map(|d| d.places), Some(vec!["Ardenvale".to_owned()]));
    }

    #[test]
    fn other_openings_are_no_datelines() {
        for line in [
            "BREAKING - The mayor of the town said that the bridge was safe.",
            "Bridge plan - The mayor of the town said that the bridge was safe.",
            "The mayor - a former engineer of the town - said that the bridge was safe.",
            "RIVER RAGE: The mayor of the town said that the bridge was safe.",
            "WATCH: The mayor of the town said that the bridge was safe.",
            "ARDENVALE-based engineers said that the bridge was safe, after all.",
            "",
        ] {
            assert_eq!(parse(&Lexicon::default(), line), None, "{line}");
        }
    }
}
