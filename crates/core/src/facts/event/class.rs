//! The classes that the model of triggers tells apart: the types of the record, harm, and none.

use crate::record::EventType;

/// What a word tells of: the number of an [`EventType`], [`Class::HARM`] or [`Class::NONE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class(pub u8);

/// How many classes there are.
pub const CLASSES: usize = EventType::ALL.len() + 2;

impl Class {
    /// Harm ("killed", "injured") whose cause is looked for; it never leaves the stage.
    pub const HARM: Self = Self(EventType::ALL.len() as u8);
    /// No event.
    pub const NONE: Self = Self(EventType::ALL.len() as u8 + 1);

    /// The class of a type.
    pub const fn of(kind: EventType) -> Self {
        Self(kind as u8)
    }

    /// The type, if it is one of the record's.
    pub fn kind(self) -> Option<EventType> {
        EventType::ALL.get(usize::from(self.0)).copied()
    }

    /// The class of a name as lists write it: a type, `HARM`, or `-` for none.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "HARM" => Some(Self::HARM),
            "-" => Some(Self::NONE),
            name => EventType::from_name(name).map(Self::of),
        }
    }

    /// The bit of this class in a set.
    pub const fn bit(self) -> u32 {
        1 << self.0
    }

    /// The bits of several types.
    pub const fn bits(kinds: &[EventType]) -> u32 {
        let (mut bits, mut at) = (0, 0);
        while at < kinds.len() {
            bits |= Self::of(kinds[at]).bit();
            at += 1;
        }
        bits
    }
}
