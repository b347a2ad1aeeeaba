import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { Price } from '../money.ts'
import { PageQuery, pageOf } from '../page.ts'
import { KnowledgeBaseFilter } from './document-filter.ts'

const name = z.string().trim().min(1).max(100)
const spoken = z.string().trim().min(1).max(4_000)
const penalty = z.number().min(-2).max(2).nullable()

/** Everything that shapes an agent's answers. Each version of an agent holds one configuration. */
export const AgentConfiguration = z
  .object({
    name,
    instructions: z.string().max(20_000).describe('The system prompt: what the agent does and how.'),
    tone: z
      .string()
      .trim()
      .max(200)
      .describe('The tone of voice in a few words, for example `friendly and brief`.'),
    examples: z
      .array(z.strictObject({ question: spoken, answer: spoken }))
      .max(20)
      .describe('Sample questions with the answers the agent should give.'),
    model: z
      .string()
      .max(200)
      .nullable()
      .describe(
        "The id of a model from GET /v1/language-models, as `provider/model`; null: the server's default.",
      ),
    temperature: z
      .number()
      .min(0)
      .max(2)
      .nullable()
      .describe("Sampling temperature, 0 to 2; null: the model's default."),
    topP: z
      .number()
      .min(0.01)
      .max(1)
      .nullable()
      .describe("Nucleus sampling: the share of probability mass to sample from; null: the model's default."),
    maxOutputTokens: z
      .int()
      .min(1)
      .max(1_000_000)
      .nullable()
      .describe("The longest answer, in tokens; null: the model's limit."),
    frequencyPenalty: penalty.describe(
      "Lowers the chance of words the more often they were used, -2 to 2; null: the model's default.",
    ),
    presencePenalty: penalty.describe(
      "Lowers the chance of words that were used at all, -2 to 2; null: the model's default.",
    ),
    knowledgeBaseIds: z
      .array(id('knowledgeBase'))
      .max(50)
      .describe('The knowledge bases that the agent searches for answers.'),
    knowledgeBaseWeights: z
      .array(
        z.strictObject({
          knowledgeBaseId: id('knowledgeBase'),
          weight: z.number().min(0.1).max(10).describe('How much its passages count, from 0.1 to 10.'),
        }),
      )
      .max(50)
      .describe('How much single knowledge bases count in search. One that is not listed has weight 1.'),
    knowledgeBaseFilters: z
      .array(KnowledgeBaseFilter)
      .max(50)
      .describe(
        'Limits the search in single knowledge bases to documents whose metadata meets conditions. One that is not listed is searched whole.',
      ),
    unsupportedClaims: z
      .enum(['show', 'flag', 'withhold', 'handoff'])
      .describe(
        'What happens to a sentence that no source supports, if knowledge bases were searched. `show`: it is shown; `flag`: it is shown and marked; `withhold`: it is left out before anyone sees it; `handoff`: it is left out and the conversation goes to a person.',
      ),
    tools: z
      .array(z.string().max(200))
      .max(50)
      .describe(
        'Tools that the agent may call: a built-in tool such as `current_time`, a tool of an MCP server as `mcp:<server>:<tool>`, a custom tool as `http:<name>:<operation>`. With `*` in the last place: all tools of that server or custom tool.',
      ),
    summaryEvery: z
      .int()
      .min(0)
      .max(200)
      .nullable()
      .describe(
        "How many messages of a long conversation are summarized at a time; 0: none; null: the server's default.",
      ),
    transferTargetIds: z
      .array(id('agent'))
      .max(20)
      .describe(
        'Agents that this agent may transfer a conversation to, besides the participants of the conversation.',
      ),
    splitReplies: z
      .boolean()
      .describe(
        'Whether an answer is sent as several short messages, one after another, as people write in a chat.',
      ),
    remembers: z
      .boolean()
      .describe(
        'Whether the agent keeps memories of the people it talks with. Members can opt out; visitors must opt in.',
      ),
  })
  .meta({ id: 'AgentConfiguration' })
export type AgentConfiguration = z.infer<typeof AgentConfiguration>
export type KnowledgeBaseWeight = AgentConfiguration['knowledgeBaseWeights'][number]
export type ConfigurationField = keyof AgentConfiguration
export const configurationFields = Object.keys(AgentConfiguration.shape) as ConfigurationField[]

/** The tools that are built into every server. */
export const builtInTools = ['search_knowledge', 'current_time', 'fetch_page', 'remember'] as const

