//! The step of `AdaGrad` (Duchi, Hazan and Singer 2011), with which all linear models but the perceptron learn.

/// Moves a weight against its slope; `square` is the sum of the squares of its slopes so far.
#[inline]
pub fn step(weight: &mut f32, square: &mut f32, slope: f32, rate: f32) {
    *square += slope * slope;
    *weight -= rate * slope / square.sqrt();
}
