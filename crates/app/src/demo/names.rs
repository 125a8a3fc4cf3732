//! Names to put together. Every list is our own and every person made from it is invented; a
//! likeness to somebody is chance. Forenames and surnames go together by community, as they do
//! in a real area, so that search, sorting and matching meet the names that people have.

#![expect(
    clippy::fn_params_excessive_bools,
    reason = "facts of an invented life, thrown like dice"
)]

use domain::person::{Ethnicity, Sex};

use super::chance::Chance;

/// Forenames of men and of women, surnames, and the ethnicities people with them give.
struct Community {
    weight: u32,
    men: &'static [&'static str],
    women: &'static [&'static str],
    surnames: &'static [&'static str],
    ethnicities: &'static [Ethnicity],
}

const ENGLISH: Community = Community {
    weight: 46,
    men: &[
        "Aaron", "Alfie", "Barry", "Callum", "Carl", "Craig", "Daniel", "Darren", "Dean", "Gary",
        "Jamie", "Jason", "Jordan", "Kieran", "Kyle", "Lee", "Liam", "Mark", "Nathan", "Paul",
        "Ricky", "Robbie", "Ryan", "Scott", "Shane", "Stephen", "Stuart", "Terry", "Wayne",
    ],
    women: &[
        "Amy",
        "Becky",
        "Chantelle",
        "Donna",
        "Gemma",
        "Hayley",
        "Jade",
        "Kelly",
        "Kirsty",
        "Leanne",
        "Lisa",
        "Natalie",
        "Rachel",
        "Sharon",
        "Stacey",
        "Tracey",
    ],
    surnames: &[
        "Applegarth",
        "Ashcombe",
        "Birkwood",
        "Brackley",
        "Bramhope",
        "Catterby",
        "Coldwell",
        "Cragside",
        "Darnbrook",
        "Eskdale",
        "Fenwright",
        "Gorsley",
        "Hagworth",
        "Hollinby",
        "Ibbotsham",
        "Jessamine",
        "Kettlefold",
        "Larkbourne",
        "Mickelthwaite",
        "Netherby",
        "Oakenshaw",
        "Pocklingham",
        "Quarmley",
        "Ravensdale",
        "Sandiford",
        "Thackwell",
        "Underhay",
        "Wetherden",
        "Yarrowby",
    ],
    ethnicities: &[Ethnicity::WhiteBritish],
};

const WELSH: Community = Community {
    weight: 14,
    men: &["Aled", "Dafydd", "Dewi", "Emyr", "Gethin", "Huw", "Ieuan", "Llŷr", "Rhodri", "Siôn"],
    women: &["Angharad", "Bethan", "Carys", "Ffion", "Gwenllian", "Lowri", "Nia", "Siân"],
    surnames: &[
        "ap Gwilym",
        "Bebb",
        "Cadwaladr",
        "Eynon",
        "Gwynedd",
        "Llywelyn-Rees",
        "Maddocks",
        "Onllwyn",
        "Penhallow",
        "Tegid",
        "Trefor",
        "Ystrad",
    ],
    ethnicities: &[Ethnicity::WhiteBritish],
};

const CARIBBEAN: Community = Community {
    weight: 9,
    men: &["Andre", "Delroy", "Jermaine", "Leroy", "Marlon", "Tyrone", "Winston"],
    women: &["Aaliyah", "Chanelle", "Keisha", "Marcia", "Shanice"],
    surnames: &["Ambersley", "Beckfordson", "Claremount", "Dunkleigh", "Palmerstone", "Rowesley"],
    ethnicities: &[
        Ethnicity::BlackCaribbean,
        Ethnicity::BlackCaribbean,
        Ethnicity::WhiteAndBlackCaribbean,
    ],
};

