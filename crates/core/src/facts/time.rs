//! Times: temporal expressions with TIMEX3 values, placed in the calendar.
//!
//! Two passes. `scan` matches words and numbers into an under-specified `reading`; `resolve` places the readings in the
//! order of the text, with the day of publication, the dateline, the last date told and the tense of the clause as anchors.

mod anchor;
mod calendar;
mod choose;
mod classes;
mod clause;
mod confidence;
mod holiday;
mod lexicon;
mod reading;
mod resolve;
mod rule_id;
mod rules;
mod scan;
mod south;
mod tense;
mod unit;
mod value;

pub use holiday::Holidays;

use std::cell::Cell;

use super::Lexemes;
use super::lexeme::{Kind, Lexeme};
use super::number;
use crate::article::Article;
use crate::lexicon::folder::{Folder, ListError};
use crate::record::{Confidence, NameLabel, Note, NoteKind, Place as PlaceFound, Time, TimeKind};
use crate::syntax::{Lemmas, Upos};
use crate::{Date, Narration, Options, Span};
use clause::Clauses;
use classes::Classes;
use lexicon::Lexicon;
use reading::{Base, Expression, Reading, What, When};
use resolve::{Meaning, Place, Resolver};
use rules::Rules;
use scan::{Memo, Scan};
use tense::TenseWords;

/// What this stage knows of a language.
#[derive(Debug, Default)]
pub struct Resources {
    rules: Rules,
    lexicon: Lexicon,
    tense: TenseWords,
}

impl Resources {
    /// Opens what a language's folder has for this stage.
    ///
    /// # Errors
    /// If a row of a list can't be used.
    pub fn open(folder: &Folder) -> Result<Self, ListError> {
        let rules = Rules::open(folder)?;
        Ok(Self { lexicon: Lexicon::open(folder, &rules)?, rules, tense: TenseWords::open(folder)? })
    }
}

/// Finds them, in the order of the text. Extents hold spans of the document's text; their texts are still empty.
pub fn find(
    article: &Article<'_>,
    Lexemes(lexemes): &Lexemes,
    resources: &Resources,
    lemmas: &Lemmas,
    holidays: &Holidays,
    places: &[PlaceFound],
    options: &Options,
) -> Vec<Time> {
    let text = &article.document.text;
    let narrative = options.narration == Narration::Narrative;
    let Resources { rules, lexicon, tense } = resources;
    let known = |lexeme: &Lexeme| {
        let known = if lexeme.is_word() { lexicon.word(lexeme.hash) } else { None };
        (known.map(|(word, _)| word), classes(lexeme, known.map(|(_, classes)| classes), holidays, rules))
    };
    let (words, classes) = lexemes.iter().map(known).unzip();
    let scan = Scan {
        text,
        lexemes,
        lexicon,
        words,
        classes,
        holidays,
        day_first: options.country.as_deref().is_some_and(|code| !matches!(code, "US" | "PH" | "FM" | "PW")),
        narrative,
        named: &|i| is_named(article, lexemes[i].span.start),
        verb: &|i| article.syntax.tokens.get(lexemes[i].token as usize).is_some_and(|token| token.upos == Upos::Verb),
        fixed: &lexicon.fixed,
        rules,
        tense,
        reporting: Cell::default(),
        last_number: Memo::default(),
        last_day: Memo::default(),
        last_clock: Memo::default(),
        pivot: article.document.published.map_or(NO_PIVOT, |day| i32::from(day.0.year()) % 100 + 5),
    };
    let mut found = scan.all();
    south::turn(&mut found, lexemes, article, places);
    let heads = Clauses { text, lexemes, syntax: article.syntax, lemmas, words: tense };
    let mut resolver = Resolver::new(anchor::of(article, &found, lexemes), narrative).with_years(&found);
    let mut sentence = 0;
    let mut tense = None;
    let mut times: Vec<Time> = Vec::with_capacity(found.len());
    for (index, expression) in found.iter().enumerate() {
        let extent = lexemes[expression.from].span.cover(lexemes[expression.to - 1].span);
        while article.syntax.sentences.get(sentence).is_some_and(|s| s.span.end <= extent.start) {
            sentence += 1;
        }
        let joined = index > 0 && scan.joined(&found[index - 1], expression);
        // Both ends of a range are of one tense.
        tense = tense.filter(|_| joined).or_else(|| {
            let weekday = matches!(expression.reading, Reading::When(When { base: Base::Named(What::Weekday(_), _), .. }));
            needs_tense(expression.reading).then(|| heads.tense(expression.from, expression.to, weekday)).flatten()
        });
        let (passing, leads) = (scan.in_passing(expression), scan.leads_sentence(expression));
        let meaning = resolver.resolve(expression, Place { sentence, tense, passing, leads });
        let mut days = meaning.days;
        if let Some(before) = index.checked_sub(1) {
            if let Some((stretch, (last, _))) = scan.reported(&found[before], expression).zip(days) {
                resolver.report(stretch, last.0);
            }
            if joined || scan.lasts(&found[before], expression) {
                times[before].until = Some(index as u32);
                days = days.or_else(|| resolve::days_from(times[before].begin_date?.0, &expression.reading).filter(|_| !joined));
            }
        }
        times.push(to_record(expression, meaning, extent, days));
    }
    times
}

