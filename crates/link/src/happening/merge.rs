//! When two events of one story and type are one happening, and what all its articles say of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::told::{Told, handle};
use crate::facts::{Happened, Role};
use crate::write::Cell;

/// Days that two tellings of one event may lie apart: zones of time, and "overnight".
const APART: i32 = 1;
/// Points from which on an event is one with a happening: a day and a country in common, or a place, or somebody who takes part.
const ENOUGH: i32 = 2;

/// What several articles tell of one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    /// The number of its story.
    pub story: u32,
    /// Article and number of each event.
    pub events: Vec<(String, u32)>,
    kind: String,
    days: Option<(i32, i32)>,
    country: String,
    admin1: String,
    place: Option<(i32, String)>,
    /// Who takes part, by id or folded name: the name, and how many articles say so.
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
        this.add(told);
        this
    }

    /// How much speaks for it that an event is this one, whose participants have these handles; none if something speaks against it or
    /// too little for it.
    pub fn fits(&self, told: &Told, handles: &[(Role, String)]) -> Option<i32> {
        let event = &told.event;
        let day = match (self.days, event.days) {
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
        let shared = |role| {
            let own = handles.iter().filter(|(its, _)| *its == role);
            own.map(|party| self.parties.contains_key(party)).max()
        };
        let parties: i32 = [Role::Actor, Role::Recipient]
            .into_iter()
            .map(|role| match shared(role) {
                Some(true) => 2,
                Some(false) if self.parties.keys().any(|(other, _)| *other == role) => -1,
                _ => 0,
            })
            .sum();
        let counts = self.killed.agrees(event.killed) + self.injured.agrees(event.injured);
        let points = day + place + parties + counts + i32::from(self.main && event.main);
        (points >= ENOUGH).then_some(points)
    }

    /// Takes in what another article says of it.
    pub fn add(&mut self, told: &Told) {
        let event = &told.event;
        self.events.push((told.article.clone(), event.number));
        if let Some((first, last)) = event.days {
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
        let mut articles: Vec<&str> = self.events.iter().map(|(article, _)| article.as_str()).collect();
        articles.sort_unstable();
        articles.dedup();
        articles.len() as u32
    }

    /// Its row, under this id.
    pub fn row(self, id: String, story: String) -> Vec<Cell> {
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
        row
    }
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
        let by = Happening::of(0, &told("a", None, "", "The Harbour Guard", None));
        let same = told("b", None, "", "the Harbour Guard", None);
        assert!(by.fits(&same, &same.handles()).is_some());
        let other = told("b", Some(1), "AQ", "Hill Guard", None);
        assert!(by.fits(&other, &other.handles()).is_none());
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
        one.add(&told("b", Some(10), "AQ", "", Some((5, 7))));
        one.add(&told("c", Some(10), "AQ", "", Some((4, 4))));
        assert_eq!(one.killed.least, Some(3));
        assert_eq!(one.killed.most, Some((7, "b".to_owned(), "b.example".to_owned())));
        assert_eq!(one.articles(), 3);
    }
}
