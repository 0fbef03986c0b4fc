//! What lexemes are at a first look, by which most of the table of rules is passed over.

/// What a lexeme is, for a quick look at which rules can fit: a set of the classes below.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    /// How many of them rules can ask for.
    pub const COUNT: usize = 24;
    pub const NUMBER: Self = Self(1);
    pub const MARK: Self = Self(1 << 1);
    pub const EDGE: Self = Self(1 << 2);
    pub const WORD: Self = Self(1 << 3);
    pub const CAPITAL: Self = Self(1 << 4);
    pub const SMALL: Self = Self(1 << 5);
    /// A word that a number or an ordinal can begin with.
    pub const NUMERAL: Self = Self(1 << 6);
    pub const UNIT: Self = Self(1 << 7);
    pub const WEEKDAY: Self = Self(1 << 8);
    pub const MONTH: Self = Self(1 << 9);
    pub const SEASON: Self = Self(1 << 10);
    pub const PART: Self = Self(1 << 11);
    pub const PARTS: Self = Self(1 << 12);
    /// A day from today: "yesterday".
    pub const TODAY: Self = Self(1 << 13);
    /// A word that an expression can begin with.
    pub const KNOWN: Self = Self(1 << 14);
    /// The first word of a day with a name.
    pub const FEAST: Self = Self(1 << 15);

    /// A word that says nothing by itself: what comes behind it is asked for.
    pub const LEADER: Self = Self(1 << 16);
    /// A word that some expression asks for.
    pub const ASKED: Self = Self(1 << 17);

    pub const DASH: Self = Self(1 << 18);
    pub const QUOTE: Self = Self(1 << 19);
    /// A sign for a fraction.
    pub const VULGAR: Self = Self(1 << 20);

    /// A word that a time of day can begin with and that is no number: "noon", "quarter past two".
    pub const HOUR: Self = Self(1 << 21);

    /// A word for how often: "weekly".
    pub const OFTEN: Self = Self(1 << 22);
    /// The plural of a weekday.
    pub const WEEKDAYS: Self = Self(1 << 23);

    /// What some rule of the table can begin with; no rule asks for it.
    pub const OPENER: Self = Self(1 << 24);

    /// Whether it is one of these.
    pub const fn is(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The places of the classes.
    pub fn places(self) -> impl Iterator<Item = usize> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            let place = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            (place < 32).then_some(place)
        })
    }
}
