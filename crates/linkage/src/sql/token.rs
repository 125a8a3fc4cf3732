//! Words, numbers, texts and signs of a piece of SQL.

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// A bare word, in the letters it was written in.
    Word(String),
    /// A name in double quotes or backquotes.
    Quoted(String),
    /// A text in single quotes.
    Text(String),
    /// A number.
    Number(f64),
    /// A sign of one or two letters.
    Sign(&'static str),
}

const SIGNS: [&str; 22] = [
    "<=", ">=", "<>", "!=", "||", "->", "::", "==", "(", ")", "[", "]", ",", ".", "=", "<", ">",
    "+", "-", "*", "/", "%",
];

/// The tokens of `sql`, or what could not be read.
pub(crate) fn tokens(sql: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut rest = sql.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '\'' => quoted(rest, '\'').map(|(text, after)| (Token::Text(text), after))?,
            '"' | '`' => quoted(rest, first).map(|(text, after)| (Token::Quoted(text), after))?,
            _ if first.is_ascii_digit() => number(rest)?,
            _ if first.is_alphabetic() || first == '_' => word(rest),
            _ => sign(rest)?,
        };
        found.push(token);
        rest = after.trim_start();
    }
    Ok(found)
}

fn quoted(text: &str, mark: char) -> Result<(String, &str), String> {
    let mut inside = String::new();
    let mut rest = text.get(1..).unwrap_or_default();
    loop {
        let Some(end) = rest.find(mark) else { return Err(format!("{mark} is not closed")) };
        inside.push_str(rest.get(..end).unwrap_or_default());
        rest = rest.get(end + 1..).unwrap_or_default();
        // A doubled mark stands for the mark itself.
        let Some(after) = rest.strip_prefix(mark) else { return Ok((inside, rest)) };
        inside.push(mark);
        rest = after;
    }
}

fn number(text: &str) -> Result<(Token, &str), String> {
    let mut end = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let exponent_sign = matches!(letter, '+' | '-') && matches!(before, 'e' | 'E');
        if !(letter.is_ascii_digit() || matches!(letter, '.' | 'e' | 'E') || exponent_sign) {
            break;
        }
        before = letter;
        end = at + 1;
    }
    let (written, rest) = text.split_at(end);
    let value = written.parse().map_err(|_| format!("{written} is not a number"))?;
    Ok((Token::Number(value), rest))
}

fn word(text: &str) -> (Token, &str) {
    let end = text
        .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .unwrap_or(text.len());
    let (written, rest) = text.split_at(end);
    (Token::Word(written.to_owned()), rest)
}

fn sign(text: &str) -> Result<(Token, &str), String> {
    let sign = SIGNS.iter().find(|sign| text.starts_with(**sign));
    let Some(sign) = sign else {
        return Err(format!("{} is not understood", text.chars().next().unwrap_or(' ')));
    };
    Ok((Token::Sign(sign), text.get(sign.len()..).unwrap_or_default()))
}
