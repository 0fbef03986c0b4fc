//! What is known before any text is read: names, places, and a language's words.

pub mod calibration;
pub mod folder;
pub mod gazetteer;
pub mod names;
