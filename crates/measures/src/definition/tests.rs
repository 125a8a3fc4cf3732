//! Mistakes in definitions are refused with their place and what would be right.

use super::*;

#[test]
fn what_is_shipped_holds_no_mistake() {
    let shipped = Definitions::shipped();
    let words: Vec<String> =
        shipped.as_ref().err().into_iter().flatten().map(ToString::to_string).collect();
    assert_eq!(words, Vec::<String>::new());
}
