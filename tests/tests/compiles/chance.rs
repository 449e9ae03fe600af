//! Decisions that depend on a seed alone.

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// A source of decisions.
pub struct Chance {
    source: TestRng,
    made: usize,
}

impl Chance {
    /// The same decisions for the same seed.
    pub fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self { source: TestRng::from_seed(RngAlgorithm::ChaCha, &bytes), made: 0 }
    }

    /// A number below `end`, which is more than nought.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.source.next_u32()).expect("32 bits") % end
    }

    /// Whether something is so that is so in one case of `cases`.
    pub fn one_in(&mut self, cases: usize) -> bool {
        self.below(cases) == 0
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }

    /// A name that nothing else has.
    pub fn unique(&mut self, beginning: &str) -> String {
        self.made += 1;
        format!("{beginning}_{}", self.made)
    }
}
