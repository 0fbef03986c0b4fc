//! The forms in which crawlers leave pages of plain text, each with invented people and places: what kind each line has.
#![allow(missing_docs, clippy::expect_used)]

use nutgraf::record::BlockKind::{
    self, Body, Byline, Caption, Credit, Dateline, Furniture, Heading, Metadata, Promo, Related, Title,
};
use nutgraf::{Extractor, Options, Source};

const HEADLINE: &str = "Old bridge closed for a month";
const FIRST: &str = "The council of Port Alwin voted on Monday to close the old bridge over the Lenn for a month while engineers repair two of its pillars.";
const SECOND: &str = "“We found cracks that nobody expected, and we will not take a risk,” Mayor Maria Stone told reporters on the bank of the river.";
const THIRD: &str =
    "Traders on both banks said they had not been asked before the decision was taken, and that it would cost them the season.";

/// The kinds of the blocks of a page.
fn kinds(text: &str) -> Vec<(BlockKind, String)> {
    let extractor = Extractor::new(Options::default()).expect("the options are fine");
    let record = extractor.extract(&Source::text(text));
    record.blocks.iter().map(|block| (block.kind, block.span.of(text).to_owned())).collect()
}

fn kind_of(text: &str, part: &str) -> Vec<BlockKind> {
    kinds(text).into_iter().filter(|(_, block)| block.starts_with(part)).map(|(kind, _)| kind).collect()
}

#[test]
fn lines_around_an_article_have_their_kinds() {
    for (line, part, kind) in [
        ("date 2025-11-26 Sign up now: Get the day's news delivered to your inbox", "date 2025-11-26", Metadata),
        ("date 2025-11-26 Sign up now: Get the day's news delivered to your inbox", "Sign up now", Promo),
        ("By Ana Ruiz and Jon Doe in Port Alwin", "By Ana", Byline),
        ("Jane Roe, Staff Writer", "Jane Roe", Byline),
        ("Nov 3, 2025 11:20 pm EST", "Nov 3", Metadata),
        ("Maria Stone (centre) at the bridge on Monday. File photo", "Maria Stone", Caption),
        ("Workers at the old bridge. Photo: Jon Doe, AP", "Workers", Caption),
        ("The old bridge in May — Picture by Ana Ruiz", "The old bridge", Caption),
        ("FILE PHOTO: The old bridge in winter. REUTERS/Ana Ruiz", "FILE PHOTO", Caption),
        ("Maria Stone, right, and an engineer at the bridge. (Hau Binh/AP Photo)", "Maria Stone", Caption),
        ("Photo: Ana Ruiz", "Photo", Caption),
        ("BY ANA RUIZ", "BY", Byline),
        ("By Courier Staff", "By", Byline),
        ("Ana Ruiz/Jon Doe", "Ana Ruiz", Byline),
        ("Written by Ana Ruiz, Political Editor", "Written", Byline),
        ("Published: 22 November 2025, 10:15 GMT+8", "Published", Metadata),
        ("Sat 22 Nov 2025 10.15 GMT", "Sat", Metadata),
        ("3 min read", "3 min", Metadata),
        ("Share on Facebook", "Share", Furniture),
        ("ADVERTISEMENT", "ADVERTISEMENT", Furniture),
    ] {
        let text = format!("{HEADLINE}\n{line}\n{FIRST}\n{SECOND}\n{THIRD}");
        assert_eq!(kind_of(&text, part), [kind], "{:?}", kinds(&text));
        assert_eq!(kind_of(&text, HEADLINE), [Title], "{:?}", kinds(&text));
        assert_eq!([FIRST, SECOND, THIRD].map(|body| kind_of(&text, body)), [[Body]; 3], "{:?}", kinds(&text));
    }
}

#[test]
fn datelines_of_all_papers_are_cut_off() {
    for dateline in ["WASHINGTON/KYIV -", "PUTRAJAYA, Nov 22 —", "LONDON (Reuters) -", "NEW YORK (AP) —", "PORT ALWIN, Norland —"]
    {
        let text = format!("{HEADLINE}\n{dateline} {FIRST}\n{SECOND}\n{THIRD}");
        assert_eq!(kind_of(&text, dateline), [Dateline], "{:?}", kinds(&text));
        assert_eq!(kind_of(&text, FIRST), [Body], "{:?}", kinds(&text));
    }
}

