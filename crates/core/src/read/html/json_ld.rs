//! JSON-LD as publishers write it: read leniently, the page's own article told from others, references followed.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::read::MetaField;

/// Returns the values of a script, and true if it was no valid JSON and had to be mended first.
pub fn parse(script: &str) -> (Vec<Value>, bool) {
    let bare = unwrapped(script);
    let stream = |text: &str| serde_json::Deserializer::from_str(text).into_iter::<Value>().collect::<Result<Vec<_>, _>>();
    match stream(bare) {
        Ok(values) if bare.len() == script.trim().len() => (values, false),
        Ok(values) => (values, true),
        Err(_) => (stream(&mended(bare)).unwrap_or_default(), true),
    }
}

/// A script without the comment and CDATA marks around it.
fn unwrapped(script: &str) -> &str {
    let mut text = script.trim();
    loop {
        let before = text.len();
        for open in ["<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[", "//<!--"] {
            text = text.strip_prefix(open).unwrap_or(text).trim();
        }
        for close in ["-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", ";", "//"] {
            text = text.strip_suffix(close).unwrap_or(text).trim();
        }
        // A whole HTML comment before the object.
        if before > text.len() && text.starts_with(|c: char| c.is_alphabetic()) {
            text = text.split_once("-->").map_or(text, |(_, rest)| rest.trim());
        }
        if text.len() == before {
            return text;
        }
    }
}

/// JSON without comments, commas before closing brackets, bare line breaks and quotation marks inside strings.
fn mended(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let mut inside = false;
    while at < bytes.len() {
        let b = bytes[at];
        match b {
            b'\\' if inside => {
                let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                if matches!(next, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' | b'u') {
                    out.extend([b, next]);
                } else if next < 0x80 {
                    out.push(next);
                } else {
                    at -= 1;
                }
                at += 1;
            }
            b'"' if inside && !closes(bytes, at) => out.extend(b"\\\""),
            b'"' => {
                inside = !inside;
                out.push(b);
            }
            0..0x20 => out.push(b' '),
            b'/' if !inside && bytes.get(at + 1) == Some(&b'/') => at = end_of(bytes, at, b"\n"),
            b'/' if !inside && bytes.get(at + 1) == Some(&b'*') => at = end_of(bytes, at, b"*/"),
            b'<' if !inside && bytes[at..].starts_with(b"<!--") => at = end_of(bytes, at, b"-->"),
            b'}' | b']' if !inside => {
                while out.last().is_some_and(|&b| b == b' ' || b == b',') {
                    out.pop();
                }
                out.push(b);
            }
            _ => out.push(b),
        }
        at += 1;
    }
    String::from_utf8(out).unwrap_or_default()
}

/// The last byte of a comment that ends so.
fn end_of(bytes: &[u8], at: usize, mark: &[u8]) -> usize {
    memchr::memmem::find(&bytes[at..], mark).map_or(bytes.len(), |len| at + len + mark.len() - 1)
}

/// True if a quotation mark inside a string ends it: behind it comes what can follow a string.
fn closes(bytes: &[u8], at: usize) -> bool {
    let next = |from: usize| (from..bytes.len()).find(|&i| !bytes[i].is_ascii_whitespace());
    match next(at + 1).map(|i| (i, bytes[i])) {
        None | Some((_, b':' | b'}' | b']')) => true,
        Some((i, b',')) => {
            next(i + 1).is_none_or(|i| matches!(bytes[i], b'"' | b'{' | b'[' | b'}' | b']' | b'-' | b'0'..=b'9' | b'/'))
                || [&b"true"[..], b"false", b"null"].iter().any(|word| next(i + 1).is_some_and(|i| bytes[i..].starts_with(word)))
        }
        Some(_) => false,
    }
}

/// What else the page says of itself, to find its own article among several.
pub struct Page<'a> {
    /// What the `title` element says.
    pub title: &'a str,
    /// The titles of meta tags.
    pub titles: Vec<&'a str>,
    /// The address that it declares.
    pub address: Option<&'a str>,
}

type Object = Map<String, Value>;

/// Gathers what the scripts say of the page's article, and its text if they have it.
pub fn gather(values: &[Value], page: &Page<'_>) -> (Vec<(MetaField, String)>, Option<String>) {
    let (articles, nodes) = walk(values);
    let mut found = Vec::new();
    let mut body = None;
    for article in own(&articles, page) {
        article_fields(article.0, article.1, &nodes, &mut found);
        body = body.or_else(|| text(article.0.get("articleBody")).map(str::to_owned));
    }
    (found, body)
}

/// The one person that has an entry of its own among the things described.
pub fn only_person(values: &[Value]) -> Option<String> {
    let (_, nodes) = walk(values);
    let is_person = |object: &&&Object| {
        each(object.get("@type")).filter_map(Value::as_str).any(|kind| last_part(kind) == "Person")
    };
    let mut names = nodes.values().filter(is_person).filter_map(|object| text(object.get("name")));
    let name = names.next()?;
    names.all(|other| other == name).then(|| name.to_owned())
}

