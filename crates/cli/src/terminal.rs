//! Colours and messages.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

/// When to use colours.
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
    let _ = writeln!(io::stderr(), "nutgraf: {text}");
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
    /// What stands behind the words where there are no colours.
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
    /// For standard output.
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
        let control = |c: char| c.is_control() && c != '\n' && c != '\t';
        let text = text.replace(control, "\u{fffd}");
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
