import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { AgentRef, AgentConfiguration, configurationFields } from './agent.ts'

const note = z.string().trim().max(500)
const number = z.coerce.number().int().min(1).max(1_000_000_000)
const Fields = z.array(z.enum(configurationFields as [string, ...string[]]))

/** Who did it; the name as the person is called now, null where that is not known. */
const Author = z.object({ kind: z.string(), id: z.uuid().nullable(), name: z.string().nullable() })

/** What is changed and not published yet. Fields that are not among its changes are as published. */
export const AgentDraft = z
  .object({
    agentId: id('agent'),
    configuration: AgentConfiguration.describe('The agent as it would be when published now.'),
    changed: Fields.describe('What differs from the version that answers.'),
    version: z.int().describe('The version that answers.'),
    revision: z.int().describe('Grows with every change; 0 where nothing is changed.'),
    missingKnowledgeBases: z
      .int()
      .describe('How many knowledge bases it named that are gone, and that it is without.'),
    changedBy: Author.nullable(),
    changedAt: Instant.nullable(),
  })
  .meta({ id: 'AgentDraft' })
export type AgentDraft = z.infer<typeof AgentDraft>

export const ChangeDraft = AgentRef.extend(AgentConfiguration.partial().shape)
export const PublishAgent = AgentRef.extend({
  note: note.default('').describe('What is new, for whoever looks back.'),
  revision: z
    .int()
    .min(1)
    .optional()
    .describe('The revision of the draft that was looked at; a later one is then not published.'),
})

export const AgentVersion = z
  .object({
    agentId: id('agent'),
    number: z.int().describe('1..n, no gaps.'),
    origin: z
      .enum(['made', 'published', 'changed', 'adapted', 'undone'])
      .describe(
        'How it came about: with the agent, from a draft, at once by a call, by what a conversation taught, or by taking back the one before.',
      ),
    note: z.string(),
    changed: Fields.describe('What differs from the version before.'),
    author: Author,
    createdAt: Instant,
  })
  .meta({ id: 'AgentVersion' })
export type AgentVersion = z.infer<typeof AgentVersion>
export type VersionOrigin = AgentVersion['origin']
export const AgentVersionPage = pageOf(AgentVersion).meta({ id: 'AgentVersionPage' })
export const WholeAgentVersion = AgentVersion.extend({ configuration: AgentConfiguration }).meta({
  id: 'WholeAgentVersion',
})
export type WholeAgentVersion = z.infer<typeof WholeAgentVersion>

export const ListVersions = PageQuery.extend(AgentRef.shape)
export const VersionRef = AgentRef.extend({ number })

export const CompareVersions = AgentRef.extend({
  from: number.optional().describe('A version; the one that answers when left out.'),
  to: number.optional().describe('A version; the draft when left out.'),
})

/** A line of a text that was compared with another. */
export const DiffLine = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })
export type DiffLine = z.infer<typeof DiffLine>

export const AgentDiff = z
  .object({
    fields: z.array(
      z.object({
        field: z.enum(configurationFields as [string, ...string[]]),
        before: z.unknown(),
        after: z.unknown(),
        lines: z.array(DiffLine).nullable().describe('For what people write, line by line.'),
      }),
    ),
    knowledgeBaseNames: z
      .record(z.string(), z.string())
      .describe('What the knowledge bases in it are called, by id; one that is gone is not there.'),
  })
  .meta({ id: 'AgentDiff' })
export type AgentDiff = z.infer<typeof AgentDiff>
