//! The units of an article, each under the key that sorts it into its block: units whose names may be one.

use rustc_hash::FxHashMap;

use crate::context::Rarity;
use crate::error::Result;
use crate::facts::Being;
use crate::forms::Forms;
use crate::found;
use crate::gather::Article;
use crate::ids::member;
use crate::known::Known;
use crate::organization::form;
use crate::person::Name;
use crate::spool::encode;
use crate::unit::{Kind, Reason, Unit};

/// Terms of an article that its people and organisations are known by.
const TERMS: usize = 32;

/// Tells the units of articles their blocks.
pub struct Blocks<'c> {
    rarity: &'c Rarity,
    forms: &'c Forms,
    known: &'c Known,
    /// Rows of the list by the main form of what they name: other forms go where that goes.
    listed: FxHashMap<u64, u32>,
}

/// A unit under the key that sorts it into its block.
pub type Keyed = (Vec<u8>, Vec<u8>);

impl<'c> Blocks<'c> {
    /// Of a corpus whose terms and forms were counted.
    pub fn new(rarity: &'c Rarity, forms: &'c Forms, known: &'c Known) -> Self {
        let listed = known.organizations().map(|(form, row)| (forms.home(form).0, row)).collect();
        Self { rarity, forms, known, listed }
    }

    /// The units of an article.
    ///
    /// # Errors
    /// Never: see [`encode`].
    pub fn units(&self, article: &Article) -> Result<Vec<Keyed>> {
        let Article { facts, terms, runs, .. } = article;
        let context = self.rarity.vector(terms, TERMS);
        let keyed = |kind: Kind, block: &str, reason: Reason, being: &Being, known: Option<u32>| -> Result<Keyed> {
            let unit = Unit {
                article: facts.article.clone(),
                number: facts.number,
                key: member(&facts.article, &being.entity, &being.name),
                day: facts.day,
                site: facts.site.clone(),
                countries: facts.countries.iter().take(5).cloned().collect(),
                copy: facts.copy,
                reason,
                known,
                being: being.clone(),
                context: context.clone(),
            };
            let key = [&[kind.letter() as u8], block.as_bytes(), &[0], &unit.key.to_be_bytes()].concat();
            Ok((key, encode(&unit)?))
        };
        let mut units = Vec::new();
        for being in &facts.people {
            let row = self.known.person(being);
            if let Some(name) = row.map_or_else(|| Name::of(being), |row| self.known.name(row)) {
                units.push(keyed(Kind::Person, &name.block(), Reason::Name, being, row)?);
            }
        }
        let found = found::find(facts, runs, self.forms).into_iter();
        let found: Vec<_> = found.map(|name| Being { name, mentions: 1, ..Being::default() }).collect();
        for being in facts.organizations.iter().chain(&found) {
            let form = form(&being.name);
            if form.is_empty() {
                continue;
            }
            let (home, reason) = self.forms.home(&form);
            let own = self.known.organization(&form);
            let row = own.or_else(|| self.listed.get(&home).copied());
            let reason = match own {
                _ if being.entity.is_empty() => Reason::Corpus,
                Some(_) => Reason::Known,
                None => reason,
            };
            let block = row.map_or_else(|| format!("{home:016x}"), |row| format!("known {row}"));
            units.push(keyed(Kind::Organization, &block, reason, being, row)?);
        }
        Ok(units)
    }
}
