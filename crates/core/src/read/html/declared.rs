//! What a page declares of itself: JSON-LD, OpenGraph, meta and link tags, time elements.

use std::sync::LazyLock;

use html5ever::Attribute;
use rustc_hash::FxHashSet;

use super::json_ld;
use super::keys;
use super::tags::without_tags;
use crate::lexicon::folder::Folder;
use crate::read::{MetaField, clean};
use crate::record::{Field, Origin};

/// Declarations as they come by.
#[derive(Debug, Default)]
pub struct Declared {
    /// What the `title` element says.
    pub title: String,
    /// The language of the page.
    pub language: Option<String>,
    /// The country that it is written for.
    pub region: Option<String>,
    /// The text of the article, if JSON-LD has it.
    pub body: Option<String>,
    /// How many JSON-LD scripts could not be read, even leniently, and how many only so.
    pub broken: (usize, usize),
    /// True once the first `h1` has begun: what comes before it is of other articles and of the site.
    headed: bool,
    candidates: Vec<(MetaField, Field)>,
    scripts: Vec<String>,
    /// Bytes of them all.
    scripts_length: usize,
    early: Vec<(MetaField, String)>,
    /// Names of writers in elements that say so: whether behind the headline, and where.
    writers: Vec<(bool, std::ops::Range<usize>, String)>,
    /// What cards of Twitter say in pairs: `twitter:label1` names what `twitter:data1` holds.
    pairs: Vec<(String, String)>,
}

/// No more JSON-LD than this is read, in bytes.
const LONGEST_SCRIPTS: usize = 1 << 20;

/// No name of a writer is longer, in bytes.
const LONGEST_NAME: usize = 120;

/// No more candidates than this are kept.
const MOST: usize = 200;

/// No more tags and no more categories are.
const MOST_TOPICS: usize = 50;

