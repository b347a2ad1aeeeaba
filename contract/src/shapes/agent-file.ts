import { z } from 'zod'
import { Instant } from '../ids.ts'
import { Agent, AgentConfiguration, CreateAgent } from './agent.ts'
import { Conditions } from './document-filter.ts'

/** An exported agent, for backup or another server. It holds no ids and no secrets; what it uses is given by name. */
export const AgentFile = z
  .strictObject({
    format: z.literal('parley-agent'),
    schemaVersion: z
      .literal(1)
      .describe('Version of this file format. A file with a later version is refused.'),
    exportedAt: Instant.optional().describe('When the file was exported.'),
    agent: CreateAgent.omit({
      knowledgeBaseIds: true,
      knowledgeBaseWeights: true,
      knowledgeBaseFilters: true,
      transferTargetIds: true,
    })
      .extend({
        knowledgeBases: z
          .array(
            z.strictObject({
              name: z.string().max(200),
              weight: z
                .number()
                .min(0.1)
                .max(10)
                .default(1)
                .describe('How much its passages count in search; 1 is neutral.'),
              where: Conditions.default([]).describe(
                'Only documents that meet all these conditions are searched. Empty: all documents.',
              ),
            }),
          )
          .max(50)
          .default([])
          .describe(
            'The knowledge bases the agent searches, by name. An import looks them up by the same names.',
          ),
      })
      .describe('The configuration of the agent.'),
  })
  .meta({ id: 'AgentFile' })
export type AgentFile = z.infer<typeof AgentFile>

export const ImportAgent = z.strictObject({ file: AgentFile })
export const ImportedAgent = z
  .object({
    agent: Agent,
    missing: z
      .object({
        model: z
          .string()
          .nullable()
          .describe('The missing model; null if it is available or the file names none.'),
        knowledgeBases: z
          .array(z.string())
          .describe('Names of knowledge bases of the file that do not exist here.'),
        tools: z.array(z.string()).describe('Names of tools of the file that do not exist here.'),
      })
      .describe('What the file names but this server does not have. The agent was created without it.'),
  })
  .meta({ id: 'ImportedAgent' })
export type ImportedAgent = z.infer<typeof ImportedAgent>

/** A template for a new agent. */
export const AgentTemplate = z
  .object({ id: z.string(), title: z.string(), description: z.string(), configuration: AgentConfiguration })
  .meta({ id: 'AgentTemplate' })
export type AgentTemplate = z.infer<typeof AgentTemplate>
export const AgentTemplateList = z.object({ items: z.array(AgentTemplate) }).meta({ id: 'AgentTemplateList' })
export const ListTemplates = z.strictObject({
  language: z.enum(['en', 'zh-CN', 'zh-TW']).default('en').describe('The language of the templates.'),
})
export type TemplateLanguage = z.infer<typeof ListTemplates>['language']
