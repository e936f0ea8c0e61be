//! The vacancy (domain.md §2.7): one announcement of an employer for one occupation.

use chrono::NaiveDate;

use crate::domain::calendar;
use crate::domain::ids::{ContactId, EmployerId, UserId, VacancyId};
use crate::domain::lifecycle::VacancyState;
use crate::domain::record::{Kind, OwnRules, Place};
use crate::domain::rules::Rules;
use crate::domain::wage;
use crate::fault::Flaw;
use crate::record;

record! {
    /// An offer with its criteria. Criteria named in `desired` are « souhaité », the others « exigé ».
    Vacancy: "vacancy", VacancyId {
        /// `O-LBV-26-00042-3`.
        number: String = Made, Kind::Text(20);
        /// Number in a former system.
        external_ref: Option<String> = May, Kind::Text(40);
        /// The former system.
        source_system: Option<String> = Made, Kind::Text(40);
        /// Of this employer.
        employer: EmployerId = Must, Kind::Ref("employer");
        /// Whom to call.
        contact: Option<ContactId> = May, Kind::Ref("contact");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// In charge.
        owner: Option<UserId> = Made, Kind::Ref("account");
        /// ISCO-08 unit group.
        occupation: Option<String> = Must, Kind::Occupation;
        /// Intitulé.
        title: String = Must, Kind::Text(80);
        /// Folded title; made at save.
        sort_key: String = Made, Kind::Text(200);
        /// Checked for wording (domain.md §7).
        description: Option<String> = May, Kind::Note;
        /// Positions to fill.
        positions: Option<i64> = Must, Kind::Int(1, 9999);
        /// Filled so far.
        positions_filled: i64 = Made, Kind::Int(0, 9999);
        /// CONTRACT.
        contract: Option<String> = Must, Kind::Code("CONTRACT");
        /// If fixed-term.
        duration_months: Option<i64> = Depends, Kind::Int(1, 120);
        /// TIME.
        working_time: Option<String> = Must, Kind::Code("TIME");
        /// If part-time.
        hours_week: Option<i64> = Depends, Kind::Int(1, 39);
        /// Hours in words.
        schedule: Option<String> = May, Kind::Text(120);
        /// FCFA a period.
        wage_min: Option<i64> = May, Kind::Money;
        /// FCFA a period.
        wage_max: Option<i64> = May, Kind::Money;
        /// H, J, M.
        wage_period: Option<String> = May, Kind::Code("PERIOD");
        /// Benefits in words.
        benefits: Option<String> = May, Kind::Text(200);
        /// Workplace.
        province: Option<String> = Must, Kind::Place(Place::Province);
        /// Workplace.
        department: Option<String> = Must, Kind::Place(Place::Department);
        /// Workplace.
        town: Option<String> = Must, Kind::Place(Place::Town);
        /// Remote work possible.
        remote: bool = May, Kind::Bool;
        /// Housing given.
        housing: bool = May, Kind::Bool;
        /// EDU.
        min_education: Option<String> = May, Kind::Code("EDU");
        /// Months.
        min_experience_months: Option<i64> = May, Kind::Int(0, 720);
        /// Skills required.
        required_skills: Vec<String> = May, Kind::Words;
        /// Skills desired.
        desired_skills: Vec<String> = May, Kind::Words;
        /// `fra:B1`.
        languages: Vec<String> = May, Kind::Words;
        /// LICENCE.
        licences: Vec<String> = May, Kind::Codes("LICENCE");
        /// Ids of the criteria that are only desired.
        desired: Vec<String> = May, Kind::Words;
        /// Sex, age or nationality may appear only here (domain.md §7).
        special_condition: Option<String> = May, Kind::Text(200);
        /// LEGAL.
        legal_basis: Option<String> = Depends, Kind::Code("LEGAL");
        /// The text and its article, where the basis is LEGAL 9.
        legal_reference: Option<String> = Depends, Kind::Text(120);
        /// Day received.
        received_on: Option<NaiveDate> = Must, Kind::Past;
        /// Default received + 30.
        publish_until: Option<NaiveDate> = Must, Kind::Future;
        /// First day of work.
        start_on: Option<NaiveDate> = May, Kind::Future;
        /// Last contact with the employer about it (T12).
        contacted_on: Option<NaiveDate> = Made, Kind::Past;
        /// Day accepted (T10, T11 count from it).
        accepted_on: Option<NaiveDate> = Made, Kind::Past;
        /// VMODE.
        mode: Option<String> = Must, Kind::Code("VMODE");
        /// VSOURCE.
        source: Option<String> = Must, Kind::Code("VSOURCE");
        /// Lifecycle of domain.md §3.3.
        state: VacancyState = Made, Kind::State;
        /// VCLOSE.
        close_reason: Option<String> = Made, Kind::Code("VCLOSE");
        /// VREFUSE when refused.
        refuse_reason: Option<String> = Made, Kind::Code("VREFUSE");
        /// With `close_reason` or not at all.
        closed_on: Option<NaiveDate> = Made, Kind::Past;
        /// Copied from this offer.
        copied_from: Option<VacancyId> = Made, Kind::Ref("vacancy");
        /// What an import couldn't read.
        import_note: Option<String> = Made, Kind::Note;
    }
}
/// A fixed term over this many months is said (domain.md §6).
const LONGEST_TERM: i64 = 24;
/// FCFA a month beyond which an hour's or a day's wage was surely a month's.
const ABSURD: i64 = 3_000_000;
/// FCFA a month for full time under which a month's wage was surely an hour's or a day's.
const PITIFUL: i64 = 20_000;
/// CONTRACT: without an end.
const OPEN_ENDED: &str = "01";
/// LEGAL: a text that has to be named.
pub const OTHER_TEXT: &str = "9";

