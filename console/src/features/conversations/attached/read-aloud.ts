import { client } from '../../../data/console-client.ts'
import { createStore } from '../../../data/store.ts'

/** Which answer is read aloud at this moment; one at a time, wherever it stands. */
export interface ReadingAloud {
  readonly messageId: string
  /** False while it is still on its way. */
  readonly isHeard: boolean
}

export const readingAloud = createStore<ReadingAloud | null>(null)

let stopCurrent: (() => void) | null = null

/** Ends whatever is read. */
export function stopReading() {
  stopCurrent?.()
  stopCurrent = null
  readingAloud.set(null)
}

/** Reads an answer aloud, in the place of any other. Throws what kept it from being heard. */
export async function readAloud(messageId: string): Promise<void> {
  stopReading()
  const leaving = new AbortController()
  stopCurrent = () => leaving.abort()
  readingAloud.set({ messageId, isHeard: false })
  try {
    const { content } = await client.files.speech(messageId, {}, { signal: leaving.signal })
    await play(messageId, content, leaving.signal)
  } catch (error) {
    if (leaving.signal.aborted) return
    stopReading()
    throw error
  }
}

async function play(messageId: string, content: Blob, signal: AbortSignal) {
  signal.throwIfAborted()
  const address = URL.createObjectURL(new Blob([content], { type: 'audio/mpeg' }))
  const sound = new Audio(address)
  signal.addEventListener('abort', () => sound.pause())
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  sound.addEventListener('pause', () => resolve())
  sound.addEventListener('ended', () => resolve())
  sound.addEventListener('error', () => reject(sound.error ?? new Error('The sound cannot be played.')))
  try {
    await sound.play()
    if (!signal.aborted) readingAloud.set({ messageId, isHeard: true })
    await ended
  } finally {
    URL.revokeObjectURL(address)
  }
  if (!signal.aborted) stopReading()
}
