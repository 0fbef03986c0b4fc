//! Which forms of organisations' names are one in this corpus: by spelling, by acronyms and short forms that it uses for one alone.

use nutgraf::text::hash::hash;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, Result};
use crate::facts::Facts;
use crate::organization::{abbreviates, form, keys};
use crate::sort::{RUN, Sorter};
use crate::tally::Tally;
use crate::unit::Reason;

/// The share of all that an acronym may stand for which the one it is given to must have.
const SHARE: f32 = 0.6;
/// What an article that introduces a short form weighs beside one that has the long form.
const INTRODUCED: u32 = 5;
/// Articles in which a name must be an organisation before the corpus knows it as one, and the share of them.
const KNOWN: u32 = 2;
const KNOWN_SHARE: f32 = 0.6;

/// Counts forms while the corpus is read.
pub struct FormCounter {
    /// A form, a null byte, and whether articles have it as an organisation (0) or as another name (1).
    forms: Tally,
    /// A short form, a null byte and the long one that articles use it for.
    pairs: Tally,
}

/// The forms in the names of one article.
#[derive(Debug, Default)]
pub struct Named {
    forms: Vec<Vec<u8>>,
    pairs: Vec<Vec<u8>>,
}

/// What the forms of a corpus are.
#[derive(Debug, Default)]
pub struct Forms {
    /// For a form that is one with others: the hash of the main one, and how it is related.
    home: FxHashMap<u64, (u64, Reason)>,
    /// Forms that the corpus knows as organisations.
    known: FxHashSet<u64>,
}

/// A form of the corpus.
struct Form {
    hash: u64,
    count: u32,
}

impl Default for FormCounter {
    fn default() -> Self {
        Self { forms: Tally::new(RUN / 2), pairs: Tally::new(RUN / 4) }
    }
}

/// The bytes of a form that articles have as an organisation or as another name.
fn key(form: &str, other: bool) -> Vec<u8> {
    [form.as_bytes(), &[0, u8::from(other)]].concat()
}

impl Named {
    /// The forms in an article's names: each once, however often the article has it.
    pub fn of(facts: &Facts) -> Self {
        let (mut this, mut own) = (Self::default(), FxHashSet::default());
        for being in &facts.organizations {
            let long = form(&being.name);
            if long.is_empty() || own.contains(&long) {
                continue;
            }
            this.forms.push(key(&long, false));
            for short in being.names.iter().map(|(name, _)| name).chain([&being.acronym]) {
                let short = form(short);
                if !short.is_empty() && short != long && short.len() < long.len() {
                    this.pairs.push([short.as_bytes(), &[0], long.as_bytes()].concat());
                }
            }
            own.insert(long);
        }
        for name in facts.names.iter().filter(|name| matches!(name.label.as_str(), "person" | "place")) {
            let other = form(&name.text);
            if !own.contains(&other) {
                this.forms.push(key(&other, true));
                own.insert(other);
            }
        }
        this.pairs.sort_unstable();
        this.pairs.dedup();
        this
    }
}

impl FormCounter {
    /// Counts the names of an article.
    ///
    /// # Errors
    /// If a run can't be written.
    pub fn add(&mut self, named: &Named) -> Result<()> {
        named.forms.iter().try_for_each(|key| self.forms.add(key, 1))?;
        named.pairs.iter().try_for_each(|key| self.pairs.add(key, 1))
    }

    /// Takes what was counted of a form or a pair elsewhere.
    ///
    /// # Errors
    /// If a run can't be written, or it is none of [`FormCounter::counted`]'s.
    pub fn add_counted(&mut self, what: &str, form: &str, count: u32) -> Result<()> {
        match what {
            "organization" => self.forms.add(&key(form, false), count),
            "other" => self.forms.add(&key(form, true), count),
            "short" => self.pairs.add(form.replace('\t', "\0").as_bytes(), count),
            _ => Err(Error::Use(format!("nothing is counted as {what:?}"))),
        }
    }

    /// How often each form and pair comes: what [`FormCounter::add_counted`] takes.
    ///
    /// # Errors
    /// If what was put aside can't be read.
    pub fn counted(self) -> Result<Vec<(&'static str, String, i64)>> {
        let mut counts = Vec::new();
        for form in self.forms.finish()? {
            let (key, count) = form?;
            let (form, other) = parts(&key);
            counts.push((if other { "other" } else { "organization" }, form.into_owned(), i64::from(count)));
        }
        for pair in self.pairs.finish()? {
            let (key, count) = pair?;
            // A folded name has no tab.
            counts.push(("short", String::from_utf8_lossy(&key).replace('\0', "\t"), i64::from(count)));
        }
        Ok(counts)
    }

    /// Finds out which forms are one.
    ///
    /// # Errors
    /// If what was put aside can't be read.
    pub fn finish(self) -> Result<Forms> {
        let (mut forms, mut known) = (Vec::<Form>::new(), FxHashSet::default());
        let mut by_hash: FxHashMap<u64, u32> = FxHashMap::default();
        let mut under = Sorter::new(RUN / 2);
        let mut counted = self.forms.finish()?.peekable();
        while let Some(first) = counted.next() {
            let (first, count) = first?;
            let (text, other) = parts(&first);
            // As an organisation comes before as another name.
            let more = counted.next_if(|next| !other && next.as_ref().is_ok_and(|(next, _)| parts(next) == (text.clone(), true)));
            let elsewhere = more.transpose()?.map_or(0, |(_, count)| count);
            if other || text.is_empty() {
                continue;
            }
            let (id, share) = (forms.len() as u32, count as f32 / (count + elsewhere) as f32);
            if count >= KNOWN && share >= KNOWN_SHARE {
                known.insert(hash(&text));
            }
            forms.push(Form { hash: hash(&text), count });
            by_hash.insert(hash(&text), id);
            for key in keys(&text) {
                let value = [&id.to_be_bytes()[..], &[u8::from(key.long)], text.as_bytes()].concat();
                under.push(key.text.as_bytes(), &value)?;
            }
        }
        let mut union = Union::new(forms);
        let mut acronyms = Vec::new();
        meet(under, &mut union, &mut acronyms)?;
        shorten(self.pairs, &by_hash, &mut union, acronyms)?;
        Ok(Forms { home: union.homes(), known })
    }
}

