//! The day that "today" is: the dateline's, if it has one, else the day of publication, else that on which the page was fetched.

use jiff::civil::Date as Day;

use super::super::lexeme::Lexeme;
use super::calendar;
use super::calendar::{days_between, year_of};
use super::reading::{Base, Expression, Reading, What, When, Which};
use crate::article::Article;
use crate::record::AnchorKind;

/// A story is out at most so many days after it was filed.
const LATE: i64 = 14;

/// The anchor of a story: a story filed on Nov 22 and published on the 23rd means the 22nd by "today".
pub(super) fn of(article: &Article<'_>, found: &[Expression], lexemes: &[Lexeme]) -> Option<(Day, AnchorKind)> {
    let published = article.document.published.map(|date| date.0);
    let crawled = article.document.crawled.map(|date| date.0);
    let filed = article.layout.meta.dateline.as_ref().and_then(|dateline| dateline.date.as_ref()).and_then(|date| {
        let inside = |e: &&Expression| date.span.contains(lexemes[e.from].span);
        day(found.iter().find(inside)?.reading, published.or(crawled))
    });
    let filed = filed.filter(|day| published.is_none_or(|out| (-1..=LATE).contains(&days_between(*day, out))));
    filed
        .map(|day| (day, AnchorKind::Dateline))
        .or(published.map(|day| (day, AnchorKind::Published)))
        .or(crawled.map(|day| (day, AnchorKind::Crawled)))
}

/// The day of a date; without its year, the one nearest to that of publication.
fn day(reading: Reading, published: Option<Day>) -> Option<Day> {
    let Reading::When(When { base, .. }) = reading else { return None };
    match base {
        Base::At(moment) => moment.as_day(),
        Base::Named(What::MonthDay(month, date), Which::Bare) => {
            let out = published?;
            let years = [-1, 0, 1].map(|n| calendar::add_years(year_of(out), n));
            years.into_iter().filter_map(|year| calendar::day(year, month, date)).min_by_key(|d| days_between(*d, out).abs())
        }
        _ => None,
    }
}
