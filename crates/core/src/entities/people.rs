//! Names joined into people.

use rustc_hash::FxHashMap;

use super::lexicon::PronounClass;
use super::mention::PersonMention;
use super::name::{PersonName, key, same_transliteration, slip};
use super::pronoun::Candidate;
use super::resources::Resources;

/// One person: their names in the text.
#[derive(Default)]
pub(super) struct Cluster {
    /// Indices of mentions, in the order of the text.
    pub mentions: Vec<usize>,
    /// The mentions that a new name must fit: the first of each form.
    forms: Vec<usize>,
    /// What honorifics and titles go with.
    pub agrees: PronounClass,
    /// Token of the mention before the one that is looked at.
    last: Option<usize>,
}

/// How many people with one word in their name are told apart; a bound on the work that hostile texts can ask for.
const MOST_NAMESAKES: usize = 24;

/// The clusters, by the words of their names.
struct Clusters<'a> {
    resources: &'a Resources,
    all: Vec<Cluster>,
    by_key: FxHashMap<u64, Vec<usize>>,
}

/// Joins names into people, in the order of their first mention.
pub(super) fn join(mentions: &[PersonMention<'_>], resources: &Resources) -> Vec<Cluster> {
    let mut clusters = Clusters { resources, all: Vec::new(), by_key: FxHashMap::default() };
    let mut of: Vec<Option<usize>> = vec![None; mentions.len()];
    for (i, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.name.keys.len() > 1) {
        of[i] = Some(clusters.add_full(mentions, i, mention));
    }
    for (i, mention) in mentions.iter().enumerate() {
        let cluster = of[i].unwrap_or_else(|| clusters.add_short(mentions, i, mention));
        clusters.all[cluster].last = Some(mention.tokens.start);
        clusters.all[cluster].mentions.push(i);
    }
    clusters.all.sort_by_key(|cluster| cluster.mentions.first().copied());
    clusters.all
}

impl Clusters<'_> {
    /// The person of a name of two words or more.
    fn add_full(&mut self, mentions: &[PersonMention<'_>], i: usize, mention: &PersonMention<'_>) -> usize {
        let fits = |&cluster: &usize| {
            let cluster = &self.all[cluster];
            !cluster.agrees.conflicts(mention.agrees) && cluster.forms.iter().all(|&form| mentions[form].name.fits(&mention.name, &self.resources.lexicon))
        };
        let found = mention.name.keys.iter().filter_map(|key| self.by_key.get(key)).flatten().copied().find(fits);
        let cluster = found.unwrap_or_else(|| self.open());
        self.note(cluster, mentions, i, mention);
        cluster
    }

    /// The person of a name of one word: of all that share it, the one who fits best, then the one named last.
    fn add_short(&mut self, mentions: &[PersonMention<'_>], i: usize, mention: &PersonMention<'_>) -> usize {
        let word = mention.name.keys[0];
        let rank = |&cluster: &usize| {
            let of = &self.all[cluster];
            let form = of.forms.iter().map(|&form| family_or_given(&mentions[form].name, word)).max().unwrap_or(0);
            (form, of.last.is_some(), of.last, std::cmp::Reverse(cluster))
        };
        let fits = |&cluster: &usize| {
            let of = &self.all[cluster];
            !guess(of, mentions, self.resources).conflicts(mention.agrees) && !(mention.name.honorific.is_some() && of.forms.is_empty())
        };
        let same = self.by_key.get(&word).into_iter().flatten().copied().filter(fits).max_by_key(rank);
        let cluster = same.or_else(|| self.spelt_alike(mentions, mention)).or_else(|| self.initialled(mentions, mention)).unwrap_or_else(|| self.open());
        self.note(cluster, mentions, i, mention);
        cluster
    }

    /// The only person whose family name is a variant of a word.
    fn spelt_alike(&self, mentions: &[PersonMention<'_>], mention: &PersonMention<'_>) -> Option<usize> {
        let word = mention.name.words[0];
        let alike = |name: &PersonName<'_>| {
            let family = name.words[name.family.end - 1];
            name.words.len() > 1 && (same_transliteration(word, family) || slip(word, family))
        };
        let fits = |cluster: &Cluster| {
            !cluster.agrees.conflicts(mention.agrees) && cluster.forms.iter().take(2).any(|&form| alike(&mentions[form].name))
        };
        let mut found = self.all.iter().take(256).enumerate().filter(|(_, cluster)| fits(cluster));
        let (cluster, _) = found.next()?;
        found.next().is_none().then_some(cluster)
    }

    /// The only person whose initials a word is: "AR" of an interview.
    fn initialled(&self, mentions: &[PersonMention<'_>], mention: &PersonMention<'_>) -> Option<usize> {
        let word = mention.name.words[0];
        if !(2..=4).contains(&word.len()) || !word.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return None;
        }
        let is_of = |name: &PersonName<'_>| {
            name.words.len() > 1 && name.words.iter().filter_map(|word| word.chars().next()).eq(word.chars())
        };
        let fits = |cluster: &Cluster| cluster.forms.iter().any(|&form| is_of(&mentions[form].name));
        let mut found = self.all.iter().take(256).enumerate().filter(|(_, cluster)| fits(cluster));
        let (cluster, _) = found.next()?;
        found.next().is_none().then_some(cluster)
    }

    fn open(&mut self) -> usize {
        self.all.push(Cluster::default());
        self.all.len() - 1
    }

    /// Adds the form of a name to what is known of a person.
    fn note(&mut self, cluster: usize, mentions: &[PersonMention<'_>], i: usize, mention: &PersonMention<'_>) {
        let of = &mut self.all[cluster];
        of.agrees = of.agrees.or(mention.agrees);
        if of.forms.len() < 8 && !of.forms.iter().any(|&form| mentions[form].name.keys == mention.name.keys) {
            of.forms.push(i);
            for &key in &mention.name.keys {
                let namesakes = self.by_key.entry(key).or_default();
                if namesakes.len() < MOST_NAMESAKES && !namesakes.contains(&cluster) {
                    namesakes.push(cluster);
                }
            }
        }
    }
}

/// How well a single word stands for a name: its family name, its first name, any other of its words.
fn family_or_given(name: &PersonName<'_>, word: u64) -> u8 {
    if name.words[name.family.clone()].iter().any(|part| key(part) == word) {
        3
    } else if name.keys[0] == word {
        2
    } else {
        u8::from(name.keys.contains(&word))
    }
}

/// What a person goes with: as the text says, or else as their given name usually does. Only used to tell namesakes apart.
fn guess(cluster: &Cluster, mentions: &[PersonMention<'_>], resources: &Resources) -> PronounClass {
    let listed = || match candidate(cluster, mentions, PronounClass::Either, resources).female_ninths {
        Some(0) => PronounClass::He,
        Some(9) => PronounClass::She,
        _ => PronounClass::Either,
    };
    if cluster.agrees == PronounClass::Either { listed() } else { cluster.agrees }
}

/// What the ranker of pronouns knows of a person; `said` is what the nouns said of them go with.
pub(super) fn candidate(
    cluster: &Cluster,
    mentions: &[PersonMention<'_>],
    said: PronounClass,
    resources: &Resources,
) -> Candidate {
    let names = || cluster.forms.iter().map(|&form| &mentions[form].name);
    let given = names().find_map(|name| name.given().first().copied());
    let share = match given {
        Some(given) => resources.lexicon.female_ninths(given),
        // A name of one word may be a surname ("Taylor", "Carter"; those that are given names too are mostly men's): then nothing is known.
        None => names()
            .find(|name| name.honorific.is_none())
            .filter(|name| {
                let entry = resources.names.entry(name.keys[0]);
                entry.surname() == 0 || entry.surname() < entry.given()
            })
            .and_then(|name| resources.lexicon.female_ninths(name.keys[0]))
            .map(|share| share.clamp(2, 7)),
    };
    Candidate { agrees: cluster.agrees.or(said), female_ninths: share, named: true }
}
