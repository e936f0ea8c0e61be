//! Employers: made beside those that are alike, changed by two at once, visited, noted, reminded, given away, found in their list.

use chrono::Utc;
use guichet::domain::duplicate::Strength;
use guichet::domain::duplicate_firm::FirmSketch;
use guichet::domain::employer::{Contact, Employer, Visit};
use guichet::domain::employer_file::EmployerFile;
use guichet::domain::ids::{DeedId, EmployerId, RowId};
use guichet::domain::lifecycle::ProposalState;
use guichet::domain::proposal::Proposal;
use guichet::domain::task::Task;
use guichet::domain::vacancy::Vacancy;
use guichet::fault::{Fault, Outcome};
use guichet::services::employers::{self, Query, Side, Sort, Vocabulary};
use guichet::services::{codes, file, search};
use guichet::store::{Desk, records};

use crate::office::{self, TODAY, at, counsellor, day, get, head, id, offer, officer, propose, register, write};
use crate::{both, common};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The office with its lists; an officer for employers works.
fn open(desk: &mut Desk, ground: &common::Ground) {
    codes::load_reference(&mut *ground.engine(), Utc::now()).unwrap();
    office::open(desk);
    desk.rules = desk.read(|r| codes::load_rules(r, day(TODAY))).unwrap();
    desk.who.user = officer();
    desk.who.roles = vec!["employer_officer".into()];
}

fn firm(name: &str, tax_id: &str) -> EmployerFile {
    EmployerFile {
        employer: Employer {
            name: name.into(),
            tax_id: some(tax_id).filter(|t| !t.is_empty()),
            sector: some("G"),
            size_class: some("2"),
            phone: some("011 00 00 29"),
            town: some("Libreville"),
            ..Employer::default()
        },
        contacts: vec![Contact { name: "M. NZIGOU Fernand".into(), phone: some("066 00 00 29"), ..Contact::default() }],
        owner_login: None,
    }
}

fn make(desk: &mut Desk, file: &EmployerFile) -> Outcome<EmployerFile> {
    let deed: DeedId = desk.new_id();
    employers::create(desk, deed, file, None)
}

fn save(desk: &mut Desk, before: &EmployerFile, after: &EmployerFile) -> Outcome<EmployerFile> {
    let deed: DeedId = desk.new_id();
    employers::save(desk, deed, before, after, None)
}

fn fields(fault: Fault) -> Vec<(&'static str, &'static str)> {
    match fault {
        Fault::Flaws(flaws) => flaws.iter().map(|f| (f.field, f.key)).collect(),
        other => panic!("{other:?}"),
    }
}

fn vocabulary() -> std::sync::Arc<Vocabulary> {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    std::sync::Arc::new(Vocabulary {
        mine: words("miennes"),
        offers: words("offres"),
        late: words("silence"),
        active: words("active"),
        dormant: words("sommeil"),
        sectors: vec![("commerce".into(), "G".into())],
    })
}

fn listed(desk: &mut Desk, filter: &str, sort: Sort) -> Vec<String> {
    let query = Query { filter: filter.into(), vocabulary: vocabulary(), sort };
    let page = employers::list(desk, &query, &Side::First, 50).unwrap();
    assert_eq!(page.total, page.rows.len());
    page.rows.into_iter().map(|r| r.name).collect()
}

