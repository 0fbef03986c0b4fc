//! Which words are inside quotation marks.

use super::token::{Shape, Syntax};

/// Returns for every token the number of the quotation around it, counted from 1; 0 outside of quotations.
pub(super) fn quotation_numbers(text: &str, syntax: &Syntax) -> Vec<u32> {
    let mut numbers = vec![0; syntax.tokens.len()];
    let mut last = 0;
    let mut block = None;
    let mut open = false;
    // "‘Yes,’ she said": the mark that closes it is an apostrophe too, as in "the boys’ coat".
    let mut single = false;
    for sentence in &syntax.sentences {
        if block != Some(sentence.block) {
            block = Some(sentence.block);
            open = false;
        }
        for i in sentence.tokens.start as usize..sentence.tokens.end as usize {
            let token = &syntax.tokens[i];
            let mark = if token.shape == Shape::Mark { token.span.of(text) } else { "" };
            match mark {
                "“" | "``" => (open, single, last) = (true, false, last + 1),
                "”" | "''" => open = false,
                "‘" if !open => (open, single, last) = (true, true, last + 1),
                "’" if single && !is_owner(text, syntax, i, sentence.tokens.end as usize) => open = false,
                "\"" => (open, single, last) = (!open, false, last + u32::from(!open)),
                _ => {}
            }
            numbers[i] = if open { last } else { 0 };
        }
    }
    numbers
}

/// True for the mark of "the boys’ coat": after an "s", a word follows, and the sentence has another mark that closes.
fn is_owner(text: &str, syntax: &Syntax, i: usize, end: usize) -> bool {
    let word = |i: usize| syntax.tokens[i].span.of(text);
    let owner = i > 0 && word(i - 1).ends_with('s') && syntax.tokens[i - 1].span.end == syntax.tokens[i].span.start;
    owner && i + 1 < end && syntax.tokens[i + 1].shape != Shape::Mark && (i + 1..end).take(60).any(|i| word(i) == "’")
}

#[cfg(test)]
mod tests {
    use crate::analysis::Analysis;

    /// The words inside quotation marks.
    fn quoted(text: &str) -> Vec<String> {
        let Analysis { document, syntax, .. } = Analysis::of_text(text);
        let inside = syntax.tokens.iter().zip(&syntax.quotations).filter(|(_, number)| **number > 0);
        inside.map(|(token, _)| token.span.of(&document.text).to_owned()).filter(|word| word.chars().all(char::is_alphabetic)).collect()
    }

    #[test]
    fn single_marks_quote_and_apostrophes_close_nothing() {
        assert_eq!(quoted("‘We lost the boys’ coats,’ she said."), ["We", "lost", "the", "boys", "coats"]);
        assert_eq!(quoted("She was ‘calm and lucid’ when the boys’ coats burnt."), ["calm", "and", "lucid"]);
        assert_eq!(quoted("“The ‘old’ road,” he said."), ["The", "old", "road"]);
    }
}
