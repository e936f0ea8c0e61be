//! The tab Identité: who the person is, how to be reached, where the registration stands.

use super::pairs::{Pair, Section};
use super::words::{self, NONE, or_none};
use crate::services::file::Page;
use crate::tui::look::Look;
use crate::tui::screens::House;

/// Days before its end from which the renewal is spoken of.
const SOON: i64 = 30;

/// The sections in reading order.
pub fn sections(house: &House, look: &Look, page: &Page) -> Vec<Section> {
    let mut all = vec![
        Section { heading: look.text("file-section-identity"), pairs: identity(house, look, page) },
        Section { heading: look.text("file-section-reach"), pairs: reach(house, look, page) },
    ];
    if page.file.registration.head.version > 0 {
        all.push(Section { heading: look.text("file-section-registration"), pairs: registration(house, look, page) });
    }
    all
}

fn identity(house: &House, look: &Look, page: &Page) -> Vec<Pair> {
    let p = &page.file.person;
    let lang = look.lang();
    let person = |id: &str| look.label("person", id);
    let place = match (&p.birth_place, &p.birth_country) {
        (Some(place), Some(country)) => format!("{place}, {}", words::label(house, look, "COUNTRY", Some(country))),
        (None, Some(country)) => words::label(house, look, "COUNTRY", Some(country)),
        (place, None) => or_none(place.as_deref()),
    };
    let document = match p.id_document_type.as_deref() {
        None => NONE.to_owned(),
        kind => format!("{} {}", words::coded(house, look, "IDDOC", kind), p.id_document_number.as_deref().unwrap_or("")),
    };
    let surname = if p.surname.is_empty() { NONE.to_owned() } else { p.surname.to_uppercase() };
    let mut all = vec![
        Pair::new(person("surname"), surname),
        Pair::new(person("sex"), or_none(p.sex.as_deref())),
        Pair::new(person("given_names"), or_none(p.given_names.as_deref())),
        Pair::new(person("birth_date"), words::birth(p, lang)),
        Pair::new(person("married_name"), or_none(p.married_name.as_deref())),
        Pair::new(look.text("file-birth-place"), place),
        Pair::new(person("nationality"), words::label(house, look, "COUNTRY", p.nationality.as_deref())),
        Pair::new(person("external_ref"), or_none(p.external_ref.as_deref())),
        Pair::new(person("id_document_type"), document.trim_end()),
        Pair::new(look.text("file-expires"), words::day(look, p.id_document_expires))
            .alert_if(page.overdue(p.id_document_expires)),
    ];
    if p.nationality.as_deref().is_some_and(|n| n != "GA") {
        let permit = words::day(look, p.residence_permit_expires);
        all.push(Pair::new(person("residence_permit_expires"), permit).alert_if(page.overdue(p.residence_permit_expires)));
    }
    all
}

fn reach(house: &House, look: &Look, page: &Page) -> Vec<Pair> {
    let p = &page.file.person;
    let person = |id: &str| look.label("person", id);
    let mut all = vec![
        Pair::new(person("phone"), words::telephone(p.phone.as_deref())),
        Pair::new(person("phone_2"), words::telephone(p.phone_2.as_deref())),
        Pair::new(person("contact_via"), or_none(p.contact_via.as_deref())).wide(),
        Pair::new(person("email"), or_none(p.email.as_deref())).wide(),
        Pair::new(look.text("file-residence"), words::residence(house, look, p)).wide(),
        Pair::new(person("district"), or_none(p.district.as_deref())),
        Pair::new(person("landmark"), or_none(p.landmark.as_deref())),
    ];
    if let Some(po_box) = &p.po_box {
        all.push(Pair::new(person("po_box"), po_box));
    }
    if let Some(address) = &p.address {
        all.push(Pair::new(person("address"), address).wide());
    }
    if let Some(note) = &p.import_note {
        let line = note.lines().collect::<Vec<_>>().join(" · ");
        all.push(Pair::new(person("import_note"), line).wide());
    }
    all
}

fn registration(house: &House, look: &Look, page: &Page) -> Vec<Pair> {
    let (p, r) = (&page.file.person, &page.file.registration);
    let field = |id: &str| look.label("registration", id);
    let since = match r.channel.as_deref() {
        Some(channel) => format!("{} ({})", words::day(look, r.registered_on), words::label(house, look, "CHAN", Some(channel))),
        None => words::day(look, r.registered_on),
    };
    let counsellor = page.counsellor.clone().unwrap_or_else(|| NONE.to_owned());
    let accords = [
        (p.consent_employers, "file-accord-employers"),
        (p.consent_sms, "file-accord-sms"),
        (p.consent_health, "file-accord-health"),
    ];
    let accords: Vec<String> = accords.iter().filter(|(given, _)| *given).map(|(_, key)| look.text(key)).collect();
    let accords = if accords.is_empty() { NONE.to_owned() } else { accords.join(", ") };
    let contact = match (r.last_contact, page.interviews.iter().find(|i| i.day == r.last_contact)) {
        (Some(_), Some(_)) => look.with("file-contact-interview", &[("day", words::day(look, r.last_contact))]),
        (last, _) => words::day(look, last),
    };
    let end = r.closed_on.unwrap_or(page.today);
    let length = r.registered_on.map_or_else(|| NONE.to_owned(), |from| words::months(look, words::months_between(from, end)));
    let mut all = vec![
        Pair::new(field("registered_on"), since),
        Pair::new(field("entry_reason"), words::coded(house, look, "ENTRY", r.entry_reason.as_deref())),
    ];
    if r.closed_on.is_some() {
        all.push(Pair::new(field("closed_on"), words::day(look, r.closed_on)));
        all.push(Pair::new(field("exit_reason"), words::coded(house, look, "EXIT", r.exit_reason.as_deref())));
    } else {
        all.push(Pair::new(field("renewal_due"), words::day(look, r.renewal_due)).alert_if(page.overdue(r.renewal_due)));
        all.push(Pair::new(field("intensity"), words::label(house, look, "INTENSITY", r.intensity.as_deref())));
    }
    all.extend([
        Pair::new(field("counsellor"), counsellor),
        Pair::new(look.text("file-accords"), accords),
        Pair::new(look.text("file-last-contact"), contact),
        Pair::new(look.text("file-length"), length),
    ]);
    if let Some(until) = r.pause_until {
        all.push(Pair::new(look.text("file-pause-until"), words::day(look, Some(until))).alert_if(page.overdue(Some(until))));
    }
    if !r.missing_documents.is_empty() {
        let missing = words::labels(house, look, "DOC", &r.missing_documents, "file-none");
        all.push(Pair::new(look.text("file-missing-documents"), missing).wide());
    }
    all
}

/// The last row: what the renewal asks for, when it is near.
pub fn hint(look: &Look, page: &Page) -> String {
    let r = &page.file.registration;
    let deed = ("deed", look.text("action-renew"));
    match r.renewal_due.filter(|_| r.state.is_open()) {
        Some(due) if due < page.today => {
            look.with("file-renewal-late", &[("count", (page.today - due).num_days().to_string()), deed])
        }
        Some(due) if (due - page.today).num_days() <= SOON => {
            look.with("file-renewal-soon", &[("count", (due - page.today).num_days().to_string()), deed])
        }
        _ => String::new(),
    }
}
