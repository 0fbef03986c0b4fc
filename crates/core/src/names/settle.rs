//! What the whole document settles after the tagger: one name has one label, a short form that of its long one, companies and teams
//! are known by what they do.
//!
//! The tagger learns from names that its training texts have; a company that they lack is a person or a place to it. Verbs and nouns
//! of `data/lang/en/names/frames.tsv` tell ("... will recall 30,000 vans", "shares in ..."), unless the text speaks of a person.

mod acronyms;
mod clubs;
mod companies;
mod draft;
mod edges;
mod initials;
mod people;
mod places;
mod rows;
mod things;

use rustc_hash::FxHashMap;

use super::cues::Cues;
use super::frames::Frames;
use super::mention::NameMention;
use super::words::Words;
use crate::record::NameLabel;
use crate::syntax::Syntax;
use draft::{Draft, tokens};

/// Settles the names that the tagger found, in the order of the text.
pub fn settle(text: &str, words: &Words, syntax: &Syntax, frames: &Frames, names: Vec<NameMention>) -> Vec<NameMention> {
    let mut draft = Draft { text, words, syntax, frames, names };
    drop_days(&mut draft);
    edges::join(&mut draft);
    acronyms::relabel(&mut draft);
    initials::relabel(&mut draft);
    let loose = draft.loose();
    companies::relabel(&mut draft, &loose);
    clubs::relabel(&mut draft, &loose);
    places::relabel(&mut draft, &loose);
    rows::relabel(&mut draft, &loose);
    things::relabel(&mut draft);
    majority(&mut draft);
    draft.names
}

/// "Tuesday" is no name, but "Black Friday" is one, and so may May be.
fn drop_days(draft: &mut Draft<'_>) {
    let words = draft.words;
    draft.names.retain(|name| name.label != NameLabel::Other || tokens(name).any(|i| !words.words[i].cues.has(Cues::CALENDAR)));
}

