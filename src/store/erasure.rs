//! Taking a person out of the database (security.md §4 "Keeping and erasing"): the file, drafts, search words, candidates, audit values, leftovers of
//! imports; what statistics count stays without words. And the list of what was taken out, which a restored backup has to be given again.
//! Called by `services/erasure`.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::domain::fold;
use crate::domain::ids::{Id, PersonId, RowId};
use crate::domain::person::Person;
use crate::domain::phone;
use crate::domain::record::{day_text, instant_text};
use crate::domain::safeguard::Safeguard;
use crate::fault::{Outcome, Value};
use crate::store::file::SUBJECTS;
use crate::store::{Read, Stmt, Write, records, search};

/// What a person is called once nobody is named any more.
const NOBODY: &str = "X";
/// Rows of one statement.
const BLOCK: usize = 200;

/// A file that was taken out. Nothing in it names anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// Which.
    pub person: PersonId,
    /// Its number.
    pub number: String,
    /// `erasure` or `anonymising`.
    pub kind: String,
    /// Its agency.
    pub agency: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Login of who asked.
    pub asked_by: String,
    /// Login of who confirmed.
    pub confirmed_by: String,
    /// Audit values that were cleared.
    pub cleared: i64,
}

/// The open safeguards of a person.
pub fn open_of(read: &mut dyn Read, person: PersonId) -> Outcome<Vec<Safeguard>> {
    records::where_(read, "person = $1 AND ended_on IS NULL ORDER BY id", &[person.into()])
}

/// The statement for those of these people whose contested data may not be used now (security.md §4: no list, no proposal): `person`. For
/// every session.
pub fn restricted_stmt(people: &[PersonId]) -> Stmt {
    let marks: Vec<String> = (1..=people.len()).map(|n| format!("${n}")).collect();
    let sql = "SELECT DISTINCT person FROM safeguard WHERE kind = 'restriction' AND ended_on IS NULL AND person IN";
    Stmt::new(format!("{sql} ({})", marks.join(", ")), people.iter().map(|p| Value::from(*p)).collect())
}

/// Open safeguards of a kind, the oldest first; of one agency or of all.
pub fn waiting(read: &mut dyn Read, kinds: &[&str], agency: Option<&str>) -> Outcome<Vec<Safeguard>> {
    let mut args: Vec<Value> = kinds.iter().map(|k| (*k).into()).collect();
    let marks: Vec<String> = (1..=args.len()).map(|n| format!("${n}")).collect();
    let mut rest = format!("kind IN ({}) AND ended_on IS NULL", marks.join(", "));
    if let Some(agency) = agency {
        args.push(agency.into());
        rest.push_str(&format!(" AND person IN (SELECT id FROM person WHERE agency = ${})", args.len()));
    }
    records::where_(read, &format!("{rest} ORDER BY id"), &args)
}

/// What was taken out since an instant, the oldest first.
pub fn since(read: &mut dyn Read, at: DateTime<Utc>) -> Outcome<Vec<Erased>> {
    let sql = "SELECT person, number, kind, agency, at, asked_by, confirmed_by, cleared FROM erasure WHERE at >= $1 ORDER BY at, number";
    Ok(read.all(sql, &[instant_text(at).into()], |r| {
        let text = |name| Ok::<_, crate::store::DbError>(r.text(name)?.to_owned());
        Ok(Erased {
            person: r.id("person")?,
            number: text("number")?,
            kind: text("kind")?,
            agency: text("agency")?,
            at: r.instant("at")?,
            asked_by: text("asked_by")?,
            confirmed_by: text("confirmed_by")?,
            cleared: r.int("cleared")?,
        })
    })?)
}

/// Keeps that a file was taken out.
pub fn keep(w: &mut Write<'_>, e: &Erased) {
    let args: Vec<Value> = vec![
        e.person.into(),
        e.number.as_str().into(),
        e.kind.as_str().into(),
        e.agency.as_str().into(),
        instant_text(e.at).into(),
        e.asked_by.as_str().into(),
        e.confirmed_by.as_str().into(),
        e.cleared.into(),
    ];
    w.execute(
        "INSERT INTO erasure (person, number, kind, agency, at, asked_by, confirmed_by, cleared) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args,
    );
}

