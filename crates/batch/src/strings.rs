//! Arrow columns read as strings, whatever way they are stored in.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, PrimitiveArray, StringArray, StringViewArray};
use arrow_array::{BinaryArray, BinaryViewArray, LargeBinaryArray};
use arrow_schema::{DataType, TimeUnit};

use crate::columns::{Role, Row};

/// A column whose cells can be read as strings: any string, binary, number, date or timestamp type, and lists of those.
#[derive(Debug)]
pub enum Cells<'a> {
    /// Utf8.
    Utf8(&'a StringArray),
    /// `LargeUtf8`.
    Large(&'a LargeStringArray),
    /// `Utf8View`.
    View(&'a StringViewArray),
    /// Binary: broken UTF-8 is mended.
    Binary(&'a BinaryArray),
    /// `LargeBinary`.
    LargeBinary(&'a LargeBinaryArray),
    /// `BinaryView`.
    BinaryView(&'a BinaryViewArray),
    /// Integers in decimals, days as `YYYY-MM-DD`.
    Made(Vec<Option<String>>),
}

impl<'a> Cells<'a> {
    /// None if the type has no such form.
    pub fn new(array: &'a ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string()),
            DataType::LargeUtf8 => Self::Large(array.as_string()),
            DataType::Utf8View => Self::View(array.as_string_view()),
            DataType::Binary => Self::Binary(array.as_binary()),
            DataType::LargeBinary => Self::LargeBinary(array.as_binary()),
            DataType::BinaryView => Self::BinaryView(array.as_binary_view()),
            DataType::Null => Self::Made(vec![None; array.len()]),
            DataType::Boolean => Self::Made(array.as_boolean().iter().map(|flag| flag.map(|flag| flag.to_string())).collect()),
            DataType::Int8 => number(array.as_primitive::<Int8Type>()),
            DataType::Int16 => number(array.as_primitive::<Int16Type>()),
            DataType::Int32 => number(array.as_primitive::<Int32Type>()),
            DataType::Int64 => number(array.as_primitive::<Int64Type>()),
            DataType::UInt8 => number(array.as_primitive::<UInt8Type>()),
            DataType::UInt16 => number(array.as_primitive::<UInt16Type>()),
            DataType::UInt32 => number(array.as_primitive::<UInt32Type>()),
            DataType::UInt64 => number(array.as_primitive::<UInt64Type>()),
            DataType::Date32 => days(array.as_primitive::<Date32Type>().iter().map(|d| d.map(i64::from))),
            DataType::Float32 => floats(array.as_primitive::<Float32Type>().iter().map(|n| n.map(f64::from))),
            DataType::Float64 => floats(array.as_primitive::<Float64Type>().iter()),
            DataType::Timestamp(unit, zone) => {
                let zone = zone.as_deref();
                match unit {
                    TimeUnit::Second => stamps(array.as_primitive::<TimestampSecondType>(), 1, zone),
                    TimeUnit::Millisecond => stamps(array.as_primitive::<TimestampMillisecondType>(), 1_000, zone),
                    TimeUnit::Microsecond => stamps(array.as_primitive::<TimestampMicrosecondType>(), 1_000_000, zone),
                    TimeUnit::Nanosecond => stamps(array.as_primitive::<TimestampNanosecondType>(), 1_000_000_000, zone),
                }
            }
            DataType::List(_) => joined(array.as_list::<i32>().iter())?,
            DataType::LargeList(_) => joined(array.as_list::<i64>().iter())?,
            DataType::Dictionary(_, _) => {
                let dictionary = array.as_any_dictionary();
                let values = Cells::new(dictionary.values())?;
                let keys = dictionary.normalized_keys();
                let cell = |i: usize| (!dictionary.is_null(i)).then(|| values.get(keys[i]).map(Cow::into_owned)).flatten();
                Self::Made((0..array.len()).map(cell).collect())
            }
            _ => return None,
        })
    }

    /// The bytes of the cell in row `i`, where the column holds bytes.
    pub(crate) fn bytes(&self, i: usize) -> Option<&[u8]> {
        match self {
            Self::Binary(a) => a.is_valid(i).then(|| a.value(i)),
            Self::LargeBinary(a) => a.is_valid(i).then(|| a.value(i)),
            Self::BinaryView(a) => a.is_valid(i).then(|| a.value(i)),
            _ => None,
        }
    }

    /// Puts the cell in row `i` into a row, unless it is null.
    pub(crate) fn put(&self, i: usize, role: Role, row: &mut Row) {
        if let Some(bytes) = self.bytes(i) {
            row.set_bytes(role, bytes);
        } else if let Some(cell) = self.get(i) {
            row.set(role, cell);
        }
    }

    /// The cell in row `i`; none if it is null.
    pub fn get(&self, i: usize) -> Option<Cow<'_, str>> {
        fn lossy(bytes: &[u8]) -> Cow<'_, str> {
            String::from_utf8_lossy(bytes)
        }
        match self {
            Self::Utf8(a) => a.is_valid(i).then(|| a.value(i).into()),
            Self::Large(a) => a.is_valid(i).then(|| a.value(i).into()),
            Self::View(a) => a.is_valid(i).then(|| a.value(i).into()),
            Self::Binary(a) => a.is_valid(i).then(|| lossy(a.value(i))),
            Self::LargeBinary(a) => a.is_valid(i).then(|| lossy(a.value(i))),
            Self::BinaryView(a) => a.is_valid(i).then(|| lossy(a.value(i))),
            Self::Made(cells) => cells[i].as_deref().map(Cow::from),
        }
    }
}

/// What to say of a column of texts that holds lists: paragraphs or sentences, articles or versions of one, nobody can tell.
pub(crate) const LIST_OF_TEXTS: &str =
    "the column of texts holds lists of strings: join each to one text, with a blank line between paragraphs";

/// True for lists.
pub(crate) fn is_list(kind: &DataType) -> bool {
    matches!(kind, DataType::List(_) | DataType::LargeList(_))
}

fn number<T: arrow_array::ArrowPrimitiveType<Native: ToString>>(array: &PrimitiveArray<T>) -> Cells<'static> {
    Cells::Made(array.iter().map(|n| n.map(|n| n.to_string())).collect())
}

