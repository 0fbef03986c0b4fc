//! Which column or key of a row is what.

use std::borrow::Cow;

use nutgraf::Source;
use serde::{Deserialize, Serialize};

/// The names of the columns that matter; where none is given, the first of the usual names that is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Columns {
    /// Plain text.
    pub text: Option<String>,
    /// HTML; read only if a row has no text.
    pub html: Option<String>,
    /// The name under which the record goes.
    pub id: Option<String>,
    /// Where the document came from.
    pub url: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it: a name or several in one cell, in JSON a list too.
    pub authors: Option<String>,
    /// The name of the site or paper.
    pub site_name: Option<String>,
    /// The section of the paper.
    pub section: Option<String>,
    /// The language, ISO 639-1.
    pub language: Option<String>,
    /// When the document was fetched.
    pub crawled: Option<String>,
    /// Columns that are kept: they go into the record's `context`, and are columns of the table `articles`.
    pub keep: Vec<String>,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    Html,
    Id,
    Url,
    Published,
    Title,
    Authors,
    SiteName,
    Section,
    Language,
    Crawled,
}

pub(crate) const ROLES: [Role; 11] = [
    Role::Text,
    Role::Html,
    Role::Id,
    Role::Url,
    Role::Published,
    Role::Title,
    Role::Authors,
    Role::SiteName,
    Role::Section,
    Role::Language,
    Role::Crawled,
];

/// For each role the index of its column.
pub(crate) type Chosen = [Option<usize>; ROLES.len()];

impl Role {
    /// The usual names, best first.
    fn usual(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["text", "body", "content", "article", "maintext", "article_text", "plain_text", "raw_text"],
            Self::Html => &["html", "raw_html", "page", "page_html"],
            Self::Id => &["id", "_id", "doc_id", "article_id", "uid", "guid"],
            Self::Url => &["url", "link", "uri", "source_url", "canonical_url"],
            Self::Published => &[
                "published",
                "date",
                "published_at",
                "date_published",
                "publish_date",
                "pub_date",
                "pubdate",
                "publication_date",
                "date_publish",
                "published_date",
                "published_time",
                "dct",
                "timestamp",
            ],
            Self::Title => &["title", "headline", "article_title"],
            Self::Authors => &["authors", "author", "byline", "creator"],
            Self::SiteName => {
                &["site_name", "site", "sitename", "source_name", "publisher", "publication", "newspaper", "outlet", "source"]
            }
            Self::Section => &["section", "category"],
            Self::Language => &["language", "lang", "language_code"],
            Self::Crawled => &[
                "crawled",
                "crawled_at",
                "crawl_date",
                "date_crawled",
                "fetched",
                "fetched_at",
                "fetch_time",
                "date_download",
                "downloaded_at",
                "scraped_at",
                "retrieved",
            ],
        }
    }
}

impl Columns {
    fn named(&self, role: Role) -> Option<&str> {
        match role {
            Role::Text => self.text.as_deref(),
            Role::Html => self.html.as_deref(),
            Role::Id => self.id.as_deref(),
            Role::Url => self.url.as_deref(),
            Role::Published => self.published.as_deref(),
            Role::Title => self.title.as_deref(),
            Role::Authors => self.authors.as_deref(),
            Role::SiteName => self.site_name.as_deref(),
            Role::Section => self.section.as_deref(),
            Role::Language => self.language.as_deref(),
            Role::Crawled => self.crawled.as_deref(),
        }
    }

    /// What the column of that name is, and how good a choice for it (0 is best).
    pub(crate) fn role(&self, name: &str) -> Option<(Role, usize)> {
        // A user who says that `text` is the id does not mean it to be the text as well.
        if let Some(role) = ROLES.into_iter().find(|&role| self.named(role) == Some(name)) {
            return Some((role, 0));
        }
        ROLES.into_iter().filter(|&role| self.named(role).is_none()).find_map(|role| {
            let rank = role.usual().iter().position(|usual| usual.eq_ignore_ascii_case(name))?;
            Some((role, rank))
        })
    }

    /// For each role the index of the best column among these names.
    pub(crate) fn choose<'a>(&self, names: impl Iterator<Item = &'a str>) -> Chosen {
        let mut best: [Option<(usize, usize)>; ROLES.len()] = [None; ROLES.len()];
        for (i, name) in names.enumerate() {
            if let Some((role, rank)) = self.role(name) {
                let slot = &mut best[role as usize];
                if slot.is_none_or(|(old, _)| rank < old) {
                    *slot = Some((rank, i));
                }
            }
        }
        best.map(|slot| slot.map(|(_, i)| i))
    }

    /// The columns that are kept: where they are among these names, and what they are called.
    pub(crate) fn kept(&self, names: &[&str]) -> Vec<(usize, String)> {
        let place = |name: &String| names.iter().position(|other| other == name);
        self.keep.iter().filter_map(|name| Some((place(name)?, name.clone()))).collect()
    }

    /// The names asked for and not among these.
    pub(crate) fn missing<'a>(&'a self, names: &[&str]) -> Option<&'a str> {
        let kept = self.keep.iter().map(String::as_str);
        ROLES.into_iter().filter_map(|role| self.named(role)).chain(kept).find(|name| !names.contains(name))
    }
}

