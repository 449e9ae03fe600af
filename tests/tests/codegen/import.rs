//! `codegen import` and `codegen drift`: pages of our own in the markup of the real ones, and the real ones where they
//! are at hand.

use std::fs;
use std::path::PathBuf;

use codegen::spec::{self, Endpoint};
use insta::assert_snapshot;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{PLATFORM, Run, SmallSpec, workspace};

const PAGE: &str = include_str!("pages/guests.md");
const FILE: &str = "hotel/v1/hotel_guest/list.yaml";

/// Pages in a folder that goes away.
struct Pages(TempDir);

impl Pages {
    fn new(pages: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().expect("a temporary folder can be made"));
        for (name, text) in pages {
            folder.write(name, text);
        }
        folder
    }

    fn one(text: &str) -> Self {
        Self::new(&[("guests.md", text)])
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("a page can be written");
    }

    fn run(&self, command: &str, options: &[&str], spec: &SmallSpec) -> Run {
        let folder = self.0.path().to_str().expect("the folder has a plain name");
        spec.run_on_spec(command, &[&[folder], options].concat())
    }

    fn import(&self, spec: &SmallSpec) -> Run {
        self.run("import", &[], spec)
    }
}

fn shown(run: &Run) -> String {
    format!("exit code {}\n{}\n{}", run.code, run.out, run.err)
}

/// The page with one text replaced by another.
fn with(old: &str, new: &str) -> String {
    assert!(PAGE.contains(old), "the page has `{old}`");
    PAGE.replacen(old, new, 1)
}

/// A spec into which the page was imported.
fn imported() -> SmallSpec {
    let spec = SmallSpec::new();
    let run = Pages::one(PAGE).import(&spec);
    assert_eq!(run.code, 1, "{}", shown(&run));
    spec
}

#[test]
fn a_new_page_becomes_an_endpoint_and_tells_what_is_to_be_decided() {
    let spec = SmallSpec::new();
    let run = Pages::one(PAGE).import(&spec);
    assert_snapshot!(shown(&run));
    assert_snapshot!("imported_endpoint", spec.text(FILE));
}

#[test]
fn what_was_imported_generates() {
    let code = imported().generated("src/hotel/v1/hotel_guest/list.rs");
    for part in ["pub struct Address", "pub struct HotelAddress", "ValueMinus1", "BadRequest1003", "fn query_client("] {
        assert!(code.contains(part), "{part}");
    }
}

#[test]
fn a_page_that_did_not_change_changes_not_one_byte() {
    let spec = imported();
    let before = spec.text(FILE);
    let run = Pages::one(PAGE).import(&spec);
    assert_eq!((run.code, spec.text(FILE)), (0, before));
    assert_snapshot!(shown(&run));
}

#[test]
fn facts_follow_the_page_and_decisions_stay() {
    let yaml = imported().text(FILE);
    let decided = yaml.replace("name: BadRequest\n", "name: Wrong\n").replace(
        "  - name: hotel_id\n    type: string\n    example: h-1\n",
        "  - name: hotel_id\n    type: string\n    example: h-1\n    decide:\n      name: hotel\n      summary: Which hotel.\n",
    );
    assert_ne!(yaml, decided);
    let spec = SmallSpec::new().file(FILE, &decided);
    let page = with("Bad request, please mend it", "Bad request, mend it")
        .replace("最大20", "最大30")
        .replace("\"h-1\"", "\"h-2\"")
        .replace("order | string | 否 | Kind of order；asc：up；desc：down", "lang | string | 是 | A language.");
    let run = Pages::one(&page).import(&spec);
    assert_snapshot!(shown(&run));
    let after = spec.text(FILE);
    for kept in ["name: Wrong", "name: hotel\n", "summary: Which hotel.", "example: h-2", "max: 30"] {
        assert!(after.contains(kept), "{kept}");
    }
}

