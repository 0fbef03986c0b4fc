//! Times: temporal expressions with TIMEX3 values, placed in the calendar.
//!
//! Two passes. `scan` matches words and numbers into an under-specified `reading`; `resolve` places the readings in the
//! order of the text, with the day of publication, the dateline, the last date told and the tense of the clause as anchors.

mod anchor;
mod calendar;
mod choose;
mod classes;
mod clause;
mod confidence;
mod holiday;
mod lexicon;
mod reading;
mod resolve;
mod rule_id;
mod rules;
mod scan;
mod south;
mod tense;
mod unit;
mod value;

pub use holiday::Holidays;

use std::cell::Cell;

use super::Lexemes;
use super::lexeme::{Kind, Lexeme};
use super::number;
use crate::article::Article;
use crate::lexicon::folder::{Folder, ListError};
use crate::record::{Confidence, NameLabel, Note, NoteKind, Place as PlaceFound, Time, TimeKind};
use crate::syntax::{Lemmas, Upos};
use crate::{Date, Narration, Options, Span};
use clause::Clauses;
use classes::Classes;
use lexicon::Lexicon;
use reading::{Base, Expression, Reading, What, When};
use resolve::{Meaning, Place, Resolver};
use rules::Rules;
use scan::{Memo, Scan};
use tense::TenseWords;

/// What this stage knows of a language.
#[derive(Debug, Default)]
pub struct Resources {
    rules: Rules,
    lexicon: Lexicon,
    tense: TenseWords,
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let rules = Rules::open(folder)?;
        Ok(Self { lexicon: Lexicon::open(folder, &rules)?, rules, tense: TenseWords::open(folder)? })
    }
}

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(
    article: &Article<'_>,
    Lexemes(lexemes): &Lexemes,
    resources: &Resources,
    lemmas: &Lemmas,
    holidays: &Holidays,
    places: &[PlaceFound],
    options: &Options,
) -> Vec<Time> {
    let text = &article.document.text;
    let narrative = options.narration == Narration::Narrative;
    let Resources { rules, lexicon, tense } = resources;
    let known = |lexeme: &Lexeme| {
        let known = if lexeme.is_word() { lexicon.word(lexeme.hash) } else { None };
        (known.map(|(word, _)| word), classes(lexeme, known.map(|(_, classes)| classes), holidays, rules))
    };
    let (words, classes) = lexemes.iter().map(known).unzip();
    let scan = Scan {
        text,
        lexemes,
        lexicon,
        words,
        classes,
        holidays,
        day_first: options.country.as_deref().is_some_and(|code| !matches!(code, "US" | "PH" | "FM" | "PW")),
        narrative,
        named: &|i| is_named(article, lexemes[i].span.start),
        verb: &|i| article.syntax.tokens.get(lexemes[i].token as usize).is_some_and(|token| token.upos == Upos::Verb),
        fixed: &lexicon.fixed,
        rules,
        tense,
        reporting: Cell::default(),
        last_number: Memo::default(),
        last_day: Memo::default(),
        last_clock: Memo::default(),
        pivot: article.document.published.map_or(NO_PIVOT, |day| i32::from(day.0.year()) % 100 + 5),
    };
    let mut found = scan.all();
    south::turn(&mut found, lexemes, article, places);
    let heads = Clauses { text, lexemes, syntax: article.syntax, lemmas, words: tense };
    let mut resolver = Resolver::new(anchor::of(article, &found, lexemes), narrative).with_years(&found);
    let mut sentence = 0;
    let mut tense = None;
    let mut times: Vec<Time> = Vec::with_capacity(found.len());
    for (index, expression) in found.iter().enumerate() {
        let extent = lexemes[expression.from].span.cover(lexemes[expression.to - 1].span);
        while article.syntax.sentences.get(sentence).is_some_and(|s| s.span.end <= extent.start) {
            sentence += 1;
        }
        let joined = index > 0 && scan.joined(&found[index - 1], expression);
        // Both ends of a range are of one tense.
        tense = tense.filter(|_| joined).or_else(|| {
            let weekday = matches!(expression.reading, Reading::When(When { base: Base::Named(What::Weekday(_), _), .. }));
            needs_tense(expression.reading).then(|| heads.tense(expression.from, expression.to, weekday)).flatten()
        });
        let (passing, leads) = (scan.in_passing(expression), scan.leads_sentence(expression));
        let meaning = resolver.resolve(expression, Place { sentence, tense, passing, leads });
        let mut days = meaning.days;
        if let Some(before) = index.checked_sub(1) {
            if let Some((stretch, (last, _))) = scan.reported(&found[before], expression).zip(days) {
                resolver.report(stretch, last.0);
            }
            if joined || scan.lasts(&found[before], expression) {
                times[before].until = Some(index as u32);
                days = days.or_else(|| resolve::days_from(times[before].begin_date?.0, &expression.reading).filter(|_| !joined));
            }
        }
        times.push(to_record(expression, meaning, extent, days));
    }
    times
}

