//! The pictures of the article: the one that is declared to lead it, and those shown in it, each with its caption.

use crate::read::{Document, MetaField, Picture, Piece, absolute, is_of_others, is_promotion};
use crate::record::{Block, BlockKind, Extent, Image, Meta, Origin};

/// No more pictures are kept.
const MOST: usize = 100;

/// A caption stands so many pieces from its picture at most.
const NEAR: usize = 3;

/// Puts the pictures into the metadata.
pub fn fill(document: &Document, blocks: &[Block], meta: &mut Meta) {
    let base = document.url.as_deref().or(meta.canonical_url.as_ref().map(|field| field.value.as_str()));
    let caption = || blocks.iter().find(|block| block.kind == BlockKind::Caption).map(|block| Extent::from(block.span));
    let lead = document.candidates.iter().find(|(field, _)| *field == MetaField::Image).map(|(_, found)| found);
    let lead = lead.map(|found| Image { url: absolute(base, &found.value), origin: found.origin, caption: None });
    let mut images: Vec<Image> = lead.iter().cloned().collect();
    for picture in shown(document, blocks) {
        let image = Image { url: absolute(base, &picture.url), origin: Origin::ImageTag, caption: beside(document, blocks, picture) };
        if let Some(known) = images.iter_mut().find(|known| file_of(&known.url) == file_of(&image.url)) {
            known.caption = known.caption.take().or(image.caption);
        } else if images.len() < MOST {
            images.push(image);
        }
    }
    // Where the page shows no picture that can be told, the first caption is that of the leading one.
    if let [only] = &mut images[..] {
        only.caption = only.caption.take().or_else(caption);
    }
    meta.image = lead.and_then(|_| images.first().cloned());
    meta.images = images;
}

/// The pictures between headline and end of the article that are neither other articles' nor the site's.
fn shown<'a>(document: &'a Document, blocks: &[Block]) -> impl Iterator<Item = &'a Picture> {
    let is_text = |block: &&Block| matches!(block.kind, BlockKind::Title | BlockKind::Body);
    let body = |block: &&Block| block.kind == BlockKind::Body;
    // Over the headline the site shows its sign.
    let start = blocks.iter().find(is_text).map_or(u32::MAX, |block| block.span.start);
    let end = blocks.iter().rfind(body).map_or(0, |block| block.span.end);
    let pictures = document.pictures.iter().filter(move |picture| picture.at > start && picture.at <= end);
    pictures.filter(|picture| !is_of_others(picture.boxed) && !is_promotion(picture.boxed))
}

/// The caption that stands in the same figure or the same box as a picture, the innermost that both have.
fn beside(document: &Document, blocks: &[Block], picture: &Picture) -> Option<Extent> {
    /// In a box further out there are other pictures.
    const FARTHEST: usize = 2;
    let at = document.pieces.partition_point(|piece| piece.span.start < picture.at);
    let near = document.pieces.get(at.saturating_sub(NEAR)..(at + NEAR).min(document.pieces.len()))?;
    let steps = |piece: &Piece| {
        let markup = piece.markup?;
        let groups = [markup.holder, markup.parent, markup.grandparent].into_iter().enumerate().filter(|(_, group)| *group != 0);
        let shared = |(out, group)| picture.groups.iter().position(|own| *own == group).map(|own| own + out);
        groups.filter_map(shared).min().filter(|steps| *steps <= FARTHEST)
    };
    let captions = near.iter().filter_map(|piece| {
        let block = block_at(blocks, piece.span.start).filter(|block| block.kind == BlockKind::Caption)?;
        Some((steps(piece)?, block.span))
    });
    captions.min_by_key(|(steps, _)| *steps).map(|(_, span)| Extent::from(span))
}

/// The block in which a place of the text lies.
fn block_at(blocks: &[Block], at: u32) -> Option<&Block> {
    let found = blocks.partition_point(|block| block.span.end <= at);
    blocks.get(found).filter(|block| block.span.start <= at)
}

/// An address without what asks for a size, behind `?` or `#`; whole where that tells which picture it is: `image.php?id=1`.
fn file_of(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let ending = path.rsplit('.').next().unwrap_or_default();
    let is_file = ["jpg", "jpeg", "png", "webp", "gif", "avif"].iter().any(|known| known.eq_ignore_ascii_case(ending));
    if is_file { path } else { url }
}

#[cfg(test)]
mod tests {
    use crate::record::Origin;
    use crate::{Extractor, Source};

    #[test]
    fn pictures_of_the_article_come_with_their_captions() {
        let text = [
            "<p>The old bridge over the Arden will stay closed for a month, the mayor of Ardenvale said on Monday.</p>",
            "<p>Engineers had found cracks in two of its pillars, she told the council, and buses would go round by the mill.</p>",
            "<p>Shopkeepers in the old town said that they had not been asked, and that the summer was their best season.</p>",
        ];
        let [first, second, third] = text;
        let page = format!(
            "<html><head><meta property='og:image' content='/lead.jpg?w=1200'><link rel=canonical href='https://courier.example/a/bridge'></head>
            <body><img src='/logo.png' width=300><h1>Old bridge closed for a month</h1><figure><img data-src='/lead.jpg' src='data:x'>
            <figcaption>The old bridge on Monday. Photo: Jon Doe</figcaption></figure>{first}{second}<figure><img src='mill.jpg'>
            <figcaption>Buses go round by the mill. Photo: Jon Doe</figcaption></figure>{third}
            <img src='pixel.gif' width=1 height=1></body></html>"
        );
        let meta = Extractor::default().extract(&Source::bytes(page.as_bytes())).meta;
        let images: Vec<_> = meta.images.iter().map(|image| (image.url.as_str(), image.origin)).collect();
        assert_eq!(
            images,
            [
                ("https://courier.example/lead.jpg?w=1200", Origin::OpenGraph),
                ("https://courier.example/a/mill.jpg", Origin::ImageTag)
            ]
        );
        let captions: Vec<_> = meta.images.iter().map(|image| image.caption.as_ref().map(|caption| caption.text.as_str())).collect();
        assert_eq!(
            captions,
            [Some("The old bridge on Monday. Photo: Jon Doe"), Some("Buses go round by the mill. Photo: Jon Doe")]
        );
    }
}
