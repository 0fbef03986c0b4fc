//! One walk over every span of a record, for all that changes them: mapping to the source, filling in texts, changing units.

use super::{
    Age, Answer, Answers, Block, Byline, Count, Cue, Dateline, Event, EventMention, EventSource, Extent, Field, Image, Mention,
    Meta, Name, Organization, Participant, Person, Place, Quantity, Quote, Sentence, Speaker, Time, Token, Unit, Unnamed, Voice,
};
use crate::Span;

/// Calls `visit` for every span inside, with the text beside it if it has one.
pub trait Spans {
    /// Walks in no promised order.
    fn spans(&mut self, visit: &mut dyn FnMut(&mut Span, Option<&mut String>));
}

impl Spans for Extent {
    fn spans(&mut self, visit: &mut dyn FnMut(&mut Span, Option<&mut String>)) {
        visit(&mut self.span, Some(&mut self.text));
    }
}

impl<T: Spans> Spans for Vec<T> {
    fn spans(&mut self, visit: &mut dyn FnMut(&mut Span, Option<&mut String>)) {
        self.iter_mut().for_each(|item| item.spans(visit));
    }
}

impl<T: Spans> Spans for Option<T> {
    fn spans(&mut self, visit: &mut dyn FnMut(&mut Span, Option<&mut String>)) {
        self.iter_mut().for_each(|item| item.spans(visit));
    }
}

/// Names the fields of a type that hold spans.
macro_rules! spans_in {
    ($($type:ty: $($field:ident)+;)+) => {$(
        impl $crate::record::Spans for $type {
            fn spans(&mut self, visit: &mut dyn FnMut(&mut $crate::Span, Option<&mut String>)) {
                $($crate::record::Spans::spans(&mut self.$field, visit);)+
            }
        }
    )+};
}

pub(super) use spans_in;

impl Spans for Span {
    fn spans(&mut self, visit: &mut dyn FnMut(&mut Span, Option<&mut String>)) {
        visit(self, None);
    }
}

spans_in! {
    Meta: title byline dateline desk agency site_name published crawled modified section canonical_url image images description tags categories license
        hostname page_type;
    Field: extent;
    Byline: extent;
    Dateline: extent date;
    Image: caption;
    Block: span;
    Person: titles age occupation affiliation mentions;
    Age: extent;
    Mention: extent;
    Organization: mentions;
    Voice: mentions;
    Unnamed: mentions;
    Name: extent;
    Place: extent;
    Time: extent;
    Quantity: extent unit counted;
    Unit: extent;
    Quote: content cue speaker addressee channel;
    Cue: extent;
    Speaker: extent;
    Event: actors recipients source instrument counts mentions;
    EventMention: extent sentence;
    EventSource: extent;
    Participant: extent;
    Count: extent;
    Answers: who what when place why how;
    Answer: extent;
    Sentence: span;
    Token: extent;
}
