//! Quotations as the record shows them: kinds, speakers, addressees, channels.

use std::ops::Range;

use super::found::Found;
use super::lexicon::{Class, Role};
use super::state::ParseState;
use super::source;
use crate::Span;
use crate::record::{Confidence, Cue, Polarity, Quote, QuoteKind};
use crate::syntax::{Deprel, Upos};

/// The quotations of an article, in the order of the text.
pub fn quotes(state: &ParseState<'_>, mut found: Vec<Found>) -> Vec<Quote> {
    found.retain(|quote| {
        let least = if is_clause(state, quote) { LEAST } else { LEAST_TOPIC };
        kind(state, quote) != QuoteKind::Indirect || confidence(quote.surprisal).get() >= least && !is_act(state, quote)
    });
    found.sort_by_key(|quote| (quote.pieces.first().map_or(quote.cue, |piece| piece.start), quote.cue));
    let within = nesting(&found);
    let mut quotes: Vec<Quote> = found.iter().zip(within).map(|(found, within)| one(state, found, within)).collect();
    source::resolve(state, &found, &mut quotes);
    quotes
}

fn one(state: &ParseState<'_>, found: &Found, within: Option<u32>) -> Quote {
    let cover = |tokens: Range<usize>| state.article.syntax.cover(tokens);
    let cue = (!found.floating).then(|| Cue {
        extent: cover(found.cue..found.cue_end).into(),
        lemma: found.entry.lemma.into(),
        polarity: polarity(state, found),
    });
    let channel = channel(state, found);
    Quote {
        content: found.pieces.iter().map(|piece| content(state, piece).into()).collect(),
        kind: kind(state, found),
        cue,
        speaker: found.speaker.map(|phrase| source::speaker(state, found, phrase)),
        addressee: addressee(state, found, channel.as_ref()).map(|tokens| cover(tokens).into()),
        channel: channel.map(|tokens| cover(tokens).into()),
        within,
        rule: rule(found).into(),
        confidence: confidence(found.surprisal),
    }
}

/// True if the words hold a verb: "a new ferry would run", not "a new ferry line to Lowmere".
fn is_clause(state: &ParseState<'_>, quote: &Found) -> bool {
    // "a war-ending deal" has a verb that only modifies.
    let modifies = |i: usize| matches!(state.deprel(i), Deprel::Amod | Deprel::Compound);
    let is_verb = |i: usize| matches!(state.tokens[i].upos, Upos::Verb | Upos::Aux) && !modifies(i);
    quote.pieces.iter().flat_map(Clone::clone).any(is_verb)
}

/// True for what is shown or done, not said: "the video shows a car that burns", "the firm agreed to sell".
fn is_act(state: &ParseState<'_>, quote: &Found) -> bool {
    let Some(first) = quote.pieces.first() else { return false };
    let thing = |i: usize| {
        let token = &state.tokens[i];
        token.head as usize == quote.cue && token.deprel == Deprel::Obj && matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron)
    };
    let is = |role| state.lexicon.has_role(quote.entry.hash, role);
    // "showed no emotion as he was led away"
    let aside = first.start.checked_sub(1).filter(|&as_| as_ > quote.cue && state.is(as_, Role::As) && state.deprel(as_) == Deprel::Mark);
    is(Role::Shown) && aside.is_some() || is(Role::Deed) && state.is(first.start, Role::To)
        || is(Role::Shown) && quote.pieces.iter().flat_map(Clone::clone).any(thing)
}

/// The span of a piece. What stands between quote marks keeps its full stop or comma; a mark whose other half is inside stays.
fn content(state: &ParseState<'_>, piece: &Range<usize>) -> Span {
    let span = state.article.syntax.cover(piece.clone());
    let marks = |token: usize| state.region(token).map(|r| (&state.regions[r].tokens, state.regions[r].marks));
    let (mut start, mut end) = (span.start, span.end);
    if let Some((tokens, marks)) = marks(piece.start).filter(|(tokens, _)| tokens.start == piece.start) {
        start = if tokens.end < piece.end { marks.outer.start } else { marks.inner.start };
    }
    if let Some((tokens, marks)) = marks(piece.end - 1).filter(|(tokens, _)| tokens.end == piece.end) {
        end = if tokens.start > piece.start { marks.outer.end } else { marks.inner.end };
    }
    Span { start, end }
}

