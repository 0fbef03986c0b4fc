//! The walk through the text: who was mentioned where, and pronouns whose meaning a rule is sure of.

use super::super::lexicon::{PronounClass, Form, Word};
use super::super::view::View;
use super::decision::{Candidate, KnownMention};
use super::place::{Place, is_root, place, says, speaks, subject};
use crate::record::MentionKind;

/// What is remembered of a candidate's last mention.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub(super) head: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sentence: usize,
    pub(super) place: Place,
    pub(super) kind: MentionKind,
    pub(super) speaks: bool,
}

/// What is remembered of a candidate.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Salience {
    pub(super) last: Option<Occurrence>,
    /// The sentence of the first mention.
    pub(super) first: usize,
    pub(super) count: u32,
    pub(super) he: u32,
    pub(super) she: u32,
}

/// How well a candidate goes with a pronoun; a feature by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Agreement {
    /// The text calls them so.
    Stated,
    /// Nearly all who bear their given name are called so.
    ByName,
    /// Most who bear their given name are called so.
    LikelyByName,
    /// Neither the text nor the lists say anything.
    Unknown,
    /// Most who bear their given name are called otherwise.
    UnlikelyByName,
    /// Nearly all who bear their given name are called otherwise.
    AgainstName,
    /// The text calls them otherwise.
    Conflict,
    /// The text calls them otherwise, but once only.
    CalledOtherwise,
}

/// Who said what a sentence tells.
#[derive(Debug, Clone, Copy)]
struct Spoke {
    candidate: usize,
    sentence: usize,
}

/// How far from a pronoun the end of its quotation is looked for, in tokens.
const QUOTATION: usize = 80;
/// How many candidates are looked at.
pub(super) const MOST_CANDIDATES: usize = 12;

/// The state of the walk through the text.
pub(super) struct Resolver<'a> {
    pub(super) view: View<'a>,
    pub(super) candidates: &'a [Candidate],
    pub(super) salience: Vec<Salience>,
    /// Candidates, the one mentioned last at the end; one may stand here several times.
    pub(super) recent: Vec<usize>,
    pub(super) quotes: &'a [u32],
    /// Who spoke in this sentence and the one before.
    spoke: Vec<Spoke>,
    /// What to go back to after a caption or heading.
    aside: Option<Aside>,
}

/// A block that interrupts the story, and what was last mentioned before it.
struct Aside {
    block: u32,
    recent: usize,
    last: Vec<(usize, Option<Occurrence>)>,
}

impl<'a> Resolver<'a> {
    /// The resolver at the beginning of a text.
    pub(super) fn new(view: View<'a>, candidates: &'a [Candidate]) -> Self {
        let salience = vec![Salience::default(); candidates.len()];
        Self { view, candidates, salience, recent: Vec::new(), quotes: &view.syntax.quotations, spoke: Vec::new(), aside: None }
    }

    /// Begins a sentence of a block. What captions and headings mention is forgotten after them: the story goes on where it was.
    pub(super) fn enter(&mut self, block: u32, aside: bool) {
        if self.aside.as_ref().is_some_and(|aside| aside.block == block) {
            return;
        }
        if let Some(aside) = self.aside.take() {
            self.recent.truncate(aside.recent);
            for (candidate, last) in aside.last.into_iter().rev() {
                self.salience[candidate].last = last;
            }
        }
        if aside {
            self.aside = Some(Aside { block, recent: self.recent.len(), last: Vec::new() });
        }
    }

    pub(super) fn record(&mut self, candidate: usize, start: usize, end: usize, kind: MentionKind, sentence: usize) {
        let head = self.view.head(start..end);
        let seen = Occurrence {
            head,
            start,
            end,
            sentence,
            place: place(self.view, head, start, end),
            kind,
            speaks: speaks(self.view, start, end),
        };
        if self.salience[candidate].count == 0 {
            self.salience[candidate].first = sentence;
        }
        let verb = self.view.token(subject(self.view, head)).head as usize;
        if seen.place == Place::Subject && self.quotes[head] == 0 && self.view.has(verb, Word::SAYS) {
            self.spoke.retain(|spoke| spoke.sentence + 1 >= sentence);
            self.spoke.push(Spoke { candidate, sentence });
        }
        if let Some(aside) = &mut self.aside {
            aside.last.push((candidate, self.salience[candidate].last));
        }
        self.salience[candidate].last = Some(seen);
        self.salience[candidate].count += 1;
        if self.recent.last() != Some(&candidate) {
            self.recent.push(candidate);
        }
    }

