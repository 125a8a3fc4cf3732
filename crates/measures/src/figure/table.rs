//! Figures as a table for people, with everything they must not go without below it.

use std::fmt::Write as _;

use super::{Figure, Report, Row, What};
use crate::definition::{Level, paragraph};
use crate::stats::{Interval, Method};

/// What stands for a figure that is kept back.
const HIDDEN: &str = "[c]";
/// What stands where there is no figure.
const NONE: &str = "-";

impl Report {
    /// The figures as a table, then the count so far at each checkpoint, what groups differ by,
    /// what was left out, the choices and their sources, the methods, and what it cannot say.
    pub fn table(&self) -> String {
        let mut text = format!("{} ({})\n", self.title, self.measure);
        let known = self
            .as_known_on
            .map_or("all facts there are".to_owned(), |it| format!("facts as known on {it}"));
        let _ = writeln!(text, "{known}\n");
        for note in &self.notes {
            let _ = writeln!(text, "{note}\n");
        }
        for cohort in &self.cohorts {
            let rows: Vec<&Row> = self.rows.iter().filter(|it| it.cohort == *cohort).collect();
            if rows.is_empty() {
                continue;
            }
            let _ = writeln!(text, "Cohort of {cohort}");
            text += &grid(&cells(&rows, self.follow_up_months));
            text += &so_far(&rows, self.follow_up_months);
            text.push('\n');
        }
        self.compared(&mut text);
        self.modelled(&mut text);
        self.beneath(&mut text);
        text
    }

    fn compared(&self, text: &mut String) {
        for it in &self.comparisons {
            let (by, groups) = (it.by.key(), it.groups.join(", "));
            let (chi, freedom, p) = (it.test.chi_squared, it.test.freedom, it.test.p);
            let _ = writeln!(
                text,
                "By {by} ({groups}): log-rank chi-squared {chi:.3}, {freedom} degrees of \
                 freedom, p {p:.4}"
            );
        }
        if !self.comparisons.is_empty() {
            text.push('\n');
        }
    }

    /// The hazards of groups, each with the other covariates held alike.
    fn modelled(&self, text: &mut String) {
        for model in &self.models {
            let hazards = match &model.ratios {
                Ok(hazards) => hazards,
                Err(why) => {
                    let _ = writeln!(text, "No proportional hazards model: {why}\n");
                    continue;
                }
            };
            text.push_str("Hazard of re-offending, the rest held alike (Cox, ties by Efron)\n");
            let line = |it: &super::Hazard| {
                let group =
                    format!("  {} {} to {}", it.by.key(), named(&it.value), named(&it.than));
                let coefficient = it.coefficient;
                let Interval { low, high } = coefficient.interval;
                let ratio = format!("{:.3} ({low:.3} to {high:.3})", coefficient.ratio);
                vec![group.replace('_', " "), ratio, format!("p {:.4}", coefficient.p)]
            };
            text.push_str(&grid(&hazards.iter().map(line).collect::<Vec<_>>()));
            text.push('\n');
        }
    }

    /// What stands below the figures.
    fn beneath(&self, text: &mut String) {
        text.push_str("Left out\n");
        if self.left_out.is_empty() {
            text.push_str("  nothing\n");
        }
        for it in &self.left_out {
            let reason = it.reason.replace('_', " ");
            let count = if it.few { "fewer than 5".to_owned() } else { it.count.to_string() };
            let of = match it.cohort {
                Some(day) => format!("{} of the cohort of {day}", it.people_are()),
                None => "over all cohorts".to_owned(),
            };
            paragraph(text, "  ", &format!("{reason}: {count} ({of})"));
        }
        text.push_str("\nChoices\n");
        for it in &self.parameters {
            paragraph(text, "  ", &it.to_string());
        }
        text.push_str("\nIntervals (95%)\n");
        for method in self.methods() {
            let (name, why) = (method.name(), method.why());
            paragraph(text, "  ", &format!("{}: {name}; {why}", used_for(self, method)));
        }
        if !self.limits.is_empty() {
            text.push_str("\nWhat it cannot say\n");
        }
        for limit in &self.limits {
            paragraph(text, "  ", limit);
        }
        if self.rows.iter().flat_map(|it| &it.figures).any(|it| it.hidden) {
            let _ = writeln!(text, "\n{HIDDEN} kept back: about fewer than 5 people, or such that");
            text.push_str("    a figure about fewer could be worked out from it\n");
        }
    }
}