#[test]
fn what_follows_the_last_sentence_is_no_text() {
    for (end, part, kind) in [
        (" REUTERS", "REUTERS", Credit),
        (" — AP", "— AP", Credit),
        ("\n(Reporting by Ana Ruiz; editing by Jon Doe)", "(Reporting", Credit),
        ("\nMore on this topic\nFerry back in service after the storm", "More on this topic", Related),
        ("\nRead also: Ferry prices to rise in spring", "Read also", Related),
        ("\nShare this article", "Share", Furniture),
        ("\nWe use cookies to improve your experience. Accept all", "We use", Furniture),
        ("\nComments\nPeter Hall says:\nWhat a mess!", "Comments", Furniture),
        (" (AFP)", "(AFP)", Credit),
        ("\n- Reuters", "- Reuters", Credit),
        ("\nAdditional reporting by Ana Ruiz", "Additional", Credit),
        ("\nRelated:\nFerry back in service after the storm", "Related", Related),
        ("\nRelated:\nFerry back in service after the storm", "Ferry", Related),
        (
            "\nMost read\nFerry prices to rise in spring\nTown hall to get a new roof\nFishermen ask for help",
            "Town hall",
            Related,
        ),
        ("\nSubscribe to our newsletter", "Subscribe", Promo),
        ("\nFollow us on Facebook and Instagram", "Follow", Promo),
        ("\n© 2025 Port Alwin Post. All rights reserved.", "©", Furniture),
        ("\nTags: bridge, council", "Tags", Metadata),
        ("\nCopyright 2025 Port Alwin Post", "Copyright", Furniture),
    ] {
        let text = format!("{HEADLINE}\n{FIRST}\n{SECOND}\n{THIRD}{end}");
        assert_eq!(kind_of(&text, part), [kind], "{:?}", kinds(&text));
        assert_eq!(kind_of(&text, THIRD), [Body], "{:?}", kinds(&text));
    }
}

#[test]
fn the_breaks_of_lines_make_no_difference() {
    let wrap = |text: &str| {
        let mut line = 0;
        let words = text.split(' ').map(|word| {
            let fits = line + word.len() < 60;
            line = if fits { line + word.len() + 1 } else { word.len() };
            format!("{}{word}", if fits { " " } else { "\n" })
        });
        words.collect::<String>().trim().to_owned()
    };
    let wrapped = [FIRST, SECOND, THIRD].map(wrap).join("\n\n");
    for text in [
        format!("{HEADLINE}\n{FIRST}\n{SECOND}\n{THIRD}"),
        format!("{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"),
        format!("{HEADLINE}\r\n{FIRST}\r\n{SECOND}\r\n{THIRD}"),
        format!("{HEADLINE}\n\n{wrapped}"),
    ] {
        let found: Vec<BlockKind> = kinds(&text).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(found, [Title, Body, Body, Body], "{text}");
    }
}

#[test]
fn a_headline_stands_over_its_standfirst() {
    let standfirst = "Engineers found cracks in two pillars, traders fear for the season";
    let text = format!("{HEADLINE}\n{standfirst}\nBy Ana Ruiz\n{FIRST}\n{SECOND}\n{THIRD}");
    assert_eq!(kind_of(&text, HEADLINE), [Title], "{:?}", kinds(&text));
}

#[test]
fn readers_comments_are_no_text() {
    let comments = "3 comments\nPeter Hall says:\nNov 4, 2025 at 9:10 am\nWhat a mess! I drive over that bridge twice a day and nobody told us.\nReply";
    let text = format!("{HEADLINE}\n{FIRST}\n{SECOND}\n{THIRD}\n{comments}");
    for part in ["Peter Hall", "Nov 4", "What a mess", "Reply"] {
        assert!(!kind_of(&text, part).contains(&Body), "{:?}", kinds(&text));
    }
}

