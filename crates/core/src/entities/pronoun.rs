//! "he" and "she": which of the people named so far is meant, by a trained ranker.
//!
//! Ranks all candidates at once, "nobody named" among them (mention ranking with an entity's history; Denis and Baldridge 2008),
//! by a linear model over hashed features. What a word goes with is looked at in pairs - fits, does not, unknown - and never by
//! which pronoun it is, so that "he" and "she" are treated alike.

use super::lexicon::{Agrees, Form, LEXICON, Word};
use super::view::View;
use crate::layout::Layout;
use crate::model::linear::{feature, pair};
use crate::record::BlockKind;
use crate::syntax::{Deprel, Sentence, Shape, Upos};
use crate::{Span, record::MentionKind};

/// What may be referred to: a person with a name, or one with a noun alone ("the driver").
pub(super) struct Actor {
    /// What the text says they go with.
    pub agrees: Agrees,
    /// [`Lexicon::share`](super::lexicon::Lexicon::share) of the given name.
    pub share: Option<u8>,
    /// False for nouns.
    pub named: bool,
}

/// A mention of an actor, before pronouns are looked at.
pub(super) struct Seed {
    pub actor: usize,
    /// First token and token after the last.
    pub start: usize,
    pub end: usize,
    pub kind: MentionKind,
}

/// A pronoun and who may be meant, for the ranker to choose or to be trained.
#[derive(Debug, Default)]
pub struct Decision {
    /// The pronoun.
    pub pronoun: Span,
    /// Where each candidate was last mentioned before; the last candidate, "nobody named", has none.
    pub candidates: Vec<Option<Span>>,
    features: Vec<u64>,
    ends: Vec<usize>,
    actors: Vec<usize>,
    named: Vec<bool>,
}

impl Decision {
    /// The features of candidate `i`.
    pub fn features(&self, i: usize) -> &[u64] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.features[start..self.ends[i]]
    }

    /// The index among the people of candidate `i`; none for actors without a name.
    pub fn person(&self, i: usize) -> Option<usize> {
        self.named[i].then_some(self.actors[i])
    }

    fn clear(&mut self) {
        self.candidates.clear();
        self.features.clear();
        self.ends.clear();
        self.actors.clear();
        self.named.clear();
    }

    fn close(&mut self, actor: usize, last: Option<Span>, named: bool) {
        self.actors.push(actor);
        self.named.push(named);
        self.candidates.push(last);
        self.ends.push(self.features.len());
    }
}

/// A pronoun with the actor that was chosen.
pub(super) struct Resolved {
    pub token: usize,
    pub actor: usize,
    pub agrees: Agrees,
    /// What the policy says of its choice.
    pub confidence: u8,
}

/// Chooses a candidate or none, with a confidence in hundredths.
pub type Policy<'p> = dyn FnMut(&Decision) -> Option<(usize, u8)> + 'p;

/// The grammatical place of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Subject,
    Object,
    Possessive,
    Oblique,
    Other,
}

/// What is remembered of an actor's last mention.
#[derive(Debug, Clone, Copy)]
struct Seen {
    head: usize,
    start: usize,
    end: usize,
    sentence: usize,
    place: Place,
    kind: MentionKind,
    speaks: bool,
}

/// What is remembered of an actor.
#[derive(Debug, Clone, Copy, Default)]
struct Memory {
    last: Option<Seen>,
    /// The sentence of the first mention.
    first: usize,
    count: u32,
    he: u32,
    she: u32,
}

/// How many sentences back candidates are looked for.
const WINDOW: usize = 8;
/// How sure "“He was kind,” she said of Tom Harlow" is, in hundredths.
const SAID_OF: u8 = 85;
/// How sure "Ana Ruiz said the gate was shut. “It stays so,” she said" is, in hundredths.
const SPEAKS_ON: u8 = 90;
/// How far from a pronoun the end of its quotation is looked for, in tokens.
const QUOTATION: usize = 80;
/// How many candidates are looked at.
const MOST_CANDIDATES: usize = 12;

