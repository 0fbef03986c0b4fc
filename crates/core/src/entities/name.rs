//! A person's name taken apart.

use super::lexicon::{PronounClass, Lexicon, Syllables, Word};
use crate::text::hash::hash;

/// The parts of a name as it stands in the text.
#[derive(Debug, Clone, Default)]
pub(super) struct PersonName<'t> {
    /// Mr, Dr, Datuk Seri; the words before the name proper.
    pub honorific: Option<&'t str>,
    /// What the honorific goes with.
    pub agrees: PronounClass,
    /// The name proper, word by word: no honorific, no suffix.
    pub words: Vec<&'t str>,
    /// [`hash`] of each word, full stops left aside.
    pub keys: Vec<u64>,
    /// The suffix of the name: "Jr", "III".
    pub suffix: Option<&'t str>,
    /// The words of the family name, as indices in `words`; the only word of a short name is one.
    pub family: std::ops::Range<usize>,
}

impl<'t> PersonName<'t> {
    /// Takes a name apart. `None` if nothing is left without honorifics and suffixes.
    pub fn parse(text: &'t str, lexicon: &Lexicon) -> Option<Self> {
        let mut words: Vec<&'t str> = text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
        let mut name = Self::default();
        let kinds = |word: &str, kind: u64| lexicon.word(word).is(kind);
        while words.len() > 1 && kinds(words[words.len() - 1], Word::SUFFIX) {
            name.suffix = words.pop();
        }
        // "Don Carlos", but "Don Harker"
        let given = |word: Option<&&str>| word.is_some_and(|word| lexicon.female_ninths(key(word)).is_some());
        let is_title = |i: &usize| {
            let next = words.get(i + 1).is_some_and(|next| kinds(next, Word::HONORIFIC));
            kinds(words[*i], Word::HONORIFIC)
                || next && kinds(words[*i], Word::HONORIFIC_PAIR)
                || kinds(words[*i], Word::HONORIFIC_OR_GIVEN) && (words.len() > i + 2 || given(words.get(i + 1)))
        };
        let titles = (0..words.len()).take_while(is_title).count().min(words.len().saturating_sub(1));
        if titles > 0 {
            name.agrees = words[..titles].iter().fold(PronounClass::Either, |agrees, word| agrees.or(lexicon.word(word).agrees));
            name.honorific = cover(text, words[0], words[titles - 1]);
            words.drain(..titles);
        }
        if words.is_empty() {
            return None;
        }
        name.keys = words.iter().map(|word| key(word)).collect();
        name.family = family(&words, lexicon);
        name.words = words;
        Some(name)
    }

    /// The given names, other than initials too: what the family name leaves.
    pub fn given(&self) -> &[u64] {
        if self.family.start == 0 { &self.keys[self.family.end..] } else { &self.keys[..self.family.start] }
    }

    /// The words of [`given`](Self::given) as they are written.
    pub fn given_words(&self) -> &[&'t str] {
        if self.family.start == 0 { &self.words[self.family.end..] } else { &self.words[..self.family.start] }
    }

    /// The key of the family name's last word: particles and first halves of it are often left out.
    pub fn family_key(&self) -> u64 {
        self.keys[self.family.end - 1]
    }

    /// How much of a person's name this is: words spelt out weigh more than initials, capitals throughout less.
    pub fn fullness(&self) -> usize {
        let written = self.words.iter().filter(|word| !is_initial(word)).count();
        let shouting = self.words.iter().all(|word| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase()));
        (4 * written + 2 * (self.words.len() - written) + usize::from(self.suffix.is_some())).saturating_sub(if shouting {
            3
        } else {
            0
        })
    }

    /// True if both can be names of one person; the shorter one has two words or more.
    pub fn fits(&self, other: &Self, lexicon: &Lexicon) -> bool {
        if self.agrees.conflicts(other.agrees) || self.suffix_conflicts(other) {
            return false;
        }
        let (long, short) = if self.keys.len() >= other.keys.len() { (self, other) } else { (other, self) };
        if is_subsequence(&short.keys, &long.keys) {
            return true;
        }
        let same_family = self.family_key() == other.family_key();
        let given = long.given_fits(short, lexicon);
        let close = |a: &str, b: &str| a.chars().count().min(b.chars().count()) >= 5 && within_edits(a, b, 1);
        let (a, b) = (self.words[self.family.end - 1], other.words[other.family.end - 1]);
        let same_given = self.given().first().is_some_and(|first| Some(first) == other.given().first());
        same_family && given
            || same_given && (close(a, b) || lacks_last(a, b) || same_transliteration(a, b))
            || same_family
                && self
                    .given_words()
                    .iter()
                    .zip(other.given_words())
                    .next()
                    .is_some_and(|(a, b)| close(a, b) || same_transliteration(a, b))
    }

    fn suffix_conflicts(&self, other: &Self) -> bool {
        matches!((self.suffix, other.suffix), (Some(a), Some(b)) if key(a) != key(b))
    }

    /// True if the given names of `short` can stand for those of `self`: initials, short forms, left-out middle names.
    fn given_fits(&self, short: &Self, lexicon: &Lexicon) -> bool {
        let (mine, theirs) = (self.given_words(), short.given_words());
        let Some(&first) = theirs.first() else { return false };
        let fits = |word: &str| {
            key(word) == key(first)
                || lexicon.nickname(key(word), key(first))
                || (is_initial(word) || is_initial(first)) && initial(word) == initial(first)
                || is_prefix(word, first)
        };
        mine.iter().take(2).any(|word| fits(word))
    }
}

