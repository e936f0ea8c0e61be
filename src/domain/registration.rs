//! The registration (domain.md §2.2): one period on the list, with its job goals (1 to 3) and wishes.

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, RegistrationId, RowId, UserId};
use crate::domain::lifecycle::RegistrationState;
use crate::domain::record::{Kind, OwnRules};
use crate::domain::rules::Rules;
use crate::fault::Flaw;
use crate::record;

record! {
    /// One period on the list; a person has at most one open.
    Registration: "registration", RegistrationId {
        /// Whose.
        person: PersonId = Made, Kind::Ref("person");
        /// Agency.
        agency: String = Made, Kind::Text(3);
        /// Lifecycle of domain.md §3.1.
        state: RegistrationState = Made, Kind::State;
        /// 1 to 5.
        category: Option<String> = Must, Kind::Code("CATEGORY");
        /// Not after today, not before the office existed.
        registered_on: Option<NaiveDate> = Must, Kind::Past;
        /// How it came in.
        channel: Option<String> = Must, Kind::Code("CHAN");
        /// Why.
        entry_reason: Option<String> = Must, Kind::Code("ENTRY");
        /// Has never worked.
        first_time_seeker: bool = May, Kind::Bool;
        /// In charge.
        counsellor: Option<UserId> = Made, Kind::Ref("account");
        /// AUT, STD, REN.
        intensity: Option<String> = Must, Kind::Code("INTENSITY");
        /// Day of the save and of each confirmation + 90 days (T5).
        renewal_due: Option<NaiveDate> = Made, Kind::Future;
        /// End of the present measure or absence, if any (T70, T71).
        pause_until: Option<NaiveDate> = Made, Kind::Future;
        /// No automatic exit before this day (takeover, long stop of the clock).
        no_exit_before: Option<NaiveDate> = Made, Kind::Future;
        /// Last day it was on the list, with `exit_reason` or not at all.
        closed_on: Option<NaiveDate> = Made, Kind::Past;
        /// EXIT.
        exit_reason: Option<String> = Made, Kind::Code("EXIT");
        /// Documents still to be seen (T3), with `|` between.
        missing_documents: Vec<String> = Made, Kind::Codes("DOC");
        /// Action plan signed (T2).
        plan_signed_on: Option<NaiveDate> = Made, Kind::Past;
        /// Derived: folded names of the person, for lists.
        sort_key: String = Made, Kind::Text(200);
        /// Derived: first occupation sought.
        occupation: Option<String> = Made, Kind::Text(4);
        /// Derived: last interview or contact.
        last_contact: Option<NaiveDate> = Made, Kind::Past;
        /// Derived: earliest due day of an open task.
        next_due: Option<NaiveDate> = Made, Kind::Future;
    }
}

impl OwnRules for Registration {
    fn own_rules(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        // The office was created on 1 Oct 1993 [S10]; imported oddities warn (product.md, exchange format).
        let imported = self.channel.as_deref() == Some("5") || rules.lenient;
        if let Some(day) = self.registered_on {
            if day > rules.today {
                flaws.push(Flaw::new("registered_on", "flaw-registered-future"));
            } else if day < NaiveDate::from_ymd_opt(1993, 10, 1).unwrap_or_default() {
                let flaw = Flaw::new("registered_on", "flaw-registered-too-early");
                flaws.push(Flaw { warning: imported, ..flaw });
            }
        }
        if self.closed_on.is_some() != self.exit_reason.is_some() {
            flaws.push(Flaw::new("exit_reason", "flaw-exit-both-or-none"));
        }
        if (self.state == RegistrationState::Closed) != self.closed_on.is_some() {
            flaws.push(Flaw::new("closed_on", "flaw-closed-without-exit"));
        }
        if let (Some(closed), Some(opened)) = (self.closed_on, self.registered_on)
            && closed < opened
        {
            flaws.push(Flaw { warning: imported, ..Flaw::new("closed_on", "flaw-closed-before-registered") });
        }
    }
}

record! {
    /// One occupation sought, in order of preference.
    JobGoal: "job_goal", RowId {
        /// Of this registration.
        registration: RegistrationId = Made, Kind::Ref("registration");
        /// 1 to 3.
        rank: i64 = Made, Kind::Int(1, 3);
        /// ISCO-08 unit group.
        occupation: Option<String> = Must, Kind::Occupation;
        /// In the person's own words.
        occupation_label: Option<String> = May, Kind::Text(80);
        /// Code of a loaded vocabulary, when the title had one.
        vocabulary_code: Option<String> = Made, Kind::Text(40);
        /// 0 is an answer.
        experience_months: Option<i64> = Must, Kind::Int(0, 720);
    }
}
impl OwnRules for JobGoal {}

record! {
    /// What the person accepts; one row a registration.
    Wishes: "wishes", RowId {
        /// Of this registration.
        registration: RegistrationId = Made, Kind::Ref("registration");
        /// 1 quartier to 5 étranger.
        mobility: Option<String> = Must, Kind::Code("MOB");
        /// Longest journey, minutes.
        max_minutes: Option<i64> = May, Kind::Int(1, 600);
        /// Empty: all.
        contract_types: Vec<String> = May, Kind::Codes("CONTRACT");
        /// Empty: all.
        working_time: Vec<String> = May, Kind::Codes("TIME");
        /// FCFA a month.
        wage_min: Option<i64> = May, Kind::Money;
        /// Default: today.
        available_from: Option<NaiveDate> = Must, Kind::Future;
    }
}
impl OwnRules for Wishes {
    fn own_rules(&self, rules: &Rules, flaws: &mut Vec<Flaw>) {
        if self.wage_min.is_some_and(|w| w < rules.smig()) {
            flaws.push(Flaw::warn("wage_min", "flaw-wage-under-smig").with("smig", rules.smig()));
        }
    }
}
