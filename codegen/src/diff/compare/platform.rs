//! What every call shares.

use serde::Serialize;

use super::differing::Differing;
use super::errors::{self, Elsewhere};
use super::page;
use super::pairing::Pairs;
use super::recorder::Recorder;
use super::sides::Sides;
use crate::diff::Kind;
use crate::spec::Sourced;
use crate::spec::model::{Host, Platform, Server};

/// Compares what every call shares.
pub fn compare(old: &Sourced<Platform>, new: &Sourced<Platform>, elsewhere: &Elsewhere, found: &mut Recorder) {
    let at = Sides::files(&old.file, &new.file);
    let (old, new) = (&old.value, &new.value);
    let mut keys = Differing::between(old, new);
    found.tell_keys(&mut keys, &["documentation"], Kind::DocTextChanged, &at);
    keys.cover(&["decide", "servers", "envelope", "headers", "tenant_token", "rate_limits", "errors"]);
    let decide = at.key("decide");
    let mut decisions = Differing::between(&old.decide, &new.decide);
    found.tell_keys(&mut decisions, &["note"], Kind::NoteChanged, &decide);
    decisions.cover(&["hosts"]);
    found.tell_rest(decisions, &decide);
    hosts(&old.decide.hosts, &new.decide.hosts, &decide.part("hosts"), found);
    servers(&old.servers, &new.servers, &at.part("servers"), found);
    page::compare(&old.envelope.page, &new.envelope.page, &at.part("envelope").part("page"), found);
    facts(&old.envelope, &new.envelope, &["page"], &at.part("envelope"), found);
    let here = at.part("headers");
    facts(&old.headers, &new.headers, &["access_token", "helpdesk"], &here, found);
    facts(&old.headers.access_token, &new.headers.access_token, &[], &here.part("access_token"), found);
    let (before, after) = (&old.headers.helpdesk, &new.headers.helpdesk);
    page::compare(&before.page, &after.page, &here.part("helpdesk").part("page"), found);
    facts(before, after, &["page"], &here.part("helpdesk"), found);
    let here = at.part("tenant_token");
    page::compare(&old.tenant_token.page, &new.tenant_token.page, &here.part("page"), found);
    let mut token = Differing::between(&old.tenant_token, &new.tenant_token);
    found.tell_keys(&mut token, &["title"], Kind::DocTextChanged, &here);
    facts(&old.tenant_token, &new.tenant_token, &["page", "title"], &here, found);
    let here = at.part("rate_limits");
    page::compare(&old.rate_limits.page, &new.rate_limits.page, &here.part("page"), found);
    facts(&old.rate_limits, &new.rate_limits, &["page"], &here, found);
    errors::compare(&old.errors, &new.errors, &at.part("errors"), elsewhere, found);
    found.tell_rest(keys, &at);
}

/// Facts on which every call depends, but for some keys.
fn facts<T: Serialize + PartialEq>(old: &T, new: &T, but: &[&str], at: &Sides<'_>, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    keys.cover(but);
    for (name, difference) in keys.rest() {
        found.tell(Kind::PlatformFactChanged, &at.part(&name)).values(difference.old, difference.new);
    }
}

fn servers(old: &[Server], new: &[Server], at: &Sides<'_>, found: &mut Recorder) {
    let pairs = Pairs::by(old, new, |server| server.name.clone());
    for &(before, after) in &pairs.both {
        let (old, new) = (&old[before], &new[after]);
        let here = at.element(before, after, &new.name);
        let mut keys = Differing::between(old, new);
        found.tell_keys(&mut keys, &["url"], Kind::BaseUrlChanged, &here);
        keys.cover(&["decide"]);
        found.tell_rest(keys, &here);
        let decide = here.key("decide");
        let mut decisions = Differing::between(&old.decide, &new.decide);
        found.tell_keys(&mut decisions, &["summary"], Kind::DocTextChanged, &decide);
        found.tell_keys(&mut decisions, &["note"], Kind::NoteChanged, &decide);
        found.tell_rest(decisions, &decide);
    }
    for &index in &pairs.removed {
        found.tell(Kind::ServerRemoved, &at.only_base(index, &old[index].name)).gone(&old[index].url);
    }
    for &index in &pairs.added {
        found.tell(Kind::ServerAdded, &at.only_head(index, &new[index].name)).fresh(&new[index].url);
    }
    let first = |servers: &[Server]| servers.first().map(|server| server.name.clone());
    if !pairs.in_order() || first(old) != first(new) {
        found.tell(Kind::ServerOrderChanged, at).values(first(old), first(new));
    }
}

/// Hosts that calls may go to. A host is the same as long as its first address is.
fn hosts(old: &[Host], new: &[Host], at: &Sides<'_>, found: &mut Recorder) {
    let address = |host: &Host| host.at.first().map(|address| address.url.clone()).unwrap_or_default();
    let pairs = Pairs::by(old, new, address);
    for &(before, after) in &pairs.both {
        let name = address(&new[after]);
        let here = at.element(before, after, &name);
        let mut keys = Differing::between(&old[before], &new[after]);
        found.tell_keys(&mut keys, &["summary"], Kind::DocTextChanged, &here);
        found.tell_keys(&mut keys, &["at"], Kind::HostAddressChanged, &here);
        found.tell_rest(keys, &here);
    }
    for &index in &pairs.removed {
        let name = address(&old[index]);
        found.tell(Kind::HostDisallowed, &at.only_base(index, &name)).gone(&name);
    }
    for &index in &pairs.added {
        let name = address(&new[index]);
        found.tell(Kind::HostAllowed, &at.only_head(index, &name)).fresh(&name);
    }
    if !pairs.in_order() {
        found.tell(Kind::OrderChanged, at);
    }
}
