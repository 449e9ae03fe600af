//! Rate limits in the words of the pages: `1000 次/分钟、50 次/秒`, `特殊频控`.

use super::text::{links, one_line, without_link};
use crate::pages::facts::{Period, RateLimit, Window};

/// Reads a rate limit. Nothing when the text says nothing.
#[must_use]
pub fn read(text: &str) -> Option<RateLimit> {
    let see = links(text);
    let text = one_line(without_link(&one_line(text)));
    if text.is_empty() || text == "-" {
        return None;
    }
    let limits = windows(&text);
    let special = limits.is_empty() && text.contains("特殊");
    Some(RateLimit { text, limits, special, see })
}

fn windows(text: &str) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('次') {
        let count = trailing_number(&rest[..at]);
        rest = &rest[at + '次'.len_utf8()..];
        if let (Some(count), Some(per)) = (count, period(rest.trim_start())) {
            windows.push(Window { count, per });
        }
    }
    for (unit, per) in [("QPM", Period::Minute), ("QPS", Period::Second)] {
        let counts = text.match_indices(unit).filter_map(|(at, _)| trailing_number(&text[..at]));
        windows.extend(counts.map(|count| Window { count, per }));
    }
    windows
}

/// The number that a text ends with; its thousands may be set apart.
fn trailing_number(text: &str) -> Option<u32> {
    let text = text.trim_end();
    let begin = text.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == ',').len();
    text[begin..].replace(',', "").parse().ok()
}

fn period(text: &str) -> Option<Period> {
    let text = text.strip_prefix(['/', '／', '每']).unwrap_or(text).trim_start();
    let per = |words: &[&str], period| words.iter().any(|word| text.starts_with(word)).then_some(period);
    per(&["秒", "s"], Period::Second).or_else(|| per(&["分钟", "分", "min"], Period::Minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(count: u32, per: Period) -> Window {
        Window { count, per }
    }

    #[test]
    fn each_window_is_a_limit_and_the_link_is_kept() {
        let limit = read("[1000 次/分钟、50 次/秒](/a/b)");
        let expected = RateLimit {
            text: "1000 次/分钟、50 次/秒".into(),
            limits: vec![window(1000, Period::Minute), window(50, Period::Second)],
            special: false,
            see: vec!["/a/b".into()],
        };
        assert_eq!(limit, Some(expected));
    }

    #[test]
    fn other_spellings_are_windows_too() {
        let limits = |text: &str| read(text).map(|limit| limit.limits);
        assert_eq!(limits("1,000次每分钟"), Some(vec![window(1000, Period::Minute)]));
        assert_eq!(limits("5 QPS"), Some(vec![window(5, Period::Second)]));
        assert_eq!(limits("10 次/小时"), Some(Vec::new()));
    }

    #[test]
    fn an_unpublished_limit_is_special_and_no_text_is_no_limit() {
        assert_eq!(read("特殊频控").map(|limit| (limit.special, limit.limits.len())), Some((true, 0)));
        assert_eq!(read(" "), None);
    }
}
