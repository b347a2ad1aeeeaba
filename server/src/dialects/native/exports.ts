import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { FaqEntry } from '#contract/shapes/faq-entry.ts'
import { exportContact } from '#features/contacts/index.ts'
import { exportConversations, exportSeveral } from '#features/messages/index.ts'
import { exportConversation, readConversation } from '#features/conversations/index.ts'
import { exportFaqEntries, readKnowledgeBase } from '#features/knowledge/index.ts'
import { CSV_START, csvLine } from '#platform/text/csv.ts'
import { attachment, fileNameOf } from '#platform/http/attachment.ts'
import type { Mount } from '../dialect.ts'
import { enterStream } from '../kit/visit.ts'

/** Exports: one conversation, all of the caller's own, or the FAQ entries of a knowledge base. */
export function exportRoutes(http: FastifyInstance, { app }: Mount) {
  http.get('/v1/conversations/:conversationId/export', withoutHead, async (request, reply) => {
    const { conversationId } = request.params as { conversationId: string }
    const { scope } = await enterStream(app, request, reply)
    const input = { ...(request.query as object), conversationId } as Parameters<typeof exportConversation>[1]
    const pieces = exportConversation(scope, input)
    const { title } = await readConversation(scope, { conversationId })
    const isMarkdown = input.format === 'markdown'
    return sendFile(reply, pieces, {
      name: fileNameOf(title, 'conversation', isMarkdown ? 'md' : 'json'),
      mediaType: isMarkdown ? 'text/markdown; charset=utf-8' : 'application/json; charset=utf-8',
    })
  })

  http.post('/v1/conversations/export', async (request, reply) => {
    const { scope } = await enterStream(app, request, reply)
    const input = request.body as Parameters<typeof exportSeveral>[1]
    const isMarkdown = input?.format === 'markdown'
    return sendFile(reply, await exportSeveral(scope, input), {
      name: `conversations-${new Date().toISOString().slice(0, 10)}.${isMarkdown ? 'md' : 'json'}`,
      mediaType: isMarkdown ? 'text/markdown; charset=utf-8' : 'application/json; charset=utf-8',
    })
  })

  http.get('/v1/contacts/:contactId/export', withoutHead, async (request, reply) => {
    const { contactId } = request.params as { contactId: string }
    const { scope } = await enterStream(app, request, reply)
    return sendFile(reply, exportContact(scope, { ...(request.query as object), contactId }), {
      name: `contact-${contactId}.json`,
      mediaType: 'application/json; charset=utf-8',
    })
  })

  http.get('/v1/knowledge-bases/:knowledgeBaseId/faq-entries/export', withoutHead, async (request, reply) => {
    const { knowledgeBaseId } = request.params as { knowledgeBaseId: string }
    const { scope } = await enterStream(app, request, reply)
    const input = { ...(request.query as object), knowledgeBaseId }
    const pieces = faqEntriesAsCsv(exportFaqEntries(scope, input))
    const { name } = await readKnowledgeBase(scope, { knowledgeBaseId })
    return sendFile(reply, pieces, {
      name: fileNameOf(name, 'questions', 'csv'),
      mediaType: 'text/csv; charset=utf-8',
    })
  })

  http.get('/v1/export', withoutHead, async (request, reply) => {
    const { scope } = await enterStream(app, request, reply)
    const input = request.query as Parameters<typeof exportConversations>[1]
    return sendFile(reply, exportConversations(scope, input), {
      name: `conversations-${new Date().toISOString().slice(0, 10)}.json`,
      mediaType: 'application/json; charset=utf-8',
    })
  })
}

async function* faqEntriesAsCsv(pages: AsyncIterable<readonly FaqEntry[]>) {
  yield CSV_START + csvLine(['question', 'answer'])
  for await (const faqEntries of pages)
    for (const { question, answer } of faqEntries) yield csvLine([question, answer])
}

/** The length of a file is only known at its end, so there is no HEAD. */
const withoutHead = { exposeHeadRoute: false }

async function sendFile(
  reply: FastifyReply,
  pieces: AsyncGenerator<string>,
  { name, mediaType }: { name: string; mediaType: string },
) {
  // The first piece is waited for, so that a refusal is a plain answer and not a broken file.
  const first = await pieces.next()
  return reply
    .type(mediaType)
    .header('content-disposition', attachment(name))
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(Readable.from(whole(first, pieces)))
}

async function* whole(first: IteratorResult<string>, rest: AsyncGenerator<string>) {
  try {
    if (!first.done) yield first.value
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}
