import { z } from 'zod'
import { id } from '../ids.ts'
import { ToolServerRef } from './tool-server.ts'

const toolServerId = id('toolServer')
const uri = z.string().min(1).max(2_000)

/** What a tool server has to read, besides its tools. */
export const ServerResource = z
  .object({
    uri,
    name: z.string(),
    description: z.string(),
    mediaType: z.string().nullable().describe('As its server says; null where it says nothing.'),
  })
  .meta({ id: 'ServerResource' })
export type ServerResource = z.infer<typeof ServerResource>
export const ServerResourceList = z
  .object({ items: z.array(ServerResource) })
  .meta({ id: 'ServerResourceList' })

export const ReadServerResource = ToolServerRef.extend({ uri })
export const ServerResourceText = z
  .object({
    contents: z.array(
      z.object({
        mediaType: z.string().nullable(),
        text: z.string().nullable().describe('Null for what is no text.'),
      }),
    ),
    origin: z.string().describe('Whose words these are, as `mcp:<server>`.'),
  })
  .meta({ id: 'ServerResourceText' })
export type ServerResourceText = z.infer<typeof ServerResourceText>

/** What a tool server proposes to say to an agent. */
export const ServerPrompt = z
  .object({
    name: z.string(),
    description: z.string(),
    arguments: z.array(z.object({ name: z.string(), description: z.string(), isRequired: z.boolean() })),
  })
  .meta({ id: 'ServerPrompt' })
export type ServerPrompt = z.infer<typeof ServerPrompt>
export const ServerPromptList = z.object({ items: z.array(ServerPrompt) }).meta({ id: 'ServerPromptList' })

export const FillServerPrompt = z.strictObject({
  toolServerId,
  name: z.string().min(1).max(200),
  values: z
    .record(z.string().max(200), z.string().max(10_000))
    .default({})
    .describe('Its arguments by their names.'),
})
export const FilledServerPrompt = z
  .object({
    messages: z.array(z.object({ role: z.enum(['user', 'assistant']), text: z.string() })),
    origin: z
      .string()
      .describe(
        'Whose words these are, as `mcp:<server>`: say so in the part of the message that holds them.',
      ),
  })
  .meta({ id: 'FilledServerPrompt' })
export type FilledServerPrompt = z.infer<typeof FilledServerPrompt>
