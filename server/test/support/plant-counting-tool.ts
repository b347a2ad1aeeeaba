// A tool that is planted, loaded before the server: it counts at PARLEY_COUNTS_AT and, with PARLEY_DIES_COUNTING, the
// process kills itself once it has been counted and before anybody can write that down.
import { registerHooks } from 'node:module'
import { countingTool } from './counting-tool.ts'

const WHERE = 'fakes.tools ?? []'
const tool = countingTool(process.env.PARLEY_COUNTS_AT ?? '', () => {
  if (process.env.PARLEY_DIES_COUNTING) process.kill(process.pid, 'SIGKILL')
})
Object.assign(globalThis, { plantedTools: [tool] })

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith('/server/src/app.ts')) return loaded
    const source = String(loaded.source)
    if (!source.includes(WHERE)) throw new Error('There is no place for the tool.')
    return { ...loaded, source: source.replace(WHERE, 'globalThis.plantedTools') }
  },
})
