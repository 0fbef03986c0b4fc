//! Times as the record has them: sentences and their values.

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
        ("It rained all through the spring and early summer of 2019.", &["the spring = 2019-SP", "early summer of 2019 = 2019-SU"]),
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
