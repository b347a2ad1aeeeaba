import { registerHooks } from 'node:module'
import type { ExternalTool } from '#kernel/ports.ts'

const WHERE = 'fakes.tools ?? []'
const SOURCE = '/server/src/app/open-ports.ts'
const BUILT = '/server/dist/'

/** Gives a server that is started after this in the same process tools of a test. */
export function plantTools(tools: readonly ExternalTool[]): void {
  Object.assign(globalThis, { plantedTools: tools })
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      if (!url.endsWith(SOURCE) && !url.includes(BUILT)) return loaded
      const source = String(loaded.source)
      if (!source.includes(WHERE) && url.endsWith(SOURCE)) throw new Error('There is no place for the tools.')
      return { ...loaded, source: source.replace(WHERE, 'globalThis.plantedTools') }
    },
  })
}
