//! What a set of units says of one being: what keeps namesakes apart and brings other names in.

use rustc_hash::FxHashSet;

use crate::context::Centroid;
use crate::fold::fold;
use crate::lexicon::LEXICON;
use crate::unit::Unit;

/// Years that two ages may differ by before they are two people's.
const YEARS: f32 = 3.0;

/// What is known of a set of units.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Units, copies of articles not counted.
    pub articles: u32,
    /// Units in which a pronoun or honorific is a man's, and a woman's; an honorific weighs more, as pronouns are guessed.
    he: u32,
    she: u32,
    /// Units with "Lord" or "Baroness".
    noble: u32,
    /// Earliest and latest year of birth that ages tell of.
    born: Option<(f32, f32)>,
    /// Words of titles, affiliations and trades.
    roles: FxHashSet<String>,
    /// Countries of the articles.
    countries: FxHashSet<String>,
    /// Sum of the articles' terms.
    pub context: Centroid,
}

impl Profile {
    /// Returns what one unit says of its person.
    pub fn of(unit: &Unit) -> Self {
        let mut this = Self { articles: u32::from(!unit.copy), ..Self::default() };
        let being = &unit.being;
        let honorific = being.honorific.to_lowercase();
        let honorific = honorific.trim_end_matches('.');
        let called = |list: &[&str]| if list.contains(&honorific) { 3 } else { 0 };
        let pronoun = |word: &str| u32::from(being.pronouns.len() == 1 && being.pronouns[0] == word);
        this.he = called(&["mr", "sir", "lord"]) + pronoun("he");
        this.she = called(&["mrs", "ms", "miss", "dame", "lady", "baroness"]) + pronoun("she");
        this.noble = u32::from(matches!(honorific, "lord" | "baron" | "baroness" | "lady"));
        this.born = being.age.zip(unit.day).map(|(age, day)| {
            let born = 1970.0 + day as f32 / 365.25 - f32::from(age);
            (born, born)
        });
        let words = being.titles.iter().chain([&being.affiliation]).flat_map(|title| fold(title));
        this.roles = words.filter(|word| !LEXICON.small(word) && word != "former").collect();
        this.countries = unit.countries.iter().take(2).cloned().collect();
        this.context.add(&unit.context);
        this
    }

    /// Takes in what another one says.
    pub fn join(&mut self, other: &Self) {
        self.articles += other.articles;
        self.he += other.he;
        self.she += other.she;
        self.noble += other.noble;
        self.born = match (self.born, other.born) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
        self.roles.extend(other.roles.iter().cloned());
        self.countries.extend(other.countries.iter().cloned());
        self.context.join(&other.context);
    }

    /// True if both can't be one being, whatever their names: a man and a woman by their honorifics, or born years apart.
    pub fn conflicts(&self, other: &Self) -> bool {
        let man = |p: &Self| p.he >= 3 && p.he > 2 * p.she;
        let woman = |p: &Self| p.she >= 3 && p.she > 2 * p.he;
        let sex = man(self) && woman(other) || woman(self) && man(other);
        let age = self.born.zip(other.born).is_some_and(|(a, b)| a.0 > b.1 + YEARS || b.0 > a.1 + YEARS);
        sex || age
    }

    /// True if pronouns speak against it too: enough to keep apart whose names differ.
    pub fn doubts(&self, other: &Self) -> bool {
        let sex = self.he > 2 * self.she && other.she > 2 * other.he || self.she > 2 * self.he && other.he > 2 * other.she;
        sex || self.conflicts(other)
    }

    /// True if this one is called "Lord" and the other one never is.
    pub fn outranks(&self, other: &Self) -> bool {
        self.noble > 0 && other.noble == 0
    }

    /// How well both go together, 0 to about 2: the company they keep, words of their roles, countries.
    pub fn nearness(&self, other: &Self) -> f32 {
        let context = self.context.cosine_with(&other.context);
        let roles = if self.roles.is_disjoint(&other.roles) { 0.0 } else { 0.25 };
        let countries = if self.countries.is_disjoint(&other.countries) { 0.0 } else { 0.05 };
        context + roles + countries
    }
}
