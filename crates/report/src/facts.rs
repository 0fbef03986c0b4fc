//! The facts of an article as the pages read them: a short list of cells each, in the order that `report/src/article.ts` names.
//!
//! Every fact begins with where it stands in the kept text and its confidence in hundredths. Texts are numbers in the part's
//! [`Strings`]; who is meant is a place in the article's cast, -1 where nobody is.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::kept::{Kept, whole};
use crate::strings::Strings;
use crate::wanted::{Rows, percent, text};

/// What the facts of one article have in common.
pub struct Facts<'a> {
    /// The text that the page keeps of the article.
    pub kept: &'a Kept,
    /// The texts of the part.
    pub strings: &'a mut Strings,
    /// The place in the article's cast of each `entity` of its tables.
    pub cast: &'a FxHashMap<String, usize>,
}

impl Facts<'_> {
    fn string(&mut self, cell: &Value) -> usize {
        self.strings.number(text(cell))
    }

    fn who(&self, cell: &Value) -> i64 {
        self.cast.get(text(cell)).map_or(-1, |&place| place as i64)
    }

    /// Mentions of people and organisations.
    pub fn mentions(&mut self, rows: &Rows) -> Vec<Value> {
        let mut made = Vec::new();
        for row in rows {
            let [start, end, confidence, entity, kind] = row.as_slice() else { continue };
            let (Some((start, end)), who @ 0..) = (self.kept.span(start, end), self.who(entity)) else { continue };
            made.push(json!([start, end, percent(confidence), who, self.string(kind)]));
        }
        made
    }

    /// Quotes; each with its row, for the counts. Pieces are a list of their beginnings and ends.
    pub fn quotes<'r>(&mut self, rows: &'r Rows) -> Vec<(Value, &'r [Value])> {
        let mut made = Vec::new();
        for row in rows {
            let [starts, ends, confidence, kind, polarity, speaker, entity, from, to, who_kind, cue, addressee, channel] =
                row.as_slice()
            else {
                continue;
            };
            let pairs = starts.as_array().into_iter().flatten().zip(ends.as_array().into_iter().flatten());
            let pieces: Vec<u32> =
                pairs.filter_map(|(start, end)| self.kept.span(start, end)).flat_map(|(start, end)| [start, end]).collect();
            let (from, to) = self.kept.span(from, to).unwrap_or_default();
            // Silent quotes have a speaker and no words: they stand where the speaker does.
            let pieces = if pieces.is_empty() { vec![from, to] } else { pieces };
            if pieces == [0, 0] {
                continue;
            }
            let cells = json!([
                pieces,
                0,
                percent(confidence),
                self.string(kind),
                self.string(polarity),
                self.string(speaker),
                self.who(entity),
                from,
                to,
                self.string(who_kind),
                self.string(cue),
                self.string(addressee),
                self.string(channel),
            ]);
            made.push((cells, row.as_slice()));
        }
        made
    }

    /// Returns the times that the page shows.
    pub fn times<'r>(&mut self, rows: &'r Rows) -> Vec<(Value, &'r [Value])> {
        let mut made = Vec::new();
        for row in rows {
            let [start, end, confidence, kind, value, begins, ends] = row.as_slice() else { continue };
            let Some((start, end)) = self.kept.span(start, end) else { continue };
            let cells = json!([
                start,
                end,
                percent(confidence),
                self.string(kind),
                self.string(value),
                self.string(begins),
                self.string(ends)
            ]);
            made.push((cells, row.as_slice()));
        }
        made
    }

    /// Returns the quantities that the page shows.
    pub fn quantities(&mut self, rows: &Rows) -> Vec<Value> {
        let mut made = Vec::new();
        for row in rows {
            let [start, end, confidence, value, low, high, modifier, unit, counted, change] = row.as_slice() else { continue };
            let Some((start, end)) = self.kept.span(start, end) else { continue };
            made.push(json!([
                start,
                end,
                percent(confidence),
                plain(value),
                plain(low),
                plain(high),
                self.string(modifier),
                self.string(unit),
                self.string(counted),
                self.string(change)
            ]));
        }
        made
    }

    /// Events; the tellings of each are a list of their beginnings and ends.
    pub fn events<'r>(&mut self, rows: &'r Rows, tellings: &Rows) -> Vec<(Value, &'r [Value])> {
        let mut told: FxHashMap<usize, Vec<u32>> = FxHashMap::default();
        for row in tellings {
            let [event, start, end] = row.as_slice() else { continue };
            if let (Some(event), Some((start, end))) = (whole(event), self.kept.span(start, end)) {
                told.entry(event).or_default().extend([start, end]);
            }
        }
        let mut lines = Vec::new();
        for row in rows {
            let [number, confidence, kind, mode, status, main, begins, ends, rest @ ..] = row.as_slice() else { continue };
            let [place, country, actor, actor_entity, recipient, recipient_entity, killed, injured, start, end] = rest else {
                continue;
            };
            let Some(best) = self.kept.span(start, end) else { continue };
            let mut pieces = vec![best.0, best.1];
            let others = whole(number).and_then(|number| told.remove(&number)).unwrap_or_default();
            others.chunks_exact(2).filter(|piece| piece[0] != best.0).for_each(|piece| pieces.extend(piece));
            let cells = json!([
                pieces,
                u8::from(main.as_bool().unwrap_or_default()),
                percent(confidence),
                self.string(kind),
                self.string(mode),
                self.string(status),
                self.string(begins),
                self.string(ends),
                self.string(place),
                self.string(country),
                self.string(actor),
                self.who(actor_entity),
                self.string(recipient),
                self.who(recipient_entity),
                killed,
                injured,
            ]);
            lines.push((cells, row.as_slice()));
        }
        lines
    }

    /// The best answer to each of the five Ws and How.
    pub fn answers(&mut self, rows: &Rows) -> Vec<Value> {
        let mut made = Vec::new();
        for row in rows {
            let [question, number, start, end, confidence, name] = row.as_slice() else { continue };
            if let (Some(0), Some((start, end))) = (number.as_u64(), self.kept.span(start, end)) {
                made.push(json!([start, end, percent(confidence), self.string(question), self.string(name)]));
            }
        }
        made
    }
}

/// A number as it is written shortest: tables of text know no difference between 2 and 2.0.
fn plain(cell: &Value) -> Value {
    match cell.as_f64() {
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => (number as i64).into(),
        _ => cell.clone(),
    }
}
