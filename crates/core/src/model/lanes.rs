//! Many numbers or bytes at once: with AVX2 where the machine has it, else in plain loops that give the same numbers.
#![allow(clippy::inline_always, reason = "only what is inlined into `dispatch` gets the wide instructions")]

/// Arithmetic on short rows of integers.
pub trait Lanes: Copy {
    /// Sixteen sums.
    type Sums: Copy;

    /// Returns numbers as sums.
    fn sums(self, numbers: [i32; 16]) -> Self::Sums;

    /// Returns sums as numbers.
    fn numbers(self, sums: Self::Sums) -> [i32; 16];

    /// Adds to each sum the two products of its pair of weights with a pair of inputs.
    fn add_products(self, sums: Self::Sums, weights: &[i16; 32], pair: [i16; 2]) -> Self::Sums;

    /// Adds to each sum the products of its sixteen weights, four in a row, with as many inputs. Whatever four pairs of inputs, one
    /// of each row, give together must fit in 16 bits.
    fn add_byte_products(self, sums: Self::Sums, weights: &[[i8; 64]; 4], inputs: &[[u8; 4]; 4]) -> Self::Sums;

    /// The upper halves of sixteen products.
    fn mulhi(self, a: [i16; 16], b: [i16; 16]) -> [i16; 16];

    /// Sixteen products of numbers with 15 bits after the point, to the nearest.
    fn mulhrs(self, a: [i16; 16], b: [i16; 16]) -> [i16; 16];

    /// Of eight numbers those in the places that the last three bits of `places` tell.
    fn gather(self, numbers: [i32; 8], places: [i32; 8]) -> [i32; 8];

    /// Of 64 bytes those in the places that the last six bits of `places` tell.
    fn gather_bytes(self, bytes: &[u8; 64], places: [u8; 32]) -> [u8; 32];
}

/// No more than what every machine has.
#[derive(Debug, Clone, Copy)]
pub struct Plain;

impl Lanes for Plain {
    type Sums = [i32; 16];

    #[inline(always)]
    fn sums(self, numbers: [i32; 16]) -> [i32; 16] {
        numbers
    }

    #[inline(always)]
    fn numbers(self, sums: [i32; 16]) -> [i32; 16] {
        sums
    }

    #[inline(always)]
    fn add_products(self, sums: [i32; 16], weights: &[i16; 32], pair: [i16; 2]) -> [i32; 16] {
        let [a, b] = pair.map(i32::from);
        std::array::from_fn(|i| sums[i] + i32::from(weights[2 * i]) * a + i32::from(weights[2 * i + 1]) * b)
    }

