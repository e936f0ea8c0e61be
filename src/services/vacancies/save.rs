//! Making and saving an offer: tidied, checked, numbered, published where the law and the rights let it (domain.md §3.3, §7).
//! A draft may be as unlawful as it was said on the telephone: it is kept, and can't be opened.

use chrono::Datelike;

use crate::domain::ids::{self, DeedId, EmployerId, RowId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::offer_law::{self, Law};
use crate::domain::record::{Head, Record};
use crate::domain::rights::{self, Owner};
use crate::domain::rules::Rules;
use crate::domain::vacancy::{Vacancy, published_until};
use crate::domain::{fold, neutral};
use crate::fault::{Fault, Flaw, Outcome};
use crate::services::access;
use crate::services::{follow_up, wording};
use crate::store::{Deed, Desk, Write, drafts, records, search};

/// What is to become of an offer that is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// It stays where it stands; a new one is a draft.
    Keep,
    /// Opened where everything passes and the right is there, else it waits to be accepted. `seen`: passages that are only doubtful were
    /// looked at.
    Publish {
        /// Doubtful passages were looked at.
        seen: bool,
    },
}

/// A saved offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// As stored.
    pub vacancy: Vacancy,
    /// What passed with a warning.
    pub warnings: Vec<Flaw>,
}

/// What the law says of an offer: the words and the wage.
pub fn law(desk: &Desk, vacancy: &Vacancy) -> Outcome<Law> {
    Ok(offer_law::of(vacancy, &desk.rules, wording::list()?))
}

/// Brings what was typed into the form that is stored, and fills what follows by itself.
pub(super) fn tidy(vacancy: &mut Vacancy, rules: &Rules) {
    let v = vacancy;
    v.title = neutral::tidy(&v.title);
    v.sort_key = fold::fold(&v.title);
    for text in
        [&mut v.schedule, &mut v.benefits, &mut v.town, &mut v.special_condition, &mut v.legal_reference, &mut v.external_ref]
    {
        *text = text.take().map(|t| neutral::tidy(&t)).filter(|t| !t.is_empty());
    }
    v.description = v.description.take().map(|t| neutral::tidy_note(&t)).filter(|t| !t.is_empty());
    if v.wage_min.is_none() && v.wage_max.is_none() {
        v.wage_period = None;
    } else {
        v.wage_period.get_or_insert_with(|| "M".to_owned());
    }
    // Hours stand with part-time only: a full-time week is forty.
    if v.working_time.as_deref() == Some("1") {
        v.hours_week = None;
    }
    if v.open_ended() {
        v.duration_months = None;
    }
    let received = *v.received_on.get_or_insert(rules.today);
    v.publish_until.get_or_insert(published_until(received, rules));
    for list in [&mut v.required_skills, &mut v.desired_skills] {
        label_skills(list, rules);
    }
}

/// A skill typed as a code gets its label; other words stay as they are.
fn label_skills(skills: &mut Vec<String>, rules: &Rules) {
    for skill in skills.iter_mut() {
        if let Some(code) = rules.codes.find("SKILL", skill) {
            skill.clone_from(&code.fr);
        }
    }
    skills.retain(|s| !s.trim().is_empty());
    let mut seen = Vec::new();
    skills.retain(|s| {
        !seen.contains(s) && {
            seen.push(s.clone());
            true
        }
    });
}

/// What is wrong with an offer that is to be published: the record's own flaws, its employer, its dates.
pub fn check(vacancy: &Vacancy, rules: &Rules) -> Vec<Flaw> {
    let mut flaws = vacancy.check(rules);
    if vacancy.employer == EmployerId::default() {
        flaws.push(rules.soft(Flaw::new("employer", "flaw-missing")));
    }
    if vacancy.received_on.is_some_and(|d| d > rules.today) {
        flaws.push(rules.soft(Flaw::new("received_on", "flaw-received-future")));
    }
    flaws
}

