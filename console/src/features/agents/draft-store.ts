import { client } from '../../data/console-client.ts'
import { change, invalidate } from '../../data/cache.ts'
import { type Store, createStore } from '../../data/store.ts'
import { resource } from '../../data/resource.ts'
import { type AgentFields, isAlike, sendable } from './agent-fields.ts'

type Changes = Partial<AgentFields>
export type SaveState = 'nothing' | 'waiting' | 'failed'

/** Where an agent is worked on: what was typed and is not the server's yet goes there by itself, a moment later. */
export interface DraftStore {
  /** What was typed, over what the server has. */
  readonly touched: Store<Changes>
  readonly sending: Store<SaveState>
  /** Why the last sending failed. */
  readonly error: Store<unknown>
  set(changes: Changes): void
  /** Sends at once; true when the server has everything. */
  flush(): Promise<boolean>
  /** Forgets what was typed. */
  forget(): void
}

const PAUSE_MS = 600
const keyOf = (place: string) => `parley.agent-draft.${place}`

const read = (place: string): Changes => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Changes) : {}
  } catch {
    return {}
  }
}

const keep = (place: string, changes: Changes) => {
  try {
    if (Object.keys(changes).length === 0) localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), JSON.stringify(changes))
  } catch {
    // A full or closed storage: the changes are still on the screen.
  }
}

const draftStores = new Map<string, DraftStore>()

/** Whether this browser has something of an agent that the server does not. */
export const hasUnsent = (place: string): boolean => Object.keys(read(place)).length > 0

/** The editor of an agent, or of the one that is being made: `new`, whose draft stays in this browser. */
export function draftStoreOf(place: string): DraftStore {
  const store = draftStores.get(place) ?? createDraftStore(place)
  draftStores.set(place, store)
  return store
}

function createDraftStore(place: string): DraftStore {
  const touched = createStore<Changes>(read(place))
  const sending = createStore<SaveState>('nothing')
  const error = createStore<unknown>(undefined)
  let unsent: Changes = touched.get()
  let timer: ReturnType<typeof setTimeout> | undefined
  let underway: Promise<boolean> = Promise.resolve(true)
  const isSent = () => Object.keys(unsent).length === 0

  async function send(): Promise<boolean> {
    const body = sendable(unsent)
    const sent = unsent
    if (Object.keys(body).length === 0) return isSent()
    try {
      const draft = await client.agents.changeDraft(place, body)
      change(resource('agents.draft', place), () => draft)
      invalidate('agent-version', { agentId: place })
      const isOver = ([field, value]: [string, unknown]) =>
        isAlike(sent[field as keyof Changes], value) && field in body
      unsent = without(unsent, isOver)
      // What the server spells otherwise is left as it was typed, so that nobody is interrupted.
      touched.set(
        without(
          touched.get(),
          (entry) => isOver(entry) && isAlike(draft.configuration[entry[0] as keyof AgentFields], entry[1]),
        ),
      )
      keep(place, unsent)
      error.set(undefined)
      sending.set(isSent() ? 'nothing' : 'waiting')
    } catch (failure) {
      error.set(failure)
      sending.set('failed')
    }
    return isSent()
  }

  const flush = () => {
    clearTimeout(timer)
    if (place === 'new') return Promise.resolve(false)
    underway = underway.then(send)
    return underway
  }

  if (!isSent() && place !== 'new') timer = setTimeout(() => void flush(), 0)
  return {
    touched,
    sending,
    error,
    flush,
    set(changes) {
      touched.set({ ...touched.get(), ...changes })
      unsent = { ...unsent, ...changes }
      keep(place, unsent)
      if (place === 'new') return
      sending.set('waiting')
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), PAUSE_MS)
    },
    forget() {
      clearTimeout(timer)
      unsent = {}
      touched.set({})
      keep(place, {})
      sending.set('nothing')
      error.set(undefined)
    },
  }
}

const without = (changes: Changes, isOver: (entry: [string, unknown]) => boolean): Changes =>
  Object.fromEntries(Object.entries(changes).filter((entry) => !isOver(entry)))
