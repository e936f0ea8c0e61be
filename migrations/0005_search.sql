-- Search by names (store.md "Person search"): each word of a name once, and for each word who bears it, packed.
-- `id` is INTEGER in both engines: SQLite then keeps the table itself in that order and needs no second index.
CREATE TABLE name_word (
    id INTEGER PRIMARY KEY NOT NULL,
    word key_text NOT NULL,
    sound key_text NOT NULL,
    people BIGINT NOT NULL,
    recent blob NOT NULL
);
CREATE UNIQUE INDEX name_word_word ON name_word(word);
CREATE INDEX name_word_sound ON name_word(sound);
-- Row 0 is no word: whoever adds words holds it until the end of the transaction, so that two sessions never take one id.
INSERT INTO name_word (id, word, sound, people, recent) VALUES (0, '', '', 0, '');
-- `id` is name_word.id * 256 + person.index_no / 65536; `people` holds two bytes a person, the rest of index_no.
CREATE TABLE name_people (
    id INTEGER PRIMARY KEY NOT NULL,
    people blob NOT NULL
);
-- Words of employers' names and of vacancies' titles.
CREATE TABLE offer_word (
    word key_text NOT NULL,
    sound key_text NOT NULL,
    kind key_text NOT NULL,
    subject blob NOT NULL
);
CREATE INDEX offer_word_word ON offer_word(word);
CREATE INDEX offer_word_sound ON offer_word(sound);
CREATE INDEX offer_word_of ON offer_word(subject);