/// All articles and pages with their rank, in their order, and all things with an address of their own.
fn walk(values: &[Value]) -> (Vec<(&Object, u8)>, HashMap<&str, &Object>) {
    let mut articles = Vec::new();
    let mut nodes = HashMap::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                if let Some(id) = text(object.get("@id")).filter(|_| object.len() > 1) {
                    nodes.entry(id).or_insert(object);
                }
                articles.extend(rank(object.get("@type")).map(|rank| (object, rank)));
                open.extend(["@graph", "mainEntity", "mainEntityOfPage", "item"].iter().rev().filter_map(|key| object.get(*key)));
            }
            _ => {}
        }
    }
    articles.sort_by_key(|(_, rank)| *rank);
    (articles, nodes)
}

/// Of several articles the one of the page: that with its address, else that with its title, else the first; with what says less.
fn own<'a>(all: &[(&'a Object, u8)], page: &Page<'_>) -> Vec<(&'a Object, u8)> {
    let articles: Vec<_> = all.iter().copied().filter(|(_, rank)| *rank < 2).collect();
    let address_of = |object: &'a Object| {
        let main = object.get("mainEntityOfPage");
        let keys = [object.get("url"), object.get("@id"), main, main.and_then(|main| main.get("@id"))];
        keys.into_iter().filter_map(|value| text(value)).any(|address| page.address.is_some_and(|own| same_address(address, own)))
    };
    let titled = |object: &'a Object| {
        let headline = text(object.get("headline")).unwrap_or_default();
        headline.len() > 8 && page.titles.iter().chain([&page.title]).any(|title| title.contains(headline))
    };
    let best =
        articles.iter().find(|(object, _)| address_of(object)).or_else(|| articles.iter().find(|(object, _)| titled(object)));
    let best = best.or(articles.first()).copied();
    // The same article may be described twice.
    let headline = best.and_then(|(object, _)| text(object.get("headline")));
    let same = |object: &Object| headline.is_some() && text(object.get("headline")) == headline;
    let rest = all.iter().copied().filter(|(object, rank)| *rank >= 2 || same(object));
    let is_best = |object: &Object| best.is_some_and(|(best, _)| std::ptr::eq(best, object));
    best.into_iter().chain(rest.filter(|(object, _)| !is_best(object))).collect()
}

fn same_address(one: &str, other: &str) -> bool {
    let bare = |address: &'_ str| -> String {
        let address = address.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        address
            .trim_start_matches("https:")
            .trim_start_matches("http:")
            .trim_start_matches("//")
            .trim_start_matches("www.")
            .to_owned()
    };
    bare(one) == bare(other)
}

/// How much a thing of that type says of the article.
fn rank(kind: Option<&Value>) -> Option<u8> {
    let of = |name: &str| match last_part(name) {
        name if name.ends_with("NewsArticle") => Some(0),
        "Article" | "BlogPosting" | "LiveBlogPosting" | "Report" | "ScholarlyArticle" | "TechArticle" | "Review"
        | "SocialMediaPosting" | "Recipe" => Some(1),
        "WebPage" | "ItemPage" | "VideoObject" => Some(2),
        _ => None,
    };
    match kind? {
        Value::String(name) => of(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).filter_map(of).min(),
        _ => None,
    }
}

/// The name of a type without its vocabulary: `http://schema.org/Person`.
fn last_part(name: &str) -> &str {
    name.rsplit(['/', ':', '#']).next().unwrap_or(name)
}

fn article_fields(object: &Object, rank: u8, nodes: &HashMap<&str, &Object>, found: &mut Vec<(MetaField, String)>) {
    // A page may name the writer that its article leaves out.
    let is_page = text(object.get("@type")).is_some_and(|kind| last_part(kind).ends_with("Page"));
    if rank < 2 || is_page && !found.iter().any(|(field, _)| matches!(field, MetaField::Author | MetaField::Desk)) {
        // Lists of authors may hold lists.
        let of = |key| each(object.get(key)).flat_map(|author| each(Some(author))).map(|author| author_names(author, nodes));
        let named: Vec<_> = of("author").chain(of("Author")).chain(of("creator")).collect();
        // Where only a house signs, whoever contributed wrote.
        let is_person = |(field, names): &(MetaField, Vec<String>)| *field == MetaField::Author && !names.is_empty();
        let others: Vec<_> = if named.iter().any(is_person) { Vec::new() } else { of("contributor").filter(is_person).collect() };
        for (field, names) in others.into_iter().chain(named) {
            found.extend(names.into_iter().map(|name| (field, name)));
        }
    }
    let mut add = |field, value: Option<&str>| {
        if let Some(value) = value {
            found.push((field, value.to_owned()));
        }
    };
    if rank < 2 {
        add(MetaField::Title, text(object.get("headline")).or(text(object.get("name"))));
        for section in each(object.get("articleSection")) {
            add(MetaField::Section, section.as_str());
        }
        for tag in each(object.get("keywords")) {
            add(MetaField::Tag, tag.as_str().or(tag.get("name").and_then(Value::as_str)));
        }
        add(MetaField::PageType, text(object.get("@type")).map(last_part));
    }
    add(MetaField::Description, text(object.get("description")));
    for license in each(object.get("license")) {
        add(MetaField::License, license.as_str().or(text(license.get("url"))).or(text(license.get("@id"))));
    }
    add(MetaField::Published, text(object.get("datePublished")).or(text(object.get("dateCreated"))));
    add(MetaField::Modified, text(object.get("dateModified")));
    for publisher in each(object.get("publisher")) {
        add(MetaField::SiteName, text(resolved(publisher, nodes).get("name")));
    }
    for image in each(object.get("image")) {
        add(MetaField::Image, image.as_str().or(text(resolved(image, nodes).get("url"))));
    }
}

