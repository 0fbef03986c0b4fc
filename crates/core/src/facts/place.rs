//! Places: found by the gazetteer, decided by a linear model, resolved by what the rest of the article says.
//!
//! [`spot`] finds what may name a place, [`detect`] says whether it does, [`context`] what the article says about where things
//! are, `rank` chooses among the places of a name, `usage` says how the name is used, `focus` sums up.

pub mod context;
pub mod detect;
mod focus;
mod lexicon;
pub mod rank;
pub mod spot;
mod usage;

use crate::Options;
use crate::article::Article;
use crate::lexicon::gazetteer::{DEGREE, Entry, Gazetteer, How};
use crate::model::linear::Linear;
use crate::record::{Alternative, BlockKind, Confidence, Focus, NameLabel, Place, PlaceKind, PlaceUse, Precision};
use crate::syntax::Upos;
use context::chains;
use detect::Detector;
pub use lexicon::Resources;
use rank::Ranker;
use spot::{Candidate, Spot, spots};
use usage::usage;

/// Approximate number of features of each spot.
const FEATURES: usize = 30;
/// What the publisher's country is worth to a place in it, in logits.
const HOME: f32 = 1.5;
/// What it is worth to stand in the user's own gazetteer or to be a known seat of power, in logits.
const LISTED: f32 = 3.0;

/// What a row of the user's own gazetteer is worth over all other candidates, in logits.
const USER_ROW: f32 = 100.0;
/// Minimum probability of a candidate against the best one.
const MIN_PROBABILITY: f32 = 0.01;

/// The choice for a spot: the place, the confidence, and what else it may be.
#[derive(Debug, Clone)]
struct Choice {
    candidate: Candidate,
    confidence: f32,
    alternatives: Vec<Alternative>,
}

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(article: &Article<'_>, resources: &Resources, options: &Options) -> (Vec<Place>, Focus) {
    let Some(model) = &resources.model else { return Default::default() };
    let gazetteer = Gazetteer::new(options.gazetteer.as_ref());
    let spots = spots(article, &gazetteer, resources);
    if spots.list.is_empty() {
        return Default::default();
    }
    model.fetch(spots.list.len() * FEATURES);
    let chains = chains(article, &gazetteer, &spots);
    let clear = rank::clear_context(&gazetteer, &spots, &chains);

    let detector = Detector::new(article, &gazetteer, resources, &spots, &chains, &clear);
    let mut features = Vec::new();
    let mut scores = Vec::with_capacity(spots.list.len());
    for (i, spot) in spots.list.iter().enumerate() {
        detector.features(i, &mut features);
        let seat = spots.candidates_of(spot).first().is_some_and(|candidate| candidate.how == How::Seat);
        let own = spot.name.is_some_and(|name| name.is_own());
        let score = logits(model, &features) + if own || seat { LISTED } else { 0.0 };
        let doubtful = score <= 0.0 && score + LISTED > 0.0;
        let told = doubtful && (acts(article, resources, &spots, spot) || is_told(article, &spots, spot));
        scores.push(if told { score + LISTED } else { score });
    }

    let groups = rank::groups(&spots, &chains, |i| scores[i] > 0.0);
    let guesses = rank::guess(&gazetteer, &spots, &groups, &clear);
    let by_guess = rank::guessed_context(&gazetteer, &spots, &groups, &guesses);
    let ranker = Ranker { article: *article, gazetteer, spots: &spots, clear: &clear, guessed: &by_guess };
    let home = options.country.as_deref().and_then(|code| gazetteer.country_area(code));
    let mut choices: Vec<Option<Choice>> = vec![None; spots.list.len()];
    for group in &groups {
        let spot = &spots.list[group.spots[0]];
        let compared = rank::compared(&gazetteer, &spots, group);
        let candidates: Vec<Candidate> = compared.iter().map(|&at| spots.candidates_of(spot)[at]).collect();
        let score = |(&at, candidate): (&usize, &Candidate)| {
            ranker.features(group, at, &mut features);
            let at_home = home.is_some_and(|home| gazetteer.country_of(candidate.entry.area) == home);
            logits(model, &features) + if at_home { HOME } else { 0.0 } + if gazetteer.is_own(candidate.id) { USER_ROW } else { 0.0 }
        };
        // The only candidate needs no comparison.
        let ranks: Vec<f32> =
            if candidates.len() == 1 { vec![0.0] } else { compared.iter().zip(&candidates).map(score).collect() };
        let choice = choose(&gazetteer, spot, &candidates, &ranks);
        for &i in &group.spots {
            choices[i].clone_from(&choice);
        }
    }

    let mut places = Vec::new();
    let mut entries = Vec::new();
    for (i, spot) in spots.list.iter().enumerate().filter(|&(i, _)| scores[i] > 0.0) {
        entries.push(choices[i].as_ref().map(|choice| choice.candidate.id));
        places.push(place(article, resources, &gazetteer, spot, chains.inside[i], logistic(scores[i]), choices[i].take()));
    }
    let first = article.layout.blocks.iter().find(|block| block.kind == BlockKind::Body).map_or(0, |block| block.span.end);
    let focus = focus::focus(&gazetteer, &places, &entries, |place| place.extent.span.end <= first);
    (places, focus)
}

