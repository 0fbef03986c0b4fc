//! The report in words: for the terminal, and for a paper.

use std::fmt::Write as _;

use crate::interval::Estimate;
use crate::marks::Sheet;
use crate::report::{Part, Report};

fn share(estimate: Estimate) -> String {
    format!("{:.3} [{:.3}, {:.3}]", estimate.estimate, estimate.low, estimate.high)
}

fn number(estimate: Estimate) -> String {
    let digits = if estimate.estimate.abs() < 100.0 { 3 } else { 0 };
    format!("{:.digits$} [{:.digits$}, {:.digits$}]", estimate.estimate, estimate.low, estimate.high)
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
                "On {} {} marked by two coders Cohen's kappa is {:.2} and Krippendorff's alpha {:.2}. ",
                agreement.both, agreement.table, kappa.estimate, alpha.estimate
            );
        }
    }
    text.trim_end().to_owned()
}

impl Report {
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
            let _ =
                write!(out, "{}, {}: raw {:.3}, corrected {}", figure.figure, figure.of, figure.raw, number(figure.corrected));
            match figure.difference {
                Some(difference) => writeln!(out, ", difference {}", number(difference)),
                None => writeln!(out),
            }
            .unwrap_or_default();
        }
        for agreement in &self.agreement {
            let (kappa, alpha) = (agreement.kappa.map_or("-".into(), share), agreement.alpha.map_or("-".into(), share));
            let _ = writeln!(out, "agreement on {} {}: kappa {kappa}, alpha {alpha}", agreement.both, agreement.table);
        }
        if self.unmarked > 0 {
            let _ = writeln!(out, "{} are not marked", self.unmarked);
        }
        let _ = writeln!(out, "\n{}", self.methods);
        out
    }
}