/// What a lexeme is; `word` says what its word can be.
fn classes(lexeme: &Lexeme, word: Option<Classes>, holidays: &Holidays, rules: &Rules) -> Classes {
    let classes = match lexeme.kind {
        Kind::Number => Classes::NUMBER,
        Kind::Mark('-' | '–' | '—' | '‑') => Classes::MARK.or(Classes::DASH),
        Kind::Mark('\'' | '’' | '‘' | '"' | '“' | '”') => Classes::MARK.or(Classes::QUOTE),
        Kind::Mark(sign) if number::is_fraction(sign) => Classes::MARK.or(Classes::VULGAR),
        Kind::Mark(_) => Classes::MARK,
        Kind::Edge => Classes::EDGE,
        Kind::Word => {
            let case = if lexeme.capital { Classes::CAPITAL } else { Classes::SMALL };
            let feast = if holidays.begins(lexeme.hash) { Classes::FEAST } else { Classes::default() };
            word.unwrap_or_default().or(case).or(feast).or(Classes::WORD)
        }
    };
    if rules.open_with(lexeme.kind, classes) { classes.or(Classes::OPENER) } else { classes }
}

/// Without a day of publication, years of two digits up to this one are of our century.
const NO_PIVOT: i32 = 35;

/// Whether the word at a byte is part of a name, so that "May" is no month.
fn is_named(article: &Article<'_>, at: u32) -> bool {
    let index = article.names.partition_point(|name| name.span.end <= at);
    article.names.get(index).is_some_and(|name| {
        let kind = matches!(name.label, NameLabel::Person | NameLabel::Organization | NameLabel::Work | NameLabel::Product);
        kind && name.span.start <= at
    })
}

/// Whether the tense of the clause can tell which one is meant.
fn needs_tense(reading: Reading) -> bool {
    matches!(reading, Reading::When(When { base: Base::Named(..) | Base::FromDay(..) | Base::Nth(..) | Base::Shift(..), .. }))
}

/// A time as the record has it.
fn to_record(expression: &Expression, meaning: Meaning, span: Span, days: Option<(Date, Date)>) -> Time {
    let anchor = meaning.anchor.as_ref().map(|anchor| anchor.kind);
    let open = meaning.value.starts_with("XXXX");
    Time {
        extent: span.into(),
        kind: meaning.kind,
        value: meaning.value,
        modifier: expression.modifier.map(Into::into),
        quant: meaning.quant,
        freq: meaning.freq,
        begin_date: days.map(|d| d.0),
        end_date: days.map(|d| d.1),
        until: None,
        anchor: meaning.anchor,
        rule: expression.rule.name().into(),
        confidence: Confidence::new(confidence::of(expression.reading, anchor, open)),
    }
}

/// The note that times stay open, if they do for want of a day of publication.
pub fn undated(article: &Article<'_>, times: &[Time]) -> Option<Note> {
    let open = times.iter().filter(|time| time.value.starts_with("XXXX") && time.kind != TimeKind::Set).count();
    (article.document.published.is_none() && open > 0).then(|| Note {
        kind: NoteKind::NoDate,
        message: format!("no day of publication is known: {open} times that are told from it stay open"),
    })
}

