//! One article on its way into the report.

use nutgraf::{Date, read::host};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::cast::Kind;
use crate::digest::Digest;
use crate::facts::Facts;
use crate::kept::Kept;
use crate::wanted::{Tables, percent, text, texts};

/// The day in a cell.
fn day(cell: &Value) -> Option<Date> {
    text(cell).parse().ok()
}

impl Digest {
    /// Takes in an article; returns it as the reader shows it, and the row of it in lists.
    pub(crate) fn take(&mut self, tables: &Tables) -> Option<(Value, Value)> {
        let [id, url, language, title, published, date, authors, site, copy, source] = tables.articles.first()?.as_slice() else {
            return None;
        };
        let number = self.articles;
        let kept = Kept::new(text(source), self.offsets, &tables.blocks);
        let published_day = day(date).or_else(|| day(published));
        let site_name = Some(text(site)).filter(|name| !name.is_empty()).or_else(|| host(text(url))).unwrap_or_default();
        let site = self.tally.article(published_day, site_name);
        self.words.add(number, text(title), &kept.text);
        let (cast, places_in_cast) = self.cast_of((number, text(id)), tables);
        let (spots, places) = self.places_of(number, &kept, tables);
        let mut strings = std::mem::take(&mut self.strings);
        let mut facts = Facts { kept: &kept, strings: &mut strings, cast: &places_in_cast };
        let quotes = facts.quotes(&tables.quotes);
        let times = facts.times(&tables.times);
        let events = facts.events(&tables.events, &tables.event_mentions);
        self.count(number, published_day, &cast, &quotes, &times, &events);
        let quantities = facts.quantities(&tables.quantities);
        self.tally.quantities += quantities.len() as u32;
        let shown = json!({
            "id": text(id),
            "title": text(title),
            "date": text(published),
            "url": text(url),
            "site": site,
            "language": text(language),
            "authors": texts(authors).collect::<Vec<_>>(),
            "copy": text(copy),
            "text": kept.text,
            "blocks": kept.blocks.as_flattened(),
            "cast": cast,
            "spots": spots,
            "mentions": facts.mentions(&tables.mentions),
            "quotes": cells(quotes),
            "places": places,
            "times": cells(times),
            "quantities": quantities,
            "events": cells(events),
            "answers": facts.answers(&tables.answers),
        });
        self.strings = strings;
        self.cast.end();
        let day = published_day.map(|day| day.to_string()).unwrap_or_default();
        Some((shown, json!([self.title_of(text(title), &kept), day, site])))
    }

    /// The title, or the beginning of the text where there is none.
    fn title_of(&self, title: &str, kept: &Kept) -> String {
        let first = if title.is_empty() { kept.text.lines().next().unwrap_or_default() } else { title };
        first.chars().take(200).collect()
    }

    /// People and organisations of an article: number in the corpus, kind, name; and the place there of each `entity`.
    fn cast_of(&mut self, article: (u32, &str), tables: &Tables) -> (Vec<Value>, FxHashMap<String, usize>) {
        let (mut cast, mut places) = (Vec::new(), FxHashMap::default());
        for row in &tables.people {
            let [entity, name, titles, affiliation, mentions] = row.as_slice() else { continue };
            let mentions = mentions.as_u64().unwrap_or_default();
            let number = self.cast.meet(article, text(entity), Kind::Person, text(name), mentions);
            self.cast.describe(number, texts(titles), text(affiliation));
            places.insert(text(entity).to_owned(), cast.len());
            cast.push(json!([number, 0, text(name)]));
        }
        for row in &tables.organizations {
            let [entity, name, mentions] = row.as_slice() else { continue };
            let mentions = mentions.as_u64().unwrap_or_default();
            let number = self.cast.meet(article, text(entity), Kind::Organization, text(name), mentions);
            places.insert(text(entity).to_owned(), cast.len());
            cast.push(json!([number, 1, text(name)]));
        }
        (cast, places)
    }

    /// Places of an article: the different ones, and their mentions, each with the number of its place among these.
    fn places_of(&mut self, article: u32, kept: &Kept, tables: &Tables) -> (Vec<Value>, Vec<Value>) {
        let (mut spots, mut mentions) = (Vec::new(), Vec::new());
        let mut numbers: FxHashMap<u32, usize> = FxHashMap::default();
        for row in &tables.places {
            let [start, end, confidence, name, kind, geonames, country, north, east, usage] = row.as_slice() else { continue };
            let Some((start, end)) = kept.span(start, end) else { continue };
            let point = north.as_f64().zip(east.as_f64()).map(|(north, east)| (hundredths(north), hundredths(east)));
            let number = self.places.meet(geonames.as_i64(), text(name), text(kind), text(country), point);
            self.places.places[number as usize].mentions.add(article, &[mentions.len() as u32]);
            let spot = *numbers.entry(number).or_insert_with(|| {
                spots.push(self.places.row(number).as_array().map(|row| row[..6].into()).unwrap_or_default());
                spots.len() - 1
            });
            mentions.push(json!([start, end, percent(confidence), spot, self.strings.number(text(usage))]));
        }
        (spots, mentions)
    }

    /// Counts the facts of an article; numbers are those of the lists that it is shown with.
    fn count(
        &mut self,
        article: u32,
        published: Option<Date>,
        cast: &[Value],
        quotes: &[(Value, &[Value])],
        times: &[(Value, &[Value])],
        events: &[(Value, &[Value])],
    ) {
        let corpus_number = |place: &Value| cast.get(place.as_u64()? as usize)?[0].as_u64();
        for (number, (quote, row)) in (0..).zip(quotes) {
            self.tally.quote(text(&row[3]), text(&row[9]));
            if let Some(entity) = corpus_number(&quote[6]) {
                self.cast.quoted(entity as u32, article, number);
            }
        }
        for (number, (_, row)) in (0..).zip(times) {
            self.tally.time(day(&row[5]), day(&row[6]), (article, number));
        }
        for (number, (_, row)) in (0..).zip(events) {
            self.tally.event(text(&row[2]), day(&row[6]), published, (article, number));
        }
    }
}

fn cells(facts: Vec<(Value, &[Value])>) -> Vec<Value> {
    facts.into_iter().map(|(cells, _)| cells).collect()
}

/// Degrees to about a kilometre.
fn hundredths(degrees: f64) -> f64 {
    (degrees * 100.0).round() / 100.0
}
