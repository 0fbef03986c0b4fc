//! What elements say that they name, their writers and topics; and which pictures they show.

use html5ever::tokenizer::Tag as TagToken;

use super::element::{self, attr};
use super::writers;
use crate::read::MetaField;

/// An open element whose text is a name.
#[derive(Debug)]
pub struct Named {
    /// What is named: a writer, a tag, a category.
    pub field: MetaField,
    /// How many elements are open around it.
    pub depth: usize,
    /// Where it begins in the text of the page.
    pub at: usize,
    /// Its text so far.
    pub name: String,
}

impl Named {
    /// Adds text of the element.
    pub fn add(&mut self, text: &str) {
        const LONGEST: usize = 200;
        if self.name.len() < LONGEST {
            self.name.push_str(text);
        }
    }
}

/// What an element says that its text names: a writer (`rel=author`, `itemprop=author`, `class="author vcard"`, `href="/author/ana-ruiz"`;
/// inside of one also `class=fn`) or a topic (`rel=tag`). `kinds` are the kinds of its class words: few elements have one of writers.
pub fn field_of(tag: &TagToken, kinds: u32, is_inside: bool) -> Option<MetaField> {
    let has = |value: &str, wanted: &str| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(wanted));
    let (mut found, mut rel) = (None, None);
    for attribute in &tag.attrs {
        let value = &*attribute.value;
        let is_writer = match &*attribute.name.local {
            "rel" => {
                rel = Some(value);
                has(value, "author")
            }
            "itemprop" => has(value, "author") || is_inside && value == "name",
            "class" => (is_inside || element::is_of_writers(kinds)) && writers::is_name_class(value, is_inside),
            "href" => &*tag.name == "a" && writers::is_profile(value),
            _ => false,
        };
        found = found.or(is_writer.then_some(MetaField::Author));
    }
    let rel = rel.filter(|_| &*tag.name == "a");
    let topic = |word, field| rel.filter(|rel| has(rel, word)).map(|_| field);
    found.or_else(|| topic("category", MetaField::Category)).or_else(|| topic("tag", MetaField::Tag))
}

/// The address of the file that an `img` element shows, if it is a picture of something. Pages that load late have it in another attribute.
pub fn picture_of(tag: &TagToken) -> Option<String> {
    /// No longer addresses are kept, in bytes.
    const LONGEST: usize = 2000;
    /// A picture that says to be smaller, in pixels, is a sign, a face, a counter.
    const SMALLEST: u32 = 100;
    let is_small = |name| attr(tag, name).and_then(|size| size.parse::<u32>().ok()).is_some_and(|size| size < SMALLEST);
    if is_small("width") || is_small("height") {
        return None;
    }
    let first = |set: &str| set.split_whitespace().next().map(str::to_owned);
    let files = ["data-src", "data-original", "data-lazy-src", "src"].into_iter().filter_map(|name| attr(tag, name));
    let sets = ["data-srcset", "srcset"].into_iter().filter_map(|name| attr(tag, name));
    let is_file = |url: &String| {
        let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
        let is_drawn = path.rsplit('.').next() == Some("svg");
        !url.is_empty() && url.len() <= LONGEST && !url.starts_with("data:") && !is_drawn
    };
    files.map(|url| url.trim().to_owned()).chain(sets.filter_map(first)).find(is_file)
}
