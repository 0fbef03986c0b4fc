//! JSON that is not a line an object: objects over many lines, one after the other or in an array, or in an array inside an object.

use std::io::{self, BufRead};

use super::fault::{Fault, is_broken_member};
use super::kind::MAX_ROW;
use super::object;
use super::options::ReadOptions;
use super::rows::no_text;
use crate::error::Reason;

/// The objects of a file.
pub(super) struct Values<R> {
    reader: R,
    name: String,
    options: ReadOptions,
    number: u64,
    /// Objects of an array inside the last one.
    inner: std::vec::IntoIter<Vec<u8>>,
    done: bool,
}

impl<R: BufRead> Values<R> {
    pub fn new(reader: R, name: String, options: &ReadOptions) -> Self {
        Self { reader, name, options: options.clone(), number: 0, inner: Vec::new().into_iter(), done: false }
    }

    /// The bytes of the next object; empty for one that is too long, none at the end. Brackets and commas around it are passed over.
    fn object(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut object = Vec::new();
        let (mut depth, mut in_string, mut escaped, mut too_long) = (0_u32, false, false, false);
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok((depth > 0).then_some(object));
            }
            let start = if depth > 0 { Some(0) } else { buffer.iter().position(|&b| b == b'{') };
            let Some(start) = start else {
                let len = buffer.len();
                self.reader.consume(len);
                continue;
            };
            let mut end = None;
            for (i, &b) in buffer.iter().enumerate().skip(start) {
                match b {
                    _ if escaped => escaped = false,
                    b'\\' if in_string => escaped = true,
                    b'"' => in_string = !in_string,
                    b'{' | b'[' if !in_string => depth += 1,
                    b'}' | b']' if !in_string => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    end = Some(i + 1);
                    break;
                }
            }
            let used = end.unwrap_or(buffer.len());
            too_long |= object.len() + used - start > MAX_ROW;
            if too_long {
                object = Vec::new();
            } else {
                object.extend_from_slice(&buffer[start..used]);
            }
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some(object));
            }
        }
    }
}

impl<R: BufRead> Iterator for Values<R> {
    type Item = Result<nutgraf::Source<'static>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let next = self.inner.next().map(|object| Ok(Some(object))).unwrap_or_else(|| self.object());
            let object = match next {
                Ok(Some(object)) => object,
                Ok(None) => return None,
                Err(error) => {
                    self.done = !is_broken_member(&error);
                    return Some(Err(Fault::io(&error)));
                }
            };
            self.number += 1;
            let (number, name) = (self.number, &self.name);
            let id = || format!("{name}:{number}");
            if object.is_empty() {
                return Some(Err(Fault::new(Reason::TooLong, format!("object {number} is longer than {MAX_ROW} bytes"))));
            }
            match object::source(&object, &self.options, id) {
                Ok(Some(source)) => return Some(Ok(source)),
                Ok(None) => match articles(&object) {
                    Some(inner) => {
                        self.number -= 1;
                        self.inner = inner.into_iter();
                    }
                    None => return Some(Err(no_text(&format!("object {number}")).with_id(id()))),
                },
                Err(error) => {
                    return Some(Err(Fault::new(Reason::Format, format!("object {number}: {error}")).with_id(id())));
                }
            }
        }
        None
    }
}

/// Longest object whose lists are looked into, in bytes: values in memory take many times their length.
const MAX_WRAPPER: usize = 8 << 20;

/// The objects of the one list that an answer of an interface wraps them in: `{"status": "ok", "articles": [{...}, ...]}`.
fn articles(object: &[u8]) -> Option<Vec<Vec<u8>>> {
    if object.len() > MAX_WRAPPER {
        return None;
    }
    let wrapper: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(object).ok()?;
    let lists = wrapper.into_iter().filter_map(|(_, value)| match value {
        serde_json::Value::Array(items) if items.first().is_some_and(serde_json::Value::is_object) => Some(items),
        _ => None,
    });
    let [items] = <[_; 1]>::try_from(lists.collect::<Vec<_>>()).ok()?;
    Some(items.iter().map(|item| item.to_string().into_bytes()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(json: &str) -> Vec<Result<String, Reason>> {
        let values = Values::new(json.as_bytes(), "a.json".into(), &ReadOptions { max_bytes: 1 << 20, ..ReadOptions::default() });
        let text = |source: nutgraf::Source<'_>| match source.content {
            nutgraf::Content::Text(text) => text.into_owned(),
            nutgraf::Content::Bytes(_) => String::new(),
        };
        values.map(|value| value.map(text).map_err(|fault| fault.reason)).collect()
    }

    #[test]
    fn objects_are_found_wherever_they_are() {
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(texts("{\n  \"text\": \"A } \\\" ] B\",\n  \"tags\": [{\"x\": 1}]\n}\n"), [ok("A } \" ] B")]);
        assert_eq!(texts("[{\"text\": \"A\"},\n {\"text\": \"B\"}]"), [ok("A"), ok("B")]);
        assert_eq!(texts("{\"status\": \"ok\", \"articles\": [{\"body\": \"A\"}, {\"x\": 1}]}"), [ok("A"), Err(Reason::NoText)]);
        assert_eq!(texts("[{\"text\": \"A\"}, {\"text\": }, {\"text\": \"C\"}]"), [ok("A"), Err(Reason::Format), ok("C")]);
        assert_eq!(texts("[{\"text\": \"A\"}, {\"text\": \"cut"), [ok("A"), Err(Reason::Format)]);
        assert_eq!(texts("[]"), []);
    }
}
