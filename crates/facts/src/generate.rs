//! A made-up nation: rates that differ between people, careers with an end, custody that stops
//! offending, lags to conviction, selection at a peak, and a scheme whose effect is known.
//!
//! People are made one at a time from the seed and their number and written at once, so memory
//! does not grow with the nation, and the same request gives the same files.

mod career;
mod chance;

use std::path::Path;

use measures::definition::OffenceClass;

use crate::error::FactsError;
use crate::folder::paths;
use crate::schema::{Fact, TAKEN_ON};
use crate::write::{Cells, FactWriter, is_full};

use career::{FIRST_DAY, Life, Nation};

/// Offences in one file, about.
const FILE_OFFENCES: u64 = 10_000_000;
/// People lived on trial, to find out how many there must be and who is at a peak.
const TRIAL: u64 = 4000;
/// 1 April 2008: on that day there should be so many on the register.
const COHORT_DAY: i32 = 13_970;
const ON_REGISTER: f64 = 15_000.0;
/// No more than this share of everybody is ever on the register at once.
const REGISTER_SHARE: f64 = 0.12;
/// So many are considered for each that is taken on, at least.
const CONSIDERED: f64 = 1.6;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// About how many offences.
    pub offences: u64,
    /// The seed of chance.
    pub seed: u64,
    /// By what share the scheme lowers the rate of offending of those on it, 0 to 1.
    pub effect: f64,
    /// Schemes.
    pub schemes: u32,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Made {
    /// People.
    pub people: u64,
    /// Offences.
    pub offences: u64,
    /// People on a scheme at some time.
    pub registered: u64,
}

/// Makes a nation and writes its facts to a folder. `told` hears how many offences there are.
///
/// # Errors
///
/// The folder holds facts already, of which some could stay and be read with the new ones; or it
/// cannot be written to.
pub fn generate(
    asked: Asked,
    folder: &Path,
    mut told: impl FnMut(u64),
) -> Result<Made, FactsError> {
    for fact in Fact::ALL {
        if let Some(file) = paths(folder, fact)?.into_iter().next() {
            return Err(FactsError::Held { path: folder.to_owned(), file });
        }
    }
    let nation = calibrate(asked);
    let mut writers = Writers::create(folder, asked.schemes)?;
    let mut made = Made::default();
    while made.offences < asked.offences {
        let life = Life::of(&nation, made.people, asked.schemes);
        writers.write(&life, &made)?;
        made.people += 1;
        made.offences += count(life.offences.len());
        made.registered += u64::from(life.registered.is_some());
        if made.people.is_multiple_of(4096) {
            told(made.offences);
        }
    }
    writers.finish()?;
    Ok(made)
}

/// Finds the peak and the share taken on that fill the register.
fn calibrate(asked: Asked) -> Nation {
    let mut nation = Nation { seed: asked.seed, effect: asked.effect, peak: 1, taken_on: 1.0 };
    let mut best = nation;
    for peak in (1..=12).rev() {
        nation.peak = peak;
        let lives = (0..TRIAL).map(|it| Life::of(&nation, it * 997, asked.schemes));
        let mut offences = 0;
        let mut on_register = 0;
        for life in lives {
            offences += life.offences.len();
            on_register += u64::from(
                life.registered.is_some_and(|it| it.0 <= COHORT_DAY && COHORT_DAY < it.1),
            );
        }
        let share = float(on_register) / float(TRIAL);
        let people = float(asked.offences) * float(TRIAL) / float(count(offences)).max(1.0);
        let wanted = (ON_REGISTER / people).min(REGISTER_SHARE);
        best = Nation { taken_on: (wanted / share.max(1e-9)).min(1.0 / CONSIDERED), ..nation };
        if share >= wanted * CONSIDERED {
            break;
        }
    }
    best
}

struct Writers {
    folder: std::path::PathBuf,
    person: (FactWriter, [Cells; 5]),
    registration: (FactWriter, [Cells; 8]),
    nomination: (FactWriter, [Cells; 4]),
    custody: (FactWriter, [Cells; 3]),
    offence: (FactWriter, [Cells; 11]),
    files: u64,
    registrations: i64,
}

