-- Loaded vocabularies: what `lists add` has taken in, and what the coding of free words has learnt of it.
-- A source is replaced by its newer edition, codes that records hold stay as they are.
CREATE TABLE vocabulary (
    source key_text NOT NULL,
    kind key_text NOT NULL,
    file TEXT NOT NULL,
    rows BIGINT NOT NULL,
    sha256 key_text NOT NULL,
    loaded_at TEXT NOT NULL,
    loaded_by blob NOT NULL,
    PRIMARY KEY (source, kind)
);
-- ROME occupation to ISCO-08 unit group.
CREATE TABLE crosswalk (
    source key_text NOT NULL,
    code key_text NOT NULL,
    isco08 key_text NOT NULL,
    PRIMARY KEY (source, code)
);
-- A title by its words without gender, plural and accents: found whole or by its beginning.
CREATE TABLE title_key (
    source key_text NOT NULL,
    number BIGINT NOT NULL,
    words key_text NOT NULL,
    isco08 key_text NOT NULL,
    PRIMARY KEY (source, number, words)
);
CREATE INDEX title_key_words ON title_key(words);
-- What a word, a pair or a few letters say of the unit group: `codes` packed as unit group (2 bytes) and weight (1 byte).
CREATE TABLE title_weight (
    feature BIGINT NOT NULL PRIMARY KEY,
    rarity BIGINT NOT NULL,
    codes blob NOT NULL
);
-- Skills of loaded vocabularies: not held by each session, found by their words.
CREATE TABLE vocabulary_skill (
    code key_text NOT NULL PRIMARY KEY,
    source key_text NOT NULL,
    number BIGINT NOT NULL,
    fr TEXT NOT NULL,
    en TEXT NOT NULL,
    words key_text NOT NULL
);
CREATE UNIQUE INDEX vocabulary_skill_number ON vocabulary_skill(number);
CREATE INDEX vocabulary_skill_words ON vocabulary_skill(words);
-- A word of their labels, and the skills that bear it (4 bytes each).
CREATE TABLE skill_word (
    word key_text NOT NULL PRIMARY KEY,
    sound key_text NOT NULL,
    n BIGINT NOT NULL,
    skills blob NOT NULL
);
CREATE INDEX skill_word_sound ON skill_word(sound);
