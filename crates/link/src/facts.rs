//! What linking reads of an article: its people and organisations with what is said of them, its day, site and words.

use nutgraf::read::host;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::fold::fold;
use crate::source::{Cursor, Source};

/// A person or an organisation of one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Being {
    /// Its number in its table, the column `entity`.
    pub entity: String,
    /// The fullest name in the article.
    pub name: String,
    /// The given part of a person's name.
    pub given: String,
    /// The family part of it.
    pub family: String,
    /// What precedes its name: Mr, Ms, Dr ...
    pub honorific: String,
    /// Titles and roles as stated; the occupation is one.
    pub titles: Vec<String>,
    /// Age in years, as the article states it.
    pub age: Option<u16>,
    /// The organisation or state that a title ties a person to.
    pub affiliation: String,
    /// Pronouns that the article uses.
    pub pronouns: Vec<String>,
    /// The acronym that the article introduces.
    pub acronym: String,
    /// How often it is mentioned.
    pub mentions: u32,
    /// How many quotes are theirs.
    pub quotes: u32,
    /// Names that it is called in the article, and how often.
    pub names: Vec<(String, u32)>,
}

/// Whether somebody does something or has it done to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Who does it.
    #[default]
    Actor,
    /// To whom it is done.
    Recipient,
}

/// Somebody who takes part in an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// In which role it takes part.
    pub role: Role,
    /// The name, or the words for them.
    pub name: String,
    /// `entity` of the article's tables, or empty.
    pub entity: String,
    /// The id in the corpus, once it is known.
    pub id: String,
}

/// An event of one article, told as a fact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// Its number in the article.
    pub number: u32,
    /// What kind of event: ASSAULT.
    pub kind: String,
    /// True if the article is about it.
    pub main: bool,
    /// The first and the last day.
    pub days: Option<(i32, i32)>,
    /// Country and state of where it was.
    pub country: String,
    /// State or province, the code of `GeoNames`.
    pub admin1: String,
    /// The place: number in `GeoNames` and name.
    pub place: Option<(i32, String)>,
    /// Who takes part in the event.
    pub parties: Vec<Party>,
    /// The least and the greatest number of people killed.
    pub killed: Option<(i32, i32)>,
    /// Lowest and highest number of injured, as stated.
    pub injured: Option<(i32, i32)>,
    /// Who says so, where it is not the article.
    pub source: String,
    /// How the words begin that it is told with: "kille" of "killed" and "killer".
    pub words: Vec<String>,
}

/// A name in the text as the table `names` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Where it begins, in the unit of the tables.
    pub start: u32,
    /// The name as it is written there.
    pub text: String,
    /// What kind of name it is.
    pub label: String,
}

/// What the tables say of one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Id of the article in the run.
    pub article: String,
    /// Its number in the corpus, from 0.
    pub number: u32,
    /// Days since 1970: published, else fetched.
    pub day: Option<i32>,
    /// The site, or the host of its address.
    pub site: String,
    /// The headline, empty if there is none.
    pub title: String,
    /// The text of the clean article.
    pub body: String,
    /// Countries that it is about, most first.
    pub countries: Vec<String>,
    /// True if it is a copy of an earlier one.
    pub copy: bool,
    /// The people whom the article names.
    pub people: Vec<Being>,
    /// The organisations that the article names.
    pub organizations: Vec<Being>,
    /// All names of the article, in the order of the text.
    pub names: Vec<Named>,
    /// Its events that are told as facts.
    pub events: Vec<Happened>,
}

/// Reads the articles of a corpus with their facts, in the order of the tables.
pub struct Reader {
    articles: Cursor,
    people: Cursor,
    organizations: Cursor,
    mentions: Cursor,
    quotes: Cursor,
    names: Cursor,
    events: Cursor,
    tellings: Cursor,
    next: u32,
}

impl Reader {
    /// Opens the tables.
    ///
    /// # Errors
    /// If one can't be read, or there is none of articles.
    pub fn open(source: &Source) -> Result<Self> {
        if !source.has("articles") {
            return Err(crate::Error::Use(match source {
                Source::Folder(folder) => {
                    format!("{}: there is no table of articles; `nutgraf extract -o` makes them", folder.display())
                }
                Source::Memory(_) => "there is no table of articles".to_owned(),
            }));
        }
        Ok(Self {
            articles: source.open(
                "articles",
                &[
                    "article",
                    "published_date",
                    "published",
                    "crawled",
                    "site_name",
                    "url",
                    "title",
                    "body",
                    "focus_countries",
                    "duplicate_of",
                ],
            )?,
            people: source.open(
                "people",
                &[
                    "article",
                    "entity",
                    "name",
                    "given",
                    "family",
                    "honorific",
                    "titles",
                    "age",
                    "occupation",
                    "affiliation",
                    "pronouns",
                    "mentions",
                ],
            )?,
            organizations: source.open("organizations", &["article", "entity", "name", "acronym", "mentions"])?,
            mentions: source.open("mentions", &["article", "entity", "kind", "text"])?,
            quotes: source.open("quotes", &["article", "entity", "kind"])?,
            names: source.open("names", &["article", "start", "text", "label"])?,
            events: source.open("events", &EVENT)?,
            tellings: source.open("event_mentions", &["article", "event", "text"])?,
            next: 0,
        })
    }

