//! Colours, messages, and the one way onto standard output and standard error: what an article or a file name holds must not
//! steer the terminal.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

/// When to print in colours: always, never, or to terminals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    Always,
    Never,
}

/// Says something to the user, on standard error. That nobody listens is no fault.
pub fn message(text: &str) {
    let _ = writeln!(io::stderr(), "nutgraf: {}", one_line(text));
}

/// True for characters that do something to a terminal: control characters, and those that turn the direction of what follows
/// (Unicode TR 36, 2.4) or break a line.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with U+FFFD for whatever could steer the terminal; line breaks and tabs stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let harms = |c: char| steers(c) && c != '\n' && c != '\t';
    if text.contains(harms) { text.replace(harms, "\u{fffd}").into() } else { text.into() }
}

/// The text as one cell of a row or one line of a message: white space is a space, and the rest is [`harmless`].
pub fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    harmless(&words.join(" ")).into_owned()
}

/// JSON that does nothing to a terminal: what would steer it stands as an escape sequence of JSON, so that its value is the same.
pub fn harmless_json(json: &str) -> Cow<'_, str> {
    let harms = |c: char| steers(c) && c != '\n';
    if !json.contains(harms) {
        return json.into();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        // Outside of strings JSON has none of these but line breaks; all that steer are in the first plane.
        if harms(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.into()
}

/// Standard output for whole records: as they are where a program reads them, harmless on a terminal.
pub struct Screen {
    inner: io::StdoutLock<'static>,
    /// None where no one looks.
    clean: Option<fn(&str) -> Cow<'_, str>>,
}

impl Screen {
    /// For JSON, or for texts.
    pub fn new(json: bool) -> Self {
        let clean: fn(&str) -> Cow<'_, str> = if json { harmless_json } else { harmless };
        Self { inner: io::stdout().lock(), clean: io::stdout().is_terminal().then_some(clean) }
    }
}

impl Write for Screen {
    /// Takes whole records.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.clean {
            Some(clean) => self.inner.write_all(clean(&String::from_utf8_lossy(bytes)).as_bytes())?,
            None => self.inner.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Standard output as all commands write to it. Every text passes through [`harmless`] or a [`Painter`] on its way.
pub struct Output {
    inner: io::StdoutLock<'static>,
}

impl Output {
    pub fn new() -> Self {
        Self { inner: io::stdout().lock() }
    }

    /// Lines of text without styles.
    ///
    /// # Errors
    /// If nobody reads on, or the disk is full.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.inner.write_all(harmless(text).as_bytes())
    }

    /// A line of JSON.
    ///
    /// # Errors
    /// If nobody reads on, or the disk is full.
    pub fn json(&mut self, json: &str) -> io::Result<()> {
        writeln!(self.inner, "{}", harmless_json(json))
    }

    /// What a [`Painter`] has painted.
    ///
    /// # Errors
    /// If nobody reads on, or the disk is full.
    pub fn painted(&mut self, text: &str) -> io::Result<()> {
        self.inner.write_all(text.as_bytes())
    }
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Bold,
    Dim,
    Quote,
    Person,
    Organization,
    Place,
    Time,
    Quantity,
}

impl Style {
    /// What follows the words where there are no colours.
    fn mark(self) -> Option<&'static str> {
        match self {
            Self::Person => Some("[P]"),
            Self::Organization => Some("[O]"),
            Self::Place => Some("[L]"),
            Self::Time => Some("[T]"),
            Self::Quantity => Some("[N]"),
            Self::Bold | Self::Dim | Self::Quote => None,
        }
    }

    /// The parameters of the escape sequence (SGR).
    fn code(self) -> &'static str {
        match self {
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Quote => "3",
            Self::Person => "4;36",
            Self::Organization => "4;35",
            Self::Place => "4;32",
            Self::Time => "4;33",
            Self::Quantity => "4;34",
        }
    }
}

/// Writes styled text, plain where colours are not wanted.
#[derive(Debug, Clone, Copy)]
pub struct Painter {
    colours: bool,
    /// Where there are no colours, letters stand for them.
    marks: bool,
}

impl Painter {
    /// Returns the painter for standard output.
    pub fn stdout(when: Colour) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let colours = match when {
            Colour::Auto => wanted && io::stdout().is_terminal(),
            Colour::Always => true,
            Colour::Never => false,
        };
        Self { colours, marks: false }
    }

    /// The same, with a letter after what has a kind where there are no colours.
    pub fn with_marks(self) -> Self {
        Self { marks: true, ..self }
    }

    /// The text in these styles. Control characters in it, which could steer the terminal, become U+FFFD.
    pub fn paint(self, styles: &[Style], text: &str) -> String {
        let text = harmless(text).into_owned();
        if text.is_empty() || styles.is_empty() {
            return text;
        }
        if !self.colours {
            return match styles.iter().filter(|_| self.marks).find_map(|style| style.mark()) {
                Some(mark) => format!("{text}{mark}"),
                None => text,
            };
        }
        let codes: Vec<_> = styles.iter().map(|style| style.code()).collect();
        format!("\x1b[{}m{text}\x1b[0m", codes.join(";"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(harmless("a\x1b[2Jb\u{9b}c\u{202e}d\te\n"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\te\n");
        assert_eq!(one_line("a\nFAKE\tROW \u{2028}\u{2066}b\r"), "a FAKE ROW \u{fffd}b");
        assert_eq!(harmless_json("{\"a\":\"\u{9b}b\u{202e}\"}\n"), "{\"a\":\"\\u009bb\\u202e\"}\n");
        assert!(matches!(harmless("Smile 🙂, señor – “yes”"), Cow::Borrowed(_)));
    }
}
