//! Which number of `3/4/2025` is the day.

/// Which number of `3/4/2025` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Nothing tells.
    #[default]
    Open,
    /// The first one, as nearly everywhere.
    DayFirst,
    /// The second one, as in the United States.
    MonthFirst,
}

impl Order {
    /// Returns the order that a country and a language write, each in two letters. English alone tells nothing.
    pub fn of(country: Option<&str>, language: Option<&str>) -> Self {
        match (country.map(str::to_ascii_uppercase).as_deref(), language) {
            (Some("US" | "PH" | "FM" | "PW" | "PR" | "GU"), _) => Self::MonthFirst,
            (Some(_), _) => Self::DayFirst,
            (None, None | Some("en")) => Self::Open,
            (None, Some(_)) => Self::DayFirst,
        }
    }
}
