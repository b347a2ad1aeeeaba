import { client } from '../../data/console-client.ts'
import { change, invalidate } from '../../data/cache.ts'
import { createStore } from '../../data/store.ts'
import { documentsOf } from '../../data/documents.ts'

/** A file on its way into a knowledge base. Once it is there its document takes over. */
export interface Upload {
  number: number
  knowledgeBaseId: string
  file: File
  /** 0 to 1. */
  progress: number
  /** Null while it is on its way. */
  error: unknown
}

/** Uploads go on while other pages are open. */
export const uploads = createStore<readonly Upload[]>([])

const AT_ONCE = 2
const running = new Map<number, AbortController>()
let numbers = 0

const update = (number: number, changes: Partial<Upload>) =>
  uploads.set(uploads.get().map((one) => (one.number === number ? { ...one, ...changes } : one)))

const waiting: number[] = []

export function upload(knowledgeBaseId: string, files: Iterable<File>) {
  for (const file of files) {
    const number = ++numbers
    uploads.set([...uploads.get(), { number, knowledgeBaseId, file, progress: 0, error: null }])
    waiting.push(number)
  }
  startWaiting()
}

export function uploadAgain(number: number) {
  update(number, { progress: 0, error: null })
  waiting.push(number)
  startWaiting()
}

/** Takes a file out, also in the middle of its way. */
export function discardUpload(number: number) {
  uploads.set(uploads.get().filter((one) => one.number !== number))
  running.get(number)?.abort()
}

/** Whether leaving the page would lose a file. */
const isAnyUnderway = () => uploads.get().some(({ error }) => error === null)

addEventListener('beforeunload', (event) => {
  if (isAnyUnderway()) event.preventDefault()
})

const startWaiting = () => {
  while (running.size < AT_ONCE && waiting.length > 0) {
    const number = waiting.shift()
    const next = uploads.get().find((one) => one.number === number)
    if (next) void run(next)
  }
}

const run = async ({ number, knowledgeBaseId, file }: Upload) => {
  const leaving = new AbortController()
  const { signal } = leaving
  running.set(number, leaving)
  try {
    const stored = await client.files.upload(file, file.name, {
      signal,
      onProgress: (progress) => update(number, { progress }),
    })
    if (!signal.aborted) {
      const added = await client.documents.add(knowledgeBaseId, {
        name: file.name.slice(0, 255),
        fileId: stored.id,
      })
      // Its row takes the place of this one at once; the counts beside it follow.
      change(documentsOf(knowledgeBaseId), (page) => ({
        ...page,
        items: [added, ...page.items.filter(({ id }) => id !== added.id)],
      }))
      invalidate('document', { knowledgeBaseId })
    }
    running.delete(number)
    discardUpload(number)
  } catch (error) {
    running.delete(number)
    update(number, { error })
  }
  startWaiting()
}