/// Goes through the text and lets `policy` resolve every "he" and "she".
pub(super) fn resolve(
    view: View<'_>,
    layout: &Layout,
    actors: &[Actor],
    seeds: &[Seed],
    policy: &mut Policy<'_>,
) -> Vec<Resolved> {
    let memory = vec![Memory::default(); actors.len()];
    let mut walk =
        Walk { view, actors, memory, recent: Vec::new(), quotes: &view.syntax.quotations, aside: None };
    let mut decision = Decision::default();
    let mut resolved = Vec::new();
    let mut next = 0;
    for sentence in 0..view.syntax.sentences.len() {
        let Sentence { tokens, block, .. } = view.syntax.sentences[sentence].clone();
        let aside = layout.blocks.get(block as usize).is_some_and(|b| matches!(b.kind, BlockKind::Caption | BlockKind::Heading));
        walk.enter(block, aside);
        for i in tokens.start as usize..tokens.end as usize {
            while let Some(seed) = seeds.get(next).filter(|seed| seed.start <= i) {
                walk.see(seed.actor, seed.start, seed.end, seed.kind, sentence);
                next += 1;
            }
            let Some((agrees, form)) = pronoun(view, i) else { continue };
            if let Some(actor) = walk.said_of(i, agrees, &seeds[next..]) {
                walk.see(actor, i, i + 1, MentionKind::Pronoun, sentence);
                resolved.push(Resolved { token: i, actor, agrees, confidence: SAID_OF });
                continue;
            }
            if let Some(actor) = walk.speaks_on(i, sentence, agrees, form) {
                walk.see(actor, i, i + 1, MentionKind::Pronoun, sentence);
                resolved.push(Resolved { token: i, actor, agrees, confidence: SPEAKS_ON });
                continue;
            }
            walk.decide(i, sentence, agrees, form, &seeds[next..], &mut decision);
            let Some((choice, confidence)) = policy(&decision) else { continue };
            let Some(&actor) = decision.actors.get(choice).filter(|&&actor| actor < actors.len()) else { continue };
            walk.see(actor, i, i + 1, MentionKind::Pronoun, sentence);
            match agrees {
                Agrees::She => walk.memory[actor].she += 1,
                _ => walk.memory[actor].he += 1,
            }
            resolved.push(Resolved { token: i, actor, agrees, confidence });
        }
    }
    resolved
}

/// What pronoun token `i` is.
fn pronoun(view: View<'_>, i: usize) -> Option<(Agrees, Form)> {
    let token = view.token(i);
    if !(2..=7).contains(&token.span.len()) || token.upos == Upos::Propn {
        return None;
    }
    let (agrees, form) = LEXICON.form(token.hash)?;
    let owns = match token.deprel {
        Deprel::NmodPoss => true,
        Deprel::Dep => {
            let next = view.syntax.tokens.get(i + 1);
            next.is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num))
        }
        _ => false,
    };
    // "her" is both.
    Some((agrees, if agrees == Agrees::She && form == Form::Object && owns { Form::Possessive } else { form }))
}

/// True if a verb of speech follows the words `start..end`.
pub(super) fn says(view: View<'_>, start: usize, end: usize) -> bool {
    start < end && view.has(end, Word::SAYS)
}

/// True if the words `start..end` stand beside a verb of speech.
fn speaks(view: View<'_>, start: usize, end: usize) -> bool {
    let after =
        if end < view.syntax.tokens.len() && matches!(view.token(end).upos, Upos::Adv | Upos::Aux) { end + 1 } else { end };
    view.has(after, Word::SAYS) || start > 0 && view.has(start - 1, Word::SAYS)
}

