//! Ground floor: the arithmetic of models, which knows nothing of text.

pub(crate) mod filter;
pub(crate) mod lanes;
pub mod linear;
pub(crate) mod memory;
pub(crate) mod packed;
pub mod table;
pub mod trees;
