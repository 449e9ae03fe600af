//! Notices that a server goes round in circles.

/// Pages, or the tokens of pages, that a server has brought before: some of them, so that memory stays bounded.
///
/// The first and the previous are always among them. A third is replaced at growing distances, so that a circle of
/// whatever length is noticed in the end (this is how Brent finds cycles).
#[derive(Debug)]
pub(super) struct Landmarks<I> {
    first: Vec<I>,
    milestone: Vec<I>,
    previous: Vec<I>,
    pages: u64,
}

impl<I: PartialEq + Clone> Landmarks<I> {
    pub(super) fn new() -> Self {
        Self { first: Vec::new(), milestone: Vec::new(), previous: Vec::new(), pages: 0 }
    }

    /// Whether a page (or token) that is not empty was here before; if not, it becomes a landmark.
    pub(super) fn repeats(&mut self, page: &[I]) -> bool {
        if [&self.first, &self.milestone, &self.previous].into_iter().any(|known| known == page) {
            return true;
        }
        self.pages = self.pages.saturating_add(1);
        if self.pages == 1 {
            self.first = page.to_vec();
        }
        if self.pages.is_power_of_two() {
            self.milestone = page.to_vec();
        }
        self.previous = page.to_vec();
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages_until_repeat(cycle: &[u32]) -> usize {
        let mut landmarks = Landmarks::new();
        let start = 1_000_000;
        let pages = std::iter::once(&start).chain(cycle.iter().cycle());
        pages.take_while(|page| !landmarks.repeats(&[**page])).count()
    }

    #[test]
    fn a_circle_of_any_length_is_noticed() {
        for length in 1..40 {
            let cycle: Vec<u32> = (0..length).collect();
            assert!(pages_until_repeat(&cycle) <= cycle.len() * 4 + 2, "{length}");
        }
    }
}
