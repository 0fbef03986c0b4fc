//! The gazetteer: a packed table of names and places, read where it lies in the program; and the user's own.
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
use super::user::UserGazetteer;
use crate::record::PlaceKind;

/// The packed table.
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::open(include_bytes!("../../../data/place/gazetteer.bin")));

/// Bits of a key that choose its bucket.
pub const BUCKET_BITS: u32 = 16;
/// Entry columns, bytes an entry.
pub const ENTRY: usize = 14;
/// Bytes an area.
pub const AREA: usize = 16;
/// What fits in the index of an entry.
const INDEX_MASK: u32 = (1 << 21) - 1;
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
    postings: &'a [u8],
    /// Where the user's places of that name begin and end, if it is the user's.
    own: Option<&'a [u32]>,
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
struct Table {
    names: &'static [u8],
    buckets: &'static [u8],
    entries: &'static [u8],
    aliased: &'static [u8],
    areas: &'static [u8],
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

    fn find(&self, key: &Key) -> Option<Name<'static>> {
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

    fn entry(&self, index: u32) -> Entry {
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

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn u24_at(bytes: &[u8]) -> u32 {
    u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16
}

/// Bytes before the letters of a name.
const NAME: usize = 4;

fn read_name(bytes: &'static [u8]) -> Option<Name<'static>> {
    let (head, rest) = bytes.split_at_checked(NAME)?;
    let (text, rest) = rest.split_at_checked(usize::from(head[0]))?;
    let postings = rest.get(..3 * usize::from(head[1]))?;
    let text = std::str::from_utf8(text).ok()?;
    Some(Name { text, word_place: head[2], person_organization: head[3], postings, own: None })
}

/// The gazetteer in use: the user's places, then those built in.
#[derive(Debug, Clone, Copy)]
pub struct Gazetteer<'a> {
    table: &'static Table,
    user: Option<&'a UserGazetteer>,
}

/// A place of either table: an index of entries, the user's above all built in.
pub type EntryId = u32;

/// Where the user's entries begin.
const USER: u32 = INDEX_MASK + 1;

impl<'a> Gazetteer<'a> {
    /// The gazetteer with the user's own places, if there are any.
    pub fn new(user: Option<&'a UserGazetteer>) -> Self {
        Self { table: &TABLE, user }
    }

    /// A name by its key.
    pub fn find(&self, key: &Key) -> Option<Name<'a>> {
        if let Some((text, own)) = self.user.and_then(|user| user.find(key.get())) {
            return Some(Name { text, word_place: 0, person_organization: 0, postings: &[], own: Some(own) });
        }
        self.table.find(key)
    }

    /// The places of a name and how it stands for each; those built in by size, largest first.
    pub fn places(&self, name: &Name<'a>) -> impl Iterator<Item = (EntryId, How)> + use<'a> {
        let built_in = name.postings.chunks_exact(3).map(|posting| {
            let word = u24_at(posting);
            (word & INDEX_MASK, How::ALL[(word >> 21) as usize % How::ALL.len()])
        });
        name.own.unwrap_or_default().iter().map(|&i| (USER + i, How::Own)).chain(built_in)
    }

    /// A place.
    pub fn entry(&self, id: EntryId) -> Entry {
        match self.user.filter(|_| id >= USER) {
            Some(user) => user.entry(id - USER),
            None => self.table.entry(id),
        }
    }

    /// True if a place is the user's.
    pub fn is_own(&self, id: EntryId) -> bool {
        id >= USER
    }

    /// The own name of a place that goes by `name`.
    pub fn name_of(&self, id: EntryId, name: &Name<'a>, how: How) -> &'a str {
        if id >= USER {
            return self.user.map_or("", |user| user.name(id - USER));
        }
        match self.table.aliased.get(3 * id as usize..3 * id as usize + 3) {
            Some(at) if how != How::Own => {
                self.table.names.get(u24_at(at) as usize..).and_then(read_name).map_or(name.text, |own| own.text)
            }
            _ => name.text,
        }
    }

    /// The country of an area, two letters; empty for none.
    pub fn country(&self, area: u16) -> &'static str {
        let row = self.area_row(area);
        text_of(row.get(..2).unwrap_or_default())
    }

    /// The code of the state of an area, as `US.CA`; nothing for a whole country.
    pub fn admin1(&self, area: u16) -> Option<String> {
        let code = text_of(self.area_row(area).get(2..10).unwrap_or_default());
        (!code.is_empty()).then(|| format!("{}.{code}", self.country(area)))
    }

    /// The place that an area is: a state or a country.
    pub fn area_entry(&self, area: u16) -> Option<EntryId> {
        (area > 0).then(|| u32_at(self.area_row(area), 10)).filter(|&id| id < INDEX_MASK)
    }

    /// The own name of an area.
    pub fn area_name(&self, area: u16) -> &'static str {
        let own = self.area_entry(area).and_then(|id| self.table.aliased.get(3 * id as usize..3 * id as usize + 3));
        let name = own.and_then(|at| self.table.names.get(u24_at(at) as usize..)).and_then(read_name);
        name.map_or("", |name| name.text)
    }

    fn area_row(&self, area: u16) -> &'static [u8] {
        let at = usize::from(area) * AREA;
        self.table.areas.get(at..at + AREA).unwrap_or_default()
    }