    /// The person whom a quotation speaks of: "“He was kind,” Ana Ruiz said of Tom Harlow", "said in tribute to Tom Harlow".
    pub(super) fn said_of(&self, i: usize, agrees: PronounClass, coming: &[KnownMention]) -> Option<usize> {
        let (view, quotation) = (self.view, self.quotes[i]);
        if quotation == 0 {
            return None;
        }
        let last = view.syntax.tokens.len();
        let end = (i..last.min(i + QUOTATION)).find(|&at| self.quotes[at] != quotation)?;
        let begins = (i.saturating_sub(QUOTATION)..i).rev().take_while(|&at| self.quotes[at] == quotation).last().unwrap_or(i);
        // Somebody whom the quotation names before may be meant as well.
        let named = |candidate: &usize| self.salience[*candidate].last.is_some_and(|seen| seen.start >= begins);
        if self.recent.last().is_some_and(named) {
            return None;
        }
        let stop = view.sentence(end.saturating_sub(1)).end.max(view.sentence(end).end).min(end + 20);
        let says = (end..stop).find(|&at| view.has(at, Word::SAYS))?;
        let of = (says + 1..stop.min(says + 5)).find(|&at| view.has(at, Word::ABOUT | Word::TOWARD))?;
        let plain = of == says + 1 && !view.has(of, Word::TOWARD) || view.has(of - 1, Word::TRIBUTE);
        let seed = coming.iter().take(8).find(|seed| seed.start > of && seed.kind == MentionKind::Name)?;
        (plain && seed.start <= of + 4 && seed.start < stop && self.agreement(seed.candidate, agrees) < Agreement::AgainstName).then_some(seed.candidate)
    }

    /// The person who said the sentence before in the same paragraph, if a quotation and "she said" follow: she goes on.
    pub(super) fn speaks_on(&self, i: usize, sentence: usize, agrees: PronounClass, form: Form) -> Option<usize> {
        let view = self.view;
        let start = view.sentence(i).start;
        let quoted = (start..i).rev().take(3).any(|at| self.quotes[at] > 0);
        if form != Form::Subject || self.quotes[i] > 0 || !quoted || !says(view, i, i + 1) {
            return None;
        }
        let block = |sentence: usize| view.syntax.sentences[sentence].block;
        let near = |spoke: &&Spoke| {
            spoke.sentence + 1 >= sentence && block(spoke.sentence) == block(sentence) && self.agreement(spoke.candidate, agrees) < Agreement::Conflict
        };
        let mut all = self.spoke.iter().filter(near).map(|spoke| spoke.candidate);
        let first = all.next()?;
        all.all(|other| other == first).then_some(first)
    }

    /// How well a candidate goes with a pronoun, by what the text calls them and by their given name.
    pub(super) fn agreement(&self, candidate: usize, pronoun: PronounClass) -> Agreement {
        let salience = &self.salience[candidate];
        let (for_it, against) = if pronoun == PronounClass::She { (salience.she, salience.he) } else { (salience.he, salience.she) };
        let stated = self.candidates[candidate].agrees;
        let share = self.candidates[candidate].female_ninths.map(|share| if pronoun == PronounClass::She { share } else { 9 - share });
        if stated == pronoun {
            Agreement::Stated
        } else if stated.conflicts(pronoun) || against > for_it && against > 1 {
            Agreement::Conflict
        } else if against > for_it {
            // Called otherwise, but once only, which may have been a slip of ours; none where the given name speaks against it too.
            if matches!(share, Some(0..=1)) { Agreement::Conflict } else { Agreement::CalledOtherwise }
        } else {
            match share {
                Some(0..=1) => Agreement::AgainstName,
                _ if for_it > 0 => Agreement::Stated,
                Some(8..) => Agreement::ByName,
                Some(6..=7) => Agreement::LikelyByName,
                None | Some(4..=5) => Agreement::Unknown,
                Some(_) => Agreement::UnlikelyByName,
            }
        }
    }

    /// True for Ana Ruiz in "Asked by Ana Ruiz, for the defence, she agreed": who does it to the subject is somebody else.
    pub(super) fn is_agent(&self, candidate: usize, i: usize, sentence: usize, form: Form) -> bool {
        let view = self.view;
        let Some(last) = self.salience[candidate].last.filter(|last| form == Form::Subject && last.sentence == sentence) else { return false };
        let fronted = || {
            let between = last.end..i;
            between.len() < 12 && between.clone().any(|at| view.word(at) == ",") && is_root(view, view.token(i).head as usize)
        };
        // "Asked by defence counsel Ana Ruiz, she ...", but "In an opinion by Justice Ruiz, she ..."
        let floor = view.sentence(last.start).start.max(last.start.saturating_sub(6));
        let by = (floor..last.start).rev().find(|&j| !view.is_nominal(j)).filter(|&by| view.has(by, Word::BY));
        let asked = |by: usize| by + 1 == last.start || by > floor && view.has(by - 1, Word::QUESTION);
        by.is_some_and(asked) && fronted()
    }
}
