//! Packed files of many members (gzip) or frames (zstd), as crawlers write them: a broken one costs what is in it, not what
//! comes after it.

use std::io::{self, BufRead, Chain, Cursor, Read};

use flate2::bufread::GzDecoder;

/// A packing whose files are members, one after the other.
pub(super) trait Codec {
    /// Unpacks a single member.
    type Decoder<R: BufRead>: Read;
    /// What a member is called in messages.
    const MEMBER: &'static str;
    /// Bytes to pass over after an error: a decoder that gives input back must not be handed the same member again.
    const GIVEN_BACK: usize;
    /// A decoder of the member that begins here.
    fn decoder<R: BufRead>(inner: R) -> io::Result<Self::Decoder<R>>;
    /// The bytes after the member.
    fn into_inner<R: BufRead>(decoder: Self::Decoder<R>) -> R;
    /// True if a member can begin with these bytes.
    fn begins(head: [u8; 4]) -> bool;
}

/// RFC 1952.
pub(super) struct Gzip;

impl Codec for Gzip {
    type Decoder<R: BufRead> = GzDecoder<R>;
    const MEMBER: &'static str = "gzip member";
    const GIVEN_BACK: usize = 0;

    fn decoder<R: BufRead>(inner: R) -> io::Result<GzDecoder<R>> {
        Ok(GzDecoder::new(inner))
    }

    fn into_inner<R: BufRead>(decoder: GzDecoder<R>) -> R {
        decoder.into_inner()
    }

    fn begins(head: [u8; 4]) -> bool {
        // Magic, method 8, no reserved flag.
        matches!(head, [0x1f, 0x8b, 8, flags] if flags & 0xe0 == 0)
    }
}

/// RFC 8878. Frames whose window is over 128 MiB are refused, so memory is bounded.
pub(super) struct Zstd;

impl Codec for Zstd {
    type Decoder<R: BufRead> = zstd::Decoder<'static, R>;
    const MEMBER: &'static str = "zstd frame";
    // The buffer in which it found the error.
    const GIVEN_BACK: usize = 1;

    fn decoder<R: BufRead>(inner: R) -> io::Result<zstd::Decoder<'static, R>> {
        Ok(zstd::Decoder::with_buffer(inner)?.single_frame())
    }

    fn into_inner<R: BufRead>(decoder: zstd::Decoder<'static, R>) -> R {
        decoder.finish()
    }

    fn begins(head: [u8; 4]) -> bool {
        head == [0x28, 0xb5, 0x2f, 0xfd] || is_skippable(head)
    }
}

/// True for the head of a zstd frame that holds no data.
pub(super) fn is_skippable(head: [u8; 4]) -> bool {
    head[0] & 0xf0 == 0x50 && head[1..] == [0x2a, 0x4d, 0x18]
}

/// Reads all members as one stream. A broken one gives an error of kind `InvalidData` once; reading on goes on with the next.
/// Every error but the last is followed by a member's head further on, so their number is bounded by the length of the file.
pub(super) struct Members<C: Codec, R: BufRead> {
    state: State<C, R>,
}

enum State<C: Codec, R: BufRead> {
    /// Between two members.
    Between(R),
    /// In a member whose head was partly read while looking for it.
    Inside(Box<C::Decoder<Chain<Cursor<Vec<u8>>, R>>>),
    /// After an error: looking for the next member.
    Lost(R),
    Done,
}

impl<C: Codec, R: BufRead> Members<C, R> {
    pub fn new(inner: R) -> Self {
        Self { state: State::Between(inner) }
    }
}