#[test]
fn a_field_that_moved_takes_its_decisions_along() {
    let spec = imported();
    let decided = spec.text(FILE).replace(
        "              - name: street\n                type: string\n              - name: stars",
        "              - name: street\n                type: string\n              - name: stars\n                decide: {summary: One to five.}\n              - name: unused",
    );
    let decided =
        decided.replace("              - name: unused\n                type: int\n", "                type: int\n");
    let spec = spec.file(
        FILE,
        &decided.replace(
            "stars\n                decide: {summary: One to five.}\n                type: int",
            "stars\n                type: int\n                decide: {summary: One to five.}",
        ),
    );
    let page = with("&emsp;&emsp;└ stars | int | How good it is.", "&emsp;└ stars | int | How good it is.");
    let run = Pages::one(&page).import(&spec);
    assert!(
        run.out.contains("moved with its decisions: response.data.hotel.address.stars → response.data.hotel.stars"),
        "{}",
        shown(&run)
    );
    assert!(spec.text(FILE).contains("summary: One to five."), "{}", spec.text(FILE));
}

#[test]
fn decisions_about_what_is_gone_are_told() {
    let spec = imported();
    let decided = spec.text(FILE).replace(
        "  - name: floor\n    type: int\n",
        "  - name: floor\n    decide: {summary: Which floor.}\n    type: int\n",
    );
    let spec = spec.file(FILE, &decided);
    let page = with("floor | int | 否 | Number of the floor, 最大20，默认1<br>**示例值**：2\n", "");
    let page = page.replace("400 | 1003 | Bad request | Mend it.\n", "");
    assert_snapshot!(shown(&Pages::one(&page).import(&spec)));
}

#[test]
fn what_a_page_says_of_limits_is_to_be_said_in_english() {
    let page = with("## 请求\n", "## 使用限制\n\nAt night only.\n\n## 请求\n");
    let spec = SmallSpec::new();
    let run = Pages::one(&page).import(&spec);
    assert!(run.err.contains("the page says when the call can't be used\n  --> guests.md:12:1"), "{}", run.err);
    assert!(!spec.text(FILE).contains("At night"), "sentences of the page stay there");
}

#[test]
fn how_a_list_is_read_is_proposed_where_the_page_leaves_no_doubt() {
    let page = with("client | string | 否 | Who asks.", "page_token | string | 否 | Where to go on.");
    let page = page.replace(
        "└ hotel | hotel |",
        "└ has_more | boolean | Whether.\n└ page_token | string | Where.\n└ hotel | hotel |",
    );
    let spec = SmallSpec::new();
    Pages::one(&page).import(&spec);
    let text = spec.text(FILE);
    let proposed = "  pagination:\n    style: page_token\n    page_token: page_token\n    next_page_token: page_token\n    has_more: has_more\n    items: guests\n";
    assert!(text.contains(proposed), "{text}");
    assert_eq!(spec.run("generate").code, 0);
    // What a maintainer took back is not proposed again.
    let spec = spec.file(FILE, &text.replace(proposed, ""));
    Pages::one(&page.replace("最大20", "最大30")).import(&spec);
    assert!(!spec.text(FILE).contains("pagination"));
}

#[test]
fn where_an_answer_stands_is_proposed_where_the_example_shows_it_and_the_table_does_not() {
    // The table lost the row of the data, and the page's example has it.
    let flat = with("data | \\- | \\-\n└ guests | guest\\[\\] |", "guests | guest\\[\\] |")
        .replace("└ hotel | hotel", "hotel | hotel");
    let example =
        "### 响应体示例\n\n```json\n{\"code\": 0, \"data\": {\"guests\": [{\"id\": \"a\"}]}}\n```\n\n### 错误码";
    let flat = flat.replace("### 错误码", example);
    let spec = SmallSpec::new();
    let run = Pages::one(&flat).import(&spec);
    assert_eq!(run.out.lines().last().map(|line| line.starts_with("1 endpoint: 1 new")), Some(true), "{}", shown(&run));
    assert!(spec.text(FILE).contains("  answer: in_data\n"), "{}", spec.text(FILE));
    assert_eq!(spec.run("generate").code, 0);
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let spec = SmallSpec::new();
    let run = Pages::one(PAGE).run("import", &["--dry-run"], &spec);
    assert!(run.out.contains("1 file would be written"), "{}", run.out);
    let run = spec.run_on_spec("lint", &[]);
    assert_eq!(run.out, "0 endpoints, nothing to complain about\n");
}

