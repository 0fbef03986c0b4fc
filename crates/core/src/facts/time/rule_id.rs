//! The names of rules: a row of the table has its own, what a function reads one of those here.

/// Makes the rules that functions read and their names.
macro_rules! computed {
    ($($name:ident $text:literal)+) => {
        /// A rule that a function reads, because something is computed or a word needs support; its example is in `computed.tsv`
        /// or, where the table has rows of that name too, in `rules.tsv`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Computed {
            $($name),+
        }

        impl Computed {
            /// The name that records have.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text),+
                }
            }

            #[cfg(test)]
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

computed! {
    Age "age"
    AllOfAUnit "all of a unit"
    BareMonth "bare month"
    BarePartOfDay "bare part of day"
    BareWeekday "bare weekday"
    Century "century"
    Clock "clock"
    ClockAfterAClock "clock after a clock"
    ClockAndDate "clock and date"
    ClockAndPartOfDay "clock and part of day"
    Day "day"
    DayAndPart "day and part"
    DayBeforeADayAndMonth "day before a day and month"
    DayBesideADay "day beside a day"
    DayBesideTheLast "day beside the last"
    DayOfAMonth "day of a month"
    DayOfTheMonth "day of the month"
    Decade "decade"
    EndOfAUnit "end of a unit"
    FiscalYear "fiscal year"
    Half "half"
    MonthAndDay "month and day"
    MonthAndYear "month and year"
    NamedDay "named day"
    NthOfAStretch "nth of a stretch"
    NumericDate "numeric date"
    NumericDay "numeric day"
    NumericMonth "numeric month"
    Overnight "overnight"
    PartOfADay "part of a day"
    PartOfTheDayBefore "part of the day before"
    PointedName "pointed name"
    PointedPartOfDay "pointed part of day"
    PointedUnit "pointed unit"
    Quarter "quarter"
    QuarterOfAYear "quarter of a year"
    RecentUnits "recent units"
    RunningUnit "running unit"
    Season "season"
    ShortDay "short day"
    ShortYear "short year"
    SoManyUnits "so many units"
    SoManyUnitsUpToNow "so many units up to now"
    SomeUnits "some units"
    SomeUnitsAway "some units away"
    SomeUnitsUpToNow "some units up to now"
    ThePastUnit "the past unit"
    TheSoManyUnits "the so many units"
    TheUnit "the unit"
    TheUnitAfterNext "the unit after next"
    TheUnitBefore "the unit before"
    TheWeekend "the weekend"
    Tonight "tonight"
    UnitByItsLastDay "unit by its last day"
    UnitToDate "unit to date"
    UnitsAgo "units ago"
    UnitsBefore "units before"
    UnitsEarlier "units earlier"
    UnitsFromADate "units from a date"
    UnitsFromADay "units from a day"
    UnitsFromANamedDay "units from a named day"
    UnitsFromNow "units from now"
    UnitsHence "units hence"
    UnitsLater "units later"
    WeekOfADay "week of a day"
    WeekOfAYear "week of a year"
    WeekdayAndAWeek "weekday and a week"
    WeekdayAndDate "weekday and date"
    WeekdayAndDay "weekday and day"
    WeekdayOfAWeek "weekday of a week"
    WeekdaysAway "weekdays away"
    WeekendOfANamedDay "weekend of a named day"
    Year "year"
    YearAndMonth "year and month"
    YearMonthAndDay "year, month and day"
    YearEarlier "year-earlier"
}

/// The rule that read an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleId {
    /// A row of the table.
    Row(&'static str),
    Computed(Computed),
}

impl RuleId {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Row(name) => name,
            Self::Computed(rule) => rule.name(),
        }
    }
}

impl From<Computed> for RuleId {
    fn from(rule: Computed) -> Self {
        Self::Computed(rule)
    }
}

#[cfg(test)]
mod tests {
    use super::Computed;
    use crate::lexicon::folder::Folder;

    #[test]
    fn every_rule_has_an_example_and_every_example_a_rule() {
        let english = Folder::english();
        let names = |list: &str| english.rows(list).map(|row| row.cells::<1>()[0]).collect::<Vec<_>>();
        let (computed, table) = (names("time/computed"), names("time/rules"));
        for rule in Computed::ALL {
            let name = rule.name();
            assert!(computed.contains(&name) || table.contains(&name), "no example of {name:?}");
        }
        for name in computed {
            assert!(Computed::ALL.iter().any(|rule| rule.name() == name), "no rule {name:?}");
        }
    }
}
