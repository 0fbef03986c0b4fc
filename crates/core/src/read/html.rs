//! HTML to visible text: one piece a block of text, with what its elements say of it.
//!
//! The standard's tokenizer (html5ever) feeds a stack of open elements of bounded depth. A tree is not built: what layout wants to
//! know of the ancestors of a block stands on the stack when its text comes by. So time and memory grow with the page alone, whatever
//! its nesting.

mod attributes;
mod declared;
mod element;
mod json_ld;
mod named;

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

pub use declared::Declared;
use element::attr;
pub use element::{CLASS_KINDS, is_aside, is_of_captions, is_of_others, is_of_writers, is_promotion};
use named::Named;

use super::clean;
use super::picture::Picture;
use super::piece::{Markup, MetaField, Piece, Tag};
use crate::Span;

/// A page read.
#[derive(Debug, Default)]
pub struct Page {
    /// The visible text, a line break between two pieces.
    pub text: String,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// What the page declares of itself.
    pub declared: Declared,
    /// The page has scripts that may fill it.
    pub scripted: bool,
}

/// Text of articles has more bytes than that; a page with less shows none without scripts.
const SHELL: usize = 400;

/// Reads a page. What only browsers without scripts show is read too where the rest of the page has no text.
pub fn read(html: &str) -> Page {
    let page = parse(html, false);
    let text = |page: &Page| page.pieces.iter().map(|piece| piece.span.len()).filter(|&len| len > 80).sum::<usize>();
    let shown = text(&page);
    if shown >= SHELL || memchr::memmem::find(html.as_bytes(), b"<noscript").is_none() {
        return page;
    }
    let other = parse(html, true);
    if text(&other) > shown + SHELL { other } else { page }
}

impl Page {
    /// Adds the text that JSON-LD has of the article where the page itself shows nothing like it.
    pub fn add_declared_body(&mut self) {
        let Some(body) = self.declared.body.take().filter(|body| body.len() >= SHELL) else { return };
        let shown: usize = self.pieces.iter().map(|piece| piece.span.len()).filter(|&len| len > 80).sum();
        if shown * 4 >= body.len() {
            return;
        }
        let marked = if body.contains("</p>") { body } else { format!("<p>{}", body.replace('\n', "<p>")) };
        let inner = parse(&format!("<article class='article-body'>{marked}</article>"), false);
        for piece in inner.pieces {
            let start = self.text.len();
            self.text.push_str(piece.span.of(&inner.text));
            self.pieces.push(Piece { span: Span::new(start, self.text.len()), ..piece });
            self.text.push('\n');
        }
    }
}

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

