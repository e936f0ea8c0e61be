//! The search on both engines: order, accents, apostrophes, sound, a slip in any letter, numbers, telephones, documents,
//! employers and vacancies, what other agencies' people show, the index under two writers, duplicates beside the form.

use chrono::NaiveDate;
use guichet::domain::code::{Code, Codes};
use guichet::domain::duplicate::{Sketch, Strength};
use guichet::domain::employer::Employer;
use guichet::domain::fold;
use guichet::domain::ids::PersonId;
use guichet::domain::person::Person;
use guichet::domain::record::Head;
use guichet::domain::vacancy::Vacancy;
use guichet::fault::Fault;
use guichet::services::search as service;
use guichet::services::search::{Hit, Kind};
use guichet::store::Desk;
use guichet::store::search::{self, Batch};

use crate::{both, common};

/// Stores a person with the next number, indexed.
fn add(desk: &mut Desk, surname: &str, given: &str, more: impl Fn(&mut Person)) -> Person {
    let deed = desk.deed("register");
    desk.rules.today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let mut made = Person::default();
    desk.lenient(|desk| {
        desk.write(deed, |w| {
            let mut p = Person {
                head: Head::new(w.new_id::<PersonId>()),
                surname: surname.to_owned(),
                given_names: Some(given.to_owned()).filter(|g| !g.is_empty()),
                sort_key: fold::sort_key(surname, given),
                agency: "LBV".to_owned(),
                town: Some("Libreville".to_owned()),
                ..Person::default()
            };
            more(&mut p);
            let serial = w.serial(&p.agency.clone(), "person", 2026)?;
            p.number = guichet::domain::ids::person_number(&p.agency, 2026, serial);
            p.index_no = w.serial("", "index", 0)?;
            w.insert(&p)?;
            search::index_person(w, None, Some(&p))?;
            made = p;
            Ok(())
        })
    })
    .unwrap();
    made.head.version = 1;
    made
}

fn found(desk: &mut Desk, typed: &str) -> Vec<Hit> {
    service::people(desk, typed, 20).unwrap()
}

fn names(desk: &mut Desk, typed: &str) -> Vec<String> {
    found(desk, typed).into_iter().map(|h| h.card.name).collect()
}

fn keys(hit: &Hit) -> Vec<&'static str> {
    hit.found_by.iter().map(|f| f.key).collect()
}

/// The people of the drawing of screens.md §6.
fn drawing(desk: &mut Desk) {
    for (surname, given) in [
        ("MOUKANI", "Joël"),
        ("MOUKALA", "Joëlle"),
        ("JOËL", "Moukala"),
        ("NGUIA MOUKALA", "Joël Parfait"),
        ("MOUKALA NZENG", "Joël"),
        ("MOUKALA", "Joël"),
        ("OBAME", "Joël"),
    ] {
        add(desk, surname, given, |_| {});
    }
}