/// True for a country or capital that is told to act and that the names stage takes for a place: "Warsaw said".
fn acts(article: &Article<'_>, words: &Resources, spots: &spot::Spots<'_>, spot: &Spot<'_>) -> bool {
    let names = article.names;
    let name = names.get(names.partition_point(|name| name.span.end <= spot.span.start));
    let first = spots.candidates_of(spot).first();
    let place = name.is_some_and(|name| name.span == spot.span && name.label == NameLabel::Place);
    place && first.is_some_and(|first| usage(article, words, spot, Some((&first.entry, first.how))) == PlaceUse::Metonym)
}

/// True for "the Amazon" and "the Dane", where the names stage says the same: a region or a people with an article.
fn is_told(article: &Article<'_>, spots: &spot::Spots<'_>, spot: &Spot<'_>) -> bool {
    let names = article.names;
    let name = names.get(names.partition_point(|name| name.span.end <= spot.span.start));
    let before = spot.tokens.start.checked_sub(1).map(|i| &article.syntax.tokens[i]);
    let fits = |label| match spots.candidates_of(spot).first() {
        Some(first) if label == NameLabel::Place => first.entry.kind == PlaceKind::Region,
        Some(first) => label == NameLabel::Group && first.how.is_demonym(),
        None => false,
    };
    before.is_some_and(|token| token.upos == Upos::Det) && name.is_some_and(|name| name.span == spot.span && fits(name.label))
}

/// The model's score. Sums of integers, one product: the same on every machine.
fn logits(model: &Linear, features: &[u64]) -> f32 {
    model.sum(features) as f32 * model.scale
}

/// The logistic function at halves, read off a table: `exp` may differ in the last bit between machines.
fn logistic(x: f32) -> f32 {
    const TABLE: [f32; 11] = [0.5, 0.622, 0.731, 0.818, 0.881, 0.924, 0.953, 0.971, 0.982, 0.989, 0.993];
    let at = (x.abs() * 2.0).min(10.0);
    let (low, rest) = (at as usize, at.fract());
    let share = TABLE[low] + (TABLE[(low + 1).min(10)] - TABLE[low]) * rest;
    if x < 0.0 { 1.0 - share } else { share }
}

/// The best candidate, the first of equals, and two others; confidences are shares of all candidates' odds.
fn choose(gazetteer: &Gazetteer<'_>, spot: &Spot<'_>, candidates: &[Candidate], scores: &[f32]) -> Option<Choice> {
    let name = spot.name.as_ref()?;
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let best = *order.first()?;
    let mut candidate = candidates[best];
    // "Moscow" may be the state around the capital of that name: it governs no less.
    candidate.entry.capital |= candidates.iter().any(|other| other.entry.capital && other.entry.area == candidate.entry.area);
    let odds = |other: usize| match logistic(scores[other] - scores[best]) {
        hopeless if hopeless < MIN_PROBABILITY => 0.0,
        share => share / (1.0 - share),
    };
    let all: f32 = order.iter().map(|&other| odds(other)).sum();
    let alternative = |&other: &usize| {
        let Candidate { id, how, entry } = candidates[other];
        Alternative {
            name: gazetteer.name_of(id, name, how).to_owned(),
            geonames_id: entry.id,
            country: gazetteer.country(entry.area).to_owned(),
            confidence: Confidence::new(odds(other) / all),
        }
    };
    let alternatives = order[1..].iter().take(2).map(alternative).filter(|a| a.confidence.get() >= 0.02).collect();
    Some(Choice { candidate, confidence: odds(best) / all, alternatives })
}

