//! When two events of one story and type are one happening, and what all its articles say of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::told::{Told, handle};
use crate::confidence::{self, mean};
use crate::facts::{Happened, Role};
use crate::write::Cell;

/// Days that two tellings of one event may lie apart: zones of time, and "overnight".
const APART: i32 = 1;
/// Days from which on a time says nothing of when it was: "in the 1940s" is seldom the event's own.
const LONG: i32 = 32;
/// Points from which on an event is one with a happening: a day and a country in common, or a place, or the words that most tell it with.
/// All points were chosen on ECB+ (docs/linking.md).
const ENOUGH: i32 = 2;
/// Points for a word that all tellings of a happening have, and against one that none has.
const SAME_WORD: u32 = 4;
const OTHER_WORD: i32 = -2;

/// What several articles tell of one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    /// The number of its story.
    pub story: u32,
    /// Article and number of each event, and the points that spoke for it; the first one's are the second one's.
    pub events: Vec<(String, u32, i32)>,
    /// In how many of them each beginning of a word stands.
    words: BTreeMap<String, u32>,
    kind: String,
    days: Option<(i32, i32)>,
    country: String,
    admin1: String,
    place: Option<(i32, String)>,
    /// Who takes part, by id or folded name: the name, and how many events say so.
    parties: BTreeMap<(Role, String), Participant>,
    sites: Vec<String>,
    killed: Count,
    injured: Count,
    main: bool,
}

/// What the articles of a happening say of how many there were.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Count {
    least: Option<i32>,
    /// The highest number, the article that has it, and who gives it there.
    most: Option<(i32, String, String)>,
}

impl Happening {
    /// A happening that one article tells so far.
    pub fn of(story: u32, told: &Told) -> Self {
        let mut this = Self {
            story,
            events: Vec::new(),
            words: BTreeMap::new(),
            kind: told.event.kind.clone(),
            days: None,
            country: String::new(),
            admin1: String::new(),
            place: None,
            parties: BTreeMap::new(),
            sites: Vec::new(),
            killed: Count::default(),
            injured: Count::default(),
            main: false,
        };
        this.add(told, 0);
        this
    }

    /// How much speaks for it that an event is this one, whose participants have these handles; none if something speaks against it or
    /// too little for it.
    pub fn fits(&self, told: &Told, handles: &[(Role, String)]) -> Option<i32> {
        let event = &told.event;
        let day = match (self.days, days(event)) {
            (Some(a), Some(b)) if a.0 > b.1 + APART || b.0 > a.1 + APART => return None,
            (Some(_), Some(_)) => 1,
            _ => 0,
        };
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        if differ(&self.country, &event.country) || self.country == event.country && differ(&self.admin1, &event.admin1) {
            return None;
        }
        let same_place = self.place.as_ref().zip(event.place.as_ref()).is_some_and(|(a, b)| a.0 == b.0);
        let place = if same_place { 2 } else { i32::from(!event.country.is_empty() && self.country == event.country) };
        // Another name says nothing: articles call one who takes part "police", "two men", "a sergeant".
        let shared = |role| handles.iter().any(|party| party.0 == role && self.parties.contains_key(party));
        let parties = i32::from(shared(Role::Actor)) + i32::from(shared(Role::Recipient));
        let counts = self.killed.agrees(event.killed) + self.injured.agrees(event.injured);
        let points = day + place + parties + counts + self.words_say(event) + i32::from(self.main && event.main);
        (points >= ENOUGH).then_some(points)
    }

    /// What the words say that it is told with: the more of the happening's tellings have one of them, the more.
    fn words_say(&self, event: &Happened) -> i32 {
        let (told, all) = (event.words.iter().filter_map(|word| self.words.get(word)).max(), self.events.len() as u32);
        match told {
            _ if event.words.is_empty() || self.words.is_empty() => 0,
            Some(told) => ((SAME_WORD * told + all / 2) / all) as i32,
            None => OTHER_WORD,
        }
    }