#[test]
fn comments_are_not_lost() {
    let spec = imported();
    let commented = spec.text(FILE) + "# Mind the gap.\n";
    let spec = spec.file(FILE, &commented);
    let run = Pages::one(&with("最大20", "最大30")).import(&spec);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("this comment would be lost"), "{}", run.err);
    assert!(run.err.contains("nothing of the page got into it"), "{}", run.err);
    let sum =
        "0 endpoints: 0 new, 0 changed, 0 with a new date only, 0 as they were, 1 left as they are; 0 files written\n";
    assert_eq!(run.out, sum);
    assert_eq!(spec.text(FILE), commented);
}

#[test]
fn two_pages_of_one_call_are_told_and_neither_is_imported() {
    let other = PAGE.replace("hotel/guests/list", "hotel/guests/all");
    let pages = Pages::new(&[("a.md", PAGE), ("b.md", &other)]);
    let spec = SmallSpec::new();
    assert_snapshot!(shown(&pages.import(&spec)));
    // Once the spec says which page it follows, that one counts.
    let spec = imported();
    let run = pages.import(&spec);
    assert_eq!(
        (run.code, run.out.lines().last()),
        (0, Some("1 endpoint: 0 new, 0 changed, 0 with a new date only, 1 as they were; 0 files written"))
    );
}

/// A page of another version, with another call.
fn of_version_2() -> String {
    PAGE.replace("/hotel/v1/", "/hotel/v2/").replace("hotel/guests/list", "hotel/v2/guests/list")
}

#[test]
fn versions_are_imported_one_by_one_and_all_of_them_are_told_of_in_order() {
    let pages = Pages::new(&[("a.md", &of_version_2()), ("b.md", PAGE)]);
    let spec = SmallSpec::new();
    let run = pages.import(&spec);
    let told: Vec<_> = run.out.lines().filter(|line| !line.starts_with(' ')).collect();
    let sum = "2 endpoints: 2 new, 0 changed, 0 with a new date only, 0 as they were; 2 files written";
    let expected = ["hotel.v1.hotel_guest.list: new (from b.md)", "hotel.v2.hotel_guest.list: new (from a.md)", sum];
    assert_eq!(told, expected);
    assert_eq!(pages.import(&spec).code, 0);
}

#[test]
fn pages_of_different_versions_may_contradict_each_other() {
    let other = of_version_2().replace("400 | 1003 | Bad request |", "403 | 1003 | Bad request |");
    let contradiction = "error 1003 is documented in another way elsewhere";
    // Both new, and each beside one that is there already.
    let spec = SmallSpec::new();
    let run = Pages::new(&[("a.md", &other), ("b.md", PAGE)]).import(&spec);
    assert_eq!(run.err.matches(contradiction).count(), 2, "{}", run.err);
    let spec = imported();
    let run = Pages::one(&other).import(&spec);
    assert_eq!(run.err.matches(contradiction).count(), 1, "{}", run.err);
    assert!(run.err.contains("HTTP 400, Bad request"), "{}", run.err);
    // What was known of another version is not told again.
    let run = Pages::one(&other.replace("最大20", "最大30")).import(&spec);
    assert_eq!(run.err.matches(contradiction).count(), 0, "{}", run.err);
}

#[test]
fn a_contradiction_is_told_again_when_it_is_another_one() {
    let other = |status: &str| {
        let row = format!("{status} | 1003 | Bad request |");
        PAGE.replace("/guests\n", "/flats\n").replace("400 | 1003 | Bad request |", &row)
    };
    let contradiction = "error 1003 is documented in another way elsewhere";
    let spec = imported();
    for (status, told) in [("403", 2), ("403", 0), ("500", 2)] {
        let run = Pages::new(&[("a.md", PAGE), ("b.md", &other(status))]).import(&spec);
        assert_eq!(run.err.matches(contradiction).count(), told, "{status}: {}", run.err);
    }
}

