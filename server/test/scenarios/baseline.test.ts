import { expect, test } from 'vitest'
import { migrate, migrationHistory } from '#platform/database/migrate.ts'
import { earlierMigrations, knownMigrations } from '#platform/database/migration/steps.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { everyRow } from '#test/support/every-row.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { growUp } from '#test/support/old-data.ts'
import { wholeCatalogue } from '#test/support/whole-catalogue.ts'

/** A busy machine takes minutes for all steps of before. */
const LONG = { timeout: 300_000 }

test('a schema that was migrated step by step equals that of a new installation', LONG, async () => {
  await using grown = await emptyInstallation(serverOfRun())
  await using fresh = await emptyInstallation(serverOfRun())
  const [old, young] = [await grown.open(), await fresh.open()]
  try {
    const [first = ''] = await earlierMigrations()
    await migrate(old, { to: first })
    await migrate(old, 'latest')
    await migrate(young, 'latest')
    const [has, gets] = [await wholeCatalogue(old), await wholeCatalogue(young)]
    expect(has.length).toBeGreaterThan(1_000)
    const [own, others] = [new Set(has), new Set(gets)]
    expect({
      grown: has.filter((line) => !others.has(line)),
      fresh: gets.filter((line) => !own.has(line)),
    }).toEqual({ grown: [], fresh: [] })
  } finally {
    await old.close()
    await young.close()
  }
})

test(
  'an older database is taken over with all its data, and its last step works both ways',
  LONG,
  async () => {
    await using place = await emptyInstallation(serverOfRun())
    const database = await place.open()
    try {
      await growUp(database)
      const last = (await earlierMigrations()).at(-1) ?? ''
      await migrate(database, { to: last })
      const before = await everyRow(database)
      expect(Object.values(before).flat().length).toBeGreaterThan(15)

      expect(await migrate(database, 'latest')).toEqual(['up 0012-search-functions'])
      expect(await everyRow(database)).toEqual(before)
      const history = await migrationHistory(database)
      expect(history.map(({ name }) => name)).toEqual(await knownMigrations())
      expect(history.filter(({ executedAt }) => executedAt === null)).toEqual([])
      const schema = await wholeCatalogue(database)

      expect(await migrate(database, 'down')).toEqual(['down 0012-search-functions'])
      expect(await everyRow(database)).toEqual(before)
      expect(await migrate(database, 'latest')).toEqual(['up 0012-search-functions'])
      expect(await everyRow(database)).toEqual(before)
      expect(await wholeCatalogue(database)).toEqual(schema)
      await expect(migrate(database, { to: last })).rejects.toThrow(/below the baseline.*Restore a backup/)
    } finally {
      await database.close()
    }
  },
)
