//! From tokens to a tree, by precedence: or, and, not, comparison, join, sum, product.

use super::token::{Token, tokens};
use super::{Op, Side, Sql};

/// Model files come from elsewhere: a text nested deeper than this is refused, not recursed into.
const DEEPEST: usize = 64;
/// A chain (`a or b or c`, `a || b || c`) is a tree as deep as it is long.
const MOST_PARTS: usize = 1_000;

/// The tree of a condition.
///
/// # Errors
/// What was not understood, in words that name it.
pub(crate) fn parse(sql: &str) -> Result<Sql, String> {
    parse_tokens(&tokens(sql)?)
}

/// The tree of a condition by its tokens.
///
/// # Errors
/// What was not understood, in words that name it.
pub(crate) fn parse_tokens(tokens: &[Token]) -> Result<Sql, String> {
    let mut reader = Reader { tokens, at: 0, depth: 0, parts: 0 };
    let tree = reader.any_of()?;
    match reader.tokens.get(reader.at) {
        None => Ok(tree),
        Some(token) => Err(format!("{} was not expected", shown(token))),
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Word(word) => word.clone(),
        Token::Quoted(name) => format!("\"{name}\""),
        Token::Text(text) => format!("'{text}'"),
        Token::Number(number) => number.to_string(),
        Token::Sign(sign) => (*sign).to_owned(),
    }
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    parts: usize,
}

