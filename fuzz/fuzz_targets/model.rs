//! Model files come from elsewhere: any text is read or refused, and what is read prints back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linkage::Model;

fuzz_target!(|text: &str| {
    if let Ok(model) = Model::parse(text) {
        let printed = model.to_json().expect("what was read can be written");
        let again = Model::parse(&printed).expect("what was written can be read");
        assert_eq!(again.to_json().expect("it can be written again"), printed);
    }
});