impl Declared {
    /// Notes what an element declares.
    pub fn element(&mut self, name: &str, attributes: &[Attribute]) {
        let attr =
            |name: &str| attributes.iter().find(|a| &*a.name.local == name).map(|a| a.value.trim()).filter(|v| !v.is_empty());
        match name {
            "meta" => {
                let Some(value) = attr("content") else { return };
                for key in ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(attr) {
                    let key = key.to_lowercase();
                    if key.starts_with("twitter:") && self.pairs.len() < MOST {
                        self.pairs.push((key.clone(), value.to_owned()));
                    }
                    if let Some((field, origin)) = keys::meaning(&key) {
                        return self.add(field, origin, value);
                    }
                }
            }
            "link" if attr("rel") == Some("canonical") => {
                if let Some(value) = attr("href") {
                    self.add(MetaField::CanonicalUrl, Origin::MetaTag, value);
                }
            }
            "link" | "a" if attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("license")) => {
                let origin = if name == "a" { Origin::Text } else { Origin::MetaTag };
                attr("href").into_iter().for_each(|value| self.add(MetaField::License, origin, value));
            }
            "h1" => self.headed = true,
            "time" => {
                if let Some(value) = attr("datetime") {
                    let modified = attr("itemprop") == Some("dateModified");
                    let field = if modified { MetaField::Modified } else { MetaField::Published };
                    // Those before the headline are of a ticker or of teasers: they come last.
                    let early = !self.headed && attr("itemprop").is_none() && attr("pubdate").is_none();
                    if early { self.early.push((field, value.to_owned())) } else { self.add(field, Origin::TimeTag, value) }
                }
            }
            "html" => {
                let (language, region) = attr("lang").map_or(("", None), |code| match code.split_once(['-', '_']) {
                    Some((language, region)) => (language, Some(region)),
                    None => (code, None),
                });
                self.language = Some(language.to_ascii_lowercase()).filter(|code| !code.is_empty());
                self.region = region.filter(|region| region.len() == 2).map(str::to_ascii_uppercase);
            }
            "script" => self.scripts.push(String::new()),
            _ => {}
        }
        self.microdata(name, &attr);
    }

    /// Notes what attributes of visible elements declare.
    fn microdata<'a>(&mut self, name: &str, attr: &impl Fn(&str) -> Option<&'a str>) {
        if name == "meta" || name == "time" {
            return;
        }
        let value = || attr("content").or_else(|| attr("datetime"));
        match attr("itemprop") {
            Some("datePublished" | "dateCreated") => {
                value().into_iter().for_each(|v| self.add(MetaField::Published, Origin::MetaTag, v));
            }
            Some("dateModified") => value().into_iter().for_each(|v| self.add(MetaField::Modified, Origin::MetaTag, v)),
            _ => {}
        }
        let stamp =
            ["data-timestamp", "data-datetime", "data-date", "data-published", "data-time", "data-publish-date", "data-utc"];
        if name != "a" && self.headed {
            stamp.into_iter().find_map(attr).into_iter().for_each(|v| self.add(MetaField::Published, Origin::TimeTag, v));
        }
    }

    /// Notes the text of an element that names a writer by its attributes.
    pub fn writer(&mut self, text: String, range: std::ops::Range<usize>) {
        if text.len() <= LONGEST_NAME && !text.trim().is_empty() && self.writers.len() < MOST {
            self.writers.push((self.headed, range, text));
        }
    }

    /// Notes the text of a link that leads to a topic.
    pub fn topic(&mut self, field: MetaField, text: &str) {
        if self.headed {
            self.add(field, Origin::Text, &text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    /// Adds what cards of Twitter say in pairs: of the writer, or of minutes and prices.
    fn add_pairs(&mut self) {
        let pairs = std::mem::take(&mut self.pairs);
        let get = |key: String| pairs.iter().find(|(known, _)| *known == key).map(|(_, value)| value.trim().to_lowercase());
        for (key, value) in &pairs {
            let label = key
                .strip_prefix("twitter:misc:")
                .map(str::to_owned)
                .or_else(|| key.strip_prefix("twitter:data").map(|n| get(format!("twitter:label{n}")).unwrap_or_default()));
            if label.is_some_and(|label| OPENINGS.contains(label.trim_end_matches(':').trim())) {
                self.add(MetaField::Author, Origin::MetaTag, value);
            }
        }
    }

    /// The writers that are named together first, behind the headline if any are: others are those of other articles.
    fn add_writers(&mut self) {
        /// Names stand together with so many bytes between them.
        const NEAR: usize = 80;
        /// More are a list of all who write for the paper.
        const MOST: usize = 8;
        let writers = std::mem::take(&mut self.writers);
        let first = writers.iter().position(|(headed, ..)| *headed).unwrap_or(0);
        let all = writers.get(first..).unwrap_or_default();
        let together = 1 + all.windows(2).take_while(|pair| pair[1].1.start <= pair[0].1.end + NEAR).count();
        for (_, _, name) in all.iter().take(together).filter(|_| together <= MOST) {
            self.add(MetaField::Author, Origin::Byline, &name.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    /// Adds a part of a JSON-LD script.
    pub fn json_ld(&mut self, text: &str) {
        // A running sum: the tokenizer may hand over a page of scripts in millions of parts.
        if let Some(script) = self.scripts.last_mut()
            && self.scripts_length + text.len() <= LONGEST_SCRIPTS
        {
            script.push_str(text);
            self.scripts_length += text.len();
        }
    }

    fn add(&mut self, field: MetaField, origin: Origin, value: &str) {
        let mut text = String::with_capacity(value.len());
        clean::append(value, &mut text);
        let text = without_tags(&text);
        let value = text.trim();
        // A cloud of tags must not keep out who wrote it and when.
        let is_topic = matches!(field, MetaField::Tag | MetaField::Category | MetaField::License);
        let is_full = is_topic && self.candidates.iter().filter(|(of, _)| *of == field).count() >= MOST_TOPICS;
        if !value.is_empty() && value.len() < 2000 && self.candidates.len() < MOST && !is_full {
            self.candidates.push((field, Field { value: value.to_owned(), origin, extent: None }));
        }
    }

    /// All candidates, those of the better origin first, each origin in the order of the page.
    pub fn candidates(&mut self) -> Vec<(MetaField, Field)> {
        let mut values = Vec::new();
        self.add_pairs();
        for script in std::mem::take(&mut self.scripts).iter().filter(|script| !script.trim().is_empty()) {
            let (read, trouble) = json_ld::parse(script);
            self.broken.0 += usize::from(read.is_empty());
            self.broken.1 += usize::from(trouble && !read.is_empty());
            values.extend(read);
        }
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = |field| self.candidates.iter().filter(move |(of, _)| *of == field).map(|(_, found)| found.value.as_str());
        let page = json_ld::Page {
            title: &title,
            titles: known(MetaField::Title).collect(),
            address: known(MetaField::CanonicalUrl).next(),
        };
        let (found, body) = json_ld::gather(&values, &page);
        self.body = body;
        for (field, value) in found {
            self.add(field, Origin::JsonLd, &value);
        }
        self.add(MetaField::Title, Origin::TitleTag, &title);
        for (field, value) in std::mem::take(&mut self.early) {
            self.add(field, Origin::TimeTag, &value);
        }
        self.add_writers();
        self.candidates.sort_by_key(|(_, field)| field.origin);
        // Whom the page describes without saying what for is most likely who wrote it, and the last to be asked.
        if let Some(name) = json_ld::only_person(&values) {
            self.add(MetaField::Author, Origin::JsonLd, &name);
        }
        std::mem::take(&mut self.candidates)
    }
}

/// What bylines begin with, in all languages: labels say the same.
static OPENINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let rows = Folder::all().iter().flat_map(|folder| folder.rows("layout/bylines")).map(|row| row.cells());
    rows.filter(|[kind, _]| *kind == "opening").map(|[_, opening]| opening).collect()
});

#[cfg(test)]
mod tests {
    use super::super::builder::parse;
    use super::*;

    fn first(html: &str, field: MetaField) -> Option<(String, Origin)> {
        let candidates = parse(html, false).declared.candidates();
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
        let titles = parse(html, false).declared.candidates().into_iter().filter(|(f, _)| *f == MetaField::Title);
        let titles: Vec<_> = titles.map(|(_, found)| found.value).collect();
        assert_eq!(titles[1..], ["Bridge & ferry", "Bridge closed | The Courier"]);
        assert_eq!(parse(html, false).declared.language.as_deref(), Some("en"));
    }

    #[test]
    fn pairs_of_label_and_data_name_writers_only_where_the_label_says_so() {
        let card = |label: &str, data: &str| {
            format!("<meta name='twitter:data1' content='{data}'><meta name='twitter:label1' content='{label}'>")
        };
        for label in ["Written by", "Verfasst von", "Escrito por", "Автор"] {
            assert_eq!(first(&card(label, "Ana Ruiz"), MetaField::Author), Some(("Ana Ruiz".into(), Origin::MetaTag)), "{label}");
        }
        assert_eq!(first(&card("Est. reading time", "Ten Minutes"), MetaField::Author), None);
        let misc = "<meta property='twitter:misc:Written by' content='Ana Ruiz'>";
        assert_eq!(first(misc, MetaField::Author), Some(("Ana Ruiz".into(), Origin::MetaTag)));
    }

    #[test]
    fn writers_are_named_by_keys_links_and_classes() {
        let by = |html: &str| first(html, MetaField::Author).map(|(name, _)| name);
        assert_eq!(by("<meta name='acme:article_author_name' content='Ana Ruiz'>").as_deref(), Some("Ana Ruiz"));
        assert_eq!(by("<meta name='smartbanner:author' content='Now in the app'>"), None);
        assert_eq!(by("<h1>Bridge closed</h1><p>Made by <a href='https://a.example/author/ana/'>Ana Ruiz</a>").as_deref(), Some("Ana Ruiz"));
        assert_eq!(by("<h1>Bridge closed</h1><p>All <a href='https://a.example/authors/'>writers</a>"), None);
        assert_eq!(by("<h1>Bridge closed</h1><div class=entry-top><b class=author>Ana Ruiz</b></div>").as_deref(), Some("Ana Ruiz"));
        let page = r##"<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "author": {"@id": "#a"}},
            {"@type": "Person", "@id": "#a", "name": "Ana Ruiz"}, {"@type": "Person", "@id": "#b", "name": "Jon Doe"}]}</script>"##;
        assert_eq!(by(page).as_deref(), Some("Ana Ruiz"));
    }

    #[test]
    fn what_a_page_is_about_is_gathered_from_tags_and_links() {
        let html = r#"<meta property="og:description" content="The bridge is closed."><meta name="keywords" content="bridges, ferry">
            <meta property="article:tag" content="Ardenvale"><meta property="og:type" content="article"><h1>Bridge closed</h1>
            <a rel="category tag" href="/town">Town</a> <a rel="tag" href="/t/mill">Mill</a>
            <a rel="license" href="https://creativecommons.example/by/4.0/">CC BY</a>"#;
        assert_eq!(first(html, MetaField::Description), Some(("The bridge is closed.".into(), Origin::OpenGraph)));
        assert_eq!(first(html, MetaField::Tag), Some(("Ardenvale".into(), Origin::OpenGraph)));
        assert_eq!(first(html, MetaField::Category), Some(("Town".into(), Origin::Text)));
        assert_eq!(first(html, MetaField::License), Some(("https://creativecommons.example/by/4.0/".into(), Origin::Text)));
        assert_eq!(first(html, MetaField::PageType), Some(("article".into(), Origin::OpenGraph)));
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