/// A thing, or the one that it refers to by its address.
fn resolved<'a>(value: &'a Value, nodes: &HashMap<&str, &'a Object>) -> std::borrow::Cow<'a, Object> {
    use std::borrow::Cow;
    static NOTHING: std::sync::LazyLock<Object> = std::sync::LazyLock::new(Map::new);
    let Value::Object(object) = value else { return Cow::Borrowed(&NOTHING) };
    let named = object.contains_key("name") || object.contains_key("url") || object.contains_key("givenName");
    let other = text(object.get("@id")).filter(|_| !named).and_then(|id| nodes.get(id).copied());
    Cow::Borrowed(other.unwrap_or(object))
}

/// The names of an author, and whether they are of a person.
fn author_names(author: &Value, nodes: &HashMap<&str, &Object>) -> (MetaField, Vec<String>) {
    if let Value::String(name) = author {
        return (MetaField::Author, vec![name.clone()]);
    }
    let thing = resolved(author, nodes);
    let kind = text(thing.get("@type")).unwrap_or("Person");
    let field = if last_part(kind).eq_ignore_ascii_case("person") { MetaField::Author } else { MetaField::Desk };
    let name = thing.get("name").or_else(|| thing.get("alternateName"));
    let text_of = |name: &Value| name.as_str().or_else(|| name.get("@value")?.as_str()).map(str::to_owned);
    let names: Vec<String> = each(name).filter_map(text_of).collect();
    let parts = ["givenName", "additionalName", "familyName"].iter().filter_map(|key| text(thing.get(*key)));
    let whole = parts.collect::<Vec<_>>().join(" ");
    (field, if names.is_empty() && !whole.is_empty() { vec![whole] } else { names })
}

/// A string, or the first of several.
fn text(value: Option<&Value>) -> Option<&str> {
    match value? {
        Value::String(text) => Some(text),
        Value::Array(items) => items.first().and_then(Value::as_str),
        _ => None,
    }
}

/// The value itself or those of a list.
fn each(value: Option<&Value>) -> std::slice::Iter<'_, Value> {
    match value {
        Some(Value::Array(items)) => items.iter(),
        Some(value) => std::slice::from_ref(value).iter(),
        None => [].iter(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_are_no_valid_json_are_mended() {
        let object = r#"{"@type": "NewsArticle", "headline": "Bridge closed", "datePublished": "2025-03-03"}"#;
        for script in [
            object.to_owned(),
            format!("//<![CDATA[\n{object}\n//]]>"),
            format!("<!-- made by a plug-in -->\n{object}"),
            format!("/* article */ {object};"),
            object.replace('}', ",}"),
            object.replace("closed", "“closed”\n"),
            object.replace("Bridge closed", "Bridge \"closed\", says \"mayor\""),
            object.replace("Bridge", r"Bridge\'s"),
            format!("{object} {object}"),
        ] {
            let (values, _) = parse(&script);
            assert_eq!(values.first().and_then(|value| text(value.get("datePublished"))), Some("2025-03-03"), "{script}");
        }
        assert!(parse("{{{").0.is_empty() && parse("var a = 1").0.is_empty());
    }

    #[test]
    fn the_own_article_is_told_from_others_and_its_author_is_looked_up() {
        let (values, _) = parse(
            r##"{"@graph": [{"@type": "NewsArticle", "headline": "Ferry is back", "url": "https://a.example/ferry", "author": "Jon Doe"},
            {"@type": "NewsArticle", "headline": "Bridge closed", "url": "https://a.example/bridge/", "author": [{"@id": "#ana"}]},
            {"@type": "Person", "@id": "#ana", "givenName": "Ana", "familyName": "Ruiz"}]}"##,
        );
        let page = Page { title: "", titles: Vec::new(), address: Some("http://www.a.example/bridge") };
        let (found, _) = gather(&values, &page);
        let authors: Vec<&str> =
            found.iter().filter(|(field, _)| *field == MetaField::Author).map(|(_, name)| name.as_str()).collect();
        assert_eq!(authors, ["Ana Ruiz"]);
    }
}
