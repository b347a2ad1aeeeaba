import { expect, test } from 'vitest'
import { holds, ourTree } from './holds.ts'
import { contractionsIn, migrationsOnlyAdd, reviewed } from './migration-rules.ts'

const path = 'server/migrations/9000-later.up.sql'

holds('a migration takes nothing away that the version before needs', migrationsOnlyAdd, [
  [path, 'ALTER TABLE agents DROP COLUMN tone;'],
  [path, 'ALTER TABLE agents\n  ADD COLUMN mood text,\n  DROP IF EXISTS tone;'],
  [path, 'DROP TABLE IF EXISTS canned_answers CASCADE;'],
  [path, 'ALTER TABLE agents RENAME COLUMN tone TO mood;'],
  [path, 'ALTER TABLE agents RENAME TO bots;'],
  [path, 'ALTER TABLE agents ADD COLUMN mood text NOT NULL;'],
  [path, "ALTER TABLE agents ADD mood text CHECK (mood IN ('a', 'b')) NOT NULL;"],
  [path, 'ALTER TABLE agents ALTER COLUMN tone SET NOT NULL;'],
  [path, 'ALTER TABLE agents ALTER COLUMN temperature TYPE text;'],
  [path, 'ALTER TABLE agents ALTER temperature SET DATA TYPE numeric(3, 2);'],
  [path, 'ALTER TABLE agents ALTER COLUMN tone DROP DEFAULT;'],
  [path, 'DO $$ BEGIN ALTER TABLE agents DROP COLUMN tone; END $$;'],
])

test.each([
  "ALTER TABLE agents ADD COLUMN mood text NOT NULL DEFAULT '';",
  'ALTER TABLE agents ADD COLUMN mood text, ADD COLUMN at timestamptz(3);',
  'ALTER TABLE agents ADD COLUMN both text NOT NULL GENERATED ALWAYS AS (a || b) STORED;',
  "ALTER TABLE agents DROP CONSTRAINT tone_known; ALTER TABLE agents ADD CONSTRAINT tone_known CHECK (tone <> '');",
  'ALTER TABLE agents ALTER COLUMN tone DROP NOT NULL, ALTER COLUMN tone SET STATISTICS 0;',
  'CREATE TABLE moods (id uuid NOT NULL); ALTER TABLE moods ADD COLUMN name text NOT NULL; DROP TABLE moods;',
  "COMMENT ON TABLE agents IS 'It''s theirs; ALTER TABLE agents DROP COLUMN tone'; -- DROP TABLE agents",
  'DROP INDEX agents_name; ALTER INDEX agents_tone RENAME TO agents_mood;',
])('what only adds may: %s', (sql) => expect(contractionsIn(sql)).toEqual([]))

test('every reviewed step still exists, and gives its reason', () => {
  for (const { migration, step, why } of reviewed) {
    const file = ourTree().find((one) => one.path === `server/migrations/${migration}.up.sql`)
    expect(contractionsIn(file?.text ?? '')).toContain(step)
    expect(why.length).toBeGreaterThan(20)
  }
})
