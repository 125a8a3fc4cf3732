//! People by day.

/// How many people there are on each day, from 0; most days have nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days(Vec<(u32, u64)>);

impl Days {
    /// Adds people to a day.
    pub fn add(&mut self, day: u32, people: u64) {
        let place = self.place(day);
        match self.0.get_mut(place) {
            Some((own, sum)) if *own == day => *sum += people,
            Some(_) | None if people > 0 => self.0.insert(place, (day, people)),
            Some(_) | None => {}
        }
    }

    /// The people of a day.
    pub fn on(&self, day: u32) -> u64 {
        let found = self.0.get(self.place(day)).filter(|it| it.0 == day);
        found.map_or(0, |it| it.1)
    }

    /// The days that have people, in their order, and how many.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u64)> + use<'_> {
        self.0.iter().copied()
    }

    /// Nobody on any day any more.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Where a day is, or would be. Mostly it is the last one, or none before it is missing.
    fn place(&self, day: u32) -> usize {
        let guess = usize::try_from(day).unwrap_or(usize::MAX);
        match self.0.last() {
            Some((last, _)) if *last == day => self.0.len() - 1,
            Some((last, _)) if *last > day => match self.0.get(guess) {
                Some((guessed, _)) if *guessed == day => guess,
                Some(_) | None => self.0.partition_point(|it| it.0 < day),
            },
            Some(_) | None => self.0.len(),
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
        } else {
            other.iter().for_each(|(day, people)| self.add(day, people));
        }
    }
}

impl FromIterator<(u32, u64)> for Days {
    fn from_iter<I: IntoIterator<Item = (u32, u64)>>(each: I) -> Self {
        let mut days = Self::default();
        each.into_iter().for_each(|(day, people)| days.add(day, people));
        days
    }
}

#[cfg(test)]
mod tests {
    use super::Days;

    #[test]
    fn days_add_up_in_whatever_order_they_come() {
        let mut long = Days::default();
        (0..200).chain((50..90).rev()).for_each(|it| long.add((it * it) % 211, 1));
        assert!(long.iter().is_sorted_by(|one, next| one.0 < next.0));
        assert_eq!(long.iter().map(|it| it.1).sum::<u64>(), 240);
        assert!(long.iter().all(|(day, people)| long.on(day) == people));
        let days: Days = [(7, 1), (2, 3), (7, 4), (0, 1), (5, 0), (9, 2)].into_iter().collect();
        assert_eq!(days.iter().collect::<Vec<_>>(), [(0, 1), (2, 3), (7, 5), (9, 2)]);
        assert_eq!([0, 1, 2, 5, 7, 9, 10].map(|it| days.on(it)), [1, 0, 3, 0, 5, 2, 0]);
        for other in [&[][..], &[(1, 1), (9, 1), (30, 1)], &[(2, 1)]] {
            let other: Days = other.iter().copied().collect();
            let (mut one, mut two) = (days.clone(), other.clone());
            one.merge(&other);
            two.merge(&days);
            assert_eq!(one, two);
            let sum = |it: &Days| it.iter().map(|it| it.1).sum::<u64>();
            assert_eq!(sum(&one), sum(&days) + sum(&other));
        }
    }
}
