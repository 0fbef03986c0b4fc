//! Which articles tell one story: those of a window whose vectors are near, joined from the nearest on (group average).
//!
//! Articles come in the order of their days, a batch at a time. Each looks for its nearest neighbours in its own batch, and for the
//! stories that go on whose articles are near in the mean; stories are joined as long as the mean cosine of their articles is high
//! enough.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap, VecDeque};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::index::{Index, Scratch};
use crate::context::Vector;

/// Mean cosine from which on two sets of articles are one story. Chosen by folds over topics.
const JOIN: f32 = 0.2;
/// Cosine from which on an article is a neighbour.
const NEAR: f32 = 0.12;
/// Neighbours of an article that are looked at, and stories.
const NEIGHBOURS: usize = 40;
/// Days between two stories from which on they must be nearer, and what is left of their nearness then.
const DAYS: i32 = 7;
const FAR: f32 = 0.8;
/// Articles that are held at once, the newest: what bounds memory. A story ends when none of its articles is among them.
const HELD: usize = 60_000;
/// Terms of a story.
const TERMS: usize = 640;
/// Articles of a story of which one is its central one.
const HEADS: usize = 32;
/// Numbers without a story that the index may hold beside as many as there are stories.
const SPARE: usize = 4096;

/// A story that goes on.
struct Open {
    /// Sum of its articles' vectors, by term.
    sum: Arc<Vector>,
    articles: u32,
    /// Days of its first and last article of those whose day is known.
    days: Option<(i32, i32)>,
    /// The batch of its last article.
    last: u32,
    /// Its first articles.
    heads: Vec<(u32, Arc<Vector>)>,
    /// How often it was joined: what was said of it before is void.
    version: u32,
    /// The number that the index has it under, once it has.
    number: Option<u32>,
}

/// Articles that came together, as long as they are held.
struct Batch {
    number: u32,
    articles: usize,
}

/// Takes articles in their order and joins them.
#[derive(Default)]
pub struct Clusters {
    window: VecDeque<Batch>,
    held: usize,
    batches: u32,
    open: FxHashMap<u32, Open>,
    /// The mean vectors of stories that go on.
    index: Index,
    /// The story of each number in the index; none if it ended or has another number since.
    numbers: Vec<Option<u32>>,
    /// Stories that are new or not what the index has.
    changed: BTreeSet<u32>,
    /// For each article the one it was joined to, or itself.
    home: Vec<u32>,
    /// For each article the least cosine with which it was joined as one by itself, or with all that were joined to it before.
    joined: Vec<f32>,
    /// The central articles of stories with several.
    central: FxHashSet<u32>,
}

/// Two stories that may be one.
struct Pair {
    near: f32,
    stories: (u32, u32),
    versions: (u32, u32),
}

impl Clusters {
    /// Takes articles of one day, those without a day together; days must rise.
    pub fn add(&mut self, day: Option<i32>, vectors: Vec<Vector>) {
        self.forget(vectors.len());
        let first = self.home.len() as u32;
        let number = self.batches;
        self.batches += 1;
        self.window.push_back(Batch { number, articles: vectors.len() });
        self.held += vectors.len();
        let batch = Index::of(&vectors);
        let near: Vec<Vec<u32>> = (first..)
            .zip(&vectors)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map_init(Scratch::default, |scratch, (article, vector)| {
                let mut near = nearest(&batch, vector, NEAR, scratch, |at| Some(first + at).filter(|&other| other != article));
                near.extend(nearest(&self.index, vector, JOIN, scratch, |number| self.numbers[number as usize]));
                near
            })
            .collect();
        for (article, vector) in (first..).zip(vectors) {
            self.home.push(article);
            self.joined.push(f32::INFINITY);
            let vector = Arc::new(vector);
            let heads = vec![(article, Arc::clone(&vector))];
            let days = day.map(|day| (day, day));
            self.open.insert(article, Open { sum: vector, articles: 1, days, last: number, heads, version: 0, number: None });
            self.changed.insert(article);
        }
        self.join(first, &near);
        self.index_changed();
    }

    /// Lets go of the oldest batches where there is no room, and ends the stories whose last article was in them.
    fn forget(&mut self, coming: usize) {
        while self.held + coming > HELD
            && let Some(batch) = self.window.pop_front()
        {
            self.held -= batch.articles;
            let (central, numbers) = (&mut self.central, &mut self.numbers);
            self.open.retain(|_, story| {
                let goes_on = story.last > batch.number;
                if !goes_on {
                    central.extend(story.central());
                    story.number.into_iter().for_each(|number| numbers[number as usize] = None);
                }
                goes_on
            });
        }
    }

