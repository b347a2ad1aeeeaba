import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { parley } from '#test/support/parley-command.ts'

test('only the newest restore points are kept, and none is made if that is off', async () => {
  await using place = await emptyInstallation(serverOfRun())
  const at = (name: string, more = {}) =>
    parley(['migrate', 'to', name], { ...place.env, PARLEY_RESTORE_POINTS: '2', ...more })
  expect((await at('0003-models-and-budgets')).output).not.toContain('restore point')
  for (const name of [
    '0004-agents',
    '0005-conversations-and-files',
    '0004-agents',
    '0003-models-and-budgets',
  ])
    expect((await at(name)).output).toContain('A restore point was made')
  expect(await at('0002-people-and-keys', { PARLEY_RESTORE_POINTS: '0' })).toMatchObject({
    output: 'down 0003-models-and-budgets\n',
  })
  expect(readdirSync(join(place.directory, 'restore-points')).map((name) => name.slice(25, 34))).toEqual([
    '0005-conv',
    '0004-agen',
  ])
})