impl Reader<'_> {
    fn sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some(Token::Sign(it)) if *it == sign);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self, word: &str) -> bool {
        let next = self.tokens.get(self.at);
        let found = matches!(next, Some(Token::Word(it)) if it.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), String> {
        if self.sign(sign) { Ok(()) } else { Err(format!("{sign} is missing")) }
    }

    fn any_of(&mut self) -> Result<Sql, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("it is nested too deeply".to_owned());
        }
        let mut left = self.all_of()?;
        while self.word("or") {
            left = binary(Op::Or, left, self.all_of()?);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn all_of(&mut self) -> Result<Sql, String> {
        let mut left = self.negated()?;
        while self.word("and") {
            left = binary(Op::And, left, self.negated()?);
        }
        Ok(left)
    }

    fn negated(&mut self) -> Result<Sql, String> {
        let mut turned = false;
        while self.word("not") {
            turned = !turned;
        }
        let inner = self.compared()?;
        Ok(if turned { Sql::Not(Box::new(inner)) } else { inner })
    }

    fn compared(&mut self) -> Result<Sql, String> {
        let left = self.joined()?;
        if self.word("is") {
            let present = self.word("not");
            if !self.word("null") {
                return Err("only IS NULL and IS NOT NULL are understood".to_owned());
            }
            let left = Box::new(left);
            return Ok(if present { Sql::IsPresent(left) } else { Sql::IsNull(left) });
        }
        let Some(op) = self.comparison() else { return Ok(left) };
        Ok(binary(op, left, self.joined()?))
    }

    fn comparison(&mut self) -> Option<Op> {
        let ops = [
            ("=", Op::Equal),
            ("==", Op::Equal),
            ("<>", Op::Different),
            ("!=", Op::Different),
            ("<=", Op::AtMost),
            (">=", Op::AtLeast),
            ("<", Op::Less),
            (">", Op::More),
        ];
        ops.into_iter().find(|(sign, _)| self.sign(sign)).map(|(_, op)| op)
    }

    fn joined(&mut self) -> Result<Sql, String> {
        let mut left = self.summed()?;
        while self.sign("||") {
            left = binary(Op::Join, left, self.summed()?);
        }
        Ok(left)
    }

    fn summed(&mut self) -> Result<Sql, String> {
        let mut left = self.multiplied()?;
        loop {
            let op = match () {
                () if self.sign("+") => Op::Plus,
                () if self.sign("-") => Op::Minus,
                () => return Ok(left),
            };
            left = binary(op, left, self.multiplied()?);
        }
    }

    fn multiplied(&mut self) -> Result<Sql, String> {
        let mut left = self.signed()?;
        loop {
            let op = match () {
                () if self.sign("*") => Op::Times,
                () if self.sign("/") => Op::Over,
                () => return Ok(left),
            };
            left = binary(op, left, self.signed()?);
        }
    }

    fn signed(&mut self) -> Result<Sql, String> {
        let minus = self.sign("-");
        let mut inner = self.primary()?;
        while self.sign("::") {
            inner = Sql::Cast { of: Box::new(inner), to: self.type_name()? };
        }
        Ok(match (minus, inner) {
            (true, Sql::Number(number)) => Sql::Number(-number),
            (true, inner) => Sql::Minus(Box::new(inner)),
            (false, inner) => inner,
        })
    }

    /// One more part of the tree, if it may have more.
    fn part(&mut self) -> Result<(), String> {
        self.parts += 1;
        let fits = self.parts <= MOST_PARTS;
        if fits { Ok(()) } else { Err(format!("it has more than {MOST_PARTS} parts")) }
    }

    fn type_name(&mut self) -> Result<String, String> {
        self.part()?;
        let Some(Token::Word(name)) = self.tokens.get(self.at) else {
            return Err("a type is missing".to_owned());
        };
        self.at += 1;
        Ok(name.to_ascii_lowercase())
    }

    fn primary(&mut self) -> Result<Sql, String> {
        self.part()?;
        if self.sign("(") {
            let inner = self.any_of()?;
            self.expect(")")?;
            return Ok(inner);
        }
        let Some(token) = self.tokens.get(self.at) else {
            return Err("it ends too soon".to_owned());
        };
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Sql::Number(*number)),
            Token::Text(text) => Ok(Sql::Text(text.clone())),
            Token::Word(word) if word.eq_ignore_ascii_case("null") => Ok(Sql::Null),
            Token::Word(word) if self.sign("(") => self.call(word),
            Token::Word(name) | Token::Quoted(name) => self.column(name),
            Token::Sign(sign) => Err(format!("{sign} was not expected")),
        }
    }

    fn call(&mut self, name: &str) -> Result<Sql, String> {
        let name = name.to_ascii_lowercase();
        if matches!(name.as_str(), "cast" | "try_cast") {
            return self.cast();
        }
        let mut args = Vec::new();
        if !self.sign(")") {
            loop {
                args.push(self.any_of()?);
                if !self.sign(",") {
                    break;
                }
            }
            self.expect(")")?;
        }
        Ok(Sql::Call { name, args })
    }

    fn cast(&mut self) -> Result<Sql, String> {
        let of = Box::new(self.any_of()?);
        if !self.word("as") {
            return Err("AS is missing in a cast".to_owned());
        }
        let to = self.type_name()?;
        self.expect(")")?;
        Ok(Sql::Cast { of, to })
    }

    /// `l.surname`, `r."surname"`, `surname_l` or `"surname_r"`.
    fn column(&mut self, name: &str) -> Result<Sql, String> {
        if self.sign(".") {
            let side = match name.to_ascii_lowercase().as_str() {
                "l" => Side::Left,
                "r" => Side::Right,
                _ => return Err(format!("{name} is neither l nor r")),
            };
            let (Some(Token::Word(column) | Token::Quoted(column)), at) =
                (self.tokens.get(self.at), self.at + 1)
            else {
                return Err(format!("a column is missing after {name}."));
            };
            self.at = at;
            return Ok(Sql::Column { side, name: column.clone() });
        }
        let sides =
            [("_l", Side::Left), ("_L", Side::Left), ("_r", Side::Right), ("_R", Side::Right)];
        let found = sides.into_iter().find_map(|(end, side)| Some((name.strip_suffix(end)?, side)));
        match found {
            Some((column, side)) if !column.is_empty() => {
                Ok(Sql::Column { side, name: column.to_owned() })
            }
            Some(_) | None => {
                Err(format!("{name} is not a column of the left or the right record"))
            }
        }
    }
}

fn binary(op: Op, left: Sql, right: Sql) -> Sql {
    Sql::Binary { op, left: Box::new(left), right: Box::new(right) }
}