    /// Adds the stories that changed to the index, under new numbers; the index is made anew when half of its numbers are old.
    fn index_changed(&mut self) {
        let Self { open, index, numbers, changed, .. } = self;
        let mut coming = std::mem::take(changed);
        if numbers.len() + coming.len() > 2 * open.len() + SPARE {
            coming.extend(numbers.drain(..).flatten());
            *index = Index::default();
        }
        for story in &coming {
            if let Some(open) = open.get_mut(story) {
                open.number = Some(numbers.len() as u32);
                numbers.push(Some(*story));
            }
        }
        let means = coming.iter().filter_map(|story| {
            let open = open.get(story)?;
            Some((open.number?, &*open.sum, 1.0 / open.articles as f32))
        });
        index.add(means, |number| numbers[number as usize].is_some());
    }

    /// Joins stories, the nearest first, as long as two are near enough.
    fn join(&mut self, first: u32, near: &[Vec<u32>]) {
        let mut around: FxHashMap<u32, BTreeSet<u32>> = FxHashMap::default();
        let mut heap = BinaryHeap::new();
        for (article, near) in (first..).zip(near) {
            for &story in near {
                if around.entry(article).or_default().insert(story) {
                    around.entry(story).or_default().insert(article);
                    heap.extend(self.pair(article, story));
                }
            }
        }
        while let Some(Pair { near, stories: (a, b), versions }) = heap.pop() {
            let is_now = |story: u32, version: u32| self.open.get(&story).is_some_and(|open| open.version == version);
            if near < JOIN || !is_now(a, versions.0) || !is_now(b, versions.1) {
                continue;
            }
            let (main, other) = if self.open[&a].articles >= self.open[&b].articles { (a, b) } else { (b, a) };
            let Some(moved) = self.open.remove(&other) else { continue };
            let Some(story) = self.open.get_mut(&main) else { continue };
            for article in [other, main].into_iter().take(if story.articles == 1 { 2 } else { 1 }) {
                let least = &mut self.joined[article as usize];
                *least = least.min(near);
            }
            for number in [story.number.take(), moved.number].into_iter().flatten() {
                self.numbers[number as usize] = None;
            }
            story.take(moved);
            self.changed.remove(&other);
            self.changed.insert(main);
            self.home[other as usize] = main;
            let mut others = around.remove(&other).unwrap_or_default();
            others.append(around.entry(main).or_default());
            others.retain(|&story| story != main && story != other);
            for &story in &others {
                let its = around.entry(story).or_default();
                its.remove(&other);
                its.insert(main);
                heap.extend(self.pair(main, story));
            }
            around.insert(main, others);
        }
    }

    /// How near two open stories are.
    fn pair(&self, a: u32, b: u32) -> Option<Pair> {
        let stories = (a.min(b), a.max(b));
        let (x, y) = (self.open.get(&stories.0)?, self.open.get(&stories.1)?);
        let is_far = x.days.zip(y.days).is_some_and(|(x, y)| x.0 > y.1 + DAYS || y.0 > x.1 + DAYS);
        let near = x.sum.dot(&y.sum) / (x.articles as f32 * y.articles as f32) * if is_far { FAR } else { 1.0 };
        (near >= JOIN).then_some(Pair { near, stories, versions: (x.version, y.version) })
    }

    /// The story of an article, by the number of one of its articles, and the least cosine on the way into it; none if it is alone.
    fn root(&self, mut at: u32) -> (u32, Option<f32>) {
        let mut least = self.joined[at as usize];
        while self.home[at as usize] != at {
            least = least.min(self.joined[at as usize]);
            at = self.home[at as usize];
        }
        (at, Some(least).filter(|least| least.is_finite()))
    }

    /// For each article its story and how near it came to it; and which articles are central ones.
    pub fn finish(mut self) -> (Vec<(u32, Option<f32>)>, FxHashSet<u32>) {
        self.central.extend(self.open.values().filter_map(Open::central));
        let stories = (0..self.home.len() as u32).map(|article| self.root(article)).collect();
        (stories, self.central)
    }
}

impl Open {
    /// Takes in another story.
    fn take(&mut self, other: Self) {
        self.sum = Arc::new(self.sum.plus(&other.sum).heaviest(TERMS));
        self.articles += other.articles;
        self.days = match (self.days, other.days) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
        self.last = self.last.max(other.last);
        self.version += 1;
        self.heads.extend(other.heads);
        self.heads.sort_unstable_by_key(|&(article, _)| article);
        self.heads.truncate(HEADS);
    }

    /// The article that tells best what all of them tell.
    fn central(&self) -> Option<u32> {
        let near = self.heads.iter().map(|(article, vector)| (vector.dot(&self.sum), *article));
        near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, article)| article)
    }
}

