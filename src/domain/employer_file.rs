//! The file of an employer as one form: the employer and its contacts. The form, import and export all use `sheet()`.

use std::sync::LazyLock;

use crate::domain::employer::{Contact, Employer};
use crate::domain::record::{Cell, Kind, Need, Record, Value, field};
use crate::domain::rules::Rules;
use crate::domain::sheet::Sheet;
use crate::domain::{fold, neutral, phone};
use crate::fault::Flaw;

/// Everything that one form of an employer holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EmployerFile {
    /// The employer.
    pub employer: Employer,
    /// Its contacts, the first one as in the form.
    pub contacts: Vec<Contact>,
    /// Login of the officer in charge, for files.
    pub owner_login: Option<String>,
}

impl EmployerFile {
    /// Brings what was typed into the form that is stored: blanks, E.164, folded name, numbers without blanks. What can't be read stays
    /// as typed. Contacts without anything in them go.
    pub fn tidy(&mut self) {
        let e = &mut self.employer;
        e.name = neutral::tidy(&e.name);
        for text in [&mut e.trade_name, &mut e.email, &mut e.town, &mut e.address, &mut e.external_ref] {
            tidied(text);
        }
        e.tax_id = e.tax_id.take().map(|n| normalised(&n)).filter(|n| !n.is_empty());
        for text in [&mut e.trade_register, &mut e.cnss_number] {
            *text = text.take().map(|n| spaceless(&n)).filter(|n| !n.is_empty());
        }
        telephone(&mut e.phone);
        e.sort_key = fold::fold(&e.name).chars().take(200).collect();
        for contact in &mut self.contacts {
            contact.name = neutral::tidy(&contact.name);
            for text in [&mut contact.role, &mut contact.email, &mut contact.preferred] {
                tidied(text);
            }
            telephone(&mut contact.phone);
        }
        self.contacts.retain(|c| c.head.version > 0 || *c != Contact::default());
    }

    /// All that is wrong with it, warnings included. One contact is obligatory (domain.md §2.7).
    pub fn check(&self, rules: &Rules) -> Vec<Flaw> {
        let mut flaws = self.employer.check(rules);
        for contact in &self.contacts {
            flaws.extend(contact.check(rules).into_iter().map(|f| Flaw { field: of_contact(f.field), ..f }));
        }
        if self.contacts.is_empty() {
            flaws.push(rules.soft(Flaw::new("contact_name", "flaw-missing")));
        }
        flaws
    }
}

fn tidied(text: &mut Option<String>) {
    *text = text.take().map(|t| neutral::tidy(&t)).filter(|t| !t.is_empty());
}

fn telephone(number: &mut Option<String>) {
    if let Some(typed) = number.take() {
        *number = phone::parse(&typed).ok().or(Some(typed)).filter(|t| !t.trim().is_empty());
    }
}

