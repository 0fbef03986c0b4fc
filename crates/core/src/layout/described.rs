//! What the page says about its article beside title, authors and dates: what it is about, of which kind, under which licence.

use rustc_hash::FxHashSet;

use crate::read::{Document, MetaField};
use crate::record::{Field, Meta, Origin};

/// No more tags or categories are kept.
const MOST: usize = 50;

/// A tag is no longer, in characters.
const LONGEST: usize = 80;

/// Puts description, tags, categories, licence, kind of page and host into the metadata.
pub fn fill(document: &Document, meta: &mut Meta) {
    let declared = |field| document.candidates.iter().filter(move |(of, _)| *of == field).map(|(_, found)| found);
    meta.description = declared(MetaField::Description).next().cloned();
    meta.license = declared(MetaField::License).next().cloned();
    meta.page_type = declared(MetaField::PageType).next().cloned();
    meta.tags = listed(declared(MetaField::Tag));
    meta.categories = listed(declared(MetaField::Section).chain(declared(MetaField::Category)));
    meta.hostname = document.site().map(|host| {
        let canonical = declared(MetaField::CanonicalUrl).next().map(|found| found.origin);
        let origin = if document.url.is_some() { Origin::Url } else { canonical.unwrap_or(Origin::Url) };
        Field { value: host.to_lowercase(), origin, extent: None }
    });
}

/// The parts of all declarations, each once, whatever its capitals. What the text shows counts where nothing is declared.
fn listed<'a>(declared: impl Iterator<Item = &'a Field>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for found in declared {
        if found.origin == Origin::Text && fields.last().is_some_and(|last| last.origin != Origin::Text) {
            continue;
        }
        for part in found.value.split([',', ';', '|', '、', '，', '；']).map(str::trim) {
            let fits = fields.len() < MOST && (1..=LONGEST).contains(&part.chars().count());
            if fits && seen.insert(part.to_lowercase()) {
                fields.push(Field { value: part.to_owned(), ..found.clone() });
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_parted_and_each_is_kept_once() {
        let field = |value: &str, origin| Field { value: value.to_owned(), origin, extent: None };
        let declared =
            [field("Bridges, Ferry", Origin::JsonLd), field("ferry;harbour", Origin::MetaTag), field("More", Origin::Text)];
        let tags = listed(declared.iter());
        let tags: Vec<_> = tags.iter().map(|tag| (tag.value.as_str(), tag.origin)).collect();
        assert_eq!(tags, [("Bridges", Origin::JsonLd), ("Ferry", Origin::JsonLd), ("harbour", Origin::MetaTag)]);
    }
}
