import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { Price } from '../money.ts'
import { PageQuery, pageOf } from '../page.ts'
import { KnowledgeBaseFilter } from './document-filter.ts'

const name = z.string().trim().min(1).max(100)
const spoken = z.string().trim().min(1).max(4_000)
const penalty = z.number().min(-2).max(2).nullable()

/** Everything that makes an agent's answers; what a version of it holds. */
export const AgentConfiguration = z
  .object({
    name,
    instructions: z.string().max(20_000),
    tone: z.string().trim().max(200).describe('How it sounds, in a few words.'),
    examples: z
      .array(z.strictObject({ question: spoken, answer: spoken }))
      .max(20)
      .describe('How it would answer, by example.'),
    model: z
      .string()
      .max(200)
      .nullable()
      .describe("A model id of GET /v1/language-models; null: the server's default."),
    temperature: z.number().min(0).max(2).nullable(),
    topP: z.number().min(0.01).max(1).nullable().describe('Null, as of the others: left to the model.'),
    maxOutputTokens: z.int().min(1).max(1_000_000).nullable(),
    frequencyPenalty: penalty,
    presencePenalty: penalty,
    knowledgeBaseIds: z.array(id('knowledgeBase')).max(50).describe('Where it looks answers up.'),
    knowledgeBaseWeights: z
      .array(z.strictObject({ knowledgeBaseId: id('knowledgeBase'), weight: z.number().min(0.1).max(10) }))
      .max(50)
      .describe('Which of these knowledge bases count more or less than the others, which count 1.'),
    knowledgeBaseFilters: z
      .array(KnowledgeBaseFilter)
      .max(50)
      .describe(
        'In which of these knowledge bases it looks only at documents whose metadata meets conditions.',
      ),
    unsupportedClaims: z
      .enum(['show', 'flag', 'withhold', 'handoff'])
      .describe(
        'What becomes of a sentence that nothing supports, where knowledge bases were searched: shown, shown and marked, left out before anybody sees it, or left out and handed to a person.',
      ),
    tools: z
      .array(z.string().max(200))
      .max(50)
      .describe(
        'Tools that it may call: names of built-in ones, `mcp:<server>:<tool>`, or `mcp:<server>:*` for all of a server.',
      ),
    summaryEvery: z
      .int()
      .min(0)
      .max(200)
      .nullable()
      .describe(
        'How many messages of a long conversation are summed up at a time; 0: none are; null: as the server has it.',
      ),
    transferTargetIds: z
      .array(id('agent'))
      .max(20)
      .describe('The agents that it may transfer a conversation to, besides those that take part in it.'),
    splitReplies: z
      .boolean()
      .describe('Whether an answer arrives as several messages, one after another, as people write.'),
    remembers: z
      .boolean()
      .describe(
        'Whether it keeps memories of the people it talks with: members who did not forbid it, visitors who allowed it.',
      ),
  })
  .meta({ id: 'AgentConfiguration' })
export type AgentConfiguration = z.infer<typeof AgentConfiguration>
export type KnowledgeBaseWeight = AgentConfiguration['knowledgeBaseWeights'][number]
export type ConfigurationField = keyof AgentConfiguration
export const configurationFields = Object.keys(AgentConfiguration.shape) as ConfigurationField[]

/** The tools that every server has. */
export const builtInTools = ['search_knowledge', 'current_time', 'fetch_page', 'remember'] as const

/** An agent of which nothing but its name was said. */
export const blankConfiguration: Omit<AgentConfiguration, 'name'> = {
  instructions: '',
  tone: '',
  examples: [],
  model: null,
  temperature: null,
  topP: null,
  maxOutputTokens: null,
  frequencyPenalty: null,
  presencePenalty: null,
  knowledgeBaseIds: [],
  knowledgeBaseWeights: [],
  knowledgeBaseFilters: [],
  unsupportedClaims: 'show',
  tools: [],
  summaryEvery: null,
  transferTargetIds: [],
  splitReplies: false,
  remembers: false,
}

export const Adaptation = z
  .strictObject({
    mode: z
      .enum(['never', 'ask', 'self'])
      .describe(
        '`ask`: conversations are read by the model, and what it suggests waits for an answer; `self`: what it is sure of is done at once.',
      ),
    everyMessages: z
      .int()
      .min(20)
      .max(1_000)
      .describe('How many messages a conversation has between two reviews.'),
    aboveConfidence: z.number().min(0.5).max(1).describe('How sure it must be to change by itself.'),
  })
  .meta({ id: 'Adaptation' })
