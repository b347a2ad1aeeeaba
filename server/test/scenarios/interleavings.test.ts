import { expect, test } from 'vitest'
import { acknowledgeEarly } from '#test/support/interleavings/plants/acknowledge-early.ts'
import { checkThenWrite, ignoreAttempt } from '#test/support/interleavings/plants/end-unfenced.ts'
import { loseLastTurn } from '#test/support/interleavings/plants/lose-last-turn.ts'
import { numberTwice } from '#test/support/interleavings/plants/number-twice.ts'
import { openSimulation } from '#test/support/interleavings/simulation.ts'

const LONG = { timeout: 600_000 }
const SEEDS = 500
const FOUND_WITHIN = 2_000

test(`${SEEDS} seeds: the invariants hold in any order`, LONG, async () => {
  await using simulation = await openSimulation()
  const broken: string[] = []
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations } = await simulation.run(seed)
    broken.push(...violations.map((violation) => `seed ${seed}: ${violation}`))
  }
  expect(broken).toEqual([])
})

test('a seed is reproducible, whatever ran before it', LONG, async () => {
  const seeds = [7, 14, 20, 33]
  const tracesOf = async (order: readonly number[]) => {
    await using simulation = await openSimulation()
    const traces = new Map<number, readonly string[]>()
    for (const seed of order) traces.set(seed, (await simulation.run(seed)).trace)
    return traces
  }
  const [once, again] = [await tracesOf(seeds), await tracesOf(seeds.toReversed())]
  for (const seed of seeds) expect(again.get(seed)).toEqual(once.get(seed))
})

// Whoever judges must be seen to see.
test.each([
  ['acknowledges before it commits', acknowledgeEarly],
  ['leaves out the last of several turns', loseLastTurn],
  ['gives a number twice', numberTwice],
  ['checks whose a conversation is before it writes, and not in what it writes', checkThenWrite],
  ['lets an attempt that was overtaken end the answer', ignoreAttempt],
])('a server is caught that %s', LONG, async (name, plant) => {
  await using simulation = await openSimulation({ plant })
  for (let seed = 1; seed <= FOUND_WITHIN; seed += 1) {
    const [violation] = (await simulation.run(seed)).violations
    if (violation === undefined) continue
    expect(simulation.mistakes()).toBeGreaterThan(0)
    console.log(`A server that ${name}: seed ${seed}, ${violation}.`)
    return
  }
  throw new Error(`No seed up to ${FOUND_WITHIN} found it.`)
})