/// The hash that a word of a name is compared by.
pub(super) fn key(word: &str) -> u64 {
    hash(word.trim_matches(['“', '”', '"']).trim_end_matches('.'))
}

/// The part of `text` from the start of `first` to the end of `last`, both slices of it.
fn cover<'t>(text: &'t str, first: &str, last: &str) -> Option<&'t str> {
    let offset = |part: &str| (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    text.get(offset(first)?..offset(last)? + last.len())
}

/// "J.", "J", "J.R."
pub(super) fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters == 1 || word.contains('.') && letters <= 3 && word.chars().all(|c| c == '.' || c.is_uppercase())
}

/// "Roja" and "Rojas": one letter is missing at the end.
fn lacks_last(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 4 && short.chars().count() + 1 == long.chars().count() && long.starts_with(short)
}

fn initial(word: &str) -> Option<char> {
    word.chars().next().map(|c| c.to_ascii_lowercase())
}

/// "Dan" and "Daniel": the short form is a beginning of the long one, three letters at least.
fn is_prefix(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 3 && long.get(..short.len()).is_some_and(|start| start.eq_ignore_ascii_case(short))
}

fn is_subsequence(short: &[u64], long: &[u64]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|key| rest.any(|other| other == key))
}

/// "Zelensky", "Zelenskiy", "Zelenskyy": one name, spelt by different tables.
pub(super) fn same_transliteration(a: &str, b: &str) -> bool {
    let stem = |word: &str| word.to_lowercase().trim_end_matches(['y', 'i', 'j']).to_owned();
    let ends = |word: &str| word.ends_with(['y', 'i', 'j']);
    ends(a) && ends(b) && a.len() >= 5 && stem(a) == stem(b)
}

/// True if one word is likely a slip in writing the other: the longer they are, the more letters may differ.
pub(super) fn slip(a: &str, b: &str) -> bool {
    let count = |word: &str| word.chars().count();
    match count(a).min(count(b)) {
        0..5 => false,
        5 => initial(a) == initial(b) && count(a) != count(b) && within_edits(a, b, 1),
        6..8 => within_edits(a, b, 1),
        _ => initial(a) == initial(b) && within_edits(a, b, 2),
    }
}

/// True if the edit distance (Levenshtein) of two words is at most `edits`; case is ignored.
fn within_edits(a: &str, b: &str, edits: usize) -> bool {
    let (mut a, mut b) = (a.chars().flat_map(char::to_lowercase).peekable(), b.chars().flat_map(char::to_lowercase).peekable());
    while a.peek().is_some() && a.peek() == b.peek() {
        a.next();
        b.next();
    }
    if a.peek() == b.peek() {
        return true;
    }
    let rest = |skip_a: usize, skip_b: usize| {
        let (a, b): (String, String) = (a.clone().skip(skip_a).collect(), b.clone().skip(skip_b).collect());
        within_edits(&a, &b, edits - 1)
    };
    edits > 0 && (rest(1, 1) || rest(1, 0) || rest(0, 1))
}

/// The words of the family name.
fn family(words: &[&str], lexicon: &Lexicon) -> std::ops::Range<usize> {
    let count = words.len();
    if count == 1 {
        return 0..1;
    }
    let first = lexicon.word(words[0]);
    let given = &words[1..];
    let joined = given[0].contains('-') || count == 3;
    if count <= 3
        && given.iter().all(|word| is_syllabic(word, joined, &lexicon.syllables))
        && (first.is(Word::FAMILY_FIRST) || first.is(Word::FAMILY_OR_GIVEN) && joined)
    {
        return 0..1;
    }
    let particle = |word: &str| {
        lexicon.word(word).is(Word::PARTICLE) && !word.ends_with('.')
            || word.starts_with("al-")
            || word.starts_with("Al-")
            || word.starts_with("el-")
    };
    let mut start = count - 1;
    while start > 1 && particle(words[start - 1]) {
        start -= 1;
    }
    start..count
}