fn numbers() -> Cells {
    Cells::Numbers(Vec::new())
}

fn dates() -> Cells {
    Cells::Dates(Vec::new())
}

fn words() -> Cells {
    Cells::Words(Vec::new())
}

fn flags() -> Cells {
    Cells::Flags(Vec::new())
}

impl Writers {
    fn create(folder: &Path, schemes: u32) -> Result<Self, FactsError> {
        areas(folder, schemes)?;
        let file = |fact: Fact| {
            let path = folder.join(format!("{}.parquet", fact.name()));
            FactWriter::create(&path, fact)
        };
        let person = [numbers(), words(), dates(), words(), dates()];
        let registration =
            [numbers(), numbers(), numbers(), words(), flags(), dates(), dates(), dates()];
        Ok(Self {
            person: (file(Fact::Person)?, person),
            registration: (file(Fact::Registration)?, registration),
            nomination: (file(Fact::Nomination)?, [numbers(), numbers(), dates(), words()]),
            custody: (file(Fact::Custody)?, [numbers(), dates(), dates()]),
            offence: (FactWriter::create(&offences(folder, 0), Fact::Offence)?, offence_cells()),
            folder: folder.to_owned(),
            files: 1,
            registrations: 0,
        })
    }

    fn write(&mut self, life: &Life, made: &Made) -> Result<(), FactsError> {
        self.write_person(life)?;
        self.write_scheme(life)?;
        for offence in (0_i64..).zip(&life.offences) {
            push_offence(&mut self.offence.1, life.person_id, offence);
        }
        flush(&mut self.offence)?;
        if made.offences >= self.files * FILE_OFFENCES {
            let next = FactWriter::create(&offences(&self.folder, self.files), Fact::Offence)?;
            let (mut full, mut cells) =
                std::mem::replace(&mut self.offence, (next, offence_cells()));
            full.group(&mut cells)?;
            full.finish()?;
            self.files += 1;
        }
        Ok(())
    }

    fn write_person(&mut self, life: &Life) -> Result<(), FactsError> {
        let [id, sex, born, ethnicity, died] = &mut self.person.1;
        id.number(life.person_id);
        sex.word(life.sex);
        born.date(Some(life.born));
        ethnicity.word(life.ethnicity);
        died.date(life.died);
        flush(&mut self.person)?;
        let mut stays = life.stays.clone();
        stays.sort_unstable();
        for (from, until) in stays {
            let [id, first, last] = &mut self.custody.1;
            id.number(life.person_id);
            first.date(Some(from));
            last.date(Some(until));
        }
        flush(&mut self.custody)
    }

    fn write_scheme(&mut self, life: &Life) -> Result<(), FactsError> {
        let scheme = i64::from(life.scheme);
        if let Some((day, taken_on)) = life.nominated {
            let [id, scheme_id, date, outcome] = &mut self.nomination.1;
            id.number(life.person_id);
            scheme_id.number(scheme);
            date.date(Some(day));
            outcome.word(if taken_on { TAKEN_ON } else { "not_taken_on" });
            flush(&mut self.nomination)?;
        }
        let Some((entered, left)) = life.registered else { return Ok(()) };
        self.registrations += 1;
        let [number, id, scheme_id, strand, statutory, first, last, known] =
            &mut self.registration.1;
        number.number(self.registrations);
        id.number(life.person_id);
        scheme_id.number(scheme);
        strand.word(life.strand);
        statutory.flag(life.statutory);
        first.date(Some(entered));
        last.date(Some(left));
        known.date(Some(entered + 3));
        flush(&mut self.registration)
    }

    fn finish(mut self) -> Result<(), FactsError> {
        self.person.0.group(&mut self.person.1)?;
        self.registration.0.group(&mut self.registration.1)?;
        self.nomination.0.group(&mut self.nomination.1)?;
        self.custody.0.group(&mut self.custody.1)?;
        self.offence.0.group(&mut self.offence.1)?;
        for writer in
            [self.person.0, self.registration.0, self.nomination.0, self.custody.0, self.offence.0]
        {
            writer.finish()?;
        }
        Ok(())
    }
}

