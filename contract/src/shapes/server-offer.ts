import { z } from 'zod'
import { id } from '../ids.ts'
import { ToolServerRef } from './tool-server.ts'

const toolServerId = id('toolServer')
const uri = z.string().min(1).max(2_000).describe('The URI by which the tool server identifies the resource.')

/** A resource of a tool server: something to read, such as a file. */
export const ServerResource = z
  .object({
    uri,
    name: z.string(),
    description: z.string(),
    mediaType: z
      .string()
      .nullable()
      .describe('The media type that the server states, such as `text/markdown`; null if it states none.'),
  })
  .meta({ id: 'ServerResource' })
export type ServerResource = z.infer<typeof ServerResource>
export const ServerResourceList = z
  .object({ items: z.array(ServerResource) })
  .meta({ id: 'ServerResourceList' })

export const ReadServerResource = ToolServerRef.extend({ uri })
export const ServerResourceText = z
  .object({
    contents: z
      .array(
        z.object({
          mediaType: z
            .string()
            .nullable()
            .describe('The media type that the server states; null if it states none.'),
          text: z.string().nullable().describe('The content as text; null for binary content.'),
        }),
      )
      .describe('The contents of the resource, in order.'),
    origin: z.string().describe('Where the text comes from, as `mcp:<server>`.'),
  })
  .meta({ id: 'ServerResourceText' })
export type ServerResourceText = z.infer<typeof ServerResourceText>

/** A prompt of a tool server: a template of what to say to an agent. */
export const ServerPrompt = z
  .object({
    name: z.string(),
    description: z.string(),
    arguments: z
      .array(
        z.object({
          name: z.string(),
          description: z.string(),
          isRequired: z.boolean().describe('Whether the argument must be filled in.'),
        }),
      )
      .describe('The arguments to fill in.'),
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
    .describe('The values of the arguments of the prompt, by name.'),
})
export const FilledServerPrompt = z
  .object({
    messages: z
      .array(
        z.object({
          role: z
            .enum(['user', 'assistant'])
            .describe('Whose words the message is presented as to the model.'),
          text: z.string(),
        }),
      )
      .describe('The messages of the prompt with its arguments filled in.'),
    origin: z
      .string()
      .describe(
        'Where the text comes from, as `mcp:<server>`. Copy it to the `origin` of the message part that contains the text.',
      ),
  })
  .meta({ id: 'FilledServerPrompt' })
export type FilledServerPrompt = z.infer<typeof FilledServerPrompt>
