//! The tense of the clause that a date belongs to, by the heads of the tree.

use super::super::lexeme::{Kind, Lexeme};
use super::tense::{Tense, TenseWords};
use crate::syntax::{Deprel, Lemmas, Shape, Syntax, Token, Upos};

/// The text that dates are read in.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'a> {
    pub text: &'a str,
    pub lexemes: &'a [Lexeme],
    pub syntax: &'a Syntax,
    pub lemmas: &'a Lemmas,
    pub words: &'a TenseWords,
}

/// No more heads than this are climbed from a date to its verb.
const CLIMB: usize = 8;
/// No auxiliary is looked for further from its verb, in tokens.
const REACH: usize = 10;

/// What the auxiliaries of a verb say.
#[derive(Debug, Default, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "a flag for each auxiliary")]
struct Auxiliaries {
    will: bool,
    /// "will", and not "would" or "might".
    sure: bool,
    could: bool,
    had: bool,
    have: bool,
    was: bool,
    is: bool,
    passive: bool,
    to: bool,
}

impl Auxiliaries {
    fn is_none(self) -> bool {
        let Self { will, could, had, have, was, is, to, .. } = self;
        !(will || could || had || have || was || is || to)
    }
}

/// What the word right before "on" or "from" says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfNoun {
    Tells(Tense),
    /// Only the distance can tell.
    LeavesOpen,
}

