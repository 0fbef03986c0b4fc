//! Times: temporal expressions with TIMEX3 values, placed in the calendar.
//!
//! Two passes. [`scan`] matches words and numbers into an under-specified [`reading`]; [`resolve`] places the readings in the
//! order of the text, with the day of publication, the dateline, the last date told and the tense of the clause as anchors.

mod calendar;
mod holiday;
mod lexicon;
mod reading;
mod resolve;
mod scan;
mod tense;

pub use holiday::Holidays;

use std::sync::LazyLock;

use super::{Article, lexeme};
use crate::record::{AnchorKind, Confidence, NameLabel, Time};
use crate::{Narration, Options};
use reading::{Base, Reading};
use resolve::{Place, Resolver};
use scan::Scan;

static HOLIDAYS: LazyLock<Holidays> = LazyLock::new(|| Holidays::new::<&str>(&[]).unwrap_or_default());

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(article: &Article<'_>, options: &Options) -> Vec<Time> {
    let text = &article.document.text;
    let lexemes = lexeme::read(text, article.syntax);
    let narrative = options.narration == Narration::Narrative;
    let named = |i: usize| {
        let at = lexemes[i].span.start;
        let index = article.names.partition_point(|name| name.span.end <= at);
        article.names.get(index).is_some_and(|name| {
            let kind = matches!(name.label, NameLabel::Person | NameLabel::Organization | NameLabel::Work | NameLabel::Product);
            kind && name.span.start <= at
        })
    };
    let scan = Scan {
        text,
        lexemes: &lexemes,
        holidays: &HOLIDAYS,
        day_first: options.country.as_deref().is_some_and(|code| !matches!(code, "US" | "PH" | "FM" | "PW")),
        narrative,
        named: &named,
        fixed: &lexicon::FIXED,
    };
    let found = scan.all();
    let published = article.document.published.map(|date| (date.0, AnchorKind::Published));
    let mut resolver = Resolver::new(published, narrative).with_years(&found);
    let mut sentence = 0;
    let mut times: Vec<Time> = Vec::with_capacity(found.len());
    for (index, expression) in found.iter().enumerate() {
        let span = lexemes[expression.from].span.cover(lexemes[expression.to - 1].span);
        while article.syntax.sentences.get(sentence).is_some_and(|s| s.span.end <= span.start) {
            sentence += 1;
        }
        let tense = tense::of(&lexemes, text, article.syntax, expression.from, expression.to);
        let meaning = resolver.resolve(expression, Place { sentence, tense });
        if index > 0 && scan.joined(&found[index - 1], expression) {
            times[index - 1].until = Some(index as u32);
        }
        times.push(Time {
            extent: span.into(),
            kind: meaning.kind,
            value: meaning.value,
            modifier: expression.modifier.map(Into::into),
            quant: meaning.quant,
            freq: meaning.freq,
            begin_date: meaning.days.map(|d| d.0),
            end_date: meaning.days.map(|d| d.1),
            until: None,
            anchor: meaning.anchor,
            rule: expression.rule.into(),
            confidence: Confidence::new(f32::from(expression.confidence) / 100.0),
        });
    }
    times
}

/// Whether a reading is a date or time of day.
fn is_date(reading: &Reading) -> bool {
    matches!(reading, Reading::When(when) if when.base != Base::Open || when.hour.is_some())
}
