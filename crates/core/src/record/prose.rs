//! The clean article as a text that people and other tools read: Markdown, TEI.

use std::fmt::Write as _;
use std::ops::Range;

use super::{BlockKind, EntityId, QuoteKind, Record};
use crate::Span;
use crate::text::offsets::ToBytes;

impl Record {
    /// Returns the article in Markdown: what is known of it as YAML between two lines `---`, the headline, cross-heads, paragraphs, and
    /// captions in italics. Characters that Markdown would take for its own are escaped.
    ///
    /// # Examples
    ///
    /// ```
    /// use nutgraf::{Extractor, Source};
    ///
    /// let source = Source::text("The bridge opened on Monday, Mayor Ana Ruiz said.").with_title("Bridge opens");
    /// let page = Extractor::default().extract(&source).to_markdown();
    /// assert!(page.ends_with("# Bridge opens\n\nThe bridge opened on Monday, Mayor Ana Ruiz said.\n"));
    /// ```
    pub fn to_markdown(&self) -> String {
        let mut page = String::new();
        let facts = self.head();
        if !facts.is_empty() {
            page.push_str("---\n");
            for (name, value) in facts {
                // A JSON string is one of YAML too.
                let _ = writeln!(page, "{name}: {}", serde_json::Value::from(value));
            }
            page.push_str("---\n\n");
        }
        if let Some(title) = self.title() {
            let _ = writeln!(page, "# {}\n", escaped(title));
        }
        for (kind, bytes) in self.prose() {
            let text = escaped(self.text.get(bytes).unwrap_or_default());
            let _ = match kind {
                BlockKind::Heading => writeln!(page, "## {text}\n"),
                BlockKind::Caption => writeln!(page, "*{text}*\n"),
                _ => writeln!(page, "{text}\n"),
            };
        }
        page.truncate(page.trim_end().len());
        page.push('\n');
        page
    }

    /// Returns the article in TEI P5, the XML of the Text Encoding Initiative: a header with what is known of it and its people, then
    /// headings, paragraphs and captions, direct speech in `said` with who said it.
    pub fn to_tei(&self) -> String {
        let mut page = String::from("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc>\n");
        let _ = writeln!(page, "<titleStmt><title>{}</title>", xml(self.title().unwrap_or_default()));
        for author in &self.meta.authors {
            let _ = writeln!(page, "<author>{}</author>", xml(&author.name));
        }
        page.push_str("</titleStmt>\n<publicationStmt>");
        let value = |field: &Option<super::Field>| field.as_ref().map(|field| xml(&field.value));
        let _ = write!(page, "<publisher>{}</publisher>", value(&self.meta.site_name).unwrap_or_default());
        if let Some(published) = value(&self.meta.published) {
            let _ = write!(page, "<date when=\"{published}\"/>");
        }
        if let Some(license) = value(&self.meta.license) {
            let _ = write!(page, "<availability><licence>{license}</licence></availability>");
        }
        page.push_str("</publicationStmt>\n<sourceDesc><bibl>");
        let address = self.url.as_deref().or(self.meta.canonical_url.as_ref().map(|field| field.value.as_str()));
        if let Some(address) = address {
            let _ = write!(page, "<ref target=\"{0}\">{0}</ref>", xml(address));
        }
        page.push_str("</bibl></sourceDesc>\n</fileDesc><profileDesc>");
        if let Some(description) = value(&self.meta.description) {
            let _ = write!(page, "<abstract><p>{description}</p></abstract>");
        }
        if let Some(language) = &self.language {
            let _ = write!(page, "<langUsage><language ident=\"{}\"/></langUsage>", xml(language));
        }
        for (name, terms) in [("tags", &self.meta.tags), ("categories", &self.meta.categories)] {
            if !terms.is_empty() {
                let _ = write!(page, "<textClass><keywords n=\"{name}\">");
                for term in terms {
                    let _ = write!(page, "<term>{}</term>", xml(&term.value));
                }
                page.push_str("</keywords></textClass>");
            }
        }
        page.push_str("<particDesc><listPerson>\n");
        for person in &self.people {
            let _ = writeln!(page, "<person xml:id=\"{}\"><persName>{}</persName></person>", person.id, xml(&person.name));
        }
        page.push_str("</listPerson></particDesc></profileDesc></teiHeader>\n<text><body>\n");
        let said = self.said();
        for (kind, bytes) in self.prose() {
            let _ = match kind {
                BlockKind::Heading => writeln!(page, "<head>{}</head>", xml(self.text.get(bytes).unwrap_or_default())),
                BlockKind::Caption => {
                    writeln!(page, "<figure><figDesc>{}</figDesc></figure>", xml(self.text.get(bytes).unwrap_or_default()))
                }
                _ => writeln!(page, "<p>{}</p>", self.with_speech(bytes, &said)),
            };
        }
        page.push_str("</body></text>\n</TEI>\n");
        page
    }

