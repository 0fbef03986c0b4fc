//! Organisations that an article names and its own tables do not have, while the corpus knows their names.

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::fold::fold;
use crate::forms::Forms;
use crate::lexicon::LEXICON;
use crate::organization::form;

/// Words of the longest name that is looked up.
const LONGEST: usize = 7;
/// Bytes of a body that are looked through.
const READ: usize = 40_000;

/// The runs of capitalised words of a text, each once: "Bank of England's Monetary Policy Committee".
pub fn runs(body: &str) -> Vec<String> {
    let mut end = body.len().min(READ);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let (mut runs, mut seen, mut run) = (Vec::new(), FxHashSet::default(), Vec::<&str>::new());
    let mut close = |run: &mut Vec<&str>| {
        while run.last().is_some_and(|word| !is_capital(word)) {
            run.pop();
        }
        if !run.is_empty() {
            let text = run.join(" ");
            if seen.insert(text.clone()) {
                runs.push(text);
            }
        }
        run.clear();
    };
    for token in body[..end].split(char::is_whitespace) {
        let opens = token.starts_with(['(', '"', '“', '‘', '\'']);
        if opens {
            close(&mut run);
        }
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
        let small = LEXICON.small(bare) || bare == "&";
        if is_capital(bare) || small && !run.is_empty() {
            run.push(bare);
            let possessive = bare.ends_with("'s") || bare.ends_with("’s");
            if possessive || token.ends_with(['.', ',', ';', ':', '?', '!', ')', '"', '”']) && bare.len() > 1 {
                close(&mut run);
            }
        } else {
            close(&mut run);
        }
    }
    close(&mut run);
    runs
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// The names in an article's runs that the corpus knows as organisations', that none of its own tables has, and that are no part of a
/// person's name.
pub fn find(facts: &Facts, runs: &[String], forms: &Forms) -> Vec<String> {
    let mut own: FxHashSet<u64> = facts.organizations.iter().map(|being| forms.home(&form(&being.name)).0).collect();
    let people: FxHashSet<String> = facts.people.iter().flat_map(|being| fold(&being.name)).collect();
    let mut found = Vec::new();
    for run in runs {
        let words: Vec<&str> = run.split(' ').collect();
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=LONGEST.min(words.len() - at)).rev().find_map(|length| {
                let name = words[at..at + length].join(" ");
                let form = form(&name);
                let person = form.split(' ').any(|word| people.contains(word));
                (is_capital(words[at]) && !person && forms.is_known(&form)).then_some((length, name, form))
            });
            let Some((length, name, form)) = longest else {
                at += 1;
                continue;
            };
            if own.insert(forms.home(&form).0) {
                let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(&name);
                found.push(bare.to_owned());
            }
            at += length;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_sentences_and_owners_do() {
        let text =
            "Speaking on Radio Nine's Morning, Ana Ruiz of the Bank of Ardenvale said (BOA) rates, like Harlow & Sons, may rise.";
        assert_eq!(
            runs(text),
            // Small words may be inside a name; the look-up tries every part of a run.
            ["Speaking on Radio Nine's", "Morning", "Ana Ruiz of the Bank of Ardenvale", "BOA", "Harlow & Sons"]
        );
    }
}