#[test]
fn of_copies_of_a_page_the_newest_counts_in_whatever_order_they_come() {
    let newer = with("last_remote_update_timestamp: 1700000000000", "last_remote_update_timestamp: 1800000000000")
        .replace("最大20", "最大30")
        .replace("source_url: https://docs.example.com/hotel/guests/list", "fullPath: /hotel-v1/guest/list");
    let older = newer.replace("1800000000000", "1700000000000").replace("最大30", "最大10");
    for pages in [[("a.md", &newer), ("b.md", &older)], [("a.md", &older), ("b.md", &newer)]] {
        let spec = SmallSpec::new();
        let run = Pages::new(&pages.map(|(name, text)| (name, text.as_str()))).import(&spec);
        assert!(run.err.contains("passed over, because GET /open-apis/hotel/v1/hotels/:hotel_id/guests follows"));
        assert!(spec.text("hotel/v1/guest/list.yaml").contains("max: 30"), "{}", shown(&run));
    }
    // Nothing says which of two copies with one date is right.
    let same = older.replace("最大10", "最大11");
    let run = Pages::new(&[("a.md", &older), ("b.md", &same)]).import(&SmallSpec::new());
    assert!(run.err.contains("2 pages describe GET /open-apis/hotel/v1/hotels/:hotel_id/guests"), "{}", run.err);
}

#[test]
fn an_endpoint_whose_page_says_too_little_is_not_gone() {
    let spec = imported();
    let other = PAGE.replace("/guests\n", "/flats\n").replace("guests/list", "flats/list");
    for page in [PAGE.replace("api.example.com", "evil.example"), PAGE.replace("guests/list", "guests/all")] {
        let pages =
            Pages::new(&[("a.md", &page), ("b.md", &page.replace("guests/all", "guests/any")), ("c.md", &other)]);
        let run = pages.run("drift", &[], &spec);
        assert!(run.out.contains("0 gone"), "{}", shown(&run));
    }
}

#[test]
fn all_endpoints_of_a_folder_that_can_not_be_a_module_are_left_out() {
    let page = |name: &str| {
        PAGE.replace("/hotels/:hotel_id/guests\n", &format!("/clone/{name}\n"))
            .replace("hotel_id | string | The hotel.<br>**示例值**：\"h-1\"\n", "")
    };
    let pages = Pages::new(&[("a.md", &page("open")), ("b.md", &page("close")), ("c.md", PAGE)]);
    let spec = SmallSpec::new();
    let run = pages.import(&spec);
    assert!(
        run.out.contains("1 new, 0 changed, 0 with a new date only, 0 as they were, 2 left out"),
        "{}",
        shown(&run)
    );
    assert_eq!(spec.run("generate").code, 0);
}

#[test]
fn a_type_that_a_rendering_took_for_html_is_no_other_type() {
    let whole = with("client | string |", "client | array<string> |");
    let spec = SmallSpec::new();
    Pages::one(&whole).import(&spec);
    let run = Pages::one(&with("client | string |", "client | array |")).import(&spec);
    assert!(run.out.starts_with("1 endpoint: 0 new, 0 changed"), "{}", shown(&run));
    assert!(spec.text(FILE).contains("type: array<string>"));
}

#[test]
fn a_proposal_about_a_type_that_is_printed_no_more_goes_with_it() {
    let spec = imported();
    assert!(spec.text(FILE).contains("rust_type: hotel_address"));
    let rows = "&emsp;&emsp;└ street | string | A street.\n&emsp;&emsp;└ stars | int | How good it is.\n";
    let run = Pages::one(&with(rows, "")).import(&spec);
    assert!(run.err.contains("does not have the type of `response.data.hotel.address` any more"), "{}", shown(&run));
    assert!(!spec.text(FILE).contains("rust_type"));
    assert_eq!(spec.run("generate").code, 0);
}