#[test]
fn a_thread_of_comments_longer_than_the_article_is_no_text() {
    let comment = "I have crossed that bridge twice a day for thirty years, and in my view the council should have asked the people who live there first. It would not have cost them more than an evening.";
    let article = format!("{HEADLINE}\nBy Ana Ruiz\n{FIRST}\n");
    let dated = [
        "Peter Hall on November 4, 2025 at 9:10 am said:",
        "Ina Moor on November 5, 2025 at 4:47 pm said:",
        "Otto on November 6, 2025 at 7:01 am said:",
    ];
    let named = [
        "riverrat says:\nNovember 4, 2025 at 9:10 am",
        "Ina Moor says:\nNovember 4, 2025 at 9:12 am",
        "Otto says:\nNovember 4, 2025 at 11:40 am",
    ];
    for heads in [dated, named] {
        let thread: Vec<String> = heads.iter().map(|head| format!("{head}\n{comment}\n{comment}\n")).collect();
        let text = format!("{article}{}", thread.concat());
        assert_eq!(kind_of(&text, FIRST), [Body], "{:?}", kinds(&text));
        assert!(!kind_of(&text, "I have").contains(&Body), "{:?}", kinds(&text));
    }
}

#[test]
fn people_quoted_under_lines_of_their_own_are_the_articles() {
    for lines in [
        "Maria Stone says:\nWe cannot take that risk, and nobody who has seen the pillars would ask us to take it.\nAna Ruiz says:\nI have lost the trade of a whole summer and nobody has called me since.\nOtto Hall says:\nIt should have been mended ten years ago, when there was money for it.",
        "Stone wrote on May 3, 2025 at 4:10 pm:\nThe bridge will be closed and the council will pay for a ferry until autumn.\nHall wrote on May 4, 2025 at 6:10 am:\nNobody asked the traders, and nobody will pay them for what they lose.",
        "Stone wrote on Monday, May 3, 2025:\n“The bridge will be closed.”\nHall said on Tuesday, May 4, 2025:\n“Nobody asked us.”\nRuiz said on Tuesday, May 4, 2025:\n“Nor us.”",
        "On May 3, 2025 at 4 p.m. he said:\nThe bridge will be closed and the council will pay for a ferry.\nOn May 4, 2025 at 5 p.m. she said:\nNobody asked the traders about it.",
        "Question\nWhy is the bridge closed for a whole month?\nReply\nBecause two of its pillars have cracks that nobody expected to find.\nQuestion\nWho pays?\nReply\nThe council will pay for all of it, and for a ferry too.",
        "12 responses to the plan\nThe mayor said:\nWe close the roads at night and open them in the morning for all.",
    ] {
        let text = format!("{HEADLINE}\nBy Ana Ruiz\n{FIRST}\n{SECOND}\n{lines}\n{THIRD}\n{FIRST}");
        assert_eq!(kind_of(&text, THIRD), [Body], "{:?}", kinds(&text));
    }
    // Nor does a thread reach up to a sentence that has a word of readers.
    let thread = "Pat\nI use that road a lot.\nReply\nSam\nMe too.\nReply";
    let text = format!("{HEADLINE}\n{FIRST}\nThe mayor declined to comment on Monday.\n{SECOND}\n{THIRD}\n{thread}");
    assert_eq!(kind_of(&text, THIRD), [Body], "{:?}", kinds(&text));
    assert!(!kind_of(&text, "Me too").contains(&Body), "{:?}", kinds(&text));
}

#[test]
fn odd_characters_leave_the_kinds_alone() {
    let text = format!("{HEADLINE}\n{FIRST}\n{SECOND}\n{THIRD}");
    for (from, to) in [
        ("'", "&#39;"),
        ("“", "â€œ"),
        ("”", "&rdquo;"),
        ("engineers", "engi\u{AD}neers"),
        ("a month", "a\u{A0}month"),
        ("Mayor", "\u{200B}Mayor"),
    ] {
        let found: Vec<BlockKind> = kinds(&text.replace(from, to)).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(found, [Title, Body, Body, Body], "{to}");
    }
}

#[test]
fn a_cross_head_is_a_heading() {
    let text = format!("{HEADLINE}\n{FIRST}\n{SECOND}\nNobody was asked\n{THIRD}\n{FIRST}");
    assert_eq!(kind_of(&text, "Nobody"), [Heading], "{:?}", kinds(&text));
}