/// The nearest of an index by the numbers that `of` gives them, nearest first.
fn nearest(index: &Index, vector: &Vector, least: f32, scratch: &mut Scratch, of: impl Fn(u32) -> Option<u32>) -> Vec<u32> {
    let mut found = Vec::new();
    index.near(vector, least, scratch, |number, near| found.extend(of(number).map(|number| (number, near))));
    let nearer = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > NEIGHBOURS {
        found.select_nth_unstable_by(NEIGHBOURS, nearer);
        found.truncate(NEIGHBOURS);
    }
    found.sort_unstable_by(nearer);
    found.into_iter().map(|(number, _)| number).collect()
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Pair {}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> Ordering {
        self.near.total_cmp(&other.near).then(other.stories.cmp(&self.stories)).then(self.versions.cmp(&other.versions))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vector with the terms of a story and some of its own.
    fn telling(story: u32, own: u32) -> Vector {
        Vector((0..8).map(|i| (story * 100 + i, 1.0)).chain((0..4).map(|i| (50_000 + own * 10 + i, 1.0))).collect()).unit()
    }

    fn stories(batches: Vec<(Option<i32>, Vec<Vector>)>) -> Vec<u32> {
        let mut clusters = Clusters::default();
        batches.into_iter().for_each(|(day, vectors)| clusters.add(day, vectors));
        clusters.finish().0.into_iter().map(|(story, _)| story).collect()
    }

    #[test]
    fn tellings_of_one_story_are_joined_within_a_batch_and_across_days() {
        let found = stories(vec![
            (Some(0), vec![telling(1, 1), telling(2, 2), telling(1, 3)]),
            (Some(2), vec![telling(1, 4), telling(3, 5)]),
        ]);
        assert_eq!(found[0], found[2]);
        assert_eq!(found[0], found[3]);
        assert_eq!(found.iter().collect::<FxHashSet<_>>().len(), 3);
    }

    #[test]
    fn what_is_told_long_after_must_be_nearer() {
        let day = |day: i32| (Some(day), vec![telling(1, day as u32)]);
        let found = stories(vec![day(0), day(6), day(60)]);
        assert_eq!((found[0], found[1]), (found[2], found[2]));
        let weak = |day: i32| {
            (
                Some(day),
                vec![Vector((0..3).map(|i| (i, 1.0)).chain((0..10).map(|i| (100 + 10 * day as u32 + i, 1.0))).collect()).unit()],
            )
        };
        let found = stories(vec![weak(0), weak(5), weak(60)]);
        assert_eq!(found[0], found[1]);
        assert_ne!(found[0], found[2]);
    }

    #[test]
    fn a_story_ends_when_none_of_its_articles_is_held() {
        let mut clusters = Clusters::default();
        // Terms are hashes, spread over all numbers.
        let single = |own: u32| Vector((0..3).map(|i| ((own * 3 + i).wrapping_mul(2_654_435_761) | 1 << 31, 1.0)).collect());
        let batch = 2000;
        clusters.add(Some(0), vec![telling(1, 1), telling(1, 2)]);
        for day in 1..=(HELD as u32 / batch + 1) {
            let alone = (0..batch).map(|own| single(day * batch + own).unit()).collect();
            clusters.add(Some(day as i32), alone);
            assert!(clusters.open.len() <= HELD + 1 && clusters.held <= HELD);
            assert!(clusters.numbers.len() <= 2 * clusters.open.len() + SPARE + batch as usize);
            if day == 1 {
                clusters.add(Some(1), vec![telling(1, 3)]);
            }
        }
        let last = clusters.home.len() as u32;
        clusters.add(Some(40), vec![telling(1, 4)]);
        let (found, _) = clusters.finish();
        assert_eq!(found[0].0, found[2 + batch as usize].0, "it went on while it was held");
        assert_eq!(found[last as usize], (last, None), "it had ended before");
    }

    #[test]
    fn one_article_of_a_story_is_central() {
        let mut clusters = Clusters::default();
        clusters.add(None, vec![telling(1, 1), telling(1, 2), telling(2, 3)]);
        let (found, central) = clusters.finish();
        assert!(found[0].1.is_some_and(|near| near > 0.4) && found[0].1 == found[1].1, "{found:?}");
        assert_eq!(found[2], (2, None));
        let found: Vec<u32> = found.into_iter().map(|(story, _)| story).collect();
        assert_eq!(found.iter().collect::<FxHashSet<_>>().len(), 2);
        assert_eq!(central.len(), 2);
        assert!(central.contains(&2));
    }
}