/// A safeguard ends with the file, without a word in the audit's values.
pub fn end_quietly(w: &mut Write<'_>, id: RowId) {
    let (today, me) = (day_text(w.rules().today), w.who().user);
    w.execute(
        "UPDATE safeguard SET reason = NULL, ended_on = $2, ended_by = $3 WHERE id = $1",
        vec![id.into(), today.into(), me.into()],
    );
}

/// How a person is known again in a text: by what is unmistakable, not by a surname alone.
pub struct Marks {
    surname: Vec<String>,
    given: Vec<String>,
    all: HashSet<String>,
    digits: Vec<String>,
    signs: Vec<String>,
}

impl Marks {
    /// Of a person as stored.
    pub fn of(person: &Person) -> Self {
        let words = |t: Option<&str>| fold::words(t.unwrap_or_default());
        let surname = words(Some(&person.surname));
        let given = words(person.given_names.as_deref());
        let married = words(person.married_name.as_deref());
        let all = surname.iter().chain(&given).chain(&married).cloned().collect();
        let phones = [&person.phone, &person.phone_2, &person.phone_typed].into_iter().flatten();
        let digits = phones.filter_map(|p| {
            let digits: String = p.chars().filter(char::is_ascii_digit).collect();
            (digits.len() >= 8).then(|| digits.get(digits.len() - 8..).unwrap_or_default().to_owned())
        });
        let signs = [&person.id_document_number, &person.external_ref].into_iter().flatten();
        let signs = signs.map(|s| plain(s)).chain(person.email.as_deref().map(fold::fold)).filter(|s| s.len() >= 5);
        Marks { surname, given, all, digits: digits.collect(), signs: signs.collect() }
    }

