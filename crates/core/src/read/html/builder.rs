//! Elements and text as the tokenizer gives them, put together into pieces.

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::attributes;
use super::element::{self, attr, is_of_others};
use super::named::{self, Named};
use super::page::Page;
use super::stack::{Open, describe};
use super::typed::{is_joint, unescape_again};
use crate::Span;
use crate::read::clean;
use crate::read::picture::Picture;
use crate::read::piece::{Markup, MetaField, Piece, Tag};

/// Reads a page, with or without what stands in `noscript`.
pub fn parse(html: &str, noscript: bool) -> Page {
    let builder = RefCell::new(Builder { noscript, ..Builder::default() });
    builder.borrow_mut().page.text.reserve(html.len() / 8);
    let tokenizer = Tokenizer::new(Sink(builder), TokenizerOpts::default());
    let input = BufferQueue::default();
    // Tendrils count in 32 bits; parts also keep the tokenizer from holding on to all of a large page.
    let html = attributes::limited(html);
    let mut rest = &*html;
    while !rest.is_empty() {
        let (part, tail) = rest.split_at(rest.floor_char_boundary(1 << 20));
        input.push_back(StrTendril::from_slice(part));
        let _ = tokenizer.feed(&input);
        rest = tail;
    }
    tokenizer.end();
    let mut builder = tokenizer.sink.0.into_inner();
    builder.flush();
    builder.page
}

/// Deeper elements are read as if they were not there.
const DEEPEST: usize = 400;

/// The type of JSON-LD scripts, before any parameters.
const JSON_LD: &str = "application/ld+json";

#[derive(Debug, Default)]
struct Builder {
    page: Page,
    stack: Vec<Open>,
    /// Elements so far.
    count: u32,
    /// Open elements that are not read, and what to gather from the innermost one.
    skipped: u32,
    raw: Option<Raw>,
    links: u32,
    strong: u32,
    /// Where the piece under way begins, and what is known of it.
    piece: Option<(usize, Markup)>,
    /// White space waits to be written.
    blank: bool,
    /// An inline element with a class has begun or ended: style sheets set such apart.
    edge: bool,
    /// What stands in `noscript` is read.
    noscript: bool,
    /// First headings so far.
    headlines: u32,
    /// The element under way whose text has a name.
    named: Option<Named>,
}

/// Text that is no visible text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Title,
    JsonLd,
}

