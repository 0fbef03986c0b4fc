//! Random numbers that are the same on every machine.

/// `SplitMix64` (Steele, Lea, Flood, OOPSLA 2014), begun with a seed.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Begins a sequence; equal seeds give equal sequences.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns the next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n` - 1, each as likely as the others; 0 if `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        // The high half of a product (Lemire 2019); the bias is under n / 2^64.
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// A number from 0 up to, not including, 1; for the simulated coders.
    #[cfg(test)]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Draws `k` of the items without replacement, in random order (Fisher and Yates); all of them if there are fewer.
    pub fn draw<T>(&mut self, mut items: Vec<T>, k: usize) -> Vec<T> {
        let k = k.min(items.len());
        for i in 0..k {
            let j = i + self.below(items.len() - i);
            items.swap(i, j);
        }
        items.truncate(k);
        items
    }
}