/// A name that was taken for several kinds of things is what it was taken for twice as often as for any other.
fn majority(draft: &mut Draft<'_>) {
    const KINDS: [NameLabel; 3] = [NameLabel::Person, NameLabel::Organization, NameLabel::Place];
    let mut votes: FxHashMap<u64, [u32; KINDS.len() + 1]> = FxHashMap::default();
    let kind = |label| KINDS.iter().position(|&kind| kind == label).unwrap_or(KINDS.len());
    let keys: Vec<u64> = draft.names.iter().map(|name| draft.key(tokens(name))).collect();
    for (name, key) in draft.names.iter().zip(&keys) {
        votes.entry(*key).or_default()[kind(name.label)] += 1;
    }
    for (at, key) in keys.iter().enumerate() {
        let votes = votes[key];
        let most = (0..KINDS.len()).rev().max_by_key(|&kind| votes[kind]).unwrap_or(0);
        let others: u32 = votes.iter().sum::<u32>() - votes[most];
        if others > 0 && votes[most] >= 2 * others && votes[most] > 1 && draft.names[at].label != KINDS[most] {
            draft.settle(at, KINDS[most]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::Analysis;
    use crate::record::NameLabel::{self, Organization, Other, Person, Place};

    fn label(text: &str, name: &str) -> Option<NameLabel> {
        let Analysis { document, names, .. } = Analysis::of_text(text);
        names.iter().find(|mention| mention.span.of(&document.text) == name).map(|mention| mention.label)
    }

    #[test]
    fn companies_are_known_by_what_they_do_and_people_stay_people() {
        for (text, name, expected) in [
            ("Harker will recall 30,000 vans in Europe. Harker blamed a faulty belt.", "Harker", Organization),
            ("Harker & Lowe will pay a fine on Monday.", "Harker & Lowe", Organization),
            ("Lind’s will shut a plant in Kentucky.", "Lind’s", Organization),
            ("Shares in Harker rose 2%, and Harker said it was glad.", "Harker", Organization),
            ("Morgan Stanley said profits rose.", "Morgan Stanley", Organization),
            ("Tom Harker sold his shop. The firm has closed two others.", "Tom Harker", Person),
            ("Harker sold 20 cars in May, and he hopes to sell more.", "Harker", Person),
            ("Dallas traded two picks to Denver for the guard.", "Dallas", Organization),
            ("Denver beat Dallas 101-88 on Monday.", "Dallas", Organization),
            ("France beat Wales 21-18 in Paris.", "France", Place),
            ("Two climbers died on Ben Nevis on Sunday.", "Ben Nevis", Place),
            ("The Bank of Japan and the Bank of England held rates.", "Bank of England", Organization),
            ("Engine maker Quorda told it that a blade might crack. Quorda will pay.", "Quorda", Organization),
            ("Straume, who joined from rival Ottley in 2022, said she would close it. Ottley, which reports next week, declined to comment.", "Ottley", Organization),
            ("Shares in Norrvink tumbled on Tuesday after the maker warned that profits fell.", "Norrvink", Organization),
            ("She won a Tony in 1964, and her brother an Emmy.", "Tony", Other),
            ("The cause was Parkinson’s disease.", "Parkinson", Other),
            ("Tom Harlow and Ana Ruiz met. Harlow laughed.", "Harlow", Person),
            ("Halden Foods Inc cut jobs on Monday. Halden, which bought a mill in 2022, said it was sorry.", "Halden", Organization),
            ("The mill is owned by Bharat Ispat. Shares in Bharat Ispat closed higher.", "Bharat Ispat", Organization),
            ("Rival Nordvik Group warned of weak sales in May.", "Nordvik Group", Organization),
            ("Harwick Town beat Rovers 3-2 on Saturday. The striker scored a late goal in the match.", "Harwick Town", Organization),
            ("Northern Link, which runs 900 trains a day, said it had put a fair deal on the table.", "Northern Link", Organization),
            ("Ergolind, which runs the network, said crews were late.", "Ergolind", Organization),
            ("He asked other companies such as Dabrin, Lowe and Harker for help.", "Dabrin", Organization),
            ("Brandt Optik AG cut jobs. Brandt said it was sorry.", "Brandt Optik AG", Organization),
            ("Brandt Optik AG cut jobs. Brandt, founded in 1896, makes lenses.", "Brandt", Organization),
            ("Brandt Optik AG cut jobs. Tom Brandt left in May. Brandt was ill.", "Brandt", Person),
            ("Cyclone Adela hit the coast on Sunday. By night Adela had killed four.", "Adela", Other),
            ("The MV Solveig struck rocks off Holm Island in May.", "MV Solveig", Other),
            ("Marestak’s Prime Minister Tom Harlow said on Monday Marestak was ready.", "Marestak", Place),
            ("Mr Harlow’s foreign minister resigned.", "Harlow", Person),
            ("“I ran,” she told Wexcombe crown court. Croft, 41, of Mill Lane, Wexcombe, denies it.", "Wexcombe", Place),
            ("The race was won by Welshman Huw Pryce in May.", "Huw Pryce", Person),
        ] {
            assert_eq!(label(text, name), Some(expected), "{text}");
        }
    }

    #[test]
    fn initials_of_an_interview_are_whose_they_are() {
        let text = "Tide Courier: How was it?\n\nClara Voss: Cold. We laughed a lot, and nobody saw us.\n\nTC: And then?\n\nCV: We went home, as we had to.";
        assert_eq!((label(text, "TC"), label(text, "CV"), label(text, "Tide Courier")), (Some(Organization), Some(Person), Some(Organization)));
    }

    #[test]
    fn acronyms_are_what_their_long_forms_are() {
        let text = "The Alwin Port Safety Board (APSB) met. The pier was closed by APSB on Monday.";
        assert_eq!(label(text, "APSB"), Some(Organization));
        let text = "The Institute of Shore and Estuary Studies (Ises) met. The pier was closed by Ises on Monday.";
        assert_eq!(label(text, "Ises"), Some(Organization));
    }
}
