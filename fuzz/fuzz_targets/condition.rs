//! Conditions and blocking rules: any text is recognised or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linkage::Rule;

fuzz_target!(|text: &str| {
    drop(Rule::parse(text));
    let quoted = as_json(text);
    let model = format!(
        "{{\"link_type\":\"dedupe_only\",\"comparisons\":[{{\"output_column_name\":\"a\",\
         \"comparison_levels\":[{{\"sql_condition\":{quoted}}},{{\"sql_condition\":\"ELSE\"}}]}}]}}"
    );
    drop(linkage::Model::parse(&model));
});

fn as_json(text: &str) -> String {
    let units: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    format!("\"{units}\"")
}