/// What a lexeme is; `word` says what its word can be.
fn classes(lexeme: &Lexeme, word: Option<Classes>, holidays: &Holidays, rules: &Rules) -> Classes {
    let classes = match lexeme.kind {
        Kind::Number => Classes::NUMBER,
        Kind::Mark('-' | '–' | '—' | '‑') => Classes::MARK.or(Classes::DASH),
        Kind::Mark('\'' | '’' | '‘' | '"' | '“' | '”') => Classes::MARK.or(Classes::QUOTE),
        Kind::Mark(sign) if number::is_fraction(sign) => Classes::MARK.or(Classes::VULGAR),
        Kind::Mark(_) => Classes::MARK,
        Kind::Edge => Classes::EDGE,
        Kind::Word => {
            let case = if lexeme.capital { Classes::CAPITAL } else { Classes::SMALL };
            let feast = if holidays.begins(lexeme.hash) { Classes::FEAST } else { Classes::default() };
            word.unwrap_or_default().or(case).or(feast).or(Classes::WORD)
        }
    };
    if rules.open_with(lexeme.kind, classes) { classes.or(Classes::OPENER) } else { classes }
}

/// Without a day of publication, years of two digits up to this one are of our century.
const NO_PIVOT: i32 = 35;

/// Whether the word at a byte is part of a name, so that "May" is no month.
fn is_named(article: &Article<'_>, at: u32) -> bool {
    let index = article.names.partition_point(|name| name.span.end <= at);
    article.names.get(index).is_some_and(|name| {
        let kind = matches!(name.label, NameLabel::Person | NameLabel::Organization | NameLabel::Work | NameLabel::Product);
        kind && name.span.start <= at
    })
}

/// Whether the tense of the clause can tell which one is meant.
fn needs_tense(reading: Reading) -> bool {
    matches!(reading, Reading::When(When { base: Base::Named(..) | Base::FromDay(..) | Base::Nth(..) | Base::Shift(..), .. }))
}

/// A time as the record has it.
fn to_record(expression: &Expression, meaning: Meaning, span: Span, days: Option<(Date, Date)>) -> Time {
    let anchor = meaning.anchor.as_ref().map(|anchor| anchor.kind);
    let open = meaning.value.starts_with("XXXX");
    Time {
        extent: span.into(),
        kind: meaning.kind,
        value: meaning.value,
        modifier: expression.modifier.map(Into::into),
        quant: meaning.quant,
        freq: meaning.freq,
        begin_date: days.map(|d| d.0),
        end_date: days.map(|d| d.1),
        until: None,
        anchor: meaning.anchor,
        rule: expression.rule.name().into(),
        confidence: Confidence::new(confidence::of(expression.reading, anchor, open)),
    }
}

/// The note that times stay open, if they do for want of a day of publication.
pub fn undated(article: &Article<'_>, times: &[Time]) -> Option<Note> {
    let open = times.iter().filter(|time| time.value.starts_with("XXXX") && time.kind != TimeKind::Set).count();
    (article.document.published.is_none() && open > 0).then(|| Note {
        kind: NoteKind::NoDate,
        message: format!("no day of publication is known: {open} times that are told from it stay open"),
    })
}

/// Whether a reading is a date or time of day.
fn is_date(reading: &Reading) -> bool {
    matches!(reading, Reading::When(when) if when.base != Base::Open || when.hour.is_some())
}

#[cfg(test)]
mod tests;
