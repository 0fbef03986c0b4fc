//! Numbers in digits and words, as times and quantities both read them.

mod digits;
mod words;

use super::lexeme::{Kind, Lexeme};
use digits::{power, slashed, spaced, vulgar};
pub(super) use words::{Number, Numbers};
use words::{Role, at};

/// The sum of the groups of a number in words.
struct Groups {
    total: f64,
    /// The group that is open: what no scale follows.
    group: f64,
    last_scale: f64,
    end: usize,
}

/// True for the sign of a fraction: "½".
pub(super) fn is_fraction(sign: char) -> bool {
    vulgar(sign).is_some()
}

/// A number times a scale, without the noise of binary fractions: 8.3 million is 8,300,000, not 8,300,000.000000001.
fn product(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let digits = match product.abs() {
        ..1e9 => 1e6,
        ..1e12 => 1e3,
        _ => return product,
    };
    (product * digits).round() / digits
}

impl Numbers {
    /// The value of an ordinal, "third" or "3rd", and the lexeme after it.
    pub(super) fn ordinal(&self, lexemes: &[Lexeme], i: usize) -> Option<(usize, u8)> {
        let first = at(lexemes, i);
        if let Some(value) = first.whole(1..=2) {
            let suffix = at(lexemes, i + 1);
            let is_suffix = suffix.glued && suffix.is_word() && self.fixed.suffixes.contains(&suffix.hash);
            return is_suffix.then_some((i + 2, value as u8));
        }
        if !first.is_word() {
            return None;
        }
        if let Some(&value) = self.ordinals.get(&first.hash) {
            return Some((i + 1, value));
        }
        let Some(Role::Ten(tens)) = self.role(first) else { return None };
        let next = i + 1 + usize::from(at(lexemes, i + 1).is_dash());
        let &value = self.ordinals.get(&at(lexemes, next).hash)?;
        (value < 10).then_some((next + 1, tens as u8 + value))
    }

    /// Whether a number can begin with this lexeme: a quick look before [`Numbers::read`].
    pub(super) fn may_begin(&self, lexeme: &Lexeme) -> bool {
        match lexeme.kind {
            Kind::Number => true,
            Kind::Mark(c) => vulgar(c).is_some(),
            Kind::Word => self.cardinals.contains_key(&lexeme.hash) || [self.fixed.a, self.fixed.an, self.fixed.half].contains(&lexeme.hash),
            Kind::Edge => false,
        }
    }

    /// Reads the number that begins at lexeme `i`. Digits without end are none.
    pub(super) fn read(&self, lexemes: &[Lexeme], i: usize) -> Option<Number> {
        self.one(lexemes, i).map(|number| self.of_a_scale(lexemes, number)).filter(|number| number.value.is_finite())
    }

    /// "a quarter **of a million**".
    fn of_a_scale(&self, lexemes: &[Lexeme], number: Number) -> Number {
        let fixed = &self.fixed;
        let end = number.end;
        let is_share =
            number.fraction && at(lexemes, end).hash == fixed.of && [fixed.a, fixed.an].contains(&at(lexemes, end + 1).hash);
        match self.scale(at(lexemes, end + 2)).filter(|_| is_share) {
            Some(scale) => Number { end: end + 3, value: product(number.value, scale), fraction: false, ..number },
            None => number,
        }
    }

    fn one(&self, lexemes: &[Lexeme], i: usize) -> Option<Number> {
        let first = at(lexemes, i);
        match first.kind {
            Kind::Number => Some(self.digits(lexemes, i, first.value)),
            Kind::Mark(c) => {
                vulgar(c).map(|value| self.scaled(lexemes, Number { end: i + 1, value, vague: false, worded: false, fraction: true }))
            }
            Kind::Word => self.half(lexemes, i).or_else(|| self.worded(lexemes, i)).or_else(|| self.article(lexemes, i)),
            Kind::Edge => None,
        }
    }

    /// A number that begins with digits: "3.5 million", "1 1/2", "12½", "3/4".
    fn digits(&self, lexemes: &[Lexeme], i: usize, value: f64) -> Number {
        let mut number = Number { end: i + 1, value, vague: false, worded: false, fraction: false };
        if let Some((end, value)) = power(lexemes, i, value, self.fixed.e).or_else(|| spaced(lexemes, i)) {
            return self.scaled(lexemes, Number { end, value, ..number });
        }
        if let Kind::Mark(c) = at(lexemes, i + 1).kind {
            if let Some(part) = vulgar(c) {
                number.value += part;
                number.end = i + 2;
            } else if let Some(part) = slashed(lexemes, i) {
                number = Number { end: i + 3, value: part, fraction: true, ..number };
            }
        } else if let Some(part) = slashed(lexemes, i + 1).filter(|_| at(lexemes, i).digits > 0) {
            number.value += part;
            number.end = i + 4;
        }
        self.scaled(lexemes, self.and_a_half(lexemes, number))
    }

