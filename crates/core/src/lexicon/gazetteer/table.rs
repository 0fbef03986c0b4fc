//! The packed table of names and places, read where it lies in the program.
//!
//! File, all little-endian: `NGGZ`, u32 sizes (bytes of names, buckets, entries, aliased entries, areas), then
//! - `names`: for each name its length, how many places bear it, what corpora say of it (two bytes), the name, and three bytes a
//!   place: its index and, in the upper three bits, a [`How`]. Names lie in the order of the upper bits of their [`Key`];
//! - `buckets`: u32 offsets into `names`, one for each value of these bits and one for the end;
//! - `entries`: the columns of the places, a byte each: identifier (4), latitude (3), longitude (3), area (2), kind, size;
//! - `aliased`: for the first entries, those with names besides their own, three bytes: where in `names` their own name is;
//! - `areas`: country (2 bytes), code of the state (8), index of its entry (4), area of the whole country (2); 0 is nowhere.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::Key;
use crate::record::PlaceKind;

/// The packed table.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| Table::open(include_bytes!("../../../data/place/gazetteer.bin")));

/// Bits of a key that choose its bucket.
pub const BUCKET_BITS: u32 = 16;

/// Entry columns, bytes an entry.
pub const ENTRY: usize = 14;

/// Bytes an area.
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
    pub(super) postings: &'a [u8],
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
    /// Degrees north, in thousandths.
    pub latitude: i32,
    /// Degrees east, in thousandths.
    pub longitude: i32,
    /// Its state or country, an index of areas.
    pub area: u16,
    /// What it is.
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

#[derive(Debug)]
pub(super) struct Table {
    pub(super) names: &'static [u8],
    pub(super) buckets: &'static [u8],
    pub(super) entries: &'static [u8],
    pub(super) aliased: &'static [u8],
    pub(super) areas: &'static [u8],
}

impl Table {
    fn open(bytes: &'static [u8]) -> Self {
        assert_eq!(&bytes[..4], b"NGGZ", "not a gazetteer");
        let mut rest = &bytes[24..];
        let mut section = |i: usize, width: usize| {
            let (section, after) = rest.split_at(u32_at(bytes, 4 + 4 * i) as usize * width);
            rest = after;
            section
        };
        let (names, buckets) = (section(0, 1), section(1, 4));
        Self { names, buckets, entries: section(2, ENTRY), aliased: section(3, 3), areas: section(4, AREA) }
    }

    pub(super) fn find(&self, key: &Key) -> Option<Name<'static>> {
        let hash = key.get();
        let bucket = 4 * (hash >> (64 - BUCKET_BITS)) as usize;
        let (start, end) = (u32_at(self.buckets, bucket) as usize, u32_at(self.buckets, bucket + 4) as usize);
        let mut rest = self.names.get(start..end)?;
        while let [length, places, ..] = *rest {
            let size = NAME + usize::from(length) + 3 * usize::from(places);
            if key.may_be(rest.get(NAME..NAME + usize::from(length))?) {
                let name = read_name(rest)?;
                if Key::of(name.text) == hash {
                    return Some(name);
                }
            }
            rest = rest.get(size..)?;
        }
        None
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

/// Bytes before the letters of a name.
pub(super) const NAME: usize = 4;

pub(super) fn read_name(bytes: &'static [u8]) -> Option<Name<'static>> {
    let (head, rest) = bytes.split_at_checked(NAME)?;
    let (text, rest) = rest.split_at_checked(usize::from(head[0]))?;
    let postings = rest.get(..3 * usize::from(head[1]))?;
    let text = std::str::from_utf8(text).ok()?;
    Some(Name { text, word_place: head[2], person_organization: head[3], postings, own: None })
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
