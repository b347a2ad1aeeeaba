import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FileText } from '#contract/shapes/file.ts'
import { readFileText, retryFileText } from '#features/files/index.ts'
import { accept, inBothSpellings, jsonObject } from '../accept.ts'
import { type Caller, type EnterCaller, entryRequestOf } from '../caller.ts'
import { readBody } from '../form.ts'
import { openPaths } from '../paths.ts'
import { badRequest } from '../refusal.ts'
import { addRagDocument, toIngestion, untilReady } from './documents.ts'
import { elevateToWrite } from './elevate.ts'
import { provideSource } from './sources.ts'
import { mediaTypeOf, readUpload, takeFile } from './take-file.ts'

const LOOK_EVERY_MS = 150
const WAIT_MS = 100_000

const number = z.union([z.int(), z.string().regex(/^\d{1,15}$/)])
const Text = z.object({
  content: z.string().max(2_000_000).nullish(),
  text: z.string().max(2_000_000).nullish(),
  title: z.string().trim().max(255).nullish(),
  knowledgeSourceId: number.nullish(),
  metadata: jsonObject.nullish(),
})

/** Adds documents and waits until they are searchable; or reads a file for a question without storing it. */
export function ingestRoutes(http: FastifyInstance, enter: EnterCaller) {
  const open = openPaths(http)
  const writer = async (request: FastifyRequest) => {
    const caller = await enter(entryRequestOf(request))
    return { caller, elevated: elevateToWrite(caller) }
  }

  open('POST', '/api/rag/ingest/text', async (request) => {
    const beganAt = performance.now()
    const { elevated } = await writer(request)
    const given = accept(Text, await readBody(request))
    const text = (given.content ?? given.text ?? '').trim()
    if (text === '') throw badRequest('Content is required')
    const { title, metadata } = given
    const taken = await addRagDocument(elevated, await provideSource(elevated, given.knowledgeSourceId), {
      name: title || 'Untitled',
      text,
      notes: metadata ? { metadata } : {},
    })
    return toIngestion(elevated, await untilReady(elevated, taken), beganAt)
  })

  // One of its pages repeats the beginning of the address.
  open('POST', ['/api/rag/ingest/file', '/api/api/rag/ingest/file'], async (request) => {
    const beganAt = performance.now()
    const { caller, elevated } = await writer(request)
    const { taken, file, isMultimodal } = await takeFile({ caller, elevated }, request)
    const ready = await untilReady(elevated, taken)
    return {
      ...(await toIngestion(elevated, ready, beganAt)),
      ...inBothSpellings({ mediaType: mediaTypeOf(file), multimodal: isMultimodal }),
    }
  })

  open('POST', ['/api/rag/process/chat-file', '/api/api/rag/process/chat-file'], async (request) => {
    const caller = await enter(entryRequestOf(request))
    const { file, beside } = await readUpload(caller, request)
    const { state, text, errorCode } = await readOut(caller, file.id)
    const isRead = state === 'ready' && text !== ''
    const kind = mediaTypeOf(file)
    return {
      success: true,
      ...inBothSpellings({
        filename: file.name,
        mediaType: kind,
        multimodal: beside.multimodal === 'true',
        textExtracted: isRead,
        extractedText: text,
      }),
      analysis: {
        extractedText: text,
        type: kind,
        size: file.sizeBytes,
        ...(errorCode !== null && { error: errorCode }),
      },
    }
  })
}

/** The text of a file, once it was read. */
async function readOut({ scope }: Caller, fileId: string): Promise<FileText> {
  const until = performance.now() + WAIT_MS
  let read = await retryFileText(scope, { fileId })
  while (read.kind !== 'none' && read.state === 'waiting' && performance.now() < until) {
    await new Promise((go) => setTimeout(go, LOOK_EVERY_MS))
    read = await readFileText(scope, { fileId })
  }
  return read
}
