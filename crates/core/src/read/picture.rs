//! Pictures that a page shows, and addresses in full.

/// An `img` element that is large enough to be a picture of something.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The address of its file, as written.
    pub url: String,
    /// Where it stands in [`Document::text`](super::Document::text).
    pub at: u32,
    /// Numbers of the block elements around it, the innermost first; those of [`Markup`](super::Markup).
    pub groups: [u32; 3],
    /// Kinds of words in class and id of it and of the elements around that do not hold the headline, as bits.
    pub boxed: u32,
}

/// The address that a link on a page at `base` leads to.
pub fn absolute(base: Option<&str>, link: &str) -> String {
    let (scheme, rest) = base.and_then(|base| base.split_once("://")).unwrap_or_default();
    if scheme.is_empty() || link.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':')) {
        return link.to_owned();
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    if let Some(link) = link.strip_prefix("//") {
        format!("{scheme}://{link}")
    } else if link.starts_with('/') {
        format!("{scheme}://{host}{link}")
    } else {
        let folder = rest.rsplit_once('/').map_or(host, |(folder, _)| folder);
        format!("{scheme}://{folder}/{}", link.trim_start_matches("./"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_whole_addresses() {
        for (base, link, expected) in [
            (Some("https://a.example/b/c?d"), "e.jpg", "https://a.example/b/e.jpg"),
            (Some("https://a.example/b/c"), "/e.jpg", "https://a.example/e.jpg"),
            (Some("https://a.example"), "./e.jpg", "https://a.example/e.jpg"),
            (Some("http://a.example/b"), "//c.example/e.jpg", "http://c.example/e.jpg"),
            (Some("http://a.example/b"), "https://c.example/e.jpg", "https://c.example/e.jpg"),
            (None, "/e.jpg", "/e.jpg"),
        ] {
            assert_eq!(absolute(base, link), expected);
        }
    }
}
