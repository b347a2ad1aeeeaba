import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { uuidv7 } from 'uuidv7'

/** Whoever makes such ids has so many numbers in store at most. */
const DRAWN_AHEAD = 16

/**
 * Takes chance out of this thread while it is installed. Of ids that begin with their moment only the moment and their order
 * are left, and they are as unique as before; what is drawn is always the middle.
 */
export function installVirtualChance(): Disposable {
  const { random } = Math
  const { randomUUID } = crypto
  const { getRandomValues } = globalThis.crypto
  let made = 0
  Math.random = () => 0.5
  globalThis.crypto.getRandomValues = (array) => {
    if (array) new Uint8Array(array.buffer, array.byteOffset, array.byteLength).fill(0)
    return array
  }
  crypto.randomUUID = () => {
    made += 1
    return `00000000-0000-4000-8000-${made.toString(16).padStart(12, '0')}`
  }
  syncBuiltinESMExports()
  for (let id = 0; id < DRAWN_AHEAD; id += 1) uuidv7()
  return {
    [Symbol.dispose]() {
      Math.random = random
      globalThis.crypto.getRandomValues = getRandomValues
      crypto.randomUUID = randomUUID
      syncBuiltinESMExports()
    },
  }
}