    /// The area of a country alone, by its two letters.
    pub fn country_area(&self, code: &str) -> Option<u16> {
        AREAS.get(&(code, "")).copied()
    }

    /// The area of a state by its country and its code there; that of the country, if there is no such state; else 0.
    pub fn area_of(&self, country: &str, admin1: &str) -> u16 {
        AREAS.get(&(country, admin1)).copied().or_else(|| self.country_area(country)).unwrap_or(0)
    }

    /// The area of the country that an area is in.
    pub fn country_of(&self, area: u16) -> u16 {
        self.area_row(area).get(14..16).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
    }
}

/// Areas by country and code.
static AREAS: LazyLock<HashMap<(&'static str, &'static str), u16>> = LazyLock::new(|| {
    let rows = TABLE.areas.chunks_exact(AREA).enumerate();
    rows.map(|(i, row)| ((text_of(&row[..2]), text_of(&row[2..10])), i as u16)).collect()
});

fn text_of(bytes: &'static [u8]) -> &'static str {
    let end = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).unwrap_or("")
}

/// True if a place goes by that name; for name finders that want the gazetteer's opinion.
pub fn contains(name: &str) -> bool {
    TABLE.find(&Key::new(name)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_place_of_a_name_comes_first() {
        let gazetteer = Gazetteer::new(None);
        let name = gazetteer.find(&Key::new("paris")).expect("Paris is known");
        let (first, how) = gazetteer.places(&name).next().expect("a name has a place");
        let entry = gazetteer.entry(first);
        assert_eq!((gazetteer.name_of(first, &name, how), gazetteer.country(entry.area)), ("Paris", "FR"));
        assert!(entry.capital && entry.kind == PlaceKind::City && entry.latitude / 1000 == 48);
        assert!(gazetteer.places(&name).any(|(id, _)| gazetteer.admin1(gazetteer.entry(id).area).as_deref() == Some("US.TX")));
    }

    #[test]
    fn every_row_of_the_lists_is_in_the_table() {
        let gazetteer = Gazetteer::new(None);
        let lists = [
            include_str!("../../../data/place/demonyms.tsv"),
            include_str!("../../../data/place/regions.tsv"),
            include_str!("../../../data/place/seats.tsv"),
        ];
        for row in lists.iter().flat_map(|list| list.lines()).filter(|row| !row.starts_with('#')) {
            let name = row.split('\t').next().expect("a row has a first column");
            assert!(gazetteer.find(&Key::new(name)).is_some(), "pack the gazetteer again: {name} is missing");
        }
    }

    #[test]
    fn areas_have_names_and_codes() {
        let gazetteer = Gazetteer::new(None);
        let area = gazetteer.country_area("FR").expect("France is known");
        assert_eq!((gazetteer.area_name(area), gazetteer.admin1(area)), ("France", None));
    }
}
