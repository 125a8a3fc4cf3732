//! x
#[test]
fn embedded() {
    match super::Editions::embedded() {
        Ok(it) => assert_eq!(it.iter().count(), 3),
        Err(faults) => panic!("{}", faults.iter().map(|it| format!("{it}\n")).collect::<String>()),
    }
}
