//! `nutgraf show`: one article as the extractor sees it.

use nutgraf::record::{Answer, BlockKind, EntityId, NameLabel, Quote};
use nutgraf::{Record, Span};

use crate::Outcome;
use crate::records::SourceArgs;
use crate::terminal::{Colour, Output, Painter, Style, one_line};

/// Show articles in the terminal: the body, who speaks, and the facts, underlined
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let painter = Painter::stdout(args.color);
    let mut out = Output::new();
    let failed = args.source.for_each(|record| Ok(out.painted(&render(&record, painter))?))?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// The article: head, text with marks, people, speakers, notes, and what the colours mean.
fn render(record: &Record, painter: Painter) -> String {
    let mut page = String::new();
    let mut line = |styles: &[Style], text: &str| {
        page.push_str(&painter.paint(styles, text));
        page.push('\n');
    };
    let meta = &record.meta;
    line(&[Style::Dim], &one_line(record.id.as_deref().unwrap_or("-")));
    let facts = [&meta.published, &meta.agency, &meta.site_name].into_iter().flatten().map(|field| field.value.as_str());
    let facts: Vec<_> = facts.chain(meta.authors.iter().map(|author| author.name.as_str())).collect();
    if !facts.is_empty() {
        line(&[Style::Dim], &facts.join(" · "));
    }

    section(&mut page, painter, "What happened", main_event(record).into_iter().chain(answers(record)));
    let marks = Marks::of(record);
    for block in record.blocks.iter().filter(|block| block.kind.is_article()) {
        let base: &[Style] = match block.kind {
            BlockKind::Title | BlockKind::Heading => &[Style::Bold],
            BlockKind::Caption => &[Style::Dim],
            _ => &[],
        };
        page.push('\n');
        page.push_str(&wrapped(&marks.paint(&record.text, block.span, base, painter.with_marks())));
        page.push('\n');
    }

    section(
        &mut page,
        painter,
        "People",
        record.people.iter().map(|person| {
            let titles = person.titles.iter().map(|title| title.text.clone());
            let age = person.age.as_ref().map(|age| age.years.to_string());
            let about: Vec<_> = titles.take(2).chain(age).collect();
            (Style::Person, person.name.clone(), about.join(", "))
        }),
    );
    section(
        &mut page,
        painter,
        "Quotes",
        record.quotes.iter().filter(|quote| !quote.content.is_empty()).map(|quote| {
            let (style, name) = speaker(record, quote);
            (style, name, quote.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" … "))
        }),
    );
    let legend = [
        (Style::Quote, "quoted"),
        (Style::Person, "person"),
        (Style::Organization, "organisation"),
        (Style::Place, "place"),
        (Style::Time, "time"),
        (Style::Quantity, "quantity"),
    ];
    let legend: Vec<_> = legend.iter().map(|(style, name)| painter.with_marks().paint(&[*style], name)).collect();
    page.extend(["\n", &legend.join("  "), "\n"]);
    section(&mut page, painter, "Notes", record.notes.iter().map(|note| (Style::Dim, note.message.clone(), String::new())));
    page.push('\n');
    page
}

/// The main event in one row: its type and status, and the words that tell of it best.
fn main_event(record: &Record) -> Option<(Style, String, String)> {
    let event = record.events.get(record.main_event? as usize)?;
    let mention = event.mentions.get(event.best_mention as usize)?;
    let mode = event.mode.as_deref().map(|mode| format!(" ({mode})")).unwrap_or_default();
    let counts = event.counts.iter().map(|count| format!(", {} {}", count.extent.text, count.kind.name()));
    let about = format!("{}: {}{}", event.status.name(), mention.extent.text, counts.collect::<String>());
    Some((Style::Bold, format!("{}{mode}", event.kind.name()), about))
}

/// The best answer to each question that has one.
fn answers(record: &Record) -> impl Iterator<Item = (Style, String, String)> {
    let answers = &record.answers;
    let questions = [
        ("who", &answers.who),
        ("what", &answers.what),
        ("when", &answers.when),
        ("where", &answers.place),
        ("why", &answers.why),
        ("how", &answers.how),
    ];
    let best = |(name, found): (&str, &Vec<Answer>)| {
        found.first().map(|answer| (Style::Dim, name.to_owned(), answer.extent.text.clone()))
    };
    questions.into_iter().filter_map(best)
}