pub(super) fn place(view: View<'_>, head: usize, start: usize, end: usize) -> Place {
    let mut at = head;
    for _ in 0..4 {
        let token = view.token(at);
        match token.deprel {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj => return Place::Subject,
            Deprel::Obj | Deprel::Iobj => return Place::Object,
            Deprel::NmodPoss => return Place::Possessive,
            Deprel::Obl | Deprel::OblAgent | Deprel::Nmod => return Place::Oblique,
            Deprel::Conj | Deprel::Appos | Deprel::Flat | Deprel::Compound => at = token.head as usize,
            Deprel::Dep => break,
            _ => return Place::Other,
        }
    }
    let upos = |i: usize| view.syntax.tokens.get(i).map_or(Upos::X, |token| token.upos);
    if view.is(end, &["'s", "’s"]) {
        Place::Possessive
    } else if matches!(upos(end), Upos::Verb | Upos::Aux) {
        Place::Subject
    } else if start > 0 && upos(start - 1) == Upos::Adp {
        Place::Oblique
    } else if start > 0 && upos(start - 1) == Upos::Verb {
        Place::Object
    } else {
        Place::Other
    }
}

/// The state of the walk through the text.
struct Walk<'a> {
    view: View<'a>,
    actors: &'a [Actor],
    memory: Vec<Memory>,
    /// Actors, the one mentioned last at the end; one may stand here several times.
    recent: Vec<usize>,
    quotes: &'a [u32],
    /// What to go back to after a caption or heading.
    aside: Option<Aside>,
}

/// A block that interrupts the story, and what was last mentioned before it.
struct Aside {
    block: u32,
    recent: usize,
    last: Vec<(usize, Option<Seen>)>,
}

