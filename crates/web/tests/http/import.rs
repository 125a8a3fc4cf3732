//! A scheme's spreadsheet, brought in by a browser.

use std::io::{Cursor, Write as _};

use app::Actor;
use app::import::{self, TAKE_IN};
use app::testing::{Partnership, each_partnership};
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use domain::id::ImportId;
use domain::user::Role;

use crate::browser::{Browser, Seen};

const HEADINGS: &str = "Ref,Surname,Forename,DOB,PNC,Strand,Date Adopted,Next Review,\
    Stat / Non-stat,Comments";
const SAM: &str = "P1,Sampleton,Sam,1/2/1980,1984/0010000X,C&C,1/3/2004,1/11/2004,Non-stat,";
const JO: &str = "P2,Madeup,Jo,3/4/1979,,R&R,1/4/2004,1/12/2004,Licence,Engaging well.";
const BOUNDARY: &str = "a-line-that-no-register-holds";

fn csv(lines: &[&str]) -> Vec<u8> {
    format!("{HEADINGS}\r\n{}\r\n", lines.join("\r\n")).into_bytes()
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/import/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

/// A form with a file in it, as a browser sends one.
fn form(p: &Partnership, name: &str, bytes: &[u8], once: &str) -> Request<Body> {
    let scheme = p.scheme;
    let mut body = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"once\"\r\n\r\n{once}\r\n\
         --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"scheme\"\r\n\r\n{scheme}\r\n\
         --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; \
         filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    Request::post("/imports")
        .header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .body(Body::from(body))
        .unwrap()
}

/// One person's dealings with imports.
struct Desk<'a> {
    partnership: &'a Partnership,
    browser: Browser,
}

impl<'a> Desk<'a> {
    async fn of(partnership: &'a Partnership) -> Self {
        Self { partnership, browser: Browser::of(partnership, Role::Coordinator).await }
    }

    async fn send(&mut self, name: &str, bytes: &[u8]) -> Seen {
        self.browser.send(form(self.partnership, name, bytes, "")).await
    }

    /// Sends a file and settles its columns as they were guessed.
    async fn previewed(&mut self, bytes: &[u8]) -> (String, Seen) {
        let sent = self.send("register.csv", bytes).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let columns = self.browser.follow(&sent).await;
        let path = sent.location.unwrap();
        let chosen = chosen(&columns.html);
        let fields: Vec<(&str, &str)> =
            chosen.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let settled = self.browser.post(&path, &fields).await;
        assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.text());
        let base = path.trim_end_matches("/columns").to_owned();
        let shown = self.browser.get(&base).await;
        (base, shown)
    }

    async fn accept(&mut self, base: &str, shown: &Seen) -> Seen {
        let version = value(&shown.html, "version");
        let once = value(&shown.html, "once");
        let fields = [("version", version.as_str()), ("once", once.as_str())];
        self.browser.post(&format!("{base}/accept"), &fields).await
    }

    /// What the worker does with the job in the queue.
    async fn work(&self, base: &str, most: usize) {
        let import = id(base);
        import::take_in_some(self.partnership.app_ref(), import, most, |_| {}).await.unwrap();
    }
}

fn id(base: &str) -> ImportId {
    base.rsplit('/').next().unwrap().parse().unwrap()
}

/// The value of a hidden field.
fn value(html: &str, name: &str) -> String {
    let after = html.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
    after.split('"').next().unwrap().to_owned()
}

/// The form of columns as it stands on the page.
fn chosen(html: &str) -> Vec<(String, String)> {
    let mut fields = vec![("version".to_owned(), value(html, "version"))];
    for select in html.split("<select ").skip(1) {
        let select = select.split("</select>").next().unwrap();
        let name = select.split_once("name=\"").unwrap().1.split('"').next().unwrap();
        let option = select.split("<option ").find(|it| it.contains(" selected"));
        let value = option.and_then(|it| it.split_once("value=\"")).map_or("", |(_, it)| it);
        let value = value.split('"').next().unwrap_or_default();
        fields.push((name.to_owned(), value.to_owned()));
    }
    fields
}

