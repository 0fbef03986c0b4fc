//! What reading a page gives.

use super::declared::Declared;
use crate::read::picture::Picture;
use crate::read::piece::Piece;

/// A page read.
#[derive(Debug, Default)]
pub struct Page {
    /// The visible text, a line break between two pieces.
    pub text: String,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// What the page declares of itself.
    pub declared: Declared,
    /// The page has scripts that may fill it.
    pub scripted: bool,
}