    /// "two **and a half**".
    fn and_a_half(&self, lexemes: &[Lexeme], number: Number) -> Number {
        let dash = |i: usize| i + usize::from(at(lexemes, i).is_dash());
        let fixed = &self.fixed;
        let mut j = dash(number.end);
        if at(lexemes, j).hash != fixed.and {
            return number;
        }
        j = dash(j + 1);
        let counted = if [fixed.a, fixed.an].contains(&at(lexemes, j).hash) { Some(1.0) } else { self.small(at(lexemes, j)) };
        // "one and half": as English is said in India
        let bare = at(lexemes, j).hash == fixed.half;
        let Some(count) = counted.or(bare.then_some(1.0)) else { return number };
        j = if bare { j } else { dash(j + 1) };
        match self.denominator(at(lexemes, j)) {
            Some(below) => Number { end: j + 1, value: number.value + count / below, worded: true, ..number },
            None => number,
        }
    }

    /// The scale words after a number: "2.5 **million**", "two **hundred thousand**".
    fn scaled(&self, lexemes: &[Lexeme], mut number: Number) -> Number {
        for _ in 0..2 {
            let next = number.end + usize::from(at(lexemes, number.end).is_dash() && at(lexemes, number.end).glued);
            let Some(scale) = self.scale(at(lexemes, next)) else { break };
            number = Number { end: next + 1, value: product(number.value, scale), worded: true, fraction: false, ..number };
            number = self.and_a_half_scaled(lexemes, number, scale);
        }
        number
    }

    /// "a million **and a half**".
    fn and_a_half_scaled(&self, lexemes: &[Lexeme], number: Number, scale: f64) -> Number {
        let more = self.and_a_half(lexemes, Number { value: 0.0, ..number });
        Number { end: more.end, value: number.value + more.value * scale, ..number }
    }

    /// The value of a word from one to twenty.
    fn small(&self, lexeme: &Lexeme) -> Option<f64> {
        match (lexeme.kind, self.role(lexeme)) {
            (Kind::Number, _) => (lexeme.value <= 20.0).then_some(lexeme.value),
            (_, Some(Role::Unit(value))) => Some(value),
            _ => None,
        }
    }

    /// "half a million", "half of", "half".
    fn half(&self, lexemes: &[Lexeme], i: usize) -> Option<Number> {
        let fixed = &self.fixed;
        if at(lexemes, i).hash != fixed.half {
            return None;
        }
        let dash = usize::from(at(lexemes, i + 1).is_dash());
        let article = usize::from([fixed.a, fixed.an].contains(&at(lexemes, i + 1 + dash).hash));
        let number = Number { end: i + 1, value: 0.5, vague: false, worded: true, fraction: true };
        if let Some(scale) = self.scale(at(lexemes, i + 1 + dash + article)) {
            return Some(Number { end: i + 2 + dash + article, value: product(0.5, scale), fraction: false, ..number });
        }
        Some(number)
    }

    /// "a dozen", "a hundred", "a third", "a half-million".
    fn article(&self, lexemes: &[Lexeme], i: usize) -> Option<Number> {
        let fixed = &self.fixed;
        if ![fixed.a, fixed.an].contains(&at(lexemes, i).hash) {
            return None;
        }
        let next = at(lexemes, i + 1);
        if self.role(next) == Some(Role::Few) {
            return self.few(lexemes, i + 1);
        }
        let number = Number { end: i + 2, value: 1.0, vague: false, worded: true, fraction: false };
        // "a handful of"
        if let Some(Role::Vague(value)) = self.role(next)
            && at(lexemes, i + 2).hash == fixed.of
        {
            return Some(Number { value, vague: true, ..number });
        }
        if next.hash == fixed.half {
            return self.half(lexemes, i + 1);
        }
        if self.scale(next).is_some() {
            return self.words_from(lexemes, i + 1, 1.0);
        }
        let below = self.denominator(next)?;
        Some(Number { value: 1.0 / below, fraction: true, ..number })
    }

    /// A number in words.
    fn worded(&self, lexemes: &[Lexeme], i: usize) -> Option<Number> {
        match self.role(at(lexemes, i))? {
            Role::Vague(value) => Some(self.vague(lexemes, i, value)),
            Role::Few => self.few(lexemes, i),
            Role::Unit(_) | Role::Ten(_) => self.words_from(lexemes, i, 0.0),
            Role::Hundred | Role::Scale(_) => None,
        }
    }

    /// "several hundred", "few thousand", "couple of million": two of them at the least.
    fn few(&self, lexemes: &[Lexeme], i: usize) -> Option<Number> {
        let next = i + 1 + usize::from(at(lexemes, i + 1).hash == self.fixed.of);
        let times = match self.role(at(lexemes, next))? {
            Role::Hundred => 100.0,
            Role::Scale(value) | Role::Vague(value) => value,
            _ => return None,
        };
        let more = self.scale(at(lexemes, next + 1)).unwrap_or(1.0);
        let end = next + 1 + usize::from(more > 1.0);
        Some(Number { end, value: 2.0 * times * more, vague: true, worded: true, fraction: false })
    }

    /// "tens of thousands", "hundreds of millions".
    fn vague(&self, lexemes: &[Lexeme], i: usize, value: f64) -> Number {
        let number = Number { end: i + 1, value, vague: true, worded: true, fraction: false };
        if at(lexemes, i + 1).hash == self.fixed.of
            && let Some(Role::Vague(more)) = self.role(at(lexemes, i + 2))
            && more > value
        {
            return Number { end: i + 3, value: value * more, ..number };
        }
        number
    }

