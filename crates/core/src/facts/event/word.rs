//! What the lists know of a form: what it tells of, and the classes of `words.tsv` that it is of.

use crate::model::filter::Filter;
use crate::syntax::Upos;

/// Word classes of triggers, in the order of `Word::readings`.
pub const PARTS: usize = 4;

/// The word class of a part of speech, as the list counts.
pub fn part(upos: Upos) -> usize {
    match upos {
        Upos::Verb | Upos::Aux => 0,
        Upos::Adj => 2,
        Upos::Adv => 3,
        _ => 1,
    }
}

/// What is known of a form.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// What it tells of as a verb, noun, adjective, adverb: an index in the readings and one; 0 if nothing.
    pub(super) readings: [u16; PARTS],
    /// Phrases that it is the head of: an index in the phrases and one.
    pub(super) phrases: u16,
    /// The words that stand beside it in those.
    pub beside: Filter<2>,
    /// Classes of `words.tsv`, a bit each.
    pub classes: u64,
    /// Sector of `agents.tsv`: an index in the sectors and one.
    pub(super) sector: u8,
}

macro_rules! word_classes {
    ($($name:ident $text:literal)+) => {
        /// Classes of `words.tsv`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        #[repr(u8)]
        pub enum WordClass { $($name),+ }

        impl WordClass {
            pub(super) fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

word_classes! {
    Person "person" Perpetrator "perpetrator" Group "group" Weapon "weapon" Natural "natural" Vehicle "vehicle" Negation "negation"
    Deny "deny" Plan "plan" Future "future" Possible "possible" Allege "allege" Said "said" Light "light"
    Killing "killing" Hurting "hurting" About "about" Locating "locating" Compass "compass" Area "area"
    Done "done" Intention "intention" Nobody "nobody" Relative "relative" By "by" Using "using" Between "between" Of "of" To "to"
    With "with" At "at" Upon "upon" Without "without" Or "or" Definite "definite" Condition "condition" Dead "dead" EndsInDeath "death"
    Fatally "fatally" Dying "dying" Deadly "deadly" Undone "undone" One "one" Plural "plural" Filler "filler" Part "part" Total "total"
    Toll "toll" Subordinate "subordinate" As "as" For "for"
    Other "other" Lasting "lasting" Announced "announced" Prospect "prospect" WasDone "was" OfPeople "of_people"
    Matter "matter" Amount "amount" Sport "sport" Sporting "sporting" Armed "armed"
}

impl Word {
    /// True if it is of that class.
    pub fn is(&self, class: WordClass) -> bool {
        self.classes & 1 << class as u64 != 0
    }

    /// True if it can be a verb that tells of something.
    pub fn is_verb(&self) -> bool {
        self.readings[0] != 0 || self.is(WordClass::Light) || self.is(WordClass::Said) || self.is(WordClass::Plan)
    }

    /// True if it may be a trigger or the head of one.
    pub fn may_trigger(&self) -> bool {
        self.phrases != 0 || self.readings != [0; PARTS]
    }
}
