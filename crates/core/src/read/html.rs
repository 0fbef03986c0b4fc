//! HTML to visible text: one piece a block of text, with what its elements say of it.
//!
//! The standard's tokenizer (html5ever) feeds a stack of open elements of bounded depth. A tree is not built: what layout wants to
//! know of the ancestors of a block is on the stack when its text comes by. So time and memory grow with the page alone, whatever
//! its nesting.

mod attributes;
mod builder;
mod declared;
mod element;
mod json_ld;
mod keys;
mod named;
mod page;
mod stack;
mod tags;
mod typed;
mod writers;

use builder::parse;
pub use element::{CLASS_KINDS, is_aside, is_of_captions, is_of_others, is_of_writers, is_promotion};
pub use page::Page;

use super::piece::Piece;
use crate::Span;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Tag;

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
