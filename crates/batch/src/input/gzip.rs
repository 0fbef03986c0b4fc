//! Gzip files of many members, as crawlers write them: a broken member costs what is in it, not what comes after.

use std::io::{self, BufRead, Chain, Cursor, Read};

use flate2::bufread::GzDecoder;

/// Reads all members as one stream. A broken one gives an error of kind `InvalidData` once; reading on goes on with the next.
pub(super) struct Members<R> {
    state: State<R>,
}

enum State<R> {
    /// Between two members.
    Between(R),
    /// In a member whose head was partly read while looking for it.
    Inside(Box<GzDecoder<Chain<Cursor<Vec<u8>>, R>>>),
    /// Behind an error: looking for the next member.
    Lost(R),
    Done,
}

impl<R: BufRead> Members<R> {
    pub fn new(inner: R) -> Self {
        Self { state: State::Between(inner) }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut inner) => {
                    if inner.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    self.state = inside(Vec::new(), inner);
                }
                State::Lost(mut inner) => {
                    let Some(head) = seek_member(&mut inner)? else { return Ok(0) };
                    self.state = inside(head.to_vec(), inner);
                }
                State::Inside(mut decoder) => match decoder.read(buffer) {
                    Ok(0) => self.state = State::Between(decoder.into_inner().into_inner().1),
                    Ok(n) => {
                        self.state = State::Inside(decoder);
                        return Ok(n);
                    }
                    Err(error) if is_broken(&error) => {
                        self.state = State::Lost(decoder.into_inner().into_inner().1);
                        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("broken gzip member: {error}")));
                    }
                    Err(error) => return Err(error),
                },
            }
        }
    }
}

fn inside<R: BufRead>(head: Vec<u8>, inner: R) -> State<R> {
    State::Inside(Box::new(GzDecoder::new(Cursor::new(head).chain(inner))))
}

/// True if the data are wrong rather than the disk.
fn is_broken(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// Goes behind the next bytes that look like the head of a member and gives them; none at the end of the file.
fn seek_member(inner: &mut impl BufRead) -> io::Result<Option<[u8; 4]>> {
    let mut last = [0u8; 4];
    loop {
        let buffer = inner.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let mut found = None;
        for (i, &byte) in buffer.iter().enumerate() {
            last = [last[1], last[2], last[3], byte];
            // Magic, method 8, no reserved flag.
            if matches!(last, [0x1f, 0x8b, 8, flags] if flags & 0xe0 == 0) {
                found = Some(i + 1);
                break;
            }
        }
        let consumed = found.unwrap_or(buffer.len());
        inner.consume(consumed);
        if found.is_some() {
            return Ok(Some(last));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn read_all(bytes: &[u8], capacity: usize) -> (String, usize) {
        let mut members = Members::new(io::BufReader::with_capacity(capacity, bytes));
        let (mut text, mut errors, mut buffer) = (Vec::new(), 0, [0; 16]);
        loop {
            match members.read(&mut buffer) {
                Ok(0) => return (String::from_utf8_lossy(&text).into_owned(), errors),
                Ok(n) => text.extend_from_slice(&buffer[..n]),
                Err(_) => errors += 1,
            }
        }
    }

    #[test]
    fn members_read_as_one_stream() {
        let bytes = [member("one "), member(""), member("two")].concat();
        assert_eq!(read_all(&bytes, 5), ("one two".into(), 0));
    }

    #[test]
    fn a_broken_member_costs_only_itself() {
        for capacity in [3, 64, 4096] {
            let mut broken = member("two two two two");
            broken[12] ^= 0xff;
            let (text, errors) = read_all(&[member("one "), broken, member("three")].concat(), capacity);
            assert!(text.starts_with("one ") && text.ends_with("three"), "{text}");
            assert_eq!(errors, 1);
        }
    }

    #[test]
    fn a_cut_off_end_is_one_error() {
        let bytes = [member("one "), member("two")[..14].to_vec()].concat();
        let (text, errors) = read_all(&bytes, 64);
        assert!(text.starts_with("one "));
        assert_eq!(errors, 1);
    }
}
