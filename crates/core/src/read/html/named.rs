//! Elements that name something of the article: its writers, its topics; and its pictures.

use html5ever::tokenizer::Tag as TagToken;

use super::{Builder, attr, element};
use crate::read::piece::Tag;
use crate::read::{MetaField, Picture};

/// An open element whose text has a name.
#[derive(Debug)]
pub(super) struct Named {
    /// What is named: a writer, a tag, a category.
    field: MetaField,
    /// How many elements are open around it.
    depth: usize,
    /// Where it begins in the text of the page.
    at: usize,
    name: String,
}

impl Named {
    /// Adds text of the element.
    pub(super) fn add(&mut self, text: &str) {
        const LONGEST: usize = 200;
        if self.name.len() < LONGEST {
            self.name.push_str(text);
        }
    }
}

/// No more pictures of a page are kept, nor longer addresses of them, in bytes.
const MOST_PICTURES: usize = 500;
const LONGEST_ADDRESS: usize = 2000;

/// A picture that says to be smaller, in pixels, is a sign, a face, a counter.
const SMALLEST: u32 = 100;

impl Builder {
    /// Begins to gather the text of an element that names a writer (`rel=author`, `itemprop=author`, `class="author vcard"`) or a topic
    /// (`rel=tag`). The innermost one counts: `<span class="author">von <span class="fn">Ana Ruiz</span></span>`.
    pub(super) fn see_named(&mut self, tag: &TagToken, kind: Tag) {
        if self.skipped > 0 || kind == Tag::Skipped {
            return;
        }
        let Some(field) = self.names(tag) else { return };
        if !self.is_of_others() {
            self.named = Some(Named { field, depth: self.stack.len(), at: self.page.text.len(), name: String::new() });
        }
    }

    /// What an element says that it names.
    fn names(&self, tag: &TagToken) -> Option<MetaField> {
        let has = |value: &str, wanted: &str| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(wanted));
        let is_inside = self.named.as_ref().is_some_and(|named| named.field == MetaField::Author);
        let (mut found, mut rel) = (None, None);
        for attribute in &tag.attrs {
            let value = &*attribute.value;
            let is_writer = match &*attribute.name.local {
                "rel" => {
                    rel = Some(value);
                    has(value, "author")
                }
                "itemprop" => has(value, "author") || is_inside && value == "name",
                "class" => element::names_writer(value, is_inside),
                _ => false,
            };
            found = found.or(is_writer.then_some(MetaField::Author));
        }
        let rel = || rel.filter(|_| &*tag.name == "a");
        let topic = || rel().filter(|rel| has(rel, "category")).map(|_| MetaField::Category);
        found.or_else(topic).or_else(|| rel().filter(|rel| has(rel, "tag")).map(|_| MetaField::Tag))
    }

    /// True inside of what readers wrote and of links to other articles.
    pub(super) fn is_of_others(&self) -> bool {
        self.stack.last().is_some_and(|open| open.others)
    }

    /// What holds the headline is the article's own, whatever its class says (`top-story`). Later headings are often of teasers.
    pub(super) fn see_headline(&mut self) {
        const MOST: u32 = 2;
        self.headlines += 1;
        if self.headlines <= MOST {
            self.stack.iter_mut().for_each(|open| open.others = false);
        }
    }

    /// Ends the gathering where the element ends, with `len` elements open.
    pub(super) fn end_named(&mut self, len: usize) {
        if let Some(named) = self.named.take_if(|named| named.depth >= len) {
            let range = named.at..self.page.text.len();
            match named.field {
                MetaField::Author => self.page.declared.writer(named.name, range),
                field => self.page.declared.topic(field, &named.name),
            }
        }
    }

    /// Keeps a picture: its file, where it stands, what is around it. Pages that load late have the address in another attribute.
    pub(super) fn see_picture(&mut self, tag: &TagToken) {
        let is_small = |name| attr(tag, name).and_then(|size| size.parse::<u32>().ok()).is_some_and(|size| size < SMALLEST);
        if self.skipped > 0 || self.page.pictures.len() >= MOST_PICTURES || is_small("width") || is_small("height") {
            return;
        }
        let first = |set: &str| set.split_whitespace().next().map(str::to_owned);
        let late = ["data-src", "data-original", "data-lazy-src", "src"].into_iter().filter_map(|name| attr(tag, name));
        let sets = ["data-srcset", "srcset"].into_iter().filter_map(|name| attr(tag, name));
        let is_file = |url: &String| {
            let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
            let is_drawn = path.rsplit('.').next() == Some("svg");
            !url.is_empty() && url.len() <= LONGEST_ADDRESS && !url.starts_with("data:") && !is_drawn
        };
        let urls = late.map(|url| url.trim().to_owned()).chain(sets.filter_map(first));
        let Some(url) = urls.into_iter().find(is_file) else { return };
        let mut groups = self.stack.iter().rev().filter(|open| !open.tag.is_inline()).map(|open| open.number);
        let groups = std::array::from_fn(|_| groups.next().unwrap_or(0));
        let own = attr(tag, "class").map_or(0, element::classes);
        let is_page = |name: &str| matches!(name, "html" | "body");
        let around = self.stack.iter().filter(|open| !is_page(&open.name)).fold(own, |kinds, open| kinds | open.own);
        self.page.pictures.push(Picture { url, at: self.page.text.len() as u32, groups, around });
    }
}