struct Sink(RefCell<Builder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return builder.open(&tag),
            Token::TagToken(tag) => builder.close(&tag.name),
            Token::CharacterTokens(text) => builder.text(&text),
            // CDATA sections of XHTML come as comments.
            Token::CommentToken(text) => {
                if let Some(inner) = text.strip_prefix("[CDATA[").and_then(|text| text.strip_suffix("]]")) {
                    builder.text(inner);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Builder {
    fn open(&mut self, tag: &TagToken) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let kind = self.kind_of(tag);
        let is_read = self.skipped == 0 || matches!(name, "meta" | "link" | "title" | "script");
        if is_read && (name != "time" || !self.is_of_others()) {
            self.page.declared.element(name, &tag.attrs);
        }
        if !kind.is_inline() && kind != Tag::Skipped {
            self.named.iter_mut().for_each(|named| named.add(" "));
            self.end_implied(name);
            // A break inside a heading only wraps it.
            if name == "br" && self.stack.iter().rev().take(4).any(|open| open.tag.is_heading()) {
                self.blank = true;
            } else {
                self.flush();
            }
        }
        if element::is_void(name) {
            if name == "img" {
                self.see_picture(tag);
            }
            return TokenSinkResult::Continue;
        }
        if name == "h1" {
            self.see_headline();
        }
        let closes_itself = tag.self_closing && self.stack.iter().any(|open| &*open.name == "svg");
        if self.stack.len() < DEEPEST && !closes_itself {
            self.push(tag, kind);
        }
        let raw = match name {
            "script" => {
                let json = attr(tag, "type")
                    .and_then(|t| t.trim().get(..JSON_LD.len()))
                    .is_some_and(|t| t.eq_ignore_ascii_case(JSON_LD));
                self.raw = json.then_some(Raw::JsonLd);
                self.page.scripted |= !json;
                RawKind::ScriptData
            }
            "title" if !self.stack.iter().any(|open| &*open.name == "svg") => {
                self.raw = Some(Raw::Title);
                RawKind::Rcdata
            }
            "textarea" => RawKind::Rcdata,
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => RawKind::Rawtext,
            _ => return TokenSinkResult::Continue,
        };
        TokenSinkResult::RawData(raw)
    }

    /// The kind of an element, by its name and what its attributes say of reading it.
    fn kind_of(&self, tag: &TagToken) -> Tag {
        match &*tag.name {
            "noscript" if self.noscript => Tag::Block,
            "template" if attr(tag, "shadowrootmode").or(attr(tag, "shadowroot")).is_some() => Tag::Block,
            name => match Tag::of(name) {
                // Words for screen readers stand inside sentences.
                Tag::Inline if attr(tag, "class").is_some_and(element::is_for_screen_readers) => Tag::Skipped,
                kind => kind,
            },
        }
    }

    fn push(&mut self, tag: &TagToken, kind: Tag) {
        self.count += 1;
        self.edge |= kind.is_inline() && attr(tag, "class").is_some();
        let (mut own, mut kinds_of_box) = (0, 0);
        let mut hidden = false;
        for attribute in &tag.attrs {
            match &*attribute.name.local {
                "class" | "id" | "role" | "itemprop" | "data-component" | "data-testid" => {
                    let kinds = element::classes(&attribute.value);
                    own |= kinds;
                    kinds_of_box |= if element::is_for_subscribers(&attribute.value) { 0 } else { element::box_kinds(&attribute.value, kinds) };
                }
                "hidden" => hidden = true,
                "style" => hidden |= attribute.value.contains("display:none") || attribute.value.contains("display: none"),
                _ => {}
            }
        }
        self.see_named(tag, kind, own);
        let (around, inside, shade) =
            self.stack.last().map_or((0, 0, false), |open| (open.around | open.own, open.inside | open.tag.bit(), open.hidden));
        self.skipped += u32::from(kind == Tag::Skipped);
        self.links += u32::from(kind == Tag::Link);
        self.strong += u32::from(kind == Tag::Strong);
        let hidden = hidden || shade;
        // What the page says of itself (`comments-open`) tells of no box.
        let is_page = matches!(&*tag.name, "html" | "body");
        let boxed = self.stack.last().map_or(0, |open| open.boxed) | if is_page { 0 } else { kinds_of_box };
        self.stack.push(Open { name: tag.name.clone(), tag: kind, number: self.count, own, around, inside, hidden, boxed });
    }

    /// Begins to gather the text of an element that names a writer or a topic. The innermost one counts:
    /// `<span class="author">von <span class="fn">Ana Ruiz</span></span>`.
    fn see_named(&mut self, tag: &TagToken, kind: Tag, own: u32) {
        if self.skipped > 0 || kind == Tag::Skipped || self.is_of_others() {
            return;
        }
        let is_inside = self.named.as_ref().is_some_and(|named| named.field == MetaField::Author);
        // "Ana Ruiz in <a rel=tag>Town</a>": a topic ends no name.
        if let Some(field) = named::field_of(tag, own, is_inside).filter(|field| *field == MetaField::Author || !is_inside) {
            self.named = Some(Named { field, depth: self.stack.len(), at: self.page.text.len(), name: String::new() });
        }
    }

    /// True inside of what readers wrote and of links to other articles.
    fn is_of_others(&self) -> bool {
        self.stack.last().is_some_and(|open| is_of_others(open.boxed))
    }

    /// What holds the headline is the article's own, whatever its class says (`top-story`). Later headings are often of teasers.
    fn see_headline(&mut self) {
        const MOST: u32 = 2;
        self.headlines += 1;
        if self.headlines <= MOST {
            self.stack.iter_mut().for_each(|open| open.boxed = 0);
        }
    }

    /// Keeps a picture: its file, where it stands, what is around it.
    fn see_picture(&mut self, tag: &TagToken) {
        const MOST: usize = 500;
        if self.skipped > 0 || self.page.pictures.len() >= MOST {
            return;
        }
        let Some(url) = named::picture_of(tag) else { return };
        let mut groups = self.stack.iter().rev().filter(|open| !open.tag.is_inline()).map(|open| open.number);
        let groups = std::array::from_fn(|_| groups.next().unwrap_or(0));
        let own = attr(tag, "class").map_or(0, element::classes);
        let boxed = self.stack.last().map_or(0, |open| open.boxed) | own;
        self.page.pictures.push(Picture { url, at: self.page.text.len() as u32, groups, boxed });
    }

    fn close(&mut self, name: &LocalName) {
        let kind = Tag::of(name);
        if !kind.is_inline() && kind != Tag::Skipped {
            self.flush();
        }
        let found = self.stack.iter().rposition(|open| open.name == *name);
        let Some(at) = found else { return };
        let above = &self.stack[at + 1..];
        if kind.is_inline() && above.iter().any(|open| !open.tag.is_inline()) {
            // Wrongly nested: the blocks inside stay open.
            let open = self.stack.remove(at);
            self.leave(open.tag);
        } else if !above.iter().any(|open| &*open.name == "table" || &*open.name == "template") || kind == Tag::Table {
            self.pop_to(at);
        }
    }

    /// Closes elements until `len` are open.
    fn pop_to(&mut self, len: usize) {
        for open in self.stack.split_off(len) {
            self.leave(open.tag);
        }
        if let Some(named) = self.named.take_if(|named| named.depth >= len) {
            let range = named.at..self.page.text.len();
            match named.field {
                MetaField::Author => self.page.declared.writer(named.name, range),
                field => self.page.declared.topic(field, &named.name),
            }
        }
    }

    fn leave(&mut self, tag: Tag) {
        self.edge |= matches!(tag, Tag::Inline | Tag::Time);
        match tag {
            Tag::Skipped => {
                self.skipped -= 1;
                self.raw = None;
            }
            Tag::Link => self.links -= 1,
            Tag::Strong => self.strong -= 1,
            _ => {}
        }
    }

    /// Closes what the start of a block closes: an open paragraph, the item or cell before.
    fn end_implied(&mut self, name: &str) {
        let (closed, bounds): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["tbody", "thead", "tfoot", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "br" | "body" | "html" => return,
            _ => (&["p"], &["td", "th", "button", "object"]),
        };
        for at in (0..self.stack.len()).rev() {
            let open = &*self.stack[at].name;
            if closed.contains(&open) {
                self.flush();
                return self.pop_to(at);
            }
            // A paragraph holds no blocks: the first one found ends the search.
            if bounds.contains(&open) || closed == ["p"] && !self.stack[at].tag.is_inline() {
                return;
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.raw {
            Some(Raw::Title) => return self.page.declared.title.push_str(text),
            Some(Raw::JsonLd) => return self.page.declared.json_ld(text),
            None if self.skipped > 0 => return,
            None => {}
        }
        if let Some(named) = &mut self.named {
            named.add(text);
        }
        let out = &mut self.page.text;
        for word in text.split_inclusive(|c: char| c.is_ascii_whitespace() || c == '\u{a0}') {
            let bare = word.trim_end_matches(|c: char| c.is_ascii_whitespace() || c == '\u{a0}');
            if !bare.is_empty() {
                let start = out.len();
                if self.piece.is_none() {
                    self.piece = Some((start, Markup::default()));
                } else if self.blank || self.edge && is_joint(out, bare) {
                    out.push(' ');
                }
                self.edge = false;
                self.blank = false;
                clean::append(bare, out);
                let len = (out.len() - start) as u32;
                if let Some((from, markup)) = &mut self.piece {
                    if *from == start && len > 0 {
                        *markup = describe(&self.stack);
                    }
                    markup.linked += if self.links > 0 { len } else { 0 };
                    markup.strong += if self.strong > 0 { len } else { 0 };
                }
            }
            self.blank |= bare.len() < word.len();
        }
        // Kinds of inline elements inside tell of the whole piece.
        if let (Some((_, markup)), Some(open)) = (&mut self.piece, self.stack.last())
            && open.tag.is_inline()
        {
            markup.own |= open.own;
        }
    }

    /// Ends the piece under way.
    fn flush(&mut self) {
        self.blank = false;
        let Some((start, markup)) = self.piece.take() else { return };
        let text = &mut self.page.text;
        unescape_again(text, start);
        let kept = start + text[start..].trim_end().len();
        text.truncate(kept);
        let start = kept - text[start..].trim_start().len();
        if start < kept {
            self.page.pieces.push(Piece { span: Span::new(start, kept), markup: Some(markup) });
            text.push('\n');
        }
    }
}