#[test]
fn a_page_whose_call_is_another_now_is_still_the_page_of_its_endpoint() {
    let spec = imported();
    let run = Pages::one(&with("/hotels/:hotel_id/guests\n", "/houses/:hotel_id/guests\n")).import(&spec);
    assert!(run.out.contains("hotel.v1.hotel_guest.list: changed (from guests.md)"), "{}", shown(&run));
    assert!(spec.text(FILE).contains("path: /open-apis/hotel/v1/houses/:hotel_id/guests"));
}

#[test]
fn a_spec_with_errors_is_left_alone() {
    for command in ["import", "drift"] {
        let spec = imported().file("hotel/v1/hotel_guest/get.yaml", "titel: Get\n");
        let run = Pages::one(&with("最大20", "最大30")).run(command, &[], &spec);
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{}", run.err);
        assert!(run.err.contains("unknown key `titel`"), "{}", run.err);
        assert!(spec.text(FILE).contains("max: 20"));
    }
}

#[test]
fn pages_that_can_not_be_called_are_told_and_the_others_imported() {
    let elsewhere = PAGE.replace("https://api.example.com", "https://evil.example");
    let strange = PAGE.replace("| GET", "| BREW").replace("HTTP Method | GET", "HTTP Method | BREW");
    let flat = PAGE.replace("/guests\n", "/flats\n").replace("data | \\- | \\-\n└ guests", "guests");
    let pages = Pages::new(&[("a.md", PAGE), ("b.md", &elsewhere), ("c.md", &strange), ("d.md", &flat)]);
    let run = pages.import(&SmallSpec::new());
    let told: Vec<_> = run.err.lines().filter(|line| line.starts_with("error")).collect();
    assert_snapshot!(format!("{}\n{}", run.out, told.join("\n")));
}

#[test]
fn a_page_can_not_make_calls_go_to_a_host_that_nobody_allowed() {
    let page = Pages::one(&PAGE.replace("https://api.example.com", "https://accounts.example.com"));
    let spec = SmallSpec::new();
    let run = page.import(&spec);
    let told = run.err.split("\n\n").find(|told| told.contains("E0501")).unwrap_or_else(|| panic!("{}", shown(&run)));
    assert_snapshot!(told);
    assert_eq!(
        run.out.lines().last(),
        Some("0 endpoints: 0 new, 0 changed, 0 with a new date only, 0 as they were; 0 files written")
    );
    assert_eq!(page.run("import", &["--incomplete"], &spec).code, 1);
    assert_eq!(spec.run_on_spec("lint", &[]).out, "0 endpoints, nothing to complain about\n");
    // Until somebody decides that credentials may go there.
    let hosts = "decide:\n  hosts:\n    - summary: Elsewhere.\n      at:\n        - {server: main, url: 'https://accounts.example.com'}\n";
    let spec = spec.file("platform.yaml", &format!("{PLATFORM}{hosts}"));
    page.import(&spec);
    assert!(spec.text(FILE).contains("host: accounts.example.com"));
    assert_eq!(spec.run("generate").code, 0);
    // A call that is known goes nowhere else either because a page says so.
    let spec = imported();
    let before = spec.text(FILE);
    assert_eq!(page.import(&spec).code, 1);
    assert_eq!(spec.text(FILE), before);
}

#[test]
fn names_of_a_page_lead_nowhere_but_into_the_spec() {
    let hostile = |project: &str, method: &str| {
        PAGE.replace(
            "Lists the guests of a hotel.",
            &format!("{{尝试一下}}(url=/api/tools/api_explore/api_explore_config?project={project}&version=v1&resource=x&method={method})"),
        )
    };
    for (project, method) in [("../../etc", "passwd"), ("hotel", "../../../x"), ("\0", "a"), (&"a".repeat(9_000), "b")]
    {
        let spec = SmallSpec::new();
        let run = Pages::one(&hostile(project, method)).import(&spec);
        assert!(run.code <= 1, "{}", shown(&run));
        let root = spec.out();
        let above: Vec<_> =
            fs::read_dir(root.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(above, ["spec"], "{project} {method}");
        assert!(spec.run_on_spec("lint", &[]).code <= 1);
    }
}

#[test]
fn pages_that_state_what_the_spec_says_have_not_drifted() {
    let run = Pages::one(PAGE).run("drift", &[], &imported());
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "0 changed, 0 new, 0 gone, 0 unreadable; 0 with a new date only, 1 as they were\n")
    );
}

