-- The text on which a special condition rests, where the legal basis is « autre texte » (domain.md §2.10, LEGAL 9).
ALTER TABLE vacancy ADD COLUMN legal_reference TEXT;
