//! A telling of an event under work, and the facts that events are made of.

use super::candidate::Candidate;
use super::casualty::Told;
use super::class::Class;
use super::frame::Frame;
use super::scene::Scene;
use crate::record::{EventPlace, EventStatus, EventTime, Harm, Place, Quantity, Quote, Time};
use crate::text::date::Date;

/// The facts that events are made of, found before.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Times.
    pub times: &'a [Time],
    /// Quantities.
    pub quantities: &'a [Quantity],
    /// Places.
    pub places: &'a [Place],
    /// Quotes.
    pub quotes: &'a [Quote],
}

/// A telling of an event under work.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub candidate: Candidate,
    pub class: Class,
    /// Probability of its class.
    pub share: f32,
    pub frame: Frame,
    pub status: EventStatus,
    /// What came of it, where that is what the words name.
    pub harm: Option<Harm>,
    pub quote: Option<u32>,
    pub quoted: bool,
    pub title: bool,
    pub position: usize,
    pub place: Option<EventPlace>,
    pub time: Option<EventTime>,
    pub told: Vec<Told>,
    /// The telling whose harm it is.
    pub cause: Option<usize>,
    pub cause_token: Option<usize>,
}

/// The day of publication: declared, else of the dateline.
pub(super) fn published(scene: &Scene<'_>) -> Option<Date> {
    let meta = &scene.article.layout.meta;
    meta.published.as_ref().and_then(|field| field.value.get(..10)?.parse().ok())
}
