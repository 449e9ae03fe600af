//! Which element of one list is which of another.

/// The elements of two lists, told apart: those on both sides, and those on one only, by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    pub both: Vec<(usize, usize)>,
    pub removed: Vec<usize>,
    pub added: Vec<usize>,
}

impl Pairs {
    /// Pairs what has the same key.
    pub fn by<T, K: PartialEq>(old: &[T], new: &[T], key: impl Fn(&T) -> K) -> Self {
        let mut pairs = Self { both: Vec::new(), removed: (0..old.len()).collect(), added: (0..new.len()).collect() };
        pairs.match_up(old, new, key);
        pairs
    }

    /// Pairs what has another same key, among what has no partner yet; returns the new pairs.
    pub fn also_by<T, K: PartialEq>(&mut self, old: &[T], new: &[T], key: impl Fn(&T) -> K) -> Vec<(usize, usize)> {
        let known = self.both.len();
        self.match_up(old, new, key);
        self.both[known..].to_vec()
    }

    /// Pairs one of the one side with one of the other.
    pub fn join(&mut self, old: usize, new: usize) {
        self.removed.retain(|index| *index != old);
        self.added.retain(|index| *index != new);
        self.both.push((old, new));
    }

    /// Whether what is on both sides has the same order.
    pub fn in_order(&self) -> bool {
        let mut sorted = self.both.clone();
        sorted.sort_unstable();
        sorted.is_sorted_by_key(|(_, new)| *new)
    }

    fn match_up<T, K: PartialEq>(&mut self, old: &[T], new: &[T], key: impl Fn(&T) -> K) {
        for before in self.removed.clone() {
            let partner = self.added.iter().copied().find(|after| key(&old[before]) == key(&new[*after]));
            if let Some(after) = partner {
                self.join(before, after);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_same_key_is_the_same() {
        let pairs = Pairs::by(&["a", "b", "c"], &["c", "a", "d"], |name| *name);
        assert_eq!(pairs, Pairs { both: vec![(0, 1), (2, 0)], removed: vec![1], added: vec![2] });
        assert!(!pairs.in_order());
    }

    #[test]
    fn a_second_key_pairs_only_what_has_no_partner() {
        let (old, new) = ([("a", 1), ("b", 2)], [("a", 2), ("c", 2)]);
        let mut pairs = Pairs::by(&old, &new, |(name, _)| *name);
        assert_eq!(pairs.also_by(&old, &new, |(_, number)| *number), [(1, 1)]);
        assert!(pairs.added.is_empty() && pairs.removed.is_empty() && pairs.in_order());
    }
}
