//! The language of a text, by its script and its small words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::hash::{Hasher, hash};
use crate::text::tsv;

/// Languages of the list, in its order.
struct Languages {
    codes: Vec<&'static str>,
    /// The languages of a word, as bits.
    words: FxHashMap<u64, u32>,
}

static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let mut languages = Languages { codes: Vec::new(), words: FxHashMap::default() };
    for [code, words] in tsv::rows(include_str!("../../data/read/languages.tsv")).map(|row| row.cells()) {
        let bit = 1 << languages.codes.len();
        languages.codes.push(code);
        for word in words.split(' ') {
            *languages.words.entry(hash(word)).or_insert(0) |= bit;
        }
    }
    languages
});

/// True for two languages whose texts look alike: what a page says of itself tells them apart.
pub fn is_related(one: &str, other: &str) -> bool {
    relatives(one).any(|code| code == other)
}

/// The languages most like that one, the nearest first.
pub fn relatives(code: &str) -> impl Iterator<Item = &'static str> {
    let rows = tsv::rows(include_str!("../../data/read/related.tsv")).map(|row| row.cells());
    rows.filter(move |[language, _]| *language == code).flat_map(|[_, related]| related.split(' '))
}

/// Words looked at; more tell no more.
const SAMPLE: usize = 250;

/// Fewer words tell nothing.
const LEAST: usize = 12;

/// A text of fewer words is English unless several words of another language say otherwise: "a", "do" and "de la" are in English news too.
const SHORT: usize = 40;

/// How many words of another language, each counted once, make a short text one of that language.
const MARKERS: usize = 3;

/// The language of these stretches of text, ISO 639-1; none if there is too little of it.
pub fn detect<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    let languages = &*LANGUAGES;
    let mut votes = vec![0_u32; languages.codes.len()];
    let mut scripts = [0_u32; SCRIPTS.len()];
    let mut markers: Vec<(u64, u32)> = Vec::new();
    let (mut words, mut latin, mut ukrainian) = (0, 0_u32, 0_u32);
    'parts: for part in parts {
        for (word, hash) in cut(part) {
            words += 1;
            let Some(first) = word.chars().next() else { continue };
            let is_script = |(_, low, high): &(_, char, char)| (*low..=*high).contains(&first);
            match if first < FIRST_SCRIPT { None } else { SCRIPTS.iter().position(is_script) } {
                Some(script) => {
                    // Most words of Japanese begin with a Chinese character.
                    let script = if script == HAN && word.contains(|c| ('\u{3041}'..='\u{30fa}').contains(&c)) { KANA } else { script };
                    scripts[script] += word.chars().count().div_ceil(6) as u32;
                    ukrainian += u32::from(word.contains(['і', 'ї', 'є']));
                }
                None => latin += u32::from(first.is_alphabetic()),
            }
            let mut bits = languages.words.get(&hash).copied().unwrap_or(0);
            if bits != 0 && words < SHORT && !markers.contains(&(hash, bits)) {
                markers.push((hash, bits));
            }
            while bits != 0 {
                votes[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
            if words >= SAMPLE {
                break 'parts;
            }
        }
    }
    let (script, &count) = scripts.iter().enumerate().max_by_key(|&(i, count)| (*count, std::cmp::Reverse(i)))?;
    if count > latin && count > 3 {
        // Japanese is written with Chinese characters too, its own letters tell.
        let kana = scripts[KANA];
        if SCRIPTS[script].0 == "ru" && ukrainian * 8 > count {
            return Some("uk".to_owned());
        }
        return Some(SCRIPTS[if kana * 10 > count { KANA } else { script }].0.to_owned());
    }
    if words < LEAST {
        return None;
    }
    let best = votes.iter().copied().max()?;
    // Short words are shared among languages ("a", "he", "on"): another one has to win clearly, or a sentence would lose its facts.
    let english = languages.codes.iter().position(|&code| code == "en").filter(|&en| votes[en] * 3 >= best * 2);
    let language = english.or_else(|| votes.iter().position(|&vote| vote == best))?;
    let marks = markers.iter().filter(|(_, bits)| bits >> language & 1 == 1).count();
    if words < SHORT && Some(language) != english && (marks < MARKERS || marks * 6 < words) {
        return Some("en".to_owned());
    }
    // Names and numbers belong to no language: a text of those alone stays open.
    (best as usize * 12 >= words).then(|| languages.codes[language].to_owned())
}

/// The words of a text and their hashes: runs of letters, digits and straight apostrophes.
fn cut(text: &str) -> impl Iterator<Item = (&str, u64)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            // Nearly all words are of ASCII, and to find the end of one is to hash it.
            let mut hasher = Hasher::default();
            let plain = rest.bytes().take_while(|&b| b.is_ascii_alphanumeric() || b == b'\'');
            let len = plain.map(|b| hasher.add(b.to_ascii_lowercase())).count();
            if rest.as_bytes().get(len).is_none_or(u8::is_ascii) {
                let word = &rest[..len];
                rest = rest.get(len + 1..).unwrap_or_default();
                if len > 0 {
                    return Some((word, hasher.finish()));
                }
                if rest.is_empty() {
                    return None;
                }
            } else {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(rest.len());
                let word = &rest[..end];
                let behind = rest[end..].chars().next().map_or(0, char::len_utf8);
                rest = &rest[end + behind..];
                if end > 0 {
                    return Some((word, hash(word)));
                }
            }
        }
    })
}

/// Languages by script: the first and last letter of the script's main block.
const SCRIPTS: [(&str, char, char); 10] = [
    ("ja", '\u{3040}', '\u{30ff}'),
    ("ru", '\u{400}', '\u{52f}'),
    ("ar", '\u{600}', '\u{6ff}'),
    ("zh", '\u{4e00}', '\u{9fff}'),
    ("ko", '\u{ac00}', '\u{d7a3}'),
    ("el", '\u{370}', '\u{3ff}'),
    ("he", '\u{590}', '\u{5ff}'),
    ("hi", '\u{900}', '\u{97f}'),
    ("th", '\u{e00}', '\u{e7f}'),
    ("ka", '\u{10a0}', '\u{10ff}'),
];

/// No script of the list begins before.
const FIRST_SCRIPT: char = '\u{370}';

/// Index of Japanese in [`SCRIPTS`], and of Chinese.
const KANA: usize = 0;
const HAN: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        for (text, code) in [
            ("The mayor of the town said on Monday that the bridge would be closed for a month.", Some("en")),
            ("Der Bürgermeister der Stadt sagte am Montag, dass die Brücke für einen Monat geschlossen wird.", Some("de")),
            ("Le maire de la ville a dit lundi que le pont serait fermé pour un mois dans les deux sens.", Some("fr")),
            ("Мэр города сказал в понедельник, что мост будет закрыт на месяц", Some("ru")),
            ("市长星期一说，这座桥将关闭一个月 市长 城市 桥梁 关闭 一个月 交通 影响 居民", Some("zh")),
            ("古橋市は月曜日、技術者が橋脚に深いひび割れを見つけたため、橋を閉鎖した。", Some("ja")),
            ("He earns $30,000 a year and works 12 hours a day, five days a week.", Some("en")),
            ("Ana Ruiz", None),
            ("Fire in a mill, a school and a barn; a farmer, two cows, a dog saved.", Some("en")),
            ("Juan de la Rosa, Pedro de la Torre lead pilots; judge, 60, fines both men $500.", Some("en")),
            ("Le train de Paris est arrivé dans la gare avec deux heures de retard.", Some("fr")),
        ] {
            assert_eq!(detect([text].into_iter()).as_deref(), code, "{text}");
        }
    }
}