impl<C: Codec, R: BufRead> Read for Members<C, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut inner) => {
                    if !pass_padding(&mut inner)? {
                        return Ok(0);
                    }
                    self.state = inside(Vec::new(), inner)?;
                }
                State::Lost(mut inner) => {
                    let given_back = inner.fill_buf()?.len().min(C::GIVEN_BACK);
                    inner.consume(given_back);
                    let Some(head) = seek_member::<C>(&mut inner)? else { return Ok(0) };
                    self.state = inside(head.to_vec(), inner)?;
                }
                State::Inside(mut decoder) => match decoder.read(buffer) {
                    Ok(0) => self.state = State::Between(C::into_inner(*decoder).into_inner().1),
                    Ok(n) => {
                        self.state = State::Inside(decoder);
                        return Ok(n);
                    }
                    Err(error) if is_broken(&error) => {
                        self.state = State::Lost(C::into_inner(*decoder).into_inner().1);
                        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("broken {}: {error}", C::MEMBER)));
                    }
                    Err(error) => return Err(error),
                },
            }
        }
    }
}

fn inside<C: Codec, R: BufRead>(head: Vec<u8>, inner: R) -> io::Result<State<C, R>> {
    Ok(State::Inside(Box::new(C::decoder(Cursor::new(head).chain(inner))?)))
}

/// Passes over zeros, with which tapes and block devices fill up a file; false at its end.
fn pass_padding(inner: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let buffer = inner.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        let zeros = buffer.iter().take_while(|&&b| b == 0).count();
        let is_all = zeros == buffer.len();
        inner.consume(zeros);
        if !is_all {
            return Ok(true);
        }
    }
}

/// True if the data are wrong rather than the disk. The zstd library calls all that is wrong with them `Other`.
fn is_broken(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof | Other)
}

/// Goes past the next bytes that look like the head of a member and returns them; none at the end of the file.
fn seek_member<C: Codec>(inner: &mut impl BufRead) -> io::Result<Option<[u8; 4]>> {
    let mut last = [0u8; 4];
    loop {
        let buffer = inner.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let mut found = None;
        for (i, &byte) in buffer.iter().enumerate() {
            last = [last[1], last[2], last[3], byte];
            if C::begins(last) {
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

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
        encoder.include_checksum(true).unwrap();
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn read_all<C: Codec>(bytes: &[u8], capacity: usize) -> (String, usize) {
        let mut members = Members::<C, _>::new(io::BufReader::with_capacity(capacity, bytes));
        let (mut text, mut errors, mut buffer) = (Vec::new(), 0, [0; 16]);
        loop {
            match members.read(&mut buffer) {
                Ok(0) => return (String::from_utf8_lossy(&text).into_owned(), errors),
                Ok(n) => text.extend_from_slice(&buffer[..n]),
                Err(_) => errors += 1,
            }
            assert!(errors <= bytes.len(), "errors without end");
        }
    }

    fn check<C: Codec>(member: fn(&str) -> Vec<u8>) {
        let bytes = [member("one "), member(""), member("two")].concat();
        assert_eq!(read_all::<C>(&bytes, 5), ("one two".into(), 0));
        let padded = [member("one "), vec![0; 9], member("two"), vec![0; 700]].concat();
        assert_eq!(read_all::<C>(&padded, 5), ("one two".into(), 0));

        for capacity in [3, 64, 4096] {
            let mut broken = member("two two two two");
            let middle = broken.len() / 2;
            broken[middle] ^= 0xff;
            let (text, errors) = read_all::<C>(&[member("one "), broken, member("three")].concat(), capacity);
            assert!(text.starts_with("one ") && text.ends_with("three"), "{text}");
            assert_eq!(errors, 1);
        }
        let whole = member("two");
        for kept in 1..whole.len() {
            let (text, errors) = read_all::<C>(&[member("one "), whole[..kept].to_vec()].concat(), 64);
            assert!(text.starts_with("one "), "{text}");
            assert_eq!(errors, 1, "cut after {kept} bytes");
        }
    }

    #[test]
    fn a_broken_gzip_member_costs_only_itself() {
        check::<Gzip>(gzip);
    }

    #[test]
    fn a_broken_zstd_frame_costs_only_itself() {
        check::<Zstd>(zstd);
        let skippable = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        let bytes = [&skippable[..], &zstd("one "), &skippable, &zstd("two")].concat();
        assert_eq!(read_all::<Zstd>(&bytes, 7), ("one two".into(), 0));
    }
}
