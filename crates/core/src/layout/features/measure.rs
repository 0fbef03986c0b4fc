//! Numbers as the bytes that trees split on.

/// 16 steps for each doubling.
pub(super) fn log(n: usize) -> u8 {
    // A float has them in its upper bits: the power of two, then four bits of what comes after the first one.
    let ones_bits = 1_f32.to_bits() >> 19;
    let bits = (n.min(1 << 16) as f32).to_bits() >> 19;
    (bits + 1).saturating_sub(ones_bits).min(255) as u8
}

/// `part` of `whole` in steps of 1/250.
pub(super) fn share(part: usize, whole: usize) -> u8 {
    // Divisions of 32 bits are much quicker than those of 64.
    let steps = match (u32::try_from(part * 250), u32::try_from(whole)) {
        (Ok(part), Ok(whole)) => part.checked_div(whole).unwrap_or(0) as usize,
        _ => (part * 250).checked_div(whole).unwrap_or(0),
    };
    steps.min(255) as u8
}
