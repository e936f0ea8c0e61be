//! The rows of the tab Profil as forms: training, jobs held, skills, languages, further occupations sought. `n` adds one, `m` edits,
//! `s` takes it away; each is saved as part of the whole file.

use std::rc::Rc;

use super::CaseFile;
use super::edit::Target;
use super::rows::{self, What};
use crate::domain::dates::{self, Toward};
use crate::domain::person_file::PersonFile;
use crate::domain::profile::{Education, Experience, Language, Skill};
use crate::domain::record::{Kind, Record, Value, day_text, parse_day};
use crate::domain::registration::JobGoal;
use crate::domain::sheet::Sheet;
use crate::fault::Flaw;
use crate::services::file;
use crate::tui::dialogs::{Confirm, Menu, MenuRow};
use crate::tui::form::{Form, Spec, Why};
use crate::tui::look::Look;
use crate::tui::screen::{Cx, Message, Words};
use crate::tui::screens::{House, fields};

/// Further occupations sought: the second and the third.
const MOST_GOALS: usize = 2;

/// One of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Courses of education.
    Education,
    /// Jobs held.
    Experience,
    /// Skills.
    Skill,
    /// Languages.
    Language,
    /// Occupations sought after the first.
    Goal,
}

impl Part {
    const ALL: [Part; 5] = [Part::Education, Part::Experience, Part::Skill, Part::Language, Part::Goal];
    /// Its table, as drafts name it.
    pub fn id(self) -> &'static str {
        match self {
            Part::Education => Education::TABLE,
            Part::Experience => Experience::TABLE,
            Part::Skill => Skill::TABLE,
            Part::Language => Language::TABLE,
            Part::Goal => JobGoal::TABLE,
        }
    }
    /// By its table.
    pub fn from_id(id: &str) -> Option<Self> {
        Part::ALL.into_iter().find(|p| p.id() == id)
    }
    /// Its fields in the order of the form; true: beside the one before.
    fn fields(self) -> &'static [(&'static str, bool)] {
        match self {
            Part::Education => &[
                ("level", false),
                ("certificate", false),
                ("field", false),
                ("obtained", false),
                ("year", true),
                ("school", false),
                ("country", false),
            ],
            Part::Experience => &[
                ("occupation", false),
                ("employer_name", false),
                ("sector", false),
                ("start_month", false),
                ("end_month", true),
                ("contract", false),
                ("reason_end", false),
            ],
            Part::Skill => &[("label", false), ("level", false), ("evidence", false), ("last_used", false)],
            Part::Language => &[("code", false), ("spoken", false), ("read", false), ("written", false)],
            Part::Goal => &[("occupation", false), ("occupation_label", false), ("experience_months", false)],
        }
    }
}

fn sheet<R: Record>(part: Part) -> Sheet<R> {
    let ids: Vec<&'static str> = part.fields().iter().map(|(id, _)| *id).collect();
    Sheet::<R>::new().fields::<R>(|r| r, |r| r, &ids)
}

fn form_of<R: Record>(part: Part, row: &R, house: &House, look: &Look) -> Form {
    let sheet = sheet::<R>(part);
    let mut specs = Vec::new();
    for (column, (id, second)) in sheet.columns().iter().zip(part.fields()) {
        let spec = match column.kind {
            Kind::Month => Spec::date(id, month_reader(house, look.lang())).of(R::TABLE),
            Kind::Text(max) if *id == "label" => {
                Spec::helped(id, max, fields::choices(house, "SKILL", look.lang())).of(R::TABLE).must()
            }
            _ => fields::spec(column, house, look),
        };
        specs.push(if *second { spec.second() } else { spec });
    }
    let mut form = Form::new(specs);
    for column in sheet.columns() {
        match (column.kind, column.get(row)) {
            (Kind::Month, Value::Text(day)) => {
                if let Some(day) = parse_day(&day) {
                    form.set(column.id, &Value::from(day.format("%m/%Y").to_string()));
                }
            }
            _ => fields::put(&mut form, column, row),
        }
    }
    form
}

/// Reads a month: `03/2026`, `mars 2026`.
fn month_reader(house: &House, lang: &str) -> crate::tui::form::ReadDay {
    let (today, lang) = (house.rules.today, lang.to_owned());
    Rc::new(move |typed| {
        let month = dates::parse_month(typed, today, Toward::Past).map_err(|key| Why::new(key).with("value", typed))?;
        let _ = &lang;
        Ok((day_text(month), month.format("%m/%Y").to_string()))
    })
}

/// The form of a row; of a new one when `n` is none. None: there is no such row.
pub fn form(part: Part, n: Option<usize>, file: &PersonFile, house: &House, look: &Look) -> Option<Form> {
    fn row<R: Record>(all: &[R], n: Option<usize>) -> Option<R> {
        n.map_or_else(|| Some(R::default()), |n| all.get(n).cloned())
    }
    Some(match part {
        Part::Education => {
            let mut one = row(&file.education, n)?;
            if n.is_none() {
                one.country = Some("GA".to_owned());
                one.obtained = true;
            }
            form_of(part, &one, house, look)
        }
        Part::Experience => form_of(part, &row(&file.experience, n)?, house, look),
        Part::Skill => form_of(part, &row(&file.skills, n)?, house, look),
        Part::Language => form_of(part, &row(&file.languages, n)?, house, look),
        Part::Goal => form_of(part, &row(&file.more_goals, n)?, house, look),
    })
}

