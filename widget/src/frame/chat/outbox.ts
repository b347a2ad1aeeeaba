import type { SentPart } from '#contract/message-parts.ts'
import { newId } from '#client/new-id.ts'
import type { Keeping } from '../keeping.ts'

/** A message that the server has not acknowledged. */
export interface Waiting {
  readonly clientId: string
  readonly text: string
  readonly files: readonly { fileId: string; name: string }[]
  /** Why the server refused it; null while it is being sent. */
  readonly refusal: string | null
}

/**
 * Messages to send, in order. It outlives the page, and retries under the same id until they are known to be stored.
 */
export interface Outbox {
  all(): readonly Waiting[]
  add(text: string, files: Waiting['files']): Waiting
  refuse(clientId: string, refusal: string | null): void
  remove(clientId: string): void
  clear(): void
}

const PLACE = 'outbox'

export const partsOf = ({ text, files }: Waiting): SentPart[] => [
  ...(text === '' ? [] : [{ type: 'text' as const, text }]),
  ...files.map(({ fileId }) => ({ type: 'file' as const, fileId })),
]

export function openOutbox(keeping: Keeping): Outbox {
  let waiting = read(keeping)
  const keep = (next: readonly Waiting[]) => {
    waiting = next
    keeping.write(PLACE, next.length === 0 ? null : JSON.stringify(next))
  }
  return {
    all: () => waiting,
    add(text, files) {
      const one: Waiting = { clientId: newId(), text, files, refusal: null }
      keep([...waiting, one])
      return one
    },
    refuse: (clientId, refusal) =>
      keep(waiting.map((one) => (one.clientId === clientId ? { ...one, refusal } : one))),
    remove: (clientId) => keep(waiting.filter((one) => one.clientId !== clientId)),
    clear: () => keep([]),
  }
}

function read(keeping: Keeping): readonly Waiting[] {
  try {
    return JSON.parse(keeping.read(PLACE) ?? '[]') as Waiting[]
  } catch {
    return []
  }
}
