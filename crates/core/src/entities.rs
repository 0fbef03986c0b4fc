//! Stage 5: names, pronouns and roles joined into people and organisations.

mod lexicon;
mod mention;
mod name;
mod noun;
mod organization_words;
mod organizations;
mod people;
mod phrase;
mod profile;
mod pronoun;
mod ranker;
mod resources;
mod role;
mod unnamed;
mod view;

pub use pronoun::{Decision, Ranker};
pub use resources::Resources;

use crate::Span;
use crate::layout::Layout;
use crate::names::NameMention;
use crate::read::Document;
use crate::record::{EntityId, MentionKind, Organization, Person, Unnamed};
use crate::syntax::Syntax;
use people::Cluster;
use profile::Known;
use pronoun::{Candidate, KnownMention};
use view::View;

/// Who and what the article tells of. All extents hold spans of [`Document::text`]; their texts are still empty.
#[derive(Debug, Default)]
pub struct Entities {
    /// In the order of first mention.
    pub people: Vec<Person>,
    /// In the order of first mention.
    pub organizations: Vec<Organization>,
    /// People without a name, in the order of first mention.
    pub unnamed: Vec<Unnamed>,
    /// Every mention and every title of every entity, in the order of the text.
    pub index: Vec<(Span, EntityId)>,
}

impl Entities {
    /// The entity that `span` speaks of: the one with the shortest mention around it, else with the longest one inside.
    pub fn at(&self, span: Span) -> Option<EntityId> {
        // No mention is long, so those around the span start shortly before it.
        let from = self.index.partition_point(|(mention, _)| mention.start + LONGEST < span.start);
        let near = self.index[from..].iter().take_while(|(mention, _)| mention.start < span.end);
        let around = near.clone().filter(|(mention, _)| mention.contains(span)).min_by_key(|(mention, _)| mention.len());
        let inside = || near.filter(|(mention, _)| span.contains(*mention)).max_by_key(|(mention, _)| mention.len());
        around.or_else(inside).map(|&(_, id)| id)
    }

    /// The entity that a noun phrase speaks of: that of the word which the others depend on. "A spokesman for Mr Lys" is not Mr Lys.
    pub fn of_phrase(&self, syntax: &Syntax, span: Span) -> Option<EntityId> {
        let tokens = syntax.token_at(span.start)..syntax.tokens.partition_point(|token| token.span.start < span.end);
        self.at(syntax.only_head(tokens).map_or(span, |head| syntax.tokens[head].span))
    }

    /// The name of an entity.
    pub fn name(&self, id: EntityId) -> Option<&str> {
        match id {
            EntityId::Person(i) => self.people.get(i as usize).map(|person| person.name.as_str()),
            EntityId::Organization(i) => self.organizations.get(i as usize).map(|organization| organization.name.as_str()),
        }
    }
}

/// No mention or title is longer, in bytes.
const LONGEST: u32 = 240;

/// Joins the mentions of a document.
pub fn resolve(
    document: &Document,
    layout: &Layout,
    syntax: &Syntax,
    names: &[NameMention],
    resources: &Resources,
) -> Entities {
    let Some(model) = &resources.ranker else {
        return resolve_with(document, layout, syntax, names, resources, &mut |_| None);
    };
    ranker::fetch(model, syntax.tokens.len());
    resolve_with(document, layout, syntax, names, resources, &mut |decision| ranker::choose(model, decision))
}