#[test]
fn another_date_alone_is_no_drift() {
    let page = with("1700000000000", "1800000000000");
    let run = Pages::one(&page).run("drift", &[], &imported());
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "0 changed, 0 new, 0 gone, 0 unreadable; 1 with a new date only, 0 as they were\n")
    );
}

/// A spec and pages that differ in every way.
fn drifted() -> (SmallSpec, Pages) {
    let spec = imported();
    let gone = spec
        .text(FILE)
        .replace("/hotels/:hotel_id/guests", "/hotels/:hotel_id/ghosts")
        .replace("guests/list", "ghosts/list");
    let spec = spec.file("hotel/v1/hotel_ghost/list.yaml", &gone);
    let changed = with("floor | int | 否", "floor | string | 是").replace("hotel is closed", "hotel is | `closed`");
    let new = PAGE.replace("HTTP Method | GET", "HTTP Method | POST").replace("guests/list", "guests/create");
    let unreadable = PAGE.replace("https://api.example.com", "https://evil.example");
    (spec, Pages::new(&[("changed.md", &changed), ("new.md", &new), ("unreadable.md", &unreadable)]))
}

#[test]
fn drift_is_told_as_text() {
    let (spec, pages) = drifted();
    let run = pages.run("drift", &[], &spec);
    assert_eq!(run.code, 1);
    assert_snapshot!(run.out);
}

#[test]
fn drift_is_told_as_markdown() {
    let (spec, pages) = drifted();
    assert_snapshot!(pages.run("drift", &["--format", "markdown"], &spec).out);
    let run = Pages::one(PAGE).run("drift", &["--format", "markdown"], &imported());
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn drift_is_told_as_json_of_the_committed_form() {
    let (spec, pages) = drifted();
    let run = pages.run("drift", &["--format", "json"], &spec);
    assert_snapshot!(run.out);
    let schema = fs::read_to_string(workspace().join("spec/schema/drift.json")).expect("the schema is committed");
    assert_eq!(schema, codegen::drift::json_schema());
}

#[test]
fn of_single_pages_nothing_is_gone() {
    let (spec, pages) = drifted();
    let page = pages.0.path().join("changed.md");
    let run = spec.run_on_spec("drift", &[page.to_str().unwrap()]);
    assert!(run.out.contains("1 changed, 0 new, 0 gone"), "{}", run.out);
}

#[test]
fn pages_of_unknown_endpoints_can_be_left_out() {
    let (spec, pages) = drifted();
    assert!(pages.run("drift", &["--known"], &spec).out.contains("1 changed, 0 new, 1 gone"));
}

/// The endpoint of a page, imported over another or over none.
fn after(page: &str, before: Option<&Endpoint>) -> Endpoint {
    let folder = SmallSpec::new();
    if let Some(before) = before {
        let _ = folder.run_on_spec("lint", &[]);
        return imported_over(&folder.file(FILE, &spec::write(before)), page);
    }
    imported_over(&folder, page)
}

fn imported_over(folder: &SmallSpec, page: &str) -> Endpoint {
    let run = Pages::one(page).import(folder);
    assert!(run.code <= 1, "{}", shown(&run));
    spec::read(FILE, &folder.text(FILE)).expect("the file is right")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn importing_twice_is_importing_once_and_decisions_survive(
        message in "[a-zA-Z ,.%]{0,40}", code in 1..9_999_i64, name in "[a-z][a-z0-9_-]{0,12}", value in "[ -~]{1,12}",
        summary in "[a-zA-Z .,:#]{1,40}",
    ) {
        let page = PAGE
            .replace("Bad request, please mend it", &message)
            .replace("1003", &code.to_string())
            .replace("client |", &format!("{name} |"))
            .replace("`1`", &format!("`{}`", value.replace('|', "/")));
        let once = after(&page, None);
        prop_assert_eq!(&after(&page, Some(&once)), &once);

        let mut decided = once;
        decided.decide.summary = Some(summary.clone());
        decided.path_params[0].decide.summary = Some(summary);
        let changed = after(PAGE, Some(&decided));
        prop_assert_eq!(&changed.decide, &decided.decide);
        prop_assert_eq!(&changed.path_params, &decided.path_params);
    }
}

/// The shared pages, where they are at hand.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = workspace().join("../shared/pages").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: there are no pages at {}", path.display());
    None
}