    #[inline(always)]
    fn add_byte_products(self, mut sums: [i32; 16], weights: &[[i8; 64]; 4], inputs: &[[u8; 4]; 4]) -> [i32; 16] {
        for (weights, inputs) in weights.iter().zip(inputs) {
            for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<4>().0) {
                *sum += weights.iter().zip(inputs).map(|(&weight, &input)| i32::from(weight) * i32::from(input)).sum::<i32>();
            }
        }
        sums
    }

    #[inline(always)]
    fn mulhi(self, a: [i16; 16], b: [i16; 16]) -> [i16; 16] {
        std::array::from_fn(|i| ((i32::from(a[i]) * i32::from(b[i])) >> 16) as i16)
    }

    #[inline(always)]
    fn mulhrs(self, a: [i16; 16], b: [i16; 16]) -> [i16; 16] {
        std::array::from_fn(|i| ((((i32::from(a[i]) * i32::from(b[i])) >> 14) + 1) >> 1) as i16)
    }

    #[inline(always)]
    fn gather(self, numbers: [i32; 8], places: [i32; 8]) -> [i32; 8] {
        places.map(|place| numbers[(place & 7) as usize])
    }

    #[inline(always)]
    fn gather_bytes(self, bytes: &[u8; 64], places: [u8; 32]) -> [u8; 32] {
        places.map(|place| bytes[usize::from(place & 63)])
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for pulp::x86::V3 {
    type Sums = [pulp::i32x8; 2];

    #[inline(always)]
    fn sums(self, numbers: [i32; 16]) -> Self::Sums {
        pulp::cast(numbers)
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Sums) -> [i32; 16] {
        pulp::cast(sums)
    }

    #[inline(always)]
    fn add_products(self, mut sums: Self::Sums, weights: &[i16; 32], pair: [i16; 2]) -> Self::Sums {
        let pair = self.avx._mm256_set1_epi32(pulp::cast(pair));
        for (sums, weights) in sums.iter_mut().zip(weights.as_chunks::<16>().0) {
            let products = self.avx2._mm256_madd_epi16(pulp::cast(*weights), pair);
            *sums = pulp::cast(self.avx2._mm256_add_epi32(pulp::cast(*sums), products));
        }
        sums
    }

    #[inline(always)]
    fn add_byte_products(self, mut sums: Self::Sums, weights: &[[i8; 64]; 4], inputs: &[[u8; 4]; 4]) -> Self::Sums {
        let mut products = [self.avx._mm256_setzero_si256(); 2];
        for (weights, inputs) in weights.iter().zip(inputs) {
            let inputs = self.avx._mm256_set1_epi32(pulp::cast(*inputs));
            for (products, weights) in products.iter_mut().zip(weights.as_chunks::<32>().0) {
                let pairs = self.avx2._mm256_maddubs_epi16(inputs, pulp::cast(*weights));
                *products = self.avx2._mm256_add_epi16(*products, pairs);
            }
        }
        for (sums, products) in sums.iter_mut().zip(products) {
            let products = self.avx2._mm256_madd_epi16(products, self.avx._mm256_set1_epi16(1));
            *sums = pulp::cast(self.avx2._mm256_add_epi32(pulp::cast(*sums), products));
        }
        sums
    }

    #[inline(always)]
    fn mulhi(self, a: [i16; 16], b: [i16; 16]) -> [i16; 16] {
        pulp::cast(self.avx2._mm256_mulhi_epi16(pulp::cast(a), pulp::cast(b)))
    }

    #[inline(always)]
    fn mulhrs(self, a: [i16; 16], b: [i16; 16]) -> [i16; 16] {
        pulp::cast(self.avx2._mm256_mulhrs_epi16(pulp::cast(a), pulp::cast(b)))
    }

    #[inline(always)]
    fn gather(self, numbers: [i32; 8], places: [i32; 8]) -> [i32; 8] {
        pulp::cast(self.avx2._mm256_permutevar8x32_epi32(pulp::cast(numbers), pulp::cast(places)))
    }

    #[inline(always)]
    fn gather_bytes(self, bytes: &[u8; 64], places: [u8; 32]) -> [u8; 32] {
        let places = pulp::cast(places);
        let (quarters, _) = bytes.as_chunks::<16>();
        // Closures would not get the wide instructions.
        let one = self.avx2._mm256_broadcastsi128_si256(pulp::cast(quarters[0]));
        let two = self.avx2._mm256_broadcastsi128_si256(pulp::cast(quarters[1]));
        let three = self.avx2._mm256_broadcastsi128_si256(pulp::cast(quarters[2]));
        let four = self.avx2._mm256_broadcastsi128_si256(pulp::cast(quarters[3]));
        // Four bits of a place choose among the bytes of each quarter.
        let place = self.avx2._mm256_and_si256(places, self.avx._mm256_set1_epi8(15));
        let one = self.avx2._mm256_shuffle_epi8(one, place);
        let two = self.avx2._mm256_shuffle_epi8(two, place);
        let three = self.avx2._mm256_shuffle_epi8(three, place);
        let four = self.avx2._mm256_shuffle_epi8(four, place);
        // The other two choose among quarters, each as the highest bit of its byte.
        let odd = self.avx2._mm256_slli_epi16::<3>(places);
        let upper = self.avx2._mm256_slli_epi16::<2>(places);
        let lower_half = self.avx2._mm256_blendv_epi8(one, two, odd);
        let upper_half = self.avx2._mm256_blendv_epi8(three, four, odd);
        pulp::cast(self.avx2._mm256_blendv_epi8(lower_half, upper_half, upper))
    }
}

/// Number of bytes in a block that is tested at once.
pub const BLOCK: usize = 64;

/// The bytes of a block that pass a test, as bits, the first one lowest. All machines compare many bytes at once in such loops.
#[inline]
pub fn bits(block: &[u8; BLOCK], test: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0_u8; BLOCK];
    for (flag, &b) in flags.iter_mut().zip(block) {
        *flag = u8::from(test(b));
    }
    // The product moves the flags of eight bytes side by side into its highest byte.
    let side_by_side = |flags: &[u8; 8]| u64::from_le_bytes(*flags).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    flags.as_chunks().0.iter().rev().fold(0, |bits, flags| bits << 8 | side_by_side(flags))
}

/// Kernel that can be done with any lanes. `run` must be inlined always, or it does not get the machine's wide instructions.
pub trait Kernel {
    /// Does it.
    fn run<L: Lanes>(self, lanes: L);
}

/// Does the work with the widest lanes that the machine has.
pub fn dispatch(work: impl Kernel) {
    #[cfg(target_arch = "x86_64")]
    if let Some(lanes) = pulp::x86::V3::try_new() {
        return lanes.vectorize(Wide { work, lanes });
    }
    work.run(Plain);
}

#[cfg(target_arch = "x86_64")]
struct Wide<W> {
    work: W,
    lanes: pulp::x86::V3,
}

#[cfg(target_arch = "x86_64")]
impl<W: Kernel> pulp::NullaryFnOnce for Wide<W> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.work.run(self.lanes);
    }
}
