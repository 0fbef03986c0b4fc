//! Fronts: pages of teasers that lead to articles and hold none.

use super::segment::{Segment, Segments};
use crate::read::{Document, Markup, MetaField};
use crate::record::Origin;

/// Minimum number of teasers on a front page.
const TEASERS: usize = 4;

/// A teaser says no more, in words as a language with spaces has them.
const LONGEST: u32 = 60;

/// A teaser stands so many segments behind its headline at most: a date, a section, a name may be between.
const APART: usize = 3;

/// One part in so many of the text that was taken for the article's may be something else than teasers: what the section is about.
const REST: u32 = 6;

/// True if what was taken for the article's text are teasers, each under a headline that leads to another page or all of it a link.
///
/// Articles are not told so: their sentences follow one another, and the headings of live blogs, lists of winners and results lead nowhere.
/// A page that declares an article, a writer or a day of publication is none either.
pub(super) fn is_one(document: &Document, segments: &Segments, scores: &[i32]) -> bool {
    if document.pieces.first().is_none_or(|piece| piece.markup.is_none()) || declares_article(document) {
        return false;
    }
    let (mut teasers, mut taken, mut all) = (0, 0, 0);
    // How many segments ago a headline was seen that no teaser has used.
    let mut behind = usize::MAX;
    for (segment, score) in segments.iter().zip(scores) {
        let is_link = is_link(document, segment);
        let length = segment.line.length();
        if *score > 0 {
            let is_teaser = length <= LONGEST && (is_link || behind <= APART);
            all += length;
            taken += if is_teaser { length } else { 0 };
            teasers += usize::from(is_teaser && (segment.line.is_sentence() || length > 8));
        }
        behind = match () {
            () if is_link && length >= 3 => 1,
            () if *score > 0 => usize::MAX,
            () => behind.saturating_add(1),
        };
    }
    teasers >= TEASERS && (all - taken) * REST <= all
}

/// True if the page says that it is an article, who wrote it or when it was published.
fn declares_article(document: &Document) -> bool {
    document.candidates.iter().any(|(field, found)| match field {
        // JSON-LD has its type only for articles, OpenGraph for any page.
        MetaField::PageType => found.origin == Origin::JsonLd || found.value.ends_with("article"),
        // Elements for writers and times stand in teasers too.
        MetaField::Author | MetaField::Desk => found.origin != Origin::Byline,
        MetaField::Published => found.origin == Origin::OpenGraph,
        _ => false,
    })
}

/// True if nearly all of a segment lies in links.
fn is_link(document: &Document, segment: &Segment) -> bool {
    let linked = |markup: Markup| markup.linked as usize * 5 >= segment.span.len() * 4;
    document.pieces[segment.piece as usize].markup.is_some_and(linked)
}

#[cfg(test)]
mod tests {
    use crate::{Options, Source, layout, read, record::BlockKind};

    fn has_body(page: &str) -> bool {
        let options = Options::default();
        let document = read::read(&Source::bytes(page.as_bytes()), &options);
        let layout = layout::classify(&document, &options, &layout::Furniture::default(), &std::sync::Arc::default());
        layout.blocks.iter().any(|block| block.kind == BlockKind::Body)
    }

    const STORIES: [(&str, &str); 6] = [
        ("Old bridge closed for a month", "The council of Ardenvale closed the old bridge on Monday after engineers found deep cracks."),
        ("Ferry back in service on Friday", "The Marigold will sail again from Friday, two weeks after her engine failed off Port Alwin."),
        ("Mayor asks riders to be patient", "Mayor Lind asked riders on Tuesday to be patient about the new fares, which rise by a tenth."),
        ("Harbour board puts off its vote", "The board wants a second estimate before it decides on the longer quay, its chair said."),
        ("Library to open on Sundays again", "Readers will find the doors open from noon to six, as they did before the flood of last year."),
        ("Storm takes roof off town hall", "Nobody was hurt when the roof came down in the night to Thursday, the fire brigade said."),
    ];

    /// A page with that between its menu and its foot.
    fn page(title: &str, main: &str) -> String {
        format!(
            "<html><head><title>{title} | The Lenn Valley News</title></head><body><nav><a href=/>Home</a> <a href=/t>Town</a></nav>\
             <main><h1>{title}</h1>{main}</main><footer>© 2025 Lenn Valley News</footer></body></html>"
        )
    }

    #[test]
    fn a_front_has_no_article() {
        let teaser = |link: bool| {
            move |(headline, summary): &(&str, &str)| {
                let headline = if link { format!("<a href=/s>{headline}</a>") } else { (*headline).to_owned() };
                format!("<article><h2>{headline}</h2><p>{summary}</p></article>")
            }
        };
        let all: String = STORIES.iter().map(teaser(true)).collect();
        assert!(!has_body(&page("Town", &all)));
        assert!(!has_body(&page("Town", &format!("<p>All that happens in the town, day by day.</p>{all}"))));
        let boxes = STORIES.map(|(h, s)| format!("<li><a href=/s><h3>{h}</h3><p>{s}</p></a></li>")).concat();
        assert!(!has_body(&page("Town", &format!("<ul>{boxes}</ul>"))));
        // Headings that lead nowhere are those of an article of short news, or of a live blog.
        let plain: String = STORIES.iter().map(teaser(false)).collect();
        assert!(has_body(&page("The week in the valley in six short stories", &plain)));
        // An article above teasers stays.
        let text = STORIES.map(|(_, s)| format!("<p>{s} {s}</p>")).concat();
        assert!(has_body(&page("Old bridge closed for a month", &format!("{text}{all}"))));
        // A list of links with words on each, under the name of who made it.
        let list = page("The six stories that you read most this year", &all);
        let declared = r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The six stories"}</script>"#;
        assert!(has_body(&list.replace("</head>", &format!("{declared}</head>"))));
    }
}
