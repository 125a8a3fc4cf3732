//! Attackers. They know every sum, every number that is shown, and the rule; they know nothing of
//! how cells were chosen. Neither shares any thought with the code that hides.

use crate::suppress::{Area, Counts, Mark};

/// One published table, or several of the same facts, as a list of cells and the sums among them.
#[derive(Default)]
pub(super) struct Published {
    /// The true number, and the least that it can be where it is hidden.
    pub(super) cells: Vec<(u64, Option<u64>)>,
    /// A cell, and those that add up to it.
    sums: Vec<(usize, Vec<usize>)>,
    /// Two cells, of which the first is never more than the second.
    orders: Vec<(usize, usize)>,
}

/// One breakdown as published.
pub(super) struct Parts<'a> {
    pub(super) counts: &'a [Vec<Counts>],
    pub(super) marks: &'a [Vec<Mark>],
}

impl Published {
    /// The totals of areas and any number of breakdowns, as one system for one of the numbers.
    pub(super) fn new(
        areas: &[Area],
        totals: &[Mark],
        breakdowns: &[Parts<'_>],
        number: usize,
    ) -> Self {
        let mut all = Self::default();
        for (area, mark) in areas.iter().zip(totals) {
            let least = u64::from(number == 0);
            all.cells.push((area.total[number], (*mark == Mark::Hidden).then_some(least)));
        }
        all.add_columns(areas, 0, 1, 0);
        for Parts { counts, marks } in breakdowns {
            let start = all.cells.len();
            let each = counts[0].len();
            for (area, (counts, marks)) in counts.iter().zip(*marks).enumerate() {
                // Empty cells are hidden only in areas of which nothing is seen: where anything is,
                // the reader knows that there is somebody in the hidden ones.
                let tells = totals[area] == Mark::Shown
                    && marks.contains(&Mark::Shown)
                    && counts.iter().zip(marks).all(|it| *it.1 == Mark::Shown || it.0[0] > 0);
                for (counts, mark) in counts.iter().zip(marks) {
                    let least = u64::from(number == 0 && tells);
                    all.cells.push((counts[number], (*mark == Mark::Hidden).then_some(least)));
                }
                let row = (0..each).map(|it| start + area * each + it).collect();
                all.sums.push((area, row));
            }
            for part in 0..each {
                all.add_columns(areas, start, each, part);
            }
        }
        all
    }

    /// Both numbers at once, for somebody who knows that no more re-offended than there are people.
    pub(super) fn together(people: Self, re_offended: Self) -> Self {
        let shift = people.cells.len();
        let mut all = people;
        all.orders = (0..shift).map(|it| (it + shift, it)).collect();
        all.cells.extend(re_offended.cells);
        all.sums.extend(re_offended.sums.into_iter().map(|(whole, parts)| {
            (whole + shift, parts.into_iter().map(|it| it + shift).collect())
        }));
        all
    }

    fn add_columns(&mut self, areas: &[Area], start: usize, each: usize, part: usize) {
        let cell = |area: usize| start + area * each + part;
        for parent in 0..areas.len() {
            let children = (0..areas.len()).filter(|it| areas[*it].parent == Some(parent));
            let children: Vec<usize> = children.map(cell).collect();
            if !children.is_empty() {
                self.sums.push((cell(parent), children));
            }
        }
    }

    /// Every sum as what must be nothing: signs by cell.
    fn rows(&self) -> Vec<Vec<(usize, i64)>> {
        let row = |(whole, parts): &(usize, Vec<usize>)| {
            let mut row: Vec<(usize, i64)> = parts.iter().map(|it| (*it, 1)).collect();
            row.push((*whole, -1));
            row
        };
        self.sums.iter().map(row).collect()
    }

    /// Hidden cells that follow from those shown by adding and taking away: the rows of the sums
    /// over hidden cells, reduced modulo a prime, have one with a single cell.
    pub(super) fn recovered_by_algebra(&self) -> Vec<usize> {
        let hidden: Vec<usize> =
            (0..self.cells.len()).filter(|it| self.cells[*it].1.is_some()).collect();
        let place = |cell: usize| hidden.iter().position(|it| *it == cell);
        let mut rows: Vec<Vec<i64>> = Vec::new();
        for signs in self.rows() {
            let mut row = vec![0; hidden.len()];
            for (cell, sign) in signs {
                if let Some(place) = place(cell) {
                    row[place] = (sign + PRIME) % PRIME;
                }
            }
            rows.push(row);
        }
        reduced(rows)
            .into_iter()
            .filter(|row| row.iter().filter(|it| **it != 0).count() == 1)
            .map(|row| hidden[row.iter().position(|it| *it != 0).unwrap()])
            .collect()
    }

    /// Hidden cells that could only have one value, trying every whole number.
    pub(super) fn recovered_by_trying(&self) -> Vec<usize> {
        let hidden = (0..self.cells.len()).filter(|it| self.cells[*it].1.is_some());
        hidden.filter(|cell| !self.could_differ(*cell)).collect()
    }

    fn could_differ(&self, cell: usize) -> bool {
        let (truth, least) = self.cells[cell];
        let open = self.bounds();
        let below = truth
            .checked_sub(1)
            .is_some_and(|it| it >= least.unwrap() && self.fits(&open, cell, (least.unwrap(), it)));
        below || self.fits(&open, cell, (truth + 1, MOST))
    }

    fn bounds(&self) -> Vec<(u64, u64)> {
        let bound = |(truth, least): &(u64, Option<u64>)| match least {
            Some(least) => (*least, MOST),
            None => (*truth, *truth),
        };
        self.cells.iter().map(bound).collect()
    }

    /// Whether there is any table with this cell between these bounds.
    fn fits(&self, open: &[(u64, u64)], cell: usize, within: (u64, u64)) -> bool {
        let mut bounds = open.to_vec();
        bounds[cell] = within;
        self.solve(bounds)
    }

    /// Narrows bounds by every sum until nothing moves, then tries the narrowest cell value by
    /// value.
    fn solve(&self, mut bounds: Vec<(u64, u64)>) -> bool {
        if !self.narrow(&mut bounds) {
            return false;
        }
        let unsure = (0..bounds.len()).filter(|it| bounds[*it].0 < bounds[*it].1);
        let Some(cell) = unsure.min_by_key(|it| bounds[*it].1 - bounds[*it].0) else { return true };
        // Values near the truth first: most tables that fit are near.
        let mut values: Vec<u64> = (bounds[cell].0..=bounds[cell].1).collect();
        values.sort_by_key(|it| it.abs_diff(self.cells[cell].0));
        values.into_iter().any(|value| {
            let mut bounds = bounds.clone();
            bounds[cell] = (value, value);
            self.solve(bounds)
        })
    }

    fn narrow(&self, bounds: &mut [(u64, u64)]) -> bool {
        loop {
            let mut moved = false;
            for (less, more) in &self.orders {
                let (most, least) = (bounds[*more].1, bounds[*less].0);
                moved |= bounds[*less].1 > most || bounds[*more].0 < least;
                bounds[*less].1 = bounds[*less].1.min(most);
                bounds[*more].0 = bounds[*more].0.max(least);
                if bounds[*less].0 > bounds[*less].1 || bounds[*more].0 > bounds[*more].1 {
                    return false;
                }
            }
            for (whole, parts) in &self.sums {
                let low: u64 = parts.iter().map(|it| bounds[*it].0).sum();
                let high: u64 = parts.iter().map(|it| bounds[*it].1).sum();
                let (least, most) = bounds[*whole];
                let narrowed = (least.max(low), most.min(high));
                moved |= narrowed != (least, most);
                if narrowed.0 > narrowed.1 {
                    return false;
                }
                bounds[*whole] = narrowed;
                for part in parts {
                    let (least, most) = bounds[*part];
                    let up = narrowed.1.checked_sub(low - least);
                    let Some(up) = up else { return false };
                    let down = narrowed.0.saturating_sub(high - most);
                    let now = (least.max(down), most.min(up));
                    if now.0 > now.1 {
                        return false;
                    }
                    if now != (least, most) {
                        bounds[*part] = now;
                        moved = true;
                        break;
                    }
                }
            }
            if !moved {
                return true;
            }
        }
    }
}

/// More than any number in the tables that are tried.
const MOST: u64 = 60;
const PRIME: i64 = 1_000_003;

/// Gauss and Jordan, modulo a prime.
fn reduced(mut rows: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    let columns = rows.first().map_or(0, Vec::len);
    let mut done = 0;
    for column in 0..columns {
        let Some(pivot) = (done..rows.len()).find(|it| rows[*it][column] != 0) else { continue };
        rows.swap(done, pivot);
        let inverse = power(rows[done][column], PRIME - 2);
        for value in &mut rows[done] {
            *value = *value * inverse % PRIME;
        }
        let chosen = rows[done].clone();
        for (number, row) in rows.iter_mut().enumerate() {
            let factor = row[column];
            if number != done && factor != 0 {
                for (value, it) in row.iter_mut().zip(&chosen) {
                    *value = (*value - factor * it % PRIME + PRIME) % PRIME;
                }
            }
        }
        done += 1;
    }
    rows.truncate(done);
    rows
}

fn power(base: i64, mut exponent: i64) -> i64 {
    let (mut base, mut result) = (base, 1);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}

#[test]
fn the_attackers_find_what_is_plain_to_see() {
    // One hidden scheme of two, and two of three that add up to nothing more than one each.
    let area = |parent, people| Area { parent, total: vec![people] };
    let areas = [area(None, 9), area(Some(0), 2), area(Some(0), 7)];
    let plain = Published::new(&areas, &[Mark::Shown, Mark::Hidden, Mark::Shown], &[], 0);
    assert_eq!(plain.recovered_by_algebra(), [1]);
    assert_eq!(plain.recovered_by_trying(), [1]);
    let areas = [area(None, 9), area(Some(0), 1), area(Some(0), 1), area(Some(0), 7)];
    let marks = [Mark::Shown, Mark::Hidden, Mark::Hidden, Mark::Shown];
    let plain = Published::new(&areas, &marks, &[], 0);
    assert!(plain.recovered_by_algebra().is_empty());
    assert_eq!(plain.recovered_by_trying(), [1, 2]);
}