impl Clauses<'_> {
    /// The tense of the clause round the lexemes `from..to`; `weekday` says that they name a day of the week.
    pub fn tense(&self, from: usize, to: usize, weekday: bool) -> Option<Tense> {
        let words = self.words;
        let before = from.checked_sub(1).map_or(0, |i| self.lexemes[i].hash);
        if words.since.contains(&before) {
            return Some(Tense::Past);
        }
        let verb = self.verb(from, to);
        let two = from.checked_sub(2).map_or(0, |i| self.lexemes[i].hash);
        // "visitors in the 12 months through April": the stretch that is reported.
        if words.through.contains(&before) && words.spans.contains(&two) {
            return verb.map(|(tense, _)| tense).filter(|tense| *tense == Tense::Future).or(Some(Tense::Past));
        }
        if words.ahead.contains(&before) {
            let past = verb.is_some_and(|(tense, aux)| tense == Tense::Past && (aux.had || words.by.contains(&before)));
            return Some(if past { Tense::Past } else { Tense::Future });
        }
        // "effective from Monday", "a lead into Sunday's final round", "ahead of Thursday's meeting"
        let leads = words.from.contains(&before) || words.on.contains(&before);
        if words.effective.contains(&two) && leads || words.into.contains(&before) || words.of.contains(&before) && words.ahead_of.contains(&two) {
            return Some(Tense::Future);
        }
        if weekday && self.is_possessive(to) {
            return Some(if verb.is_some_and(|(_, aux)| aux.sure) { Tense::Future } else { Tense::Past });
        }
        let next = self.lexemes.get(to).map_or(0, |l| l.hash);
        // "July delivery"
        if words.contract.contains(&next) {
            return Some(Tense::Future);
        }
        match self.of_noun(from, weekday) {
            Some(OfNoun::Tells(tense)) => return Some(tense),
            Some(OfNoun::LeavesOpen) => return None,
            None => {}
        }
        // "a trip in March was called off", "its record set on Sept. 9"
        if words.was.contains(&next) && self.is_cancelled(from) {
            return Some(Tense::Past);
        }
        if words.was.contains(&next) && verb.is_none_or(|(tense, _)| tense == Tense::Future) && !self.is_planned(from) {
            return Some(Tense::Past);
        }
        if words.to.contains(&before) && words.moved.contains(&two) {
            return Some(Tense::Future);
        }
        if words.on.contains(&before) && words.set.contains(&two) {
            return Some(Tense::Past);
        }
        if weekday && self.is_cancelled(from) && !verb.is_some_and(|(_, aux)| aux.will) {
            return Some(Tense::Past);
        }
        verb.map(|(tense, _)| tense).or_else(|| nearest(self, from, to)).or_else(|| self.scheduled(from))
    }

    /// What the noun or misread verb right before "on" or "from" says of a day: "holders of record on May 29", "a meeting on June 3",
    /// "the show runs from Dec 1".
    fn of_noun(&self, from: usize, weekday: bool) -> Option<OfNoun> {
        let words = self.words;
        let before = |n: usize| from.checked_sub(n).and_then(|i| self.lexemes.get(i));
        let hash = |n: usize| before(n).map_or(0, |l| l.hash);
        let on = words.on.contains(&hash(1));
        if weekday || !on && !words.from.contains(&hash(1)) {
            return None;
        }
        let noun = before(2)?;
        if on && words.record.contains(&noun.hash) && words.of.contains(&hash(3)) {
            return Some(OfNoun::Tells(Tense::Future));
        }
        let tag = self.syntax.tokens.get(noun.token as usize).map_or(Upos::X, |t| t.upos);
        if tag != Upos::Verb && words.scheduled.contains(&noun.hash) && noun.span.of(self.text).ends_with('s') {
            return Some(OfNoun::Tells(Tense::Present));
        }
        (on && tag != Upos::Verb && words.event.contains(&noun.hash)).then_some(OfNoun::LeavesOpen)
    }

    /// "The three-day fair ends on Saturday": no word of the sentence is tagged as a verb, and one before the day is one of plans.
    fn scheduled(&self, from: usize) -> Option<Tense> {
        let inside = |l: &&Lexeme| l.kind != Kind::Edge;
        let before = || self.lexemes[..from].iter().rev().take(CLAUSE).take_while(inside);
        let after = self.lexemes[from..].iter().take(CLAUSE).take_while(inside);
        let tag = |l: &Lexeme| self.syntax.tokens.get(l.token as usize).map_or(Upos::X, |t| t.upos);
        if before().chain(after).any(|l| matches!(tag(l), Upos::Verb | Upos::Aux)) {
            return None;
        }
        // The first word of a sentence is no verb of it.
        let count = before().count();
        before().take(count.saturating_sub(1)).any(|l| self.words.scheduled.contains(&l.hash)).then_some(Tense::Present)
    }

    /// "Tuesday's ruling": an apostrophe and a noun follow.
    fn is_possessive(&self, to: usize) -> bool {
        let at = |i: usize| self.lexemes.get(i);
        at(to).is_some_and(|l| matches!(l.kind, Kind::Mark('\'' | '’')) && l.glued)
            && at(to + 1).is_some_and(|l| l.glued && self.words.s.contains(&l.hash))
    }

    /// A word of plans stands in the four words before: "planned for Saturday".
    fn is_planned(&self, from: usize) -> bool {
        let before = self.lexemes[..from].iter().rev().take(4).take_while(|l| l.kind != Kind::Edge);
        before.into_iter().any(|l| self.words.get(l).is_some_and(|(tense, _)| tense == Tense::Future))
    }

    /// What was planned for the day is off: a word of plans before it, one of "cancelled" after it, or "had been due ... but".
    fn is_cancelled(&self, from: usize) -> bool {
        if !self.is_planned(from) {
            return false;
        }
        let mut after = self.lexemes[from..].iter().take(REACH + 6).take_while(|l| l.kind != Kind::Edge);
        let cancelled = after.any(|l| self.words.cancelled.contains(&l.hash));
        cancelled && !self.will_before(from)
    }

    fn will_before(&self, from: usize) -> bool {
        self.lexemes[..from]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|l| l.kind != Kind::Edge)
            .any(|l| self.words.will.contains(&l.hash))
    }

    /// The tense and the auxiliaries of the nearest verb above a date.
    fn verb(&self, from: usize, to: usize) -> Option<(Tense, Auxiliaries)> {
        let tokens = &self.syntax.tokens;
        let first = self.lexemes.get(from)?.token as usize;
        let last = self.lexemes.get(to.checked_sub(1)?)?.token as usize;
        let inside = first.min(last)..=last.max(first);
        let mut at = inside.clone().find(|&i| tokens.get(i).is_some_and(|t| !inside.contains(&(t.head as usize)) || t.head as usize == i))?;
        // "The vote is on the second Tuesday in December"
        let own = self.auxiliaries(at);
        if own.will || own.was || own.had || own.is {
            let tense = if own.will {
                Tense::Future
            } else if own.is {
                Tense::Present
            } else {
                Tense::Past
            };
            return Some((tense, own));
        }
        for _ in 0..CLIMB {
            let head = tokens.get(at)?.head as usize;
            if head == at {
                return None;
            }
            at = head;
            let token = tokens.get(at)?;
            let aux = self.auxiliaries(at);
            let verbal = matches!(token.upos, Upos::Verb | Upos::Aux) || aux.will || aux.had || aux.was || aux.is || aux.could;
            if verbal && let Some(tense) = self.of_verb(token, aux, at) {
                return Some((tense, aux));
            }
        }
        None
    }

    /// What stands beside the verb `at` and belongs to it.
    fn auxiliaries(&self, at: usize) -> Auxiliaries {
        let words = self.words;
        let tokens = &self.syntax.tokens;
        let mut found = Auxiliaries::default();
        for token in &tokens[at.saturating_sub(REACH)..(at + 2).min(tokens.len())] {
            // "Mrs May spoke"
            if token.head as usize != at || token.shape == Shape::Capital {
                continue;
            }
            match token.deprel {
                Deprel::Mark => found.to |= words.to.contains(&token.hash),
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop => {
                    found.passive |= token.deprel == Deprel::AuxPass;
                    found.will |= words.will.contains(&token.hash);
                    found.sure |= words.sure.contains(&token.hash);
                    found.could |= words.could.contains(&token.hash);
                    found.had |= words.had.contains(&token.hash);
                    found.have |= words.have.contains(&token.hash);
                    found.was |= words.was.contains(&token.hash);
                    found.is |= words.is.contains(&token.hash);
                }
                _ => {}
            }
        }
        found
    }

    /// A verb in its bare form: "close".
    fn is_bare(&self, token: &Token) -> bool {
        let form = token.span.of(self.text);
        token.upos == Upos::Verb && self.lemmas.find(form, Upos::Verb) == form
    }

    fn of_verb(&self, token: &Token, aux: Auxiliaries, at: usize) -> Option<Tense> {
        let form = token.span.of(self.text);
        let listed = self.words.by_hash(token.hash);
        // "will reopen on Monday and close on Friday": the auxiliary stands before the first verb.
        if token.deprel == Deprel::Conj && aux.is_none() && token.head as usize != at && self.is_bare(token) {
            let first = self.auxiliaries(token.head as usize);
            if (first.will || first.could) && !first.have {
                return Some(Tense::Future);
            }
        }
        if aux.could {
            // "could not be found", "could have sunk" tell of what is over.
            return Some(if aux.have || aux.passive { Tense::Past } else { Tense::Future });
        }
        if aux.will {
            return Some(if aux.have { Tense::Past } else { Tense::Future });
        }
        // "is expected", "was due": a plan, whenever it was made.
        if let Some((Tense::Future, _)) = listed {
            // "had forecast a loss"
            return Some(if aux.had { Tense::Past } else { Tense::Future });
        }
        if aux.had || aux.was || aux.have {
            return Some(Tense::Past);
        }
        if aux.to {
            // "had hoped to meet" lies behind, "hopes to meet" ahead.
            let governor = self.syntax.tokens.get(token.head as usize).filter(|_| token.head as usize != at);
            // "came from behind to win", "was forced to resign": it happened.
            let happened = governor.is_some_and(|verb| self.words.result.contains(&verb.hash));
            let above = governor.map(|_| self.auxiliaries(token.head as usize)).unwrap_or_default();
            let past = above.had || happened && !above.will && !above.could && !above.to;
            return Some(if past { Tense::Past } else { Tense::Future });
        }
        if aux.is {
            return Some(Tense::Present);
        }
        if token.upos != Upos::Verb {
            return None;
        }
        // "the pact lapses in December"
        if self.words.scheduled.contains(&token.hash) && form.ends_with('s') {
            return Some(Tense::Future);
        }
        match listed {
            Some((tense, _)) => return if tense == Tense::Present { None } else { Some(tense) },
            None if form.ends_with("ing") => return None,
            None => {}
        }
        let lemma = self.lemmas.find(form, Upos::Verb);
        if lemma != form && !form.ends_with('s') {
            return Some(Tense::Past);
        }
        let bare = token.deprel == Deprel::Xcomp;
        (!bare).then_some(Tense::Present)
    }
}