/// The same with another ranker of pronouns, which training needs.
pub fn resolve_with(
    document: &Document,
    layout: &Layout,
    syntax: &Syntax,
    names: &[NameMention],
    resources: &Resources,
    ranker: &mut Ranker<'_>,
) -> Entities {
    if syntax.tokens.is_empty() {
        return Entities::default();
    }
    let cells = view::cells(syntax, names, &resources.lexicon);
    let view = View { text: &document.text, syntax, names, resources, cells: &cells };
    let mentions = mention::find(view);
    let clusters = people::join(&mentions, resources);
    let known: Vec<_> = clusters.iter().map(|cluster| profile::claims(view, cluster, &mentions)).collect();

    let candidate = |(cluster, known): (&Cluster, &Known)| people::candidate(cluster, &mentions, known.agrees, resources);
    let mut candidates: Vec<Candidate> = clusters.iter().zip(&known).map(candidate).collect();
    let mut seeds: Vec<KnownMention> = Vec::new();
    for (candidate, cluster) in clusters.iter().enumerate() {
        let seed =
            |&i: &usize| KnownMention { candidate, start: mentions[i].tokens.start, end: mentions[i].tokens.end, kind: MentionKind::Name };
        seeds.extend(cluster.mentions.iter().map(seed));
    }
    noun::add(view, &known, &mut candidates, &mut seeds);
    seeds.sort_by_key(|seed| seed.start);
    let pronouns = pronoun::resolve(view, layout, &candidates, &seeds, ranker);

    let mut people = profile::people(view, &clusters, &mentions, known);
    profile::add_references(view, &seeds, &pronouns, &mut people);
    let organizations = organizations::join(view);
    let index = index(&people, &organizations);
    let unnamed = unnamed::find(view, people.len(), &seeds, &pronouns);
    Entities { people, organizations, unnamed, index }
}

/// Every mention and title, in the order of the text.
fn index(people: &[Person], organizations: &[Organization]) -> Vec<(Span, EntityId)> {
    let of_person = |person: &Person| {
        let id = person.id;
        let spans = person.mentions.iter().map(|mention| mention.extent.span).chain(person.titles.iter().map(|title| title.span));
        spans.map(move |span| (span, id)).collect::<Vec<_>>()
    };
    let mut index: Vec<(Span, EntityId)> = people.iter().flat_map(of_person).collect();
    index.extend(organizations.iter().flat_map(|o| o.mentions.iter().map(|mention| (mention.extent.span, o.id))));
    index.retain(|(span, _)| span.len() <= LONGEST as usize);
    index.sort_unstable();
    index.dedup();
    index
}

#[cfg(test)]
mod tests {
    use crate::record::{MentionKind, NameLabel, Record};
    use crate::{Extractor, Input, Options, Source};

    fn read(text: &str) -> Record {
        Extractor::new(Options { input: Input::Article, ..Options::default() })
            .expect("good options")
            .extract(&Source::text(text))
    }

