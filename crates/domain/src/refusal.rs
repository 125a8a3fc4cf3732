//! Every way a rule can say no, gathered in one type so that wording stays at the top.
//!
//! A slice defines its own refusal enum beside its rule and names it in the list here.

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident($module:ident::$refusal:ident),)*) => {
        /// A rule said no. Carries the facts behind the answer; the words are chosen by the page.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Refusal {
            $($(#[$doc])* $name(crate::$module::$refusal),)*
        }

        $(impl From<crate::$module::$refusal> for Refusal {
            fn from(refusal: crate::$module::$refusal) -> Self {
                Self::$name(refusal)
            }
        })*

        /// Calls a macro with the path of every refusal.
        #[macro_export]
        macro_rules! for_each_refusal {
            ($then:ident) => { $then! { $($module::$refusal,)* } };
        }
    };
}

refusals! {
    /// A change of the accountability tree.
    AreaChange(area::ChangeRefusal),
    /// A tree that does not hold together.
    AreaTree(area::TreeRefusal),
    /// An agency.
    Agency(agency::AgencyRefusal),
    /// A scheme.
    Scheme(scheme::SchemeRefusal),
    /// A scheme's lead.
    SchemeLead(scheme::LeadRefusal),
    /// A scheme's multi-agency group.
    SchemeGroup(scheme::GroupRefusal),
    /// A scheme's posts.
    SchemePost(scheme::PostRefusal),
    /// The minimum for a scheme to be established.
    SchemeMinimum(scheme::MinimumRefusal),
    /// A local threshold.
    SchemeThreshold(scheme::ThresholdRefusal),
    /// A role.
    Holding(user::HoldingRefusal),
    /// Closing an account.
    Deactivate(user::DeactivateRefusal),
    /// A password.
    Password(user::PasswordRefusal),
    /// Who a person is.
    Person(person::PersonRefusal),
    /// The day of something that happened.
    Happened(person::HappenedRefusal),
    /// Somebody's reasons.
    Reasons(nomination::ReasonsRefusal),
    /// A nomination.
    Nominate(nomination::NominateRefusal),
    /// Taking a nomination back.
    Withdraw(nomination::WithdrawRefusal),
    /// The MAPPA question.
    Answer(nomination::AnswerRefusal),
    /// A panel's decision.
    Decide(decision::DecideRefusal),
    /// Selection criteria.
    Criteria(criteria::CriteriaRefusals),
    /// A registration.
    Register(registration::RegisterRefusal),
    /// A period of statutory supervision.
    Period(registration::PeriodRefusal),
    /// Who manages a person.
    Assign(registration::AssignRefusal),
    /// A review.
    Review(review::ReviewRefusal),
    /// Setting the day of a review.
    ScheduleReview(review::ScheduleRefusal),
    /// A proposal to remove.
    ProposeRemoval(removal::ProposeRefusal),
    /// A removal.
    Removal(removal::RemovalRefusal),
    /// A death.
    Death(removal::DeathRefusal),
    /// Telling an agency.
    Tell(notice::TellRefusal),
}
