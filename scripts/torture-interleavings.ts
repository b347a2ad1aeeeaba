import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { runInterleavings } from './torture/run-interleavings.ts'

// npm run torture:interleavings -- [--seeds 100000] [--from 1] [--at-once 2] [--trace]: two processes, people and
// failures on one database, one statement at a time in the order that a seed decides. A failing seed replays exactly:
// --from 4711 --seeds 1 --trace prints it statement by statement.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100000' },
    from: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: String(availableParallelism()) },
    trace: { type: 'boolean', default: false },
  },
})
const begun = performance.now()
let ran = 0
const broken = await runInterleavings({
  from: Number(values.from),
  count: Number(values.seeds),
  atOnce: Number(values['at-once']),
  told({ seed, violations, trace }) {
    ran += 1
    if (values.trace) console.log(trace.join('\n'))
    for (const violation of violations) console.log(`seed ${seed}: ${violation}`)
    const perSecond = (ran * 1_000) / (performance.now() - begun)
    if (ran % 500 === 0) console.log(`${ran} seeds, ${perSecond.toFixed(1)} a second`)
  },
})
console.log(broken === 0 ? `${ran} seeds kept everything.` : `${broken} OF ${ran} SEEDS BROKE SOMETHING.`)
process.exit(broken === 0 ? 0 : 1)
