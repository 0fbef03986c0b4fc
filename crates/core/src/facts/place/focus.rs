//! What area an article is about: the shares of its places, those of the title and the lead counted more.

use crate::lexicon::gazetteer::{EntryId, Gazetteer};
use crate::record::{Confidence, Focus, FocusArea, Place, PlaceKind, PlaceUse};

/// Areas with a smaller share, in hundredths, are left out.
const LEAST: u32 = 5;
/// Maximum number of areas that are listed.
const LISTED: usize = 5;

/// An article that names more areas than that is about none of the rest.
const MOST: usize = 256;

/// Collects the weights of areas by code.
#[derive(Debug, Default)]
struct Tally(Vec<(String, String, u32)>);

impl Tally {
    fn add(&mut self, code: &str, name: &str, weight: u32) {
        if let Some((_, _, sum)) = self.0.iter_mut().find(|(known, _, _)| known == code) {
            *sum += weight;
        } else if self.0.len() < MOST {
            self.0.push((code.to_owned(), name.to_owned(), weight));
        }
    }

    fn areas(mut self) -> Vec<FocusArea> {
        let total: u32 = self.0.iter().map(|(_, _, weight)| weight).sum();
        // Stable: of equal weights the one named first comes first.
        self.0.sort_by_key(|(_, _, weight)| std::cmp::Reverse(*weight));
        let listed = self.0.into_iter().take(LISTED).filter(|(_, _, weight)| weight * 100 >= LEAST * total);
        listed
            .map(|(code, name, weight)| FocusArea { code, name, weight: Confidence::new(weight as f32 / total as f32) })
            .collect()
    }
}

/// Weighs the places; `lead` says which of them stand in the title or the lead, `entries` what they are in the gazetteer.
pub fn focus(gazetteer: &Gazetteer<'_>, places: &[Place], entries: &[Option<EntryId>], lead: impl Fn(&Place) -> bool) -> Focus {
    let (mut countries, mut states, mut cities) = (Tally::default(), Tally::default(), Tally::default());
    for (place, entry) in places.iter().zip(entries) {
        let (Some(country), Some(id)) = (&place.country, *entry) else { continue };
        let weight = if place.usage == PlaceUse::Embedded { 1 } else { 2 } * if lead(place) { 2 } else { 1 };
        let area = gazetteer.entry(id).area;
        countries.add(country, gazetteer.area_name(gazetteer.country_of(area)), weight);
        if let Some(code) = &place.admin1 {
            states.add(code, gazetteer.area_name(area), weight);
        }
        if let (PlaceKind::City, Some(id)) = (place.kind, place.geonames_id) {
            cities.add(&id.to_string(), &place.name, weight);
        }
    }
    Focus { countries: countries.areas(), admin1: states.areas(), cities: cities.areas() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_shares_come_first_and_crumbs_are_left_out() {
        let mut tally = Tally::default();
        for (code, weight) in [("XA", 2), ("XB", 60), ("XC", 38)] {
            tally.add(code, code, weight);
        }
        let areas: Vec<_> = tally.areas().into_iter().map(|area| (area.code, area.weight.get())).collect();
        assert_eq!(areas, [("XB".to_owned(), 0.6), ("XC".to_owned(), 0.38)]);
    }
}
