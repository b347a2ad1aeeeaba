import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { AuditEntry } from '#contract/shapes/audit.ts'
import { exportAuditLog } from '#features/audit/index.ts'
import { attachment } from '#platform/http/attachment.ts'
import { CSV_START, csvLine } from '#platform/text/csv.ts'
import type { Mount } from '../dialect.ts'
import { enterStream } from '../kit/visit.ts'

/** Exports the audit log as a file, while it is read. */
export function auditExportRoute(http: FastifyInstance, { app }: Mount) {
  http.get('/v1/audit-log/export', { exposeHeadRoute: false }, async (request, reply) => {
    const { scope } = await enterStream(app, request, reply)
    const query = request.query as { format?: string }
    const format = query.format === 'json' ? 'json' : 'csv'
    const pages = exportAuditLog(scope, query as Parameters<typeof exportAuditLog>[1])
    // The first page is waited for, so that a refusal is a plain answer and not a broken file.
    const first = await pages.next()
    const all = async function* () {
      if (!first.done) yield first.value
      yield* pages
    }
    const text = format === 'json' ? asJson(all()) : asCsv(all())
    return reply
      .type(format === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8')
      .header(
        'content-disposition',
        attachment(`audit-log-${new Date().toISOString().slice(0, 10)}.${format}`),
      )
      .send(Readable.from(text))
  })
}

type Pages = AsyncIterable<readonly AuditEntry[]>

async function* asJson(pages: Pages) {
  let lead = '['
  for await (const entries of pages)
    for (const entry of entries) {
      yield `${lead}\n${JSON.stringify(entry)}`
      lead = ','
    }
  yield lead === '[' ? '[]\n' : '\n]\n'
}

const columns = [
  'at',
  'type',
  'actorKind',
  'actorId',
  'actorName',
  'subject',
  'address',
  'userAgent',
  'facts',
  'id',
]

async function* asCsv(pages: Pages) {
  yield CSV_START + csvLine(columns)
  for await (const entries of pages)
    for (const { at, type, actor, subject, address, userAgent, facts, id } of entries)
      yield csvLine([
        at,
        type,
        actor.kind,
        actor.id ?? '',
        actor.name ?? '',
        subject ?? '',
        address ?? '',
        userAgent ?? '',
        JSON.stringify(facts),
        id,
      ])
}
