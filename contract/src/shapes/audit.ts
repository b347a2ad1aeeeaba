import { z } from 'zod'
import { eventPayloads, type EventType } from '../events.ts'
import { Instant } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

/** The traffic of conversations, how people sort them, and the progress of work. Everything else that happens is in the audit log. */
export const unauditedEvents = [
  'conversation.opened',
  'conversation.changed',
  'conversation.read',
  'message.created',
  'reply.requested',
  'reply.started',
  'reply.ended',
  'handoff.requested',
  'tool-approval.requested',
  'inbox.changed',
  'csat-rating.requested',
  'csat-rating.given',
  'inbox.presence-set',
  'team.staffed',
  'sla.warned',
  'sla.breached',
  'canned-reply.changed',
  'macro.changed',
  'agent.drafted',
  'evaluation-run.ended',
  'unanswered-question.changed',
  'suggestion.made',
  'memory.changed',
  'contact.added',
  'contact.changed',
  'contact.erasure-progressed',
  'document.changed',
  'knowledge-base.embedded',
  'site.changed',
  'file.uploaded',
  'file.read',
  'invitation.used',
  'proactive-preferences.set',
  'scheduled-message.changed',
  'tool-server.synced',
  'project.created',
  'project.changed',
  'project.deleted',
  'project.member-set',
  'import.ended',
] as const satisfies readonly EventType[]

export type AuditedEvent = Exclude<EventType, (typeof unauditedEvents)[number]>

const unaudited: ReadonlySet<string> = new Set(unauditedEvents)
export const auditedEvents = (Object.keys(eventPayloads) as EventType[]).filter(
  (type): type is AuditedEvent => !unaudited.has(type),
)

/** Who did what, when, from where, and to what. */
export const AuditEntry = z
  .object({
    id: z.uuid(),
    at: Instant,
    type: z.string().describe('Of the event, for example `member.changed`.'),
    actor: z.object({
      kind: z.string(),
      id: z.uuid().nullable(),
      name: z.string().nullable().describe('As it was then, where that is known.'),
    }),
    subject: z
      .string()
      .nullable()
      .describe('What it was done to, by its name; null where it has none that an administrator may read.'),
    facts: z.record(z.string(), z.unknown()).describe('Ids and small facts of the event.'),
    address: z.string().nullable().describe('Where the call came from.'),
    userAgent: z.string().nullable(),
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
    .describe('An event, `member.changed`, or all of a subject, `member`.'),
  actorId: z.uuid().optional().describe('Who did it, also someone who is gone.'),
  subjectId: z.uuid().optional().describe('What it was done to, also something that is gone.'),
  from: Instant.optional().describe('Not before this moment.'),
  to: Instant.optional().describe('Before this moment.'),
}
export const ListAuditEntries = PageQuery.extend(filters)
export const ExportAuditLog = z.strictObject({ ...filters, format: z.enum(['csv', 'json']).default('csv') })
export type AuditFilters = Omit<z.output<typeof ExportAuditLog>, 'format'>