#[test]
fn dates_of_publication_are_read_in_every_usual_form() {
    let extractor = Extractor::new(Options::default()).expect("the options are fine");
    for (line, published, modified) in [
        ("Published: 22 November 2025, 10:15 GMT", Some("2025-11-22"), None),
        ("Nov. 22, 2025 at 3:05 p.m. ET", Some("2025-11-22"), None),
        ("2025-11-22T10:15:00+02:00", Some("2025-11-22T10:15:00+02:00"), None),
        ("22/11/2025 10:15", Some("2025-11-22"), None),
        ("Saturday, 22 Nov 2025 10:15 AM MYT", Some("2025-11-22"), None),
        ("Updated 22 November 2025 10:15", Some("2025-11-22"), Some("2025-11-22")),
        ("3/4/2025", None, None),
    ] {
        let record = extractor.extract(&Source::text(format!("{HEADLINE}\n{line}\n{FIRST}\n{SECOND}\n{THIRD}")));
        assert_eq!(record.meta.published.as_ref().map(|field| field.value.as_str()), published, "{line}");
        assert_eq!(record.meta.modified.as_ref().map(|field| field.value.as_str()), modified, "{line}");
    }
}

#[test]
fn a_desk_that_signs_is_kept_apart_from_people() {
    let extractor = Extractor::new(Options::default()).expect("the options are fine");
    let linked = |author: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{HEADLINE}", "author": {author}}}</script>"#
        )
    };
    for (head, byline, people, desk) in [
        (linked(r#"{"@type": "Organization", "name": "Lenn Valley News"}"#), "", "", Some("Lenn Valley News")),
        (linked(r#"{"@type": "Person", "name": "LVN Staff"}"#), "", "", Some("LVN Staff")),
        (linked(r#"{"@type": "http://schema.org/Person", "name": "Ana Ruiz"}"#), "", "Ana Ruiz", None),
        (linked(r#"{"@type": ["Organization"], "name": "Lenn Valley News"}"#), "", "", Some("Lenn Valley News")),
        (r#"<meta name="author" content="Admin">"#.into(), "", "", None),
        (
            linked(r#"[{"name": "Ana Ruiz"}, {"@type": "Organization", "name": "Lenn Valley News"}]"#),
            "",
            "Ana Ruiz",
            Some("Lenn Valley News"),
        ),
        (linked(r#"[{"name": "Reuters"}, {"name": "Ana Ruiz"}]"#), "", "Ana Ruiz", Some("Reuters")),
        (linked(r#"[{"name": "Ana Ruiz"}, [{"name": "LVN ARDENVALE"}]]"#), "", "Ana Ruiz", Some("LVN ARDENVALE")),
        (linked(r#"{"name": "Ana Ruiz, Political Editor"}"#), "", "Ana Ruiz", None),
        (
            format!(
                r#"<meta property="og:site_name" content="Lenn Valley News">{}"#,
                linked(r#"["Ana Ruiz", "Lenn Valley News"]"#)
            ),
            "",
            "Ana Ruiz",
            None,
        ),
        (
            format!(
                r#"<meta property="og:site_name" content="Lenn Valley News"><meta name="author" content="Reuters">{}"#,
                linked(r#"{"@type": "Organization", "name": "Lenn Valley News"}"#)
            ),
            "",
            "",
            Some("Reuters"),
        ),
        (linked(r#"{"name": "dpa"}"#), "Von dpa", "", Some("dpa")),
        (r#"<meta name="author" content="https://lennvalley.example/staff">"#.into(), "", "", None),
        (String::new(), "By Courier Staff", "", Some("Courier Staff")),
        (linked(r#"{"@type": "Organization", "name": "Lenn Valley News"}"#), "By Ana Ruiz", "Ana Ruiz", None),
    ] {
        let page = format!(
            "<html><head>{head}</head><body><article><h1>{HEADLINE}</h1><p>{byline}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
        );
        let meta = extractor.extract(&Source::bytes(page.into_bytes())).meta;
        let authors: Vec<&str> = meta.authors.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(
            (authors.join("|").as_str(), meta.desk.as_ref().map(|field| field.value.as_str())),
            (people, desk),
            "{head} {byline}"
        );
    }
}