    /// Takes in what another article says of it; `points` is the score of that match.
    pub fn add(&mut self, told: &Told, points: i32) {
        let event = &told.event;
        if let [first] = &mut self.events[..] {
            first.2 = points;
        }
        self.events.push((told.article.clone(), event.number, points));
        event.words.iter().for_each(|word| *self.words.entry(word.clone()).or_default() += 1);
        if let Some((first, last)) = days(event) {
            let (a, b) = self.days.unwrap_or((first, last));
            // The days that all have in common, as long as they have any: a report of a week does not blur one of a day.
            self.days = Some(if a.max(first) <= b.min(last) { (a.max(first), b.min(last)) } else { (a.min(first), b.max(last)) });
        }
        let fill = |slot: &mut String, value: &str| {
            if slot.is_empty() {
                value.clone_into(slot);
            }
        };
        fill(&mut self.country, &event.country);
        fill(&mut self.admin1, &event.admin1);
        self.place = self.place.take().or_else(|| event.place.clone());
        for party in event.parties.iter().filter(|party| !party.name.is_empty()) {
            self.parties
                .entry((party.role, handle(party)))
                .or_insert_with(|| Participant { name: party.name.clone(), id: party.id.clone(), articles: 0 })
                .articles += 1;
        }
        if !told.site.is_empty() && !self.sites.contains(&told.site) {
            self.sites.push(told.site.clone());
        }
        self.killed.add(event.killed, told);
        self.injured.add(event.injured, told);
        self.main |= event.main;
    }

    /// How many articles tell it.
    pub fn articles(&self) -> u32 {
        let mut articles: Vec<&str> = self.events.iter().map(|(article, ..)| article.as_str()).collect();
        articles.sort_unstable();
        articles.dedup();
        articles.len() as u32
    }

    /// Its row, under this id.
    pub fn row(self, id: String, story: String) -> Vec<Cell> {
        let confidence = mean(self.events.iter().filter_map(|&(.., points)| confidence::happening(points)));
        let articles = self.articles();
        let parties = |role: Role| {
            let mut those: Vec<_> = self.parties.iter().filter(|((its, _), _)| *its == role).collect();
            those.sort_by(|(_, a), (_, b)| (b.articles, &a.name).cmp(&(a.articles, &b.name)));
            // Both lists go together: an id is empty where the corpus has none.
            let names = those.iter().map(|(_, party)| party.name.clone()).collect();
            let ids = those.iter().map(|(_, party)| party.id.clone()).collect();
            [Cell::Texts(names), Cell::Texts(ids)]
        };
        let [actors, actor_ids] = parties(Role::Actor);
        let [recipients, recipient_ids] = parties(Role::Recipient);
        let mut row = vec![
            Cell::Text(id),
            Cell::Text(story),
            Cell::Text(self.kind),
            Cell::Day(self.days.map(|(first, _)| first)),
            Cell::Day(self.days.map(|(_, last)| last)),
            Cell::Text(self.place.as_ref().map(|(_, name)| name.clone()).unwrap_or_default()),
            Cell::Int(self.place.as_ref().map(|(number, _)| *number)),
            Cell::Text(self.country),
            Cell::Text(self.admin1),
            actors,
            actor_ids,
            recipients,
            recipient_ids,
            Cell::Int(Some(articles as i32)),
            Cell::Int(Some(self.sites.len() as i32)),
        ];
        row.extend(self.killed.cells());
        row.extend(self.injured.cells());
        row.push(Cell::chance(confidence));
        row
    }
}

/// The days of an event, where they are few enough to tell it from others.
fn days(event: &Happened) -> Option<(i32, i32)> {
    event.days.filter(|(first, last)| last - first < LONG)
}

/// Who takes part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Participant {
    name: String,
    /// Their id in `entities`; empty where the corpus has none.
    id: String,
    /// How many articles say so.
    articles: u32,
}

impl Count {
    /// A point where the numbers are near each other: within half of the higher one.
    fn agrees(&self, stated: Option<(i32, i32)>) -> i32 {
        let ((Some(least), Some((most, ..))), Some((low, high))) = ((self.least, &self.most), stated) else { return 0 };
        i32::from(2 * high.min(*most) >= low.max(least) && high > 0)
    }

