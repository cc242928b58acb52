//! A line chart of the numbers on one topic: where everything stands on it, and the same as a file.

use super::entry::Place;
use super::number::Sample;

/// How large the drawing is, in its own units.
pub(crate) const WIDTH: f64 = 360.0;
pub(crate) const HEIGHT: f64 = 132.0;

/// Where the curve is: the labels stand around it.
const RIGHT: f64 = WIDTH - 12.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 104.0;

/// How wide a character of a label is, about.
const CHARACTER: f64 = 6.2;

/// How many numbers are drawn as points. Where there are more, the line alone says as much.
const POINTS: usize = 40;

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chart {
    /// Lines across with their labels.
    pub(crate) levels: Vec<(f64, String)>,
    /// Where the curve begins on the left.
    pub(crate) left: f64,
    /// The curve, as SVG has it.
    pub(crate) curve: String,
    pub(crate) points: Vec<(f64, f64)>,
    /// The number of the chosen message, and the one of the last, if that is another.
    pub(crate) here: Option<(f64, f64, String)>,
    /// Where the curve comes from, or goes to, on the side of that number's label: whether it is higher there than the number.
    pub(crate) is_higher_beside: bool,
    pub(crate) summary: Summary,
}

/// What the chart says, in figures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Summary {
    pub(crate) count: usize,
    pub(crate) from: u64,
    pub(crate) to: u64,
    pub(crate) low: String,
    pub(crate) high: String,
    pub(crate) last: String,
}

/// A number as it is written in labels and tables: as short as it can be.
pub(crate) fn written(value: f64) -> String {
    let short = value.to_string();
    match short.len() {
        0..=12 => short,
        _ if (1e-4..1e9).contains(&value.abs()) => {
            format!("{value:.6}").trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => format!("{value:.4e}"),
    }
}

impl Chart {
    /// The chart of these numbers, oldest first; none, where there are none.
    pub(crate) fn of(samples: &[Sample], chosen: Place) -> Option<Self> {
        let (first, last) = (samples.first()?, samples.last()?);
        let low = samples.iter().map(|sample| sample.value).fold(f64::INFINITY, f64::min);
        let high = samples.iter().map(|sample| sample.value).fold(f64::NEG_INFINITY, f64::max);
        let marks = levels(low, high);
        let (bottom, top) = (low.min(*marks.first()?), high.max(*marks.last()?));
        let places = places_behind_the_point(&marks);
        let labels: Vec<String> = marks.iter().map(|mark| label(*mark, places)).collect();
        let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or_default();
        let left = 12.0 + CHARACTER * widest as f64;
        let (begin, span) = (first.at, last.at.saturating_sub(first.at).max(1) as f64);
        let x = |at: u64| left + (RIGHT - left) * (at.saturating_sub(begin) as f64 / span);
        // Halves, so that the difference of the two largest numbers is still one.
        let share = |value: f64| (value / 2.0 - bottom / 2.0) / (top / 2.0 - bottom / 2.0).max(f64::MIN_POSITIVE);
        let y = |value: f64| BOTTOM - (BOTTOM - TOP) * share(value);
        let at = |sample: &Sample| {
            // One alone stands in the middle.
            let x = if samples.len() == 1 { f64::midpoint(left, RIGHT) } else { x(sample.at) };
            (x, y(sample.value))
        };
        let all: Vec<(f64, f64)> = samples.iter().map(at).collect();
        let curve: Vec<String> = all.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let index = samples.iter().position(|sample| sample.place == chosen);
        let here = index.and_then(|index| samples.get(index)).map(|sample| {
            let (x, y) = at(sample);
            (x, y, written(sample.value))
        });
        let beside = index.zip(here.as_ref()).and_then(|(index, (x, ..))| {
            let index = if is_right(*x, left) { index.checked_sub(1)? } else { index + 1 };
            samples.get(index)
        });
        let is_higher_beside = beside.is_some_and(|beside| here.as_ref().is_some_and(|(_, y, _)| at(beside).1 < *y));
        Some(Self {
            levels: marks.iter().map(|mark| y(*mark)).zip(labels).collect(),
            left,
            curve: curve.join(" "),
            points: if all.len() > POINTS { Vec::new() } else { all },
            here,
            is_higher_beside,
            summary: Summary {
                count: samples.len(),
                from: first.at,
                to: last.at,
                low: written(low),
                high: written(high),
                last: written(last.value),
            },
        })
    }

    /// The chart as a file that stands alone, light or dark as whoever looks at it.
    pub(crate) fn svg(&self, title: &str, times: [&str; 2]) -> String {
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\"><title>{}</title><style>\
             svg{{background:#fff;font:10px monospace;fill:#616d78}}path{{stroke:#d9dde2}}polyline{{fill:none;stroke:#00697f;stroke-width:1.8}}\
             circle{{fill:#00697f}}@media(prefers-color-scheme:dark){{svg{{background:#161d23;fill:#8f9ca7}}path{{stroke:#2a343d}}\
             polyline{{stroke:#4cc3d9}}circle{{fill:#4cc3d9}}}}</style>",
            escaped(title)
        );
        for (y, label) in &self.levels {
            let (text_x, text_y) = (self.left - 7.0, y + 3.5);
            out += &format!("<path d=\"M{:.1} {y:.1}H{RIGHT}\"/>", self.left);
            out += &format!("<text x=\"{text_x:.1}\" y=\"{text_y:.1}\" text-anchor=\"end\">{}</text>", escaped(label));
        }
        let [from, to] = times.map(escaped);
        out += &format!("<text x=\"{:.1}\" y=\"124\">{from}</text>", self.left);
        out += &format!("<text x=\"{RIGHT}\" y=\"124\" text-anchor=\"end\">{to}</text>");
        out += &format!("<polyline points=\"{}\"/>", self.curve);
        for (x, y) in &self.points {
            out += &format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.4\"/>");
        }
        if let Some((x, y, _)) = &self.here {
            out += &format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.6\"/>");
        }
        out + "</svg>\n"
    }

    /// Where the label of the chosen number stands: at its left or its right, where there is room.
    pub(crate) fn label_at(&self) -> Option<(f64, f64, &'static str)> {
        let (x, y, _) = self.here.as_ref()?;
        // Above the number, or below it where the curve is above; inside the drawing in either case.
        let y = if self.is_higher_beside && y + 14.0 < BOTTOM { y + 14.0 } else { (y - 7.0).max(8.0) };
        Some(if is_right(*x, self.left) { (x - 6.0, y, "end") } else { (x + 6.0, y, "start") })
    }

    /// Where the curve ends on the right.
    pub(crate) const fn right(&self) -> f64 {
        RIGHT
    }
}