/// Flaws that stop this save, and those that are only said. A draft may lack what a publication needs.
fn sorted(vacancy: &Vacancy, aim: Aim, rules: &Rules) -> Outcome<Vec<Flaw>> {
    let lenient = Rules { lenient: aim == Aim::Keep, ..rules.clone() };
    let mut flaws = check(vacancy, &lenient);
    let past = vacancy.publish_until.is_some_and(|d| d < rules.today);
    if past && aim != Aim::Keep && !over(vacancy.state) {
        flaws.push(Flaw::new("publish_until", "flaw-expired-already"));
    }
    if vacancy.employer == EmployerId::default() {
        // Without a firm there is nothing to keep it under.
        flaws.push(Flaw::new("employer", "flaw-missing"));
    }
    let (warnings, errors): (Vec<Flaw>, Vec<Flaw>) = flaws.into_iter().partition(|f| f.warning);
    if errors.is_empty() { Ok(warnings) } else { Err(Fault::Flaws(errors)) }
}

/// Closed or refused: its dates are history.
fn over(state: VacancyState) -> bool {
    !state.is_open() && !matches!(state, VacancyState::Draft | VacancyState::ToCheck)
}

/// The state in which a publication leaves an offer; refused while its words or wage stop it. A special condition waits for the head.
pub(super) fn published_state(w: &mut Write<'_>, vacancy: &Vacancy, seen: bool, visa: bool) -> Outcome<VacancyState> {
    let law = offer_law::of(vacancy, w.rules(), wording::list()?);
    stop(vacancy, &law, seen)?;
    let owner = Owner::of(vacancy.agency.clone(), vacancy.owner);
    let may = rights::allowed(w.who(), rights::Deed::SettleOffers, owner).is_ok();
    let waits = vacancy.special_condition.is_some() && !visa;
    Ok(if may && !waits { VacancyState::Open } else { VacancyState::ToCheck })
}

/// The refusal of an offer whose words or wage stop it.
pub(super) fn stop(vacancy: &Vacancy, law: &Law, seen: bool) -> Outcome<()> {
    let number = if vacancy.number.is_empty() { vacancy.title.clone() } else { vacancy.number.clone() };
    if law.blocking() > 0 {
        let words: Vec<String> = law.words().iter().map(|w| (*w).to_owned()).collect();
        return Err(Fault::refused("refused-offer-wording").with("number", number).with("words", words.join(", ")));
    }
    if let Some(wage) = law.wage.filter(|w| w.blocks()) {
        let least = wage.note.map_or(0, |n| n.amount());
        return Err(Fault::refused("refused-offer-wage").with("number", number).with("wage", wage.monthly).with("least", least));
    }
    if law.doubtful() > 0 && !seen {
        return Err(Fault::refused("refused-offer-doubtful").with("number", number).with("count", law.doubtful()));
    }
    Ok(())
}

/// Makes a new offer. Rights: offers of the agency are written; opening it asks for more, without which it waits. Errors: flaws at
/// fields; words or a wage that stop a publication.
pub fn create(desk: &mut Desk, deed: DeedId, vacancy: &Vacancy, draft: Option<RowId>, aim: Aim) -> Outcome<Saved> {
    let mut new = vacancy.clone();
    if new.agency.is_empty() {
        new.agency.clone_from(&desk.who.agency);
    }
    new.owner = new.owner.or(Some(desk.who.user));
    access::may(desk, rights::Deed::WriteOffers, Owner::of(new.agency.clone(), new.owner))?;
    tidy(&mut new, &desk.rules);
    new.state = VacancyState::Draft;
    let warnings = sorted(&new, aim, &desk.rules)?;
    let stored = desk.lenient(|desk| {
        desk.write(Deed::new(deed, "new_offer"), |w| {
            let mut new = new.clone();
            let special = new.special_condition.is_some();
            if let Aim::Publish { seen } = aim
                && !w.replayed()
            {
                new.state = published_state(w, &new, seen, false)?;
                new.accepted_on = (new.state == VacancyState::Open).then_some(w.rules().today);
            }
            store_new(w, &mut new)?;
            if special {
                super::special::propose(w, &new)?;
            }
            if let Some(draft) = draft {
                drafts::discard(w, draft);
            }
            records::by_id::<Vacancy>(w.reader(), new.head.id)
        })
    })?;
    Ok(Saved { vacancy: stored, warnings })
}