/** The defaults of an agent that has only a name. */
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
        'Whether the agent learns from conversations. `never`: it does not; `ask`: its model reviews conversations and makes suggestions, which wait for approval; `self`: suggestions above `aboveConfidence` are applied at once.',
      ),
    everyMessages: z
      .int()
      .min(20)
      .max(1_000)
      .describe('How many messages of a conversation pass between two reviews.'),
    aboveConfidence: z
      .number()
      .min(0.5)
      .max(1)
      .describe('How sure the model must be for the agent to change by itself, 0.5 to 1.'),
  })
  .meta({ id: 'Adaptation' })
export type Adaptation = z.infer<typeof Adaptation>

/** Whether and how often an agent sends proactive messages to people who have agreed to them. */
export const ProactiveMessageSettings = z
  .strictObject({
    speaksFirst: z.boolean().describe('Whether the agent sends proactive messages.'),
    afterMinutes: z
      .int()
      .min(1)
      .max(10_080)
      .describe('After how many minutes without a message the model decides whether the agent writes.'),
    perDay: z
      .int()
      .min(1)
      .max(24)
      .describe('How many proactive messages one person gets within 24 hours at most.'),
    unansweredMax: z
      .int()
      .min(1)
      .max(5)
      .describe('How many proactive messages a conversation gets at most before the person answers.'),
  })
  .meta({ id: 'ProactiveMessageSettings' })
export type ProactiveMessageSettings = z.infer<typeof ProactiveMessageSettings>

const line = z.string().trim().min(1).max(1_000).nullable()

/** When an agent hands the conversation of a visitor or end user to a person, and what it says then. */
export const AgentHandoff = z
  .strictObject({
    onWords: z.boolean().describe('Whether a message that asks for a person starts a handoff.'),
    words: z
      .array(z.string().trim().min(1).max(60))
      .max(100)
      .nullable()
      .describe(
        'Words that count as asking for a person, for example `human`; null: a built-in list in English and Chinese.',
      ),
    byItself: z.boolean().describe('Whether the model may start a handoff itself, with a tool.'),
    afterUnanswered: z
      .int()
      .min(1)
      .max(10)
      .nullable()
      .describe(
        'Hands off after this many answers in a row that failed or had no source to rely on; null: never.',
      ),
    comingLine: line.describe(
      'What the agent says when an operator is on the way; null: a built-in sentence in the language of the message.',
    ),
    nobodyLine: line.describe(
      'What the agent says when no operator is online; null: a built-in sentence in the language of the message.',
    ),
  })
  .meta({ id: 'AgentHandoff' })
export type AgentHandoff = z.infer<typeof AgentHandoff>

export const Agent = AgentConfiguration.extend({
  id: id('agent'),
  version: z.int().describe('The published version, which answers now.'),
  hasDraft: z
    .boolean()
    .describe('Whether there are unpublished changes. Always false for those who may not change the agent.'),
  adaptation: Adaptation,
  proactiveMessages: ProactiveMessageSettings,
  handoff: AgentHandoff,
  createdAt: Instant,
  updatedAt: Instant,
}).meta({ id: 'Agent' })
export type Agent = z.infer<typeof Agent>
export const AgentPage = pageOf(Agent).meta({ id: 'AgentPage' })

export const ListAgents = PageQuery.extend({
  name: name.optional().describe('Only agents with this name, ignoring case.'),
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
    id: z.string().describe('The value for `model` of an agent, as `provider/model`.'),
    provider: z.string().describe('The provider of the model, such as `openai`.'),
    isDefault: z.boolean().describe('Whether agents with `model: null` use it.'),
    connectionId: id('connection')
      .nullable()
      .describe(
        "The tenant's own connection that the model is reached through; null: the server provides it.",
      ),
    price: Price.nullable().describe('What the model costs; null: unknown.'),
  })
  .meta({ id: 'LanguageModel' })
export const LanguageModelList = z.object({ items: z.array(LanguageModel) }).meta({ id: 'LanguageModelList' })

export const Tool = z
  .object({
    name: z.string().describe('The value for `tools` of an agent, for example `current_time`.'),
    description: z.string().describe('What the tool does, as the model is told.'),
  })
  .meta({ id: 'Tool' })
export const ToolList = z.object({ items: z.array(Tool) }).meta({ id: 'ToolList' })

export const FirstSteps = z
  .object({
    guideId: id('agent')
      .nullable()
      .describe('The agent that answers questions about Parley; null if it was deleted.'),
    isGuideReady: z.boolean().describe('Whether the documents of the agent `guideId` are ready to search.'),
    hasModel: z
      .boolean()
      .describe('Whether a language model other than the built-in offline model is available.'),
    knowledgeBaseId: id('knowledgeBase')
      .nullable()
      .describe(
        'Where to add your own documents: the first knowledge base of the tenant’s first agent; null if there is none.',
      ),
  })
  .meta({ id: 'FirstSteps' })
export type FirstSteps = z.infer<typeof FirstSteps>
