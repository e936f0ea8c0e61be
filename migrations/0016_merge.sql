-- The files merged into one: looked up when its history, its erasure or its merges are asked for (domain.md §3.8).
CREATE INDEX person_merged ON person(merged_into) WHERE merged_into IS NOT NULL;
