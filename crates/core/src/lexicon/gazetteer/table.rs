//! The packed table of names and places, read where it lies in the program.
//!
//! File, all little-endian: `NGGZ`, u32 sizes (names, bytes of their letters, postings, entries, aliased entries, areas), then
//! - a byte for each value of the upper bits of a [`Key`]: how many names have it; names lie in that order;
//! - the columns of the names, a byte each: length, how many places bear it, what corpora say of it (two);
//! - the letters of all names, then the three columns of all postings: the index of a place and, in the upper three bits, a [`How`];
//! - the columns of the places, a byte each: identifier (4), latitude (3), longitude (3), area (2), kind, size;
//! - `aliased`: for the first entries, those with names besides their own, three bytes: the number of their own name;
//! - `areas`: country (2 bytes), code of the state (8), index of its entry (4), area of the whole country (2); 0 is nowhere.
//!
//! Like stands with like, so that a wheel is smaller.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::fold::Key;
use crate::model::filter::Filter;
use crate::model::packed::partition_point_near;
use crate::record::PlaceKind;

/// The packed table.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| Table::open(nutgraf_data_gazetteer::WORLD));

/// Bits of a key that choose its bucket.
pub const BUCKET_BITS: u32 = 16;

/// Entry columns, bytes an entry.
pub const ENTRY: usize = 14;

/// Size of an area's row in bytes.
pub const AREA: usize = 16;

/// What fits in the index of an entry.
pub(super) const INDEX_MASK: u32 = (1 << 21) - 1;

/// Degrees are kept in this many parts.
pub const DEGREE: f64 = 1000.0;

/// How a name stands for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum How {
    /// It is its name.
    Own,
    /// It is another name of it.
    Other,
    /// It is short for it: "Calif.", "UK".
    Short,
    /// It is the adjective of what comes from there: "Russian".
    Adjective,
    /// It names people from there: "Mexicans".
    People,
    /// It is a seat of power there.
    Seat,
}

impl How {
    /// All of them, by number.
    pub const ALL: [Self; 6] = [Self::Own, Self::Other, Self::Short, Self::Adjective, Self::People, Self::Seat];

    /// True for "Russian" and "Mexicans".
    pub fn is_demonym(self) -> bool {
        matches!(self, Self::Adjective | Self::People)
    }
}

/// A name that is in the gazetteer.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a> {
    /// As the gazetteer writes it.
    pub text: &'a str,
    /// What corpora say of the name: upper four bits how often it's a common word, lower four how often a place; 0 unknown.
    pub word_place: u8,
    /// How often a person or an organisation, as above.
    pub person_organization: u8,
    /// The first of its postings and the one after the last.
    pub(super) postings: (u32, u32),
    /// Where the user's places of that name begin and end, if it is the user's.
    pub(super) own: Option<&'a [u32]>,
}

impl Name<'_> {
    /// True if it is the user's.
    pub fn is_own(&self) -> bool {
        self.own.is_some()
    }
}

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Its number in GeoNames, 0 if it has none.
    pub id: u32,
    /// Latitude north in thousandths of a degree.
    pub latitude: i32,
    /// Longitude east in thousandths of a degree.
    pub longitude: i32,
    /// Its state or country, an index of areas.
    pub area: u16,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// Eight times the logarithm to base 2 of its people; 0 if they are not known.
    pub size: u8,
    /// True for the capital of a country.
    pub capital: bool,
}

/// Kinds by their number in the table; the bit above them marks a capital.
pub const KINDS: [PlaceKind; 8] = [
    PlaceKind::Region,
    PlaceKind::Country,
    PlaceKind::Admin1,
    PlaceKind::Area,
    PlaceKind::City,
    PlaceKind::Nature,
    PlaceKind::Site,
    PlaceKind::Unknown,
];

/// Marks a capital in the column of kinds.
pub const CAPITAL: u8 = 8;

/// The columns of the file and where each bucket of names begins in them.
#[derive(Debug)]
pub(super) struct Table {
    /// Where each bucket begins, and the last one ends.
    starts: Vec<Start>,
    /// Bits for the names of each bucket by their keys, made when it is first asked for: they lie close together, the names do not.
    filters: Box<[AtomicU32]>,
    lengths: &'static [u8],
    places: &'static [u8],
    word_place: &'static [u8],
    person_organization: &'static [u8],
    letters: &'static [u8],
    postings: [&'static [u8]; 3],
    pub(super) entries: &'static [u8],
    pub(super) aliased: &'static [u8],
    pub(super) areas: &'static [u8],
}

/// Marks the filter of a bucket that was asked for.
const FILLED: u32 = 1 << 31;

/// Where a name begins: its number, its letters, its first posting.
#[derive(Debug, Clone, Copy, Default)]
struct Start {
    name: u32,
    letters: u32,
    posting: u32,
}

impl Table {
    fn open(bytes: &'static [u8]) -> Self {
        assert_eq!(&bytes[..4], b"NGGZ", "not a gazetteer");
        let mut rest = &bytes[4 + 4 * 6..];
        let size = |i: usize| u32_at(bytes, 4 + 4 * i) as usize;
        let mut section = |length: usize| {
            let (section, after) = rest.split_at(length);
            rest = after;
            section
        };
        let counts = section(1 << BUCKET_BITS);
        let [lengths, places, word_place, person_organization] = std::array::from_fn(|_| section(size(0)));
        let letters = section(size(1));
        let postings = std::array::from_fn(|_| section(size(2)));
        let (entries, aliased, areas) = (section(ENTRY * size(3)), section(3 * size(4)), section(AREA * size(5)));
        let mut table = Self {
            starts: Vec::with_capacity(counts.len() + 1),
            filters: counts.iter().map(|_| AtomicU32::default()).collect(),
            lengths,
            places,
            word_place,
            person_organization,
            letters,
            postings,
            entries,
            aliased,
            areas,
        };
        let mut at = Start::default();
        for &count in counts {
            table.starts.push(at);
            for _ in 0..count {
                at = table.after(at);
            }
        }
        table.starts.push(at);
        table
    }