/// Numbers in decimals: a data frame makes floats of integers where some are missing, and calls those NaN.
fn floats(numbers: impl Iterator<Item = Option<f64>>) -> Cells<'static> {
    Cells::Made(numbers.map(|n| n.filter(|n| n.is_finite()).map(|n| n.to_string())).collect())
}

/// RFC 3339 in the column's own zone, so that the day is the local one; without a zone, the date and time of the clock.
fn stamps<T: arrow_array::ArrowPrimitiveType<Native = i64>>(
    array: &PrimitiveArray<T>,
    per_second: i64,
    zone: Option<&str>,
) -> Cells<'static> {
    let fixed = |zone: &str| {
        let probe = jiff::fmt::temporal::Pieces::parse(&format!("2000-01-01T00:00{zone}")).ok()?.to_numeric_offset();
        probe.map(jiff::tz::TimeZone::fixed)
    };
    let found = zone.and_then(|zone| fixed(zone).or_else(|| jiff::tz::TimeZone::get(zone).ok()));
    let stamp = |stamp: i64| {
        let time = jiff::Timestamp::from_second(stamp.div_euclid(per_second)).ok()?;
        Some(match &found {
            Some(zone) => time.display_with_offset(zone.to_offset(time)).to_string(),
            None => jiff::tz::Offset::UTC.to_datetime(time).to_string(),
        })
    };
    Cells::Made(array.iter().map(|value| stamp(value?)).collect())
}

/// The strings of lists, joined by commas.
fn joined<'a>(lists: impl Iterator<Item = Option<ArrayRef>>) -> Option<Cells<'a>> {
    let cell = |list: Option<ArrayRef>| {
        let Some(list) = list else { return Some(None) };
        let cells = Cells::new(&list)?;
        let items: Vec<_> = (0..list.len()).filter_map(|i| cells.get(i).map(Cow::into_owned)).collect();
        Some(Some(items.join(", ")))
    };
    Some(Cells::Made(lists.map(cell).collect::<Option<Vec<_>>>()?))
}

/// Days since 1970 as `YYYY-MM-DD`.
fn days(days: impl Iterator<Item = Option<i64>>) -> Cells<'static> {
    Cells::Made(days.map(|day| day.and_then(nutgraf::Date::from_days).map(|date| date.to_string())).collect())
}