/// The last day of an offer that is received or extended on this one, where nothing else is said (domain.md §2.7, T13).
pub fn published_until(from: NaiveDate, rules: &Rules) -> NaiveDate {
    calendar::add_days(from, rules.delays.get("T13", "publish"))
}

impl Vacancy {
    /// Whether its contract ends by itself (`fixed_term` of CONTRACT).
    pub fn fixed_term(&self, rules: &Rules) -> bool {
        let contract = self.contract.as_deref().and_then(|c| rules.codes.get("CONTRACT", c));
        contract.is_some_and(|c| c.extra("fixed_term") == Some("1"))
    }
    /// Whether its contract has no end: no duration is asked for.
    pub fn open_ended(&self) -> bool {
        self.contract.as_deref() == Some(OPEN_ENDED)
    }
    /// Positions that nobody has yet.
    pub fn left(&self) -> i64 {
        (self.positions.unwrap_or(0) - self.positions_filled).max(0)
    }
    fn dates(&self, flaws: &mut Vec<Flaw>) {
        let before = |a: Option<NaiveDate>, b: Option<NaiveDate>| a.zip(b).is_some_and(|(a, b)| b < a);
        if before(self.received_on, self.publish_until) {
            flaws.push(Flaw::new("publish_until", "flaw-expires-before-received"));
        }
        if before(self.received_on, self.start_on) {
            flaws.push(Flaw::new("start_on", "flaw-starts-before-received"));
        }
    }
    fn term(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        let fixed = self.fixed_term(rules);
        if fixed && self.duration_months.is_none() {
            flaws.push(rules.soft(Flaw::new("duration_months", "flaw-duration-missing")));
        }
        if let Some(months) = self.duration_months.filter(|m| fixed && *m > LONGEST_TERM) {
            flaws.push(Flaw::warn("duration_months", "flaw-fixed-term-long").with("months", months));
        }
        if self.working_time.as_deref() == Some("2") && self.hours_week.is_none() {
            flaws.push(rules.soft(Flaw::new("hours_week", "flaw-hours-missing")));
        }
    }
    /// Wages against each other and against their unit: an amount that can only be of another period.
    fn wages(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        if self.wage_min.zip(self.wage_max).is_some_and(|(a, b)| b < a) {
            flaws.push(rules.soft(Flaw::new("wage_max", "flaw-wage-max-under-min")));
        }
        let Some(lowest) = [self.wage_min, self.wage_max].into_iter().flatten().min().filter(|w| *w > 0) else { return };
        let period = self.wage_period.as_deref().unwrap_or("M");
        let (monthly, converted) = wage::monthly(lowest, period);
        // Independent work, volunteers and the like are not compared with a month's wage.
        let free = matches!(self.contract.as_deref(), Some("12" | "13"));
        let whole = monthly.saturating_mul(40) / self.hours_week.unwrap_or(40).clamp(1, 40);
        if converted && monthly > ABSURD {
            flaws.push(rules.soft(Flaw::new("wage_period", "flaw-wage-unit-high").with("monthly", monthly)));
        } else if !converted && !free && whole < PITIFUL {
            flaws.push(rules.soft(Flaw::new("wage_period", "flaw-wage-unit-low").with("amount", lowest)));
        }
    }
}

impl OwnRules for Vacancy {
    fn own_rules(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        if self.positions.is_some_and(|p| self.positions_filled > p) {
            flaws.push(Flaw::new("positions", "flaw-more-filled-than-positions").with("filled", self.positions_filled));
        }
        self.term(rules, flaws);
        self.wages(rules, flaws);
        self.dates(flaws);
        if let (Some(province), Some(department)) = (&self.province, &self.department)
            && !department.starts_with(&format!("{province}-"))
        {
            let flaw = Flaw::new("department", "flaw-department-elsewhere");
            flaws.push(rules.soft(flaw.with("value", department).with("province", province)));
        }
        if self.special_condition.is_some() != self.legal_basis.is_some() {
            flaws.push(Flaw::new("legal_basis", "flaw-legal-basis"));
        }
        if self.legal_basis.as_deref() == Some(OTHER_TEXT) && self.legal_reference.is_none() {
            flaws.push(Flaw::new("legal_reference", "flaw-missing"));
        }
        if self.closed_on.is_some() != self.close_reason.is_some() {
            flaws.push(Flaw::new("close_reason", "flaw-exit-both-or-none"));
        }
    }
}
