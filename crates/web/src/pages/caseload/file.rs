//! The list as a file: its watermark, its headings, one line a person.

use app::caseload::{Download, DownloadedRow};

use super::words;
use crate::i18n::{Language, Words, instant_words};
use crate::msg;
use crate::words::edition_name;

/// The list as comma-separated values. What may not be given of somebody is blank.
pub(super) fn csv(file: &Download, language: Language, by: &str) -> String {
    // A byte order mark, so that spreadsheets read accents right.
    let mut text = "\u{feff}".to_owned();
    let when = instant_words(file.at, language);
    let count = file.rows.len();
    let mark = msg!(
        "Taken from Throughcare by {name} on {when}. {count} on this list. This is on record.",
        name = by,
        when = when,
        count = count,
    );
    line(&mut text, &[language.say(&mark)]);
    let headings = [
        msg!("Surname"),
        msg!("Forenames"),
        msg!("Date of birth"),
        msg!("Scheme"),
        msg!("Reference"),
        msg!("Strand"),
        msg!("Registered"),
        msg!("Supervision"),
        msg!("Manager or lead worker"),
        msg!("Review due"),
        msg!("Review"),
    ];
    line(&mut text, &headings.map(|it| language.say(&it)));
    for row in &file.rows {
        line(&mut text, &cells(row, language));
    }
    text
}

fn cells(it: &DownloadedRow, language: Language) -> [String; 11] {
    let row = &it.row;
    let identity = |text: String| if it.identity { text } else { String::new() };
    let registration = |text: String| if it.registration { text } else { String::new() };
    let say = |words: &Words| match words {
        Words::Ours(msg) => language.say(msg),
        Words::Typed { typed } => typed.clone(),
    };
    [
        identity(row.surname.clone()),
        identity(row.forenames.clone()),
        identity(row.born_on.map(|it| it.to_string()).unwrap_or_default()),
        row.scheme_name.clone(),
        registration(row.reference.clone().unwrap_or_default()),
        registration(say(&edition_name(&row.strand, language))),
        registration(row.registered_on.to_string()),
        registration(say(&words::supervision(row).text)),
        registration(row.manager.clone().unwrap_or_default()),
        registration(row.review_due_on.to_string()),
        registration(say(&words::standing(row.review).text)),
    ]
}

fn line(text: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&quoted(cell));
    }
    text.push_str("\r\n");
}

/// A cell in quotes. One that a spreadsheet would run as a formula is made text.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_name_that_looks_like_a_formula_stays_text() {
        assert_eq!(quoted("=cmd|' /C calc'!A0"), "\"'=cmd|' /C calc'!A0\"");
        assert_eq!(quoted("O\"Hare, Sam"), "\"O\"\"Hare, Sam\"");
    }
}
