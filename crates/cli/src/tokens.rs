//! `nutgraf tokens`: sentences and tokens in CoNLL-U.

use std::fmt::Write as _;

use nutgraf::{Options, Record};

use crate::Outcome;
use crate::records::SourceArgs;
use crate::terminal::{Output, one_line};

/// Write sentences, tokens, parts of speech, lemmas and dependency heads, in CoNLL-U
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    source: SourceArgs,
}

pub fn run(args: Args) -> anyhow::Result<Outcome> {
    let mut out = Output::new();
    let options = Options { tokens: true, ..args.source.options() };
    let failed = args.source.for_each_with(options, |record| Ok(out.text(&conllu(&record))?))?;
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

/// The sentences of a record that has tokens and counts bytes.
fn conllu(record: &Record) -> String {
    let mut out = String::new();
    if let Some(id) = &record.id {
        let _ = writeln!(out, "# newdoc id = {}", one_line(id));
    }
    for (number, sentence) in record.sentences.iter().enumerate() {
        let first = sentence.first_token;
        let text: Vec<&str> = sentence.span.of(&record.text).split_whitespace().collect();
        let _ = writeln!(out, "# sent_id = {}\n# text = {}", number + 1, text.join(" "));
        for i in first..sentence.end_token {
            let token = &record.tokens[i as usize];
            let next = record.tokens.get(i as usize + 1);
            let glued = i + 1 < sentence.end_token && next.is_some_and(|next| next.extent.span.start == token.extent.span.end);
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t_\t_\t{}\t{}\t_\t{}",
                i - first + 1,
                token.extent.text,
                token.lemma,
                token.upos,
                token.head.map_or(0, |head| head - first + 1),
                token.deprel,
                if glued { "SpaceAfter=No" } else { "_" },
            );
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use nutgraf::{Extractor, Options, Source};

    use super::*;

    #[test]
    fn every_token_has_a_row_of_ten_fields() {
        let extractor = Extractor::new(Options { tokens: true, ..Options::default() }).expect("good options");
        let record = extractor.extract(&Source::text("Ana Ruiz didn't resign."));
        let out = conllu(&record);
        let rows: Vec<_> = out.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        assert!(rows.iter().all(|row| row.split('\t').count() == 10));
        assert_eq!(
            rows.iter().map(|row| row.split('\t').nth(1).unwrap()).collect::<Vec<_>>(),
            ["Ana", "Ruiz", "did", "n't", "resign", "."]
        );
        assert!(rows[2].ends_with("SpaceAfter=No"));
    }
}
