//! Who speaks besides those who are quoted by name: first persons inside and outside of quotations.

pub mod first_person;
pub mod unquoted;