/// The cells of one row that matter.
#[derive(Debug)]
pub(crate) struct Row {
    cells: [Option<String>; ROLES.len()],
    /// Authors that come as a list.
    authors: Vec<String>,
    /// A page in an encoding of its own.
    page: Option<Vec<u8>>,
    /// What was odd about the cells.
    notes: Vec<String>,
    /// Columns that are kept.
    kept: serde_json::Map<String, serde_json::Value>,
    max_bytes: usize,
}

impl Row {
    /// An empty row. Of each cell no more is kept than the extractor reads, and somewhat more, so that it sees that it is too long.
    pub fn new(max_bytes: usize) -> Self {
        let max_bytes = max_bytes.saturating_add(8);
        Self {
            cells: Default::default(),
            authors: Vec::new(),
            page: None,
            notes: Vec::new(),
            kept: serde_json::Map::new(),
            max_bytes,
        }
    }

    pub fn set<'a>(&mut self, role: Role, value: impl Into<Cow<'a, str>>) {
        let value = value.into();
        let limit = match role {
            Role::Text | Role::Html => self.max_bytes,
            // Every fact of a table repeats the id.
            Role::Id => 1000,
            _ => 8000,
        };
        let cell = if value.len() > limit { value[..value.floor_char_boundary(limit)].to_owned() } else { value.into_owned() };
        self.cells[role as usize] = Some(cell);
    }

    pub fn keep(&mut self, name: &str, value: serde_json::Value) {
        self.kept.insert(name.to_owned(), value);
    }

    pub fn set_authors(&mut self, authors: Vec<String>) {
        self.authors = authors;
    }

    /// Bytes of a cell: UTF-8; a page in another encoding, which it declares itself; else Windows' own, which is noted.
    pub fn set_bytes(&mut self, role: Role, bytes: &[u8]) {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.set(role, text),
            Err(_) if role == Role::Html => self.page = Some(bytes[..bytes.len().min(self.max_bytes)].to_vec()),
            Err(error) => {
                // One broken place in a cell that is UTF-8 otherwise does not make it another encoding.
                let is_utf8 = bytes[..error.valid_up_to()].iter().any(|b| !b.is_ascii());
                let note = if is_utf8 {
                    "a cell held bytes that are no UTF-8"
                } else {
                    "a cell that is no UTF-8 was read as windows-1252"
                };
                if !self.notes.iter().any(|other| other == note) {
                    self.notes.push(note.to_owned());
                }
                if is_utf8 {
                    self.set(role, String::from_utf8_lossy(bytes));
                } else {
                    self.set(role, encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0);
                }
            }
        }
    }

    /// The row as a source, if it has text; `id` is its name if it has none of its own.
    pub fn into_source(self, id: impl FnOnce() -> String) -> Option<Source<'static>> {
        let full = |cell: Option<String>| cell.filter(|cell| !cell.trim().is_empty());
        let [text, html, own_id, url, published, title, authors, site_name, section, language, crawled] = self.cells;
        // An empty text beside a page is a text that nobody could get out of it.
        let is_page = self.page.is_some() || html.as_ref().is_some_and(|html| !html.trim().is_empty());
        let text = text.filter(|text| !is_page || !text.trim().is_empty());
        let mut source = match (text, self.page, html) {
            (Some(text), ..) => Source::text(text),
            (None, Some(page), _) => {
                let mut source = Source::bytes(page);
                source.content_type = Some("text/html".into());
                source
            }
            (None, None, Some(html)) => {
                let mut source = Source::bytes(html.into_bytes());
                source.content_type = Some("text/html; charset=utf-8".into());
                source
            }
            (None, None, None) => return None,
        };
        source.notes.extend(self.notes);
        source.id = Some(full(own_id).unwrap_or_else(id).into());
        source.url = full(url).map(Into::into);
        source.published = full(published).map(Into::into);
        source.title = full(title).map(Into::into);
        source.authors = self.authors.into_iter().chain(full(authors)).map(Into::into).collect();
        source.site_name = full(site_name).map(Into::into);
        source.section = full(section).map(Into::into);
        source.language = full(language).map(Into::into);
        source.context = self.kept;
        source.crawled = full(crawled).map(Into::into);
        Some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_given_wins_over_the_usual_ones() {
        let columns = Columns { text: Some("story".into()), id: Some("text".into()), ..Columns::default() };
        let chosen = columns.choose(["text", "story", "URL", "body"].into_iter());
        assert_eq!(chosen[..5], [Some(1), None, Some(0), Some(2), None]);
        assert_eq!(columns.missing(&["story"]), Some("text"));
    }

    #[test]
    fn usual_names_have_an_order() {
        let chosen = Columns::default().choose(["content", "date", "text", "published"].into_iter());
        assert_eq!(chosen[..5], [Some(2), None, None, None, Some(3)]);
    }
}
