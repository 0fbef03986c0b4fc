//! The tag sets of Universal Dependencies 2.

/// Makes a fieldless enum whose values have the names of the tag set.
macro_rules! tags {
    ($(#[$doc:meta])* $name:ident: $($value:ident $text:literal)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[allow(missing_docs)]
        #[repr(u8)]
        pub enum $name { #[default] $($value),+ }

        impl $name {
            /// All of them; the index of each is its number.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The name in the tag set.
            pub fn name(self) -> &'static str {
                match self { $(Self::$value => $text),+ }
            }

            /// The value of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|tag| tag.name() == name)
            }
        }
    };
}

tags! {
    /// Parts of speech.
    Upos:
    X "X" Adj "ADJ" Adp "ADP" Adv "ADV" Aux "AUX" Cconj "CCONJ" Det "DET" Intj "INTJ" Noun "NOUN" Num "NUM" Part "PART"
    Pron "PRON" Propn "PROPN" Punct "PUNCT" Sconj "SCONJ" Sym "SYM" Verb "VERB"
}

tags! {
    /// Relations to the head, without subtypes but for passive subjects and agents, which facts need.
    Deprel:
    Dep "dep" Acl "acl" Advcl "advcl" Advmod "advmod" Amod "amod" Appos "appos" Aux "aux" AuxPass "aux:pass" Case "case" Cc "cc"
    Ccomp "ccomp" Clf "clf" Compound "compound" Conj "conj" Cop "cop" Csubj "csubj" Det "det" Discourse "discourse"
    Dislocated "dislocated" Expl "expl" Fixed "fixed" Flat "flat" Goeswith "goeswith" Iobj "iobj" List "list" Mark "mark"
    Nmod "nmod" NmodPoss "nmod:poss" Nsubj "nsubj" NsubjPass "nsubj:pass" Nummod "nummod" Obj "obj" Obl "obl" OblAgent "obl:agent"
    Orphan "orphan" Parataxis "parataxis" Punct "punct" Reparandum "reparandum" Root "root" Vocative "vocative" Xcomp "xcomp"
}