/// Whether a reading is a date or time of day.
fn is_date(reading: &Reading) -> bool {
    matches!(reading, Reading::When(when) if when.base != Base::Open || when.hour.is_some())
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Input, Narration, Options, Record, Source};

    fn read(text: &str, published: Option<&str>, options: Options) -> Record {
        let extractor = Extractor::new(Options { input: Input::Article, ..options }).expect("good options");
        let mut source = Source::text(text);
        source.published = published.map(Into::into);
        extractor.extract(&source)
    }

    /// The times of a text published on Wednesday, 26 November 2025: "words = value".
    fn times(text: &str) -> Vec<String> {
        let record = read(text, Some("2025-11-26"), Options::default());
        record.times.iter().map(|t| format!("{} = {}", t.extent.text, t.value)).collect()
    }

    #[test]
    fn times_are_found_and_placed() {
        for (text, expected) in [
            ("The council met on Nov 24 and 25.", &["Nov 24 = 2025-11-24", "25 = 2025-11-25"][..]),
            ("The mill closed between 1932 and 1933.", &["1932 = 1932", "1933 = 1933"]),
            ("The league began in the 1985-86 season.", &["1985 = 1985", "86 = 1986"]),
            ("The mayor spoke on Wednesday.", &["Wednesday = 2025-11-26"]),
            ("The mayor spoke on Thursday.", &["Thursday = 2025-11-20"]),
            ("The mayor will speak on Thursday.", &["Thursday = 2025-11-27"]),
            ("She left last week and returns next year.", &["last week = 2025-W47", "next year = 2026"]),
            ("Prices fell in the third quarter.", &["the third quarter = 2025-Q3"]),
            ("The town was founded in 480 BC.", &["480 BC = BC0480"]),
            ("It opened in the early 1990s and shut in late 2003.", &["the early 1990s = 199", "late 2003 = 2003"]),
            ("The blast hit at 3.15pm on Friday.", &["3.15pm on Friday = 2025-11-21T15:15"]),
            ("Homes were hit overnight.", &["overnight = 2025-11-25TNI"]),
            ("The vote is due by the end of the year.", &["the end of the year = 2025"]),
            ("He was jailed for two and a half years.", &["two and a half years = P2.5Y"]),
            ("A decision comes in the next few days.", &["the next few days = PXD"]),
            ("The ship sank three days before Christmas.", &["three days before Christmas = 2024-12-22"]),
            ("The paper comes out every Tuesday.", &["every Tuesday = XXXX-WXX-2"]),
            ("Ten years ago the town was small.", &["Ten years ago = 2015"]),
            ("Forces held it from 6-7 February.", &["6 = 2025-02-06", "7 February = 2025-02-07"]),
            ("Third-quarter profit fell.", &["Third-quarter = 2025-Q3"]),
            ("Sales grew in the latest quarter.", &["the latest quarter = 2025-Q3"]),
            ("In 1997's second quarter it lost money.", &["1997's second quarter = 1997-Q2"]),
            ("It earned more in the quarter ended Sept. 30.", &["the quarter = 2025-Q3", "Sept. 30 = 2025-09-30"]),
            ("The mill will be shut by year-end.", &["year-end = 2025"]),
            ("The talks resume on Tuesday morning.", &["Tuesday morning = 2025-12-02TMO"]),
            ("Half a century ago the mill stood.", &["Half a century ago = 1975"]),
            ("He trains three times a week.", &["three times a week = P1W"]),
            ("It shuts in the last week of July 2024.", &["the last week of July 2024 = 2024-W30"]),
            ("They meet on the first Monday of the month.", &["the first Monday of the month = 2025-11-03"]),
            ("The hall is open from 5 to 7:30pm on Friday.", &["5 = 2025-11-28T17:00", "7:30pm on Friday = 2025-11-28T19:30"]),
            ("The show is tonight at 8.", &["tonight at 8 = 2025-11-26T20:00"]),
            ("It struck at half past seven on Monday.", &["half past seven on Monday = 2025-11-24T07:30"]),
            ("The port closed this past weekend.", &["this past weekend = 2025-W47-WE"]),
            ("Shops shut for Diwali and Eid al-Adha.", &["Diwali = 2025-10-20", "Eid al-Adha = 2025-06-06"]),
            ("Town came from behind to win on Saturday.", &["Saturday = 2025-11-22"]),
            ("They came to the park and hope to play on Saturday.", &["Saturday = 2025-11-29"]),
            (
                "Sales rose in the quarter ended Sept. 30. Profit fell to $8 million from $9 million a year earlier.",
                &["the quarter = 2025-Q3", "Sept. 30 = 2025-09-30", "a year earlier = 2024-Q3"],
            ),
            (
                "Sales slipped in the three months to end-September. Profit fell to $8 million from $9 million a year ago.",
                &["the three months = P3M", "end-September = 2025-09", "a year ago = 2024-Q3"],
            ),
            ("The fair ran May-August 1950.", &["May = 1950-05", "August 1950 = 1950-08"]),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }

    /// The times of an example, published on Thursday, 14 May 2026.
    fn shown(record: &Record) -> String {
        let found: Vec<String> = record.times.iter().map(|t| format!("{} = {}", t.extent.text, t.value)).collect();
        if found.is_empty() { "-".into() } else { found.join("; ") }
    }

    #[test]
    fn every_rule_reads_its_example() {
        let mut wrong = Vec::new();
        let english = crate::lexicon::folder::Folder::english();
        let rows = english.rows("time/rules").map(|row| {
            let [rule, _, says, _, text, expected] = row.cells::<6>();
            (rule, says == "nothing" || expected.contains("; "), text, expected)
        });
        let computed = english.rows("time/computed").map(|row| {
            let [rule, text, expected] = row.cells::<3>();
            (rule, false, text, expected)
        });
        for (rule, other, text, expected) in rows.chain(computed) {
            let record = read(text, Some("2026-05-14"), Options::default());
            let read = other || record.times.iter().any(|time| time.rule == rule) || expected == "-";
            let found = shown(&record);
            if found != expected || !read {
                let rules: Vec<&str> = record.times.iter().map(|time| &*time.rule).collect();
                wrong.push(format!("{rule}: {text}\n  {found} {rules:?}\n  {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn times_of_newswire_have_the_values_of_timex3() {
        for (text, expected) in [
            // No day of the year before goes without its year, whatever the verb says.
            ("A dividend was declared, payable Dec. 20.", &["Dec. 20 = 2025-12-20"][..]),
            ("It earned less than in the year-ago quarter.", &["the year-ago quarter = 2024-Q3"]),
            ("Last year's third quarter was weak.", &["Last year's third quarter = 2024-Q3"]),
            ("In the nine months ended Sept. 30 it grew.", &["the nine months = P9M", "Sept. 30 = 2025-09-30"]),
            ("Profit rose in the first half.", &["the first half = 2025-H1"]),
            ("The forecast for the third quarter was cut on Tuesday.", &["the third quarter = 2025-Q3", "Tuesday = 2025-11-25"]),
            ("Mrs May spoke on Tuesday.", &["Tuesday = 2025-11-25"]),
            ("The trams will be shipped in July.", &["July = 2026-07"]),
            ("The roof may have given way on Thursday.", &["Thursday = 2025-11-20"]),
            ("Schools shut due to the storm on Friday.", &["Friday = 2025-11-21"]),
            ("He was held in the early hours of Sunday morning.", &["the early hours of Sunday morning = 2025-11-23TMO"]),
            ("By mid-afternoon the square was empty.", &["mid-afternoon = 2025-11-26TAF"]),
            ("In the 1980's and the late 1970's it grew.", &["the 1980's = 198", "the late 1970's = 197"]),
            ("It fell in 1990's budget.", &["1990 = 1990"]),
            ("The show is next Thursday.", &["next Thursday = 2025-12-04"]),
            ("It took half a century and could last two weeks.", &["half a century = P50Y", "two weeks = P2W"]),
            ("He got two years, three months and four days.", &["two years, three months and four days = P2Y3M4D"]),
            ("They stayed no more than three days.", &["no more than three days = P3D"]),
            ("Up from 3% the year before.", &["the year before = 2024"]),
            ("The 9/11 attacks began it.", &["9/11 = 2001-09-11"]),
            ("Fiscal 2025-26 begins badly.", &["Fiscal 2025 = FY2025", "26 = FY2026"]),
            ("Prices rose in 3Q24 and since AD 79.", &["3Q24 = 2024-Q3", "AD 79 = 0079"]),
            (
                "He spoke on the 22nd, 23rd and 24th of March.",
                &["the 22nd = 2025-03-22", "23rd = 2025-03-23", "24th of March = 2025-03-24"],
            ),
            ("She drove home over the Easter weekend.", &["the Easter weekend = 2025-W16-WE"]),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }

    #[test]
    fn a_day_told_from_two_sides_is_one_time() {
        for (text, expected) in [
            ("She returns on Thursday, two weeks from now.", &["Thursday, two weeks from now = 2025-12-11"][..]),
            ("They meet next week Monday.", &["next week Monday = 2025-12-01"]),
            ("He sails three Fridays from now.", &["three Fridays from now = 2025-12-12"]),
            ("It opens the week after next.", &["the week after next = 2025-W50"]),
            ("It will shut 16 days from Dec. 2.", &["16 days from Dec. 2 = 2025-12-18"]),
            ("The bus leaves at 6am every day.", &["6am every day = XXXX-XX-XXT06:00"]),
            ("Rent is due on the 19th of every month.", &["the 19th of every month = XXXX-XX-19"]),
            ("The hall is open Monday 10-4.", &["Monday 10 = 2025-12-01T10:00", "4 = 2025-12-01T16:00"]),
            ("Rovers won Friday 3-1.", &["Friday = 2025-11-21"]),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }

    #[test]
    fn a_start_with_a_length_is_a_stretch() {
        let record = read("The hall will shut from Friday for three days.", Some("2025-11-24"), Options::default());
        assert_eq!(record.times[0].until, Some(1));
        let days = record.times.last().and_then(|t| Some((t.begin_date?.to_string(), t.end_date?.to_string())));
        assert_eq!(days, Some(("2025-11-28".into(), "2025-12-01".into())));
    }

    #[test]
    fn what_only_looks_like_a_time_is_left_alone() {
        for text in [
            "The mayor may march to the second bridge.",
            "Flight 1812 landed; call 555-0134.",
            "Some 2000 soldiers stood there.",
            "The team won 21-14.",
            "See page 1999 and room 1984 in the No. 1989 house.",
            "In the first quarter of the game he fell.",
            "Mr April sang.",
        ] {
            assert_eq!(times(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_range_is_linked_and_has_days() {
        let record = read("The fair runs from Dec 1 to Dec 5.", Some("2025-11-26"), Options::default());
        assert_eq!(record.times[0].until, Some(1));
        let days = record.times.iter().map(|t| (t.begin_date.map(|d| d.to_string()), t.end_date.map(|d| d.to_string())));
        let pair = |a: &str, b: &str| (Some(a.to_owned()), Some(b.to_owned()));
        assert_eq!(days.collect::<Vec<_>>(), [pair("2025-12-01", "2025-12-02"), pair("2025-12-05", "2025-12-06")]);
    }

    #[test]
    fn the_day_of_the_dateline_is_today() {
        let text = "ARDENVALE, Nov 22 (Reuters) - The mayor resigned today, officials said.";
        let record = read(text, Some("2025-11-24"), Options::default());
        let today = record.times.iter().find(|t| t.extent.text == "today").expect("found");
        assert_eq!(today.value, "2025-11-22");
        assert_eq!(today.anchor.as_ref().map(|a| a.kind), Some(crate::record::AnchorKind::Dateline));
    }

    #[test]
    fn a_narrative_counts_from_the_last_date_told() {
        let options = Options { narration: Narration::Narrative, ..Options::default() };
        let record =
            read("The siege began on 3 May 1720. In July the walls fell, and two years later the town burned.", None, options);
        let values: Vec<&str> = record.times.iter().map(|t| t.value.as_str()).collect();
        assert_eq!(values, ["1720-05-03", "1720-07", "1722"]);
    }

    #[test]
    fn without_a_day_of_publication_relative_times_stay_open_and_a_note_says_so() {
        let record = read("The harbour reopened in March and the mayor left last year.", None, Options::default());
        assert_eq!(record.times[0].value, "XXXX-03");
        assert!(record.notes.iter().any(|note| note.kind == crate::record::NoteKind::NoDate), "{:?}", record.notes);
    }

    #[test]
    fn the_country_of_the_publisher_settles_which_number_is_the_month() {
        for (country, value) in [("US", "2025-03-04"), ("GB", "2025-04-03")] {
            let options = Options { country: Some(country.into()), ..Options::default() };
            assert_eq!(read("It was signed on 3/4/2025.", None, options).times[0].value, value);
        }
    }

    #[test]
    fn a_user_adds_a_day_with_a_name() {
        let options = Options { holidays: vec!["Harbour Day\t07-6/2".into()], ..Options::default() };
        let record = read("The parade was held on Harbour Day.", Some("2025-11-26"), options);
        assert_eq!(record.times[0].value, "2025-07-12");
        let refused = Extractor::new(Options { holidays: vec!["Harbour Day".into()], ..Options::default() });
        assert!(refused.is_err_and(|error| error.to_string().starts_with("reading option holidays: \"Harbour Day\"")));
    }
}
