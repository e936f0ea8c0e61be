-- The day's work: appointments, interviews, tasks (domain.md §2.8, §3.2, §3.6).
CREATE TABLE appointment (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    kind key_text,
    agency key_text NOT NULL,
    person blob REFERENCES person(id),
    employer blob REFERENCES employer(id),
    vacancy blob REFERENCES vacancy(id),
    name_said TEXT,
    wish key_text,
    counsellor blob REFERENCES account(id),
    room key_text,
    starts_at key_text,
    minutes BIGINT,
    mode key_text,
    state key_text NOT NULL,
    arrived_at key_text,
    started_at key_text,
    ended_at key_text,
    reminded_on key_text,
    moved_from blob REFERENCES appointment(id),
    note TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE interview (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    registration blob NOT NULL REFERENCES registration(id),
    person blob NOT NULL REFERENCES person(id),
    agency key_text NOT NULL,
    appointment blob REFERENCES appointment(id),
    kind key_text,
    mode key_text,
    day key_text,
    counsellor blob NOT NULL REFERENCES account(id),
    summary TEXT NOT NULL,
    notes TEXT,
    next_appointment blob REFERENCES appointment(id),
    no_next_reason key_text,
    signed_by_person BOOLEAN NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE diagnosis (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    interview blob NOT NULL REFERENCES interview(id),
    person blob NOT NULL REFERENCES person(id),
    axis key_text NOT NULL,
    rating key_text NOT NULL,
    note TEXT,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE obstacle (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    person blob NOT NULL REFERENCES person(id),
    interview blob REFERENCES interview(id),
    theme key_text,
    situation TEXT,
    wish_to_work_on_it BOOLEAN NOT NULL,
    state key_text NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE plan_action (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    registration blob NOT NULL REFERENCES registration(id),
    person blob NOT NULL REFERENCES person(id),
    interview blob REFERENCES interview(id),
    action key_text,
    theme key_text,
    title TEXT,
    owner key_text NOT NULL,
    due key_text,
    state key_text NOT NULL,
    reason TEXT,
    done_on key_text,
    evidence TEXT,
    measure blob REFERENCES enrolment(id),
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE TABLE task (
    id blob PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    kind key_text NOT NULL,
    subject_kind key_text NOT NULL,
    subject blob NOT NULL,
    person blob REFERENCES person(id),
    agency key_text NOT NULL,
    assignee blob NOT NULL REFERENCES account(id),
    due key_text,
    priority BIGINT NOT NULL,
    state key_text NOT NULL,
    done_on key_text,
    result TEXT,
    words TEXT,
    rule_id key_text,
    origin TEXT,
    postponed_count BIGINT NOT NULL,
    created_at key_text NOT NULL,
    created_by key_text NOT NULL,
    updated_at key_text NOT NULL,
    updated_by key_text NOT NULL
);
CREATE INDEX appointment_day ON appointment(counsellor, starts_at);
CREATE INDEX appointment_agency ON appointment(agency, state, starts_at);
CREATE INDEX appointment_person ON appointment(person, starts_at);
CREATE INDEX appointment_moved ON appointment(moved_from) WHERE moved_from IS NOT NULL;
CREATE INDEX interview_of ON interview(person, day);
CREATE INDEX interview_registration ON interview(registration);
CREATE INDEX interview_appointment ON interview(appointment) WHERE appointment IS NOT NULL;
CREATE INDEX diagnosis_of ON diagnosis(interview);
CREATE INDEX diagnosis_person ON diagnosis(person);
CREATE INDEX obstacle_of ON obstacle(person);
CREATE INDEX plan_action_of ON plan_action(person, state);
CREATE INDEX plan_action_registration ON plan_action(registration);
CREATE INDEX task_todo ON task(assignee, state, due);
CREATE INDEX task_person ON task(person, state, due);
CREATE INDEX task_subject ON task(subject, state);
-- A rule's effect is unique by rule, subject and fact: `rules` may be cut and repeated (domain.md §4).
CREATE UNIQUE INDEX task_once ON task(rule_id, subject, origin);
