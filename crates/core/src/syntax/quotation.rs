//! Which words are inside quotation marks.

use super::token::{Shape, Syntax};

/// Returns for every token the number of the quotation around it, counted from 1; 0 outside of quotations.
pub(super) fn quotation_numbers(text: &str, syntax: &Syntax) -> Vec<u32> {
    let mut numbers = vec![0; syntax.tokens.len()];
    let mut last = 0;
    let mut block = None;
    let mut open = false;
    for sentence in &syntax.sentences {
        if block != Some(sentence.block) {
            block = Some(sentence.block);
            open = false;
        }
        for i in sentence.tokens.start as usize..sentence.tokens.end as usize {
            let token = &syntax.tokens[i];
            let mark = if token.shape == Shape::Mark { token.span.of(text) } else { "" };
            match mark {
                "“" | "``" => (open, last) = (true, last + 1),
                "”" | "''" => open = false,
                "\"" => (open, last) = (!open, last + u32::from(!open)),
                _ => {}
            }
            numbers[i] = if open { last } else { 0 };
        }
    }
    numbers
}