/// In whose words: by the share of words between quote marks.
fn kind(state: &ParseState<'_>, found: &Found) -> QuoteKind {
    let words = found.pieces.iter().flat_map(Clone::clone).filter(|&i| state.is_word(i));
    let (mut all, mut quoted) = (0, 0);
    for i in words {
        all += 1;
        quoted += usize::from(state.region(i).is_some());
    }
    match quoted {
        _ if all == 0 => QuoteKind::Silent,
        _ if found.verbatim => QuoteKind::Direct,
        0 => QuoteKind::Indirect,
        _ if quoted * 10 > all * 9 => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

/// The order of cue and words.
fn rule(found: &Found) -> &'static str {
    match (found.pieces.first(), found.pieces.last()) {
        (Some(_), _) if found.floating => "floating",
        (Some(_), _) if found.verbatim => "transcript",
        (Some(first), Some(last)) if first.start < found.cue && last.start > found.cue => "words-cue-words",
        (Some(first), _) if first.start > found.cue => "cue-words",
        (Some(_), _) => "words-cue",
        _ => "silence",
    }
}

/// Whether the words were said: the cue's own sense, or its negation.
fn polarity(state: &ParseState<'_>, found: &Found) -> Polarity {
    let start = state.sentence_range(state.sentence(found.cue)).start.max(found.cue.saturating_sub(3));
    let negates = |i: usize| state.is(i, Role::Negation) || state.cue(i).is_some_and(|entry| entry.class == Class::Silence);
    if found.entry.class == Class::Speech && (start..found.cue).any(negates) { Polarity::NotSaid } else { found.entry.polarity }
}

/// How many pieces before a cue are looked at for one that holds it: a bound on the work, few are ever needed.
const NESTED: usize = 64;

/// The quotation that each one stands in: the smallest one whose words hold all words and the cue of the other.
fn nesting(all: &[Found]) -> Vec<Option<u32>> {
    let mut pieces: Vec<(Range<usize>, usize)> =
        all.iter().enumerate().flat_map(|(i, found)| found.pieces.iter().map(move |piece| (piece.clone(), i))).collect();
    pieces.sort_unstable_by_key(|(piece, i)| (piece.start, piece.end, *i));
    let size = |i: usize| all[i].pieces.iter().map(Range::len).sum::<usize>();
    let within = |(index, inner): (usize, &Found)| {
        let (first, last) = (inner.pieces.first()?, inner.pieces.last()?);
        let holds = |(piece, outer): &&(Range<usize>, usize)| {
            *outer != index
                && piece.contains(&inner.cue)
                && piece.start <= first.start
                && last.end <= piece.end
                && piece.len() > last.end - first.start
        };
        let before = pieces.partition_point(|(piece, _)| piece.start <= inner.cue);
        let outer = pieces[..before].iter().rev().take(NESTED).filter(holds).map(|&(_, outer)| outer);
        outer.min_by_key(|&outer| (size(outer), outer)).map(|outer| outer as u32)
    };
    all.iter().enumerate().map(within).collect()
}

/// To whom: the phrase right after "told", or after "to".
fn addressee(state: &ParseState<'_>, found: &Found, channel: Option<&Range<usize>>) -> Option<Range<usize>> {
    if found.floating || found.entry.class != Class::Speech {
        return None;
    }
    let range = state.sentence_range(state.sentence(found.cue));
    let limit =
        found.pieces.iter().map(|piece| piece.start).filter(|&start| start > found.cue).min().unwrap_or(range.end).min(range.end);
    let mut at = found.cue + 1;
    if !state.lexicon.has_role(found.entry.hash, Role::Addressed) {
        if !state.is(at, Role::To) {
            return None;
        }
        at += 1;
    }
    let phrase = state.phrase_at(at, limit).filter(|phrase| found.speaker.is_none_or(|speaker| speaker.head != phrase.head))?;
    let limit = channel.filter(|channel| channel.start > at).map_or(limit, |channel| limit.min(channel.start));
    // "told members of the council", but "told reporters on Monday".
    let mut end = phrase.end;
    while end < limit && state.is(end, Role::Belonging) {
        let Some(next) = state.phrase_at(end + 1, limit) else { break };
        end = next.end;
    }
    Some(phrase.start..end)
}

/// By what way: "in a statement", near the cue and outside of the words.
fn channel(state: &ParseState<'_>, found: &Found) -> Option<Range<usize>> {
    if found.floating {
        return None;
    }
    let range = state.sentence_range(state.sentence(found.cue));
    let near = range.start.max(found.cue.saturating_sub(12))..range.end.min(found.cue + 12);
    let free = |i: &usize| !found.pieces.iter().any(|piece| piece.contains(i));
    near.clone().filter(free).filter(|&i| state.is(i, Role::ChannelPreposition)).find_map(|i| {
        let phrase = state.phrase_at(i + 1, near.end)?;
        (state.is(phrase.head, Role::Channel) && free(&phrase.head)).then_some(i..phrase.end)
    })
}

/// Indirect words that are less likely are left out: the best F1 is reached where the least chance is half of it (Lipton et al. 2014).
const LEAST: f32 = 0.38;

/// The same for words without a verb, which name what was spoken of oftener than they say it.
const LEAST_TOPIC: f32 = 0.85;

/// The model's own chance that all decisions are right, and the share of such quotes that were right in the development sets
/// (`eval/calibration.py`).
const CALIBRATION: [(f32, f32); 6] = [(0.0, 0.02), (0.25, 0.3), (0.45, 0.52), (0.6, 0.7), (0.85, 0.89), (1.0, 0.98)];

/// The chance that a quote is right, from the surprisal of the model's decisions: `e^-x` by its series, the same on every machine, then straight lines
/// between the points of [`CALIBRATION`].
fn confidence(surprisal: u32) -> Confidence {
    let x = surprisal as f32 / 100.0;
    let chance = 1.0 / (1.0 + x + x * x / 2.0 + x * x * x / 6.0);
    let line = CALIBRATION.windows(2).find(|line| chance <= line[1].0).unwrap_or(&CALIBRATION[4..]);
    let [(from, low), (to, high)] = [line[0], line[1]];
    Confidence::new(low + (high - low) * (chance - from) / (to - from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::record::SpeakerKind;
    use crate::facts::quote::decision::{Features, Scorer, Model, Question, Decision};
    use crate::facts::quote::{Resources, find_by};
    use crate::language::Language;
    use crate::model::linear::Linear;
    use crate::{Extractor, Input, Options, Source};

    fn quotes(text: &str) -> Vec<Quote> {
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
        extractor.extract(&Source::text(text)).quotes
    }

    #[test]
    fn no_words_begin_in_another_block() {
        for text in ["\"That\nO SAID", "\"That\n\nO SAID", "“That\n\nthe bridge is safe,” said Ana Ruiz."] {
            let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
            let record = extractor.extract(&Source::text(text));
            for piece in record.quotes.iter().flat_map(|quote| &quote.content) {
                assert!(record.blocks.iter().any(|block| block.span.contains(piece.span)), "{text:?}: {:?}", piece.text);
            }
        }
    }

    #[test]
    fn a_town_in_capitals_says_nothing_and_him_is_who_spoke() {
        let text = "KUALA LUMPUR: Police have arrested 14 people over a scam, Ana Ruiz wrote on Monday in the town.";
        assert!(quotes(text).iter().all(|quote| quote.cue.as_ref().is_none_or(|cue| cue.lemma != ":")), "{text}");
        let found = quotes("Azman Yusof said 14 were held. According to him, the gang had been active since March.");
        let named = found.iter().map(|quote| quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref()));
        assert_eq!(named.collect::<Vec<_>>(), [Some("Azman Yusof"), Some("Azman Yusof")]);
    }

    #[test]
    fn speakers_have_the_names_behind_what_they_are() {
        for text in [
            "The walker, retired teacher Ana Ruiz, 72, said the bridge was safe.",
            "The ship has hired 40 officers, its chief officer, Ana Ruiz, told NRK.",
            "Her rival, Ana Ruiz, was unimpressed: “The bridge was safe.”",
        ] {
            let found = quotes(text);
            let named = found.first().and_then(|quote| quote.speaker.as_ref()).and_then(|speaker| speaker.name.as_deref());
            assert_eq!((found.len(), named), (1, Some("Ana Ruiz")), "{text}");
        }
    }

    #[test]
    fn speakers_have_the_names_of_people_and_organizations() {
        for (text, kind, name) in [
            ("The envoy to Oslo, Ana Ruiz, said talks would go on.", SpeakerKind::Person, Some("Ana Ruiz")),
            (
                "According to Brevian Ambassador to the United States Tom Harlow, talks will go on.",
                SpeakerKind::Person,
                Some("Tom Harlow"),
            ),
            ("Ana Ruiz, the mayor of Ardenvale, said the bridge was safe.", SpeakerKind::Person, Some("Ana Ruiz")),
            ("Deputy commissioner (south-east) Anil Roy said the men had been held.", SpeakerKind::Person, Some("Anil Roy")),
            ("Ana Ruiz’s aide said the bridge was safe.", SpeakerKind::Person, None),
            ("A spokesman for Ana Ruiz said the bridge was safe.", SpeakerKind::Person, None),
            (
                "The World Rivers Organisation (WRO) met on Monday. WRO said the water was clean.",
                SpeakerKind::Organization,
                Some("World Rivers Organisation"),
            ),
            (
                "Harlow Technologies Inc lost money. The company said sales were weak.",
                SpeakerKind::Organization,
                Some("Harlow Technologies Inc"),
            ),
            (
                "Harlow Technologies Inc said sales were weak. They also said jobs would go.",
                SpeakerKind::Organization,
                Some("Harlow Technologies Inc"),
            ),
            ("Residents said the water was bad. They also said it smelt.", SpeakerKind::Group, None),
            ("A source close to the talks said the deal was dead.", SpeakerKind::Anonymous, None),
            ("The report said the dam was unsafe.", SpeakerKind::Document, None),
            (
                "Data from Harlow Technologies Inc showed that sales fell in May.",
                SpeakerKind::Document,
                Some("Harlow Technologies Inc"),
            ),
            (
                "Lowmere’s coast guard said nine boats sank. The pier was safe, it said.",
                SpeakerKind::Organization,
                Some("Lowmere’s coast guard"),
            ),
            (
                "The Kenyan government said the dam was safe. The government said it would act.",
                SpeakerKind::Organization,
                Some("Kenyan government"),
            ),
            ("Her son, Peter Hale, confirmed that she was ill.", SpeakerKind::Person, Some("Peter Hale")),
            (
                "The ferry operator and investor Tom Harlow said he would not pay.",
                SpeakerKind::Person,
                Some("Tom Harlow"),
            ),
            (
                "The ferry operator, Lowmere Line Ltd, said a pump had failed.",
                SpeakerKind::Organization,
                Some("Lowmere Line Ltd"),
            ),
            ("Lowmere Rivers Party leader Ana Ruiz said the dam was safe.", SpeakerKind::Person, Some("Ana Ruiz")),
        ] {
            let speaker = quotes(text).pop().and_then(|quote| quote.speaker).expect(text);
            assert_eq!((speaker.kind, speaker.name.as_deref()), (kind, name), "{text}");
        }
    }

    #[test]
    fn what_is_said_without_marks_or_not_at_all() {
        for (text, expected) in [
            (
                "ANA RUIZ: We have to fix the bridge. It will cost a lot.\nTOM HARLOW: I do not agree.",
                &[
                    "transcript, ANA RUIZ: We have to fix the bridge. It will cost a lot",
                    "transcript, TOM HARLOW: I do not agree",
                ][..],
            ),
            (
                "Q: When did you join?\nA: I joined in 2009. It was late.",
                &["transcript, Q: When did you join", "transcript, A: I joined in 2009. It was late"],
            ),
            ("Ana Ruiz: 23 points, four rebounds.\nTom Harlow: 12 points, two assists.", &[]),
            ("PHOTO: Ana Ruiz/Courier\nPHOTO: Tom Harlow/Courier\nBoth photos are of the dam.", &[]),
            ("We spoke to Ana Ruiz: she was happy about the bridge.\nThen came Tom Harlow: he was not so happy at all.", &[]),
            ("Ana Ruiz: Theft and fraud, held in jail without bond.\nTom Harlow: Dealing in cocaine, held in jail without bond.", &[]),
            ("The video shows a car that burns beside the road.", &[]),
            ("The firm agreed to sell the dam.", &[]),
            ("Ana Ruiz said the dam was safe and left the room.", &["cue-words, Ana Ruiz: the dam was safe"]),
            ("Ana Ruiz declined to comment.", &["silence, Ana Ruiz: "]),
            ("Tom Harlow did not respond to a request for comment.", &["silence, Tom Harlow: "]),
            ("A spokesman for the mayor could not be reached for comment.", &["silence, A spokesman for the mayor: "]),
        ] {
            let found = quotes(text).into_iter().map(|quote| {
                let speaker = quote.speaker.and_then(|speaker| speaker.extent).map_or(String::new(), |extent| extent.text);
                let words: Vec<String> = quote.content.into_iter().map(|piece| piece.text).collect();
                format!("{}, {speaker}: {}", quote.rule, words.join(" | "))
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn addressees_end_before_the_time() {
        let quotes = quotes("Ana Ruiz told members of the council on Monday that the bridge was safe.");
        assert_eq!(quotes[0].addressee.as_ref().map(|extent| extent.text.as_str()), Some("members of the council"));
    }

    /// Answers as the model does but is never sure.
    struct Unsure(Model);

    impl Scorer for Unsure {
        fn weights(&self) -> Option<Linear> {
            self.0.weights()
        }

        fn choose(&mut self, question: Question, features: &Features) -> Decision {
            Decision { surprisal: 80, ..self.0.choose(question, features) }
        }
    }

    #[test]
    fn indirect_words_of_little_confidence_are_left_out() {
        let text = "Ana Ruiz said the bridge was safe. “It is not,” said Tom Harlow.";
        let analysis = Analysis::of_text(text);
        let article = analysis.article();
        let kinds = |quotes: Vec<Quote>| quotes.into_iter().map(|quote| quote.kind).collect::<Vec<_>>();
        let language = Language::english();
        let Resources { lexicon, model } = &language.quote;
        let mut model = model.expect("English has a model");
        assert_eq!(kinds(find_by(&article, lexicon, &mut model)), [QuoteKind::Indirect, QuoteKind::Direct]);
        assert_eq!(kinds(find_by(&article, lexicon, &mut Unsure(model))), [QuoteKind::Direct]);
    }
}
