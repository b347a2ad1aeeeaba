DROP TABLE desk_absences;
DROP TABLE desk_entries;
DROP TABLE desk_states;
ALTER TABLE replies DROP COLUMN released_at;
ALTER TABLE conversations DROP COLUMN holder_id, DROP COLUMN held_by;
