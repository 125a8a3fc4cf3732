//! Who leads a scheme: one agency with a lead individual of senior level, or an alternative,
//! equally effective arrangement.

use super::Scheme;
use crate::Date;
use crate::area::Dates;
use crate::id::AgencyId;

/// The lead individual, at senior level within the lead agency.
///
/// Source: [RR04 ¶14].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeniorLead {
    /// The individual's name.
    pub name: String,
    /// The position held, which shows the seniority: "chief superintendent", "head of probation".
    pub position: String,
}

/// How a scheme is led.
///
/// Source: [RR04 ¶14].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// One agency leads. The individual is desirable, not required, and shows as missing.
    Agency { agency: AgencyId, individual: Option<SeniorLead> },
    /// No agency leads; this arrangement is in place instead.
    Alternative { arrangement: String },
}

/// A lead between dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadHeld {
    /// How the scheme is led.
    pub lead: Lead,
    /// The days.
    pub dates: Dates,
}

/// Why the lead cannot change like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadRefusal {
    /// The arrangement is not described.
    BlankArrangement,
    /// The individual has no name.
    BlankName,
    /// The individual's position, which shows the seniority, is not given.
    BlankPosition,
    /// The day is after today.
    InTheFuture { on: Date },
    /// The scheme does not work on the day.
    SchemeNotOpen { on: Date },
    /// A lead that began on the day or later stands already.
    LaterLead { from: Date },
    /// It is so already.
    NothingChanges,
}

/// Changes who leads from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLead {
    /// The new lead.
    pub lead: Lead,
    /// Its first day.
    pub on: Date,
}

impl ChangeLead {
    /// Whether the lead can change; answers with all leads of the scheme as they stand then.
    ///
    /// Source: [RR04 ¶14].
    pub fn decide(&self, scheme: &Scheme, today: Date) -> Result<Vec<LeadHeld>, LeadRefusal> {
        check_lead(&self.lead)?;
        if self.on > today {
            return Err(LeadRefusal::InTheFuture { on: self.on });
        }
        if !scheme.is_open_on(self.on) {
            return Err(LeadRefusal::SchemeNotOpen { on: self.on });
        }
        let mut leads = scheme.leads.clone();
        for held in &mut leads {
            let from = held.dates.starts_on();
            if from >= self.on {
                return Err(LeadRefusal::LaterLead { from });
            }
            if !held.dates.hold_on(self.on) {
                continue;
            }
            if held.lead == self.lead {
                return Err(LeadRefusal::NothingChanges);
            }
            held.dates = held.dates.ended(self.on).map_err(|_| LeadRefusal::LaterLead { from })?;
        }
        leads.push(LeadHeld { lead: self.lead.clone(), dates: Dates::since(self.on) });
        Ok(leads)
    }
}

fn check_lead(lead: &Lead) -> Result<(), LeadRefusal> {
    match lead {
        Lead::Alternative { arrangement } if arrangement.trim().is_empty() => {
            Err(LeadRefusal::BlankArrangement)
        }
        Lead::Agency { individual: Some(it), .. } if it.name.trim().is_empty() => {
            Err(LeadRefusal::BlankName)
        }
        Lead::Agency { individual: Some(it), .. } if it.position.trim().is_empty() => {
            Err(LeadRefusal::BlankPosition)
        }
        Lead::Alternative { .. } | Lead::Agency { .. } => Ok(()),
    }
}
