//! A small reader of HTML, enough to tell whether two renderings mean the same.

/// The rendering without what a browser does not see: white space between tags, the order of
/// white space inside them, and the spelling of entities.
pub(super) fn normalised(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_text(&mut out, &rest[..start]);
        let end = tag_end(&rest[start..]).map_or(rest.len(), |it| start + it);
        push_tag(&mut out, &rest[start..end]);
        rest = &rest[end..];
    }
    push_text(&mut out, rest);
    out
}

/// Just past the tag's `>`, which may also stand in a quoted attribute.
fn tag_end(tag: &str) -> Option<usize> {
    if tag.starts_with("<!--") {
        return tag.find("-->").map(|it| it + 3);
    }
    let mut quote = None;
    for (at, it) in tag.char_indices() {
        match (quote, it) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(it),
            (Some(open), it) if open == it => quote = None,
            _ => {}
        }
    }
    None
}

fn push_text(out: &mut String, text: &str) {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !words.is_empty() {
        out.push_str(&decoded(&words.join(" ")));
        out.push('\n');
    }
}

fn push_tag(out: &mut String, tag: &str) {
    if !tag.starts_with("<!--") {
        let words: Vec<&str> = tag.split_whitespace().collect();
        let tag = words.join(" ").replace(" >", ">").replace("\" />", "\"/>");
        out.push_str(&decoded(&tag).replace("=\" ", "=\"").replace(" \"", "\""));
        out.push('\n');
    }
}

fn decoded(text: &str) -> String {
    let spellings = [
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2f;", "/"),
        ("&#x2F;", "/"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#x60;", "`"),
        ("&#96;", "`"),
        ("&#x3D;", "="),
        ("&#x5C;", "\\"),
        ("&#92;", "\\"),
    ];
    spellings.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

const VOID: [&str; 9] = ["meta", "link", "input", "br", "hr", "img", "source", "path", "!DOCTYPE"];
const REFERRING: [&str; 4] = ["for", "aria-describedby", "aria-labelledby", "aria-controls"];

/// What is unsound in a page or a part of one: tags that do not close, ids that repeat, references
/// that lead nowhere.
pub(super) fn problems(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut references: Vec<&str> = Vec::new();
    for tag in tags(html) {
        let name = tag.trim_matches(['<', '>', '/']).split_whitespace().next().unwrap_or_default();
        if tag.starts_with("</") {
            if open.pop() != Some(name) {
                found.push(format!("</{name}> closes nothing"));
            }
            continue;
        }
        if !VOID.contains(&name) && !tag.ends_with("/>") {
            open.push(name);
        }
        if let Some(id) = attribute(tag, "id") {
            if ids.contains(&id) {
                found.push(format!("id {id:?} is there twice"));
            }
            ids.push(id);
        }
        let names = REFERRING.iter().filter_map(|it| attribute(tag, it));
        references.extend(names.flat_map(str::split_whitespace));
        references.extend(attribute(tag, "href").and_then(|it| it.strip_prefix('#')));
    }
    found.extend(open.iter().map(|it| format!("<{it}> is never closed")));
    let lost = references.iter().filter(|it| !ids.contains(it));
    found.extend(lost.map(|it| format!("{it:?} is referred to and not there")));
    if html.contains("<html") && html.matches("<h1").count() != 1 {
        found.push("a page has one main heading".to_owned());
    }
    found
}

fn tags(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = tag_end(&rest[start..]).map_or(rest.len(), |it| start + it);
        if !rest[start..end].starts_with("<!--") {
            found.push(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    found
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

#[test]
fn unsound_html_is_noticed() {
    assert_eq!(problems("<p id=\"a\"><a href=\"#a\">x<br></a></p>"), Vec::<String>::new());
    assert_eq!(problems("<p><b></p>").len(), 2);
    assert_eq!(problems("<i id=\"a\"></i><i id=\"a\"></i><label for=\"b\"></label>").len(), 2);
}

#[test]
fn renderings_that_differ_are_told_apart() {
    assert_eq!(normalised("<p  class=\"a\">\n x y </p>"), normalised("<p class=\"a\">x\ny</p>"));
    assert_ne!(normalised("<p class=\"a\">x</p>"), normalised("<p class=\"b\">x</p>"));
    assert_ne!(normalised("<p>x</p>"), normalised("<p>&lt;x</p>"));
}
