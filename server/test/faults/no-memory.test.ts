import { expect, test } from 'vitest'
import { killRounds } from '#test/support/kill-rounds.ts'
import { sized } from './size.ts'

test('a process that runs out of memory ends, and the next one has everything acknowledged', {
  timeout: 600_000,
}, async () => {
  const outputs: string[] = []
  const report = await killRounds({
    rounds: sized(2, 20),
    plants: [new URL('../support/plant-hunger.ts', import.meta.url).href],
    nodeOptions: ['--max-old-space-size=256'],
    signal: 'SIGUSR2',
    ended: (_, output) => outputs.push(output),
  })
  for (const output of outputs) expect(output).toContain('heap out of memory')
  expect(report.acknowledged).toBeGreaterThan(0)
  expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0, misplaced: 0 })
})
