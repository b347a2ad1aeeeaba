import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { AgentRef, AgentConfiguration, configurationFields } from './agent.ts'

const note = z.string().trim().max(500)
const number = z.coerce
  .number()
  .int()
  .min(1)
  .max(1_000_000_000)
  .describe('The number of the version, from 1.')
const Fields = z.array(z.enum(configurationFields as [string, ...string[]]))

/** Who made a change. */
const Author = z.object({
  kind: z.string().describe('The kind of author, for example `member` or `agent`.'),
  id: z.uuid().nullable(),
  name: z.string().nullable().describe('The current name of the author; null if unknown.'),
})

/** Unpublished changes to an agent. A field that is not in `changed` has its published value. */
export const AgentDraft = z
  .object({
    agentId: id('agent'),
    configuration: AgentConfiguration.describe(
      'The configuration that publishing now would put into effect.',
    ),
    changed: Fields.describe('The fields that differ from the published version.'),
    version: z.int().describe('The published version, which answers now.'),
    revision: z.int().describe('Increases with every change to the draft; 0 if nothing is changed.'),
    missingKnowledgeBases: z
      .int()
      .describe('How many knowledge bases of this configuration were deleted and are left out of it.'),
    changedBy: Author.nullable().describe('Who changed the draft last; null if nothing is changed.'),
    changedAt: Instant.nullable().describe('When the draft was changed last; null if nothing is changed.'),
  })
  .meta({ id: 'AgentDraft' })
export type AgentDraft = z.infer<typeof AgentDraft>

export const ChangeDraft = AgentRef.extend(AgentConfiguration.partial().shape)
export const PublishAgent = AgentRef.extend({
  note: note.default('').describe('What is new in this version, for the version history.'),
  revision: z
    .int()
    .min(1)
    .optional()
    .describe(
      'The revision of the draft that you reviewed. If the draft has changed since, it is not published.',
    ),
})

export const AgentVersion = z
  .object({
    agentId: id('agent'),
    number: z.int().describe('Version number of the agent: 1, 2, 3 and so on, without gaps.'),
    origin: z
      .enum(['made', 'published', 'changed', 'adapted', 'undone'])
      .describe(
        'How the version came about. `made`: with the agent; `published`: from a draft; `changed`: directly, without a draft; `adapted`: by the agent itself, from what it learned in a conversation; `undone`: by undoing the previous version.',
      ),
    note: z.string().describe('What is new in this version, as its author wrote it; may be empty.'),
    changed: Fields.describe('The fields that differ from the previous version.'),
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
  from: number.optional().describe('The version to compare from. Omitted: the published version.'),
  to: number.optional().describe('The version to compare with. Omitted: the draft.'),
})

/** One line of a text comparison. */
export const DiffLine = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })
export type DiffLine = z.infer<typeof DiffLine>

export const AgentDiff = z
  .object({
    fields: z
      .array(
        z.object({
          field: z
            .enum(configurationFields as [string, ...string[]])
            .describe('The field of the configuration.'),
          before: z.unknown().describe('The value in `from`.'),
          after: z.unknown().describe('The value in `to`.'),
          lines: z
            .array(DiffLine)
            .nullable()
            .describe('A line-by-line comparison, for `instructions` and `examples`; null for other fields.'),
        }),
      )
      .describe('The fields that differ.'),
    knowledgeBaseNames: z
      .record(z.string(), z.string())
      .describe(
        'Names of the knowledge bases in this comparison, by id. Deleted knowledge bases are missing.',
      ),
  })
  .meta({ id: 'AgentDiff' })
export type AgentDiff = z.infer<typeof AgentDiff>
