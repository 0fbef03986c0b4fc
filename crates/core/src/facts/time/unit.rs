//! Units of time and seasons.

/// The units of time, from short to long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "S" => Self::Second,
            "MIN" => Self::Minute,
            "H" => Self::Hour,
            "NI" => Self::Night,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "F" => Self::Fortnight,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "ML" => Self::Millennium,
            _ => return None,
        })
    }

    /// How TIMEX3 writes a duration: what stands before the number, how many units one is, and the letters after it.
    pub fn period(self) -> (&'static str, f64, &'static str) {
        match self {
            Self::Second => ("PT", 1.0, "S"),
            Self::Minute => ("PT", 1.0, "M"),
            Self::Hour => ("PT", 1.0, "H"),
            Self::Night => ("P", 1.0, "TNI"),
            Self::Day => ("P", 1.0, "D"),
            Self::Weekend => ("P", 1.0, "WE"),
            Self::Week => ("P", 1.0, "W"),
            Self::Fortnight => ("P", 2.0, "W"),
            Self::Month => ("P", 1.0, "M"),
            Self::Quarter => ("P", 1.0, "Q"),
            Self::Year => ("P", 1.0, "Y"),
            Self::Decade => ("P", 1.0, "DE"),
            Self::Century => ("P", 1.0, "CE"),
            Self::Millennium => ("P", 1.0, "ML"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            _ => return None,
        })
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first month, as in the north.
    pub fn month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl Season {
    /// Its first month south of the equator.
    pub fn southern_month(self) -> u8 {
        (self.month() + 5) % 12 + 1
    }
}

/// What is counted in a month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nth {
    Day,
    Week,
    Weekend,
    Weekday(u8),
}