const SOUTH_ASIAN: Community = Community {
    weight: 11,
    men: &["Adeel", "Gurdeep", "Harpreet", "Imran", "Kashif", "Mohammed", "Rajesh", "Yusuf"],
    women: &["Aisha", "Jasvinder", "Nasreen", "Priya", "Sunita"],
    surnames: &["Akhtarzai", "Bhattarwal", "Chaudhrani", "Dhillonpur", "Mistrywala", "Qureshabad"],
    ethnicities: &[Ethnicity::Pakistani, Ethnicity::Indian, Ethnicity::Bangladeshi],
};

const IRISH: Community = Community {
    weight: 7,
    men: &["Cormac", "Declan", "Eoin", "Padraig", "Seán"],
    women: &["Aoife", "Bríd", "Niamh", "Sinéad"],
    surnames: &["Mac Giolla Bhán", "Mulreavy", "O’Carrolan", "O’Dubhda", "O'Tierneigh"],
    ethnicities: &[Ethnicity::WhiteIrish, Ethnicity::GypsyOrIrishTraveller],
};

const EUROPEAN: Community = Community {
    weight: 7,
    men: &["Andrzej", "Dragoș", "Łukasz", "Marius", "Paweł"],
    women: &["Agnieszka", "Ioana", "Małgorzata", "Zuzana"],
    surnames: &["Brzeźnicki", "Dumbrăveanu", "Kowalczewicz", "Novákovský", "Wiśniowiecz"],
    ethnicities: &[Ethnicity::WhiteOther, Ethnicity::Roma],
};

const AFRICAN: Community = Community {
    weight: 6,
    men: &["Abdi", "Chidi", "Kwame", "Samuel", "Tewodros"],
    women: &["Abena", "Hodan", "Ngozi", "Selam"],
    surnames: &["Abegundeh", "Boatengah", "Gebremichal", "Nwachukwudi", "Warsameh"],
    ethnicities: &[Ethnicity::BlackAfrican, Ethnicity::WhiteAndBlackAfrican],
};

const COMMUNITIES: [Community; 7] =
    [ENGLISH, WELSH, CARIBBEAN, SOUTH_ASIAN, IRISH, EUROPEAN, AFRICAN];

/// Somebody's name, sex and ethnicity.
pub(super) struct Named {
    pub(super) forename: &'static str,
    pub(super) surname: &'static str,
    pub(super) sex: Sex,
    pub(super) ethnicity: Ethnicity,
}

/// An invented name. In a Welsh scheme most people have a Welsh one.
pub(super) fn name(chance: &mut Chance, in_wales: bool) -> Named {
    let community = community(chance, in_wales);
    // Nine in ten of those on schemes are men.
    let (sex, forenames) = if chance.happens(90) {
        (Sex::Male, community.men)
    } else {
        (Sex::Female, community.women)
    };
    let given = chance.one_of(community.ethnicities).unwrap_or(Ethnicity::NotStated);
    let ethnicity = if chance.happens(4) { Ethnicity::NotStated } else { given };
    Named {
        forename: chance.one_of(forenames).unwrap_or("Sam"),
        surname: chance.one_of(community.surnames).unwrap_or("Nobody"),
        sex,
        ethnicity,
    }
}

fn community(chance: &mut Chance, in_wales: bool) -> &'static Community {
    if in_wales && chance.happens(65) {
        return &WELSH;
    }
    let mut left = chance.below(100);
    for community in &COMMUNITIES {
        if left < community.weight {
            return community;
        }
        left = left.saturating_sub(community.weight);
    }
    &ENGLISH
}

/// Streets that are nowhere.
pub(super) const STREETS: [&str; 12] = [
    "Alder Row",
    "Bobbin Lane",
    "Clockmaker Street",
    "Drover’s Rise",
    "Ferryman’s Walk",
    "Gasworks Terrace",
    "Heron Court",
    "Ironmonger Close",
    "Kiln Bank",
    "Lantern Street",
    "Mill Race View",
    "Ropewalk Gardens",
];

/// Nicknames that some are known by.
pub(super) const NICKNAMES: [&str; 8] =
    ["Bez", "Chalky", "Dazza", "Ginge", "Little Jay", "Midge", "Spud", "Taff"];
