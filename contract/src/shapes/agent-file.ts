import { z } from 'zod'
import { Instant } from '../ids.ts'
import { Agent, AgentConfiguration, CreateAgent } from './agent.ts'
import { Conditions } from './document-filter.ts'

/** An agent as a file, to be kept or given to another server. It has no ids and no secrets: what it uses is named. */
export const AgentFile = z
  .strictObject({
    format: z.literal('parley-agent'),
    schemaVersion: z.literal(1).describe('Of this shape. A file of a later one is refused.'),
    exportedAt: Instant.optional(),
    agent: CreateAgent.omit({
      knowledgeBaseIds: true,
      knowledgeBaseWeights: true,
      knowledgeBaseFilters: true,
      transferTargetIds: true,
    }).extend({
      knowledgeBases: z
        .array(
          z.strictObject({
            name: z.string().max(200),
            weight: z.number().min(0.1).max(10).default(1),
            where: Conditions.default([]),
          }),
        )
        .max(50)
        .default([])
        .describe('By their names, found again by the same.'),
    }),
  })
  .meta({ id: 'AgentFile' })
export type AgentFile = z.infer<typeof AgentFile>

export const ImportAgent = z.strictObject({ file: AgentFile })
export const ImportedAgent = z
  .object({
    agent: Agent,
    missing: z
      .object({
        model: z.string().nullable(),
        knowledgeBases: z.array(z.string()),
        tools: z.array(z.string()),
      })
      .describe('What the file names that is not here. The agent was made without it.'),
  })
  .meta({ id: 'ImportedAgent' })
export type ImportedAgent = z.infer<typeof ImportedAgent>

/** What an agent can be begun with. */
export const AgentTemplate = z
  .object({ id: z.string(), title: z.string(), description: z.string(), configuration: AgentConfiguration })
  .meta({ id: 'AgentTemplate' })
export type AgentTemplate = z.infer<typeof AgentTemplate>
export const AgentTemplateList = z.object({ items: z.array(AgentTemplate) }).meta({ id: 'AgentTemplateList' })
export const ListTemplates = z.strictObject({ language: z.enum(['en', 'zh-CN', 'zh-TW']).default('en') })
export type TemplateLanguage = z.infer<typeof ListTemplates>['language']