fn offences(folder: &Path, file: u64) -> std::path::PathBuf {
    folder.join("offence").join(format!("part-{file:04}.parquet"))
}

fn offence_cells() -> [Cells; 11] {
    [
        numbers(),
        numbers(),
        dates(),
        dates(),
        dates(),
        words(),
        words(),
        words(),
        words(),
        flags(),
        flags(),
    ]
}

fn push_offence(cells: &mut [Cells; 11], person: i64, it: (i64, &career::MadeOffence)) {
    let (number, offence) = it;
    let class = OffenceClass::ALL.get(offence.class).copied().unwrap_or(OffenceClass::Other);
    let [
        id,
        person_id,
        offended,
        proven,
        known,
        code,
        of_class,
        disposal,
        verdict,
        recordable,
        breach,
    ] = cells;
    id.number(person * 4096 + number);
    person_id.number(person);
    offended.date(Some(offence.offended));
    proven.date(offence.proven);
    known.date(Some(offence.known));
    code.word(CODES.get(offence.class).copied().unwrap_or_default());
    of_class.word(class.key());
    disposal.word(if offence.proven.is_some() { offence.disposal } else { "" });
    verdict.word(if offence.proven.is_some() { "G" } else { "" });
    recordable.flag(offence.recordable);
    breach.flag(offence.breach);
}

/// A made-up code for each class.
const CODES: [&str; 20] = [
    "XV00001", "XR00002", "XP00003", "XS00004", "XS00005", "XS00006", "XB00007", "XB00008",
    "XT00009", "XH00010", "XF00011", "XA00012", "XM00013", "XT00014", "XM00015", "XM00016",
    "XC00017", "XD00018", "XD00019", "XO00020",
];

/// The areas: a partnership for each scheme, forty-two boards, ten regions.
fn areas(folder: &Path, schemes: u32) -> Result<(), FactsError> {
    let mut cells = [numbers(), numbers(), numbers(), numbers(), dates(), dates()];
    for scheme in 1..=i64::from(schemes) {
        let board = scheme % 42 + 1;
        let [id, cdrp, lcjb, region, from, until] = &mut cells;
        id.number(scheme);
        cdrp.number(1000 + scheme);
        lcjb.number(2000 + board);
        region.number(3000 + board % 10);
        from.date(Some(FIRST_DAY));
        until.date(None);
    }
    let mut writer = FactWriter::create(&folder.join("area.parquet"), Fact::Area)?;
    writer.group(&mut cells)?;
    writer.finish()
}

fn flush<const N: usize>(table: &mut (FactWriter, [Cells; N])) -> Result<(), FactsError> {
    let (writer, cells) = table;
    if is_full(cells.first().map_or(0, Cells::len)) { writer.group(cells) } else { Ok(()) }
}

fn count(things: usize) -> u64 {
    u64::try_from(things).unwrap_or(u64::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "people and offences are far below 2^53")]
fn float(count: u64) -> f64 {
    count as f64
}

impl Cells {
    fn len(&self) -> usize {
        match self {
            Self::Numbers(it) => it.len(),
            Self::Dates(it) => it.len(),
            Self::Words(it) => it.len(),
            Self::Flags(it) => it.len(),
        }
    }

    fn number(&mut self, number: i64) {
        if let Self::Numbers(it) = self {
            it.push(number);
        }
    }

    fn date(&mut self, day: Option<i32>) {
        if let Self::Dates(it) = self {
            it.push(day);
        }
    }

    fn word(&mut self, word: &'static str) {
        if let Self::Words(it) = self {
            it.push((!word.is_empty()).then_some(word));
        }
    }

    fn flag(&mut self, flag: impl Into<bool>) {
        if let Self::Flags(it) = self {
            it.push(flag.into());
        }
    }
}
