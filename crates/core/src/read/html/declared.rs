//! What a page declares of itself: JSON-LD, OpenGraph, meta and link tags, time elements.

use html5ever::Attribute;
use serde_json::Value;

use crate::read::{MetaField, clean};
use crate::record::{Field, Origin};

/// Declarations as they come by.
#[derive(Debug, Default)]
pub struct Declared {
    /// What the `title` element says.
    pub title: String,
    /// The language of the page.
    pub language: Option<String>,
    candidates: Vec<(MetaField, Field)>,
    scripts: Vec<String>,
    /// Bytes of them all.
    scripts_length: usize,
}

/// No more JSON-LD than this is read, in bytes.
const LONGEST_SCRIPTS: usize = 1 << 20;

/// No more candidates than this are kept.
const MOST: usize = 200;

impl Declared {
    /// Notes what an element declares.
    pub fn element(&mut self, name: &str, attributes: &[Attribute]) {
        let attr =
            |name: &str| attributes.iter().find(|a| &*a.name.local == name).map(|a| a.value.trim()).filter(|v| !v.is_empty());
        match name {
            "meta" => {
                let Some(value) = attr("content") else { return };
                for key in ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(attr) {
                    if let Some((field, origin)) = tag_meaning(&key.to_ascii_lowercase()) {
                        return self.add(field, origin, value);
                    }
                }
            }
            "link" if attr("rel") == Some("canonical") => {
                if let Some(value) = attr("href") {
                    self.add(MetaField::CanonicalUrl, Origin::MetaTag, value);
                }
            }
            "time" => {
                if let Some(value) = attr("datetime") {
                    let modified = attr("itemprop") == Some("dateModified");
                    self.add(if modified { MetaField::Modified } else { MetaField::Published }, Origin::TimeTag, value);
                }
            }
            "html" => {
                self.language = attr("lang").map(|code| code[..code.find(['-', '_']).unwrap_or(code.len())].to_ascii_lowercase());
            }
            "script" => self.scripts.push(String::new()),
            _ => {}
        }
    }

    /// Adds a part of a JSON-LD script.
    pub fn json_ld(&mut self, text: &str) {
        // A running sum: the tokenizer may hand over a page of scripts in millions of parts.
        if let Some(script) = self.scripts.last_mut()
            && self.scripts_length + text.len() <= LONGEST_SCRIPTS
        {
            let before = script.len();
            // Line breaks inside strings are common and no JSON.
            script.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
            self.scripts_length += script.len() - before;
        }
    }

    fn add(&mut self, field: MetaField, origin: Origin, value: &str) {
        let mut text = String::with_capacity(value.len());
        clean::append(value, &mut text);
        let value = text.trim();
        if !value.is_empty() && value.len() < 2000 && self.candidates.len() < MOST {
            self.candidates.push((field, Field { value: value.to_owned(), origin, extent: None }));
        }
    }

    /// All candidates, those of the better origin first, each origin in the order of the page.
    pub fn candidates(mut self) -> Vec<(MetaField, Field)> {
        let mut found = Vec::new();
        for script in std::mem::take(&mut self.scripts) {
            let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().trim_end_matches(';');
            if let Ok(value) = serde_json::from_str::<Value>(script) {
                linked_data(&value, &mut found);
            }
        }
        // Stable: articles before pages that hold them.
        found.sort_by_key(|(rank, ..)| *rank);
        for (_, field, value) in found {
            self.add(field, Origin::JsonLd, &value);
        }
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.add(MetaField::Title, Origin::TitleTag, &title);
        self.candidates.sort_by_key(|(_, field)| field.origin);
        self.candidates
    }
}

/// What a meta tag of that name tells.
fn tag_meaning(key: &str) -> Option<(MetaField, Origin)> {
    use MetaField::{Author, CanonicalUrl, Image, Modified, Published, Section, SiteName, Title};
    Some(match key {
        "og:title" => (Title, Origin::OpenGraph),
        "twitter:title" | "headline" | "dc.title" | "parsely-title" | "sailthru.title" | "title" | "cxenseparse:title" => {
            (Title, Origin::MetaTag)
        }
        "article:author" | "og:article:author" => (Author, Origin::OpenGraph),
        "author"
        | "byl"
        | "parsely-author"
        | "sailthru.author"
        | "dc.creator"
        | "dcterms.creator"
        | "cxenseparse:author"
        | "authors"
        | "article.author"
        | "article:author:name"
        | "citation_author" => (Author, Origin::MetaTag),
        "article:published_time" | "og:article:published_time" | "article:published" => (Published, Origin::OpenGraph),
        "date"
        | "pubdate"
        | "publishdate"
        | "publish_date"
        | "publish-date"
        | "datepublished"
        | "datecreated"
        | "parsely-pub-date"
        | "sailthru.date"
        | "dc.date.issued"
        | "dc.date"
        | "dcterms.created"
        | "dcterms.date"
        | "dc.date.created"
        | "article.published"
        | "originalpublicationdate"
        | "article_date_original"
        | "cxenseparse:recs:publishtime"
        | "cxenseparse:publishtime"
        | "publication_date"
        | "rnews:datepublished"
        | "og:pubdate"
        | "iso-8601-publish-date"
        | "article.created"
        | "published_at"
        | "citation_publication_date" => (Published, Origin::MetaTag),
        "article:modified_time" | "og:updated_time" => (Modified, Origin::OpenGraph),
        "lastmod" | "last-modified" | "datemodified" | "revised" | "dcterms.modified" | "article.updated" => {
            (Modified, Origin::MetaTag)
        }
        "og:site_name" => (SiteName, Origin::OpenGraph),
        "application-name" | "apple-mobile-web-app-title" | "dc.publisher" | "publisher" => (SiteName, Origin::MetaTag),
        "article:section" | "og:article:section" => (Section, Origin::OpenGraph),
        "section" | "parsely-section" | "articlesection" | "cxenseparse:section" => (Section, Origin::MetaTag),
        "og:url" => (CanonicalUrl, Origin::OpenGraph),
        "og:image" | "og:image:url" => (Image, Origin::OpenGraph),
        "twitter:image" | "twitter:image:src" | "image" => (Image, Origin::MetaTag),
        _ => return None,
    })
}

