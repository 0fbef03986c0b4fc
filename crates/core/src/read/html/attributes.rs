//! A bound on the attributes of a tag. The tokenizer compares each with all before it, so that a tag of a megabyte would take
//! minutes; what a page says in its five-hundredth attribute nobody has ever needed.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Attributes of a tag that are read.
const MAX_ATTRIBUTES: usize = 500;

/// Elements whose content is text up to their end tag, whatever it looks like.
const RAW: [&[u8]; 8] = [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"];

/// Returns the page without the attributes of each tag after the first [`MAX_ATTRIBUTES`].
pub(super) fn limited(html: &str) -> Cow<'_, str> {
    let mut scanner = Scanner { bytes: html.as_bytes(), at: 0 };
    let (mut kept, mut from) = (String::new(), 0);
    while let Some(cut) = scanner.next_cut() {
        // Both ends are beside ASCII.
        kept.push_str(html.get(from..cut.start).unwrap_or_default());
        from = cut.end;
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Goes from tag to tag by the states of the HTML standard, 13.2.5.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    /// The next stretch of attributes that are too many.
    fn next_cut(&mut self) -> Option<std::ops::Range<usize>> {
        loop {
            self.at += memchr(b'<', &self.bytes[self.at..])? + 1;
            let rest = &self.bytes[self.at..];
            let is_end = rest.first() == Some(&b'/');
            if rest.starts_with(b"!--") {
                self.at += 1;
                self.pass(b"-->");
            } else if rest.get(usize::from(is_end)).is_some_and(u8::is_ascii_alphabetic) {
                self.at += usize::from(is_end);
                let name = self.run(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
                let raw =
                    if is_end { None } else { RAW.into_iter().find(|raw| raw.eq_ignore_ascii_case(&self.bytes[name.clone()])) };
                let cut = self.attributes();
                if let Some(raw) = raw {
                    self.pass_raw(raw);
                }
                if cut.is_some() {
                    return cut;
                }
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes to the next byte that is the end of something.
    fn run(&mut self, is_end: impl Fn(u8) -> bool) -> std::ops::Range<usize> {
        let start = self.at;
        self.at += self.bytes[start..].iter().position(|&byte| is_end(byte)).unwrap_or(self.bytes.len() - start);
        start..self.at
    }

    /// Goes past the next `end`, or to the end of the page.
    fn pass(&mut self, end: &[u8]) {
        self.at = memmem::find(&self.bytes[self.at..], end).map_or(self.bytes.len(), |found| self.at + found + end.len());
    }

    /// Goes to the end tag of a raw element.
    fn pass_raw(&mut self, name: &[u8]) {
        loop {
            let Some(found) = memmem::find(&self.bytes[self.at..], b"</") else {
                self.at = self.bytes.len();
                return;
            };
            self.at += found;
            let after = &self.bytes[self.at + 2..];
            let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
            if after.get(..name.len()).is_some_and(|there| there.eq_ignore_ascii_case(name))
                && after.get(name.len()).is_none_or(|&byte| ends(byte))
            {
                return;
            }
            self.at += 2;
        }
    }

    /// Goes to the `>` of a tag; returns the attributes that are too many.
    fn attributes(&mut self) -> Option<std::ops::Range<usize>> {
        let (mut count, mut cut) = (0, None);
        loop {
            self.run(|byte| !byte.is_ascii_whitespace() && byte != b'/');
            if self.peek().is_none_or(|byte| byte == b'>') {
                return cut.map(|start| start..self.at);
            }
            count += 1;
            if count == MAX_ATTRIBUTES + 1 {
                cut = Some(self.at);
            }
            // A name may begin with an equals sign.
            self.at += 1;
            self.run(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
            let name_end = self.at;
            self.run(|byte| !byte.is_ascii_whitespace());
            if self.peek() != Some(b'=') {
                self.at = name_end;
                continue;
            }
            self.at += 1;
            self.run(|byte| !byte.is_ascii_whitespace());
            match self.peek() {
                Some(quote @ (b'"' | b'\'')) => {
                    self.at += 1;
                    self.pass(&[quote]);
                }
                _ => drop(self.run(|byte| byte.is_ascii_whitespace() || byte == b'>')),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_beyond_the_limit_are_cut_and_nothing_else() {
        let many: String = (0..MAX_ATTRIBUTES).map(|i| format!(" a{i}=\"<>\"")).collect::<Vec<_>>().concat();
        let page = |extra: &str| {
            format!("<!-- <p{many} z> --><p{many}{extra}>Text <b c=1>é</b><script>if (a<b{many} z) '</p>'</script>")
        };
        assert_eq!(limited(&page(" y='>' x= é")), page(" "));
        assert_eq!(limited(&page(" y=v z / w")), page(" "));
        assert!(matches!(limited(&page("")), Cow::Borrowed(_)));
    }

    #[test]
    fn broken_tags_end() {
        for html in ["<", "</", "<a", "<a b", "<a b=", "<a b='", "<a =", "<script>", "<script></scriptx", "<!--", "<a /", "é<é"]
        {
            assert_eq!(limited(html), html);
        }
    }
}