/// A number as it is compared: letters and digits, in capitals.
pub fn normalised(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn spaceless(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// Columns of the first contact: as they are named in the form and in files, and its own fields.
const CONTACT: &[(&str, &str)] = &[
    ("contact_name", "name"),
    ("contact_role", "role"),
    ("contact_phone", "phone"),
    ("contact_email", "email"),
    ("contact_preferred", "preferred"),
    ("contact_disclose", "disclose"),
];

/// The column of a contact's field.
fn of_contact(id: &'static str) -> &'static str {
    CONTACT.iter().find(|(_, own)| *own == id).map_or(id, |(column, _)| *column)
}

fn first(file: &EmployerFile, id: &str) -> Value {
    let value = file.contacts.first().and_then(|c| field::<Contact>(id).map(|f| (f.get)(c)));
    value.unwrap_or(Value::Null)
}

fn set_first(file: &mut EmployerFile, id: &'static str, value: Value) -> Result<(), Flaw> {
    if file.contacts.is_empty() {
        if value.is_null() || value == Value::Bool(false) {
            return Ok(());
        }
        file.contacts.push(Contact::default());
    }
    match (file.contacts.first_mut(), field::<Contact>(id)) {
        (Some(contact), Some(field)) => {
            (field.set)(contact, value).map_err(|flaw| Flaw { field: of_contact(flaw.field), ..flaw })
        }
        _ => Ok(()),
    }
}

/// A column of the first contact.
macro_rules! contact {
    ($sheet:expr, $id:literal, $own:literal, $kind:expr, $need:ident) => {
        $sheet.special($id, Contact::TABLE, $kind, Need::$need, |f| first(f, $own), |f, v| set_first(f, $own, v))
    };
}

/// The columns of an employer's form and file (product.md, Exchange format).
pub fn sheet() -> &'static Sheet<EmployerFile> {
    static SHEET: LazyLock<Sheet<EmployerFile>> = LazyLock::new(|| {
        let sheet = Sheet::<EmployerFile>::new().fields::<Employer>(|f| &f.employer, |f| &mut f.employer, EMPLOYER);
        let sheet = contact!(sheet, "contact_name", "name", Kind::Text(120), May);
        let sheet = contact!(sheet, "contact_role", "role", Kind::Text(80), May);
        let sheet = contact!(sheet, "contact_phone", "phone", Kind::Phone, May);
        let sheet = contact!(sheet, "contact_email", "email", Kind::Email, May);
        let sheet = contact!(sheet, "contact_preferred", "preferred", Kind::Text(80), May);
        let sheet = contact!(sheet, "contact_disclose", "disclose", Kind::Bool, May);
        sheet
            .special("owner", Employer::TABLE, Kind::Text(120), Need::May, |f| f.owner_login.get(), owner_set)
            .fields::<Employer>(|f| &f.employer, |f| &mut f.employer, &["agency", "import_note"])
    });
    &SHEET
}

fn owner_set(file: &mut EmployerFile, value: Value) -> Result<(), Flaw> {
    file.owner_login = Cell::set(value).map_err(|k| Flaw::new("owner", k))?;
    Ok(())
}

const EMPLOYER: &[&str] = &[
    "number",
    "external_ref",
    "name",
    "trade_name",
    "tax_id",
    "trade_register",
    "cnss_number",
    "sector",
    "size_class",
    "caj_signed_on",
    "apprentice_quota",
    "phone",
    "email",
    "province",
    "department",
    "town",
    "address",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_every_column_of_the_exchange_format() {
        let asked =
            "external_ref name trade_name tax_id sector size_class phone email province department town address contact_name";
        for id in asked.split_whitespace() {
            assert!(sheet().column(id).is_some(), "{id}");
        }
    }

    #[test]
    fn numbers_are_kept_as_they_are_compared_and_an_empty_contact_is_none() {
        let mut file = EmployerFile::default();
        let put = |file: &mut EmployerFile, id: &str, text: &str| sheet().column(id).unwrap().set(file, text.into()).unwrap();
        put(&mut file, "name", "  Éts  Deux Palmiers ");
        put(&mut file, "tax_id", "000 demo-298 b");
        put(&mut file, "phone", "077 12 34 56");
        sheet().column("contact_role").unwrap().set(&mut file, Value::Null).unwrap();
        file.tidy();
        assert_eq!((file.employer.name.as_str(), file.employer.sort_key.as_str()), ("Éts Deux Palmiers", "ets deux palmiers"));
        assert_eq!(
            (file.employer.tax_id.as_deref(), file.employer.phone.as_deref()),
            (Some("000DEMO298B"), Some("+24177123456"))
        );
        assert!(file.contacts.is_empty());
        assert!(file.check(&Rules::default()).iter().any(|f| f.field == "contact_name" && f.key == "flaw-missing"));
        put(&mut file, "contact_phone", "rien");
        file.tidy();
        let flaws = file.check(&Rules::default());
        let of_contact: Vec<_> = flaws.iter().map(|f| f.field).filter(|f| f.starts_with("contact_")).collect();
        assert_eq!(of_contact, ["contact_name", "contact_phone"]);
    }
}