    fn mentions<'r>(record: &'r Record, name: &str) -> Vec<&'r str> {
        let person = record.people.iter().find(|person| person.name == name);
        person.map_or(Vec::new(), |person| person.mentions.iter().map(|mention| mention.extent.text.as_str()).collect())
    }

    #[test]
    fn one_person_has_one_profile() {
        let record = read("Mayor Helen Carter spoke on Monday. Mrs Carter said she would stay. “I like it here,” Carter said.");
        assert_eq!(record.people.len(), 1);
        let person = &record.people[0];
        assert_eq!(
            (person.name.as_str(), person.given.as_deref(), person.family.as_deref()),
            ("Helen Carter", Some("Helen"), Some("Carter"))
        );
        assert_eq!(person.honorific.as_deref(), Some("Mrs"));
        assert_eq!(mentions(&record, "Helen Carter"), ["Mayor Helen Carter", "Mrs Carter", "she", "I", "Carter"]);
        assert_eq!(person.pronouns, ["she"]);
    }

    #[test]
    fn a_couple_with_one_surname_stays_two() {
        let record = read(
            "George Miller and Susan Miller bought the house in 2019. Mr Miller is a carpenter. Mrs Miller said the roof leaked.",
        );
        assert_eq!(mentions(&record, "George Miller"), ["George Miller", "Mr Miller"]);
        assert_eq!(mentions(&record, "Susan Miller"), ["Susan Miller", "Mrs Miller"]);
    }

    #[test]
    fn who_said_the_sentence_before_goes_on() {
        let record = read(
            "Daniel Croft, 41, was there.\n\nOpening the case, Simon Ashdown KC said Croft had been ‘calm’ when he left. ‘This was not a man in crisis,’ he said.",
        );
        assert_eq!(mentions(&record, "Simon Ashdown").last(), Some(&"he"));
        let record = read("Ana Ruiz was in court. Asked by Mia Holt, for the defence, she agreed that she had run.");
        assert!(!mentions(&record, "Mia Holt").contains(&"she"), "{record:?}");
    }

    #[test]
    fn initials_of_an_interview_are_people() {
        let record = read("Tide Courier: How was it?\n\nClara Voss: Cold. We all laughed.\n\nTC: And then?\n\nCV: We went home, as we had to.");
        assert_eq!(mentions(&record, "Clara Voss").last(), Some(&"CV"));
    }

    #[test]
    fn nicknames_and_syllables_belong_to_the_name() {
        for (text, name, named) in [
            ("William “Bill” Harlow spoke first. Bill Harlow said the dam was old.", "William “Bill” Harlow", 2),
            ("William \"Bill\" Harlow spoke first. Harlow said the dam was old.", "William \"Bill\" Harlow", 2),
            ("The leader Kim Sang-ho met Ana Ruiz on Monday. Mr Kim left.", "Kim Sang-ho", 2),
            ("Lee Harlow-led Ardenvale won on Monday. Lee Harlow was happy.", "Lee Harlow", 2),
            ("By Tom Harlow\n\n“Shocking” Ana Ruiz said of the dam.", "Ana Ruiz", 1),
        ] {
            let record = read(text);
            let names: Vec<&str> = record.people.iter().map(|person| person.name.as_str()).collect();
            assert!(names.contains(&name), "{text}: {names:?}");
            assert_eq!(mentions(&record, name).len(), named, "{text}");
        }
    }

    #[test]
    fn roles_are_read_on_both_sides_of_a_name() {
        for (text, name, title) in [
            ("US Navy Secretary Daniel Brooks arrived on Tuesday.", "Daniel Brooks", "US Navy Secretary"),
            ("Former president Maria Lopez was not there.", "Maria Lopez", "Former president"),
            ("James Parker, the chief executive of the bank, resigned.", "James Parker", "chief executive of the bank"),
            ("The town’s police chief, Robert Lewis, said no one was hurt.", "Robert Lewis", "town’s police chief"),
        ] {
            let record = read(text);
            let person = record.people.iter().find(|person| person.name == name).expect(text);
            let titles: Vec<&str> = person.titles.iter().map(|title| title.text.as_str()).collect();
            assert!(titles.iter().any(|found| found.ends_with(title)), "{text}: {titles:?}");
        }
    }

    #[test]
    fn age_and_occupation_are_read_as_stated() {
        let record = read("Anna Roberts, a 39-year-old accountant, saw the fire. Peter Hughes, 55, of Leeds, did not.");
        let of = |name: &str| record.people.iter().find(|person| person.name == name).expect("a person");
        assert_eq!(of("Anna Roberts").age.as_ref().map(|age| age.years), Some(39));
        assert_eq!(of("Anna Roberts").occupation.as_ref().map(|occupation| occupation.text.as_str()), Some("accountant"));
        assert_eq!(of("Peter Hughes").age.as_ref().map(|age| age.years), Some(55));
        let record = read("A man stabbed 58-year-old father-of-three Iqbal Hussain at his shop.");
        assert_eq!(record.people[0].age.as_ref().map(|age| age.years), Some(58));
        assert_eq!(read("Miriam Castell has died at her home. She was 88.").people[0].age.as_ref().map(|age| age.years), Some(88));
        assert_eq!(read("Mamadou Diallo is 21.").people[0].age.as_ref().map(|age| age.years), Some(21));
        let record = read("Cllr Derek Pym told the meeting that he would go. “I am sorry,” the 61-year-old said. Cllr Pym left.");
        let people: Vec<_> = record.people.iter().map(|p| (p.name.as_str(), p.age.as_ref().map(|age| age.years))).collect();
        assert_eq!(people, [("Derek Pym", Some(61))]);
    }

    #[test]
    fn who_spoke_goes_on_and_who_asked_does_not_answer() {
        let mentions = |text: &str, name: &str| {
            let record = read(text);
            let person = record.people.iter().find(|person| person.name == name).expect(text).clone();
            person.mentions.into_iter().map(|mention| mention.extent.text).collect::<Vec<_>>()
        };
        let text = "Prosecutor Niall Keane told the court that Mr Hallin had texted Ms Brannig after she refused to support him. \
                    “The phone would light up,” he said.";
        assert_eq!(mentions(text, "Niall Keane"), ["Prosecutor Niall Keane", "he"]);
        let text = "Aoife Brannig slept badly. Under cross-examination by defence counsel Sorcha Flynn, she accepted that.";
        assert_eq!(mentions(text, "Aoife Brannig"), ["Aoife Brannig", "she"]);
        let text = "Hamza Idrissi ran. “I will not forget it,” the 37-year-old chef said.";
        assert_eq!(mentions(text, "Hamza Idrissi"), ["Hamza Idrissi", "I", "the 37-year-old chef"]);
        let text = "Ilse Vandam lost. The Belgian said it hurt. The Belgian coach left.";
        assert_eq!(mentions(text, "Ilse Vandam"), ["Ilse Vandam", "The Belgian"]);
    }

    #[test]
    fn the_minister_is_the_only_minister_named() {
        let record =
            read("Finance Minister Laura Bennett spoke first. The finance minister left early. The minister of trade stayed.");
        let person = record.people.iter().find(|person| person.name == "Laura Bennett").expect("a person");
        let roles = person.mentions.iter().filter(|mention| mention.kind == MentionKind::Role);
        assert_eq!(roles.map(|mention| mention.extent.text.as_str()).collect::<Vec<_>>(), ["The finance minister"]);
    }

    #[test]
    fn nouns_stand_for_whom_the_text_says_they_are() {
        for (text, name, nouns) in [
            ("Her son, Peter Hale, came late. “She was kind,” her son said.", "Peter Hale", &["son"][..]),
            ("The first witness was Tom Harlow, a driver. He said the road was wet.", "Tom Harlow", &["The first witness"]),
            (
                "She met the lawmaker representing Alwin North, Tom Harlow. The lawmaker was late.",
                "Tom Harlow",
                &["The lawmaker"],
            ),
            ("Her son, Peter Hale, and her son, Luke Hale, came. Her son said no.", "Peter Hale", &[]),
        ] {
            let record = read(text);
            let person = record.people.iter().find(|person| person.name == name).expect(text);
            let roles = person.mentions.iter().filter(|mention| mention.kind == MentionKind::Role);
            assert_eq!(roles.map(|mention| mention.extent.text.as_str()).collect::<Vec<_>>(), nouns, "{text}");
        }
    }

    #[test]
    fn a_name_that_only_modifies_is_no_mention() {
        let record = read("President Richard Coleman met the press. Critics of the Coleman administration were not let in.");
        assert_eq!(mentions(&record, "Richard Coleman"), ["President Richard Coleman"]);
    }

    #[test]
    fn an_acronym_in_brackets_joins_its_organization() {
        let record = read(
            "The World Rivers Institute (WRI) published a report on Monday. The WRI said the water was clean. The institute has 40 staff.",
        );
        assert!(record.names.iter().any(|name| name.label == NameLabel::Organization));
        let organization = record.organizations.iter().find(|o| o.name.contains("Rivers Institute")).expect("an organisation");
        assert_eq!(organization.acronym.as_deref(), Some("WRI"));
        assert!(organization.mentions.iter().any(|mention| mention.extent.text == "The institute"));
    }

    #[test]
    fn the_writer_speaks_outside_of_quotations() {
        let record = read("I went to the market. “I sell fish,” said Maria Lopez. We ate together.");
        let said: Vec<_> =
            record.voices.iter().flat_map(|voice| voice.mentions.iter().map(|mention| mention.extent.span.start)).collect();
        assert_eq!(said.first(), Some(&0));
        assert_eq!(said.len(), 2);
    }
}