#[tokio::test]
async fn a_register_is_mapped_previewed_accepted_and_followed() {
    each_partnership(async |p| {
        let mut desk = Desk::of(p).await;
        desk.browser.get("/imports").await.says("nothing is written until you accept it");
        let sent = desk.send("register.csv", &csv(&[SAM, JO])).await;
        let columns = desk.browser.follow(&sent).await;
        columns.says("Column B, “Surname”").says("For example: Sampleton; Madeup. By its heading");
        let (base, shown) = desk.previewed(&csv(&[SAM, JO])).await;
        shown.says("Nothing is written yet").says("New person 2").says("Take in 2 rows");
        let accepted = desk.accept(&base, &shown).await;
        let page = desk.browser.follow(&accepted).await;
        page.says("The register is being taken in").says("0 of 2 rows dealt with");
        assert!(page.html.contains(&format!("data-progress-url=\"{base}/progress\"")));
        desk.work(&base, 1).await;
        let told = desk.browser.get(&format!("{base}/progress")).await.html;
        assert_eq!(told, r#"{"done":1,"total":2,"text":"1 of 2 rows dealt with"}"#);
        desk.work(&base, usize::MAX).await;
        let told = desk.browser.get(&format!("{base}/progress")).await.html;
        assert!(told.ends_with(&format!("\"next\":\"{base}\"}}")), "{told}");
        desk.browser.get(&base).await.says("The register is taken in").says("Taken in 2");
    })
    .await;
}

#[tokio::test]
async fn accepting_twice_queues_the_work_once() {
    each_partnership(async |p| {
        let mut desk = Desk::of(p).await;
        let (base, shown) = desk.previewed(&csv(&[SAM])).await;
        let first = desk.accept(&base, &shown).await;
        let second = desk.accept(&base, &shown).await;
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(TAKE_IN, "take_in_register");
        let other = [("version", "2"), ("once", "another-form")];
        let stale = desk.browser.post(&format!("{base}/accept"), &other).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
    })
    .await;
}

#[tokio::test]
async fn a_file_sent_twice_by_one_form_is_one_import() {
    let p = Partnership::sqlite().await.unwrap();
    let mut desk = Desk::of(&p).await;
    let bytes = csv(&[SAM]);
    let first = desk.browser.send(form(&p, "r.csv", &bytes, "once-only")).await;
    let second = desk.browser.send(form(&p, "r.csv", &bytes, "once-only")).await;
    assert_eq!(first.location, second.location);
}

#[tokio::test]
async fn the_same_file_again_says_that_nothing_changed_and_since_when() {
    each_partnership(async |p| {
        let mut desk = Desk::of(p).await;
        let (base, shown) = desk.previewed(&csv(&[SAM, JO])).await;
        desk.accept(&base, &shown).await;
        desk.work(&base, usize::MAX).await;
        let (_, again) = desk.previewed(&csv(&[SAM, JO])).await;
        again.says("Nothing changed: these rows were imported on 6 September 2004 at 9:30am");
        again.never_says("Take in");
    })
    .await;
}

#[tokio::test]
async fn every_file_that_cannot_be_read_gets_a_sentence_of_its_own() {
    let p = Partnership::sqlite().await.unwrap();
    let mut desk = Desk::of(&p).await;
    let long = format!("{SAM}{}", "x".repeat(2 * 1024 * 1024));
    let doubled = b"Name,Surname,Surname\r\na,b,c\r\n".to_vec();
    let cases: [(&str, Vec<u8>, &str); 9] = [
        ("register.xlsx", fixture("truncated.xlsx"), "The file is cut short"),
        ("register.xlsx", bomb(), "unpacks to far more than any register holds"),
        ("register.xlsx", b"%PDF-1.4".to_vec(), "This is a PDF"),
        ("register.csv", Vec::new(), "The file is empty"),
        ("register.csv", csv(&[]), "There are headings, but no rows under them"),
        (
            "register.csv",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\xFF\xFE\xFD".to_vec(),
            "neither a workbook nor text",
        ),
        ("register.csv", doubled, "stands over columns B and C"),
        ("register.csv", csv(&[&long]), "Cell J2 is longer than the 32767 characters"),
        ("", csv(&[SAM]), "Choose the file of the register"),
    ];
    for (name, bytes, told) in cases {
        let seen = desk.send(name, &bytes).await;
        assert_eq!(seen.status, StatusCode::OK, "{told}");
        seen.says("There is a problem").says(told);
    }
    desk.browser.get("/imports").await.never_says("Registers brought in");
}

/// Small on its way, huge when opened.
fn bomb() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let parts: [(&str, Vec<u8>); 3] = [
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("xl/workbook.xml", b"<workbook/>".to_vec()),
        ("xl/worksheets/sheet1.xml", vec![b' '; 40_000_000]),
    ];
    for (name, content) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_over_20_mb_is_refused_and_another_form_takes_no_such_size() {
    let p = Partnership::sqlite().await.unwrap();
    let mut desk = Desk::of(&p).await;
    let huge = vec![b'a'; 21 * 1024 * 1024];
    desk.send("register.csv", &huge).await.says("The file is bigger than 20 MB");
    let note = "a".repeat(5 * 1024 * 1024);
    let seen = desk.browser.post("/sign-in", &[("email", note.as_str())]).await;
    assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn faults_of_rows_stand_on_the_page_and_in_the_sheet_given_back() {
    each_partnership(async |p| {
        let mut desk = Desk::of(p).await;
        let wrong = SAM.replace("1/2/1980", "31/02/1978").replace("0010000X", "0010000A");
        let formula = format!("{JO}\"=HYPERLINK(\"\"http://example.invalid\"\")\"");
        let formula = formula.replace("Engaging well.", "");
        let (base, shown) = desk.previewed(&csv(&[&wrong, &formula])).await;
        shown.says("Refused 1").says("2 Sampleton, Sam Refused");
        shown.says("Date of birth: There is no such day as 31/2/1978");
        let sheet = desk.browser.get(&format!("{base}/sheet")).await.html;
        assert!(sheet.contains("Result,What to mend"), "{sheet}");
        assert!(sheet.contains("Date of birth: There is no such day as 31/2/1978"), "{sheet}");
        assert!(!sheet.contains(",=HYPERLINK") && !sheet.contains(",\"=HYPERLINK"), "{sheet}");
        desk.browser.get(&format!("/language/cy?back={base}")).await;
        desk.browser.get(&base).await.says("Dyddiad geni: Nid oes y fath ddiwrnod â 31/2/1978");
        let sheet = desk.browser.get(&format!("{base}/sheet")).await.html;
        assert!(sheet.contains("Canlyniad,Beth i'w drwsio"), "{sheet}");
    })
    .await;
}

#[tokio::test]
async fn script_and_sql_in_a_register_are_kept_as_words() {
    each_partnership(async |p| {
        let mut desk = Desk::of(p).await;
        let hostile =
            "P1,<script>alert(1)</script>,Sam,,,<b>gold</b>,1/3/2004,,,'; drop table person;";
        let fine = SAM.to_owned() + "'; drop table person; -- <script>alert(2)</script>";
        let (base, shown) = desk.previewed(&csv(&[hostile, &fine])).await;
        shown.never_says("<script>alert").says("Refused 1").says("New person 1");
        desk.accept(&base, &shown).await;
        desk.work(&base, usize::MAX).await;
        let import = id(&base);
        let actor = p.as_(Role::Coordinator).await.unwrap();
        let found = p.read(&actor, |rx| Box::pin(import::preview(rx, import))).await.unwrap();
        let stay = found.rows.iter().find_map(|it| it.registration).unwrap();
        let kept =
            p.read(&Actor::operator(), |rx| Box::pin(import::details(rx, stay))).await.unwrap();
        let note = kept.iter().find(|(field, _)| field.key() == "notes").unwrap();
        assert_eq!(note.1, "'; drop table person; -- <script>alert(2)</script>");
    })
    .await;
}

#[tokio::test]
async fn somebody_says_whom_a_row_is_about_and_may_leave_it_out() {
    each_partnership(async |p| {
        let mut desk = Desk::of(p).await;
        let (base, shown) = desk.previewed(&csv(&[SAM])).await;
        desk.accept(&base, &shown).await;
        desk.work(&base, usize::MAX).await;
        let alike = "P7,Sampelton,Sam,1/2/1980,,C&C,5/3/2004,1/11/2004,Non-stat,";
        let (base, shown) = desk.previewed(&csv(&[alike])).await;
        shown.says("Possible match 1").says("Row 2: Sampelton, Sam");
        shown.says("The same person as Sampleton, Sam, born 1 February 1980");
        shown.never_says("Take in");
        let kept = desk.browser.post(&format!("{base}/choices"), &[("choice-2", "new")]).await;
        let shown = desk.browser.follow(&kept).await;
        shown.says("Your choices are kept").says("Take in 1 row");
        desk.browser.post(&format!("{base}/choices"), &[("choice-2", "leave_out")]).await;
        desk.browser.get(&base).await.never_says("Take in");
    })
    .await;
}

#[tokio::test]
async fn columns_that_hold_the_same_or_no_name_are_asked_again() {
    let p = Partnership::sqlite().await.unwrap();
    let mut desk = Desk::of(&p).await;
    let sent = desk.send("register.csv", &csv(&[SAM])).await;
    let path = sent.location.unwrap();
    let same = [("version", "1"), ("column-A", "surname"), ("column-B", "surname")];
    desk.browser.post(&path, &same).await.says("Two columns cannot hold the same");
    let none = [("version", "1"), ("column-A", "reference")];
    desk.browser.post(&path, &none).await.says("Say which column holds the surname");
}

#[tokio::test]
async fn an_abandoned_import_is_gone_and_nobody_else_may_look() {
    each_partnership(async |p| {
        let mut desk = Desk::of(p).await;
        let (base, shown) = desk.previewed(&csv(&[SAM])).await;
        let mut police = Browser::of(p, Role::PoliceOfficer).await;
        for path in [base.clone(), format!("{base}/sheet"), format!("{base}/progress")] {
            assert_eq!(police.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        police
            .get("/imports")
            .await
            .says("A register is brought in by the scheme&#39;s coordinator");
        let version = value(&shown.html, "version");
        let gone = desk.browser.post(&format!("{base}/abandon"), &[("version", &version)]).await;
        desk.browser.follow(&gone).await.says("The import is abandoned");
        desk.browser.get(&base).await.says("Nothing of it was kept");
        let sheet = desk.browser.get(&format!("{base}/sheet")).await;
        assert_eq!(sheet.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_new_of_somebody_known_is_shown_before_and_after_it_is_added() {
    each_partnership(async |p| {
        let mut desk = Desk::of(p).await;
        let (base, shown) = desk.previewed(&csv(&[SAM])).await;
        shown.never_says("What is new");
        desk.accept(&base, &shown).await;
        desk.work(&base, usize::MAX).await;
        let headings = "Surname,Forename,AKA,DOB,PNC,Post Code,Strand,Date Adopted";
        let more = "Sampleton,Sam,Sammy Sampleton,1/2/1980,1984/0010000X,AL1 1AA,C&C,1/3/2004";
        let (base, shown) = desk.previewed(format!("{headings}\n{more}\n").as_bytes()).await;
        shown.says("Known person 1").says("would be added to the records of people known here");
        shown.says("Alias: Sammy Sampleton").says("Address: AL1 1AA");
        shown.says("The stay from 1 March 2004 is recorded already. Only what is new");
        desk.accept(&base, &shown).await;
        desk.work(&base, usize::MAX).await;
        let done = desk.browser.get(&base).await;
        done.says("What was added to the records of people known here");
        let person = done.html.split_once("href=\"/people/").unwrap().1;
        let person = format!("/people/{}/identity", person.split('"').next().unwrap());
        desk.browser.get(&person).await.says("Sammy Sampleton");
        let sheet = desk.browser.get(&format!("{base}/sheet")).await.html;
        assert!(sheet.contains("Added to the record: Alias Sammy Sampleton"), "{sheet}");

        let other = more.replace("1/2/1980", "1/2/1981");
        let (_, shown) = desk.previewed(format!("{headings}\n{other}\n").as_bytes()).await;
        shown.says("Refused 1").never_says("What is new");
        shown.says("Date of birth: Another day is recorded for whoever has this number");
    })
    .await;
}
