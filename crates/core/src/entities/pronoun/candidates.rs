//! The candidates for a pronoun and what speaks for each: the features of the ranker.

use super::super::lexicon::{PronounClass, Form, Word};
use super::decision::{Decision, KnownMention};
use super::place::{first_word, is_main, place, speaks};
use super::resolver::{Agreement, MOST_CANDIDATES, Occurrence, Resolver};
use crate::model::linear::{feature, pair};
use crate::record::MentionKind;
use crate::syntax::Upos;

/// How many sentences back candidates are looked for.
const WINDOW: usize = 8;

/// What all candidates of a pronoun share.
struct Context {
    i: usize,
    sentence: usize,
    agrees: PronounClass,
    form: Form,
    count: usize,
    top: u32,
}

impl Resolver<'_> {
    /// Fills in the candidates for the pronoun at token `i`.
    pub(super) fn decide(&self, i: usize, sentence: usize, agrees: PronounClass, form: Form, coming: &[KnownMention], out: &mut Decision) {
        out.clear();
        out.pronoun = self.view.token(i).span;
        let mut chosen: Vec<usize> = Vec::with_capacity(MOST_CANDIDATES);
        for &candidate in self.recent.iter().rev().take(6 * MOST_CANDIDATES) {
            let near = self.salience[candidate].last.is_some_and(|last| last.sentence + WINDOW >= sentence);
            if !near || chosen.len() >= MOST_CANDIDATES {
                break;
            }
            if !chosen.contains(&candidate) && self.agreement(candidate, agrees) != Agreement::Conflict && !self.is_agent(candidate, i, sentence, form) {
                chosen.push(candidate);
            }
        }
        let end = self.view.syntax.sentences[sentence].tokens.end as usize;
        let later = coming
            .iter()
            .take(8)
            .find(|seed| self.candidates[seed.candidate].named)
            .filter(|seed| seed.start < end && !chosen.contains(&seed.candidate));
        let top = chosen.iter().map(|&candidate| self.salience[candidate].count).max().unwrap_or(0);
        let context = Context { i, sentence, agrees, form, count: chosen.len(), top };
        let named_below = self.named_below(i, sentence, form, coming);
        let below =
            |candidate: usize| named_below.iter().filter(|(other, _)| *other == candidate).map(|&(_, how)| how).max().unwrap_or(0);
        for (rank, &candidate) in chosen.iter().enumerate() {
            if let Some(last) = self.salience[candidate].last {
                self.features(&context, candidate, &last, rank, &mut out.features);
                out.features.push(feature(33, pair(below(candidate), form as u64)));
                let span = self.view.span(last.start..last.end);
                out.close(candidate, Some(span), self.candidates[candidate].named);
            }
        }
        let nearest = chosen.first().and_then(|&candidate| self.salience[candidate].last);
        if let Some(seed) = later.filter(|seed| self.agreement(seed.candidate, agrees) != Agreement::Conflict) {
            // Somebody may be named in the sentence already: "Ana Ruiz, in her speech, thanked Tom Harlow".
            let here = nearest.filter(|last| last.sentence == sentence);
            self.coming_features(&context, seed, here, below(seed.candidate), &mut out.features);
            out.close(seed.candidate, Some(self.view.span(seed.start..seed.end)), true);
        }
        let nearest = nearest.map_or(9, |last| sentence - last.sentence);
        let quoted = u64::from(self.quotes[i] > 0);
        for value in [
            1,
            pair(2, form as u64),
            pair(3, chosen.len().min(4) as u64),
            pair(4, nearest as u64),
            pair(5, quoted),
            pair(pair(6, quoted), nearest as u64),
        ] {
            out.features.push(feature(70, value));
        }
        out.close(usize::MAX, None, false);
    }

    /// The features of who is named only after the pronoun. `here` is who is named before it in its sentence.
    fn coming_features(&self, context: &Context, seed: &KnownMention, here: Option<Occurrence>, below: u64, out: &mut Vec<u64>) {
        let (i, form) = (context.i, context.form as u64);
        let agreement = self.agreement(seed.candidate, context.agrees) as u64;
        let known = u64::from(self.salience[seed.candidate].count > 0);
        let gap = bucket(seed.start - i);
        for value in [
            pair(agreement, known),
            pair(form, 10 + gap),
            50 + context.count.min(3) as u64,
            pair(form, first_word(self.view, i)),
        ] {
            out.push(feature(60, value));
        }
        out.push(feature(62, pair(below, form)));
        out.push(feature(63, here.map_or(0, |last| 1 + last.place as u64)));
        out.push(feature(61, self.path(i, self.view.head(seed.start..seed.end))));
    }

    /// Who is named after the pronoun in its sentence or in the quotation that it introduces, and how: 1 somewhere, 2 below the verb that
    /// governs the pronoun, 3 in the quotation. "He said Tom Harlow was late" and "He thinks of Tom Harlow" are not about one man.
    fn named_below(&self, i: usize, sentence: usize, form: Form, coming: &[KnownMention]) -> Vec<(usize, u64)> {
        let view = self.view;
        let end = view.syntax.sentences[sentence].tokens.end as usize;
        let governor = view.token(i).head as usize;
        let governs = |from: usize| {
            let mut at = from;
            (0..12).any(|_| {
                at = view.token(at).head as usize;
                at == governor
            })
        };
        let quotation = if self.quotes[i] == 0 { (i..end).map(|at| self.quotes[at]).find(|&number| number > 0) } else { None };
        let within = |seed: &&KnownMention| seed.start < end || quotation.is_some_and(|number| self.quotes[seed.start] == number);
        let how = |seed: &KnownMention| {
            if quotation.is_some_and(|number| self.quotes[seed.start] == number) {
                3
            } else if matches!(form, Form::Subject | Form::Object) && governor != i && governs(view.head(seed.start..seed.end)) {
                2
            } else {
                1
            }
        };
        let named = coming.iter().take(16).take_while(within).filter(|seed| seed.kind == MentionKind::Name && seed.start > i);
        named.map(|seed| (seed.candidate, how(seed))).collect()
    }

    fn features(&self, context: &Context, candidate: usize, last: &Occurrence, rank: usize, out: &mut Vec<u64>) {
        let view = self.view;
        let salience = &self.salience[candidate];
        let i = context.i;
        let distance = (context.sentence - last.sentence).min(5) as u64;
        let rank = rank.min(5) as u64;
        let form = context.form as u64;
        let role = last.place as u64;
        let own = place(view, i, i, i + 1) as u64;
        let kind = last.kind as u64;
        let named = u64::from(self.candidates[candidate].named);
        let agreement = self.agreement(candidate, context.agrees) as u64;
        let count = few(salience.count);
        let protagonist = u64::from(salience.count == context.top && context.count > 1);
        let block = |sentence: usize| view.syntax.sentences[sentence].block;
        let blocks = (block(context.sentence).saturating_sub(block(last.sentence))).min(2);
        let quoted = self.quoted(i, last.head);
        let speech = pair(pair(quoted, u64::from(last.speaks)), u64::from(speaks(view, i, i + 1)));
        let first = first_word(view, last.start);
        let own_first = first_word(view, i);
        let mut add = |template: u64, values: &[u64]| out.push(joined(template, values));
        add(1, &[agreement, named]);
        add(2, &[distance, form]);
        add(3, &[rank, named]);
        add(4, &[rank, distance]);
        add(5, &[role, own, form]);
        add(6, &[role, own, distance]);
        add(7, &[kind, distance, named]);
        add(8, &[kind, role, distance]);
        add(9, &[speech]);
        add(10, &[speech, distance, u64::from(blocks)]);
        add(11, &[u64::from(blocks), distance, named]);
        add(12, &[count, named]);
        add(13, &[count, kind, distance]);
        add(14, &[first, own_first, distance, role]);
        add(15, &[protagonist, distance, rank]);
        add(16, &[agreement, rank, context.count.min(4) as u64]);
        add(17, &[u64::from(salience.he + salience.she > 0), distance, role]);
        add(18, &[role, kind, form, rank]);
        if !self.candidates[candidate].named {
            let determiner = if last.start > 0 { view.token(last.start - 1).hash % 64 } else { 0 };
            add(19, &[u64::from(view.kinds(last.head).is(Word::PERSON)), distance, agreement]);
            add(20, &[determiner, distance]);
        }
        if distance == 0 {
            let gap = bucket(i.saturating_sub(last.end));
            add(21, &[gap, form, role]);
            add(22, &[self.path(i, last.head), form]);
            add(23, &[u64::from(view.token(i).head == view.token(last.head).head), form, role]);
            add(24, &[form, own, role, gap, u64::from(self.clause_between(last.end, i))]);
        } else if distance == 1 {
            add(25, &[role, own, u64::from(is_main(view, last.head)), u64::from(is_main(view, i))]);
        }
        add(26, &[bucket_far(i - last.start.min(i)), form, named]);
        add(27, &[(last.end - last.start).min(3) as u64, kind, distance]);
        add(28, &[u64::from(last.start > 0 && view.is(last.start - 1, &["("])), distance, role]);
        add(29, &[u64::from(self.is_listed(last)), role, distance]);
        add(30, &[u64::from(salience.first == 0), distance, kind]);
        add(31, &[agreement, role, distance, kind]);
        add(32, &[rank, role, own, kind]);
    }

    /// True for a mention beside "and" or before a comma.
    fn is_listed(&self, mention: &Occurrence) -> bool {
        let and = |i: usize| self.view.has(i, Word::AND);
        and(mention.end) || self.view.is(mention.end, &[","]) || mention.start > 0 && and(mention.start - 1)
    }

    /// Whether two words are quoted, and in one quotation.
    fn quoted(&self, here: usize, there: usize) -> u64 {
        match (self.quotes[here], self.quotes[there]) {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => 2,
            (here, there) if here == there => 3,
            _ => 4,
        }
    }

    /// The relations on the way from one word of a sentence up to the lowest common head and down to the other.
    fn path(&self, from: usize, to: usize) -> u64 {
        let mut up = [from; 6];
        let mut down = [to; 6];
        for step in 1..6 {
            up[step] = self.view.token(up[step - 1]).head as usize;
            down[step] = self.view.token(down[step - 1]).head as usize;
        }
        let meet = |step: usize| down.iter().position(|&other| other == up[step]).map(|other| (step, other));
        let Some((ups, downs)) = (0..6).find_map(meet) else { return 1 };
        let relations = |way: &[usize]| way.iter().fold(7, |path, &word| pair(path, self.view.token(word).deprel as u64));
        pair(relations(&up[..ups]), relations(&down[..downs]))
    }

    /// True if a comma, a conjunction or a verb stands between.
    fn clause_between(&self, from: usize, to: usize) -> bool {
        (from..to.min(from + 40))
            .any(|i| matches!(self.view.token(i).upos, Upos::Verb | Upos::Sconj | Upos::Cconj) || self.view.word(i) == ",")
    }
}

/// A feature of a template and some values.
fn joined(template: u64, values: &[u64]) -> u64 {
    feature(template, values.iter().fold(0, |all, &value| pair(all, value + 1)))
}

fn bucket_far(gap: usize) -> u64 {
    u64::from((gap + 1).ilog2()).min(8)
}

fn bucket(gap: usize) -> u64 {
    match gap {
        0..=3 => gap as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        _ => 7,
    }
}

/// How many, told apart up to three, then up to six.
fn few(count: u32) -> u64 {
    match count {
        0..=3 => u64::from(count),
        4..=6 => 4,
        _ => 5,
    }
}
