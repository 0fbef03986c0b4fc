//! The units, from `data/lang/en/quantity/units.tsv` and from the user.

use rustc_hash::FxHashMap;

use super::super::lexeme::{Kind, Lexeme, read_row};
use crate::lexicon::folder::Folder;
use crate::record::UnitKind;

/// A unit of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub symbol: String,
    pub kind: UnitKind,
    pub name: String,
}

/// One way to write a unit.
#[derive(Debug)]
struct Form {
    /// Its words and marks.
    parts: Vec<Part>,
    /// The exact letters, if they matter.
    exact: Option<String>,
    unit: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Word(u64),
    Mark(char),
}

/// The forms of all units by what they begin with, the longest first.
#[derive(Debug, Default)]
pub struct Units {
    list: Vec<Listed>,
    before: FxHashMap<u64, Vec<Form>>,
    after: FxHashMap<u64, Vec<Form>>,
}

impl Units {
    /// The units that everyone knows and those of the user's rows, in the form of the data file: symbol, kind, name, forms with
    /// tabs between.
    ///
    /// # Errors
    /// The first row that is no such row.
    pub fn new<S: AsRef<str>>(rows: &[S]) -> Result<Self, String> {
        let mut units = Self::default();
        let listed = Folder::english().lines("quantity/units").map(|line| -> &str { line });
        for row in listed.chain(rows.iter().map(AsRef::as_ref)) {
            units.add(row).ok_or_else(|| {
                format!("{row:?} is not a symbol, a kind (currency, percent, measure, duration, count), a name and forms, with tabs between")
            })?;
        }
        for forms in units.before.values_mut().chain(units.after.values_mut()) {
            // Stable: among forms of one length the last added wins, the exact one first.
            forms.reverse();
            forms.sort_by_key(|form| (std::cmp::Reverse(form.parts.len()), form.exact.is_none()));
        }
        Ok(units)
    }

    fn add(&mut self, row: &str) -> Option<()> {
        let mut fields = row.split('\t').map(str::trim);
        let symbol = fields.next().filter(|s| !s.is_empty())?;
        let kind = match fields.next()? {
            "currency" => UnitKind::Currency,
            "percent" => UnitKind::Percent,
            "measure" => UnitKind::Measure,
            "duration" => UnitKind::Duration,
            "count" => UnitKind::Count,
            _ => return None,
        };
        let name = fields.next().filter(|s| !s.is_empty())?;
        let forms = fields.next().filter(|s| !s.is_empty())?;
        let unit = self.list.len() as u32;
        self.list.push(Listed { symbol: symbol.into(), kind, name: name.into() });
        for form in forms.split('|') {
            let (prefix, form) = form.strip_prefix('<').map_or((false, form), |rest| (true, rest));
            let (exact, form) = form.strip_prefix('=').map_or((false, form), |rest| (true, rest));
            // "A$" is money, "a $5 note" is not.
            let exact = exact || prefix && form.len() == 2 && form.ends_with('$');
            let (single, form) = form.strip_prefix('!').map_or((exact || prefix, form), |rest| (true, rest));
            self.push(form, prefix, exact, unit)?;
            if !single && form.ends_with(|c: char| c.is_ascii_alphabetic()) {
                // "kilometre per hour" has its plural inside.
                let plural =
                    form.split_once(" per ").map_or_else(|| format!("{form}s"), |(head, per)| format!("{head}s per {per}"));
                self.push(&plural, prefix, exact, unit)?;
            }
        }
        Some(())
    }

    fn push(&mut self, form: &str, prefix: bool, exact: bool, unit: u32) -> Option<()> {
        let parts: Vec<Part> = read_row(form).iter().filter_map(part).collect();
        let key = key(*parts.first()?);
        let exact = exact.then(|| form.to_owned());
        let table = if prefix { &mut self.before } else { &mut self.after };
        table.entry(key).or_default().push(Form { parts, exact, unit });
        Some(())
    }

    /// The unit that begins at lexeme `i` behind a number, and the lexeme after it.
    pub(super) fn after(&self, lexemes: &[Lexeme], text: &str, i: usize) -> Option<(usize, &Listed)> {
        self.look(&self.after, lexemes, text, i)
    }

    /// The sign that begins at lexeme `i` before a number, and the lexeme after it.
    pub(super) fn before(&self, lexemes: &[Lexeme], text: &str, i: usize) -> Option<(usize, &Listed)> {
        self.look(&self.before, lexemes, text, i)
    }

    fn look(&self, table: &FxHashMap<u64, Vec<Form>>, lexemes: &[Lexeme], text: &str, i: usize) -> Option<(usize, &Listed)> {
        let forms = table.get(&key(part(lexemes.get(i)?)?))?;
        let form = forms.iter().find(|form| {
            let stretch = lexemes.get(i..i + form.parts.len());
            stretch.is_some_and(|stretch| {
                let fits = stretch.iter().zip(&form.parts).all(|(lexeme, part_of)| part(lexeme) == Some(*part_of));
                let span = || stretch[0].span.cover(stretch[stretch.len() - 1].span);
                fits && form.exact.as_ref().is_none_or(|exact| span().of(text) == exact)
            })
        })?;
        Some((i + form.parts.len(), self.list.get(form.unit as usize)?))
    }

    /// The unit with that symbol.
    pub(super) fn by_symbol(&self, symbol: &str) -> Option<&Listed> {
        self.list.iter().find(|unit| unit.symbol == symbol)
    }
}

fn part(lexeme: &Lexeme) -> Option<Part> {
    match lexeme.kind {
        Kind::Word => Some(Part::Word(lexeme.hash)),
        Kind::Mark(c) => Some(Part::Mark(c)),
        // m2, km2: the digit is part of the sign.
        Kind::Number => (lexeme.glued && lexeme.digits == 1).then(|| Part::Mark(char::from(b'0' + lexeme.value as u8))),
        Kind::Edge => None,
    }
}

fn key(part: Part) -> u64 {
    match part {
        Part::Word(hash) => hash,
        Part::Mark(c) => u64::from(u32::from(c)),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The rows with their examples: symbol, example, value.
    pub fn examples() -> impl Iterator<Item = (&'static str, &'static str, f64)> {
        Folder::english().lines("quantity/units").map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 6, "{line}");
            (fields[0], fields[4], fields[5].parse().expect("a value"))
        })
    }

    #[test]
    fn a_user_adds_a_unit_and_hears_of_a_bad_row() {
        let units = Units::new(&["fth\tmeasure\tfathom\tfathom|=fth"]).expect("a good row");
        let lexemes = read_row("fathoms");
        assert_eq!(units.after(&lexemes, "fathoms", 0).map(|(end, unit)| (end, unit.name.as_str())), Some((1, "fathom")));
        assert!(Units::new(&["fth\tlength\tfathom\tfathom"]).is_err());
    }
}
