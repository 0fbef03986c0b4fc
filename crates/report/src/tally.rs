//! What is counted over all articles: days, sites, kinds, and where the events and times of each month are.

use std::collections::BTreeMap;

use nutgraf::Date;
use rustc_hash::FxHashMap;

use crate::refs::{Refs, push};

/// The longest time that stands for one month, in days.
const MONTH: i32 = 31;
/// The longest time that stands for one year.
const YEAR: i32 = 366;

/// References by group and month; the month is `YYYY-MM`, or empty where none is known.
pub type ByMonth = BTreeMap<String, BTreeMap<String, Refs>>;

/// The counts that the first page shows.
#[derive(Debug, Default)]
pub struct Tally {
    /// Articles by day since 1970; those without a day apart.
    pub days: BTreeMap<i32, u32>,
    /// Number of articles without a day.
    pub undated: u32,
    /// Sites in the order in which they come, and their articles.
    pub sites: Vec<(String, u32)>,
    site_numbers: FxHashMap<String, u32>,
    /// Of every article its day, plus one, counted from [`Tally::FIRST_DAY`]; 0 if it has none.
    pub catalog_days: String,
    /// Of every article its site.
    pub catalog_sites: String,
    /// Number of quotes of each kind.
    pub quotes: BTreeMap<String, u32>,
    /// Quotes by the kind of who speaks.
    pub speakers: BTreeMap<String, u32>,
    /// Events by type and month: article, number there, day of the month or 0.
    pub events: ByMonth,
    /// Times by year and month: article, number there.
    pub times: ByMonth,
    /// Number of quantities in all articles.
    pub quantities: u32,
}

impl Tally {
    /// Day 0 of the catalog, counted from 1970: the year 1600, before all newspapers.
    pub const FIRST_DAY: i32 = -135_140;

    /// Counts an article and returns the number of its site.
    pub fn article(&mut self, day: Option<Date>, site: &str) -> u32 {
        let day = day.map(Date::days);
        match day {
            Some(day) => *self.days.entry(day).or_default() += 1,
            None => self.undated += 1,
        }
        push(&mut self.catalog_days, day.map_or(0, |day| (day - Self::FIRST_DAY + 1).max(0) as u64));
        let next = self.sites.len() as u32;
        let number = *self.site_numbers.entry(site.to_owned()).or_insert(next);
        if number == next {
            self.sites.push((site.to_owned(), 0));
        }
        self.sites[number as usize].1 += 1;
        push(&mut self.catalog_sites, number.into());
        number
    }

    /// Adds a quote to the counts.
    pub fn quote(&mut self, kind: &str, speaker: &str) {
        *self.quotes.entry(kind.to_owned()).or_default() += 1;
        *self.speakers.entry(speaker.to_owned()).or_default() += 1;
    }

    /// Counts an event on the day on which it begins, if that is known, else in the month of its article.
    pub fn event(&mut self, kind: &str, begins: Option<Date>, published: Option<Date>, place: (u32, u32)) {
        let month = begins.or(published).map(month_of).unwrap_or_default();
        let day = begins.map_or(0, |date| date.day() as u32);
        let refs = self.events.entry(kind.to_owned()).or_default().entry(month).or_default();
        refs.add(place.0, &[place.1, day]);
    }

    /// Counts a time: in its month, or if it is longer in its year.
    pub fn time(&mut self, begins: Option<Date>, ends: Option<Date>, place: (u32, u32)) {
        let Some(begins) = begins else { return };
        let length = ends.map_or(1, |ends| ends.days() - begins.days());
        if length > YEAR {
            return;
        }
        let month = if length > MONTH { String::new() } else { month_of(begins) };
        self.times.entry(format!("{:04}", begins.year())).or_default().entry(month).or_default().add(place.0, &[place.1]);
    }
}

fn month_of(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}
