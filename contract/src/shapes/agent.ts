import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { Price } from '../money.ts'
import { PageQuery, pageOf } from '../page.ts'

const name = z.string().trim().min(1).max(100)
const instructions = z.string().max(20_000)
const model = z
  .string()
  .max(200)
  .nullable()
  .describe("A model id of GET /v1/language-models; null: the server's default.")
const temperature = z.number().min(0).max(2).nullable()
const sourceIds = z.array(id('source')).max(50).describe('Where it looks answers up.')
const sourceWeights = z
  .array(z.strictObject({ sourceId: id('source'), weight: z.number().min(0.1).max(10) }))
  .max(50)
  .describe('Which of these sources count more or less than the others, which count 1.')
const unsupportedClaims = z
  .enum(['show', 'flag', 'withhold', 'hand-over'])
  .describe(
    'What becomes of a sentence that nothing supports, where sources were searched: shown, shown and marked, left out before anybody sees it, or left out and handed to a person.',
  )
const tools = z.array(z.string().max(100)).max(50).describe('Names of built-in tools that it may call.')

export const Agent = z
  .object({
    id: id('agent'),
    name,
    instructions,
    model,
    temperature,
    sourceIds,
    sourceWeights,
    unsupportedClaims,
    tools,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof Agent>
export type SourceWeight = Agent['sourceWeights'][number]
export const AgentPage = pageOf(Agent).meta({ id: 'AgentPage' })

export const ListAgents = PageQuery.extend({
  name: name.optional().describe('Only those of this name, in capitals or not.'),
})
export const AgentRef = z.strictObject({ agentId: id('agent') })
export const CreateAgent = z.strictObject({
  name,
  instructions: instructions.default(''),
  model: model.default(null),
  temperature: temperature.default(null),
  sourceIds: sourceIds.default([]),
  sourceWeights: sourceWeights.default([]),
  unsupportedClaims: unsupportedClaims.default('show'),
  tools: tools.default([]),
})
export const ChangeAgent = AgentRef.extend({
  name: name.optional(),
  instructions: instructions.optional(),
  model: model.optional(),
  temperature: temperature.optional(),
  sourceIds: sourceIds.optional(),
  sourceWeights: sourceWeights.optional(),
  unsupportedClaims: unsupportedClaims.optional(),
  tools: tools.optional(),
})

export const LanguageModel = z
  .object({
    id: z.string().describe('`provider/model`, as an agent names it.'),
    provider: z.string(),
    isDefault: z.boolean(),
    connectionId: id('connection')
      .nullable()
      .describe('Reached with a key of the tenant; null for a model of the server.'),
    price: Price.nullable().describe('Null where nobody said what it costs.'),
  })
  .meta({ id: 'LanguageModel' })
export const LanguageModelList = z.object({ items: z.array(LanguageModel) }).meta({ id: 'LanguageModelList' })

export const Tool = z
  .object({
    name: z.string().describe('As an agent names it.'),
    description: z.string().describe('What a model is told of it.'),
  })
  .meta({ id: 'Tool' })
export const ToolList = z.object({ items: z.array(Tool) }).meta({ id: 'ToolList' })

export const FirstSteps = z
  .object({
    guideId: id('agent').nullable().describe('The agent that knows Parley, while it is there.'),
    isGuideReady: z.boolean().describe('Whether it has read its documents.'),
    hasModel: z.boolean().describe('Whether any model but the offline one can be picked.'),
  })
  .meta({ id: 'FirstSteps' })
export type FirstSteps = z.infer<typeof FirstSteps>
