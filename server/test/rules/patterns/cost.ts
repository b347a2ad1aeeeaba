import { createContext, Script } from 'node:vm'
import { type Attack, attacksOn, textOf } from './attacks.ts'

const TRIED = 10_000
/** What takes as long as the ceiling on the long text takes a hundredth of it on the short one, where it grows with the square. */
const SUSPECT_MS = 0.5
export const LENGTH = 100_000
/** What a pattern may cost on a text of that length. */
export const CEILING_MS = 50
const GIVEN_UP_MS = 500
const REPEATS = 6
/** Twice the text costs twice as much, or a little more. */
const GROWTH = 2.6

export interface Slow {
  readonly attack: Attack
  readonly milliseconds: number
}

const place = { pattern: /./, text: '' }
const context = createContext(place)
// All of a text is looked at, as `replace`, `split` and `matchAll` do.
const all = new Script("text.replace(pattern, '')")
const once = new Script('pattern.exec(text)')

/** What this thread has worked so far; that others work on the same machine makes it no more. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** The least work of some repeats; ended where it takes for ever. */
function costOf(pattern: RegExp, text: string, enough: number): number {
  Object.assign(place, { pattern, text })
  const script = pattern.global ? all : once
  let least = Infinity
  for (let repeat = 0; repeat < REPEATS && least > enough; repeat++) {
    pattern.lastIndex = 0
    const begun = workedMs()
    try {
      script.runInContext(context, { timeout: GIVEN_UP_MS })
      least = Math.min(least, workedMs() - begun)
    } catch {
      // It may also have stood still for so long.
      if (workedMs() - begun > CEILING_MS) return GIVEN_UP_MS
    }
  }
  return least
}

/** The first attack of its own making that a pattern is too slow on; null when it bears them all. */
export function slownessOf(pattern: RegExp, length = LENGTH): Slow | null {
  for (const attack of attacksOn(pattern)) {
    if (costOf(pattern, textOf(attack, Math.min(length, TRIED)), SUSPECT_MS) < SUSPECT_MS) continue
    const milliseconds = costOf(pattern, textOf(attack, length), CEILING_MS)
    if (milliseconds <= CEILING_MS) continue
    // A slow machine makes the long and the short one slow alike.
    const half = costOf(pattern, textOf(attack, length / 2), 0)
    if (milliseconds === GIVEN_UP_MS || milliseconds > GROWTH * half) return { attack, milliseconds }
  }
  return null
}