/// What was changed in the form, into the row of the file; a new row is added at the end.
///
/// # Errors
/// The flaw of the first field that can't take its value.
pub fn take(
    part: Part,
    n: Option<usize>,
    form: &Form,
    start: &[(&'static str, Value)],
    file: &mut PersonFile,
    house: &House,
) -> Result<(), Flaw> {
    let _ = house;
    match part {
        Part::Education => {
            put(part, n, form, start, &mut file.education, |r| r.obtained |= n.is_none() && form.value("obtained").is_null())
        }
        Part::Experience => put(part, n, form, start, &mut file.experience, |_| {}),
        Part::Skill => put(part, n, form, start, &mut file.skills, |skill: &mut Skill| {
            let before = start.iter().find(|(id, _)| *id == "label").map(|(_, v)| v.clone());
            if before != Some(form.value("label")) {
                // Another skill: its code is looked up anew when it is saved.
                skill.code = None;
            }
        }),
        Part::Language => put(part, n, form, start, &mut file.languages, |_| {}),
        Part::Goal => put(part, n, form, start, &mut file.more_goals, |goal: &mut JobGoal| {
            if goal.occupation_label.is_none() {
                goal.occupation_label = form.picked_line("occupation").map(|c| c.label.clone());
            }
        }),
    }
}

fn put<R: Record>(
    part: Part,
    n: Option<usize>,
    form: &Form,
    start: &[(&'static str, Value)],
    rows: &mut Vec<R>,
    also: impl FnOnce(&mut R),
) -> Result<(), Flaw> {
    let mut row = n.and_then(|n| rows.get(n).cloned()).unwrap_or_default();
    for (id, value) in form.values() {
        let unchanged = start.iter().any(|(i, v)| *i == id && *v == value);
        if unchanged && n.is_some() {
            continue;
        }
        if let Some(column) = sheet::<R>(part).column(id) {
            column.set(&mut row, value)?;
        }
    }
    also(&mut row);
    match n.and_then(|n| rows.get_mut(n)) {
        Some(old) => *old = row,
        None => rows.push(row),
    }
    Ok(())
}

impl CaseFile {
    /// `n`: a new row; first of which list, by a digit.
    pub(super) fn new_part(&mut self, cx: &mut Cx<'_>) {
        let Some(page) = &self.page else { return };
        let full = page.file.more_goals.len() >= MOST_GOALS || page.file.registration.head.version == 0;
        let look = cx.look;
        let row = |part: &Part| {
            let why = (*part == Part::Goal && full).then(|| look.text("file-goals-full"));
            MenuRow::new(look.text(&format!("file-new-{}", part.id().replace('_', "-"))), "").refused(why)
        };
        let menu = Menu::new(Words::new("file-new-title"), Part::ALL.iter().map(row).collect());
        cx.ask(menu, |me: &mut Self, at: usize, cx| {
            if let Some(part) = Part::ALL.get(at) {
                me.begin(Target::Row(*part, None), cx);
            }
        });
    }
    /// `s` on a row of a list: takes it away, after its words were read again. False: the cursor is on no such row.
    pub(super) fn take_away(&mut self, cx: &mut Cx<'_>) -> bool {
        let Some((page, what)) = self.page.as_ref().zip(self.what()) else { return false };
        let (file, house, look) = (&page.file, &self.house, cx.look);
        let mut after = file.clone();
        let words = match what {
            What::Education(n) => {
                file.education.get(n).map(|r| (rows::education(house, look, r), drop(after.education.remove(n))))
            }
            What::Experience(n) => {
                file.experience.get(n).map(|r| (rows::experience(house, look, r), drop(after.experience.remove(n))))
            }
            What::Skill(n) => file.skills.get(n).map(|r| (rows::skill(house, look, r), drop(after.skills.remove(n)))),
            What::Language(n) => file.languages.get(n).map(|r| (rows::language(house, look, r), drop(after.languages.remove(n)))),
            What::Goal(n) if n > 0 && n <= file.more_goals.len() => Some((
                file.more_goals.get(n - 1).and_then(|g| g.occupation_label.clone()).unwrap_or_default(),
                drop(after.more_goals.remove(n - 1)),
            )),
            _ => None,
        };
        let Some((words, ())) = words else { return false };
        if let Err(deed) = page.may.edit_profile {
            cx.say(Message::failed(super::denied(deed)));
            return true;
        }
        let before = file.clone();
        let id = self.id;
        let question = Words::new("file-take-away-question").with("what", words);
        let ask = Confirm::new(Words::new("file-take-away-title"), question, "file-take-away");
        cx.ask(ask, move |_: &mut Self, _, cx| {
            let (before, after) = (before.clone(), after.clone());
            let ticket = cx.deed(
                move |desk, deed| {
                    file::save(desk, deed, &before, &after, None)?;
                    file::page(desk, id)
                },
                |me: &mut Self, page, cx| match page {
                    Ok(page) => me.show(page, cx),
                    Err(_) => me.reload(cx),
                },
            );
            cx.hold_for(ticket);
        });
        true
    }
    /// Whether the cursor is on a row that `s` would take away.
    pub(super) fn on_part(&self) -> bool {
        match self.what() {
            Some(What::Education(_) | What::Experience(_) | What::Skill(_) | What::Language(_)) => true,
            Some(What::Goal(n)) => n > 0,
            _ => false,
        }
    }
}