impl Walk<'_> {
    /// Begins a sentence of a block. What captions and headings mention is forgotten after them: the story goes on where it was.
    fn enter(&mut self, block: u32, aside: bool) {
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

    fn see(&mut self, actor: usize, start: usize, end: usize, kind: MentionKind, sentence: usize) {
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
    fn said_of(&self, i: usize, agrees: Agrees, coming: &[Seed]) -> Option<usize> {
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
    fn speaks_on(&self, i: usize, sentence: usize, agrees: Agrees, form: Form) -> Option<usize> {
        let view = self.view;
        let start = view.sentence(i).start;
        let quoted = (start..i).rev().take(3).any(|at| self.quotes[at] > 0);
        if form != Form::Subject || self.quotes[i] > 0 || !quoted || !says(view, i, i + 1) {
            return None;
        }
        let block = |sentence: usize| view.syntax.sentences[sentence].block;
        let spoke = |actor: &&usize| {
            self.memory[**actor].last.is_some_and(|last| {
                let verb = view.token(subject(view, last.head)).head as usize;
                last.sentence + 1 >= sentence
                    && block(last.sentence) == block(sentence)
                    && last.place == Place::Subject
                    && self.quotes[last.head] == 0
                    && view.has(verb, Word::SAYS)
                    && self.agreement(**actor, agrees) < 6
            })
        };
        let mut all = self.recent.iter().rev().take(MOST_CANDIDATES).filter(spoke);
        let first = *all.next()?;
        all.all(|&other| other == first).then_some(first)
    }

    /// How well an actor goes with a pronoun: 0 the text says so, 1 and 2 their given name does, 3 unknown, 4 and 5 against the list, 6 and 7 against
    /// the text, 7 once only.
    fn agreement(&self, actor: usize, pronoun: Agrees) -> u64 {
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
    fn is_agent(&self, actor: usize, i: usize, sentence: usize, form: Form) -> bool {
        let view = self.view;
        let Some(last) = self.memory[actor].last.filter(|last| form == Form::Subject && last.sentence == sentence) else { return false };
        let fronted = || {
            let between = last.end..i;
            between.len() < 12 && between.clone().any(|at| view.word(at) == ",") && is_root(view, view.token(i).head as usize)
        };
        last.start > 0 && view.has(last.start - 1, Word::BY) && fronted()
    }

    /// Fills in the candidates for the pronoun at token `i`.
    fn decide(&self, i: usize, sentence: usize, agrees: Agrees, form: Form, coming: &[Seed], out: &mut Decision) {
        out.clear();
        out.pronoun = self.view.token(i).span;
        let mut chosen: Vec<usize> = Vec::with_capacity(MOST_CANDIDATES);
        for &actor in self.recent.iter().rev().take(6 * MOST_CANDIDATES) {
            let near = self.memory[actor].last.is_some_and(|last| last.sentence + WINDOW >= sentence);
            if !near || chosen.len() >= MOST_CANDIDATES {
                break;
            }
            if !chosen.contains(&actor) && self.agreement(actor, agrees) != 6 && !self.is_agent(actor, i, sentence, form) {
                chosen.push(actor);
            }
        }
        let end = self.view.syntax.sentences[sentence].tokens.end as usize;
        let later = coming
            .iter()
            .take(8)
            .find(|seed| self.actors[seed.actor].named)
            .filter(|seed| seed.start < end && !chosen.contains(&seed.actor));
        let top = chosen.iter().map(|&actor| self.memory[actor].count).max().unwrap_or(0);
        let context = Context { i, sentence, agrees, form, count: chosen.len(), top };
        let named_below = self.named_below(i, sentence, form, coming);
        let below =
            |actor: usize| named_below.iter().filter(|(other, _)| *other == actor).map(|&(_, how)| how).max().unwrap_or(0);
        for (rank, &actor) in chosen.iter().enumerate() {
            if let Some(last) = self.memory[actor].last {
                self.features(&context, actor, &last, rank, &mut out.features);
                out.features.push(feature(33, pair(below(actor), form as u64)));
                let span = self.view.span(last.start..last.end);
                out.close(actor, Some(span), self.actors[actor].named);
            }
        }
        if let Some(seed) = later.filter(|seed| self.agreement(seed.actor, agrees) != 6) {
            let agreement = self.agreement(seed.actor, agrees);
            let known = u64::from(self.memory[seed.actor].count > 0);
            let gap = bucket(seed.start - i);
            for value in [
                pair(agreement, known),
                pair(form as u64, 10 + gap),
                50 + chosen.len().min(3) as u64,
                pair(form as u64, first_word(self.view, i)),
            ] {
                out.features.push(feature(60, value));
            }
            out.features.push(feature(62, pair(below(seed.actor), form as u64)));
            // Somebody may be named in the sentence already: "Ana Ruiz, in her speech, thanked Tom Harlow".
            let here = chosen.first().and_then(|&actor| self.memory[actor].last).filter(|last| last.sentence == sentence);
            out.features.push(feature(63, here.map_or(0, |last| 1 + last.place as u64)));
            out.features.push(feature(61, self.path(i, self.view.head(seed.start..seed.end))));
            out.close(seed.actor, Some(self.view.span(seed.start..seed.end)), true);
        }
        let nearest = chosen.first().and_then(|&actor| self.memory[actor].last).map_or(9, |last| sentence - last.sentence);
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

    /// Who is named after the pronoun in its sentence or in the quotation that it introduces, and how: 1 somewhere, 2 below the verb that
    /// governs the pronoun, 3 in the quotation. "He said Tom Harlow was late" and "He thinks of Tom Harlow" are not about one man.
    fn named_below(&self, i: usize, sentence: usize, form: Form, coming: &[Seed]) -> Vec<(usize, u64)> {
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
        let within = |seed: &&Seed| seed.start < end || quotation.is_some_and(|number| self.quotes[seed.start] == number);
        let how = |seed: &Seed| {
            if quotation.is_some_and(|number| self.quotes[seed.start] == number) {
                3
            } else if matches!(form, Form::Subject | Form::Object) && governor != i && governs(view.head(seed.start..seed.end)) {
                2
            } else {
                1
            }
        };
        let named = coming.iter().take(16).take_while(within).filter(|seed| seed.kind == MentionKind::Name && seed.start > i);
        named.map(|seed| (seed.actor, how(seed))).collect()
    }

    fn features(&self, context: &Context, actor: usize, last: &Seen, rank: usize, out: &mut Vec<u64>) {
        let view = self.view;
        let memory = &self.memory[actor];
        let i = context.i;
        let distance = (context.sentence - last.sentence).min(5) as u64;
        let rank = rank.min(5) as u64;
        let form = context.form as u64;
        let role = last.place as u64;
        let own = place(view, i, i, i + 1) as u64;
        let kind = last.kind as u64;
        let named = u64::from(self.actors[actor].named);
        let agreement = self.agreement(actor, context.agrees);
        let count = match memory.count {
            0..=3 => u64::from(memory.count),
            4..=6 => 4,
            _ => 5,
        };
        let protagonist = u64::from(memory.count == context.top && context.count > 1);
        let block = |sentence: usize| view.syntax.sentences[sentence].block;
        let blocks = (block(context.sentence).saturating_sub(block(last.sentence))).min(2);
        let (here, there) = (self.quotes[i], self.quotes[last.head]);
        let quote = match (here, there) {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => 2,
            _ if here == there => 3,
            _ => 4,
        };
        let speech = pair(pair(quote, u64::from(last.speaks)), u64::from(speaks(view, i, i + 1)));
        let first = first_word(view, last.start);
        let own_first = first_word(view, i);
        let mut add = |template: u64, values: &[u64]| {
            out.push(feature(template, values.iter().fold(0, |all, &value| pair(all, value + 1))));
        };
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
        add(17, &[u64::from(memory.he + memory.she > 0), distance, role]);
        add(18, &[role, kind, form, rank]);
        let tokens = bucket_far(i - last.start.min(i));
        let words = (last.end - last.start).min(3) as u64;
        let bracket = u64::from(last.start > 0 && view.is(last.start - 1, &["("]));
        let and = |i: usize| view.has(i, Word::AND);
        let list = u64::from(and(last.end) || view.is(last.end, &[","]) || last.start > 0 && and(last.start - 1));
        add(26, &[tokens, form, named]);
        add(27, &[words, kind, distance]);
        add(28, &[bracket, distance, role]);
        add(29, &[list, role, distance]);
        add(30, &[u64::from(memory.first == 0), distance, kind]);
        add(31, &[agreement, role, distance, kind]);
        add(32, &[rank, role, own, kind]);
        if !self.actors[actor].named {
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

/// What all candidates of a pronoun share.
struct Context {
    i: usize,
    sentence: usize,
    agrees: Agrees,
    form: Form,
    count: usize,
    top: u32,
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

/// 1 if a word is the first of its sentence, marks left aside; 2 right after a comma or conjunction.
fn first_word(view: View<'_>, i: usize) -> u64 {
    let floor = view.sentence(i).start;
    let before = (floor..i).rev().find(|&j| view.token(j).shape != Shape::Mark || view.word(j) == ",");
    match before {
        None => 1,
        Some(j) if view.word(j) == "," || view.has(j, Word::CLAUSE) => 2,
        Some(_) => 0,
    }
}

/// The word that a name is the subject as: "KC" of "Simon Ashdown KC said".
fn subject(view: View<'_>, mut head: usize) -> usize {
    for _ in 0..3 {
        let token = view.token(head);
        if !matches!(token.deprel, Deprel::Appos | Deprel::Flat | Deprel::Compound) {
            break;
        }
        head = token.head as usize;
    }
    head
}

/// True for the root of a sentence.
fn is_root(view: View<'_>, i: usize) -> bool {
    view.token(i).head as usize == i
}

/// True if a word depends on the root of its sentence.
fn is_main(view: View<'_>, i: usize) -> bool {
    let head = view.token(i).head as usize;
    head != i && view.token(head).head as usize == head
}
