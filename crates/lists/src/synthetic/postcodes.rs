//! Postcodes of the right form; most people live in few areas.

use super::chance::Chance;

/// Areas of England and Wales, those with most people first.
const AREAS: [&str; 96] = [
    "B", "M", "L", "LS", "S", "NE", "NG", "CF", "BS", "LE", "CV", "BD", "WF", "SE", "E", "N", "SW",
    "PO", "RG", "BN", "ME", "CM", "GU", "PE", "SA", "NR", "IP", "DE", "ST", "DN", "HU", "YO", "BB",
    "PR", "OL", "BL", "SK", "WN", "WA", "CH", "DY", "WV", "WS", "NN", "MK", "LU", "AL", "SG", "CB",
    "CO", "SS", "RM", "IG", "EN", "HA", "UB", "TW", "KT", "CR", "BR", "DA", "TN", "CT", "RH", "SO",
    "BH", "SP", "SN", "BA", "GL", "OX", "HP", "SL", "W", "NW", "EC", "PL", "EX", "TQ", "TR", "TA",
    "DT", "HR", "WR", "SY", "LL", "LD", "NP", "LN", "TS", "DL", "DH", "SR", "CA", "LA", "FY",
];

/// Letters that the second half of a postcode may end in.
const ENDS: &[u8] = b"ABDEFGHJLNPQRSTUWXYZ";

/// Of a hundred people, how many have a hostel for their address.
const HOSTEL_SHARE: f64 = 0.01;
/// How many hostels there are.
const HOSTELS: u32 = 150;

/// The postcode of a home.
pub(super) fn drawn(chance: &mut Chance) -> String {
    if chance.happens(HOSTEL_SHARE) {
        let hostel = u64::from(chance.below(HOSTELS));
        return ordinary(&mut Chance::of(hostel, super::chance::Strand::Home, hostel));
    }
    ordinary(chance)
}

fn ordinary(chance: &mut Chance) -> String {
    let area = AREAS.get(steep(chance, 96, 1.6)).copied().unwrap_or("B");
    let district = 1 + steep(chance, 28, 1.4);
    let sector = 1 + steep(chance, 9, 1.2);
    // Of a sector's streets, some are visited more often than others.
    let street = steep(chance, 70, 1.5) * 5 + district + sector;
    let letter = |place: usize| ENDS.get(place % ENDS.len()).map_or('A', |it| char::from(*it));
    format!("{area}{district} {sector}{}{}", letter(street / ENDS.len()), letter(street))
}

/// A place below `limit`, the earlier the likelier.
fn steep(chance: &mut Chance, limit: u32, power: f64) -> usize {
    let place = chance.unit().powf(power) * f64::from(limit);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below limit")]
    let place = place as usize;
    place
}
