import { parentPort, workerData } from 'node:worker_threads'
import { readDocument } from './read-document.ts'
import { Refusal } from './refusal.ts'
import type { ThreadAnswer } from './reader-answer.ts'

// The thread that reads one document and ends. Whatever else it may do to itself, only this document is lost.

const { content, mediaType } = workerData as { content: Uint8Array; mediaType: string }

const answer: ThreadAnswer = await readDocument(content, mediaType).then(
  (document) => ({ document }),
  (error: unknown) =>
    error instanceof Refusal
      ? { refusal: error.message }
      : { refusal: null, internal: error instanceof Error ? (error.stack ?? error.message) : String(error) },
)
parentPort?.postMessage({ answer })