both! {
    fn a_new_firm_is_made_beside_those_that_are_alike_and_a_number_of_another_is_refused_at_its_field(desk, ground) {
        open(desk, ground);
        let palmiers = make(desk, &firm("Ets Deux Palmiers", "000 demo 298")).unwrap();
        let e = &palmiers.employer;
        assert_eq!((e.number.as_str(), e.tax_id.as_deref(), e.phone.as_deref()), ("E-LBV-26-00001-8", Some("000DEMO298"), Some("+24111000029")));
        assert_eq!((e.owner, palmiers.contacts[0].employer), (Some(officer()), e.head.id));
        assert_eq!(search::people(desk, "palmier", 5).unwrap()[0].card.number, e.number);
        // While one types: by the beginning, by the name whole in the same town, by the number however it is written.
        let mut like = |name: &str, town: &str, tax_id: &str, phone: &str| {
            let sketch = FirmSketch {
                names: vec![name.into()].into_iter().filter(|n: &String| !n.is_empty()).collect(),
                town: town.into(),
                tax_id: tax_id.into(),
                phones: vec![phone.into()].into_iter().filter(|p: &String| !p.is_empty()).collect(),
                ..FirmSketch::default()
            };
            let found = employers::possible_duplicates(desk, &sketch).unwrap();
            found.first().map(|f| (f.verdict, f.evidence[0].key))
        };
        assert_eq!(like("pal", "", "", ""), Some((Strength::Weak, "evidence-firm-begin")));
        assert_eq!(like("Les Deux Palmiers", "libreville", "", ""), Some((Strength::Strong, "evidence-firm-name-town")));
        assert_eq!(like("Deu palmié", "Libreville", "", ""), Some((Strength::Strong, "evidence-firm-close-town")));
        assert_eq!(like("", "", "000DEMO298", ""), Some((Strength::Certain, "evidence-tax-id")));
        assert_eq!(like("", "", "", "+24111000029"), Some((Strength::Weak, "evidence-firm-phone")));
        assert_eq!(like("Ets", "", "", ""), None);
        // Nothing is stored of a second one under the same number; the flaw names the first.
        let refused = make(desk, &firm("Palmiers du Nord", "000-DEMO-298")).unwrap_err();
        let Fault::Flaws(flaws) = &refused else { panic!("{refused:?}") };
        assert_eq!((flaws[0].field, flaws[0].key), ("tax_id", "flaw-number-of-another"));
        assert!(flaws[0].args.contains(&("name", "Ets Deux Palmiers".into())));
        let nothing = EmployerFile::default();
        assert_eq!(fields(make(desk, &nothing).unwrap_err()), [
            ("name", "flaw-missing"), ("sector", "flaw-missing"), ("size_class", "flaw-missing"), ("contact_name", "flaw-missing"),
        ]);
        let mut wrong = firm("Autre", "");
        (wrong.employer.sector, wrong.employer.phone, wrong.employer.email) = (some("ZZ"), some("12"), some("a@b"));
        assert_eq!(fields(make(desk, &wrong).unwrap_err()).iter().map(|f| f.0).collect::<Vec<_>>(), ["sector", "phone", "email"]);
        // A lost answer, asked again, makes no second firm.
        let deed: DeedId = desk.new_id();
        let first = employers::create(desk, deed, &firm("Garage du Port", ""), None).unwrap();
        let again = employers::create(desk, deed, &firm("Garage du Port", ""), None).unwrap();
        assert_eq!(first.employer.number, again.employer.number);
        assert_eq!(listed(desk, "", Sort::Name), ["Ets Deux Palmiers", "Garage du Port"]);
        desk.who.roles = vec!["reception".into()];
        assert_eq!(make(desk, &firm("Non", "")), Err(Fault::Denied("write-offers")));
    }

    fn two_who_change_one_firm_see_each_other_and_a_contact_is_added_and_changed(desk, ground) {
        open(desk, ground);
        let before = make(desk, &firm("Ets Deux Palmiers", "1")).unwrap();
        let mut mine = before.clone();
        mine.employer.town = some("Owendo");
        mine.employer.trade_name = some("Chez Fernand");
        let saved = save(desk, &before, &mine).unwrap();
        assert_eq!((saved.employer.town.as_deref(), saved.employer.head.version), (Some("Owendo"), 2));
        assert_eq!(search::people(desk, "fernand", 5).unwrap().len(), 1, "the name over the door is found");
        let mut theirs = before.clone();
        theirs.employer.town = some("Oyem");
        theirs.employer.email = some("palmiers@exemple.ga");
        let Err(Fault::Conflict(conflict)) = save(desk, &before, &theirs) else { panic!() };
        assert_eq!((conflict.record, conflict.fields.iter().any(|f| f.field == "town")), ("employer", true));
        let (mut base, mut after) = (before.clone(), theirs);
        assert!(employers::rebase(&mut base, &mut after, &saved, &conflict, &[("email", "palmiers@exemple.ga".into())]));
        let merged = save(desk, &base, &after).unwrap().employer;
        assert_eq!((merged.town.as_deref(), merged.email.as_deref()), (Some("Owendo"), Some("palmiers@exemple.ga")));
        let id = merged.head.id;
        let deed: DeedId = desk.new_id();
        let flaw = employers::contact(desk, deed, id, None, &Contact { phone: some("066 00 00 30"), ..Contact::default() });
        assert_eq!(fields(flaw.unwrap_err()), [("name", "flaw-missing")]);
        let deed: DeedId = desk.new_id();
        let new = employers::contact(desk, deed, id, None, &Contact { name: " Mme  OYANE ".into(), ..Contact::default() }).unwrap();
        let old: Contact = get(desk, new);
        assert_eq!(old.name, "Mme OYANE");
        let deed: DeedId = desk.new_id();
        employers::contact(desk, deed, id, Some(&old), &Contact { role: some("magasin"), ..old.clone() }).unwrap();
        let page = employers::page(desk, id).unwrap();
        assert_eq!((page.file().contacts.len(), page.file().contacts[1].role.as_deref()), (2, Some("magasin")));
        let acts: Vec<&str> = page.all.traces.iter().map(|t| t.act.as_str()).collect();
        assert_eq!(acts, ["save_contact", "new_contact", "save_employer", "save_employer", "new_employer"]);
        let deed = page.all.traces[2].deed;
        let changed = employers::changes(desk, id, deed).unwrap();
        assert_eq!(changed.iter().map(|c| (c.field.as_str(), c.became.as_deref())).collect::<Vec<_>>(), [("email", Some("palmiers@exemple.ga"))]);
        assert!(file::kind_of("employer", "email").is_some());
    }

    fn a_visit_is_news_for_the_open_offers_and_brings_a_reminder(desk, ground) {
        open(desk, ground);
        let vacancy = offer(desk, 1, "2026-11-10", "2026-12-20", |_| {});
        let shop: EmployerId = id(3001);
        let due = |desk: &mut Desk| office::open_tasks(desk, RowId(vacancy.0)).into_iter().filter(|t| t.starts_with("T12")).collect::<Vec<_>>();
        let called = due(desk);
        let wanted = Visit { employer: shop, day: Some(day("2026-11-23")), purpose: some("1"), offers: Some(2), summary: some("Cherche un vendeur. "), next_on: Some(day("2026-12-10")), ..Visit::default() };
        let visit = |desk: &mut Desk, v: &Visit| { let deed: DeedId = desk.new_id(); employers::visit(desk, deed, None, v, "Reprendre contact", None) };
        let future = Visit { day: Some(day("2026-11-25")), purpose: None, ..wanted.clone() };
        assert_eq!(fields(visit(desk, &future).unwrap_err()), [("purpose", "flaw-missing"), ("day", "flaw-visit-future")]);
        let before = Visit { next_on: Some(day("2026-11-20")), ..wanted.clone() };
        assert_eq!(fields(visit(desk, &before).unwrap_err()), [("next_on", "flaw-next-before-visit")]);
        let done = visit(desk, &wanted).unwrap();
        assert_eq!(done.offers, 1);
        assert_eq!(get::<Vacancy>(desk, vacancy).contacted_on, Some(day("2026-11-23")));
        assert_ne!(due(desk), called, "the next call follows the visit");
        let task: Task = get(desk, done.next.unwrap());
        assert_eq!((task.subject_kind.as_str(), task.subject, task.due, task.words.as_deref(), task.assignee), ("employer", RowId(shop.0), Some(day("2026-12-10")), Some("Reprendre contact"), officer()));
        let kept: Visit = get(desk, done.visit);
        assert_eq!((kept.summary.as_deref(), kept.by), (Some("Cherche un vendeur."), officer()));
        // Corrected by its author only; the same next contact makes no second reminder.
        let deed: DeedId = desk.new_id();
        let mended = employers::visit(desk, deed, Some(&kept), &Visit { offers: Some(3), ..kept.clone() }, "x", None).unwrap();
        assert_eq!((mended.next, get::<Visit>(desk, done.visit).offers), (None, Some(3)));
        let deed: DeedId = desk.new_id();
        desk.who.user = head();
        let kept: Visit = get(desk, done.visit);
        assert_eq!(employers::visit(desk, deed, Some(&kept), &kept, "x", None), Err(Fault::refused("refused-visit-not-yours")));
        desk.who.user = officer();
        let deed: DeedId = desk.new_id();
        employers::note(desk, deed, shop, "Rappelé : rien.", None, None).unwrap();
        let deed: DeedId = desk.new_id();
        assert_eq!(fields(employers::remind(desk, deed, shop, "Appeler", day("2026-11-20")).unwrap_err()), [("due", "flaw-due-past")]);
        let page = employers::page(desk, shop).unwrap();
        assert_eq!((page.all.visits.len(), page.all.notes.len(), page.all.tasks.len(), page.open_offers()), (1, 1, 1, 1));
        assert_eq!((page.all.row.last_contact, page.silence()), (Some(day(TODAY)), (Some(0), 10)));
        assert_eq!(page.next_meeting().map(|(day, _)| day), Some(day("2026-12-10")));
    }

    fn people_are_shown_of_the_own_agency_to_those_who_may(desk, ground) {
        open(desk, ground);
        register(desk, 1, "2026-11-02", |_| {});
        let vacancy = offer(desk, 1, "2026-11-10", "2026-12-20", |_| {});
        let proposal = propose(desk, 1, office::person(1), vacancy, "2026-11-12");
        write(desk, |w| {
            let before: Proposal = records::by_id(w.reader(), proposal)?;
            let after = Proposal { state: ProposalState::Sent, feedback_due: Some(day("2026-11-16")), ..before.clone() };
            w.update(&before, &after)
        });
        let page = employers::page(desk, id(3001)).unwrap();
        assert_eq!((page.open_proposals(), page.awaited()), ((1, true), (1, Some(day("2026-11-16")))));
        assert_eq!(page.all.proposals[0].name, "NOM1 Essai");
        desk.who.agency = "OYE".into();
        assert_eq!(employers::page(desk, id(3001)).unwrap().open_proposals(), (0, false));
        (desk.who.agency, desk.who.roles) = ("LBV".into(), vec!["reception".into()]);
        let page = employers::page(desk, id(3001)).unwrap();
        assert!(page.all.proposals.is_empty() && page.may.proposals.is_err() && page.may.edit.is_err());
        desk.who.roles = vec!["admin".into()];
        assert_eq!(employers::page(desk, id(3001)).map(drop), Err(Fault::Denied("read-offers")));
    }

    fn the_list_is_narrowed_by_words_and_says_who_is_to_be_called_and_who_sleeps(desk, ground) {
        open(desk, ground);
        at(desk, "2026-06-01");
        desk.who.user = counsellor();
        make(desk, &firm("Boutique Ancienne", "1")).unwrap();
        at(desk, "2026-11-20");
        desk.who.user = officer();
        let mut other = firm("Garage d'Oyem", "2");
        (other.employer.town, other.employer.sector) = (some("Oyem"), some("S"));
        make(desk, &other).unwrap();
        at(desk, TODAY);
        // From a former system, silent since: neither its coming in nor its age is a contact.
        let old = Employer { number: "E-3".into(), name: "Maison Zéphyr".into(), sort_key: "maison zephyr".into(), agency: "LBV".into(), source: some("OLD"), sector: some("G"), ..Employer::default() };
        let id: EmployerId = desk.new_id();
        write(desk, |w| {
            let mut old = old.clone();
            old.head.id = id;
            w.insert(&old)?;
            guichet::store::search::index_employer(w, &old)
        });
        offer(desk, 9, "2026-11-02", "2026-12-20", |_| {});
        assert_eq!(listed(desk, "", Sort::Name).len(), 4);
        assert_eq!(listed(desk, "oyem", Sort::Name), ["Garage d'Oyem"]);
        assert_eq!(listed(desk, "zeph", Sort::Name), ["Maison Zéphyr"]);
        assert_eq!(listed(desk, "miennes", Sort::Name), ["Garage d'Oyem"]);
        assert_eq!(listed(desk, "offres", Sort::Name), ["Maison 9"]);
        assert_eq!(listed(desk, "silence", Sort::Name), ["Boutique Ancienne"]);
        assert_eq!(listed(desk, "sommeil", Sort::Name), ["Maison Zéphyr"]);
        assert_eq!(listed(desk, "commerce active", Sort::Name), ["Boutique Ancienne"]);
        assert_eq!(listed(desk, "personne", Sort::Name), Vec::<String>::new());
        assert_eq!(listed(desk, "", Sort::Offers)[0], "Maison 9");
        assert_eq!(listed(desk, "", Sort::LastContact)[0], "Maison Zéphyr");
        // Page by page, forward and back, the same rows.
        for sort in [Sort::Name, Sort::LastContact, Sort::Offers, Sort::Town] {
            let query = Query { sort, ..Query::default() };
            let page = |desk: &mut Desk, side: &Side| employers::list(desk, &query, side, 2).unwrap().rows;
            let first = page(desk, &Side::First);
            let rest = page(desk, &Side::After(sort.mark(&first[1])));
            assert_eq!(page(desk, &Side::Last), rest, "{sort:?}");
            assert_eq!(page(desk, &Side::Before(sort.mark(&rest[0]))), first, "{sort:?}");
            let mut all: Vec<_> = first.into_iter().chain(rest).map(|r| r.id).collect();
            all.dedup();
            assert_eq!(all.len(), 4, "{sort:?}");
        }
        let shown = employers::show(desk).unwrap();
        let zephyr = shown.iter().find(|r| r["name"] == "Maison Zéphyr").unwrap();
        assert_eq!((zephyr["state"].as_str(), zephyr["late"].as_bool()), (Some("dormant"), Some(false)));
    }

    fn a_firm_is_given_to_another_officer_who_is_told(desk, ground) {
        open(desk, ground);
        let file = make(desk, &firm("Ets Deux Palmiers", "")).unwrap();
        let id = file.employer.head.id;
        let to = employers::officers(desk, id).unwrap();
        assert_eq!(to.iter().map(|o| o.user).collect::<Vec<_>>(), [counsellor(), head()]);
        let deed: DeedId = desk.new_id();
        employers::transfer(desk, deed, id, head()).unwrap();
        assert_eq!(get::<Employer>(desk, id).owner, Some(head()));
        let notices: Vec<guichet::domain::task::Notice> = desk.read(|r| records::where_(r, "account = $1", &[head().into()])).unwrap();
        assert_eq!((notices.len(), notices[0].key.as_str()), (1, "notice-employer-received"));
        let deed: DeedId = desk.new_id();
        assert_eq!(employers::transfer(desk, deed, id, head()), Err(Fault::refused("refused-already-in-charge")));
        desk.who.roles = vec!["counsellor".into()];
        let deed: DeedId = desk.new_id();
        assert_eq!(employers::transfer(desk, deed, id, counsellor()), Err(Fault::Denied("settle-offers")));
    }
}