export type Adaptation = z.infer<typeof Adaptation>

/** Whether and how an agent speaks first to people who agree. */
export const ProactiveMessageSettings = z
  .strictObject({
    speaksFirst: z.boolean(),
    afterMinutes: z
      .int()
      .min(1)
      .max(10_080)
      .describe('How long a conversation is quiet before its model is asked whether to speak.'),
    perDay: z.int().min(1).max(24).describe('How often it speaks first to one person within 24 hours.'),
    unansweredMax: z
      .int()
      .min(1)
      .max(5)
      .describe('How often it speaks first in a conversation before the person has answered.'),
  })
  .meta({ id: 'ProactiveMessageSettings' })
export type ProactiveMessageSettings = z.infer<typeof ProactiveMessageSettings>

const line = z.string().trim().min(1).max(1_000).nullable()

/** When an agent hands a conversation of a visitor or an end user to a person, and what it says then. */
export const AgentHandoff = z
  .strictObject({
    onWords: z.boolean().describe('Whether a message that asks for a person goes to one.'),
    words: z
      .array(z.string().trim().min(1).max(60))
      .max(100)
      .nullable()
      .describe('Words that ask for a person; null: those that most use, in English and Chinese.'),
    byItself: z.boolean().describe('Whether its model may hand off by a tool.'),
    afterUnanswered: z
      .int()
      .min(1)
      .max(10)
      .nullable()
      .describe('After so many answers in a row that failed or had nothing to rely on; null: never.'),
    comingLine: line.describe(
      'What it says when a person comes; null: a sentence in the language of the message.',
    ),
    nobodyLine: line.describe('What it says when no operator is online; null likewise.'),
  })
  .meta({ id: 'AgentHandoff' })
export type AgentHandoff = z.infer<typeof AgentHandoff>

export const Agent = AgentConfiguration.extend({
  id: id('agent'),
  version: z.int().describe('The version that answers: the one published last.'),
  hasDraft: z.boolean().describe('Whether changes wait to be published; only told to who may change it.'),
  adaptation: Adaptation,
  proactiveMessages: ProactiveMessageSettings,
  handoff: AgentHandoff,
  createdAt: Instant,
  updatedAt: Instant,
}).meta({ id: 'Agent' })
export type Agent = z.infer<typeof Agent>
export const AgentPage = pageOf(Agent).meta({ id: 'AgentPage' })

export const ListAgents = PageQuery.extend({
  name: name.optional().describe('Only those of this name, in capitals or not.'),
})
export const AgentRef = z.strictObject({ agentId: id('agent') })
const { shape } = AgentConfiguration
export const CreateAgent = z.strictObject({
  name,
  instructions: shape.instructions.default(''),
  tone: shape.tone.default(''),
  examples: shape.examples.default([]),
  model: shape.model.default(null),
  temperature: shape.temperature.default(null),
  topP: shape.topP.default(null),
  maxOutputTokens: shape.maxOutputTokens.default(null),
  frequencyPenalty: shape.frequencyPenalty.default(null),
  presencePenalty: shape.presencePenalty.default(null),
  knowledgeBaseIds: shape.knowledgeBaseIds.default([]),
  knowledgeBaseWeights: shape.knowledgeBaseWeights.default([]),
  knowledgeBaseFilters: shape.knowledgeBaseFilters.default([]),
  unsupportedClaims: shape.unsupportedClaims.default('show'),
  tools: shape.tools.default([]),
  summaryEvery: shape.summaryEvery.default(null),
  transferTargetIds: shape.transferTargetIds.default([]),
  splitReplies: shape.splitReplies.default(false),
  remembers: shape.remembers.default(false),
})
export const ChangeAgent = AgentRef.extend(AgentConfiguration.partial().shape)
export const SetAdaptation = AgentRef.extend(Adaptation.partial().shape)
export const SetAgentHandoff = AgentRef.extend(AgentHandoff.partial().shape)
export const SetProactiveMessages = AgentRef.extend(ProactiveMessageSettings.partial().shape)

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
    knowledgeBaseId: id('knowledgeBase')
      .nullable()
      .describe(
        'Where one’s own documents go: the first knowledge base of the agent that answers by default.',
      ),
  })
  .meta({ id: 'FirstSteps' })
export type FirstSteps = z.infer<typeof FirstSteps>
