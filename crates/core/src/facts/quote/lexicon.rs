//! The words that may mark speech: `data/lang/en/quote/cues.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::folder::Folder;
use crate::record::Polarity;
use crate::syntax::{Token, Upos};
use crate::text::hash::hash;

/// A row of the list.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The dictionary form.
    pub lemma: &'static str,
    /// [`hash`] of that.
    pub hash: u64,
    /// What sort of word it is.
    pub class: Class,
    /// What it says about the words.
    pub polarity: Polarity,
}

/// Sorts of cue words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A verb of speech.
    Speech,
    /// A verb of thought.
    Thought,
    /// A verb of not speaking: "declined".
    Silence,
    /// A noun: "claim".
    Noun,
    /// "according to".
    Source,
    /// A colon or a dash.
    Mark,
}

/// The entries of a form: as a verb or other word, and as a noun.
type Readings = [Option<Entry>; 2];

static CUES: LazyLock<FxHashMap<u64, Readings>> = LazyLock::new(|| {
    let mut map = FxHashMap::<u64, Readings>::default();
    for (entry, forms) in rows().filter_map(Result::ok) {
        for form in forms.split(' ') {
            map.entry(hash(form)).or_default()[usize::from(entry.class == Class::Noun)].get_or_insert(entry);
        }
    }
    map
});

/// The entry of a token, if it may mark speech; its part of speech chooses among readings.
pub fn cue(token: &Token) -> Option<Entry> {
    let [verb, noun] = *CUES.get(&token.hash)?;
    if matches!(token.upos, Upos::Noun | Upos::Propn) { noun.or(verb) } else { verb.or(noun) }
}

/// Reads the list: entry and forms of each row, or the row that can't be read.
fn rows() -> impl Iterator<Item = Result<(Entry, &'static str), &'static str>> {
    Folder::english().lines("quote/cues").map(|row| parse(row).ok_or(row))
}

fn parse(row: &'static str) -> Option<(Entry, &'static str)> {
    let mut fields = row.split('\t');
    let lemma = fields.next()?;
    let class = match fields.next()? {
        "speech" => Class::Speech,
        "thought" => Class::Thought,
        "silence" => Class::Silence,
        "noun" => Class::Noun,
        "source" => Class::Source,
        "mark" => Class::Mark,
        _ => return None,
    };
    let polarity = match fields.next()? {
        "said" => Polarity::Said,
        "denied" => Polarity::Denied,
        "not_said" => Polarity::NotSaid,
        _ => return None,
    };
    Some((Entry { lemma, hash: hash(lemma), class, polarity }, fields.next()?))
}

/// Classes of `data/lang/en/quote/words.tsv`, a bit each; said there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
#[repr(u16)]
pub enum Role {
    Addressed = 1,
    ChannelPreposition = 2,
    Channel = 4,
    Document = 8,
    Organization = 16,
    Group = 32,
    Anonymous = 64,
    Refused = 128,
    Unanswered = 256,
    Request = 512,
}

static ROLES: LazyLock<FxHashMap<u64, u16>> = LazyLock::new(|| {
    let mut map = FxHashMap::default();
    for (role, words) in role_rows().filter_map(Result::ok) {
        for word in words.split(' ') {
            *map.entry(hash(word)).or_default() |= role as u16;
        }
    }
    map
});

/// True if the word of this [`hash`] has the role.
pub fn has_role(word: u64, role: Role) -> bool {
    ROLES.get(&word).is_some_and(|roles| roles & role as u16 != 0)
}

fn role_rows() -> impl Iterator<Item = Result<(Role, &'static str), &'static str>> {
    let parse = |row: &'static str| {
        let (role, words) = row.split_once('\t')?;
        let role = match role {
            "addressed" => Role::Addressed,
            "channel_preposition" => Role::ChannelPreposition,
            "channel" => Role::Channel,
            "document" => Role::Document,
            "organization" => Role::Organization,
            "group" => Role::Group,
            "anonymous" => Role::Anonymous,
            "refused" => Role::Refused,
            "unanswered" => Role::Unanswered,
            "request" => Role::Request,
            _ => return None,
        };
        Some((role, words))
    };
    Folder::english().lines("quote/words").map(move |row| parse(row).ok_or(row))
}

/// Words that rules and features name, as [`hash`]es.
pub struct Words {
    /// "that"
    pub that: u64,
    /// "to"
    pub to: u64,
    /// "whether" and "if"
    pub whether: [u64; 2],
    /// Pronouns that stand before a noun: "his".
    pub possessive: [u64; 7],
    /// "'s" and its like.
    pub genitive: [u64; 2],
    /// Words that negate a verb after them.
    pub negation: [u64; 10],
    /// Prepositions that tie a noun to the one before.
    pub ties: [u64; 8],
    /// Those of them that never tell a time.
    pub belonging: [u64; 2],
    /// "who", "which"
    pub relative: [u64; 3],
}

/// See [`Words`].
pub static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    that: hash("that"),
    to: hash("to"),
    whether: ["whether", "if"].map(hash),
    possessive: ["his", "her", "its", "their", "my", "our", "your"].map(hash),
    genitive: ["'s", "'"].map(hash),
    negation: ["not", "n't", "never", "no", "without", "neither", "nor", "cannot", "didn't", "wouldn't"].map(hash),
    ties: ["of", "for", "from", "at", "with", "in", "on", "to"].map(hash),
    belonging: ["of", "for"].map(hash),
    relative: ["who", "which", "whose"].map(hash),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_lists_parses() {
        for row in rows() {
            let (entry, forms) = row.unwrap_or_else(|row| panic!("{row}"));
            assert!(!entry.lemma.is_empty() && !forms.is_empty());
        }
        for row in role_rows() {
            row.unwrap_or_else(|row| panic!("{row}"));
        }
    }
}