/// No clause is looked through further than this.
const CLAUSE: usize = 16;

/// The tense of the verb nearest before the expression in its sentence, else of the nearest one after.
fn nearest(clauses: &Clauses<'_>, from: usize, to: usize) -> Option<Tense> {
    let lexemes = clauses.lexemes;
    let mut comma = false;
    let before = lexemes[..from].iter().enumerate().rev().take(CLAUSE);
    let found = before.take_while(|(_, l)| l.kind != Kind::Edge).find_map(|(i, l)| {
        comma |= l.is(',');
        word(clauses, i, l).filter(|_| !(comma && clauses.words.to.contains(&l.hash)))
    });
    found.or_else(|| {
        let after = lexemes.get(to..).unwrap_or(&[]).iter().enumerate().take(CLAUSE);
        let clause = after.take_while(|(i, l)| l.kind != Kind::Edge && !(*i > 0 && l.is(',')));
        clause.map(|(i, l)| (to + i, l)).find_map(|(i, l)| word(clauses, i, l))
    })
}

fn word(clauses: &Clauses<'_>, i: usize, lexeme: &Lexeme) -> Option<Tense> {
    if !lexeme.is_word() {
        return None;
    }
    let Clauses { lexemes, text, syntax, words, .. } = *clauses;
    let tag = |l: &Lexeme| syntax.tokens.get(l.token as usize).map_or(Upos::X, |t| t.upos);
    let after = |n: usize| lexemes.get(i + n).filter(|l| l.is_word());
    let before = |n: usize| i.checked_sub(n).and_then(|j| lexemes.get(j)).map_or(0, |l| l.hash);
    let verb_at = |n: usize| after(n).filter(|l| matches!(tag(l), Upos::Verb | Upos::Aux)).map(|_| Tense::Future);
    if words.to.contains(&lexeme.hash) {
        // "plans to meet", "to be shipped": what is to be done lies ahead.
        return verb_at(1);
    }
    let verb = || matches!(tag(lexeme), Upos::Verb | Upos::Aux | Upos::X);
    let tense = match words.get(lexeme) {
        Some((Tense::Present, _)) => return None,
        Some((_, true)) if !verb() => return None,
        // "could have sunk" tells of what is over.
        Some((Tense::Future, _))
            if tag(lexeme) == Upos::Aux
                && !words.will.contains(&lexeme.hash)
                && after(1).is_some_and(|l| words.have.contains(&l.hash)) =>
        {
            Tense::Past
        }
        // "due to the storm", "than expected"
        Some(_) if words.due.contains(&lexeme.hash) && after(1).is_some_and(|l| words.to.contains(&l.hash)) => return verb_at(2),
        Some(_) if words.expected.contains(&lexeme.hash) && words.than.contains(&before(1)) => return None,
        Some((tense, _)) => tense,
        None if words.is_past(lexeme, text) && matches!(tag(lexeme), Upos::Verb | Upos::X) => Tense::Past,
        None => return None,
    };
    // "will be shipped", "to be soon rebuilt": the word before "be" tells.
    let passive =
        tense == Tense::Past && tag(lexeme) == Upos::Verb && (words.be.contains(&before(1)) || words.be.contains(&before(2)));
    (!passive).then_some(tense)
}
