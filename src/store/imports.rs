//! What an import asks the database, many rows at a time: rows that came before, files by their number or former number, files
//! with the same document or telephone. Called by `services/import`.

use std::collections::HashMap;

use crate::domain::employer::Employer;
use crate::domain::fold::fold;
use crate::domain::ids::{EmployerId, Id, PersonId, parse_number};
use crate::fault::{Outcome, Value};
use crate::store::records::{self, marks};
use crate::store::{Read, Write, employers};

/// Arguments of one statement.
const BLOCK: usize = 500;

/// Where the records of a kind are, and where the digests of the rows that gave them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Table of the records; its name is also the column of the digests that points there.
    record: &'static str,
    /// The record's id, or that of the one it was merged into.
    id: &'static str,
    /// Column of the former system's name.
    source: &'static str,
    /// Table of the digests.
    rows: &'static str,
}

/// Of people.
pub const PEOPLE: Kept = Kept { record: "person", id: "COALESCE(merged_into, id)", source: "source", rows: "import_row" };
/// Of employers.
pub const EMPLOYERS: Kept = Kept { record: "employer", id: "id", source: "source", rows: "import_employer" };
/// Of offers.
pub const VACANCIES: Kept = Kept { record: "vacancy", id: "id", source: "source_system", rows: "import_vacancy" };

/// What each of these rows gave, by the digest of its cells.
pub fn known_rows<I: Id>(read: &mut dyn Read, kept: Kept, source: &str, digests: &[Vec<u8>]) -> Outcome<HashMap<Vec<u8>, I>> {
    let mut found = HashMap::new();
    for block in digests.chunks(BLOCK) {
        let Kept { record, rows, .. } = kept;
        let sql =
            format!("SELECT digest, {record} AS subject FROM {rows} WHERE source = $1 AND digest IN ({})", marks(2, block.len()));
        let mut args = vec![Value::from(source)];
        args.extend(block.iter().map(|d| Value::Blob(d.clone())));
        read.each(&sql, &args, &mut |r| {
            found.insert(r.blob("digest")?.to_vec(), r.id("subject")?);
            Ok(())
        })?;
    }
    Ok(found)
}

/// The files of these former numbers in a source.
pub fn by_external_ref<I: Id>(read: &mut dyn Read, kept: Kept, source: &str, refs: &[String]) -> Outcome<HashMap<String, I>> {
    let mut found = HashMap::new();
    for block in refs.chunks(BLOCK) {
        let Kept { record, id, source: column, .. } = kept;
        let sql = format!(
            "SELECT external_ref, {id} AS id FROM {record} WHERE {column} = $1 AND external_ref IN ({})",
            marks(2, block.len())
        );
        let mut args = vec![Value::from(source)];
        args.extend(block.iter().map(|r| Value::from(r.as_str())));
        read.each(&sql, &args, &mut |r| {
            found.insert(r.text("external_ref")?.to_owned(), r.id("id")?);
            Ok(())
        })?;
    }
    Ok(found)
}

/// A file that others may be the same as.
#[derive(Debug, Clone, PartialEq)]
pub struct Twin {
    /// The person.
    pub person: PersonId,
    /// Number of the file.
    pub number: String,
    /// The column by which it was found: its value.
    pub value: String,
    /// Type of the document, when it was found by that.
    pub document: Option<String>,
}

/// The files under these numbers.
pub fn by_number<I: Id>(read: &mut dyn Read, kept: Kept, numbers: &[String]) -> Outcome<HashMap<String, I>> {
    let mut found = HashMap::new();
    for block in numbers.chunks(BLOCK) {
        let Kept { record, id, .. } = kept;
        let sql = format!("SELECT number, {id} AS id FROM {record} WHERE number IN ({})", marks(1, block.len()));
        let args: Vec<Value> = block.iter().map(|n| Value::from(n.as_str())).collect();
        read.each(&sql, &args, &mut |r| {
            found.insert(r.text("number")?.to_owned(), r.id("id")?);
            Ok(())
        })?;
    }
    Ok(found)
}

/// Firms as the rows of a file may name them.
#[derive(Debug, Clone, Default)]
pub struct KnownFirms {
    /// By number.
    pub by_number: HashMap<String, Employer>,
    /// By number in the source.
    pub by_ref: HashMap<String, Employer>,
    /// By folded name, all that bear it.
    pub by_key: HashMap<String, Vec<Employer>>,
}