/// The figures whose intervals are made in this way.
fn used_for(report: &Report, method: Method) -> String {
    let mut names: Vec<&str> = Vec::new();
    for figure in report.rows.iter().flat_map(|it| &it.figures) {
        let name = figure.what.key();
        if figure.method == Some(method) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ").replace('_', " ")
}

/// A line of heads and a line for every row: each figure at the end of the follow-up.
fn cells(rows: &[&Row], end: Option<u16>) -> Vec<Vec<String>> {
    let mut columns: Vec<What> = Vec::new();
    for row in rows {
        for what in row.figures.iter().map(|it| it.what) {
            if !columns.contains(&what) && row.at_end(what, end).is_some() {
                columns.push(what);
            }
        }
    }
    columns.sort_unstable();
    let placed = rows.iter().any(|it| it.place.is_some());
    let heads = columns.iter().map(|it| it.heading().to_owned());
    let mut head: Vec<String> = std::iter::once("group".to_owned()).chain(heads).collect();
    let against = if columns.contains(&What::ObservedOverExpected) {
        "against what was expected"
    } else {
        "against all schemes"
    };
    head.extend(placed.then(|| against.to_owned()));
    let mut lines = vec![head];
    for row in rows {
        let figures =
            columns.iter().map(|it| row.at_end(*it, end).map_or(NONE.to_owned(), written));
        let mut line: Vec<String> = std::iter::once(group(row)).chain(figures).collect();
        let hidden = row.figures.iter().any(|it| it.hidden);
        let place = row.place.filter(|_| !hidden).map_or(NONE, crate::stats::Place::words);
        line.extend(placed.then(|| place.to_owned()));
        lines.push(line);
    }
    lines
}

/// Who the people of a row are.
fn group(row: &Row) -> String {
    let cell = &row.cell;
    let level = cell.level.key();
    let mut name = match cell.area {
        Some(area) => format!("{level} {area}"),
        None if cell.level == Level::Nation => level.to_owned(),
        None => format!("on no {level}"),
    };
    if let Some((by, value)) = &cell.part {
        let value = named(value);
        name = format!("{name}, {} {value}", by.key().replace('_', " "));
    }
    if cell.comparison { format!("{name}, considered and not taken on") } else { name }
}

/// A group by its name in the facts.
const fn named(value: &str) -> &str {
    if value.is_empty() { "not known" } else { value }
}

fn written(figure: &Figure) -> String {
    if figure.hidden {
        return HIDDEN.to_owned();
    }
    let Some(value) = figure.value else {
        return figure.count.map_or(NONE.to_owned(), |it| it.to_string());
    };
    let places = usize::from(figure.what.places());
    match figure.interval {
        Some(it) => format!("{value:.places$} ({:.places$} to {:.places$})", it.low, it.high),
        None => format!("{value:.places$}"),
    }
}

/// The count and the share so far, at each checkpoint, for rows of whole areas; nothing where the
/// end of the follow-up is all there is, which stands above.
fn so_far(rows: &[&Row], end: Option<u16>) -> String {
    let whole: Vec<&&Row> = rows.iter().filter(|it| it.cell.part.is_none()).collect();
    let mut months: Vec<u16> = whole
        .iter()
        .flat_map(|it| &it.figures)
        .filter(|it| matches!(it.what, What::Reoffended | What::Surviving))
        .filter_map(|it| it.after_months)
        .collect();
    months.sort_unstable();
    months.dedup();
    if months.iter().all(|it| Some(*it) == end) {
        return String::new();
    }
    let mut lines = Vec::new();
    let head = months.iter().map(|it| format!("by month {it}"));
    lines.push(std::iter::once("so far".to_owned()).chain(head).collect());
    for row in whole {
        for what in [What::FollowUp, What::Change, What::Reoffended, What::Surviving] {
            lines.extend(line_so_far(row, what, &months));
        }
    }
    format!("\n{}", grid(&lines))
}

fn line_so_far(row: &Row, what: What, months: &[u16]) -> Option<Vec<String>> {
    let at = |month: &u16| {
        row.figures.iter().find(|it| it.what == what && it.after_months == Some(*month))
    };
    months.iter().any(|it| at(it).is_some()).then(|| {
        let name = format!("{}: {}", group(row), what.heading());
        let written = months.iter().map(|it| at(it).map_or(NONE.to_owned(), written));
        std::iter::once(name).chain(written).collect()
    })
}

/// Columns as wide as they must be; numbers to the right.
fn grid(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|it| it.get(column));
        cells.map(|it| it.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let mut row = String::new();
        for (index, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let _ = if index == 0 {
                write!(row, "{cell:<width$}")
            } else {
                write!(row, "  {cell:>width$}")
            };
        }
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}
