//! The headline, told from the name of the site and what stands over it.

use super::word;
use crate::read::{Document, MetaField};
use crate::record::{Extent, Field, Origin};
use crate::Span;

/// The headline: the visible one if it is the one declared, give or take some words; else the one declared.
pub fn title(document: &Document, shown: Option<Span>) -> Option<Field> {
    let declared = || document.candidates.iter().filter(|(field, _)| *field == MetaField::Title).map(|(_, found)| found);
    let names = SiteNames::of(document);
    let bare = |found: &Field| without_site(&found.value, &names, found.origin).to_owned();
    let fits = |text: &str| declared().next().is_none() || declared().any(|found| agree(&bare(found), text));
    if let Some(span) = shown.filter(|span| !names.has(span.of(&document.text)) && fits(span.of(&document.text))) {
        // `Business|Old bridge closed`, `Town Old bridge closed`: what stands before the declared headline is a kicker or a path.
        let kicker = |found: &Field| kicker(span.of(&document.text), &bare(found));
        let cut = declared().find_map(kicker).unwrap_or(0);
        let span = Span::new(span.start as usize + cut, span.end as usize);
        return Some(Field {
            value: span.of(&document.text).to_owned(),
            origin: Origin::Heading,
            extent: Some(Extent::from(span)),
        });
    }
    let best = declared().next()?;
    Some(Field { value: bare(best), ..best.clone() })
}

/// The length of what a page shows before the headline that it declares.
fn kicker(shown: &str, declared: &str) -> Option<usize> {
    const SHORTEST: usize = 12;
    let before = shown.strip_suffix(declared).filter(|_| declared.len() >= SHORTEST)?;
    let (last, first) = (before.chars().next_back()?, declared.chars().next()?);
    // Run together where style sheets part them: `TownOld bridge closed`.
    let is_joint = !last.is_alphanumeric() || !first.is_alphanumeric() || last.is_lowercase() && first.is_uppercase();
    is_joint.then_some(before.len())
}

/// What the site is called: as declared, in its address, in a line of its own, in its notice of copyright.
pub struct SiteNames<'a> {
    document: &'a Document,
    /// The letters and digits of its host.
    host: String,
}

impl<'a> SiteNames<'a> {
    pub fn of(document: &'a Document) -> Self {
        Self { document, host: letters(document.site().unwrap_or_default()) }
    }

    /// True if that is a name of the site.
    pub fn has(&self, text: &str) -> bool {
        let text = text.trim();
        let declared =
            self.document.candidates.iter().filter(|(field, _)| *field == MetaField::SiteName).map(|(_, found)| &*found.value);
        let bare = letters(text);
        let is_declared = || declared.clone().any(|name| letters(name) == bare);
        bare.len() > 2 && (is_declared() || bare.len() > 3 && self.host.starts_with(&bare))
    }

    /// True if a part of a title is likely one: it stands alone in a line or behind a copyright sign, too.
    fn may_have(&self, part: &str) -> bool {
        let part = part.trim();
        let lines =
            || self.document.pieces.iter().map(|piece| piece.span.of(&self.document.text)).filter(|line| line.len() < 200);
        self.has(part) || part.len() > 2 && lines().any(|line| line == part || line.contains('©') && line.contains(part))
    }
}

/// Letters and digits alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True if two headlines are the same, give or take some words.
pub fn agree(one: &str, other: &str) -> bool {
    let hashes = |text: &str| word::words(text).map(|w| w.hash).collect::<Vec<_>>();
    let (one, other) = (hashes(one), hashes(other));
    let shared = one.iter().filter(|hash| other.contains(hash)).count();
    shared > 0 && shared * 2 >= one.len().min(other.len()) && shared * 3 >= one.len().max(other.len())
}

/// Han and kana.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// How many words a text has; two characters of a script without spaces are about one.
fn length(text: &str) -> usize {
    let unspaced = text.chars().filter(|&c| is_unspaced(c)).count();
    let words = text.split_whitespace().filter(|word| word.chars().any(|c| c.is_alphanumeric() && !is_unspaced(c)));
    words.count() + unspaced.div_ceil(2)
}

/// A declared headline without the name of the site at its end or start.
fn without_site<'a>(title: &'a str, names: &SiteNames<'_>, origin: Origin) -> &'a str {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " › ", " » ", " « ", " • ", " · ", " / ", "｜", "|", "_", "－", "- ", "-", "：", ":"] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let is_loose = mark.starts_with(' ');
            let short = is_loose && length(tail) <= 4 && length(head) >= 4;
            // In Chinese and Japanese, no blanks part the headline from the site: `旧桥关闭一个月_新闻_信使网`.
            let is_tight = !is_loose && mark != ":" && mark != "：" && head.ends_with(is_unspaced) && tail.starts_with(is_unspaced);
            let tight = is_tight && length(tail) <= 4 && length(head) >= 4;
            let is_strong = matches!(mark, " | " | " :: " | " › " | "｜");
            let is_site = names.has(tail) || is_loose && length(tail) <= length(head).max(4) && names.may_have(tail);
            if !head.trim().is_empty() && (is_site || (short || tight) && (is_strong || origin == Origin::TitleTag)) {
                return without_site(head.trim_end(), names, origin);
            }
        }
    }
    for mark in [" | ", ": ", " - ", " – ", " — ", " » ", " :: "] {
        if let Some((head, tail)) = title.split_once(mark).filter(|(head, tail)| names.has(head) && !tail.trim().is_empty()) {
            let _ = head;
            return without_site(tail.trim_start(), names, origin);
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_headline() {
        for (title, site, origin, expected) in [
            ("Old bridge closed for a month | The Courier", None, Origin::OpenGraph, "Old bridge closed for a month"),
            ("Old bridge closed - Courier", Some("Courier"), Origin::OpenGraph, "Old bridge closed"),
            ("Old bridge closed for a month - News - The Courier", None, Origin::TitleTag, "Old bridge closed for a month"),
            ("The Courier: Old bridge closed", Some("The Courier"), Origin::OpenGraph, "Old bridge closed"),
            ("旧桥关闭一个月_信使网", Some("信使网"), Origin::TitleTag, "旧桥关闭一个月"),
            ("Old bridge - a month without", None, Origin::OpenGraph, "Old bridge - a month without"),
        ] {
            let mut document = Document::default();
            let name = site.map(|value: &str| Field { value: value.to_owned(), origin: Origin::OpenGraph, extent: None });
            document.candidates.extend(name.map(|name| (MetaField::SiteName, name)));
            assert_eq!(without_site(title, &SiteNames::of(&document), origin), expected);
        }
    }

    #[test]
    fn what_stands_before_the_declared_headline_is_a_kicker() {
        for (shown, declared, expected) in [
            ("Business|Old bridge closed", "Old bridge closed", Some(9)),
            ("Town Old bridge closed", "Old bridge closed", Some(5)),
            ("TownOld bridge closed", "Old bridge closed", Some(4)),
            ("Old bridge closed", "Old bridge closed", None),
            ("The Gold bridge closed", "old bridge closed", None),
            ("Town Closed", "Closed", None),
        ] {
            assert_eq!(kicker(shown, declared), expected, "{shown}");
        }
    }

    #[test]
    fn headlines_agree_give_or_take_some_words() {
        assert!(agree("Old bridge closed for a month", "Old bridge is closed for a month, mayor says"));
        assert!(!agree("Old bridge closed for a month", "Latest news"));
    }
}
