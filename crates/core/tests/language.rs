//! A second language is a folder of lists: what reads English reads it to the end.

use nutgraf::analysis::{Analysis, Scratches};
use nutgraf::language::Language;
use nutgraf::lexicon::folder::Folder;
use nutgraf::{Extractor, Input, Options, Source, names};

/// A language of a few rows, without models.
const TINY: Folder = Folder {
    code: "xx",
    lists: &[
        ("syntax/lemmas", "upos*\tform*\tcut:int\tadd?\nX\tar\t2\ta\n"),
        ("syntax/words", "class\twords\ntitle\tmro\nshort\tkomp\n"),
    ],
    models: &[],
};

#[test]
fn a_tiny_language_is_read_to_the_end() {
    let options = Options { input: Input::Article, tokens: true, ..Options::default() };
    let language = Language::open(&TINY).expect("good lists");
    let extractor = Extractor::new(options).expect("good options").with_language(language);
    let page = "<html lang=\"xx\"><body><p>Dor mro. Veller tokar nu. Komar sil lun.</p></body></html>";
    let record = extractor.extract(&Source::bytes(page.as_bytes()));
    assert_eq!(record.language.as_deref(), Some("xx"));
    let sentences: Vec<&str> = record.sentences.iter().map(|sentence| sentence.span.of(&record.text)).collect();
    assert_eq!(sentences, ["Dor mro. Veller tokar nu.", "Komar sil lun."]);
    let tokar = record.tokens.iter().find(|token| token.extent.text == "tokar").expect("a token");
    assert_eq!((tokar.lemma.as_str(), tokar.upos.as_str()), ("toka", "X"));
    assert!(record.people.is_empty() && record.quotes.is_empty());
}

#[test]
fn a_bad_row_is_named_with_language_list_and_line() {
    let bad = Folder { lists: &[("syntax/words", "class\twords\nnoclass\tmro\n")], ..TINY };
    let error = Language::open(&bad).expect_err("an unknown class").to_string();
    assert_eq!(error, "reading data/lang/xx/syntax/words.tsv, line 2: unknown class \"noclass\"");
}

#[test]
fn what_a_worker_keeps_of_words_belongs_to_one_language() {
    // The models of English without its lists: what the lists say of a word must not come from the memory of English.
    let other = Language::open(&Folder { models: Folder::english().models, ..TINY }).expect("good lists");
    let english = Language::english();
    let text = "Mr Henrik Solvang, the mayor of Oslo, told the Harbour Council that Datuk Hakim Rahman had left.";
    let Analysis { document, layout, syntax, .. } = Analysis::of_text(text);
    let mut scratches = Scratches::default();
    names::find(&document, &layout, &syntax, &english.names, &mut scratches.of(english.code).names);
    let after = names::find(&document, &layout, &syntax, &other.names, &mut scratches.of(other.code).names);
    let alone = names::find(&document, &layout, &syntax, &other.names, &mut names::Scratch::default());
    assert_eq!(format!("{after:?}"), format!("{alone:?}"));
}