/// Gathers from a JSON-LD value with all values inside; the rank tells articles (0) from all else.
fn linked_data(root: &Value, found: &mut Vec<(u8, MetaField, String)>) {
    let mut open = vec![root];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                if let Some(rank) = rank(object.get("@type")) {
                    article(object, rank, found);
                }
                open.extend(["@graph", "mainEntity", "mainEntityOfPage", "item"].iter().rev().filter_map(|key| object.get(*key)));
            }
            _ => {}
        }
    }
}

/// How much a thing of that type says of the article.
fn rank(kind: Option<&Value>) -> Option<u8> {
    let of = |name: &str| match name {
        _ if name.ends_with("NewsArticle") => Some(0),
        "Article" | "BlogPosting" | "LiveBlogPosting" | "Report" | "ScholarlyArticle" | "TechArticle" | "Review"
        | "SocialMediaPosting" => Some(1),
        "WebPage" | "ItemPage" | "VideoObject" => Some(2),
        _ => None,
    };
    match kind? {
        Value::String(name) => of(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).filter_map(of).min(),
        _ => None,
    }
}

fn article(object: &serde_json::Map<String, Value>, rank: u8, found: &mut Vec<(u8, MetaField, String)>) {
    let mut add = |field, value: Option<&str>| {
        if let Some(value) = value {
            found.push((rank, field, value.to_owned()));
        }
    };
    if rank < 2 {
        add(MetaField::Title, text(object.get("headline")));
        for author in each(object.get("author")).chain(each(object.get("creator"))) {
            let kind = text(author.get("@type")).unwrap_or("Person");
            // `http://schema.org/Person` too.
            let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
            let field = if kind.eq_ignore_ascii_case("person") { MetaField::Author } else { MetaField::Desk };
            for name in each(author.get("name").or(Some(author))) {
                add(field, name.as_str());
            }
        }
        for section in each(object.get("articleSection")) {
            add(MetaField::Section, section.as_str());
        }
    }
    add(MetaField::Published, text(object.get("datePublished")).or(text(object.get("dateCreated"))));
    add(MetaField::Modified, text(object.get("dateModified")));
    for publisher in each(object.get("publisher")) {
        add(MetaField::SiteName, text(publisher.get("name")));
    }
    for image in each(object.get("image")) {
        add(MetaField::Image, image.as_str().or(text(image.get("url"))));
    }
}

/// A string, or the first of several.
fn text(value: Option<&Value>) -> Option<&str> {
    match value? {
        Value::String(text) => Some(text),
        Value::Array(items) => items.first().and_then(Value::as_str),
        _ => None,
    }
}

/// The value itself or those of a list.
fn each(value: Option<&Value>) -> std::slice::Iter<'_, Value> {
    match value {
        Some(Value::Array(items)) => items.iter(),
        Some(value) => std::slice::from_ref(value).iter(),
        None => [].iter(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn first(html: &str, field: MetaField) -> Option<(String, Origin)> {
        let candidates = parse(html).declared.candidates();
        candidates.into_iter().find(|(f, _)| *f == field).map(|(_, found)| (found.value, found.origin))
    }

    #[test]
    fn declarations_are_gathered_with_their_origin() {
        let html = r#"<html lang="en-GB"><head><title> Bridge closed |
            The Courier</title><meta property="og:title" content="Bridge &amp; ferry"><link rel=canonical href="https://courier.example/1">
            <script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2024-01-01"}, {"@type": ["NewsArticle"],
            "headline": "Old
            bridge closed", "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Organization", "name": "The Courier"}],
            "datePublished": "2024-05-04T10:00:00Z", "publisher": {"name": "The Courier"}}]}</script></head><time datetime="2024-05-05">today"#;
        assert_eq!(first(html, MetaField::Author), Some(("Ana Ruiz".into(), Origin::JsonLd)));
        assert_eq!(first(html, MetaField::Published), Some(("2024-05-04T10:00:00Z".into(), Origin::JsonLd)));
        assert_eq!(first(html, MetaField::CanonicalUrl), Some(("https://courier.example/1".into(), Origin::MetaTag)));
        let titles = parse(html).declared.candidates().into_iter().filter(|(f, _)| *f == MetaField::Title);
        let titles: Vec<_> = titles.map(|(_, found)| found.value).collect();
        assert_eq!(titles[1..], ["Bridge & ferry", "Bridge closed | The Courier"]);
        assert_eq!(parse(html).declared.language.as_deref(), Some("en"));
    }

    #[test]
    fn broken_declarations_are_left_out() {
        let deep = format!("<script type=application/ld+json>{}", "[".repeat(100_000));
        assert_eq!(first(&deep, MetaField::Title), None);
        assert_eq!(
            first("<script type=application/ld+json>{\"@type\": 3}</script><meta name=author content=' '>", MetaField::Author),
            None
        );
    }
}
