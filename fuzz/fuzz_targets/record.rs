//! Any JSON as a record: what is read converts and is written again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Offsets, Record};

fuzz_target!(|json: &[u8]| {
    let Ok(record) = serde_json::from_slice::<Record>(json) else { return };
    let again: Record = serde_json::from_str(&record.to_json()).expect("its own JSON");
    assert_eq!(again.to_json(), record.to_json());
    let _ = record.to_geojson();
    let _ = record.with_offsets(Offsets::CodePoint);
});
