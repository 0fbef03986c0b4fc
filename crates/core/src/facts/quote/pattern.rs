//! Attributions in frames of words that leave no doubt: "“Yes,” beamed X", "X was quoted as saying", "“Yes.” - X", headlines.
//!
//! The model learnt from bodies of US news, where some of these are rare. Frames that the model gets wrong come first ([`first`]), those that
//! it may miss are a second chance ([`second`]); what only looks like speech is refused before ([`refuses`]).

mod clause;
mod frame;
mod line;

use clause::{
    addressed, as_saying_after, beside_marks, in_words_of, introduces, inverted, manner, quoted_as_saying, said_of, trailing,
    was_answer,
};
use frame::{SURPRISAL, next_region, subject};
use line::{announced, follows_dateline, follows_town, headline, signed};

use super::found::Found;
use super::lexicon::{Class, Entry, Role};
use super::state::ParseState;
use crate::record::BlockKind;
use crate::syntax::{Deprel, Shape, Upos};

/// What an attribution leaves open whose words have a hearer and no marks, in the units of the model.
const SURPRISAL_ADDRESSED: u32 = 40;

/// True for words that look like a cue and are none: "that said", "quoted him as saying", "according to need", "nicknamed “Rusty”".
pub fn refuses(state: &ParseState<'_>, cue: usize, entry: Entry) -> bool {
    let sentence = state.sentence_range(state.sentence(cue));
    match entry.class {
        Class::Source if state.is(cue + 1, Role::To) => {
            let next = cue + 2;
            let Some(token) = state.tokens.get(next).filter(|_| next < sentence.end) else { return false };
            // A noun without article or plural that is no source: "income", "plan", "need".
            let source = [Role::Group, Role::Document, Role::Organization, Role::Anonymous, Role::Person];
            let bare = token.upos == Upos::Noun
                && token.shape == Shape::Lower
                && !state.text(next).ends_with('s')
                && !source.into_iter().any(|role| state.is(next, role))
                && state.tokens.get(next + 1).is_none_or(|after| after.shape == Shape::Mark || after.upos == Upos::Cconj);
            bare || state.is(next, Role::Question)
        }
        Class::Speech if state.is(cue, Role::Quoted) => as_saying_after(state, cue, sentence.end).is_some(),
        Class::Speech if state.is(cue, Role::Named) && state.tokens[cue].upos == Upos::Verb => {
            // "nicknamed “Rusty”": the name is all that the marks hold, and nobody is said to say it.
            let named = next_region(state, cue + 1).is_some_and(|r| state.regions[r].words < 4);
            named && subject(state, cue).is_none() && state.deprel(cue) == Deprel::Acl
        }
        Class::Speech => {
            // "who asked not to be named"
            let nameless = (cue + 1..sentence.end.min(cue + 6)).any(|i| {
                state.is(i, Role::Negation) && (i + 1..sentence.end.min(i + 4)).any(|at| state.is(at, Role::Unnamed))
            });
            // "Asked whether she would go, Ana Ruiz said no": by somebody whom nobody tells of.
            let opens = cue == sentence.start && (state.deprel(cue) == Deprel::Advcl || state.is(cue + 1, Role::Whether));
            if state.is(cue, Role::Hides) && (nameless || opens) {
                return true;
            }
            // "That said, the road is open.", "Having said that, ..."
            let comma = |i: usize| i < sentence.end && state.text(i) == ",";
            let that = cue == sentence.start + 1 && state.is(sentence.start, Role::That) && comma(cue + 1);
            let having = cue == sentence.start + 1 && state.is(cue + 1, Role::That) && comma(cue + 2);
            (that || having) && state.region(cue).is_none()
        }
        Class::Mark | Class::Frame => is_title(state, cue) && follows_dateline(state, cue) || follows_town(state, cue),
        _ => false,
    }
}

/// The attribution of a frame that the model gets wrong.
pub fn first(state: &ParseState<'_>, cue: usize, entry: Entry) -> Option<Found> {
    let frame = match entry.class {
        Class::Speech => quoted_as_saying(state, cue).or_else(|| manner(state, cue)).or_else(|| inverted(state, cue)),
        Class::Noun => was_answer(state, cue).or_else(|| in_words_of(state, cue)),
        Class::Mark | Class::Frame if is_title(state, cue) => headline(state, cue),
        Class::Mark | Class::Frame => signed(state, cue),
        _ => None,
    };
    frame.map(|frame| frame.found(cue, entry))
}

