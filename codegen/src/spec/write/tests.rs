//! What must hold of the canonical form, whatever is written.

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::write;
use crate::spec::model::{Endpoint, Package, Platform, Types};
use crate::spec::{Document, arbitrary, read};

/// Writes any documents of a kind and reads them again.
fn comes_back<T: Document + Debug + 'static>() {
    let mut runner = TestRunner::new(arbitrary::few_cases());
    let result = runner.run(&arbitrary::document::<T>(), |document| {
        let text = write(&document);
        let again: T = read("file.yaml", &text).map_err(|found| TestCaseError::fail(format!("{found:#?}\n{text}")))?;
        prop_assert_eq!(&again, &document, "{}", text);
        prop_assert_eq!(write(&again), text);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn any_endpoint_comes_back_as_it_was() {
    comes_back::<Endpoint>();
}

#[test]
fn any_shared_types_come_back_as_they_were() {
    comes_back::<Types>();
}

#[test]
fn any_platform_comes_back_as_it_was() {
    comes_back::<Platform>();
}

#[test]
fn any_package_comes_back_as_it_was() {
    comes_back::<Package>();
}
