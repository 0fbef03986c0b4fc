//! The report in words: for the terminal, and for a paper.

use std::fmt::Write as _;

use crate::figures::FEWEST;
use crate::interval::Estimate;
use crate::marks::Sheet;
use crate::report::{Part, Report};

fn share(estimate: Estimate) -> String {
    format!("{:.3} [{:.3}, {:.3}]", estimate.estimate, estimate.low, estimate.high)
}

/// A number as short as it is told apart by.
fn plain(number: f64) -> String {
    let digits = if number.abs() < 100.0 { 3 } else { 0 };
    format!("{number:.digits$}")
}

fn number(estimate: Estimate) -> String {
    format!("{} [{}, {}]", plain(estimate.estimate), plain(estimate.low), plain(estimate.high))
}

/// A paragraph for the section on methods.
pub fn methods(report: &Report, sheet: Option<&Sheet>) -> String {
    let Some(sheet) = sheet else { return String::new() };
    let mut text = format!("We measured with nutgraf {} and validated it on our corpus. ", report.nutgraf);
    if !report.tables.is_empty() {
        let marked: usize = report.tables.iter().map(|table| table.all.marked).sum();
        let how = if sheet.by == "nothing" {
            "a simple random sample".to_owned()
        } else {
            format!("a random sample stratified by {} ({} strata)", sheet.by, sheet.strata.len())
        };
        let _ =
            write!(text, "From all facts we drew {how}; {marked} facts were marked by hand as right, partly right or wrong. ");
        for table in &report.tables {
            let _ = write!(
                text,
                "Of {} {}, {:.1} % are right (95 % interval {:.1} to {:.1} %). ",
                table.facts,
                table.table,
                100.0 * table.all.precision.estimate,
                100.0 * table.all.precision.low,
                100.0 * table.all.precision.high
            );
        }
        text.push_str(
            "Estimates are weighted by the design; intervals are Wilson's with the effective sample size (Franco et al. 2019). ",
        );
    }
    if let Some(missed) = &report.missed {
        let _ = write!(text, "We read {} of {} sentences without facts. ", missed.marked, missed.sentences);
        if let Some(recall) = missed.recall {
            let _ = write!(
                text,
                "Recall is {:.1} % ({:.1} to {:.1} %), facts missed in sentences that have another fact not counted. ",
                100.0 * recall.estimate,
                100.0 * recall.low,
                100.0 * recall.high
            );
        }
    }
    if !report.figures.is_empty() {
        text.push_str("Figures of the corpus are corrected by the marks (prediction-powered inference, Angelopoulos et al. 2023; design-based supervised learning, Egami et al. 2023). ");
    }
    for agreement in &report.agreement {
        if let (Some(kappa), Some(alpha)) = (agreement.kappa, agreement.alpha) {
            let _ = write!(
                text,
                "On {} {} marked by {} coders Cohen's kappa{} is {:.2} and Krippendorff's alpha {:.2}. ",
                agreement.both,
                agreement.table,
                agreement.coders,
                if agreement.coders > 2 { " of the first two" } else { "" },
                kappa.estimate,
                alpha.estimate
            );
        }
    }
    text.trim_end().to_owned()
}

/// Groups with too few marks that are named; of more their number is told.
const NAMED: usize = 10;

impl Report {
    /// The groups that have no corrected figure, a line for each figure.
    fn few(&self, out: &mut String) {
        let few: Vec<_> = self.figures.iter().filter(|figure| figure.corrected.is_none()).collect();
        for part in few.chunk_by(|a, b| a.figure == b.figure) {
            let named: Vec<_> = part.iter().take(NAMED).map(|one| format!("{} ({})", one.of, one.marked)).collect();
            let more = if part.len() > NAMED { format!(" and {} more", part.len() - NAMED) } else { String::new() };
            let _ =
                writeln!(out, "{}: not corrected, as fewer than {FEWEST} are marked: {}{more}", part[0].figure, named.join(", "));
        }
    }

    /// The report as text, for a terminal or a file.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let line = |out: &mut String, part: &Part| {
            let (precision, confidence) = (share(part.precision), part.confidence);
            let _ =
                writeln!(out, "  {:<18} {:>5} marked  precision {precision}  confidence {confidence:.2}", part.name, part.marked);
        };
        for table in &self.tables {
            let _ = writeln!(out, "{}: {} facts, {} right", table.table, table.facts, number(table.right_facts));
            line(&mut out, &table.all);
            table.by_kind.iter().chain(&table.by_confidence).for_each(|part| line(&mut out, part));
        }
        if let Some(missed) = &self.missed {
            let _ = writeln!(
                out,
                "sentences without facts: {}, {} marked, missed {}",
                missed.sentences,
                missed.marked,
                number(missed.missed)
            );
            if let Some(recall) = missed.recall {
                let _ = writeln!(out, "  recall {}", share(recall));
            }
        }
        for figure in &self.figures {
            let Some(corrected) = figure.corrected else { continue };
            let raw = plain(figure.raw);
            let _ = write!(
                out,
                "{}, {}: {} marked, raw {raw}, corrected {}",
                figure.figure,
                figure.of,
                figure.marked,
                number(corrected)
            );
            let _ = figure.difference.map(|difference| write!(out, ", difference {}", number(difference)));
            out.push('\n');
        }
        self.few(&mut out);
        for agreement in &self.agreement {
            let (kappa, alpha) = (agreement.kappa.map_or("-".into(), share), agreement.alpha.map_or("-".into(), share));
            let _ = writeln!(out, "agreement on {} {}: kappa {kappa}, alpha {alpha}", agreement.both, agreement.table);
        }
        self.notes.iter().for_each(|note| out.extend([note.as_str(), "\n"]));
        if self.unmarked > 0 {
            let _ = writeln!(out, "{} are not marked", self.unmarked);
        }
        let _ = writeln!(out, "\n{}", self.methods);
        out
    }
}
