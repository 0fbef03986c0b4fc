//! What bylines begin with, and what stands between two names.

use super::person::{is_cjk, is_cjk_name, is_role, person};
use super::signer::is_big;
use crate::layout::lexicon::Lexicon;
use crate::text::hash::hash;

/// True if a line opens as bylines do and goes on with names: `Von Ana Ruiz`, `Автор: Анна Руис`, `文/李娜`.
pub fn is_opened(lexicon: &Lexicon, line: &str) -> bool {
    let start = opening(lexicon, line);
    start > 0 && split(lexicon, &line[start..]).next().is_some_and(|part| !person(lexicon, part).is_empty())
}

/// True if a line opens as bylines do, whatever comes behind.
pub fn is_opened_by_any(lexicon: &Lexicon, line: &str) -> bool {
    !line.starts_with(char::is_whitespace) && opening(lexicon, line) > 0
}

/// What signs without what bylines begin with: `dpa` of `Von dpa`.
pub fn without_opening<'a>(lexicon: &Lexicon, text: &'a str) -> &'a str {
    let text = text.trim();
    let rest = &text[opening(lexicon, text)..];
    if rest.is_empty() { text } else { rest }
}

/// What parts the words that a byline begins with from the name.
const MARKS: [char; 9] = [' ', ':', '\t', '\u{a0}', '：', '/', '／', '・', '＝'];

/// The length of what a byline begins with.
pub fn opening(lexicon: &Lexicon, line: &str) -> usize {
    let whole = line;
    let line = line.trim_start_matches(['〔', '【', '[', '（']);
    let marks = whole.len() - line.len();
    let matches = |opening: &&&str| {
        let Some((head, rest)) = line.split_at_checked(opening.len()) else { return false };
        // Scripts without blanks write the name right behind: `记者李娜`; one sign alone begins other words too, and where family names are
        // listed, other words may follow.
        let caseless = opening.starts_with(is_big) && opening.chars().nth(1).is_some();
        let is_name = || if lexicon.bylines.families.is_empty() { rest.starts_with(is_big) } else { is_cjk_name(lexicon, rest) };
        let parted = rest.starts_with(MARKS) || caseless && is_name();
        parted && (head.eq_ignore_ascii_case(opening) || !head.is_ascii() && head.to_lowercase() == **opening)
    };
    // `原文` is no `文`, and `By` is no name: what is left must have a letter.
    let len = lexicon.bylines.openings.iter().find(matches).map_or(0, |opening| opening.len());
    if len == 0 {
        whole.len() - whole.trim_start().len()
    } else {
        marks + len + line[len..].len() - line[len..].trim_start_matches(MARKS).len()
    }
}

/// Parts between commas, slashes and words such as "and".
pub fn split<'a, 'l>(lexicon: &'l Lexicon, line: &'a str) -> impl Iterator<Item = &'a str> + use<'a, 'l> {
    let parts = line.split([',', '/', '&', '|', ';', '•', '·', '、', '，', '；', '／', '｜', '،']).flat_map(at_dots);
    parts.flat_map(move |part| Joined { lexicon, rest: Some(part) }).map(str::trim).filter(|part| !part.is_empty())
}

/// Parts between the dots that stand between names in Han: `佐藤健一・伊藤花子`. In kana they part a name: `ジョン・ドウ`.
fn at_dots(part: &str) -> impl Iterator<Item = &str> {
    const DOT: &str = "・";
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut rest = Some(part);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let is_between = |at: &usize| text[..*at].ends_with(is_han) && text[at + DOT.len()..].starts_with(is_han);
        let Some(at) = text.match_indices(DOT).map(|(at, _)| at).find(is_between) else { return Some(text) };
        rest = Some(&text[at + DOT.len()..]);
        Some(&text[..at])
    })
}

/// Cuts a part at the words that stand between two names: joints (none in `von und zu`), and in scripts without capitals what names the next writer's role
/// (`记者 张伟 通讯员 刘洋`).
pub struct Joined<'a, 'l> {
    pub lexicon: &'l Lexicon,
    pub rest: Option<&'a str>,
}

impl<'a> Iterator for Joined<'a, '_> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest.take()?;
        let words = &self.lexicon.bylines;
        let is_joint = |word: &str| words.joints.contains(&word) || word.starts_with(is_cjk) && words.openings.contains(&word);
        let blanks = rest.match_indices([' ', '\u{3000}']).map(|(at, blank)| (at, at + blank.len())).chain([(rest.len(), rest.len())]);
        let is_whole = |word: &str| is_cjk_name(self.lexicon, word) && !is_role(self.lexicon, word);
        let (mut start, mut before) = (0, 0..0);
        let mut behind_particle = false;
        for (end, next) in blanks {
            let word = &rest[start..end];
            // `王晓明 李红`, but `张 伟`.
            if is_whole(&rest[before.clone()]) && is_whole(word) {
                self.rest = Some(&rest[start..]);
                return Some(&rest[..before.end]);
            }
            before = start..end;
            if !word.is_empty() && !behind_particle && is_joint(word) {
                self.rest = Some(&rest[next..]).filter(|rest| !rest.is_empty());
                return Some(&rest[..start]);
            }
            behind_particle = words.particles.contains(&hash(word)) && !words.joints.contains(&word);
            start = next;
        }
        Some(rest)
    }
}
