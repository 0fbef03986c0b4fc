//! What follows from an event's type and mode: `data/lang/en/event/types.tsv`.

use std::sync::LazyLock;

use crate::lexicon::folder::Folder;
use crate::record::EventType;

/// What other schemes make of a type and mode.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Derived {
    /// The type in PLOVER.
    pub plover: Option<EventType>,
    /// Quad class: 1 and 3 words, 2 and 4 deeds; 1 and 2 friendly, 3 and 4 hostile.
    pub quad: Option<u8>,
    /// PLOVER's score of the type.
    pub intensity: Option<f32>,
    /// The root code of CAMEO, two digits.
    pub cameo_root: Option<&'static str>,
    /// The usual Goldstein value of that root: of the type, not of the event.
    pub goldstein: Option<f32>,
    /// The nearest sub-event type of ACLED.
    pub acled: Option<&'static str>,
    /// How much it weighs among the events of an article.
    pub weight: f32,
}

static ROWS: LazyLock<Vec<(EventType, &'static str, Derived)>> = LazyLock::new(|| rows().filter_map(Result::ok).collect());

/// What follows from a type and mode.
pub fn derived(kind: EventType, mode: Option<&str>) -> Derived {
    let of = |wanted: &str| ROWS.iter().find(|(of, mode, _)| *of == kind && *mode == wanted).map(|row| row.2);
    mode.and_then(of).or_else(|| of("")).unwrap_or_default()
}

fn rows() -> impl Iterator<Item = Result<(EventType, &'static str, Derived), String>> {
    Folder::english().rows("event/types").map(|row| {
        let [kind, mode, plover, quad, intensity, cameo, goldstein, acled, weight] = row.cells();
        let filled = |cell: &'static str| (!cell.is_empty()).then_some(cell);
        let kind = EventType::from_name(kind).ok_or_else(|| row.error("unknown type").to_string())?;
        let number =
            |cell: &'static str| filled(cell).map(str::parse::<f32>).transpose().map_err(|_| row.error("no number").to_string());
        let derived = Derived {
            plover: EventType::from_name(plover),
            quad: number(quad)?.map(|quad| quad as u8),
            intensity: number(intensity)?,
            cameo_root: filled(cameo),
            goldstein: number(goldstein)?,
            acled: filled(acled),
            weight: number(weight)?.unwrap_or(1.0),
        };
        Ok((kind, mode, derived))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_row_and_ours_have_no_quad() {
        assert!(rows().all(|row| row.is_ok()));
        for &kind in EventType::ALL {
            assert!(ROWS.iter().any(|(of, mode, _)| *of == kind && mode.is_empty()), "{kind:?}");
        }
        assert_eq!(derived(EventType::Assault, Some("drone")).acled, Some("Air/drone strike"));
        assert_eq!(derived(EventType::Assault, Some("never heard of")).acled, Some("Attack"));
        assert_eq!(derived(EventType::Disaster, None).quad, None);
        assert_eq!(derived(EventType::Ruling, None).plover, Some(EventType::Sanction));
    }
}