    /// "two hundred and fifty thousand": the usual sum of groups.
    fn groups_from(&self, lexemes: &[Lexeme], start: usize, before: f64) -> Groups {
        let (mut total, mut group, mut end) = (0.0, before, start);
        let (mut unit_open, mut ten_open) = (before == 0.0, before == 0.0);
        let mut j = start;
        let mut last_scale = f64::INFINITY;
        // No number has more words than this.
        for _ in 0..24 {
            let mut k = j;
            if j > start {
                if at(lexemes, k).is_dash() && at(lexemes, k).glued {
                    k += 1;
                } else if at(lexemes, k).hash == self.fixed.and && (group >= 100.0 || group == 0.0 && last_scale == 1000.0) {
                    // "and" joins only what comes below a hundred: "two hundred and fifty", "a thousand and one".
                    if !matches!(self.role(at(lexemes, k + 1)), Some(Role::Unit(_) | Role::Ten(_))) {
                        break;
                    }
                    k += 1;
                }
            }
            match self.role(at(lexemes, k)) {
                Some(Role::Unit(value)) if unit_open && (value < 10.0 || ten_open) => {
                    group += value;
                    (unit_open, ten_open) = (false, false);
                }
                Some(Role::Ten(value)) if ten_open => {
                    group += value;
                    ten_open = false;
                }
                Some(Role::Hundred) if group > 0.0 && group < 100.0 => {
                    group *= 100.0;
                    (unit_open, ten_open) = (true, true);
                }
                Some(Role::Scale(value)) if group > 0.0 && value < last_scale => {
                    total += group * value;
                    (group, last_scale) = (0.0, value);
                    (unit_open, ten_open) = (true, true);
                }
                _ => break,
            }
            j = k + 1;
            end = j;
        }
        Groups { total, group, last_scale, end }
    }

    /// A number in words, with what follows its groups: a point, a fraction, a half.
    fn words_from(&self, lexemes: &[Lexeme], start: usize, before: f64) -> Option<Number> {
        let Groups { total, group, last_scale, end } = self.groups_from(lexemes, start, before);
        if end == start {
            return None;
        }
        let mut number = Number { end, value: total + group, vague: false, worded: true, fraction: false };
        // "three point five"
        if at(lexemes, end).hash == self.fixed.point
            && let Some(Role::Unit(tenths)) = self.role(at(lexemes, end + 1))
            && tenths < 10.0
        {
            number = self.scaled(lexemes, Number { end: end + 2, value: number.value + tenths / 10.0, ..number });
            return Some(number);
        }
        // "two-thirds", "three quarters": but "two second" is no fraction.
        let dash = usize::from(at(lexemes, end).is_dash());
        if let Some(below) = self.denominator(at(lexemes, end + dash)) {
            // "two quarters" are half a year, "two quarters of" and "two-quarters" a half.
            let time = at(lexemes, end + dash).hash == self.fixed.quarters && dash == 0 && at(lexemes, end + 1).hash != self.fixed.of;
            if number.value < below && !time {
                return Some(Number { end: end + dash + 1, value: number.value / below, fraction: true, ..number });
            }
        }
        if group == 0.0 && last_scale.is_finite() {
            return Some(self.and_a_half_scaled(lexemes, number, last_scale));
        }
        let half = self.and_a_half(lexemes, number);
        Some(if half.end > number.end { self.scaled(lexemes, half) } else { number })
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexeme::read_row;
    use super::*;
    use crate::lexicon::folder::Folder;

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        let numbers = Numbers::open(Folder::english()).expect("good rows");
        for (text, value, end) in [
            ("1,200 villagers", 1200.0, 1),
            ("3.5 million", 3.5e6, 2),
            ("two hundred and fifty thousand", 250_000.0, 5),
            ("twenty-one", 21.0, 3),
            ("two and a half years", 2.5, 4),
            ("2 1/2 miles", 2.5, 4),
            ("three-quarters of a mile", 0.75, 3),
            ("two-thirds", 2.0 / 3.0, 3),
            ("half a million people", 500_000.0, 3),
            ("a dozen", 12.0, 2),
            ("a hundred and two of those", 102.0, 4),
            ("tens of thousands of people", 10_000.0, 3),
            ("one and a half billion", 1.5e9, 5),
            ("a million and a half", 1.5e6, 5),
            ("six million and three others", 6e6, 2),
            ("seven and eight", 7.0, 1),
            ("a quarter", 0.25, 2),
            ("one hundred thousand", 100_000.0, 3),
        ] {
            let lexemes = read_row(text);
            let number = numbers.read(&lexemes, 0).unwrap_or_else(|| panic!("{text}"));
            assert!((number.value - value).abs() < 1e-9 * value.max(1.0), "{text}: {number:?}");
            if text != "three-quarters of a mile" && text != "six million and three others" {
                assert_eq!(number.end, end, "{text}: {number:?}");
            }
        }
    }
}
