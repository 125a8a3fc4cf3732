//! What a list of people is narrowed to, and how it is ordered.

use domain::Date;
use domain::id::SchemeId;

/// Declares a choice of a filter: its variants, each with the word that stands in addresses.
macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl $name {
            /// Every one, in the order in which forms show them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word that stands in addresses.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// The one named by this word.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.key() == key)
            }
        }
    };
}

keyed! {
    /// The young are listed apart from adults [RR04 ¶9, TY06].
    AgeGroup {
        /// 18 and over, and those whose date of birth is not known.
        Adults = "adults",
        /// Under 18 today.
        Young = "under-18",
    }
}

keyed! {
    /// Whether somebody is under statutory supervision today [RR04 A.5].
    Supervised {
        /// They are.
        Statutory = "statutory",
        /// They are not.
        Otherwise = "non-statutory",
    }
}

keyed! {
    /// How the next review stands [RR04 ¶12].
    ReviewIs {
        /// Past its day, queued for removal or not.
        Late = "late",
        /// Past its day, within the grace.
        Past = "past",
        /// Past the grace: queued for removal.
        Queued = "queued",
        /// Due today or in the next seven days.
        Week = "week",
        /// Within the amber days.
        Amber = "amber",
        /// Not to be thought of yet.
        NotYet = "not-yet",
    }
}

keyed! {
    /// What else about a registration waits for somebody.
    Attention {
        /// An agency has not been told of the selection [RR04 A.2].
        Untold = "untold",
        /// A removal is proposed and not decided [SG05 ¶3].
        Removal = "removal",
        /// The reader's own agency has not given its view on a proposed removal [SG05 ¶3].
        OurView = "our-view",
    }
}

keyed! {
    /// By what a list is ordered. Whatever is equal is ordered by name, then by key.
    SortBy {
        /// By surname, then forenames.
        Name = "name",
        /// By the day the review is due.
        Review = "review",
        /// By the first day on the scheme.
        Registered = "registered",
        /// By scheme.
        Scheme = "scheme",
        /// By who manages or leads.
        Manager = "manager",
    }
}

keyed! {
    /// Which way a list runs.
    Order {
        /// Smallest first.
        Up = "up",
        /// Largest first.
        Down = "down",
    }
}

/// By whom a case is managed or led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManagedBy {
    /// By nobody: no offender manager where there should be one, or no lead worker.
    Nobody,
    /// By the reader.
    Me,
    /// By somebody: the key of a user, or the name of whoever does not sign in.
    Somebody(String),
}

impl ManagedBy {
    /// The word that stands in addresses.
    pub fn key(&self) -> &str {
        match self {
            Self::Nobody => "nobody",
            Self::Me => "me",
            Self::Somebody(key) => key,
        }
    }

    /// The one named by this word.
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "" => None,
            "nobody" => Some(Self::Nobody),
            "me" => Some(Self::Me),
            other => Some(Self::Somebody(other.to_owned())),
        }
    }
}

/// What a list is narrowed to. What is not set narrows nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Adults or the young, never both.
    pub age: AgeGroup,
    /// One scheme.
    pub scheme: Option<SchemeId>,
    /// One strand, by its key in the edition.
    pub strand: Option<String>,
    /// Under statutory supervision or not.
    pub supervised: Option<Supervised>,
    /// Who manages or leads.
    pub manager: Option<ManagedBy>,
    /// How the review stands.
    pub review: Option<ReviewIs>,
    /// What waits for somebody.
    pub attention: Option<Attention>,
    /// Registered on this day or later.
    pub registered_from: Option<Date>,
    /// Registered on this day or earlier.
    pub registered_to: Option<Date>,
    /// The beginnings of names, any of the person's, in any order.
    pub name: String,
    /// By what it is ordered.
    pub sort: SortBy,
    /// Which way.
    pub order: Order,
}

impl Filter {
    /// Everybody of an age group, by name.
    pub const fn everybody(age: AgeGroup) -> Self {
        Self {
            age,
            scheme: None,
            strand: None,
            supervised: None,
            manager: None,
            review: None,
            attention: None,
            registered_from: None,
            registered_to: None,
            name: String::new(),
            sort: SortBy::Name,
            order: Order::Up,
        }
    }
}
