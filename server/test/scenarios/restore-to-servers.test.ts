import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { parley } from '#test/support/parley-command.ts'
import { makeWholeBackup } from '#test/support/whole-backup.ts'

const serverUrl = process.env.PARLEY_TEST_DATABASE_URL

test.runIf(serverUrl)(
  'somebody else’s database, a wrong password and a missing database are named',
  async () => {
    await using place = await emptyInstallation(serverUrl)
    const backup = join(place.directory, 'whole')
    await makeWholeBackup(backup)
    const url = new URL(place.env.DATABASE_URL ?? '')
    const restoreTo = (changes: Partial<URL>) =>
      parley(['restore', backup], { ...place.env, DATABASE_URL: Object.assign(new URL(url), changes).href })
    const database = await place.open()
    await database.administer(
      async (db) => void (await db.schema.createTable('theirs').addColumn('a', 'text').execute()),
    )
    await database.close()
    const filled = await restoreTo({})
    expect([filled.code, filled.output]).toEqual([
      1,
      expect.stringMatching(/not empty: it has 1 tables.*\(not-empty\)/),
    ])
    const missing = await restoreTo({ pathname: '/nobody_made_this' })
    expect([missing.code, missing.output]).toEqual([
      1,
      expect.stringMatching(/"nobody_made_this" does not exist\. Create it/),
    ])
    const stranger = await restoreTo({ username: 'nobody_we_know', password: 'sk-secret' })
    expect([stranger.code, stranger.output]).toEqual([
      1,
      expect.stringMatching(/Correct the user and password in DATABASE_URL/),
    ])
    expect(stranger.output).not.toContain('sk-secret')
    for (const { output } of [filled, missing, stranger]) expect(output).not.toMatch(/\n\s+at /)
  },
)