both! {
    fn near_names_come_in_the_order_of_the_drawing_each_said_in_words(desk, _ground) {
        drawing(desk);
        let hits = found(desk, "mukal joel");
        let list: Vec<(&str, &str)> = hits.iter().map(|h| (h.card.name.as_str(), h.found_by[0].key)).collect();
        assert_eq!(list, [
            ("MOUKALA Joël", "found-sound"),
            ("MOUKALA NZENG Joël", "found-sound"),
            ("NGUIA MOUKALA Joël Parfait", "found-more"),
            ("JOËL Moukala", "found-inverted"),
            ("MOUKALA Joëlle", "found-letters"),
            ("MOUKANI Joël", "found-letters"),
        ]);
    }

    fn order_accents_case_hyphens_and_apostrophes_do_not_count(desk, _ground) {
        add(desk, "N'GOMA", "Éloïse", |_| {});
        add(desk, "NDONG-MBA", "Jean", |p| p.married_name = Some("OBIANG".to_owned()));
        for typed in ["ngoma eloise", "ELOÏSE N’GOMA", "n'gom", "eloise ng", "ngoma  Éloïse", "n goma"] {
            assert_eq!(names(desk, typed), ["N'GOMA Éloïse"], "{typed}");
        }
        for typed in ["ndong mba", "mba ndong", "jean ndong", "Mba J", "obiang jean", "obyang jean"] {
            assert_eq!(names(desk, typed), ["NDONG-MBA Jean"], "{typed}");
        }
        assert_eq!(keys(&found(desk, "ndong-mba jean")[0]), ["found-exact"]);
        assert_eq!(keys(&found(desk, "jean ndong mba")[0]), ["found-inverted"]);
        assert!(found(desk, "").is_empty() && found(desk, "  ' ").is_empty() && found(desk, "ngoma jean").is_empty());
    }

    fn a_slip_in_any_letter_of_a_name_is_forgiven(desk, _ground) {
        add(desk, "MOUSSAVOU", "Prosper", |_| {});
        add(desk, "OBAME", "Rose", |_| {});
        for (name, rest) in [("moussavou", ""), ("moussavou", " prosper"), ("obame", " rose")] {
            for at in 0..name.len() {
                let (mut other, mut less, mut more) = (name.to_owned(), name.to_owned(), name.to_owned());
                other.replace_range(at..=at, "x");
                less.remove(at);
                more.insert(at, 'k');
                for typed in [other, less, more] {
                    let hits = found(desk, &format!("{typed}{rest}"));
                    assert_eq!(hits.len(), 1, "{typed}{rest}");
                    assert!(fold::fold(&hits[0].card.name).starts_with(name), "{typed}{rest}");
                }
            }
        }
        assert_eq!(names(desk, "mousav"), ["MOUSSAVOU Prosper"]);
    }

    fn a_word_typed_exactly_comes_before_one_that_is_only_near(desk, _ground) {
        add(desk, "NDONGO", "Paul", |_| {});
        add(desk, "NDONG", "Paul", |_| {});
        add(desk, "NDENG", "Paul", |_| {});
        assert_eq!(names(desk, "ndong"), ["NDONG Paul", "NDONGO Paul", "NDENG Paul"]);
        assert_eq!(names(desk, "nd p"), ["NDENG Paul", "NDONG Paul", "NDONGO Paul"]);
    }

    fn numbers_phones_and_papers_find_the_person_however_they_are_typed(desk, _ground) {
        let p = add(desk, "ESSONO", "Rose", |p| {
            p.phone = Some("+24177123456".to_owned());
            p.phone_typed = Some("07 12 34 56".to_owned());
            p.id_document_type = Some("1".to_owned());
            p.id_document_number = Some("AB12345".to_owned());
            p.external_ref = Some("DE/2011/77".to_owned());
            p.source = Some("LBV".to_owned());
        });
        add(desk, "ESSONO", "Paul", |p| p.phone = Some("+24166123456".to_owned()));
        let plain: String = p.number.chars().filter(|c| *c != '-').collect();
        for (typed, key) in [
            (p.number.as_str(), "found-number"),
            (&plain.to_lowercase(), "found-number"),
            ("077 12 34 56", "found-phone"),
            ("07 12 34 56", "found-phone"),
            ("07123", "found-phone"),
            ("+241 77 12 34", "found-phone"),
            ("ab 12 345", "found-document"),
            ("DE/2011/77", "found-former"),
        ] {
            let hits = found(desk, typed);
            assert_eq!(hits.iter().map(|h| h.card.id).collect::<Vec<_>>(), [p.head.id.0], "{typed}");
            assert_eq!(keys(&hits[0])[0], key, "{typed}");
        }
        assert_eq!(found(desk, &p.number[..6]).len(), 2, "the beginning of a number");
    }

    fn a_person_of_another_agency_shows_the_short_card_and_no_town(desk, _ground) {
        let own = add(desk, "BOUANGA", "Alice", |_| {});
        let other = add(desk, "BOUANGA", "Denise", |p| {
            p.agency = "OYE".to_owned();
            p.birth_date = NaiveDate::from_ymd_opt(1984, 5, 2);
            p.phone = Some("+24177123456".to_owned());
        });
        let hits = found(desk, "bouanga");
        let of = |id: PersonId| hits.iter().find(|h| h.card.id == id.0).unwrap().card.clone();
        assert_eq!(of(own.head.id).town.as_deref(), Some("Libreville"));
        let card = of(other.head.id);
        assert_eq!((card.town.clone(), card.birth_year, card.agency.as_str()), (None, Some(1984), "OYE"));
        assert!(!format!("{hits:?}").contains("77123456"));
        assert_eq!(service::card(desk, other.head.id), Ok(card));
        desk.who.roles = vec!["statistician".to_owned()];
        assert_eq!(service::people(desk, "bouanga", 20), Err(Fault::Denied("read-card")));
    }

    fn a_changed_name_is_found_by_the_new_and_no_longer_by_the_old(desk, _ground) {
        let before = add(desk, "MINTSA", "Luc", |_| {});
        let after = Person { surname: "OVONO".to_owned(), sort_key: "ovono  luc".to_owned(), ..before.clone() };
        let deed = desk.deed("rename");
        desk.lenient(|d| d.write(deed, |w| {
            w.update(&before, &after)?;
            search::index_person(w, Some(&before), Some(&after))
        })).unwrap();
        assert!(found(desk, "mintsa").is_empty());
        assert_eq!(names(desk, "ovono luc"), ["OVONO Luc"]);
        let deed = desk.deed("erase");
        desk.write(deed, |w| search::forget(w, &after)).unwrap();
        assert!(found(desk, "ovono").is_empty() && found(desk, "ovono luc").is_empty());
        let words = desk.read(|r| Ok(r.one("SELECT CAST(count(id) AS BIGINT) AS n FROM name_word WHERE id > 0", &[], |row| row.int("n"))?));
        assert_eq!(words, Ok(Some(1)), "only what the former name left");
    }

    fn two_sessions_adding_the_same_words_lose_none(desk, ground) {
        std::thread::scope(|s| {
            for login in ["bruno", "carine"] {
                s.spawn(move || {
                    let mut desk = ground.desk(login);
                    for n in 0..15 {
                        let given = ["Anne", "Brice", "Chantal"][n % 3];
                        add(&mut desk, "OYANE", given, |_| {});
                    }
                });
            }
        });
        let mut all = desk.read(|r| Ok(r.all("SELECT people FROM name_people ORDER BY id", &[], |row| Ok(row.blob("people")?.len() / 2))?)).unwrap();
        all.sort_unstable();
        assert_eq!(all, [10, 10, 10, 30]);
        assert_eq!(found(desk, "oyane brice").len(), 10);
    }

    fn many_at_once_find_the_same_as_one_by_one(desk, ground) {
        let people: Vec<Person> = ["NZE Paul", "NZE MBA Rose", "MBA Paul", "EYENE Rose"].iter().map(|n| {
            let (surname, given) = n.rsplit_once(' ').unwrap();
            add(desk, surname, given, |_| {})
        }).collect();
        let typed = ["nze", "mba rose", "rose", "eyen", "paul nze", "nza mba"];
        let one_by_one: Vec<Vec<String>> = typed.iter().map(|t| names(desk, t)).collect();
        let mut batch = Batch::default();
        people.iter().for_each(|p| batch.add(p));
        let mut engine = ground.engine();
        engine.execute("DELETE FROM name_word WHERE id > 0", &[]).unwrap();
        engine.execute("DELETE FROM name_people", &[]).unwrap();
        assert!(found(desk, "nze").is_empty());
        search::fill(&mut *engine, &batch).unwrap();
        assert_eq!(typed.iter().map(|t| names(desk, t)).collect::<Vec<_>>(), one_by_one);
        assert_eq!(one_by_one[0].len(), 2);
        let more = add(desk, "NZE", "Albert", |_| {});
        assert_eq!(found(desk, "nze albert")[0].card.id, more.head.id.0);
    }

    fn employers_and_vacancies_are_found_by_name_title_and_number(desk, _ground) {
        let (deed, mut employer, mut vacancy) = (desk.deed("offer"), Employer::default(), Vacancy::default());
        desk.lenient(|d| d.write(deed, |w| {
            employer = Employer {
                head: Head::new(w.new_id()),
                number: "E-LBV-26-00042-1".to_owned(),
                agency: "LBV".to_owned(),
                name: "Ets Moukala et fils".to_owned(),
                sort_key: "ets moukala et fils".to_owned(),
                ..Employer::default()
            };
            vacancy = Vacancy {
                head: Head::new(w.new_id()),
                number: "O-LBV-26-00042-3".to_owned(),
                agency: "LBV".to_owned(),
                employer: employer.head.id,
                title: "Mécanicien".to_owned(),
                sort_key: "mecanicien".to_owned(),
                ..Vacancy::default()
            };
            w.insert(&employer)?;
            w.insert(&vacancy)?;
            search::index_employer(w, &employer)?;
            search::index_vacancy(w, &vacancy)
        })).unwrap();
        let rows = |hits: Vec<Hit>| hits.into_iter().map(|h| (h.card.kind, h.found_by[0].key)).collect::<Vec<_>>();
        assert_eq!(rows(found(desk, "mukal")), [(Kind::Employer, "found-sound"), (Kind::Vacancy, "found-employer")]);
        assert_eq!(rows(found(desk, "mécanicen")), [(Kind::Vacancy, "found-letters")]);
        assert_eq!(rows(found(desk, "olbv26000423")), [(Kind::Vacancy, "found-number")]);
        assert_eq!(rows(found(desk, "E-LBV-26-00042")), [(Kind::Employer, "found-number")]);
        assert_eq!(found(desk, "mecan")[0].card.name, "Mécanicien, Ets Moukala et fils");
    }

    fn one_kind_is_found_however_many_of_the_others_bear_the_word(desk, _ground) {
        for _ in 0..12 {
            add(desk, "MOUKALA", "Joël", |_| {});
        }
        let deed = desk.deed("new");
        let mut firm = Employer::default();
        desk.lenient(|d| d.write(deed, |w| {
            firm = Employer {
                head: Head::new(w.new_id()),
                number: "E-LBV-26-00043-8".to_owned(),
                agency: "LBV".to_owned(),
                name: "Garage Moukala".to_owned(),
                sort_key: "garage moukala".to_owned(),
                ..Employer::default()
            };
            w.insert(&firm)?;
            search::index_employer(w, &firm)?;
            // More offers with the word than are looked at.
            for n in 0..160 {
                let offer = Vacancy {
                    head: Head::new(w.new_id()),
                    number: format!("O-LBV-26-1{n:04}-3"),
                    agency: "LBV".to_owned(),
                    employer: firm.head.id,
                    title: "Moukal".to_owned(),
                    sort_key: "moukal".to_owned(),
                    ..Vacancy::default()
                };
                w.insert(&offer)?;
                search::index_vacancy(w, &offer)?;
            }
            Ok(())
        })).unwrap();
        let kinds = |desk: &mut Desk, typed: &str, kind, most| {
            let hits = service::of_kind(desk, typed, kind, most).unwrap();
            assert!(hits.iter().all(|h| h.card.kind == kind), "{hits:?}");
            hits.len()
        };
        assert!(service::people(desk, "moukal", 5).unwrap().iter().all(|h| h.card.kind != Kind::Employer), "among all it has no room");
        for typed in ["moukal", "moukala", "E-LBV-26-00043", "garage mukala"] {
            assert_eq!(kinds(desk, typed, Kind::Employer, 3), 1, "{typed}");
        }
        assert_eq!((kinds(desk, "moukala", Kind::Person, 10), kinds(desk, "moukala", Kind::Vacancy, 7)), (10, 7));
        assert_eq!(kinds(desk, "E-LBV-26-00043", Kind::Vacancy, 5), 0);
    }

    fn a_search_is_two_round_trips_and_three_with_several_words(desk, ground) {
        drawing(desk);
        // SQLite counts the calls that begin and end the reads of a screen.
        let more = if ground.is_postgres() { 0 } else { 2 };
        for (typed, most) in [("moukala", 2), ("muokala", 2), ("lbv-26-000001", 2), ("moukala joel", 3), ("mukala jo", 3)] {
            let before = desk.round_trips();
            assert!(!found(desk, typed).is_empty(), "{typed}");
            let trips = desk.round_trips() - before;
            assert!(trips <= most + more, "{typed}: {trips}");
        }
    }

    fn duplicates_beside_the_form_come_by_names_phone_and_paper_with_their_evidence(desk, _ground) {
        let born = NaiveDate::from_ymd_opt(1991, 3, 12);
        let one = add(desk, "MOUSSAVOU BOUANGA", "Dieudonné", |p| { p.birth_date = born; p.birth_precision = Some("D".to_owned()); });
        let two = add(desk, "OKOME", "Paule", |p| p.phone = Some("+24177123456".to_owned()));
        let three = add(desk, "ZUE", "Marc", |p| {
            p.id_document_type = Some("1".to_owned());
            p.id_document_number = Some("AB12345".to_owned());
        });
        add(desk, "NTOUTOUME", "Jean", |_| {});
        let mut form = Sketch { surname: "BOUANGA".to_owned(), given_names: "Dieudoné".to_owned(), birth_date: born, ..Sketch::default() };
        let hits = service::possible_duplicates(desk, &form).unwrap();
        assert_eq!(hits.iter().map(|p| (p.card.id, p.verdict)).collect::<Vec<_>>(), [(one.head.id.0, Strength::Strong)]);
        form.phones = vec!["+24177123456".to_owned()];
        form.document = Some(("1".to_owned(), "ab 12345".to_owned(), true));
        let hits = service::possible_duplicates(desk, &form).unwrap();
        assert_eq!(hits.iter().map(|p| p.card.id).collect::<Vec<_>>(), [three.head.id.0, one.head.id.0, two.head.id.0]);
        assert_eq!(hits[0].evidence[0].key, "evidence-document");
        assert!(service::possible_duplicates(desk, &Sketch { surname: "BO".to_owned(), ..Sketch::default() }).unwrap().is_empty());
    }

    fn occupations_and_places_are_found_by_a_persons_own_words(desk, ground) {
        let rows = [
            ("starter", 1, "7112", "maçon", "maçonne"),
            ("starter", 2, "5223", "vendeur en magasin", "vendeuse en magasin"),
            ("starter", 3, "5223", "vendeur en prêt-à-porter", "vendeuse en prêt-à-porter"),
        ];
        let mut rows = rows.into_iter().map(|(source, number, code, m, f)| {
            vec![source.into(), guichet::fault::Value::Int(number), code.into(), m.into(), f.into()]
        });
        ground.engine().fill("job_title", &["source", "number", "isco08", "title_m", "title_f"], &mut rows).unwrap();
        let code = |list: &str, code: &str, fr: &str, alias: &str| Code {
            list: list.to_owned(),
            code: code.to_owned(),
            fr: fr.to_owned(),
            extra: alias.to_string(),
            ..Code::default()
        };
        desk.rules.codes = std::sync::Arc::new(Codes::new([
            code("ISCO", "7112", "Maçons et assimilés", ""),
            code("ISCO", "711", "Métiers du bâtiment", ""),
            code("TOWN", "T001", "Koulamoutou", "alias=Koula-Moutou"),
            code("TOWN", "T002", "Moanda", ""),
        ]));
        let found = service::occupations(desk, "vandeuse prêt a porter", 5).unwrap();
        assert_eq!((found[0].code.as_str(), found[0].title.as_str()), ("5223", "vendeuse en prêt-à-porter"));
        assert_eq!(found.iter().filter(|f| f.code == "5223").count(), 1);
        assert_eq!(service::occupations(desk, "macon", 1).unwrap()[0].title, "maçon");
        assert!(service::occupations(desk, "batiment", 5).unwrap().is_empty(), "only four digits are occupations");
        for typed in ["koula moutou", "kulamutu", "koulamou"] {
            assert_eq!(service::places(desk, typed, 1).unwrap()[0].code, "T001", "{typed}");
        }
    }
}