fn speaker(record: &Record, quote: &Quote) -> (Style, String) {
    let Some(speaker) = &quote.speaker else { return (Style::Dim, "?".into()) };
    let style = match speaker.entity {
        Some(EntityId::Person(_)) => Style::Person,
        Some(EntityId::Organization(_)) => Style::Organization,
        None => Style::Dim,
    };
    let name = speaker.name.clone().or_else(|| speaker.entity.and_then(|id| record.name_of(id)).map(str::to_owned));
    (style, name.or_else(|| speaker.extent.as_ref().map(|extent| extent.text.clone())).unwrap_or_else(|| "?".into()))
}

/// A list with a heading, if there is anything in it.
fn section(page: &mut String, painter: Painter, title: &str, rows: impl Iterator<Item = (Style, String, String)>) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        page.extend(["\n", &painter.paint(&[Style::Bold], title), "\n"]);
    }
    for (style, name, about) in rows {
        let about = if about.is_empty() { about } else { format!("  {}", painter.paint(&[], &about.replace('\n', " "))) };
        page.push_str(&wrapped(&format!("  {}{about}", painter.paint(&[style], &name))));
        page.push('\n');
    }
}

/// Broken to the width of the terminal; left alone where there is none.
fn wrapped(text: &str) -> String {
    let width = console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns).clamp(20, 100));
    let Some(width) = width else { return text.to_owned() };
    let mut result = String::new();
    let mut column = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let length = console::measure_text_width(word.trim_end());
        if column > 0 && column + length > width {
            result.truncate(result.trim_end_matches(' ').len());
            result.push('\n');
            column = 0;
        }
        result.push_str(word);
        column = if word.ends_with('\n') { 0 } else { column + console::measure_text_width(word) };
    }
    result
}

/// What is marked in the text, in order.
struct Marks(Vec<(Span, Style)>);

impl Marks {
    fn of(record: &Record) -> Self {
        let mut marks = Vec::new();
        for quote in &record.quotes {
            marks.extend(quote.content.iter().map(|piece| (piece.span, Style::Quote)));
        }
        for name in &record.names {
            let style = match name.label {
                NameLabel::Person => Style::Person,
                NameLabel::Organization => Style::Organization,
                NameLabel::Place => Style::Place,
                _ => continue,
            };
            marks.push((name.extent.span, style));
        }
        marks.extend(record.times.iter().map(|time| (time.extent.span, Style::Time)));
        marks.extend(record.quantities.iter().map(|quantity| (quantity.extent.span, Style::Quantity)));
        marks.sort_by_key(|&(span, _)| (span.start, std::cmp::Reverse(span.end)));
        Self(marks)
    }

    /// The text of `block` with its marks; where two facts overlap, the first one shows.
    fn paint(&self, text: &str, block: Span, base: &[Style], painter: Painter) -> String {
        let mut shown = String::new();
        let (mut at, mut quoted_to) = (block.start, block.start);
        let inside = self.0.iter().filter(|(span, _)| block.contains(*span));
        let plain = |shown: &mut String, from: u32, to: u32, quoted_to: u32, style: Option<Style>| {
            // A stretch is cut where a quotation ends in it.
            for (start, end) in [(from, to.min(quoted_to.max(from))), (to.min(quoted_to.max(from)), to)] {
                let quoted = (end <= quoted_to).then_some(Style::Quote);
                let styles: Vec<_> = base.iter().copied().chain(quoted).chain(style).collect();
                shown.push_str(&painter.paint(&styles, text.get(start as usize..end as usize).unwrap_or_default()));
            }
        };
        for &(span, style) in inside {
            if style == Style::Quote {
                if span.start > at {
                    plain(&mut shown, at, span.start, quoted_to, None);
                    at = span.start;
                }
                quoted_to = quoted_to.max(span.end);
            } else if span.start >= at {
                plain(&mut shown, at, span.start, quoted_to, None);
                plain(&mut shown, span.start, span.end, quoted_to, Some(style));
                at = span.end;
            }
        }
        plain(&mut shown, at, block.end, quoted_to, None);
        shown
    }
}
