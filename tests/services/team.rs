//! The team of an agency: what is counted of each counsellor in one flight, and the levelling of one caseload.

use guichet::domain::appointment::Appointment;
use guichet::domain::calendar;
use guichet::domain::ids::{AppointmentId, RegistrationId, UserId};
use guichet::domain::lifecycle::AppointmentState;
use guichet::domain::office::User;
use guichet::domain::record::Head;
use guichet::domain::registration::Registration;
use guichet::fault::{Fault, Value};
use guichet::services::team::{self, Member};
use guichet::store::Desk;

use crate::office::{self, counsellor, get, head, id, person, register, write};
use crate::{both, common};

fn second() -> UserId {
    id(4)
}
fn away() -> UserId {
    id(5)
}

fn user(user: UserId, login: &str) -> User {
    User {
        head: Head::new(user),
        login: login.to_owned(),
        name: login.to_uppercase(),
        roles: vec!["counsellor".to_owned()],
        agency: "LBV".to_owned(),
        active: true,
        ..User::default()
    }
}

fn meeting(n: u128, who: UserId, with: u128, at: &str, state: AppointmentState) -> Appointment {
    Appointment {
        head: Head::new(id::<AppointmentId>(6000 + n)),
        kind: Some("2".to_owned()),
        agency: "LBV".to_owned(),
        person: Some(person(with)),
        counsellor: Some(who),
        starts_at: Some(calendar::utc(chrono::NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").unwrap())),
        minutes: Some(60),
        mode: Some("1".to_owned()),
        state,
        ..Appointment::default()
    }
}

fn set(desk: &mut Desk, column: &str, value: Value, reg: RegistrationId) {
    let sql = format!("UPDATE registration SET {column} = $1 WHERE id = $2");
    desk.engine().execute(&sql, &[value, reg.into()]).unwrap();
}

/// ALINE with 2 intensive, 6 standard and 2 independent files (20), DIANE with one standard (2), ÉLISE away with none. The head acts.
fn stocked(desk: &mut Desk) -> Vec<RegistrationId> {
    office::open(desk);
    write(desk, |w| {
        w.insert(&office::agency())?;
        w.insert(&user(second(), "diane"))?;
        w.insert(&User { absent_from: Some(office::day("2026-11-20")), ..user(away(), "elise") })
    });
    let mut all = Vec::new();
    for n in 1..=11_u128 {
        let intensity = if n <= 2 {
            "REN"
        } else if n <= 4 {
            "AUT"
        } else {
            "STD"
        };
        let reg = register(desk, n, "2026-11-10", |r| {
            r.intensity = Some(intensity.to_owned());
            r.counsellor = Some(if n == 11 { second() } else { counsellor() });
        });
        set(desk, "last_contact", format!("2026-10-{n:02}").into(), reg);
        set(desk, "occupation", if n % 2 == 0 { "5223" } else { "7231" }.into(), reg);
        all.push(reg);
    }
    use AppointmentState::{Held, Missed, Planned};
    write(desk, |w| {
        w.insert(&meeting(1, counsellor(), 5, "2026-11-26 09:00", Planned))?;
        w.insert(&meeting(2, counsellor(), 6, "2026-12-03 09:00", Planned))?;
        w.insert(&meeting(3, counsellor(), 7, "2026-11-03 09:00", Held))?;
        w.insert(&meeting(4, counsellor(), 8, "2026-11-04 09:00", Missed))?;
        w.insert(&meeting(5, counsellor(), 8, "2026-01-05 09:00", Missed))
    });
    desk.who.roles = vec!["head".to_owned()];
    desk.who.user = head();
    all
}

fn member(desk: &mut Desk, user: UserId) -> Member {
    team::page(desk).unwrap().members.into_iter().find(|m| m.user == user).unwrap()
}

both! {
    fn the_head_sees_what_each_counsellor_carries_in_one_flight(desk, ground) {
        stocked(desk);
        let trips = desk.round_trips();
        let page = team::page(desk).unwrap();
        if ground.is_postgres() {
            assert_eq!(desk.round_trips() - trips, 1);
        }
        let loads: Vec<(&str, i64, i64)> = page.members.iter().map(|m| (m.name.as_str(), m.files, m.load)).collect();
        assert_eq!(loads, [("ALINE", 10, 20), ("DIANE", 1, 2), ("ELISE", 0, 0)], "the highest load first");
        assert_eq!((page.files(), page.average.rounded()), (11, 7));
        let aline = &page.members[0];
        assert_eq!((aline.intensive, aline.standard, aline.independent), (2, 6, 2));
        assert_eq!(aline.missed, Some(50), "one of two within ninety days");
        assert_eq!(aline.first, 10, "nobody was seen yet");
        assert_eq!(page.members[1].missed, None);
        // Tuesday 09h00 to 15h30 without the pause, then three days of seven hours; an hour is booked.
        assert_eq!((aline.free, page.members[1].free), (330 + 3 * 420 - 60, 330 + 3 * 420));
        assert!(page.members[2].absent && page.members[2].free == 0, "who is away has no free time");
        let rows = team::show(desk).unwrap();
        assert_eq!((rows.len(), &rows[0]["load"], &rows[0]["average_load"]), (3, &20.into(), &7.into()));
        desk.who.roles = vec!["counsellor".to_owned()];
        assert_eq!(team::page(desk), Err(Fault::Denied("transfer")));
    }

    fn an_overdue_task_is_counted_for_who_has_it(desk, _ground) {
        stocked(desk);
        let before = member(desk, counsellor()).late;
        office::at(desk, "2027-01-15");
        assert!(member(desk, counsellor()).late > before);
    }

    fn a_caseload_comes_down_to_the_average_and_no_further(desk, _ground) {
        let regs = stocked(desk);
        let plan = team::level(desk, counsellor()).unwrap();
        assert_eq!((plan.before, plan.average, plan.files, plan.meets), (20, 7, 10, 1));
        assert_eq!(plan.parts.len(), 1, "who is away receives nothing");
        let part = &plan.parts[0];
        assert_eq!((part.name.as_str(), part.before), ("DIANE", 2));
        assert!(part.after > part.before && part.after <= 7, "{part:?}");
        assert_eq!(plan.after, 20 - (part.after - part.before), "the sum is kept");
        assert!(!part.ids.contains(&regs[4]), "she sees this person on Thursday");
        assert!(part.ids.contains(&regs[0]), "longest unseen first");
        assert!(plan.tasks > 0);
        let parts = vec![(part.user, part.ids.clone())];
        let deed = desk.new_id();
        let done = team::give(desk, deed, &parts).unwrap();
        assert_eq!((done.files, done.tasks), (part.ids.len(), u64::try_from(plan.tasks).unwrap()));
        for reg in &part.ids {
            assert_eq!(get::<Registration>(desk, *reg).counsellor, Some(second()));
        }
        assert_eq!((member(desk, counsellor()).load, member(desk, second()).load), (plan.after, part.after));
        let again = team::give(desk, deed, &parts).unwrap();
        assert_eq!(again.tasks, 0, "the same deed again moves nothing");
        assert!(team::level(desk, second()).unwrap().parts.is_empty(), "she isn't above the average");
        desk.who.roles = vec!["counsellor".to_owned()];
        assert_eq!(team::level(desk, counsellor()), Err(Fault::Denied("transfer")));
    }

    fn each_receiver_gets_his_part_by_his_own_transfer(desk, _ground) {
        stocked(desk);
        write(desk, |w| w.insert(&user(id(6), "flore")));
        let plan = team::level(desk, counsellor()).unwrap();
        let names: Vec<&str> = plan.parts.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["DIANE", "FLORE"]);
        let parts: Vec<_> = plan.parts.iter().map(|p| (p.user, p.ids.clone())).collect();
        let deed = desk.new_id();
        assert_eq!(team::give(desk, deed, &parts).unwrap().files, plan.given());
        for part in &plan.parts {
            assert_eq!(member(desk, part.user).load, part.after);
        }
    }
}