    /// What is known of the article, by name.
    fn head(&self) -> Vec<(&'static str, String)> {
        let value = |field: &Option<super::Field>| field.as_ref().map(|field| field.value.clone());
        let authors: Vec<_> = self.meta.authors.iter().map(|author| author.name.as_str()).collect();
        let joined = |fields: &[super::Field]| {
            let values: Vec<_> = fields.iter().map(|field| field.value.as_str()).collect();
            (!values.is_empty()).then(|| values.join("; "))
        };
        let facts = [
            ("title", value(&self.meta.title)),
            ("author", (!authors.is_empty()).then(|| authors.join("; "))),
            ("date", value(&self.meta.published)),
            ("site", value(&self.meta.site_name)),
            ("section", value(&self.meta.section)),
            ("description", value(&self.meta.description)),
            ("tags", joined(&self.meta.tags)),
            ("categories", joined(&self.meta.categories)),
            ("license", value(&self.meta.license)),
            ("hostname", value(&self.meta.hostname)),
            ("url", self.url.clone().or_else(|| value(&self.meta.canonical_url))),
        ];
        facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The blocks of the article and where their texts are, in bytes.
    fn prose(&self) -> Vec<(BlockKind, Range<usize>)> {
        let shown = |kind| matches!(kind, BlockKind::Heading | BlockKind::Body | BlockKind::Caption);
        let bytes = self.bytes();
        self.blocks.iter().filter(|block| shown(block.kind)).map(|block| (block.kind, bytes(block.span))).collect()
    }

    /// From a span of the record to bytes of its text.
    fn bytes(&self) -> impl Fn(Span) -> Range<usize> {
        let to_bytes = ToBytes::new(&self.text, self.offsets);
        move |span| to_bytes.convert(span.start) as usize..to_bytes.convert(span.end) as usize
    }

    /// The pieces of direct speech and who said them, in the order of the text, none inside another.
    fn said(&self) -> Vec<(Range<usize>, Option<EntityId>)> {
        let bytes = self.bytes();
        let direct = self.quotes.iter().filter(|quote| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Mixed));
        let pieces = direct.flat_map(|quote| quote.content.iter().map(|piece| (piece, quote.speaker.as_ref())));
        let mut said: Vec<_> =
            pieces.map(|(piece, speaker)| (bytes(piece.span), speaker.and_then(|speaker| speaker.entity))).collect();
        said.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        said.retain(|(range, _)| {
            range.start >= end && {
                end = range.end;
                true
            }
        });
        said
    }

    /// A paragraph in XML, what is said in it marked.
    fn with_speech(&self, paragraph: Range<usize>, said: &[(Range<usize>, Option<EntityId>)]) -> String {
        let text = |range: Range<usize>| xml(self.text.get(range).unwrap_or_default());
        let (mut out, mut at) = (String::new(), paragraph.start);
        let first = said.partition_point(|(range, _)| range.start < paragraph.start);
        for (range, who) in said[first..].iter().take_while(|(range, _)| range.end <= paragraph.end) {
            let who = match who {
                Some(id @ EntityId::Person(_)) => format!(" who=\"#{id}\""),
                _ => String::new(),
            };
            let _ = write!(out, "{}<said{who}>{}</said>", text(at..range.start), text(range.clone()));
            at = range.end;
        }
        out + &text(at..paragraph.end)
    }
}

/// On one line, without what Markdown would read as its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, word) in text.split_whitespace().enumerate() {
        let first = if i > 0 { " " } else { "" };
        out.push_str(first);
        // At the beginning of a paragraph these would make a list, a heading or a quotation.
        let number = word.strip_suffix(['.', ')']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if i == 0 && number {
            out.push_str(&word[..word.len() - 1]);
            out.push('\\');
            out.push_str(&word[word.len() - 1..]);
            continue;
        }
        if i == 0 && word.starts_with(['#', '>', '-', '+', '=']) {
            out.push('\\');
        }
        for c in word.chars() {
            if matches!(c, '\\' | '*' | '_' | '`' | '[' | '<' | '~' | '|') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Text for XML: marks escaped, characters that XML does not know left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_markdown_and_xml_are_escaped() {
        for (text, expected) in [
            ("1. The *first* <b>", "1\\. The \\*first\\* \\<b>"),
            ("# no\n heading_", "\\# no heading\\_"),
            ("A [link](x)", "A \\[link](x)"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(xml("a < b & \"c\"\u{1}"), "a &lt; b &amp; &quot;c&quot;");
    }
}