/// Whether a place is in the right half, where a label has more room at its left.
fn is_right(x: f64, left: f64) -> bool {
    x > f64::midpoint(left, RIGHT)
}

/// The numbers as a table that any spreadsheet reads.
pub(crate) fn csv(samples: &[Sample], time: impl Fn(u64) -> String) -> String {
    let rows = samples.iter().map(|sample| format!("{},{}\r\n", time(sample.at), sample.value));
    std::iter::once("time,value\r\n".to_owned()).chain(rows).collect()
}

/// Three to five round numbers that the values lie between.
fn levels(low: f64, high: f64) -> Vec<f64> {
    // Where all are alike, there is room above and below.
    let room = if high > low { 0.0 } else { (low.abs() / 10.0).max(0.5) };
    let (low, high) = ((low - room).max(f64::MIN / 4.0), (high + room).min(f64::MAX / 4.0));
    let raw = ((high / 3.0 - low / 3.0) * 0.999).max(f64::MIN_POSITIVE);
    let ten = 10_f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|times| times * ten).into_iter().find(|step| *step >= raw).unwrap_or(raw);
    let (from, to) = ((low / step).floor(), (high / step).ceil());
    let count = (to - from).clamp(1.0, 5.0) as usize;
    (0..=count).map(|index| (from + index as f64) * step).collect()
}

fn places_behind_the_point(marks: &[f64]) -> usize {
    let step = marks.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?)).next().unwrap_or(1.0);
    let places = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
    let (two, scale) = (step * 10_f64.powi(i32::try_from(places).unwrap_or_default()), 1e-6);
    // A step of 2.5 needs one more.
    if (two - two.round()).abs() > scale { places + 1 } else { places }
}

