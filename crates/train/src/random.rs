//! Random numbers for training.

/// Numbers that look like chance and are always the same (splitmix64).
pub struct Random(pub u64);

impl Random {
    /// From 0 up to 1.
    pub fn share(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) >> 40) as f32 / (1_u64 << 24) as f32
    }
}
