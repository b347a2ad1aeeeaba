import { z } from 'zod'

const NaiveTime = z.string().describe('ISO-8601 without a zone, in UTC, with microseconds.')
const Text = z.record(z.string(), z.string())
export const ModelsUsage = z.object({ prompt_tokens: z.int(), completion_tokens: z.int() })
export type ModelsUsage = z.infer<typeof ModelsUsage>

/** The message of a client. Its keys are in the order in which pydantic reports them. */
export const TextMessage = z.object({
  source: z.string().max(50),
  models_usage: ModelsUsage.nullable().default(null),
  metadata: Text.default({}),
  content: z.string().min(1).max(100_000),
  type: z.literal('TextMessage').default('TextMessage'),
})
export type TextMessage = z.infer<typeof TextMessage>

const LlmMessage = z.discriminatedUnion('type', [
  z.object({ content: z.string(), source: z.string(), type: z.literal('UserMessage') }),
  z.object({
    content: z.string(),
    thought: z.string().nullable(),
    source: z.string(),
    type: z.literal('AssistantMessage'),
  }),
])
export type LlmMessage = z.infer<typeof LlmMessage>

export const AgentState = z.object({
  type: z.literal('AssistantAgentState'),
  version: z.literal('1.0.0'),
  llm_context: z.object({ messages: z.array(LlmMessage) }),
})
export type AgentState = z.infer<typeof AgentState>

/** A session. The number of its messages goes by the name of the code and by that of the older document. */
export const Session = z.object({
  id: z.uuid(),
  name: z.string(),
  created_at: NaiveTime,
  updated_at: NaiveTime,
  message_count: z.int(),
  messages_count: z.int(),
  agent_state: AgentState,
})
export type Session = z.infer<typeof Session>

/** One line of a history; with both names for its metadata. */
export const Entry = z.object({
  id: z.uuid(),
  session_id: z.uuid(),
  source: z.string(),
  content: z.string(),
  type: z.literal('TextMessage'),
  created_at: NaiveTime,
  models_usage: ModelsUsage.nullable(),
  meta_data: Text,
  metadata: Text,
  thought: z.string().optional(),
})
export type Entry = z.infer<typeof Entry>

/** The answer to a message. */
export const Answer = z.object({
  content: z.string(),
  source: z.literal('assistant'),
  type: z.literal('TextMessage'),
  models_usage: ModelsUsage.nullable(),
  metadata: Text,
  thought: z.string().optional(),
})
export type Answer = z.infer<typeof Answer>

export const Deleted = z.object({ success: z.literal(true), message: z.literal('会话已删除') })