    fn add(&mut self, stated: Option<(i32, i32)>, told: &Told) {
        let Some((low, high)) = stated else { return };
        self.least = Some(self.least.map_or(low, |least| least.min(low)));
        if self.most.as_ref().is_none_or(|(most, ..)| high > *most) {
            let Happened { source, .. } = &told.event;
            let source = if source.is_empty() { &told.site } else { source };
            self.most = Some((high, told.article.clone(), source.clone()));
        }
    }

    fn cells(self) -> [Cell; 4] {
        let (most, article, source) = self.most.map_or((None, String::new(), String::new()), |(n, a, s)| (Some(n), a, s));
        [Cell::Int(self.least), Cell::Int(most), Cell::Text(article), Cell::Text(source)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Party;

    fn told(article: &str, day: Option<i32>, country: &str, actor: &str, killed: Option<(i32, i32)>) -> Told {
        let party = Party { role: Role::Actor, name: actor.to_owned(), ..Party::default() };
        let event = Happened {
            kind: "ASSAULT".to_owned(),
            days: day.map(|day| (day, day)),
            country: country.to_owned(),
            parties: vec![party],
            killed,
            ..Happened::default()
        };
        Told { article: article.to_owned(), site: format!("{article}.example"), event }
    }

    #[test]
    fn events_are_one_where_days_places_and_people_allow() {
        let first = Happening::of(0, &told("a", Some(10), "AQ", "", Some((3, 3))));
        for (other, joined) in [
            (told("b", Some(11), "AQ", "", None), true),
            (told("b", Some(14), "AQ", "", None), false),
            (told("b", Some(10), "NO", "", None), false),
            (told("b", None, "AQ", "", Some((4, 4))), true),
            (told("b", None, "", "", None), false),
        ] {
            assert_eq!(first.fits(&other, &other.handles()).is_some(), joined, "{other:?}");
        }
        let by = Happening::of(0, &told("a", Some(10), "", "The Harbour Guard", None));
        let same = told("b", Some(10), "", "the Harbour Guard", None);
        assert!(by.fits(&same, &same.handles()).is_some());
        let other = told("b", Some(10), "AQ", "Hill Guard", None);
        assert!(by.fits(&other, &other.handles()).is_none());
    }

    #[test]
    fn words_that_tellings_share_speak_for_one_event_and_others_against() {
        let word = |word: &str, days: Option<(i32, i32)>| {
            let mut told = told("b", None, "", "", None);
            (told.event.words, told.event.days) = (vec![word.to_owned()], days);
            told
        };
        let mut robbed = Happening::of(0, &word("robbe", None));
        let fits = |happening: &Happening, told: Told| happening.fits(&told, &told.handles());
        assert_eq!(fits(&robbed, word("robbe", None)), Some(4));
        assert_eq!(fits(&robbed, word("shot", None)), None);
        robbed.add(&word("raid", None), 2);
        assert_eq!(fits(&robbed, word("robbe", None)), Some(2));
        // A time of years says nothing of the day.
        let in_the_forties = Happening::of(0, &word("robbe", Some((-10_000, -7_000))));
        assert!(fits(&in_the_forties, word("robbe", Some((5, 5)))).is_some());
    }

    #[test]
    fn ids_of_participants_may_have_any_form() {
        let mut one = told("a", Some(10), "AQ", "Ana Ruiz", None);
        one.event.parties[0].id = "q1".to_owned();
        let row = Happening::of(0, &one).row("H1".to_owned(), String::new());
        assert!(row.contains(&Cell::Texts(vec!["q1".to_owned()])), "{row:?}");
    }

    #[test]
    fn the_highest_count_has_its_source() {
        let mut one = Happening::of(0, &told("a", Some(10), "AQ", "", Some((3, 3))));
        one.add(&told("b", Some(10), "AQ", "", Some((5, 7))), 4);
        one.add(&told("c", Some(10), "AQ", "", Some((4, 4))), 3);
        assert_eq!(one.killed.least, Some(3));
        assert_eq!(one.killed.most, Some((7, "b".to_owned(), "b.example".to_owned())));
        assert_eq!(one.articles(), 3);
        assert_eq!(one.events.iter().map(|(.., points)| *points).collect::<Vec<_>>(), [4, 4, 3]);
    }
}
