//! What is kept of a text to find its copies by.

use nutgraf::Record;
use nutgraf::record::BlockKind;

/// Minima of a text.
const BINS: usize = 128;
/// Bands by which texts are found.
pub(super) const BANDS: usize = 8;
/// Minima of a band.
const ROWS: usize = 3;
/// A text with fewer shingles says too little to call another one its copy.
const SHORTEST: usize = 20;

/// A text reduced to what its copies have in common with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// One bit of each minimum.
    pub bits: u128,
    /// Some minima together, to look up.
    pub bands: [u32; BANDS],
}

impl Sketch {
    /// Of the body of an article, offsets in bytes; none if it is too short.
    pub fn of(record: &Record) -> Option<Self> {
        let mut minima = [u64::MAX; BINS];
        let mut shingles = 0;
        let (mut before, mut last) = (0u64, 0u64);
        let body = record.blocks.iter().filter(|block| block.kind == BlockKind::Body);
        let words = body.flat_map(|block| block.span.of(&record.text).split(|c: char| !c.is_alphanumeric()));
        for word in words.filter(|word| !word.is_empty()) {
            let word = hash(word);
            let shingle = mix(before.rotate_left(31) ^ last.rotate_left(17) ^ word);
            (before, last) = (last, word);
            let bin = &mut minima[(shingle >> 57) as usize];
            *bin = (*bin).min(shingle & (u64::MAX >> 7));
            shingles += 1;
        }
        (shingles >= SHORTEST).then(|| Self::from_minima(&filled(&minima)))
    }

    fn from_minima(minima: &[u64; BINS]) -> Self {
        let bits = minima.iter().enumerate().fold(0, |bits, (i, &minimum)| bits | u128::from(mix(minimum) & 1) << i);
        let bands = std::array::from_fn(|band| {
            let rows = &minima[band * ROWS..][..ROWS];
            (rows.iter().fold(band as u64 + 1, |key, &minimum| mix(key ^ minimum)) >> 32) as u32
        });
        Self { bits, bands }
    }
}

/// Each empty bin takes the minimum of a full one that its number leads to, the same in every text.
fn filled(minima: &[u64; BINS]) -> [u64; BINS] {
    std::array::from_fn(|bin| {
        let mut from = bin;
        let mut step = 1;
        while minima[from] == u64::MAX {
            from = (mix((bin as u64) << 32 | step) >> 57) as usize;
            step += 1;
        }
        minima[from]
    })
}

/// Letters in lower case (FNV-1a).
fn hash(word: &str) -> u64 {
    let lower = word.bytes().map(|b| b.to_ascii_lowercase());
    lower.fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Spreads the bits (the finisher of `SplitMix64`).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