/// An open element.
#[derive(Debug)]
struct Open {
    name: LocalName,
    tag: Tag,
    number: u32,
    own: u32,
    around: u32,
    inside: u32,
    hidden: bool,
    /// The same of it and the elements around that do not hold the headline.
    boxed: u32,
}

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
        self.see_named(tag, kind);
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
    fn see_named(&mut self, tag: &TagToken, kind: Tag) {
        if self.skipped > 0 || kind == Tag::Skipped || self.is_of_others() {
            return;
        }
        let is_inside = self.named.as_ref().is_some_and(|named| named.field == MetaField::Author);
        // "Ana Ruiz in <a rel=tag>Town</a>": a topic ends no name.
        if let Some(field) = named::field_of(tag, is_inside).filter(|field| *field == MetaField::Author || !is_inside) {
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

/// True if two words run together that nobody writes as one: `MoneyLenders`, `Ruiz3 March`.
fn is_joint(before: &str, behind: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    last.is_lowercase() && (first.is_uppercase() || first.is_ascii_digit()) || last.is_ascii_digit() && first.is_uppercase()
}

/// Takes entities and tags out of a piece that was escaped twice.
fn unescape_again(text: &mut String, start: usize) {
    let piece = &text[start..];
    let has_tags =
        memchr::memchr(b'<', piece.as_bytes()).is_some() && ["<p>", "</p>", "<br", "</a>"].iter().any(|tag| piece.contains(tag));
    let has_entities = memchr::memchr(b'&', piece.as_bytes()).is_some() && piece.contains(';');
    if has_tags || has_entities {
        let mut out = String::with_capacity(piece.len());
        clean::append(piece, &mut out);
        let out = declared::without_tags(&out);
        text.truncate(start);
        text.push_str(&out);
    }
}

/// What the open elements say of the text that begins.
fn describe(stack: &[Open]) -> Markup {
    let holder = stack.iter().rposition(|open| !open.tag.is_inline());
    let number = |back: usize| holder.and_then(|at| at.checked_sub(back)).map_or(0, |at| stack[at].number);
    let inner = stack.last();
    let block = holder.map(|at| &stack[at]);
    let inline = &stack[holder.map_or(0, |at| at + 1)..];
    Markup {
        tag: block.map_or(Tag::Block, |open| open.tag),
        depth: stack.len() as u16,
        holder: number(0),
        parent: number(1),
        grandparent: number(2),
        own: inline.iter().fold(block.map_or(0, |open| open.own), |own, open| own | open.own),
        around: block.map_or(0, |open| open.around),
        inside: inner.map_or(0, |open| open.inside | open.tag.bit()),
        hidden: inner.is_some_and(|open| open.hidden),
        boxed: inner.map_or(0, |open| open.boxed),
        ..Markup::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(html: &str) -> Vec<String> {
        let page = parse(html, false);
        page.pieces.iter().map(|piece| piece.span.of(&page.text).to_owned()).collect()
    }

    #[test]
    fn blocks_become_pieces() {
        for (html, expected) in [
            ("<p>One <b>two</b>\n three<p>Four", vec!["One two three", "Four"]),
            ("<div>One<div>two</div>three</div>", vec!["One", "two", "three"]),
            ("<ul><li>One<li>Two <a href=x>three</a></ul>four", vec!["One", "Two three", "four"]),
            ("One<br>two<h1>Three<br>four</h1>", vec!["One", "two", "Three four"]),
            ("<script>var a = '<p>x</p>'</script>One<style>p{}</style> two", vec!["One two"]),
            ("<p>&ldquo;A&nbsp;&amp;&shy;B&rdquo;</p>", vec!["“A &B”"]),
            ("<table><tr><td>One<td>Two<tr><td>Three</table>", vec!["One", "Two", "Three"]),
            ("<b>One<p>two</b> three</p>four", vec!["One", "two three", "four"]),
            ("</p></div><p>One</span></p>", vec!["One"]),
            (
                "<p>One <span class='sr-only'>opens in a new window</span>two<p><ruby>漢<rt>かん</rt></ruby>",
                vec!["One two", "漢"],
            ),
            ("<template shadowrootmode=open><p>One</template><template><p>Two</template>", vec!["One"]),
            ("<p><![CDATA[One & two]]></p>", vec!["One & two"]),
            ("", vec![]),
        ] {
            assert_eq!(pieces(html), expected, "{html}");
        }
    }

    #[test]
    fn pieces_know_their_elements() {
        let page = read(
            "<article class='story-body'><figure><figcaption>A <a>link</a></figcaption></figure><p>Text</p></article><p>End</p>",
        );
        let [caption, text, end] = [0, 1, 2].map(|i| page.pieces[i].markup.unwrap());
        assert_eq!((caption.tag, text.tag, caption.linked), (Tag::Caption, Tag::Paragraph, 5));
        assert!(caption.inside & Tag::Figure.bit() != 0 && text.inside & Tag::Figure.bit() == 0);
        assert!(text.around != 0 && end.around == 0 && end.inside & Tag::Article.bit() == 0);
    }

    #[test]
    fn hostile_pages_stay_bounded() {
        for html in [
            "<div>".repeat(100_000) + "deep",
            "<b>".repeat(100_000) + "deep",
            "<p><a><i>".repeat(50_000) + "deep",
            format!("<p title='{}'>text", "x".repeat(1 << 20)),
            format!("<p {}>text", (0..200_000).map(|i| format!("a{i} ")).collect::<Vec<_>>().concat()),
            "<script></script>".repeat(50_000) + "<script type=\"application/ld+json\">" + &"<a".repeat(400_000),
            "</div>".repeat(100_000) + "text",
            "<table><tr><td>".repeat(30_000) + "text",
            "<svg><g/>".repeat(10_000) + "text",
            "<p>a\0b\0</p><!--".repeat(1000),
            "&amp;".repeat(100_000),
        ] {
            parse(&html, true);
        }
    }
}
