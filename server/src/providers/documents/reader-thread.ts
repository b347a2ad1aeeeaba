import { parentPort } from 'node:worker_threads'
import { readDocument } from './read-document.ts'
import { Refusal } from './refusal.ts'
import type { ThreadAnswer } from './reader-answer.ts'

// A thread that reads documents one after another. Whatever a document does to it, only that one is lost.

const read = ({ content, mediaType }: { content: Uint8Array; mediaType: string }): Promise<ThreadAnswer> =>
  readDocument(content, mediaType).then(
    (document) => ({ document }),
    (error: unknown) =>
      error instanceof Refusal
        ? { refusal: error.message, reason: error.reason }
        : {
            refusal: null,
            internal: error instanceof Error ? (error.stack ?? error.message) : String(error),
          },
  )

parentPort?.on('message', async (question) => {
  const answer = await read(question)
  parentPort?.postMessage(answer)
})
