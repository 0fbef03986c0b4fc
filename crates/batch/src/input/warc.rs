//! Web archives (ISO 28500): pages out of `response` and `resource` records, plain text out of `conversion` records (WET).

use std::io::{self, BufRead, Read};

use nutgraf::Source;

use super::fault::{Fault, is_broken_member};
use super::http::{self, field, is_page};
use super::kind::MAX_ROW;
use crate::error::Reason;

/// Longest header line taken.
const MAX_HEADER: u64 = 64 << 10;

/// The records of an archive that hold a page or its text.
pub(super) struct Records<R> {
    reader: R,
    line: Vec<u8>,
    /// The header of the next record, if it was read while looking for the end of something broken.
    ahead: Option<Header>,
    /// A broken member was reported: what is left of its record is no news.
    broken: bool,
    done: bool,
}

/// What the header of a record says.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    id: Option<String>,
    url: Option<String>,
    content_type: Option<String>,
    date: Option<String>,
    length: u64,
}

impl<R: BufRead> Records<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, line: Vec::new(), ahead: None, broken: false, done: false }
    }

    fn fault(&mut self, error: &io::Error) -> Fault {
        self.broken = is_broken_member(error);
        self.done = !self.broken;
        Fault::io(error)
    }

    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        self.reader.by_ref().take(MAX_HEADER).read_until(b'\n', &mut self.line)?;
        Ok(!self.line.is_empty())
    }

    /// Goes to the next record and reads its header; none at the end. What is not a record is reported once, then passed over.
    fn header(&mut self) -> Result<Option<Header>, Fault> {
        if let Some(header) = self.ahead.take() {
            return Ok(Some(header));
        }
        let mut lost = false;
        loop {
            match self.read_line() {
                Err(error) => return Err(self.fault(&error)),
                Ok(false) if lost && !self.broken => {
                    return Err(Fault::new(Reason::Format, "bytes that belong to no WARC record"));
                }
                Ok(false) => return Ok(None),
                Ok(true) if self.line.starts_with(b"WARC/") => break,
                Ok(true) => lost |= !self.line.trim_ascii().is_empty(),
            }
        }
        let mut header = Header::default();
        let mut has_length = false;
        loop {
            match self.read_line() {
                Err(error) => return Err(self.fault(&error)),
                Ok(false) => return Err(Fault::new(Reason::Format, "the file ends inside the header of a WARC record")),
                Ok(true) => {}
            }
            let Some((name, value)) = field(&self.line) else { break };
            match name.to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value,
                "warc-record-id" => header.id = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => header.date = Some(value),
                "content-type" => header.content_type = Some(value),
                "content-length" => match value.parse() {
                    Ok(length) => (header.length, has_length) = (length, true),
                    Err(_) => has_length = false,
                },
                _ => {}
            }
        }
        if !has_length {
            let fault = Fault::new(Reason::Format, "a WARC record without a length");
            return Err(header.id.into_iter().fold(fault, Fault::with_id));
        }
        if lost && !std::mem::take(&mut self.broken) {
            self.ahead = Some(header);
            return Err(Fault::new(Reason::Format, "bytes that belong to no WARC record"));
        }
        self.broken = false;
        Ok(Some(header))
    }

    /// Reads the record's block, or passes over it.
    fn block(&mut self, header: &Header, wanted: bool) -> Result<Vec<u8>, Fault> {
        let (limit, mut block) = (if wanted { MAX_ROW as u64 } else { 0 }, Vec::new());
        let kept = header.length.min(limit);
        let read = self.reader.by_ref().take(kept).read_to_end(&mut block).and_then(|n| {
            let skipped = io::copy(&mut self.reader.by_ref().take(header.length - kept), &mut io::sink())?;
            Ok(n as u64 + skipped)
        });
        match read {
            Err(error) => Err(self.fault(&error)),
            Ok(n) if n < header.length => Err(Fault::new(Reason::Format, "the file ends inside a WARC record")),
            Ok(_) if wanted && kept < header.length => {
                Err(Fault::new(Reason::TooLong, format!("a record of {} bytes", header.length)))
            }
            Ok(_) => Ok(block),
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Source<'static>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let header = match self.header() {
                Ok(Some(header)) => header,
                Ok(None) => break,
                Err(fault) => return Some(Err(fault)),
            };
            let wanted = match (header.kind.as_str(), header.content_type.as_deref()) {
                // A response is one of HTTP unless its type says otherwise.
                ("response", kind) => kind.is_none_or(|kind| kind.to_ascii_lowercase().starts_with("application/http")),
                ("resource", Some(kind)) => is_page(kind),
                ("conversion", kind) => kind.is_none_or(is_page),
                _ => false,
            };
            let block = match self.block(&header, wanted) {
                Ok(block) => block,
                Err(fault) => return Some(Err(header.id.into_iter().fold(fault, Fault::with_id))),
            };
            let page = match header.kind.as_str() {
                _ if !wanted => None,
                "response" => http::page(&block),
                _ => Some(http::Page { content_type: header.content_type, body: block, note: None }),
            };
            if let Some(http::Page { content_type, body, note }) = page {
                let mut source = Source::bytes(body);
                source.notes.extend(note);
                source.id = header.id.map(Into::into);
                source.url = header.url.map(Into::into);
                source.crawled = header.date.map(Into::into);
                source.content_type = content_type.map(Into::into);
                return Some(Ok(source));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, content_type: &str, block: &str) -> String {
        let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:x:{}>\r\n", block.len());
        let uri = "WARC-Target-URI: https://news.example/a\r\n";
        format!("{head}{uri}Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())
    }

    fn http(status: &str, headers: &str, body: &str) -> String {
        record("response", "application/http; msgtype=response", &format!("HTTP/1.1 {status}\r\n{headers}\r\n\r\n{body}"))
    }

    fn bodies(archive: &str) -> Vec<Result<String, Reason>> {
        let body = |source: Source<'_>| match source.content {
            nutgraf::Content::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            nutgraf::Content::Text(text) => text.into_owned(),
        };
        Records::new(archive.as_bytes()).map(|r| r.map(body).map_err(|fault| fault.reason)).collect()
    }

    #[test]
    fn pages_and_plain_texts_come_out() {
        let archive = [
            record("warcinfo", "application/warc-fields", "software: x"),
            http("200 OK", "Content-Type: text/html; charset=utf-8", "<p>One</p>"),
            http("404 Not Found", "Content-Type: text/html", "<p>None</p>"),
            http("200 OK", "Content-Type: image/png", "png"),
            http("200 OK", "Content-Type: text/html\r\nTransfer-Encoding: chunked", "4\r\n<p>T\r\n6\r\nwo</p>\r\n0\r\n\r\n"),
            record("conversion", "text/plain", "Three"),
        ];
        assert_eq!(bodies(&archive.concat()), [Ok("<p>One</p>".into()), Ok("<p>Two</p>".into()), Ok("Three".into())]);
    }

    #[test]
    fn a_broken_record_is_reported_and_passed_over() {
        let good = record("conversion", "text/plain", "Good");
        let broken = good.replace("Content-Length: 4", "Content-Length: many");
        let short = good.replace("Content-Length: 4", "Content-Length: 2");
        let results = bodies(&[broken.as_str(), &good, &short, &good].concat());
        assert_eq!(
            results,
            [
                Err(Reason::Format),
                Err(Reason::Format),
                Ok("Good".into()),
                Ok("Go".into()),
                Err(Reason::Format),
                Ok("Good".into())
            ]
        );
    }

    #[test]
    fn a_cut_off_archive_gives_what_it_has() {
        let archive = [record("conversion", "text/plain", "One"), record("conversion", "text/plain", "Two")].concat();
        assert_eq!(bodies(&archive[..archive.len() - 6]), [Ok("One".into()), Err(Reason::Format)]);
    }
}
