//! Simulated coders with known error rates: how often the intervals hold the truth, over 2,000 draws.

use crate::corrected::{Figure, Sums, Unit, figure, total};
use crate::interval::Estimate;
use crate::random::Random;
use crate::strata::{Stratum, allocate};

const DRAWS: usize = 2000;
const BANDS: [f64; 4] = [0.5, 0.7, 0.8, 0.9];

/// A corpus of which everything is known. Sentences hold missed facts.
struct World {
    facts: Vec<Unit>,
    /// Two sites.
    site: Vec<bool>,
    /// Facts missed in each sentence without facts.
    missed: Vec<f64>,
    /// By confidence, and all in one.
    bands: Vec<Vec<usize>>,
}

/// Facts whose confidence is off by `bias`, of which a share has the property that the figure counts; sentences that miss one now and then.
fn world(bias: f64, miss: f64, seed: u64) -> World {
    let mut random = Random::new(seed);
    let mut bands = vec![Vec::new(); BANDS.len() + 1];
    let (mut facts, mut site) = (Vec::new(), Vec::new());
    for i in 0..20_000 {
        // The greatest of six, about as confidences lie: many high ones.
        let chance = (0..5).map(|_| random.unit()).fold(0.0, f64::max).clamp(0.05, 0.99);
        let value = f64::from(u8::from(random.unit() < 0.3 + 0.2 * chance));
        let fact = f64::from(u8::from(random.unit() < (chance + bias - 0.05 * value).clamp(0.0, 1.0)));
        // Of right facts one in twenty has another value than it says.
        let truth = if random.unit() < 0.05 { 1.0 - value } else { value };
        bands[BANDS.iter().filter(|&&edge| chance >= edge).count()].push(i);
        facts.push(Unit { stratum: 0, chance, value, fact, truth });
        site.push(random.unit() < 0.4);
    }
    let missed = (0..30_000).map(|_| if random.unit() < miss { 1.0 + (random.unit() * 1.3).floor() } else { 0.0 }).collect();
    World { facts, site, missed, bands }
}

/// How often each interval held the truth.
#[derive(Default, Debug)]
struct Held {
    precision: usize,
    recall: usize,
    share: usize,
    count: usize,
    difference: usize,
}

fn holds(estimate: Estimate, truth: f64) -> usize {
    usize::from(estimate.low <= truth && truth <= estimate.high)
}

fn drawn_from(groups: &[Vec<usize>], n: usize, random: &mut Random) -> (Vec<Stratum>, Vec<(usize, usize)>) {
    let sizes: Vec<_> = groups.iter().map(Vec::len).collect();
    let counts = allocate(&sizes, n, 2);
    let strata =
        sizes.iter().zip(&counts).map(|(&population, &drawn)| Stratum { name: String::new(), population, drawn }).collect();
    let mut picked = Vec::with_capacity(n);
    for (h, (group, &count)) in groups.iter().zip(&counts).enumerate() {
        // Positions, not a copy of the group, which is large.
        let mut seen = std::collections::BTreeSet::new();
        while seen.len() < count {
            let i = random.below(group.len());
            if seen.insert(i) {
                picked.push((h, group[i]));
            }
        }
    }
    (strata, picked)
}

fn simulate(world: &World, n: usize, stratified: bool) -> Held {
    let mut random = Random::new(n as u64 + u64::from(stratified));
    let one = |len: usize| vec![(0..len).collect::<Vec<_>>()];
    let groups = if stratified { world.bands.clone() } else { one(world.facts.len()) };
    let halves = |len: usize| vec![(0..len / 5).collect::<Vec<_>>(), (len / 5..len).collect()];
    let sentences = if stratified { halves(world.missed.len()) } else { one(world.missed.len()) };

    let facts: f64 = world.facts.iter().map(|unit| unit.fact).sum();
    let all = world.facts.len() as f64;
    let missed: f64 = world.missed.iter().sum();
    let share_where = |of: &dyn Fn(usize) -> bool| {
        let members = || world.facts.iter().enumerate().filter(|(i, _)| of(*i)).map(|(_, unit)| unit);
        members().map(|unit| unit.fact * unit.truth).sum::<f64>() / members().map(|unit| unit.fact).sum::<f64>()
    };
    let sums_where = |of: &dyn Fn(usize) -> bool| {
        let mut sums = Sums::default();
        world.facts.iter().enumerate().filter(|(i, _)| of(*i)).for_each(|(_, unit)| sums.add(unit.chance, unit.value));
        sums
    };
    let (here, there) = (|i: usize| world.site[i], |i: usize| !world.site[i]);
    let (sums, here_sums, there_sums) = (sums_where(&|_| true), sums_where(&here), sums_where(&there));
    let (share, difference) = (share_where(&|_| true), share_where(&here) - share_where(&there));

    let mut held = Held::default();
    for _ in 0..DRAWS {
        let (strata, picked) = drawn_from(&groups, n, &mut random);
        let sample: Vec<_> = picked.iter().map(|&(stratum, i)| Unit { stratum, ..world.facts[i] }).collect();
        let only = |of: &dyn Fn(usize) -> bool| {
            let cut =
                |(unit, &(stratum, i)): (&Unit, &(usize, usize))| if of(i) { *unit } else { Unit { stratum, ..Unit::default() } };
            sample.iter().zip(&picked).map(cut).collect::<Vec<_>>()
        };
        let precision =
            crate::precision::of(&strata, &sample.iter().map(|unit| (unit.stratum, true, unit.fact)).collect::<Vec<_>>())
                .expect("facts were drawn");
        held.precision += holds(precision, facts / all);
        let found = figure(Figure::Share, &strata, &sample, sums).expect("facts were drawn").0;
        held.share += holds(found, share);
        held.count += holds(total(&strata, &sample, sums, world.facts.len()), facts);
        let pair = [(&here as &dyn Fn(usize) -> bool, here_sums), (&there, there_sums)]
            .map(|(of, sums)| figure(Figure::Share, &strata, &only(of), sums));
        if let [Some((a, _)), Some((b, _))] = pair {
            held.difference += holds(a.minus(b), difference);
        }

        let (strata, picked) = drawn_from(&sentences, n, &mut random);
        let counts: Vec<_> = picked.iter().map(|&(stratum, i)| (stratum, world.missed[i])).collect();
        let recall = precision.times(all).share_of_both(crate::precision::missed(&strata, &counts));
        held.recall += holds(recall.expect("facts were found"), facts / (facts + missed));
    }
    held
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    let mut bad = Vec::new();
    for (bias, miss) in [(0.0, 0.03), (0.08, 0.02), (-0.1, 0.06)] {
        let world = world(bias, miss, 7);
        for n in [50, 200, 1000] {
            for stratified in [false, true] {
                let held = simulate(&world, n, stratified);
                let counts = [held.precision, held.recall, held.share, held.count, held.difference];
                let share = counts.map(|count| count as f64 / DRAWS as f64);
                let good = |share: &f64| if n == 50 { *share >= 0.92 } else { (0.935..=0.965).contains(share) };
                if !share.iter().all(good) {
                    bad.push(format!("bias {bias}, n {n}, stratified {stratified}: {share:?}"));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