/// The firms that these words name, by number, number in the source or name: four statements for each 500 words.
pub fn firms(read: &mut dyn Read, source: &str, named: &[String]) -> Outcome<KnownFirms> {
    let numbers: Vec<String> = named.iter().filter_map(|n| parse_number(n)).collect();
    let keys: Vec<String> = named.iter().map(|n| fold(n)).filter(|k| !k.is_empty()).collect();
    let by_number: HashMap<String, EmployerId> = by_number(read, EMPLOYERS, &numbers)?;
    let by_ref: HashMap<String, EmployerId> = by_external_ref(read, EMPLOYERS, source, named)?;
    let mut ids = employers::with_values(read, "sort_key", &keys)?;
    let same = ids.len();
    ids.extend(by_number.values().chain(by_ref.values()));
    let mut known = KnownFirms::default();
    let all: HashMap<EmployerId, Employer> =
        records::by_ids::<Employer>(read, &ids)?.into_iter().map(|e| (e.head.id, e)).collect();
    for firm in ids.iter().take(same).filter_map(|id| all.get(id)) {
        known.by_key.entry(firm.sort_key.clone()).or_default().push(firm.clone());
    }
    let of = |found: HashMap<String, EmployerId>| {
        found.into_iter().filter_map(|(named, id)| Some((named, all.get(&id)?.clone()))).collect()
    };
    (known.by_number, known.by_ref) = (of(by_number), of(by_ref));
    Ok(known)
}

/// The files with these document numbers.
pub fn by_document(read: &mut dyn Read, numbers: &[String]) -> Outcome<Vec<Twin>> {
    twins(read, "id_document_number", numbers)
}

/// The files with these telephones, in either place.
pub fn by_phone(read: &mut dyn Read, phones: &[String]) -> Outcome<Vec<Twin>> {
    let mut found = twins(read, "phone", phones)?;
    found.extend(twins(read, "phone_2", phones)?);
    Ok(found)
}

fn twins(read: &mut dyn Read, column: &str, values: &[String]) -> Outcome<Vec<Twin>> {
    let mut found = Vec::new();
    for block in values.chunks(BLOCK) {
        let sql = format!(
            "SELECT id, number, id_document_type, {column} AS found FROM person \
             WHERE {column} IN ({}) AND merged_into IS NULL ORDER BY id",
            marks(1, block.len())
        );
        let args: Vec<Value> = block.iter().map(|v| Value::from(v.as_str())).collect();
        found.extend(read.all(&sql, &args, |r| {
            Ok(Twin {
                person: r.id("id")?,
                number: r.text("number")?.to_owned(),
                value: r.text("found")?.to_owned(),
                document: r.opt_text("id_document_type")?.map(str::to_owned),
            })
        })?);
    }
    Ok(found)
}

/// Keeps the digests of these rows inside a write. What was updated (`true`) loses the digests of the former rows of this source, so that
/// a row that goes back to what it was is seen as a change.
pub fn keep_rows<I: Id>(w: &mut Write<'_>, kept: Kept, source: &str, rows: &[(Vec<u8>, I, bool)]) {
    let Kept { record, rows: table, .. } = kept;
    let updated: Vec<Value> = rows.iter().filter(|r| r.2).map(|(_, subject, _)| subject.get()).collect();
    for block in updated.chunks(BLOCK) {
        let sql = format!("DELETE FROM {table} WHERE source = $1 AND {record} IN ({})", marks(2, block.len()));
        w.execute(sql, std::iter::once(Value::from(source)).chain(block.iter().cloned()).collect());
    }
    for block in rows.chunks(BLOCK) {
        let values: Vec<String> = (0..block.len()).map(|n| format!("($1, ${}, ${})", n * 2 + 2, n * 2 + 3)).collect();
        let mut args = vec![Value::from(source)];
        for (digest, subject, _) in block {
            args.extend([Value::Blob(digest.clone()), subject.get()]);
        }
        let sql = format!(
            "INSERT INTO {table} (source, digest, {record}) VALUES {} ON CONFLICT (source, digest) DO NOTHING",
            values.join(", ")
        );
        w.execute(sql, args);
    }
}

/// Agencies: code and name.
pub fn agencies(read: &mut dyn Read) -> Outcome<Vec<(String, String)>> {
    Ok(read.all("SELECT code, name FROM agency ORDER BY code", &[], |r| {
        Ok((r.text("code")?.to_owned(), r.text("name")?.to_owned()))
    })?)
}