/// The attribution of a frame, where the model found none; `before` is the quote before in the sentence.
pub fn second(state: &ParseState<'_>, cue: usize, entry: Entry, before: Option<&Found>) -> Option<Found> {
    let frame = match entry.class {
        Class::Speech => {
            let beside = introduces(state, cue).or_else(|| beside_marks(state, cue));
            beside.or_else(|| said_of(state, cue)).or_else(|| trailing(state, cue))
        }
        Class::Frame => beside_marks(state, cue),
        Class::Mark => announced(state, cue),
        _ => None,
    };
    let (frame, surprisal) = match frame {
        Some(frame) => (frame, SURPRISAL),
        None if entry.class == Class::Speech => (addressed(state, cue)?, SURPRISAL_ADDRESSED),
        None => return None,
    };
    let claimed = |found: &Found| found.pieces.iter().any(|piece| piece.start < frame.piece.end && frame.piece.start < piece.end);
    (!before.is_some_and(claimed)).then(|| Found { surprisal, ..frame.found(cue, entry) })
}

fn is_title(state: &ParseState<'_>, token: usize) -> bool {
    state.article.layout.blocks[state.block(token) as usize].kind == BlockKind::Title
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Input, Options, Source};

    /// Each quotation as "words < speaker".
    fn quotes(text: &str) -> Vec<String> {
        let extractor = Extractor::new(Options { input: Input::Article, ..Options::default() }).expect("good options");
        let found = extractor.extract(&Source::text(text)).quotes.into_iter().map(|quote| {
            let words: Vec<String> = quote.content.into_iter().map(|piece| piece.text).collect();
            let speaker = quote
                .speaker
                .map_or(String::new(), |speaker| speaker.extent.map(|extent| extent.text).or(speaker.name).unwrap_or_default());
            format!("{} < {speaker}", words.join(" | "))
        });
        found.collect()
    }

    #[test]
    fn frames_attribute_what_they_stand_beside() {
        for (text, expected) in [
            ("“We got there in the end,” beamed Ana Ruiz.", "We got there in the end, < Ana Ruiz"),
            ("“I could not look,” Tom Harlow, who is 63 and has a bad knee, went on.", "I could not look, < Tom Harlow"),
            (
                "“She taught me everything I know about listening,” her “Lantern Street” co-star Tom Harlow wrote on Instagram.",
                "She taught me everything I know about listening, < co-star Tom Harlow",
            ),
            ("“A shambles” is how Ms Ruiz described the vote.", "A shambles < Ms Ruiz"),
            ("Ms Ruiz spoke of “months of fear” on the island.", "months of fear < Ms Ruiz"),
            ("The pilot was quoted as saying that the engine had stopped.", "the engine had stopped < The pilot"),
            ("“The wall will hold,” the Courier quoted Mr Harlow as saying.", "The wall will hold, < Mr Harlow"),
            ("Asked if he would go again, Mr Harlow replied: “No.”", "No. < Mr Harlow"),
            ("In the words of Ms Ruiz, the vote was “a shambles”.", "the vote was “a shambles” < Ms Ruiz"),
            ("Ana Ruiz was firm: “The gate stays shut.”", "The gate stays shut. < Ana Ruiz"),
            (
                "“The best bread on the whole coast.” - Tom Harlow, Lowmere",
                "The best bread on the whole coast. < Tom Harlow, Lowmere",
            ),
            (
                "The dam could open as early as this week, Lowmere’s chief engineer, Ms Ana Ruiz, said earlier on Monday, though few believe it.",
                "The dam could open as early as this week < Lowmere’s chief engineer, Ms Ana Ruiz",
            ),
            ("The bridge could be shut for a year, warned engineer Tom Harlow.", "The bridge could be shut for a year < engineer Tom Harlow"),
            (
                "Jobs will be cut in all towns, said Harlow Motor’s recently named executive chair Ana Ruiz in an email to staff.",
                "Jobs will be cut in all towns < Harlow Motor’s recently named executive chair Ana Ruiz in an email to staff",
            ),
            ("When Tom Harlow asked again, Ms Ruiz said only: “The gate stays shut.”", "The gate stays shut. < Ms Ruiz"),
            (
                "And from Chairwoman Ana Ruiz:\n\n“Tom brings us years of work at sea.”",
                "Tom brings us years of work at sea. < Chairwoman Ana Ruiz",
            ),
        ] {
            assert_eq!(quotes(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_speech_is_none() {
        for text in [
            "That said, the gate is open.",
            "Having said that, the town has built forty homes.",
            "A man who asked not to be named was late.",
            "Wages rise according to age, and rents are set according to size.",
            "The tram, nicknamed “Old Rosie”, burnt in 1994.",
            "Harlow showed no emotion as he was led from the dock.",
            "Kolkata: Councillor held over thefts from shops\n\nKOLKATA: A councillor was arrested on Sunday night in the old town.",
        ] {
            assert_eq!(quotes(text), [""; 0], "{text}");
        }
    }
}