    /// The names of a bucket.
    fn bucket(&self, bucket: usize) -> impl Iterator<Item = Start> {
        let [mut at, end] = self.starts.get(bucket..bucket + 2).map_or_else(Default::default, |starts| [starts[0], starts[1]]);
        std::iter::from_fn(move || {
            let name = at;
            at = self.after(at);
            (name.name < end.name).then_some(name)
        })
    }

    /// Whether a bucket may have a name of that key: most that are asked for are no places, which one look tells.
    fn may_have(&self, bucket: usize, hash: u64) -> bool {
        let mut filter = Filter::from_bits(self.filters[bucket].load(Ordering::Relaxed));
        if filter.is_empty() {
            let names = self.bucket(bucket).filter_map(|at| std::str::from_utf8(self.letters_of(at)?).ok());
            filter = Filter::from_bits(FILLED);
            names.for_each(|name| filter.add(Key::of(name)));
            self.filters[bucket].store(filter.bits(), Ordering::Relaxed);
        }
        filter.has(hash)
    }

    /// Where the next name begins.
    fn after(&self, at: Start) -> Start {
        let byte = |column: &[u8]| column.get(at.name as usize).copied().map_or(0, u32::from);
        Start { name: at.name + 1, letters: at.letters + byte(self.lengths), posting: at.posting + byte(self.places) }
    }

    fn letters_of(&self, at: Start) -> Option<&'static [u8]> {
        let length = usize::from(*self.lengths.get(at.name as usize)?);
        self.letters.get(at.letters as usize..at.letters as usize + length)
    }

    fn name(&self, at: Start) -> Option<Name<'static>> {
        let i = at.name as usize;
        let postings = (at.posting, self.after(at).posting);
        let text = std::str::from_utf8(self.letters_of(at)?).ok()?;
        let (word_place, person_organization) = (*self.word_place.get(i)?, *self.person_organization.get(i)?);
        Some(Name { text, word_place, person_organization, postings, own: None })
    }

    /// The word of a posting: the index of a place, and above it how the name stands for it.
    pub(super) fn posting(&self, i: u32) -> u32 {
        self.postings.iter().rev().fold(0, |word, column| word << 8 | column.get(i as usize).copied().map_or(0, u32::from))
    }

    /// The name with that number, which lies in the bucket that begins last before it.
    pub(super) fn own_name(&self, number: u32) -> Option<&'static str> {
        // Names are spread evenly over the buckets.
        let near = (u64::from(number) * self.starts.len() as u64 / self.lengths.len().max(1) as u64) as usize;
        let bucket = partition_point_near(&self.starts, near, |start| start.name <= number).checked_sub(1)?;
        let mut at = self.starts[bucket];
        while at.name < number {
            at = self.after(at);
        }
        std::str::from_utf8(self.letters_of(at)?).ok()
    }

    pub(super) fn find(&self, key: &Key) -> Option<Name<'static>> {
        let hash = key.get();
        let bucket = (hash >> (64 - BUCKET_BITS)) as usize;
        if !self.may_have(bucket, hash) {
            return None;
        }
        let mut names = self.bucket(bucket).filter(|&at| self.letters_of(at).is_some_and(|letters| key.may_be(letters)));
        names.find_map(|at| self.name(at).filter(|name| Key::of(name.text) == hash))
    }

    pub(super) fn entry(&self, index: u32) -> Entry {
        let rows = self.entries.len() / ENTRY;
        let byte = |column: usize| u32::from(self.entries[column * rows + index as usize]);
        let number = |column: usize, width: usize| (0..width).fold(0, |sum, i| sum | byte(column + i) << (8 * i));
        let signed = |column: usize| (number(column, 3) << 8).cast_signed() >> 8;
        let kind = number(12, 1) as u8;
        Entry {
            id: number(0, 4),
            latitude: signed(4),
            longitude: signed(7),
            area: number(10, 2) as u16,
            kind: KINDS[usize::from(kind & 7)],
            size: number(13, 1) as u8,
            capital: kind & CAPITAL != 0,
        }
    }
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

pub(super) fn u24_at(bytes: &[u8]) -> u32 {
    u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16
}

/// Areas by country and code.
pub(super) static AREAS: LazyLock<HashMap<(&'static str, &'static str), u16>> = LazyLock::new(|| {
    let rows = TABLE.areas.chunks_exact(AREA).enumerate();
    rows.map(|(i, row)| ((text_of(&row[..2]), text_of(&row[2..10])), i as u16)).collect()
});

pub(super) fn text_of(bytes: &'static [u8]) -> &'static str {
    let end = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).unwrap_or("")
}

/// Returns the area of a state by its country and its code there; that of the country, if there is no such state; else 0.
pub(super) fn area_of(country: &str, admin1: &str) -> u16 {
    AREAS.get(&(country, admin1)).copied().or_else(|| AREAS.get(&(country, "")).copied()).unwrap_or(0)
}
