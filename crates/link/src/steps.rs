//! The steps of linking apart, for engines that spread a corpus over machines: each is a function from tables to a table, and
//! between two of them the engine adds up, or brings together what has a block in common. The rows are those of [`crate::link`].

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::builder::{BinaryBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};

use crate::block::{self, Found};
use crate::chunks::in_chunks;
use crate::context::Rarity;
use crate::error::{Error, Result};
use crate::forms::FormCounter;
use crate::gather::gather;
use crate::ids::new_id;
use crate::known::Known;
use crate::sort::{RUN, Sorter};
use crate::source::Source;
use crate::spool::decode;
use crate::tables::{ENTITIES, ENTITY_LINKS};
use crate::unit::Kind;
use crate::units::Blocks;
use crate::write::{Made, Target, Writer};

/// Counts what a part of a corpus holds: a table `what`, `key`, `n`, which is added up over all parts (`sum(n)` by `what` and `key`).
///
/// # Errors
/// If the tables can't be read.
pub fn count(source: &Source) -> Result<RecordBatch> {
    let gathered = gather(source)?;
    let mut counts: Vec<(&str, String, i64)> = vec![("articles", String::new(), i64::from(gathered.rarity.articles()))];
    counts.extend(gathered.rarity.counts().map(|(bucket, n)| ("term", bucket.to_string(), i64::from(n))));
    counts.extend(gathered.forms.counted()?);
    let schema = Schema::new(vec![
        Field::new("what", DataType::Utf8, false),
        Field::new("key", DataType::Utf8, false),
        Field::new("n", DataType::Int64, false),
    ]);
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(counts.iter().map(|(what, ..)| what))),
        Arc::new(StringArray::from_iter_values(counts.iter().map(|(_, key, _)| key))),
        Arc::new(Int64Array::from_iter_values(counts.iter().map(|(.., n)| *n))),
    ];
    batch(schema, columns)
}

/// The people and organisations of a part of a corpus, each with the block in which those that may be it are: a table `block`, `unit`.
/// `counts` is what [`count`] gave, added up.
///
/// # Errors
/// If the tables can't be read.
pub fn units(source: &Source, counts: &[RecordBatch], known: &Known) -> Result<RecordBatch> {
    let (mut rarity, mut forms) = (Rarity::default(), FormCounter::default());
    for batch in counts {
        let column =
            |name: &str| batch.column_by_name(name).ok_or_else(|| Error::Use(format!("the counts have no column {name:?}")));
        let texts = |name: &str| -> Result<Vec<String>> {
            let cells = nutgraf_batch::strings::Cells::new(column(name)?);
            let cells = cells.ok_or_else(|| Error::Use(format!("the counts' column {name:?} is no text")))?;
            Ok((0..batch.num_rows()).map(|i| cells.get(i).unwrap_or_default().into_owned()).collect())
        };
        for ((what, key), n) in texts("what")?.iter().zip(texts("key")?).zip(texts("n")?) {
            let n: u32 = n.parse().map_err(|_| Error::Use(format!("{n:?} is no count: sum them as whole numbers")))?;
            match what.as_str() {
                "articles" => rarity.add_articles(n),
                "term" => rarity.add_count(key.parse().map_err(|_| Error::Use(format!("{key:?} is no term")))?, n),
                _ => forms.add_counted(what, &key, n)?,
            }
        }
    }
    let mut articles = gather(source)?.articles;
    let forms = forms.finish()?;
    let (finder, mut sorter) = (Blocks::new(&rarity, &forms, known), Sorter::new(RUN));
    in_chunks(
        || articles.chunk(),
        |bytes| finder.units(&decode(&bytes)?),
        |units| units.iter().try_for_each(|(key, unit)| sorter.push(key, unit)),
    )?;
    let (mut blocks, mut units) = (StringBuilder::new(), BinaryBuilder::new());
    for entry in sorter.finish()? {
        let entry = entry?;
        blocks.append_value(String::from_utf8_lossy(block::name(&entry.key)));
        units.append_value(&entry.value);
    }
    let schema = Schema::new(vec![Field::new("block", DataType::Utf8, false), Field::new("unit", DataType::Binary, false)]);
    batch(schema, vec![Arc::new(blocks.finish()), Arc::new(units.finish())])
}

/// Joins whole blocks: the rows of `entities` and `entity_links` of the units that [`units`] gave, each block whole.
///
/// # Errors
/// If the units are not such.
pub fn join(units: &[RecordBatch], known: &Known) -> Result<Made> {
    let mut blocks: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for batch in units {
        let (Some(names), Some(bytes)) = (batch.column_by_name("block"), batch.column_by_name("unit")) else {
            return Err(Error::Use("units have the columns `block` and `unit`".to_owned()));
        };
        let texts = nutgraf_batch::strings::Cells::new(names);
        let texts = texts.ok_or_else(|| Error::Use("the column `block` of units holds text".to_owned()))?;
        for i in 0..batch.num_rows() {
            let unit = binary(bytes, i).ok_or_else(|| Error::Use("the column `unit` of units holds bytes".to_owned()))?;
            blocks.entry(texts.get(i).unwrap_or_default().into_owned()).or_default().push(unit.to_vec());
        }
    }
    let mut made = Made::new();
    let mut entities = Writer::with(&ENTITIES, &known.columns, &Target::Memory)?;
    let mut links = Writer::new(&ENTITY_LINKS, &Target::Memory)?;
    for (name, units) in blocks {
        let kind = if name.starts_with('P') { Kind::Person } else { Kind::Organization };
        for Found { entity, key, links: found, .. } in block::work(kind, &units, known)? {
            let listed = key.known.map(|row| known.row(row).id.clone()).filter(|id| !id.is_empty());
            let id = listed.unwrap_or_else(|| new_id(kind.letter(), key.smallest));
            entities.row(entity.row(id.clone(), known.columns.len()))?;
            for (_, link) in found {
                links.row(link.row(id.clone()))?;
            }
        }
    }
    entities.finish(&mut made)?;
    links.finish(&mut made)?;
    Ok(made)
}

/// The bytes in a cell, of whichever type of bytes an engine makes of them.
fn binary(column: &ArrayRef, i: usize) -> Option<&[u8]> {
    match column.data_type() {
        DataType::Binary => Some(column.as_binary::<i32>().value(i)),
        DataType::LargeBinary => Some(column.as_binary::<i64>().value(i)),
        DataType::BinaryView => Some(column.as_binary_view().value(i)),
        _ => None,
    }
}

fn batch(schema: Schema, columns: Vec<ArrayRef>) -> Result<RecordBatch> {
    RecordBatch::try_new(Arc::new(schema), columns).map_err(|error| Error::Use(error.to_string()))
}
