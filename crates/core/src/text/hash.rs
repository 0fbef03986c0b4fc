//! The hash of words, the key to all word lists and models.

/// The hash of a word in lower case. Stable for ever: models are keyed by it.
pub fn hash(word: &str) -> u64 {
    let mut hasher = Hasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|b| hasher.add(b.to_ascii_lowercase()));
    } else {
        word.chars().for_each(|c| hasher.add_char(c));
    }
    hasher.finish()
}

/// What [`hash`] is made with: FNV-1a over bytes in lower case, then a final mix, so that low bits can index tables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hasher(u64);

/// The prime of FNV-1a.
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Inverses of the powers of [`PRIME`] modulo 2^64.
const UNDONE: [u64; 9] = {
    // Newton's method; each round doubles the bits that are right.
    let mut inverse = PRIME;
    let mut round = 0;
    while round < 6 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(PRIME.wrapping_mul(inverse)));
        round += 1;
    }
    let mut powers = [1_u64; 9];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1].wrapping_mul(inverse);
        i += 1;
    }
    powers
};

impl Default for Hasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher {
    /// Takes the next byte.
    #[inline]
    pub(crate) fn add(&mut self, b: u8) {
        self.0 = (self.0 ^ u64::from(b)).wrapping_mul(PRIME);
    }

    /// Takes the next character, in lower case.
    #[inline]
    pub(crate) fn add_char(&mut self, c: char) {
        if c.is_ascii() {
            return self.add(c.to_ascii_lowercase() as u8);
        }
        for c in c.to_lowercase() {
            // Curly and straight apostrophes are one letter to every list.
            let c = if c == '’' { '\'' } else { c };
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| self.add(b));
        }
    }

    /// Takes the next `len` bytes, the first one lowest in `bytes`; those after them are zero.
    ///
    /// All eight are taken, for no processor foresees how long a word is. A zero only multiplies: that can be undone.
    #[inline]
    pub(crate) fn add_eight(&mut self, bytes: u64, len: usize) {
        bytes.to_le_bytes().into_iter().for_each(|b| self.add(b));
        self.0 = self.0.wrapping_mul(UNDONE[8 - len]);
    }

    /// The hash of the bytes so far.
    pub(crate) fn finish(self) -> u64 {
        (self.0 ^ self.0 >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}
