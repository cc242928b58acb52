//! The expressions of templates: numbers, names of fields, and the operators that lengths, counts and conditions need.

use super::refused::Why;

/// How many parts an expression may have, which bounds both its cost and its depth.
const MOST: usize = 100;

/// How deep parentheses, signs and choices may stand in each other.
const DEEPEST: usize = 20;

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// A number; true is 1 and false is 0.
    Number(i128),
    /// `a`, `_parent.a`, `_index`.
    Name(Vec<String>),
    /// `-a`, `~a`, `not a`.
    Not(Negation, Box<Self>),
    /// `a + b`.
    Two(Operator, Box<[Self; 2]>),
    /// `a ? b : c`.
    Choose(Box<[Self; 3]>),
}

/// An operator before its only operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Negation {
    Minus,
    Bits,
    Truth,
}

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    BitAnd,
    BitOr,
    BitXor,
    Left,
    Right,
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    And,
    Or,
}

/// Operators by how loosely they bind; within a row, the longer spelling comes first.
const LEVELS: [&[(&str, Operator)]; 9] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[("==", Operator::Equal), ("!=", Operator::Unequal)],
    &[("<=", Operator::AtMost), (">=", Operator::AtLeast), ("<", Operator::Less), (">", Operator::Greater)],
    &[("|", Operator::BitOr)],
    &[("^", Operator::BitXor)],
    &[("&", Operator::BitAnd)],
    &[("<<", Operator::Left), (">>", Operator::Right)],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
];

/// Those that bind most tightly.
const PRODUCTS: &[(&str, Operator)] = &[("*", Operator::Multiply), ("/", Operator::Divide), ("%", Operator::Remainder)];

/// Finds the number that `enum::value` stands for.
pub(super) type Constants<'a> = &'a dyn Fn(&[String], &str) -> Option<i128>;

/// Reads an expression.
pub(super) fn parse(text: &str, constants: Constants<'_>) -> Result<Expression, Why> {
    let mut reader = Reader { text, at: 0, parts: 0, depth: 0, constants };
    let expression = reader.choice()?;
    reader.blanks();
    if reader.at < text.len() { Err(reader.wrong()) } else { Ok(expression) }
}