/// Puts a place together.
fn place(
    article: &Article<'_>,
    words: &Resources,
    gazetteer: &Gazetteer<'_>,
    spot: &Spot<'_>,
    inside: u16,
    found: f32,
    choice: Option<Choice>,
) -> Place {
    let entry = choice.as_ref().map(|choice| choice.candidate.entry);
    let how = choice.as_ref().map(|choice| choice.candidate.how);
    // What isn't in the gazetteer lies where the text says: in the state or country named after it.
    let around = gazetteer.area_entry(inside).map(|id| gazetteer.entry(id));
    let located = entry.or(around);
    let area = located.map_or(0, |entry| entry.area);
    let country = gazetteer.country(area);
    let precision = match located.map(|entry| entry.kind) {
        None => Precision::None,
        Some(PlaceKind::Country) => Precision::Country,
        Some(PlaceKind::Admin1) => Precision::Admin1,
        // A part of the world without a country has no point worth a mark on a map.
        Some(PlaceKind::Region) if country.is_empty() => Precision::None,
        Some(PlaceKind::Region | PlaceKind::Nature) => Precision::Region,
        Some(_) => Precision::City,
    };
    let point = located.filter(|_| precision != Precision::None);
    let degrees = |part: fn(&Entry) -> i32| point.map(|entry| f64::from(part(&entry)) / DEGREE);
    let name = match (&choice, &spot.name) {
        (Some(choice), Some(name)) => gazetteer.name_of(choice.candidate.id, name, choice.candidate.how),
        _ => spot.span.of(&article.document.text),
    };
    Place {
        extent: spot.span.into(),
        name: name.to_owned(),
        kind: entry.map_or(spot.kind, |entry| entry.kind),
        geonames_id: entry.map(|entry| entry.id).filter(|&id| id > 0),
        country: (!country.is_empty()).then(|| country.to_owned()),
        admin1: located.and_then(|entry| gazetteer.admin1(entry.area)),
        latitude: degrees(|entry| entry.latitude),
        longitude: degrees(|entry| entry.longitude),
        usage: usage(article, words, spot, entry.as_ref().zip(how)),
        demonym: how.is_some_and(How::is_demonym),
        precision,
        confidence: Confidence::new(found * choice.as_ref().map_or(1.0, |choice| choice.confidence)),
        alternatives: choice.map(|choice| choice.alternatives).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{PlaceKind, PlaceUse};
    use crate::{Extractor, Input, Options, Record, Source};

    fn read_with(options: Options, text: &str) -> Record {
        let options = Options { input: Input::Article, ..options };
        Extractor::new(options).expect("the options are good").extract(&Source::text(text))
    }

    fn read(text: &str) -> Record {
        read_with(Options::default(), text)
    }

    /// Text, country and state of every place.
    fn found(record: &Record) -> Vec<(&str, &str, &str)> {
        let places = record.places.iter();
        places.map(|p| (p.extent.text.as_str(), p.country.as_deref().unwrap_or(""), p.admin1.as_deref().unwrap_or(""))).collect()
    }

    #[test]
    fn the_state_behind_a_name_says_which_place_it_is() {
        let record = read("The two men from Paris, Texas, were seen near London, Ontario, on Friday. Police in Paris said so.");
        let expected =
            [("Paris", "US", "US.TX"), ("Texas", "US", "US.TX"), ("London", "CA", "CA.08"), ("Ontario", "CA", "CA.08")];
        assert_eq!(found(&record)[..4], expected);
        assert_eq!(found(&record)[4], ("Paris", "US", "US.TX"), "a name has one sense in an article");
    }

    #[test]
    fn a_government_goes_by_its_capital() {
        let record = read("Moscow said on Monday that it would not take part. Ministers then met in Moscow for two days.");
        let uses: Vec<_> = record.places.iter().map(|p| (p.extent.text.as_str(), p.usage)).collect();
        assert_eq!(read("Warsaw said the drone came from Belarus.").places[0].usage, PlaceUse::Metonym);
        assert_eq!(uses, [("Moscow", PlaceUse::Metonym), ("Moscow", PlaceUse::Literal)]);
    }

    #[test]
    fn regions_and_peoples_with_an_article_are_places() {
        for (text, name, country) in [
            ("Fires in the Amazon doubled in August, scientists in Brazil said.", "Amazon", "BR"),
            ("The Dane beat the Finn in Rome.", "Dane", "DK"),
        ] {
            let places = read(text).places;
            let place = places.iter().find(|place| place.extent.text == name);
            assert_eq!(place.and_then(|place| place.country.as_deref()), Some(country), "{text}");
        }
    }

    #[test]
    fn a_demonym_is_told_from_a_place() {
        let record = read("A Kenyan minister spoke in Nairobi on Tuesday.");
        let demonyms: Vec<_> =
            record.places.iter().map(|p| (p.name.as_str(), p.demonym, p.usage == PlaceUse::Modifier)).collect();
        assert_eq!(demonyms, [("Kenya", true, true), ("Nairobi", false, false)]);
    }

    #[test]
    fn a_place_outside_the_gazetteer_keeps_its_name_and_lies_where_the_text_says() {
        let record = read("Deputies searched woods in Ardenvale County, Ohio, on Sunday.");
        let place = &record.places[0];
        assert_eq!((place.name.as_str(), place.kind, place.geonames_id), ("Ardenvale County", PlaceKind::Area, None));
        assert_eq!((place.country.as_deref(), place.admin1.as_deref()), (Some("US"), Some("US.OH")));
    }

    #[test]
    fn the_users_own_gazetteer_wins() {
        let tsv = "name\tlat\tlon\tcountry\tadmin1\talt\nParis\t-1.5\t36.5\tKE\t\t\nArdenvale\t-1.25\t36.75\tKE\t\tArden Vale\n";
        let gazetteer = Some(crate::lexicon::gazetteer::UserGazetteer::parse(tsv).expect("the table is good"));
        let record = read_with(
            Options { gazetteer, ..Options::default() },
            "A fire broke out in Paris. The smoke was seen in Arden Vale.",
        );
        let places: Vec<_> = record.places.iter().map(|p| (p.name.as_str(), p.country.as_deref(), p.latitude)).collect();
        assert_eq!(places, [("Paris", Some("KE"), Some(-1.5)), ("Ardenvale", Some("KE"), Some(-1.25))]);
    }

    #[test]
    fn a_fault_in_the_users_gazetteer_names_its_line() {
        let fault =
            crate::lexicon::gazetteer::UserGazetteer::parse("name\tlat\tlon\nArdenvale\tnorth\t36.5\n").expect_err("no number");
        assert!(fault.contains("line 2") && fault.contains("north"), "{fault}");
        assert!(crate::lexicon::gazetteer::UserGazetteer::parse("name\tlat\n").is_err(), "a column is missing");
    }

    #[test]
    fn the_focus_is_where_most_places_lie() {
        let record = read("The mayor of Nairobi spoke in Kenya. Kenya has had floods, and so has Mombasa. France sent help.");
        assert_eq!(record.focus.countries.first().map(|area| area.code.as_str()), Some("KE"));
    }

    #[test]
    fn a_map_has_a_mark_a_place() {
        let map = read("A storm hit Nairobi. In Nairobi and Mombasa roads were closed.").to_geojson();
        let names: Vec<_> =
            map["features"].as_array().expect("a list").iter().map(|f| f["properties"]["name"].as_str()).collect();
        assert_eq!(names, [Some("Nairobi"), Some("Mombasa")]);
        assert_eq!(map["features"][0]["properties"]["mentions"].as_array().map(Vec::len), Some(2));
    }
}