    /// Whether a text names this person: telephone, document, former number, e-mail, or surname and a given name.
    pub fn named_in(&self, text: &str) -> bool {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}' | '/')).collect();
        if self.digits.iter().any(|d| digits.contains(d.as_str())) {
            return true;
        }
        let (folded, signs) = (fold::fold(text), plain(text));
        if self.signs.iter().any(|s| signs.contains(s.as_str()) || folded.contains(s.as_str())) {
            return true;
        }
        let words: HashSet<String> = fold::words(text).into_iter().collect();
        let whole = |part: &[String]| !part.is_empty() && part.iter().all(|w| words.contains(w));
        match self.given.is_empty() {
            true => self.surname.len() > 1 && whole(&self.surname),
            false => whole(&self.surname) && self.given.iter().any(|w| words.contains(w)),
        }
    }

    /// Whether a search for these words looked for this person: each begins one of the names.
    pub fn sought_by(&self, typed: &str) -> bool {
        let words = fold::words(typed);
        let begins = |w: &String| w.chars().count() > 2 && self.all.iter().any(|n| n.starts_with(w.as_str()));
        self.named_in(typed)
            || (!words.is_empty() && words.iter().all(begins))
            || phone::search_digits(typed)
                .is_some_and(|d| d.len() >= 8 && self.digits.iter().any(|own| d.ends_with(own.as_str())))
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Ids of the person and of every record about it, those that came to be known elsewhere (notices, safeguards) too.
fn subjects(w: &mut Write<'_>, person: PersonId) -> Outcome<Vec<RowId>> {
    let mut all: Vec<RowId> = w.reader().all(&format!("{SUBJECTS} SELECT id FROM subject"), &[person.into()], |r| r.id("id"))?;
    let more = format!(
        "{SUBJECTS} SELECT n.id FROM notice n WHERE n.subject IN (SELECT id FROM subject) UNION ALL SELECT s.id FROM safeguard s WHERE s.person = $1 \
         UNION ALL SELECT r.id FROM reading r WHERE r.person = $1 UNION ALL SELECT k.id FROM keyed_twice k WHERE k.person = $1"
    );
    all.extend(w.reader().all::<RowId>(&more, &[person.into()], |r| r.id("id"))?);
    all.sort_by_key(|id| id.0);
    all.dedup();
    Ok(all)
}

/// Clears every audit value about the person or that names him; gives their number. The digests stay: the chain still verifies.
fn clear_values(w: &mut Write<'_>, person: &Person, subjects: &[RowId], marks: &Marks) -> Outcome<i64> {
    let own: HashSet<Vec<u8>> = subjects.iter().map(|s| s.0.as_bytes().to_vec()).collect();
    let id = person.head.id.uuid().to_string();
    let mut found: Vec<(Vec<u8>, i64)> = Vec::new();
    let sql = "SELECT deed, nth, record, subject, was, became FROM audit_value WHERE salt IS NOT NULL";
    w.reader().each(sql, &[], &mut |row| {
        let (was, became) = (row.opt_text("was")?.unwrap_or_default(), row.opt_text("became")?.unwrap_or_default());
        let about = own.contains(row.blob("subject")?);
        let named = || match row.text("record") {
            Ok("search") => {
                marks.sought_by(became.split_once("\"words\":\"").map_or(became, |(_, w)| w.trim_end_matches(['}', '"'])))
            }
            _ => marks.named_in(was) || marks.named_in(became) || was.contains(&id) || became.contains(&id),
        };
        if about || named() {
            found.push((row.blob("deed")?.to_vec(), row.int("nth")?));
        }
        Ok(())
    })?;
    let empty = Value::Blob(Vec::new());
    for (deed, nth) in &found {
        w.execute(
            "UPDATE audit_value SET record = '', subject = $3, was = NULL, became = NULL, salt = NULL WHERE deed = $1 AND nth = $2",
            vec![Value::Blob(deed.clone()), (*nth).into(), empty.clone()],
        );
    }
    Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
}

/// Drafts and notices that name the person, whatever they are about.
fn loose(w: &mut Write<'_>, marks: &Marks) -> Outcome<()> {
    for (table, text) in [("draft", "body"), ("notice", "arguments"), ("batch_form", "keyed")] {
        let mut found: Vec<RowId> = Vec::new();
        w.reader().each(&format!("SELECT id, {text} AS words FROM {table} WHERE {text} IS NOT NULL"), &[], &mut |row| {
            if marks.named_in(row.text("words")?) {
                found.push(row.id("id")?);
            }
            Ok(())
        })?;
        for block in found.chunks(BLOCK) {
            let marks: Vec<String> = (1..=block.len()).map(|n| format!("${n}")).collect();
            let args = block.iter().map(|id| (*id).into()).collect();
            // A form of a batch counts in its totals: it stays, without what was keyed.
            let deed = match table {
                "batch_form" => "UPDATE batch_form SET keyed = '{}', differences = NULL".to_owned(),
                _ => format!("DELETE FROM {table}"),
            };
            w.execute(format!("{deed} WHERE id IN ({})", marks.join(", ")), args);
        }
    }
    Ok(())
}

const REGISTRATIONS: &str = "(SELECT id FROM registration WHERE person = $1)";

/// What goes of the tables about a person; what the reports count stays, without words.
const CLEARED: &[&str] = &[
    "DELETE FROM draft WHERE subject = $1",
    "DELETE FROM notice WHERE subject = $1 OR subject IN {registrations} OR subject IN (SELECT id FROM task WHERE person = $1)",
    "UPDATE decision SET reasons = '-', reply = NULL, text = NULL, letter = NULL WHERE subject IN {registrations}",
    "UPDATE letter SET arguments = NULL WHERE subject = $1 OR subject IN {registrations}",
    "DELETE FROM diagnosis WHERE person = $1",
    "DELETE FROM plan_action WHERE person = $1",
    "DELETE FROM obstacle WHERE person = $1",
    "UPDATE interview SET summary = '-', notes = NULL WHERE person = $1",
    "DELETE FROM note WHERE subject = $1",
    "UPDATE appointment SET name_said = NULL, note = NULL WHERE person = $1",
    "UPDATE proposal SET explanation = NULL WHERE person = $1",
    "UPDATE placement SET employer_name = NULL, wage = NULL WHERE person = $1",
    "UPDATE enrolment SET allowance = NULL WHERE person = $1",
    "UPDATE task SET words = NULL, result = NULL WHERE person = $1",
    "UPDATE task SET state = 'done' WHERE person = $1 AND state = 'open'",
    "DELETE FROM experience WHERE person = $1",
    "DELETE FROM skill WHERE person = $1",
    "DELETE FROM language WHERE person = $1",
    "UPDATE education SET school = NULL, proof = NULL WHERE person = $1",
    "DELETE FROM document WHERE person = $1",
    "UPDATE job_goal SET occupation_label = NULL, vocabulary_code = NULL WHERE registration IN {registrations}",
    "DELETE FROM import_row WHERE person = $1",
    "DELETE FROM candidate WHERE person = $1",
    "UPDATE duplicate_pair SET evidence = NULL WHERE person_a = $1 OR person_b = $1",
    "UPDATE safeguard SET reason = NULL WHERE person = $1",
    "DELETE FROM reading WHERE person = $1",
    "DELETE FROM keyed_twice WHERE person = $1",
    "UPDATE batch_form SET keyed = '{}', differences = NULL, doubts = NULL, aside_reason = NULL WHERE subject = $1",
];
/// What goes besides when nothing is to be counted by what the person was or sought.
const ERASED: &[&str] = &[
    "DELETE FROM education WHERE person = $1",
    "DELETE FROM wishes WHERE registration IN {registrations}",
    "DELETE FROM job_goal WHERE registration IN {registrations}",
    "UPDATE registration SET occupation = NULL, category = NULL, entry_reason = NULL, missing_documents = NULL WHERE person = $1",
    "UPDATE person SET sex = NULL, birth_date = NULL, birth_precision = NULL, birth_country = NULL, nationality = NULL, province = NULL, \
     department = NULL, town = NULL, education_level = NULL, diploma = NULL, study_field = NULL, diploma_year = NULL, diploma_country = NULL, \
     driving_licences = NULL, disability_declared = FALSE WHERE id = $1",
];
/// Takes the person's names and words out of every table, inside a write; gives how many audit values were cleared, which the audit row itself
/// then says. `anonymise`: what statistics need stays (year of birth, sex, town, occupation, dates).
pub fn clear(w: &mut Write<'_>, person: &Person, anonymise: bool) -> Outcome<i64> {
    if w.replayed() {
        return Ok(0);
    }
    let id = person.head.id;
    let marks = Marks::of(person);
    let subjects = subjects(w, id)?;
    let cleared = clear_values(w, person, &subjects, &marks)?;
    loose(w, &marks)?;
    search::index::forget(w, person)?;
    let more = if anonymise { &[][..] } else { ERASED };
    for sql in CLEARED.iter().chain(more) {
        w.execute(sql.replace("{registrations}", REGISTRATIONS), vec![id.into()]);
    }
    let nobody = fold::sort_key(NOBODY, "");
    w.execute("UPDATE registration SET sort_key = $2 WHERE person = $1", vec![id.into(), nobody.as_str().into()]);
    let year = person.birth_date.map(|d| format!("{}-01-01", d.format("%Y")));
    let (year, precision): (Option<String>, Option<&str>) =
        if anonymise { (year.clone(), year.map(|_| "Y")) } else { (None, None) };
    w.execute(
        "UPDATE person SET surname = $2, given_names = NULL, married_name = NULL, sort_key = $3, external_ref = NULL, source = NULL, \
         birth_date = $4, birth_precision = $5, birth_place = NULL, id_document_type = NULL, id_document_number = NULL, \
         id_document_expires = NULL, residence_permit_expires = NULL, phone = NULL, phone_typed = NULL, phone_2 = NULL, contact_via = NULL, \
         email = NULL, district = NULL, landmark = NULL, po_box = NULL, address = NULL, import_note = NULL, adaptation_needs = NULL, \
         consent_employers = FALSE, consent_sms = FALSE, consent_health = FALSE WHERE id = $1",
        vec![id.into(), NOBODY.into(), nobody.as_str().into(), year.into(), precision.map(str::to_owned).into()],
    );
    let after = Person { surname: NOBODY.to_owned(), given_names: None, married_name: None, ..person.clone() };
    search::index::index_person(w, None, Some(&after))?;
    w.count(cleared);
    Ok(cleared)
}
