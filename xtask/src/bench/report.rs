//! The figures as one table and as JSON.

use super::engines::List;
use super::figures::Figures;

/// All that was measured.
#[derive(Debug, Default)]
pub(super) struct Report {
    rows: Vec<Row>,
    pub(super) one_record: Figures,
}

/// An engine on a list.
#[derive(Debug)]
pub(super) struct Row {
    list: String,
    engine: &'static str,
    figures: Figures,
}

/// Columns of the table: the figure, its heading, its decimals.
const COLUMNS: [(&str, &str, usize); 7] = [
    ("records", "records", 0),
    ("wall_seconds", "wall s", 2),
    ("cpu_seconds", "CPU s", 2),
    ("peak_memory_mib", "peak MiB", 0),
    ("pairs", "pairs", 0),
    ("f1_at_threshold", "F1 at 0.95", 6),
    ("f1_best", "best F1", 6),
];

impl Row {
    pub(super) fn of(list: &List, engine: &'static str, figures: Figures) -> Self {
        Self { list: format!("{} people, seed {}", list.people, list.seed), engine, figures }
    }

    fn cells(&self) -> Vec<String> {
        let figure = |(name, _, decimals): &(&str, &str, usize)| {
            self.figures.get(name).map_or_else(String::new, |it| format!("{it:.decimals$}"))
        };
        let names = [self.list.clone(), self.engine.to_owned()];
        names.into_iter().chain(COLUMNS.iter().map(figure)).collect()
    }

    fn json(&self) -> String {
        let (list, engine, figures) = (&self.list, self.engine, self.figures.json());
        format!("    {{\"list\": {list:?}, \"engine\": {engine:?}, {figures}}}")
    }
}

impl Report {
    pub(super) fn person(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(super) fn febrl(&mut self, list: &str, engine: &'static str, figures: Figures) {
        self.rows.push(Row { list: list.to_owned(), engine, figures });
    }

    /// One table, and a line on one record at a time.
    pub(super) fn table(&self) -> String {
        let head = ["list", "engine"].into_iter().chain(COLUMNS.iter().map(|it| it.1));
        let mut rows: Vec<Vec<String>> = vec![head.map(str::to_owned).collect()];
        rows.extend(self.rows.iter().map(Row::cells));
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|it| it.chars().count()).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..COLUMNS.len() + 2).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).enumerate().map(|(place, (cell, width))| {
                if place < 2 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        lines.extend(self.one_record_line());
        lines.join("\n")
    }

    fn one_record_line(&self) -> Option<String> {
        let figure = |name| self.one_record.get(name);
        let (records, asked) = (figure("records")?, figure("asked")?);
        let (median, slow) = (figure("median_ms")?, figure("p99_ms")?);
        Some(format!(
            "\none record against {records} that stand ready: median {median:.3} ms, \
             99th percentile {slow:.3} ms, of {asked} asked"
        ))
    }

    pub(super) fn json(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(Row::json).collect();
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let one_record = self.one_record.json();
        format!(
            "{{\n  \"cores\": {cores},\n  \"lists\": [\n{}\n  ],\n  \"one_record\": \
             {{{one_record}}}\n}}\n",
            rows.join(",\n")
        )
    }
}
