//! The models of the stage of events, from sets that each label only some types. A word of a set has a list of classes that it
//! may be of; the loss is minus the logarithm of their summed probability. Where a set names a type but no word, the word is the
//! one that the model so far likes best.

mod arguments;
mod fit;
mod folds;
mod lessons;
mod report;
mod sets;
mod softmax;
mod view;

pub use fit::train;
pub use folds::predict as folds;
