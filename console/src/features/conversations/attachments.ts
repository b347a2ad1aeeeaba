import type { FilePart } from '#contract/message-parts.ts'
import { client } from '../../data/console-client.ts'
import { createStore, type Store } from '../../data/store.ts'

/** A file beside a message that is being written: on its way to the server, there, or refused. */
export interface Attachment {
  readonly number: number
  readonly name: string
  /** 0 to 1. */
  readonly progress: number
  /** Null unless it was refused. */
  readonly error: unknown
  /** Null until it is there. */
  readonly stored: FilePart | null
}

export const FILES_MAX = 10

const keyOf = (place: string) => `parley.attachments.${place}`
const held = new Map<string, Store<readonly Attachment[]>>()
/** What an upload needs besides, by the attachment's number. */
const underway = new Map<number, { content: File; leaving: AbortController }>()
let numbers = 0

/** The files beside the message that is being written at a place; those that are on the server survive a reload. */
export function attachmentsAt(place: string): Store<readonly Attachment[]> {
  const known = held.get(place)
  if (known) return known
  const cell = createStore<readonly Attachment[]>(
    kept(place).map((stored) => ({ number: ++numbers, name: stored.name, progress: 1, error: null, stored })),
  )
  cell.subscribe(() => keep(place, filesIn(cell.get())))
  held.set(place, cell)
  return cell
}

export const filesIn = (attachments: readonly Attachment[]): FilePart[] =>
  attachments.flatMap(({ stored }) => stored ?? [])

export const isUnderway = ({ stored, error }: Attachment): boolean => stored === null && error === null

/** Begins to upload files; answers how many there was no room for. */
export function attach(place: string, files: readonly File[]): number {
  const cell = attachmentsAt(place)
  const taken = files.slice(0, FILES_MAX - cell.get().length)
  for (const content of taken) {
    const number = ++numbers
    cell.set([...cell.get(), { number, name: content.name, progress: 0, error: null, stored: null }])
    void upload(place, number, content)
  }
  return files.length - taken.length
}

export function attachAgain(place: string, number: number) {
  const content = underway.get(number)?.content
  if (!content) return
  update(place, number, { progress: 0, error: null })
  void upload(place, number, content)
}

export function detach(place: string, number: number) {
  underway.get(number)?.leaving.abort()
  underway.delete(number)
  const cell = attachmentsAt(place)
  cell.set(cell.get().filter((one) => one.number !== number))
}

/** Takes what is on the server out of the message that is being written: it was sent. */
export const detachStored = (place: string) => {
  const cell = attachmentsAt(place)
  cell.set(cell.get().filter(({ stored }) => stored === null))
}

const update = (place: string, number: number, changes: Partial<Attachment>) => {
  const cell = attachmentsAt(place)
  cell.set(cell.get().map((one) => (one.number === number ? { ...one, ...changes } : one)))
}

async function upload(place: string, number: number, content: File) {
  const leaving = new AbortController()
  underway.set(number, { content, leaving })
  try {
    await (await import('./attached/check-file-size.ts')).checkFileSize(content)
    const { id, name, mediaType, sizeBytes } = await client.files.upload(content, content.name, {
      signal: leaving.signal,
      onProgress: (progress) => update(place, number, { progress }),
    })
    underway.delete(number)
    update(place, number, { name, stored: { type: 'file', fileId: id, name, mediaType, sizeBytes } })
  } catch (error) {
    update(place, number, { error })
  }
}

function kept(place: string): FilePart[] {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(keyOf(place)) ?? '[]')
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

function keep(place: string, files: readonly FilePart[]) {
  try {
    if (files.length === 0) localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), JSON.stringify(files))
  } catch {
    // A full or closed storage: the files are still on the screen.
  }
}