/// Stores a new offer inside a write: its number, its search words, its tasks. Used by the form and by the import.
pub fn store_new(w: &mut Write<'_>, new: &mut Vacancy) -> Outcome<()> {
    let year = w.rules().today.year();
    let serial = w.serial(&new.agency, "vacancy", i64::from(year))?;
    new.number = ids::vacancy_number(&new.agency, year, serial);
    new.head = Head::new(w.new_id());
    w.insert(&*new)?;
    search::index_vacancy(w, new)?;
    follow_up::refresh_vacancy(w, new.head.id)
}

/// Saves an offer that was changed. `before` must be as read; someone else's save in between is a conflict. An open offer must stay
/// lawful; one that waits may be published by the same save.
pub fn save(desk: &mut Desk, deed: DeedId, before: &Vacancy, after: &Vacancy, draft: Option<RowId>, aim: Aim) -> Outcome<Saved> {
    let owner = Owner::of(before.agency.clone(), before.owner);
    access::may(desk, rights::Deed::WriteOffers, owner)?;
    let mut after = after.clone();
    tidy(&mut after, &desk.rules);
    let open = before.state.is_open();
    let strict = if open { Aim::Publish { seen: true } } else { aim };
    let known = before.check(&desk.rules);
    let warnings = match sorted(&after, strict, &desk.rules) {
        Ok(warnings) => warnings,
        Err(Fault::Flaws(flaws)) => {
            // What was wrong before may stay so (an imported offer is mended bit by bit); nothing gets laxer.
            let news: Vec<Flaw> = flaws.into_iter().filter(|f| !open || !known.contains(f)).collect();
            if news.is_empty() { Vec::new() } else { return Err(Fault::Flaws(news)) }
        }
        Err(fault) => return Err(fault),
    };
    let stored = desk.lenient(|desk| {
        desk.write(Deed::new(deed, "edit_offer"), |w| {
            if !w.replayed() {
                saved(w, before, after.clone(), aim)?;
                if let Some(draft) = draft {
                    drafts::discard(w, draft);
                }
            }
            records::by_id::<Vacancy>(w.reader(), before.head.id)
        })
    })?;
    Ok(Saved { vacancy: stored, warnings })
}

fn saved(w: &mut Write<'_>, before: &Vacancy, mut after: Vacancy, aim: Aim) -> Outcome<()> {
    let asked = |v: &Vacancy| (v.special_condition.clone(), v.legal_basis.clone(), v.legal_reference.clone());
    let anew = asked(before) != asked(&after) && after.special_condition.is_some();
    let visa = !anew && super::special::has_visa(w, &after)?;
    if before.state.is_open() {
        let law = offer_law::of(&after, w.rules(), wording::list()?);
        stop(&after, &law, true)?;
        if after.special_condition.is_some() && !visa {
            return Err(Fault::refused("refused-offer-visa").with("number", &after.number));
        }
    } else if let (Aim::Publish { seen }, VacancyState::Draft | VacancyState::ToCheck | VacancyState::Refused) =
        (aim, before.state)
    {
        if before.state == VacancyState::Refused {
            (after.closed_on, after.close_reason, after.refuse_reason) = (None, None, None);
        }
        after.state = published_state(w, &after, seen, visa)?;
        if after.state == VacancyState::Open {
            after.accepted_on = Some(w.rules().today);
        }
    }
    w.update(before, &after)?;
    if before.title != after.title {
        search::index_vacancy(w, &after)?;
    }
    if anew {
        super::special::propose(w, &after)?;
    }
    follow_up::refresh_vacancy(w, after.head.id)
}

/// A new offer made from an older one: what may be the same again, linked to it (« l'employeur demande de nouveau »). Dates, what was
/// filled, the state and the special condition, which needs a visa of its own, are not copied.
pub fn copy_of(old: &Vacancy, rules: &Rules) -> Vacancy {
    let mut new = Vacancy {
        head: Head::default(),
        number: String::new(),
        external_ref: None,
        source_system: None,
        positions_filled: 0,
        special_condition: None,
        legal_basis: None,
        legal_reference: None,
        received_on: Some(rules.today),
        publish_until: None,
        start_on: None,
        contacted_on: None,
        accepted_on: None,
        state: VacancyState::Draft,
        close_reason: None,
        refuse_reason: None,
        closed_on: None,
        copied_from: Some(old.head.id).filter(|id| *id != VacancyId::default()),
        import_note: None,
        agency: String::new(),
        owner: None,
        ..old.clone()
    };
    tidy(&mut new, rules);
    new
}
