//! Texts that come by the page.

use super::{PageFault, Texts};

fn page(texts: &[&[u8]]) -> Vec<u8> {
    let sized = |text: &&[u8]| [&u32::try_from(text.len()).unwrap().to_le_bytes(), *text].concat();
    texts.iter().flat_map(sized).collect()
}

fn check(texts: &[&[u8]], told: Result<&[&str], PageFault>) {
    let mut all = Texts::of_pages();
    all.push_page(&page(&[b"before"]), 1).unwrap();
    let taken = all.push_page(&page(texts), u32::try_from(texts.len()).unwrap());
    assert_eq!(taken, told.map(|_| 2));
    if let Ok(told) = told {
        assert_eq!(all.iter().skip(1).collect::<Vec<_>>(), told);
        assert_eq!((all.get(1), all.get(2)), (Some("before"), told.first().copied()));
        assert_eq!(all.get(u32::try_from(told.len()).unwrap() + 2), None);
    }
}

#[test]
fn texts_of_every_length_are_kept() {
    let long = "ł".repeat(70);
    check(&[b"", b"LEE", long.as_bytes(), b"RAY"], Ok(&["", "LEE", &long, "RAY"]));
    check(&["Zoë".as_bytes(), b"", b"X"], Ok(&["Zoë", "", "X"]));
}

#[test]
fn a_text_is_not_made_whole_by_its_neighbour() {
    // The two halves of an "ë", and what would be one if the length between were part of it.
    check(&[b"Zo\xc3", b"\xab"], Err(PageFault::NotUtf8));
    // 0xab is the length of the second text and would end the first.
    let long = [b'X'; 0xab];
    check(&[b"Zo\xc3", &long], Err(PageFault::NotUtf8));
}

#[test]
fn a_page_that_ends_before_its_texts_is_refused() {
    let whole = page(&[b"LEE", b"RAY"]);
    for length in 0..whole.len() {
        let torn = Texts::of_pages().push_page(&whole[..length], 2);
        assert_eq!(torn, Err(PageFault::Torn), "{length} bytes");
    }
    let many = Texts::of_pages().push_page(&whole, u32::MAX - 1);
    assert_eq!(many, Err(PageFault::Torn));
}
