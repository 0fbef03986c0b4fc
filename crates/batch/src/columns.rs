//! Which column or key of a row is what.

use nutgraf::{Date, Source};
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
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    Html,
    Id,
    Url,
    Published,
}

pub(crate) const ROLES: [Role; 5] = [Role::Text, Role::Html, Role::Id, Role::Url, Role::Published];

impl Role {
    /// The usual names, best first.
    fn usual(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["text", "body", "content", "article", "maintext", "article_text", "plain_text", "raw_text"],
            Self::Html => &["html", "raw_html", "page", "page_html"],
            Self::Id => &["id", "_id", "doc_id", "article_id", "uid", "guid"],
            Self::Url => &["url", "link", "uri", "source_url", "canonical_url"],
            Self::Published => {
                &["published", "date", "published_at", "date_published", "publish_date", "pub_date", "dct", "timestamp"]
            }
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
    pub(crate) fn choose<'a>(&self, names: impl Iterator<Item = &'a str>) -> [Option<usize>; 5] {
        let mut best: [Option<(usize, usize)>; 5] = [None; 5];
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

    /// The names asked for and not among these.
    pub(crate) fn missing<'a>(&'a self, names: &[&str]) -> Option<&'a str> {
        ROLES.into_iter().filter_map(|role| self.named(role)).find(|name| !names.contains(name))
    }
}

/// The cells of one row that matter.
#[derive(Debug, Default)]
pub(crate) struct Row {
    cells: [Option<String>; 5],
}

impl Row {
    pub fn set(&mut self, role: Role, value: String) {
        self.cells[role as usize] = Some(value);
    }

    /// The row as a source, if it has text; `id` is its name if it has none of its own.
    pub fn into_source(self, id: impl FnOnce() -> String) -> Option<Source<'static>> {
        let [text, html, own_id, url, published] = self.cells;
        let mut source = match (text, html) {
            (Some(text), _) => Source::text(text),
            (None, Some(html)) => {
                let mut source = Source::bytes(html.into_bytes());
                source.content_type = Some("text/html; charset=utf-8".into());
                source
            }
            (None, None) => return None,
        };
        source.id = Some(own_id.filter(|id| !id.is_empty()).unwrap_or_else(id).into());
        source.url = url.filter(|url| !url.is_empty()).map(Into::into);
        source.published = published.and_then(|date| date.trim().parse::<Date>().ok());
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
        assert_eq!(chosen, [Some(1), None, Some(0), Some(2), None]);
        assert_eq!(columns.missing(&["story"]), Some("text"));
    }

    #[test]
    fn usual_names_have_an_order() {
        let chosen = Columns::default().choose(["content", "date", "text", "published"].into_iter());
        assert_eq!(chosen, [Some(2), None, None, None, Some(3)]);
    }
}