    /// Reads the next article; none at the end.
    ///
    /// # Errors
    /// If a table can't be read, or the tables are not of one run.
    pub fn next_article(&mut self) -> Result<Option<Facts>> {
        let number = self.next;
        let Some(mut facts) = self.articles.next(|row| {
            let day = [1, 2, 3].into_iter().find_map(|column| row.text(column)?.parse().ok()).map(nutgraf::Date::days);
            let site = Some(row.owned(4))
                .filter(|site| !site.is_empty())
                .unwrap_or_else(|| host(&row.owned(5)).unwrap_or_default().to_ascii_lowercase());
            let (title, body, countries) = (row.owned(6), row.owned(7), row.texts(8));
            let copy = row.text(9).is_some_and(|of| !of.is_empty());
            Facts { article: row.owned(0), number, day, site, title, body, countries, copy, ..Facts::default() }
        })?
        else {
            let facts = [&mut self.people, &mut self.organizations, &mut self.mentions, &mut self.quotes];
            let others = [&mut self.names, &mut self.events, &mut self.tellings];
            facts.into_iter().chain(others).try_for_each(Cursor::finish)?;
            return Ok(None);
        };
        self.next += 1;
        let article = facts.article.clone();
        self.people.of(&article, |row| facts.people.push(person(row)))?;
        self.organizations.of(&article, |row| {
            let (entity, name, acronym) = (row.owned(1), row.owned(2), row.owned(3));
            facts.organizations.push(Being { entity, name, acronym, mentions: row.number(4).unwrap_or(1), ..Being::default() });
        })?;
        self.mentions.of(&article, |row| {
            if row.text(2).as_deref() == Some("name")
                && let Some(being) = row.text(1).and_then(|entity| being(&mut facts, &entity))
            {
                count(&mut being.names, row.owned(3));
            }
        })?;
        self.quotes.of(&article, |row| {
            if row.text(2).as_deref() != Some("silent")
                && let Some(being) = row.text(1).and_then(|entity| being(&mut facts, &entity))
            {
                being.quotes += 1;
            }
        })?;
        self.names.of(&article, |row| {
            facts.names.push(Named { start: row.number(1).unwrap_or_default(), text: row.owned(2), label: row.owned(3) });
        })?;
        self.events.of(&article, |row| {
            if row.text(3).as_deref() == Some("asserted") {
                facts.events.push(happened(row));
            }
        })?;
        self.tellings.of(&article, |row| {
            let number: u32 = row.number(1).unwrap_or_default();
            // The table has the events of an article in their order.
            let event = facts.events.binary_search_by_key(&number, |event| event.number).ok().map(|at| &mut facts.events[at]);
            if let Some((event, word)) = event.zip(row.text(2).and_then(|text| beginning(&text)))
                && !event.words.contains(&word)
            {
                event.words.push(word);
            }
        })?;
        Ok(Some(facts))
    }
}

/// The columns of the table of events that are read.
const EVENT: [&str; 20] = [
    "article",
    "number",
    "type",
    "status",
    "main",
    "time_begin",
    "time_end",
    "place_name",
    "geonames_id",
    "country",
    "admin1",
    "actor",
    "actor_entity",
    "recipient",
    "recipient_entity",
    "killed_low",
    "killed_high",
    "injured_low",
    "injured_high",
    "source",
];

fn happened(row: &crate::source::Row<'_>) -> Happened {
    let day = |column| row.text(column)?.parse().ok().map(nutgraf::Date::days);
    let party = |role, name, entity| Party { role, name: row.owned(name), entity: row.owned(entity), id: String::new() };
    let count = |low, high| {
        let low: i32 = row.number(low)?;
        Some((low, row.number(high).unwrap_or(low)))
    };
    Happened {
        number: row.number(1).unwrap_or_default(),
        kind: row.owned(2),
        main: row.text(4).as_deref() == Some("true"),
        days: day(5).map(|first: i32| (first, day(6).map_or(first, |after: i32| first.max(after - 1)))),
        place: row.number(8).map(|number| (number, row.owned(7))),
        country: row.owned(9),
        admin1: row.owned(10),
        parties: vec![party(Role::Actor, 11, 12), party(Role::Recipient, 13, 14)],
        killed: count(15, 16),
        injured: count(17, 18),
        source: row.owned(19),
        words: Vec::new(),
    }
}

/// How the first word of a telling begins: forms of one word begin alike.
fn beginning(text: &str) -> Option<String> {
    const LETTERS: usize = 5;
    Some(fold(text).first()?.chars().take(LETTERS).collect())
}

fn person(row: &crate::source::Row<'_>) -> Being {
    let mut titles = row.texts(6);
    titles.extend(row.text(8).map(std::borrow::Cow::into_owned).filter(|work| !work.is_empty() && !titles.contains(work)));
    Being {
        entity: row.owned(1),
        name: row.owned(2),
        given: row.owned(3),
        family: row.owned(4),
        honorific: row.owned(5),
        titles,
        age: row.number(7),
        affiliation: row.owned(9),
        pronouns: row.texts(10),
        mentions: row.number(11).unwrap_or(1),
        ..Being::default()
    }
}

fn being<'f>(facts: &'f mut Facts, entity: &str) -> Option<&'f mut Being> {
    let list = if entity.starts_with('P') { &mut facts.people } else { &mut facts.organizations };
    list.iter_mut().find(|being| being.entity == entity)
}

fn count(names: &mut Vec<(String, u32)>, name: String) {
    match names.iter_mut().find(|(known, _)| *known == name) {
        Some((_, count)) => *count += 1,
        None => names.push((name, 1)),
    }
}