/// A whole number as YAML and Kaitai Struct write it: `12`, `-1`, `0xFE`, `0b11`, `1_000`.
pub(super) fn integer(text: &str) -> Option<i128> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (radix, digits) = match digits.get(..2) {
        Some("0x" | "0X") => (16, digits.get(2..)?),
        Some("0b" | "0B") => (2, digits.get(2..)?),
        Some("0o") => (8, digits.get(2..)?),
        _ => (10, digits),
    };
    let digits: String = digits.chars().filter(|c| *c != '_').collect();
    if digits.starts_with(['+', '-']) {
        return None;
    }
    i128::from_str_radix(&digits, radix).ok().filter(|number| *number <= u64::MAX.into()).map(|number| sign * number)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    parts: usize,
    depth: usize,
    constants: Constants<'a>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn wrong(&self) -> Why {
        Why::Expression(self.text.get(..self.at).unwrap_or_default().chars().count())
    }

    /// Moves past a sign or a word, if it is the next.
    fn takes(&mut self, sign: &str) -> bool {
        self.blanks();
        let Some(rest) = self.rest().strip_prefix(sign) else { return false };
        let is_word = sign.chars().all(char::is_alphabetic);
        if is_word && rest.starts_with(is_of_name) {
            return false;
        }
        // `<` is not the beginning of `<<`, nor `&` of `&&`, which is no operator here.
        if !is_word && matches!(sign, "<" | ">" | "&" | "|") && rest.starts_with(sign) {
            return false;
        }
        self.at += sign.len();
        true
    }

    fn part(&mut self, expression: Expression) -> Result<Expression, Why> {
        self.parts += 1;
        if self.parts > MOST { Err(self.wrong()) } else { Ok(expression) }
    }

    fn deeper(&mut self) -> Result<(), Why> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(self.wrong()) } else { Ok(()) }
    }

    fn choice(&mut self) -> Result<Expression, Why> {
        self.deeper()?;
        let condition = self.level(&LEVELS)?;
        let whole = if self.takes("?") {
            let yes = self.choice()?;
            if !self.takes(":") {
                return Err(self.wrong());
            }
            let no = self.choice()?;
            self.part(Expression::Choose(Box::new([condition, yes, no])))?
        } else {
            condition
        };
        self.depth -= 1;
        Ok(whole)
    }

    fn level(&mut self, levels: &[&[(&str, Operator)]]) -> Result<Expression, Why> {
        let Some((operators, tighter)) = levels.split_first() else { return self.product() };
        let mut left = self.level(tighter)?;
        while let Some((_, operator)) = operators.iter().find(|(sign, _)| self.takes(sign)) {
            let right = self.level(tighter)?;
            left = self.part(Expression::Two(*operator, Box::new([left, right])))?;
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, Why> {
        let mut left = self.one()?;
        while let Some((_, operator)) = PRODUCTS.iter().find(|(sign, _)| self.takes(sign)) {
            let right = self.one()?;
            left = self.part(Expression::Two(*operator, Box::new([left, right])))?;
        }
        Ok(left)
    }

    fn one(&mut self) -> Result<Expression, Why> {
        self.deeper()?;
        for (sign, negation) in [("not", Negation::Truth), ("-", Negation::Minus), ("~", Negation::Bits)] {
            if self.takes(sign) {
                let of = Box::new(self.one()?);
                self.depth -= 1;
                return self.part(Expression::Not(negation, of));
            }
        }
        let one = if self.takes("(") {
            let inner = self.choice()?;
            if !self.takes(")") {
                return Err(self.wrong());
            }
            inner
        } else {
            self.atom()?
        };
        self.depth -= 1;
        Ok(one)
    }

    fn atom(&mut self) -> Result<Expression, Why> {
        self.blanks();
        let rest = self.rest();
        let length = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let first = word.chars().next().ok_or_else(|| self.wrong())?;
        if first.is_ascii_digit() {
            let number = integer(word).ok_or_else(|| self.wrong())?;
            self.at += length;
            return self.part(Expression::Number(number));
        }
        let mut path = vec![word.to_owned()];
        let start = self.at;
        self.at += length;
        let mut is_constant = false;
        loop {
            let rest = self.rest();
            let Some((next, constant)) = rest
                .strip_prefix("::")
                .map(|next| (next, true))
                .or_else(|| rest.strip_prefix('.').map(|next| (next, false)))
            else {
                break;
            };
            is_constant |= constant;
            let length = next.find(|c| !is_of_name(c)).unwrap_or(next.len());
            if length == 0 || is_constant != constant {
                return Err(self.wrong());
            }
            path.push(next.get(..length).unwrap_or_default().to_owned());
            self.at += rest.len() - next.len() + length;
        }
        if is_constant {
            let (value, owner) = path.split_last().ok_or_else(|| self.wrong())?;
            let Some(number) = (self.constants)(owner, value) else {
                return Err(Why::Unknown(self.text.get(start..self.at).unwrap_or_default().to_owned()));
            };
            return self.part(Expression::Number(number));
        }
        match word {
            "true" => self.part(Expression::Number(1)),
            "false" => self.part(Expression::Number(0)),
            _ => self.part(Expression::Name(path)),
        }
    }
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

impl Expression {
    /// The names in it.
    pub(super) fn names(&self) -> Vec<&[String]> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a [String]>) {
        match self {
            Self::Number(_) => {}
            Self::Name(path) => found.push(path),
            Self::Not(_, of) => of.collect(found),
            Self::Two(_, of) => of.iter().for_each(|of| of.collect(found)),
            Self::Choose(of) => of.iter().for_each(|of| of.collect(found)),
        }
    }

    /// Whether it depends on how many bytes there are.
    pub(super) fn sees_stream(&self) -> bool {
        self.names().iter().any(|path| path.first().is_some_and(|first| first == "_io"))
    }

    /// Its number, where the names have theirs. None where a name has none, or where there is no such number.
    pub(super) fn value(&self, of: &dyn Fn(&[String]) -> Option<i128>) -> Option<i128> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Name(path) => of(path),
            Self::Not(negation, inner) => {
                let value = inner.value(of)?;
                match negation {
                    Negation::Minus => value.checked_neg(),
                    Negation::Bits => Some(!value),
                    Negation::Truth => Some((value == 0).into()),
                }
            }
            Self::Two(operator, sides) => {
                let [left, right] = &**sides;
                let left = left.value(of)?;
                match operator {
                    Operator::And if left == 0 => return Some(0),
                    Operator::Or if left != 0 => return Some(1),
                    _ => {}
                }
                operator.apply(left, right.value(of)?)
            }
            Self::Choose(parts) => {
                let [condition, yes, no] = &**parts;
                if condition.value(of)? == 0 { no.value(of) } else { yes.value(of) }
            }
        }
    }

    /// Which name must have which number, so that the whole is this number: the way back through `a + 1`, `(a - 1) / 2` and
    /// the like. None where the expression has several names, or no way back.
    pub(super) fn solved(&self, whole: i128) -> Option<(&[String], i128)> {
        let (operator, sides) = match self {
            Self::Name(path) => return Some((path, whole)),
            Self::Two(operator, sides) => (operator, sides),
            _ => return None,
        };
        let [left, right] = &**sides;
        let constant = |side: &Self| side.value(&|_| None);
        match (operator, constant(left), constant(right)) {
            (Operator::Add, None, Some(number)) => left.solved(whole.checked_sub(number)?),
            (Operator::Add, Some(number), None) => right.solved(whole.checked_sub(number)?),
            (Operator::Subtract, None, Some(number)) => left.solved(whole.checked_add(number)?),
            (Operator::Subtract, Some(number), None) => right.solved(number.checked_sub(whole)?),
            (Operator::Multiply, None, Some(number)) if whole.checked_rem(number)? == 0 => {
                left.solved(whole.checked_div(number)?)
            }
            (Operator::Multiply, Some(number), None) if whole.checked_rem(number)? == 0 => {
                right.solved(whole.checked_div(number)?)
            }
            (Operator::Divide, None, Some(number)) => left.solved(whole.checked_mul(number)?),
            _ => None,
        }
    }
}

impl Operator {
    fn apply(self, left: i128, right: i128) -> Option<i128> {
        let truth = |is: bool| Some(i128::from(is));
        match self {
            Self::Add => left.checked_add(right),
            Self::Subtract => left.checked_sub(right),
            Self::Multiply => left.checked_mul(right),
            // Both round down, as they do in Kaitai Struct.
            Self::Divide => left.checked_div_euclid(right),
            Self::Remainder => left.checked_rem_euclid(right),
            Self::BitAnd => Some(left & right),
            Self::BitOr => Some(left | right),
            Self::BitXor => Some(left ^ right),
            Self::Left => u32::try_from(right).ok().filter(|by| *by < 64).and_then(|by| left.checked_mul(1 << by)),
            Self::Right => u32::try_from(right).ok().and_then(|by| left.checked_shr(by)),
            Self::Equal => truth(left == right),
            Self::Unequal => truth(left != right),
            Self::Less => truth(left < right),
            Self::AtMost => truth(left <= right),
            Self::Greater => truth(left > right),
            Self::AtLeast => truth(left >= right),
            Self::And => truth(left != 0 && right != 0),
            Self::Or => truth(left != 0 || right != 0),
        }
    }
}