#[test]
fn the_given_pages_state_what_the_committed_spec_says() {
    let Some(pages) = shared("given") else { return };
    let committed = workspace().join("spec");
    let run = crate::support::run_command(vec![
        "codegen".into(),
        "import".into(),
        "--dry-run".into(),
        "--spec".into(),
        committed.clone().into(),
        pages.clone().into(),
    ]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "4 endpoints: 0 new, 0 changed, 0 with a new date only, 4 as they were; 0 files would be written\n")
    );

    // From nothing, every fact is the same, whatever nobody has decided yet.
    let file = |name: &str| fs::read_to_string(committed.join(name)).expect("the spec is committed");
    let empty = SmallSpec::new()
        .file("crate.yaml", &file("crate.yaml").replace("[helpdesk-v1]", "[]").replace("example:", "# "))
        .file("platform.yaml", &file("platform.yaml"));
    let _ = empty.run_on_spec("import", &[pages.to_str().unwrap()]);
    for name in ["bot_message/create", "ticket/answer_user_query", "ticket_message/create", "ticket_message/list"] {
        let path = format!("helpdesk/v1/{name}.yaml");
        let read = |text: &str| spec::read::<Endpoint>(&path, text).expect("the file is right");
        assert_eq!(facts(read(&empty.text(&path))), facts(read(&file(&path))), "{name}");
    }
}

#[test]
fn what_is_no_name_of_an_operation_is_left_out_and_told() {
    let page = include_str!("pages/box_component.md");
    let page = &page.replace("open.feishu.cn", "api.example.com");
    let hostile = page.replace("resource=box&method=close", "resource=../../etc&method=../close");
    assert_ne!(&hostile, page);
    let spec = SmallSpec::new();
    let run = Pages::one(&hostile).import(&spec);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("the page calls its operation `box v1 ../../etc ../close`, which is no name"),
        "{}",
        run.err
    );
    let file = spec::read::<Endpoint>("", &spec.text("box/v1/box/close.yaml")).expect("the file is right");
    assert_eq!(file.operation, None);
}

#[test]
fn a_folder_without_pages_is_no_folder_of_pages_without_drift() {
    for command in ["drift", "import"] {
        let run = Pages::new(&[("notes.pdf", "")]).run(command, &[], &SmallSpec::new());
        assert_eq!(run.code, 3, "{command}");
        assert!(run.err.contains("there are no pages in "), "{}", run.err);
    }
}

/// An endpoint without its decisions.
fn facts(endpoint: Endpoint) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(members) => {
                members.remove("decide");
                members.values_mut().for_each(strip);
            }
            serde_json::Value::Array(elements) => elements.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(endpoint).expect("the model has only what JSON has");
    strip(&mut value);
    value
}

#[test]
fn the_sample_becomes_a_spec_from_which_a_crate_is_planned() {
    let Some(pages) = shared("sample/components") else { return };
    let committed = fs::read_to_string(workspace().join("spec/platform.yaml")).expect("the spec is committed");
    let spec = SmallSpec::new().file("platform.yaml", &committed);
    let run = spec.run_on_spec("import", &[pages.to_str().unwrap()]);
    assert!(run.code <= 1, "{}", run.err);
    let run = spec.run("generate");
    assert_eq!(run.code, 0, "{}", run.err);
    let again = spec.run_on_spec("drift", &["--known", pages.to_str().unwrap()]);
    assert!(again.out.contains("0 changed, 0 new, 0 gone"), "{}", again.out.lines().last().unwrap_or_default());
}
