//! The open elements around a text, and what they say of it.

use html5ever::LocalName;

use crate::read::piece::{Markup, Tag};

/// An open element.
#[derive(Debug)]
pub struct Open {
    pub name: LocalName,
    pub tag: Tag,
    pub number: u32,
    pub own: u32,
    pub around: u32,
    pub inside: u32,
    pub hidden: bool,
    /// The same of it and the elements around that do not hold the headline.
    pub boxed: u32,
}

/// What the open elements say of the text that begins.
pub fn describe(stack: &[Open]) -> Markup {
    let holder = stack.iter().rposition(|open| !open.tag.is_inline());
    let number = |back: usize| holder.and_then(|at| at.checked_sub(back)).map_or(0, |at| stack[at].number);
    let inner = stack.last();
    let block = holder.map(|at| &stack[at]);
    let inline = &stack[holder.map_or(0, |at| at + 1)..];
    Markup {
        tag: block.map_or(Tag::Block, |open| open.tag),
        depth: stack.len() as u16,
        holder: number(0),
        parent: number(1),
        grandparent: number(2),
        own: inline.iter().fold(block.map_or(0, |open| open.own), |own, open| own | open.own),
        around: block.map_or(0, |open| open.around),
        inside: inner.map_or(0, |open| open.inside | open.tag.bit()),
        hidden: inner.is_some_and(|open| open.hidden),
        boxed: inner.map_or(0, |open| open.boxed),
        ..Markup::default()
    }
}
