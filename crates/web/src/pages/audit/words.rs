//! What the acts in the trail are called.

use app::audit::Verb;

use crate::i18n::Msg;
use crate::msg;

/// A verb of the trail.
pub(super) fn verb(verb: Verb) -> Msg {
    match verb {
        Verb::Collection => msg!("Collection"),
        Verb::Alteration => msg!("Alteration"),
        Verb::Consultation => msg!("Consultation"),
        Verb::Disclosure => msg!("Disclosure"),
        Verb::Combination => msg!("Combination"),
        Verb::Erasure => msg!("Erasure"),
    }
}

/// What an act is called; nothing where its name has no words, and is shown itself.
pub(crate) fn event(name: &str) -> Option<Msg> {
    identity(name).or_else(|| case(name)).or_else(|| scheme(name)).or_else(|| running(name))
}

fn identity(name: &str) -> Option<Msg> {
    Some(match name {
        "recorded_person" => msg!("Recorded a person"),
        "amended_person" => msg!("Changed who a person is"),
        "added_name" => msg!("Added a name"),
        "ended_name" => msg!("Ended a name"),
        "ended_address" => msg!("Ended an address"),
        "added_identifier" => msg!("Added a number"),
        "added_address" => msg!("Added an address"),
        "added_custody" => msg!("Added a time in custody"),
        "added_note" => msg!("Wrote a note"),
        "restricted_person" => msg!("Restricted a record"),
        "unrestricted_person" => msg!("Ended the restriction of a record"),
        "opened_person" => msg!("Opened a record"),
        "opened_timeline" => msg!("Opened a timeline"),
        "opened_identity" => msg!("Opened the identity of a person"),
        "opened_sharing" => msg!("Opened the sharing of a person"),
        "opened_removed_person" => msg!("Opened the record of somebody removed"),
        "found_removed_person" => msg!("Found somebody removed by their number"),
        "searched_removed" => msg!("Searched people who were removed"),
        _ => return None,
    })
}

fn case(name: &str) -> Option<Msg> {
    Some(match name {
        "nominated" => msg!("Nominated"),
        "nomination_withdrawn" => msg!("Withdrew a nomination"),
        "opened_nomination" => msg!("Opened a nomination"),
        "evidence_added" => msg!("Added evidence"),
        "mappa_answered" => msg!("Answered the MAPPA question"),
        "decided" => msg!("Decided"),
        "registered" => msg!("Registered"),
        "opened_registration" => msg!("Opened a registration"),
        "opened_review" => msg!("Opened a review"),
        "opened_removal" => msg!("Opened a removal"),
        "removal_view_given" => msg!("Gave a view on a removal"),
        "opened_to_register" => msg!("Opened a record to register"),
        "assigned" => msg!("Assigned"),
        "assignment_ended" => msg!("Ended an assignment"),
        "period_recorded" => msg!("Recorded an order or sentence"),
        "period_ended" => msg!("Ended an order or sentence"),
        "review_held" => msg!("Held a review"),
        "review_lapsed" => msg!("A review lapsed"),
        "review_scheduled" => msg!("Set the day of a review"),
        "taken_in" => msg!("Took in a registration from a register"),
        "removal_proposed" => msg!("Proposed removal"),
        "removed" => msg!("Removed"),
        "died" => msg!("Recorded a death"),
        "opened_to_record_death" => msg!("Opened a record to record a death"),
        "agency_told" => msg!("Told an agency"),
        "caseload_downloaded" => msg!("Downloaded a caseload"),
        "assigned_many" => msg!("Assigned several people"),
        "scheduled_many" => msg!("Set the day of several reviews"),
        "exit_support_added" => msg!("Added to an exit plan"),
        "exit_support_dropped" => msg!("Took something off an exit plan"),
        "removal_declined" => msg!("Decided against a removal"),
        "removal_objection_resolved" => msg!("Resolved an objection to a removal"),
        "view_saved" => msg!("Saved a view of the caseload"),
        "view_renamed" => msg!("Renamed a view of the caseload"),
        "view_deleted" => msg!("Deleted a view of the caseload"),
        _ => return None,
    })
}

fn scheme(name: &str) -> Option<Msg> {
    Some(match name {
        "scheme_opened" => msg!("Set up a scheme"),
        "scheme_closed" => msg!("Closed a scheme"),
        "scheme_capacity_set" => msg!("Set the places of a scheme"),
        "scheme_lead_changed" => msg!("Changed who leads a scheme"),
        "scheme_member_added" => msg!("Added a member of the group"),
        "scheme_member_ended" => msg!("Ended a seat in the group"),
        "scheme_arrangement_recorded" => msg!("Recorded an alternative arrangement"),
        "scheme_prison_recorded" => msg!("Recorded whether a prison is close by"),
        "scheme_post_set" => msg!("Set up a post"),
        "scheme_post_filled" => msg!("Filled a post"),
        "scheme_post_vacated" => msg!("Recorded a post as vacant"),
        "scheme_post_ended" => msg!("Ended a post"),
        "scheme_minimum_met" => msg!("Recorded something as met"),
        "scheme_threshold_set" => msg!("Set a threshold for removal"),
        "scheme_area_covered" => msg!("Had a scheme cover an area"),
        "scheme_area_left" => msg!("Had a scheme cover an area no longer"),
        "scheme_agency_joined" => msg!("Had an agency take part"),
        "scheme_agency_left" => msg!("Had an agency take part no longer"),
        _ => return None,
    })
}

fn running(name: &str) -> Option<Msg> {
    Some(match name {
        "denied" => msg!("Was not permitted"),
        "signed_in" => msg!("Signed in"),
        "user_created" => msg!("Made an account"),
        "user_deactivated" => msg!("Closed an account"),
        "user_password_set" => msg!("Set a password"),
        "user_password_changed" => msg!("Changed their own password"),
        "user_language_chosen" => msg!("Chose the language of their pages"),
        "role_given" => msg!("Gave a role"),
        "role_ended" => msg!("Ended a role"),
        "agency_created" => msg!("Set up an agency"),
        "area_opened" => msg!("Set up an area"),
        "area_moved" => msg!("Moved an area under another"),
        "area_split" => msg!("Split an area"),
        "areas_merged" => msg!("Merged areas"),
        "criteria_drafted" => msg!("Drafted criteria"),
        "criteria_changed" => msg!("Changed a draft of criteria"),
        "criteria_agreed" => msg!("Agreed criteria"),
        "criteria_put_in_force" => msg!("Put criteria in force"),
        "register_uploaded" => msg!("Uploaded a register"),
        "register_previewed" => msg!("Compared a register"),
        "register_accepted" => msg!("Accepted what a register holds"),
        "import_candidate" => msg!("Compared somebody with a row of a register"),
        "import_row_left" => msg!("Left a row of a register out"),
        "register_taken_in" => msg!("Took in a register"),
        "import_row_chosen" => msg!("Chose whom a row is about"),
        "import_abandoned" => msg!("Abandoned an import"),
        "annotated_register_given" => msg!("Gave back an annotated register"),
        "demo_made" => msg!("Made the demonstration"),
        _ => return None,
    })
}