/// True if a word can be a Chinese or Korean given name: one or two syllables, or several joined by hyphens.
///
/// `sure` says that more than the syllables speaks for it; then endings pass that other names have as well ("Kar", "Yeol").
pub(super) fn is_syllabic(word: &str, sure: bool, all: &Syllables) -> bool {
    word.split('-').all(|part| syllables(&part.to_ascii_lowercase(), sure, all).is_some_and(|count| (1..=2).contains(&count)))
}

/// How many syllables of the shape consonants, vowels, nasal or stop make up the word, if they do.
fn syllables(word: &str, sure: bool, all: &Syllables) -> Option<usize> {
    let Syllables { onsets, codas, likely } = all;
    let codas = if sure { likely } else { codas };
    let mut rest = word;
    let mut count = 0;
    while !rest.is_empty() {
        rest = onsets.iter().find_map(|onset| rest.strip_prefix(*onset)).unwrap_or(rest);
        let vowels = rest.len() - rest.trim_start_matches(['a', 'e', 'i', 'o', 'u', 'ü']).len();
        if vowels == 0 {
            return None;
        }
        rest = &rest[vowels..];
        let next_is_vowel = |tail: &str| tail.starts_with(['a', 'e', 'i', 'o', 'u']);
        rest = codas.iter().filter_map(|coda| rest.strip_prefix(*coda)).find(|tail| !next_is_vowel(tail)).unwrap_or(rest);
        count += 1;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::folder::Folder;

    #[test]
    fn names_come_apart() {
        let lexicon = Lexicon::open(Folder::english()).expect("good rows");
        for (text, honorific, given, family, suffix) in [
            ("Ana Ruiz", None, "Ana", "Ruiz", None),
            ("Mr Tom B. Harlow Jr.", Some("Mr"), "Tom B.", "Harlow", Some("Jr.")),
            ("Datuk Seri Karim Latif", Some("Datuk Seri"), "Karim", "Latif", None),
            ("Juan Pérez de la Cruz", None, "Juan Pérez", "de la Cruz", None),
            ("Zhao Minghua", None, "Minghua", "Zhao", None),
            ("Kim Sang-woo", None, "Sang-woo", "Kim", None),
            ("Kim Harlow", None, "Kim", "Harlow", None),
            ("Goh Siew Lan", None, "Siew Lan", "Goh", None),
            ("Jung Tae-yeol", None, "Tae-yeol", "Jung", None),
            ("Don Harker", None, "Don", "Harker", None),
            ("Don Carlos", Some("Don"), "", "Carlos", None),
            ("Mrs Harlow", Some("Mrs"), "", "Harlow", None),
        ] {
            let name = PersonName::parse(text, &lexicon).expect("a name");
            assert_eq!(name.honorific, honorific, "{text}");
            assert_eq!(name.given_words().join(" "), given, "{text}");
            assert_eq!(name.words[name.family.clone()].join(" "), family, "{text}");
            assert_eq!(name.suffix, suffix, "{text}");
        }
    }

    #[test]
    fn names_of_one_person_fit_and_others_do_not() {
        let lexicon = Lexicon::open(Folder::english()).expect("good rows");
        for (a, b, fits) in [
            ("Tom B. Harlow Jr.", "Tom Harlow", true),
            ("William Harlow", "Bill Harlow", true),
            ("W. Harlow", "William Harlow", true),
            ("J. Scott Barnes", "Scott Barnes", true),
            ("Petro Lisovsky", "Petro Lisovskyi", true),
            ("Petro Lisovsky", "Olha Lisovska", false),
            ("Tom Harlow", "Anna Harlow", false),
            ("Mr Harlow Smith", "Mrs Harlow Smith", false),
            ("Tom Harlow Jr.", "Tom Harlow Sr.", false),
            ("Luis Andrés Peña Soto", "Peña Soto", true),
        ] {
            let (x, y) = (PersonName::parse(a, &lexicon).expect("a name"), PersonName::parse(b, &lexicon).expect("a name"));
            assert_eq!(x.fits(&y, &lexicon), fits, "{a} / {b}");
            assert_eq!(y.fits(&x, &lexicon), fits, "{b} / {a}");
        }
    }

    #[test]
    fn slips_grow_with_the_word() {
        for (a, b, yes) in [
            ("Maller", "Maler", true),
            ("Wate", "Water", false),
            ("Baker", "Maker", false),
            ("Perez", "Peres", false),
            ("Kessler", "Kesslar", true),
            ("Brandtmann", "Brantman", true),
            ("Brandtmann", "Grantman", false),
        ] {
            assert_eq!(slip(a, b), yes, "{a} {b}");
        }
    }

    #[test]
    fn one_edit_is_one_edit() {
        for (a, b, yes) in
            [("Roja", "Rojas", true), ("Meyer", "Mayer", true), ("abc", "abc", true), ("abcd", "ab", false), ("", "a", true)]
        {
            assert_eq!(within_edits(a, b, 1), yes, "{a} {b}");
        }
    }
}
