//! By which words classes, keys and addresses say that they name a writer: `data/read/writers.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::tsv;

/// The words, each in small letters.
struct Words {
    folders: FxHashSet<&'static str>,
    classes: FxHashSet<&'static str>,
    /// What parts begin with that tell of something else.
    others: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |wanted: &'static str| {
        let rows = tsv::rows(include_str!("../../../data/read/writers.tsv")).map(|row| row.cells());
        rows.filter(move |[kind, _]| *kind == wanted).flat_map(|[_, words]| words.split(' '))
    };
    Words { folders: of("folder").collect(), classes: of("class").collect(), others: of("other").collect() }
});

/// True for the class names of elements that hold a writer's name and nothing else: `author vcard`, `byline-author`, `author__name`,
/// `nota-firma`; inside of one, `fn` of the hCard format too.
pub fn is_name_class(class: &str, is_inside: bool) -> bool {
    let is_one = |word: &str| {
        let word = word.to_ascii_lowercase();
        let (end, parts) = (word.rsplit(['-', '_']).next().unwrap_or_default(), word.split(['-', '_']));
        let is_writer = |part: &str| WORDS.classes.contains(part);
        parts.clone().any(is_writer) && (is_writer(end) || matches!(end, "name" | "vcard")) && !parts.clone().any(is_of_another)
    };
    class.split_ascii_whitespace().any(|word| is_one(word) || is_inside && word == "fn")
}

/// True for the address of a page about a writer: `/author/ana-ruiz`.
pub fn is_profile(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let mut parts = path.rsplit('/').filter(|part| !part.is_empty());
    let (Some(_), Some(folder)) = (parts.next(), parts.next()) else { return false };
    WORDS.folders.contains(folder)
}

/// True for a part of a class or a key that tells of something else that has a writer: `image-byline` is whose picture it is.
pub fn is_of_another(part: &str) -> bool {
    WORDS.others.iter().any(|other| part.starts_with(other))
}
