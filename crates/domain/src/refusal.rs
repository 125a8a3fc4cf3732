//! Every way a rule can say no, gathered in one type so that wording stays at the top.
//!
//! A slice defines its own refusal enum beside its rule and names it in the list here.

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident($refusal:path),)*) => {
        /// A rule said no. Carries the facts behind the answer; the words are chosen by the page.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Refusal {
            $($(#[$doc])* $name($refusal),)*
        }

        $(impl From<$refusal> for Refusal {
            fn from(refusal: $refusal) -> Self {
                Self::$name(refusal)
            }
        })*

        /// Calls a macro with the path of every refusal.
        #[macro_export]
        macro_rules! for_each_refusal {
            ($then:ident) => { $then! { $($refusal,)* } };
        }
    };
}

refusals! {}
