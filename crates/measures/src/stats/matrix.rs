//! Small symmetric matrices: as many rows as there are groups or covariates.

#![expect(
    clippy::indexing_slicing,
    reason = "rows and columns are counted here; one out of range is a fault of this file"
)]

/// A square matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Matrix {
    rows: usize,
    cells: Vec<f64>,
}

impl Matrix {
    pub(super) fn zero(rows: usize) -> Self {
        Self { rows, cells: vec![0.0; rows * rows] }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.rows + column]
    }

    pub(super) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.rows + column] += value;
    }

    pub(super) fn clear(&mut self) {
        self.cells.fill(0.0);
    }

    /// `factor` times `other`, added.
    pub(super) fn add_matrix(&mut self, factor: f64, other: &Self) {
        for (cell, it) in self.cells.iter_mut().zip(&other.cells) {
            *cell += factor * it;
        }
    }

    /// `factor` times the product of a column and itself as a row, added.
    pub(super) fn add_square(&mut self, factor: f64, column: &[f64]) {
        for (row, a) in column.iter().enumerate() {
            for (place, b) in column.iter().enumerate() {
                self.cells[row * self.rows + place] += factor * a * b;
            }
        }
    }

    /// The lower triangle whose square this is; nothing unless it is positive definite.
    fn cholesky(&self) -> Option<Self> {
        let mut lower = Self::zero(self.rows);
        for row in 0..self.rows {
            for column in 0..=row {
                let done: f64 =
                    (0..column).map(|it| lower.at(row, it) * lower.at(column, it)).sum();
                let rest = self.at(row, column) - done;
                let value = if row == column {
                    // What is left of a diagonal that depends on the columns before it.
                    if rest <= 1e-12 * self.at(row, row) {
                        return None;
                    }
                    rest.sqrt()
                } else {
                    rest / lower.at(column, column)
                };
                lower.cells[row * self.rows + column] = value;
            }
        }
        Some(lower)
    }

    /// The column that this matrix maps to `right`; nothing unless it is positive definite.
    pub(super) fn solve(&self, right: &[f64]) -> Option<Vec<f64>> {
        let lower = self.cholesky()?;
        let mut column = right.to_vec();
        for row in 0..self.rows {
            let done: f64 = (0..row).map(|it| lower.at(row, it) * column[it]).sum();
            column[row] = (column[row] - done) / lower.at(row, row);
        }
        for row in (0..self.rows).rev() {
            let done: f64 = (row + 1..self.rows).map(|it| lower.at(it, row) * column[it]).sum();
            column[row] = (column[row] - done) / lower.at(row, row);
        }
        Some(column)
    }

    /// The diagonal of the inverse; nothing unless it is positive definite.
    pub(super) fn inverse_diagonal(&self) -> Option<Vec<f64>> {
        (0..self.rows)
            .map(|row| {
                let unit: Vec<f64> =
                    (0..self.rows).map(|it| if it == row { 1.0 } else { 0.0 }).collect();
                self.solve(&unit).map(|it| it[row])
            })
            .collect()
    }
}

/// The sum of products, place by place.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
