//! What is asked about a cue, and what the answer may depend on: the candidates and features of each question.

mod cue;
mod edge;
mod join;
mod left;
mod right;
mod sides;
mod context;
mod speaker;

pub use cue::cue;
pub use join::join;
pub use left::{left_end, left_start};
pub use right::{right_end, right_start};
pub use sides::sides;
pub use context::CueContext;
pub use speaker::{speaker, speakers};
