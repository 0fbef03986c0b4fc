//! Numbers in digits: fractions, powers of ten, groups of three with blanks.

use super::super::lexeme::{Kind, Lexeme};
use super::words::at;

/// The value of ½ and its like.
pub fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// 6.4×10^23, 6.4e23: a number with a power of ten.
pub fn power(lexemes: &[Lexeme], i: usize, value: f64, e: u64) -> Option<(usize, f64)> {
    let next = at(lexemes, i + 1);
    if next.is_word() && next.glued && next.hash == e && at(lexemes, i + 2).glued {
        let exponent = at(lexemes, i + 2).whole(1..=2)?;
        return Some((i + 3, value * 10f64.powi(exponent)));
    }
    if !matches!(next.kind, Kind::Mark('×' | 'x' | '*'))
        || at(lexemes, i + 2).whole(2..=2) != Some(10)
        || !at(lexemes, i + 3).is('^')
    {
        return None;
    }
    let minus = usize::from(at(lexemes, i + 4).is_dash());
    let exponent = at(lexemes, i + 4 + minus).whole(1..=2)?;
    Some((i + 5 + minus, value * 10f64.powi(if minus == 1 { -exponent } else { exponent })))
}

/// 816 000: groups of three digits with one blank between.
pub fn spaced(lexemes: &[Lexeme], i: usize) -> Option<(usize, f64)> {
    let first = at(lexemes, i);
    let mut value = f64::from(first.whole(1..=3).filter(|n| *n > 0)?);
    let mut end = i + 1;
    while let Some(group) = at(lexemes, end).whole(3..=3) {
        let gap = at(lexemes, end).span.start - at(lexemes, end - 1).span.end;
        let goes_on = at(lexemes, end + 1).glued && !matches!(at(lexemes, end + 1).kind, Kind::Mark('.' | ',' | ';' | ')'));
        if !(1..=3).contains(&gap) || goes_on {
            return None;
        }
        value = value * 1000.0 + f64::from(group);
        end += 1;
    }
    // "400 737 Max jets": two numbers.
    let next = at(lexemes, end);
    let name = next.is_word() && next.capital;
    (end > i + 1 && !name).then_some((end, value))
}

/// 1/2, 3/4: small, over a small one, glued.
pub fn slashed(lexemes: &[Lexeme], i: usize) -> Option<f64> {
    let (upper, slash, lower) = (at(lexemes, i), at(lexemes, i + 1), at(lexemes, i + 2));
    let (a, b) = (upper.whole(1..=2)?, lower.whole(1..=3)?);
    ((slash.is('/') || slash.is('⁄')) && slash.glued && lower.glued && a < b && a > 0 && !at(lexemes, i + 3).is('/'))
        .then(|| f64::from(a) / f64::from(b))
}
