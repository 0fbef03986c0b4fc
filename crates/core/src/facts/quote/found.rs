//! A quotation under construction, in tokens.

use std::ops::Range;

use super::lexicon::{Class, Entry};
use super::state::Phrase;

/// A quotation as ranges of tokens.
#[derive(Debug, Clone)]
pub struct Found {
    /// The token of the cue; of a floating quote that of the quote whose speaker goes on.
    pub cue: usize,
    /// The token after the cue.
    pub cue_end: usize,
    /// The cue in the list.
    pub entry: Entry,
    /// The noun phrase of who speaks.
    pub speaker: Option<Phrase>,
    /// The words, in the order of the text.
    pub pieces: Vec<Range<usize>>,
    /// No cue of its own: it stands in a later paragraph than the quote that it goes on with.
    pub floating: bool,
    /// In the speaker's words, though no marks say so: a turn of a transcript.
    pub verbatim: bool,
    /// Sum of the surprisals of its decisions, in hundredths.
    pub surprisal: u32,
}

/// Half of all quotations with this surprisal are wrong.
const UNLIKELY: u32 = 97;

impl Found {
    /// Returns true if it is sure enough for the record.
    pub fn is_likely(&self) -> bool {
        self.surprisal < UNLIKELY
    }

    /// Returns who speaks and the cue, with what is between them, where both stand together.
    pub fn frame(&self) -> Option<Range<usize>> {
        let speaker = self.speaker.filter(|speaker| speaker.head.abs_diff(self.cue) < 12)?;
        Some(speaker.start.min(self.cue)..speaker.end.max(self.cue_end))
    }
}

/// True for cues that may stand before a whole paragraph: "NAME:".
pub fn opens_paragraph(entry: Entry) -> bool {
    entry.class == Class::Mark
}
