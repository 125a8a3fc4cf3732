//! The reasons for which rows are left out.

/// Why a row of the facts was not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Exclusion {
    /// A registration of somebody of whom nothing else is known.
    NoSuchPerson,
    /// A second registration on one scheme on the day; the person is counted there once.
    OverlappingRegistration,
    /// A later registration or nomination in the period of somebody whose first one counts. A later
    /// event is none: it may be a re-offence of those whom the first brought in.
    Later,
    /// Not the first time on a scheme, where only the first counts.
    NotTheFirst,
    /// Considered and not taken on, but on a scheme between the day that they would be followed
    /// from and the end of the follow-up.
    TakenOnAfterAll,
    /// A registration that ends before it begins.
    RegistrationOutOfOrder,
    /// Somebody who was dead before the follow-up began.
    Dead,
    /// A registration that was not known on the day asked for.
    RegistrationNotYetKnown,
    /// On a scheme that lies in no area on the day: counted in the scheme and in the nation.
    SchemeInNoArea,
    /// An offence before birth.
    BeforeBirth,
    /// An offence after death.
    AfterDeath,
    /// Proven before it was committed.
    ProvenBeforeOffence,
    /// The same offence a second time.
    Duplicate,
    /// Not known on the day asked for.
    NotYetKnown,
    /// Not proven.
    NotProven,
    /// Proven by a caution, where convictions are counted.
    Cautioned,
    /// Not recordable.
    NotRecordable,
    /// A breach.
    Breach,
    /// Of a class that the definition leaves out.
    ClassLeftOut,
    /// Of a word that is no class.
    ClassUnknown,
    /// An offence of somebody who is not among the people.
    OffenceOfNobody,
    /// Somebody whose history the reconviction scale cannot score; only where it is asked for.
    CannotBeScored,
    /// A nomination of somebody who is not among the people.
    NominationOfNobody,
    /// Custody of somebody who is not among the people; where custody is read.
    CustodyOfNobody,
    /// A second row of one person; the first, by birth and death, counts.
    PersonTwice,
}

impl Exclusion {
    /// All of them. Their order is their number in files.
    pub const ALL: [Self; 25] = [
        Self::NoSuchPerson,
        Self::OverlappingRegistration,
        Self::Later,
        Self::NotTheFirst,
        Self::TakenOnAfterAll,
        Self::RegistrationOutOfOrder,
        Self::Dead,
        Self::RegistrationNotYetKnown,
        Self::SchemeInNoArea,
        Self::BeforeBirth,
        Self::AfterDeath,
        Self::ProvenBeforeOffence,
        Self::Duplicate,
        Self::NotYetKnown,
        Self::NotProven,
        Self::Cautioned,
        Self::NotRecordable,
        Self::Breach,
        Self::ClassLeftOut,
        Self::ClassUnknown,
        Self::OffenceOfNobody,
        Self::CannotBeScored,
        Self::NominationOfNobody,
        Self::CustodyOfNobody,
        Self::PersonTwice,
    ];

    /// The word for it in files and figures.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoSuchPerson => "registration_of_nobody",
            Self::OverlappingRegistration => "overlapping_registration",
            Self::Later => "later_in_the_period",
            Self::NotTheFirst => "not_the_first_time",
            Self::TakenOnAfterAll => "taken_on_after_all",
            Self::RegistrationOutOfOrder => "registration_out_of_order",
            Self::Dead => "dead_before_follow_up",
            Self::RegistrationNotYetKnown => "registration_not_yet_known",
            Self::SchemeInNoArea => "scheme_in_no_area",
            Self::BeforeBirth => "offence_before_birth",
            Self::AfterDeath => "offence_after_death",
            Self::ProvenBeforeOffence => "proven_before_offence",
            Self::Duplicate => "duplicate_offence",
            Self::NotYetKnown => "offence_not_yet_known",
            Self::NotProven => "offence_not_proven",
            Self::Cautioned => "cautioned",
            Self::NotRecordable => "not_recordable",
            Self::Breach => "breach",
            Self::ClassLeftOut => "class_left_out",
            Self::ClassUnknown => "class_unknown",
            Self::OffenceOfNobody => "offence_of_nobody",
            Self::CannotBeScored => "cannot_be_scored",
            Self::NominationOfNobody => "nomination_of_nobody",
            Self::CustodyOfNobody => "custody_of_nobody",
            Self::PersonTwice => "person_twice",
        }
    }
}