/// A form, and whether articles have it as another name than an organisation's.
fn parts(key: &[u8]) -> (std::borrow::Cow<'_, str>, bool) {
    let form = &key[..key.len().saturating_sub(2)];
    (String::from_utf8_lossy(form), key.last() == Some(&1))
}

/// Joins the forms that have a key in common, but for acronyms, which are put into `acronyms` with what they may stand for.
fn meet(under: Sorter, union: &mut Union, acronyms: &mut Vec<(u32, u32, u32)>) -> Result<()> {
    let mut sorted = under.finish()?.peekable();
    while let Some(first) = sorted.next() {
        let first = first?;
        let mut members = vec![first.value];
        while let Some(Ok(next)) = sorted.next_if(|next| next.as_ref().is_ok_and(|next| next.key == first.key)) {
            members.push(next.value);
        }
        let read = |value: &Vec<u8>| {
            let id = u32::from_be_bytes([value[0], value[1], value[2], value[3]]);
            (id, value[4] == 1, String::from_utf8_lossy(&value[5..]).into_owned())
        };
        let members: Vec<_> = members.iter().map(read).collect();
        match first.key.first() {
            Some(b'.') => {
                for (short, ..) in members.iter().filter(|(_, long, _)| !long) {
                    for (long, ..) in members.iter().filter(|(_, long, _)| *long) {
                        acronyms.push((*short, *long, union.forms[*long as usize].count));
                    }
                }
            }
            Some(b'~') => {
                for (i, (a, _, text)) in members.iter().enumerate().take(64) {
                    for (b, ..) in members[..i].iter().filter(|(_, _, other)| abbreviates(text, other)) {
                        union.join(*a, *b, Reason::Short);
                    }
                }
            }
            kind => {
                let reason = if kind == Some(&b'-') { Reason::Short } else { Reason::Spelling };
                members.windows(2).for_each(|pair| union.join(pair[0].0, pair[1].0, reason));
            }
        }
    }
    Ok(())
}

/// Joins short forms and acronyms with what nearly all of the corpus uses them for.
fn shorten(pairs: Tally, by_hash: &FxHashMap<u64, u32>, union: &mut Union, mut uses: Vec<(u32, u32, u32)>) -> Result<()> {
    let mut introduced: FxHashSet<u32> = FxHashSet::default();
    for pair in pairs.finish()? {
        let (key, count) = pair?;
        let mut parts = key.split(|&byte| byte == 0).map(|part| by_hash.get(&hash(&String::from_utf8_lossy(part))).copied());
        if let (Some(Some(short)), Some(Some(long))) = (parts.next(), parts.next()) {
            introduced.insert(short);
            uses.push((short, long, INTRODUCED.saturating_mul(count)));
        }
    }
    uses.sort_unstable();
    for uses in uses.chunk_by(|a, b| a.0 == b.0) {
        let short = uses[0].0;
        let mut weights: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
        uses.iter().for_each(|&(_, long, weight)| *weights.entry(union.root(long)).or_default() += weight);
        let all: u32 = weights.values().sum();
        let best = weights.iter().max_by_key(|&(&root, &weight)| (weight, std::cmp::Reverse(root)));
        if let Some((&root, &weight)) = best
            && weight as f32 >= SHARE * all as f32
            && root != union.root(short)
        {
            union.join(short, root, if introduced.contains(&short) { Reason::Short } else { Reason::Acronym });
        }
    }
    Ok(())
}

/// Sets of forms that are one.
struct Union {
    forms: Vec<Form>,
    parent: Vec<u32>,
    reason: Vec<Reason>,
}

impl Union {
    fn new(forms: Vec<Form>) -> Self {
        Self { parent: (0..forms.len() as u32).collect(), reason: vec![Reason::Name; forms.len()], forms }
    }

    fn root(&self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            at = self.parent[at as usize];
        }
        at
    }

    /// Puts the rarer of two under the other.
    fn join(&mut self, a: u32, b: u32, reason: Reason) {
        let (x, y) = (self.root(a), self.root(b));
        if x == y {
            return;
        }
        let rank = |at: u32| (self.forms[at as usize].count, std::cmp::Reverse(at));
        let (main, other) = if rank(x) >= rank(y) { (x, y) } else { (y, x) };
        self.parent[other as usize] = main;
        self.reason[other as usize] = reason;
    }

    /// For each form that is not alone: its main form.
    fn homes(&self) -> FxHashMap<u64, (u64, Reason)> {
        let moved = (0..self.parent.len() as u32).filter(|&at| self.parent[at as usize] != at);
        moved
            .map(|at| (self.forms[at as usize].hash, (self.forms[self.root(at) as usize].hash, self.reason[at as usize])))
            .collect()
    }
}

impl Forms {
    /// The main form of an organisation's name, as a hash, and how the name is related to it.
    pub fn home(&self, form: &str) -> (u64, Reason) {
        let own = hash(form);
        self.home.get(&own).copied().unwrap_or((own, Reason::Name))
    }

    /// True if the corpus knows this form as an organisation's name.
    pub fn is_known(&self, form: &str) -> bool {
        self.known.contains(&hash(form))
    }
}
