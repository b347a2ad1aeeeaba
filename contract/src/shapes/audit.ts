import { z } from 'zod'
import { eventPayloads, type EventType } from '../events.ts'
import { Instant } from '../ids.ts'
import { isUnaudited, type unauditedEvents } from '../unaudited-events.ts'
import { PageQuery, pageOf } from '../page.ts'

export type AuditedEvent = Exclude<EventType, (typeof unauditedEvents)[number]>

export const auditedEvents = (Object.keys(eventPayloads) as EventType[]).filter(
  (type): type is AuditedEvent => !isUnaudited(type),
)

/** Who did what, when, from where, and to what. */
export const AuditEntry = z
  .object({
    id: z.uuid(),
    at: Instant.describe('When it happened.'),
    type: z.string().describe('The event type, for example `member.changed`.'),
    actor: z
      .object({
        kind: z.string().describe('The kind of actor, for example `member` or `visitor`.'),
        id: z.uuid().nullable(),
        name: z.string().nullable().describe('The name of the actor at that time; null if unknown.'),
      })
      .describe('Who did it.'),
    subject: z
      .string()
      .nullable()
      .describe(
        'The name of what was acted on, for example of a member; null if it has no name that an admin may read.',
      ),
    facts: z.record(z.string(), z.unknown()).describe('Details of the event: ids and short values.'),
    address: z.string().nullable().describe('The IP address that the request came from; null if unknown.'),
    userAgent: z
      .string()
      .nullable()
      .describe('The `User-Agent` header of the request; null if there was none.'),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>
export const AuditPage = pageOf(AuditEntry).meta({ id: 'AuditPage' })

const filters = {
  type: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/)
    .max(60)
    .optional()
    .describe('An event type such as `member.changed`, or a prefix such as `member` for all its events.'),
  actorId: z.uuid().optional().describe('Only entries of this actor, who may have been deleted since.'),
  subjectId: z
    .uuid()
    .optional()
    .describe('Only entries about this object, which may have been deleted since.'),
  from: Instant.optional().describe('Only entries at or after this moment.'),
  to: Instant.optional().describe('Only entries before this moment.'),
}
export const ListAuditEntries = PageQuery.extend(filters)
export const ExportAuditLog = z.strictObject({
  ...filters,
  format: z.enum(['csv', 'json']).default('csv').describe('The format of the file.'),
})
export type AuditFilters = Omit<z.output<typeof ExportAuditLog>, 'format'>
