//! The walk through the text: who was mentioned where, and pronouns whose meaning a rule is sure of.

use super::super::lexicon::{Agrees, Form, Word};
use super::super::view::View;
use super::decision::{Actor, Seed};
use super::place::{Place, is_root, place, says, speaks, subject};
use crate::record::MentionKind;

/// What is remembered of an actor's last mention.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) head: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sentence: usize,
    pub(super) place: Place,
    pub(super) kind: MentionKind,
    pub(super) speaks: bool,
}

/// What is remembered of an actor.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Memory {
    pub(super) last: Option<Seen>,
    /// The sentence of the first mention.
    pub(super) first: usize,
    pub(super) count: u32,
    pub(super) he: u32,
    pub(super) she: u32,
}

/// Who said what a sentence tells.
#[derive(Debug, Clone, Copy)]
struct Spoke {
    actor: usize,
    sentence: usize,
}

/// How far from a pronoun the end of its quotation is looked for, in tokens.
const QUOTATION: usize = 80;
/// How many candidates are looked at.
pub(super) const MOST_CANDIDATES: usize = 12;

/// The state of the walk through the text.
pub(super) struct Walk<'a> {
    pub(super) view: View<'a>,
    pub(super) actors: &'a [Actor],
    pub(super) memory: Vec<Memory>,
    /// Actors, the one mentioned last at the end; one may stand here several times.
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
    last: Vec<(usize, Option<Seen>)>,
}

impl<'a> Walk<'a> {
    /// The walk at the beginning of a text.
    pub(super) fn new(view: View<'a>, actors: &'a [Actor]) -> Self {
        let memory = vec![Memory::default(); actors.len()];
        Self { view, actors, memory, recent: Vec::new(), quotes: &view.syntax.quotations, spoke: Vec::new(), aside: None }
    }

    /// Begins a sentence of a block. What captions and headings mention is forgotten after them: the story goes on where it was.
    pub(super) fn enter(&mut self, block: u32, aside: bool) {
        if self.aside.as_ref().is_some_and(|aside| aside.block == block) {
            return;
        }
        if let Some(aside) = self.aside.take() {
            self.recent.truncate(aside.recent);
            for (actor, last) in aside.last.into_iter().rev() {
                self.memory[actor].last = last;
            }
        }
        if aside {
            self.aside = Some(Aside { block, recent: self.recent.len(), last: Vec::new() });
        }
    }

    pub(super) fn see(&mut self, actor: usize, start: usize, end: usize, kind: MentionKind, sentence: usize) {
        let head = self.view.head(start..end);
        let seen = Seen {
            head,
            start,
            end,
            sentence,
            place: place(self.view, head, start, end),
            kind,
            speaks: speaks(self.view, start, end),
        };
        if self.memory[actor].count == 0 {
            self.memory[actor].first = sentence;
        }
        let verb = self.view.token(subject(self.view, head)).head as usize;
        if seen.place == Place::Subject && self.quotes[head] == 0 && self.view.has(verb, Word::SAYS) {
            self.spoke.retain(|spoke| spoke.sentence + 1 >= sentence);
            self.spoke.push(Spoke { actor, sentence });
        }
        if let Some(aside) = &mut self.aside {
            aside.last.push((actor, self.memory[actor].last));
        }
        self.memory[actor].last = Some(seen);
        self.memory[actor].count += 1;
        if self.recent.last() != Some(&actor) {
            self.recent.push(actor);
        }
    }

    /// The person whom a quotation speaks of: "“He was kind,” Ana Ruiz said of Tom Harlow", "said in tribute to Tom Harlow".
    pub(super) fn said_of(&self, i: usize, agrees: Agrees, coming: &[Seed]) -> Option<usize> {
        let (view, quotation) = (self.view, self.quotes[i]);
        if quotation == 0 {
            return None;
        }
        let last = view.syntax.tokens.len();
        let end = (i..last.min(i + QUOTATION)).find(|&at| self.quotes[at] != quotation)?;
        let begins = (i.saturating_sub(QUOTATION)..i).rev().take_while(|&at| self.quotes[at] == quotation).last().unwrap_or(i);
        // Somebody whom the quotation names before may be meant as well.
        let named = |actor: &usize| self.memory[*actor].last.is_some_and(|seen| seen.start >= begins);
        if self.recent.last().is_some_and(named) {
            return None;
        }
        let stop = view.sentence(end.saturating_sub(1)).end.max(view.sentence(end).end).min(end + 20);
        let says = (end..stop).find(|&at| view.has(at, Word::SAYS))?;
        let of = (says + 1..stop.min(says + 5)).find(|&at| view.has(at, Word::ABOUT | Word::TOWARD))?;
        let plain = of == says + 1 && !view.has(of, Word::TOWARD) || view.has(of - 1, Word::TRIBUTE);
        let seed = coming.iter().take(8).find(|seed| seed.start > of && seed.kind == MentionKind::Name)?;
        (plain && seed.start <= of + 4 && seed.start < stop && self.agreement(seed.actor, agrees) < 5).then_some(seed.actor)
    }

    /// The person who said the sentence before in the same paragraph, if a quotation and "she said" follow: she goes on.
    pub(super) fn speaks_on(&self, i: usize, sentence: usize, agrees: Agrees, form: Form) -> Option<usize> {
        let view = self.view;
        let start = view.sentence(i).start;
        let quoted = (start..i).rev().take(3).any(|at| self.quotes[at] > 0);
        if form != Form::Subject || self.quotes[i] > 0 || !quoted || !says(view, i, i + 1) {
            return None;
        }
        let block = |sentence: usize| view.syntax.sentences[sentence].block;
        let near = |spoke: &&Spoke| {
            spoke.sentence + 1 >= sentence && block(spoke.sentence) == block(sentence) && self.agreement(spoke.actor, agrees) < 6
        };
        let mut all = self.spoke.iter().filter(near).map(|spoke| spoke.actor);
        let first = all.next()?;
        all.all(|other| other == first).then_some(first)
    }

    /// How well an actor goes with a pronoun: 0 the text says so, 1 and 2 their given name does, 3 unknown, 4 and 5 against the list, 6 and 7 against
    /// the text, 7 once only.
    pub(super) fn agreement(&self, actor: usize, pronoun: Agrees) -> u64 {
        let memory = &self.memory[actor];
        let (for_it, against) = if pronoun == Agrees::She { (memory.she, memory.he) } else { (memory.he, memory.she) };
        let stated = self.actors[actor].agrees;
        let share = self.actors[actor].share.map(|share| if pronoun == Agrees::She { share } else { 9 - share });
        if stated == pronoun {
            0
        } else if stated.conflicts(pronoun) || against > for_it && against > 1 {
            6
        } else if against > for_it {
            // Called otherwise, but once only, which may have been a slip of ours; none where the given name speaks against it too.
            if matches!(share, Some(0..=1)) { 6 } else { 7 }
        } else {
            match share {
                Some(0..=1) => 5,
                _ if for_it > 0 => 0,
                Some(8..) => 1,
                Some(6..=7) => 2,
                None | Some(4..=5) => 3,
                Some(_) => 4,
            }
        }
    }

    /// True for Ana Ruiz in "Asked by Ana Ruiz, for the defence, she agreed": who does it to the subject is somebody else.
    pub(super) fn is_agent(&self, actor: usize, i: usize, sentence: usize, form: Form) -> bool {
        let view = self.view;
        let Some(last) = self.memory[actor].last.filter(|last| form == Form::Subject && last.sentence == sentence) else { return false };
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
