//! Words by which the rules know names, pronouns and shares.

use std::sync::LazyLock;

use crate::text::hash::hash;

/// Makes a list of hashes out of words.
macro_rules! words {
    ($($name:ident = $list:expr;)+) => {
        $(pub(super) static $name: LazyLock<Vec<u64>> = LazyLock::new(|| $list.split(' ').map(hash).collect());)+
    };
}

words! {
    NUMBERED = "no number nos flight route highway section chapter article boeing airbus channel room gate level phase type windows resolution \
        rule act page part volume episode season group grade class apollo formula league division sars covid mach area interstate line \
        figure table lot seed world war day week game round stage step item question bus train platform terminal pier zone sector district ward unit";
    PRONOUN_ONE = "no the this that any every each another which some only many little loved";
    IN = "in out";
    OF = "of";
    TO = "to or and";
    BETWEEN = "between from";
    AGED = "aged age";
    OLD = "old";
    MINUS = "minus";
    HALVES = "half quarter";
    MAGNITUDE = "magnitude";
    AGO = "ago later earlier before after old";
    PER = "per a an each every";
    A = "a an the per each every";
    BY = "by about nearly almost around roughly approximately some another more than at least over an a further just only as much many up down sharply slightly";
    BARE_SUFFIX = "m mn bn tn k b t cr";
    HALF_BEFORE = "first second latter last other better";
}
