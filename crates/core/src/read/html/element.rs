//! Elements: what their names and classes mean for reading.

use std::sync::LazyLock;

use html5ever::tokenizer::Tag as TagToken;
use rustc_hash::FxHashMap;

use crate::read::piece::Tag;
use crate::text::hash::hash;
use crate::text::tsv;

impl Tag {
    /// The kind of the element of that name.
    pub fn of(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "h1" => Self::Heading1,
            "h2" => Self::Heading2,
            "h3" | "h4" | "h5" | "h6" => Self::Heading3,
            "li" | "dt" | "dd" => Self::Item,
            "ul" | "ol" | "dl" | "dir" => Self::List,
            "table" | "tbody" | "thead" | "tfoot" | "tr" => Self::Table,
            "td" | "th" => Self::Cell,
            "blockquote" | "q-block" => Self::Quote,
            "figure" => Self::Figure,
            "figcaption" | "caption" => Self::Caption,
            "article" => Self::Article,
            "main" => Self::Main,
            "section" => Self::Section,
            "aside" => Self::Aside,
            "nav" | "menu" => Self::Nav,
            "header" | "hgroup" => Self::Header,
            "footer" => Self::Footer,
            "form" | "fieldset" => Self::Form,
            "pre" => Self::Pre,
            "html" | "head" | "body" | "div" | "center" | "address" | "details" | "summary" | "dialog" | "hr" | "legend"
            | "video" | "audio" | "br" => Self::Block,
            "a" => Self::Link,
            "b" | "strong" => Self::Strong,
            "time" => Self::Time,
            "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object" | "select" | "option" | "rt"
            | "rp" | "button" | "textarea" | "canvas" | "datalist" | "noembed" | "noframes" | "applet" | "map" | "title" => {
                Self::Skipped
            }
            _ => Self::Inline,
        }
    }

    /// True if it stands in a line with what is around it.
    pub fn is_inline(self) -> bool {
        matches!(self, Self::Link | Self::Strong | Self::Time | Self::Inline)
    }

    /// True for headings.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Heading1 | Self::Heading2 | Self::Heading3)
    }

    /// Its bit in a set of tags.
    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// The value of an attribute of an element as the tokenizer gives it.
pub fn attr<'a>(tag: &'a TagToken, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// True for elements without content.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

const LIST: &str = include_str!("../../../data/read/classes.tsv");

/// Kinds of class words, in the order of their list.
static CLASSES: LazyLock<FxHashMap<u64, u8>> = LazyLock::new(|| {
    let mut classes = FxHashMap::default();
    for ([_, words], kind) in tsv::rows(LIST).map(|row| row.cells()).zip(0..) {
        for word in words.split(' ') {
            classes.entry(hash(word)).or_insert(kind);
        }
    }
    classes
});

/// How many kinds of class words there are.
pub const CLASS_KINDS: usize = 30;

/// The kinds of words in a class or id, as bits: words end at marks and where capitals begin.
pub fn classes(value: &str) -> u32 {
    let bytes = value.as_bytes();
    let mut kinds = 0;
    let mut start = 0;
    for at in 0..=bytes.len() {
        let ends = match bytes.get(at) {
            None => true,
            Some(b) if !b.is_ascii_alphanumeric() => true,
            Some(b) => b.is_ascii_uppercase() && at > 0 && bytes[at - 1].is_ascii_lowercase(),
        };
        if !ends {
            continue;
        }
        if (1..24).contains(&(at - start))
            && let Some(kind) = value.get(start..at).and_then(|word| CLASSES.get(&hash(word)))
        {
            kinds |= 1 << kind;
        }
        start = at + usize::from(bytes.get(at).is_some_and(|b| !b.is_ascii_alphanumeric()));
    }
    kinds
}

/// The kinds that tell of a box. What only stands on top of something recommends nothing: `post-meta-top`.
pub fn box_kinds(value: &str, kinds: u32) -> u32 {
    static TOP: LazyLock<u32> = LazyLock::new(|| classes("top"));
    let is_top = |part: &str| part.eq_ignore_ascii_case("top");
    let others = || value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !is_top(part));
    if kinds & *TOP != 0 && others().all(|part| classes(part) & *TOP == 0) { kinds & !*TOP } else { kinds }
}

/// True if kinds of class words say that an element holds what readers wrote, or links to other articles.
pub fn is_of_others(kinds: u32) -> bool {
    static OTHERS: LazyLock<u32> = LazyLock::new(|| classes("comment related recommended"));
    kinds & *OTHERS != 0
}

/// True if kinds of class words say that an element advertises, for others or for the site, or tells of the writers.
pub fn is_promotion(kinds: u32) -> bool {
    static PROMOTION: LazyLock<u32> = LazyLock::new(|| classes("promo ads author"));
    kinds & *PROMOTION != 0
}

/// True if kinds of class words say that an element holds what stands under a picture.
pub fn is_of_captions(kinds: u32) -> bool {
    static CAPTIONS: LazyLock<u32> = LazyLock::new(|| classes("caption"));
    kinds & *CAPTIONS != 0
}

/// True if kinds of class words say that a box is none of the article's text: comments, dialogs, offers, links, captions, lives of writers.
pub fn is_aside(kinds: u32) -> bool {
    static ASIDES: LazyLock<u32> = LazyLock::new(|| classes("comment modal promo related caption author"));
    kinds & *ASIDES != 0
}

/// True if kinds of class words say that an element holds the names of writers.
pub fn is_of_writers(kinds: u32) -> bool {
    static WRITERS: LazyLock<u32> = LazyLock::new(|| classes("author"));
    kinds & *WRITERS != 0
}

/// True for classes that keep the rest of an article from readers who do not pay: what they mark is the article.
pub fn is_for_subscribers(class: &str) -> bool {
    ["paywall", "piano", "subscriber", "premium"].iter().any(|word| class.contains(word))
}

/// True for the class names by which pages hide words from all but screen readers.
pub fn is_for_screen_readers(class: &str) -> bool {
    let is_one = |word: &str| {
        let word = word.trim_end_matches("-text").trim_end_matches("-focusable");
        ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader", "screenreader", "sr_only", "visuallyHidden"]
            .contains(&word)
    };
    class.split_ascii_whitespace().any(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_words_are_found_in_every_way_of_writing() {
        assert_eq!(tsv::rows(LIST).count(), CLASS_KINDS);
        for value in ["article-body", "articleBody", "c-article__body", "ARTICLE body"] {
            assert_eq!(classes(value), classes("article") | classes("body"), "{value}");
        }
        assert_eq!(box_kinds("post-meta-top", classes("post-meta-top")), classes("post-meta"));
        assert_eq!(box_kinds("top-stories-latest", classes("top-stories-latest")) & classes("latest"), classes("latest"));
        assert_ne!(classes("article"), 0);
        assert_eq!(classes("xyzzy é \u{1F600}"), 0);
    }
}
