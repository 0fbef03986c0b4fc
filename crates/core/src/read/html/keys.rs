//! What the names of meta tags tell.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::writers::is_of_another;
use crate::read::MetaField;
use crate::record::Origin;
use crate::text::tsv;

/// What parts the words of a key.
const PARTS: [char; 4] = [':', '.', '_', '-'];

/// The names of meta tags, in small letters, with what they tell.
static TAGS: LazyLock<FxHashMap<&'static str, (MetaField, Origin)>> = LazyLock::new(|| {
    rows().flat_map(|(meaning, names)| names.split(' ').map(move |name| (name, meaning))).collect()
});

/// The rows of the list, whose cells the build script has checked.
fn rows() -> impl Iterator<Item = ((MetaField, Origin), &'static str)> {
    let rows = tsv::rows(include_str!("../../../data/read/tags.tsv")).map(|row| row.cells());
    rows.filter_map(|[field, origin, names]| {
        let origin = if origin == "open_graph" { Origin::OpenGraph } else { Origin::MetaTag };
        Some(((field_of(field)?, origin), names))
    })
}

/// The field of that name in the list.
fn field_of(name: &str) -> Option<MetaField> {
    Some(match name {
        "title" => MetaField::Title,
        "author" => MetaField::Author,
        "published" => MetaField::Published,
        "modified" => MetaField::Modified,
        "site" => MetaField::SiteName,
        "section" => MetaField::Section,
        "description" => MetaField::Description,
        "tag" => MetaField::Tag,
        "category" => MetaField::Category,
        "license" => MetaField::License,
        "page_type" => MetaField::PageType,
        "url" => MetaField::CanonicalUrl,
        "image" => MetaField::Image,
        _ => return None,
    })
}

/// What a meta tag of that name tells.
pub fn meaning(key: &str) -> Option<(MetaField, Origin)> {
    // Publishers have names of their own for it: `news:author`, `site_authors`; `photo_author` is whose picture it is.
    TAGS.get(key).copied().or_else(|| names_writer(key).then_some((MetaField::Author, Origin::MetaTag)))
}

/// True for a key that ends as the names of such tags do: `news:author`, `article_author_name`, but not `photo_author`.
fn names_writer(key: &str) -> bool {
    let bare = key.strip_suffix("name").and_then(|rest| rest.strip_suffix(PARTS)).unwrap_or(key);
    let end = bare.rsplit(PARTS).next().unwrap_or(bare);
    ["author", "authors", "byline"].contains(&end) && !key.split(PARTS).any(is_of_another)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_meta_tag_is_listed_once_and_in_small_letters() {
        let list = tsv::rows(include_str!("../../../data/read/tags.tsv")).count();
        assert_eq!(rows().count(), list, "every field is known");
        let names: Vec<&str> = rows().flat_map(|(_, names)| names.split(' ')).collect();
        assert_eq!(names.len(), TAGS.len());
        assert!(names.iter().all(|name| *name == name.to_lowercase()));
    }
}