fn label(mark: f64, places: usize) -> String {
    if mark != 0.0 && (mark.abs() >= 1e9 || mark.abs() < 1e-6) {
        return format!("{mark:.2e}");
    }
    // No zero is less than nothing.
    format!("{:.places$}", if mark == 0.0 { 0.0 } else { mark })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(values: &[f64]) -> Vec<Sample> {
        let sample = |(at, value): (u64, &f64)| Sample { place: Place(at), at: at * 1_000, value: *value };
        (0..).zip(values).map(sample).collect()
    }

    #[test]
    fn the_levels_are_round_and_around_the_values() {
        for (values, expected) in [
            (&[20.8, 23.8][..], &["20", "21", "22", "23", "24"][..]),
            (&[0.0, 1.0], &["0.0", "0.5", "1.0"]),
            (&[-3.0, 4.0], &["-5.0", "-2.5", "0.0", "2.5", "5.0"]),
            (&[5.0, 5.0], &["4.5", "5.0", "5.5"]),
            (&[48_230.0, 48_236.0], &["48230", "48232", "48234", "48236"]),
            (&[1e12, 3e12], &["1.00e12", "2.00e12", "3.00e12"]),
        ] {
            let chart = Chart::of(&samples(values), Place(0)).unwrap();
            let labels: Vec<_> = chart.levels.iter().map(|(_, label)| label.as_str()).collect();
            assert_eq!(labels, expected, "{values:?}");
            assert!(chart.levels.iter().all(|(y, _)| (TOP - 0.1..=BOTTOM + 0.1).contains(y)), "{values:?}");
        }
    }

    #[test]
    fn every_number_stands_inside_whatever_it_is() {
        for values in [
            &[1.0][..],
            &[0.0, 0.0],
            &[f64::MAX, f64::MIN, 0.0],
            &[f64::MIN_POSITIVE, 0.0],
            &[1e300, -1e300],
            &[1e-300, 2e-300],
            &[0.1 + 0.2, 0.3],
        ] {
            let chart = Chart::of(&samples(values), Place(0)).unwrap();
            for (x, y) in &chart.points {
                assert!(
                    (chart.left..=RIGHT).contains(x) && (TOP - 0.1..=BOTTOM + 0.1).contains(y),
                    "{values:?}: {x} {y}"
                );
            }
            assert!(chart.here.is_some() && chart.levels.len() >= 2, "{values:?}");
        }
        assert_eq!(Chart::of(&[], Place(0)), None);
    }

    #[test]
    fn the_summary_and_the_files_hold_the_numbers() {
        let samples = samples(&[21.5, 20.0, 23.25]);
        let chart = Chart::of(&samples, Place(2)).unwrap();
        let Summary { count, from, to, low, high, last } = &chart.summary;
        assert_eq!((*count, *from, *to), (3, 0, 2_000));
        assert_eq!([low, high, last], ["20", "23.25", "23.25"]);
        assert_eq!(csv(&samples, |at| at.to_string()), "time,value\r\n0,21.5\r\n1000,20\r\n2000,23.25\r\n");
        let svg = chart.svg("a < b & c", ["10:00", "10:01"]);
        assert!(
            svg.contains("<title>a &lt; b &amp; c</title>") && svg.contains(&chart.curve) && svg.ends_with("</svg>\n")
        );
        assert_eq!(chart.label_at().map(|(_, _, anchor)| anchor), Some("end"));
    }

    #[test]
    fn the_label_does_not_lie_on_the_curve() {
        for (values, chosen, is_above) in [
            (&[20.0, 21.0, 23.0][..], 2, true),
            (&[20.0, 24.0, 23.0], 2, false),
            (&[20.0, 21.0, 23.0], 0, true),
            (&[21.0, 22.0, 20.0], 0, false),
            (&[22.0, 21.0, 20.0], 0, true),
            (&[20.0], 0, true),
        ] {
            let chart = Chart::of(&samples(values), Place(chosen)).unwrap();
            let (_, y, _) = chart.label_at().unwrap();
            let (_, point, _) = chart.here.clone().unwrap();
            assert_eq!(y < point, is_above, "{values:?} at {chosen}: {y} {point}");
            assert!((8.0..=BOTTOM).contains(&y), "{values:?} at {chosen}: {y}");
        }
    }

    #[test]
    fn many_numbers_are_a_line_alone() {
        let chart = Chart::of(&samples(&[1.0; POINTS + 1]), Place(0)).unwrap();
        assert!(chart.points.is_empty() && chart.curve.split(' ').count() == POINTS + 1);
    }
}
