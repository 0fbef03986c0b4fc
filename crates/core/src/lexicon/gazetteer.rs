//! The gazetteer: a packed table of names and places, read where it lies in the program; and the user's own.

mod fold;
mod table;
mod user;

pub use fold::Key;
pub use table::{AREA, BUCKET_BITS, CAPITAL, DEGREE, ENTRY, Entry, How, KINDS, Name};
use table::{AREAS, INDEX_MASK, TABLE, Table, text_of, u24_at, u32_at};
pub use user::{UserGazetteer, size};

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
            return Some(Name { text, word_place: 0, person_organization: 0, postings: (0, 0), own: Some(own) });
        }
        self.table.find(key)
    }

    /// The places of a name and how it stands for each; those built in by size, largest first.
    pub fn places(&self, name: &Name<'a>) -> impl Iterator<Item = (EntryId, How)> + use<'a> {
        let table = self.table;
        let built_in = (name.postings.0..name.postings.1).map(|i| {
            let word = table.posting(i);
            (word & INDEX_MASK, How::ALL[(word >> 21) as usize % How::ALL.len()])
        });
        name.own.unwrap_or_default().iter().map(|&i| (USER + i, How::Own)).chain(built_in)
    }

    /// Returns the place with this number.
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
        let own = if how == How::Own { None } else { self.own_name(id) };
        own.unwrap_or(name.text)
    }

    /// The own name of a place built in that has others besides.
    fn own_name(&self, id: EntryId) -> Option<&'static str> {
        let at = self.table.aliased.get(3 * id as usize..3 * id as usize + 3)?;
        self.table.own_name(u24_at(at))
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
        self.area_entry(area).and_then(|id| self.own_name(id)).unwrap_or("")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::PlaceKind;

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
        let lists = ["place/demonyms", "place/regions", "place/seats"];
        for row in lists.iter().flat_map(|list| crate::lexicon::folder::Folder::english().lines(list)) {
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
