//! Names of months and days of the week.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::folder::Folder;
use crate::text::hash::hash;

/// Names of months in all languages that nutgraf has lists of: a page's date is read before its language is sure.
static MONTHS: LazyLock<Months> = LazyLock::new(|| {
    let mut months = Months { names: FxHashMap::default(), inside: FxHashSet::default() };
    for folder in Folder::all() {
        for [number, names] in folder.rows("months").map(|row| row.cells()) {
            for name in names.split(' ').map(hash) {
                match number.parse() {
                    Ok(0) | Err(_) => drop(months.inside.insert(name)),
                    Ok(number) => drop(months.names.entry(name).or_insert(number)),
                }
            }
        }
    }
    months
});

struct Months {
    /// Numbers by the hash of the name.
    names: FxHashMap<u64, i8>,
    /// Words that stand inside dates: `of`, `de`.
    inside: FxHashSet<u64>,
}

/// The number of a day of the week by its English name, from Monday, 0: other languages write days and months in one order alone.
pub fn weekday(name: &str) -> Option<i64> {
    static DAYS: LazyLock<FxHashMap<u64, i64>> = LazyLock::new(|| {
        let rows = Folder::english().rows("layout/words").map(|row| row.cells());
        let days = rows.filter(|[class, _]| *class == "weekday").flat_map(|[_, words]| words.split(' ').take(7));
        days.map(hash).zip(0..).collect()
    });
    DAYS.get(&hash(name)).copied()
}

/// The number of a month by its name or the first letters of it.
pub fn month(name: &str) -> Option<i8> {
    MONTHS.names.get(&hash(name)).copied()
}

/// Eras, and the year before their first one.
static ERAS: LazyLock<Vec<(&'static str, i16)>> = LazyLock::new(|| {
    let rows = Folder::all().iter().flat_map(|folder| folder.rows("read/eras")).map(|row| row.cells());
    rows.filter_map(|[era, before]| Some((era, before.parse().ok()?))).collect()
});

/// The year before the first one of the era with whose name a word ends: 2018 for `令和`.
pub fn before_era(word: &str) -> Option<i16> {
    ERAS.iter().find(|(era, _)| word.ends_with(era)).map(|(_, before)| *before)
}

/// True for a text that names an era.
pub fn has_era(text: &str) -> bool {
    !text.is_ascii() && text.len() < 200 && ERAS.iter().any(|(era, _)| text.contains(era))
}

/// True for a word that is used inside dates: `of`, `de`.
pub fn is_inside(word: &str) -> bool {
    MONTHS.inside.contains(&hash(word))
}
