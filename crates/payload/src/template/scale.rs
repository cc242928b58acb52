//! Whole numbers as quantities and back, without rounding: 2205 in steps of 0.1 is 220.5.

/// How many digits may stand behind the point.
const MOST_DECIMALS: usize = 12;

/// A step, and what 0 stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// The step, and the beginning, in units of the last decimal.
    step: i128,
    start: i128,
    decimals: usize,
}

/// A text that is no quantity on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Off {
    NoNumber,
    /// It lies between two steps.
    BetweenSteps,
}

impl Scale {
    /// A scale from texts such as `0.1` and `-40`.
    pub(super) fn parse(step: &str, start: &str) -> Option<Self> {
        let (step, start) = (decimal(step)?, decimal(start)?);
        let decimals = step.1.max(start.1);
        let scale = Self { step: raised(step, decimals)?, start: raised(start, decimals)?, decimals };
        (scale.step != 0).then_some(scale)
    }

    /// The step as it is written.
    pub(super) fn step(&self) -> String {
        written(self.step, self.decimals)
    }

    /// A number as a quantity.
    pub(super) fn shown(&self, number: i128) -> Option<String> {
        let value = number.checked_mul(self.step)?.checked_add(self.start)?;
        Some(written(value, self.decimals))
    }

    /// The number of a quantity.
    pub(super) fn number(&self, text: &str) -> Result<i128, Off> {
        let typed = decimal(text).ok_or(Off::NoNumber)?;
        // More decimals than the scale has are fine while they are zeros.
        let decimals = typed.1.max(self.decimals);
        let more = |value: i128| raised((value, self.decimals), decimals).ok_or(Off::NoNumber);
        let value =
            raised(typed, decimals).and_then(|value| value.checked_sub(more(self.start).ok()?)).ok_or(Off::NoNumber)?;
        let step = more(self.step)?;
        if value.checked_rem(step).is_none_or(|rest| rest != 0) {
            return Err(Off::BetweenSteps);
        }
        value.checked_div(step).ok_or(Off::NoNumber)
    }
}

/// `-12.50` as -1250 and 2.
fn decimal(text: &str) -> Option<(i128, usize)> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all: String = [whole, part].concat();
    let fits = !all.is_empty() && all.len() <= 30 && part.len() <= MOST_DECIMALS;
    if !fits || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((sign * all.parse::<i128>().ok()?, part.len()))
}

fn raised((value, decimals): (i128, usize), to: usize) -> Option<i128> {
    let by = u32::try_from(to.checked_sub(decimals)?).ok()?;
    value.checked_mul(10_i128.checked_pow(by)?)
}

fn written(value: i128, decimals: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_quantities_and_back() {
        for (step, start, number, text) in [
            ("0.1", "0", 2205, "220.5"),
            ("0.01", "0", -5, "-0.05"),
            ("1", "-40", 0, "-40"),
            ("0.5", "-40", 81, "0.5"),
            ("10", "0", 7, "70"),
            ("0.000001", "0", 39_916_527, "39.916527"),
        ] {
            let scale = Scale::parse(step, start).unwrap();
            assert_eq!(scale.shown(number).as_deref(), Some(text), "{step} {start}");
            assert_eq!(scale.number(text), Ok(number), "{text}");
        }
        let scale = Scale::parse("0.1", "0").unwrap();
        assert_eq!(scale.number("220.50"), Ok(2205));
        assert_eq!(scale.number("220"), Ok(2200));
        assert_eq!(scale.number("220.55"), Err(Off::BetweenSteps));
        for text in ["", ".", "x", "1.2.3", "1e3", "--1", "+1", "0.0000000000001", "9999999999999999999999999999999"] {
            assert_eq!(scale.number(text), Err(Off::NoNumber), "{text}");
        }
        assert_eq!(Scale::parse("0", "0"), None);
    }
}
