import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { openCell } from '../data/cell.ts'

/** A file on its way into a source. Once it is there its document takes over. */
export interface Upload {
  number: number
  sourceId: string
  file: File
  /** 0 to 1. */
  progress: number
  /** Null while it is on its way. */
  error: unknown
}

/** Uploads go on while other rooms are visited. */
export const uploads = openCell<readonly Upload[]>([])

const AT_ONCE = 2
const running = new Set<number>()
let numbers = 0

const update = (number: number, changes: Partial<Upload>) =>
  uploads.set(uploads.get().map((one) => (one.number === number ? { ...one, ...changes } : one)))

const waiting: number[] = []

export function upload(sourceId: string, files: Iterable<File>) {
  for (const file of files) {
    const number = ++numbers
    uploads.set([...uploads.get(), { number, sourceId, file, progress: 0, error: null }])
    waiting.push(number)
  }
  startWaiting()
}

export function uploadAgain(number: number) {
  update(number, { progress: 0, error: null })
  waiting.push(number)
  startWaiting()
}

export const discardUpload = (number: number) =>
  uploads.set(uploads.get().filter((one) => one.number !== number))

const startWaiting = () => {
  while (running.size < AT_ONCE && waiting.length > 0) {
    const number = waiting.shift()
    const next = uploads.get().find((one) => one.number === number)
    if (next) void run(next)
  }
}

const run = async ({ number, sourceId, file }: Upload) => {
  running.add(number)
  try {
    const stored = await client.files.upload(file, file.name, {
      onProgress: (progress) => update(number, { progress }),
    })
    await client.documents.add(sourceId, { name: file.name.slice(0, 255), fileId: stored.id })
    discardUpload(number)
    refresh(`documents/${sourceId}`)
  } catch (error) {
    update(number, { error })
  }
  running.delete(number)
  startWaiting()
}
