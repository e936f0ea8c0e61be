//! The audit as the administration reads it: in windows, narrowed, with values where they may be seen; sealed.

use guichet::domain::person::Person;
use guichet::domain::rights::{Deed, Owner};
use guichet::fault::Fault;
use guichet::services::audit::journal::{self, Wanted};
use guichet::services::listing::Side;
use guichet::services::{access, audit, delays};
use guichet::store::{Desk, records};

use crate::office::{self, person, register, write};
use crate::{both, common};

fn as_role(desk: &mut Desk, role: &str) {
    desk.who.roles = vec![role.to_owned()];
}

fn acts(desk: &mut Desk, wanted: &Wanted) -> Vec<String> {
    let page = journal::page(desk, wanted, &Side::First, 100).unwrap();
    assert_eq!(page.lines.len(), page.total);
    page.lines.into_iter().map(|l| l.act).collect()
}

fn story(desk: &mut Desk) {
    office::open(desk);
    register(desk, 1, "2026-08-03", |_| {});
    let before: Person = desk.read(|r| records::by_id(r, person(1))).unwrap();
    let mut after = before.clone();
    after.given_names = Some("Autre".to_owned());
    write(desk, |w| w.update(&before, &after));
    as_role(desk, "admin");
    desk.who.login = "xavier".to_owned();
    let deed = desk.new_id();
    delays::set(desk, deed, "T5", "grace", Some(20)).unwrap();
    as_role(desk, "counsellor");
    assert!(matches!(access::may(desk, Deed::Settings, Owner::office()), Err(Fault::Denied(_))));
    as_role(desk, "auditor");
    desk.who.login = "victor".to_owned();
}

fn windows(desk: &mut Desk) {
    let all = Wanted::default();
    let whole = journal::page(desk, &all, &Side::First, 1000).unwrap();
    let deeds: Vec<_> = whole.lines.iter().map(|l| l.deed).collect();
    let mut walked = Vec::new();
    let mut side = Side::First;
    loop {
        let page = journal::page(desk, &all, &side, 2).unwrap();
        assert_eq!(page.total, whole.total);
        let Some(last) = page.lines.last() else { break };
        side = Side::After(last.mark());
        walked.extend(page.lines.iter().map(|l| l.deed));
    }
    assert_eq!(walked, deeds, "windows downward are the list");
    let last = journal::page(desk, &all, &Side::Last, 2).unwrap();
    assert_eq!(last.lines.iter().map(|l| l.deed).collect::<Vec<_>>(), deeds[deeds.len() - 2..]);
    let before = journal::page(desk, &all, &Side::Before(last.lines[0].mark()), 1).unwrap();
    assert_eq!(before.lines[0].deed, deeds[deeds.len() - 3]);
}

fn narrowed(desk: &mut Desk) {
    assert_eq!(acts(desk, &Wanted { login: Some("xavier".into()), ..Wanted::default() }), ["refused", "delay_set"]);
    assert_eq!(acts(desk, &Wanted { refused: true, ..Wanted::default() }), ["refused"]);
    let today = desk.rules.today;
    assert!(!acts(desk, &Wanted { day: Some(today), ..Wanted::default() }).is_empty());
    assert!(acts(desk, &Wanted { day: today.pred_opt(), ..Wanted::default() }).is_empty());
}

fn values(desk: &mut Desk) {
    let all = journal::page(desk, &Wanted::default(), &Side::First, 1000).unwrap();
    let delay = all.lines.iter().find(|l| l.act == "delay_set").unwrap();
    let found = journal::changes(desk, delay).unwrap();
    let became = found.fields.iter().find(|f| f.field == "became").unwrap();
    assert_eq!((became.became.as_str(), found.withheld), ("20", false));
    let named = |l: &&audit::Entry| l.record.as_deref() == Some("person") && l.changed > 0;
    let changed = all.lines.iter().find(named).unwrap().clone();
    // The auditor sees which fields; the values ask for the file and a reason. The head of the agency reads them, and leaves a trace.
    let found = journal::changes(desk, &changed).unwrap();
    assert!(found.withheld && found.fields.iter().all(|f| f.was.is_empty() && f.became.is_empty()), "{found:?}");
    as_role(desk, "head");
    desk.who.agency = changed.agency.clone();
    let found = journal::changes(desk, &changed).unwrap();
    assert!(found.fields.iter().any(|f| f.field == "given_names" && f.became == "Autre"), "{found:?}");
    assert!(acts(desk, &Wanted::default()).contains(&"journal_values".to_owned()));
    as_role(desk, "counsellor");
    desk.who.login = "zoe".to_owned();
    assert!(matches!(journal::changes(desk, &changed), Err(Fault::Denied(_))));
}

fn tell(desk: &mut Desk) {
    story(desk);
    windows(desk);
    narrowed(desk);
    assert_eq!(journal::page(desk, &Wanted::default(), &Side::First, 5).unwrap().seal, None);
    let seal = audit::seal(desk).unwrap();
    assert_eq!(journal::page(desk, &Wanted::default(), &Side::First, 5).unwrap().seal.map(|s| s.short()), Some(seal.short()));
    values(desk);
}

both! {
    fn the_journal_gives_windows_filters_values_and_the_last_seal(desk, _ground) {
        tell(desk);
    }
}
