import { z } from 'zod'
import { id } from './ids.ts'

const origin = z
  .string()
  .min(1)
  .max(60)
  .describe(
    'Where the text comes from if the sender did not write it, such as `mcp:<server>`. It is then treated as text from outside. Absent: the sender wrote it.',
  )

export const TextPart = z
  .object({ type: z.literal('text'), text: z.string(), origin: origin.optional() })
  .meta({ id: 'TextPart' })

/** The reasoning of the model before its answer. Never sent back to a model. */
export const ReasoningPart = z
  .object({
    type: z.literal('reasoning'),
    text: z.string(),
    durationMs: z
      .int()
      .nonnegative()
      .optional()
      .describe('Duration of the reasoning in milliseconds; absent until it is known.'),
  })
  .meta({ id: 'ReasoningPart' })

export const FilePart = z
  .object({
    type: z.literal('file'),
    fileId: id('file'),
    name: z.string().max(255),
    mediaType: z.string().max(127),
    sizeBytes: z.int().nonnegative(),
  })
  .meta({ id: 'FilePart' })

export const ToolCallPart = z
  .object({
    type: z.literal('tool-call'),
    callId: z.string().max(200).describe('The id of the call within the message; its result has the same.'),
    name: z.string().max(200).describe('The name of the tool.'),
    input: z.unknown().describe('The arguments as JSON, as the model gave them.'),
  })
  .meta({ id: 'ToolCallPart' })

export const ToolResultPart = z
  .object({
    type: z.literal('tool-result'),
    callId: z.string().max(200).describe('The id of the call that this is the result of.'),
    name: z.string().max(200).describe('The name of the tool.'),
    output: z.unknown().describe('The result as JSON.'),
    isError: z.boolean().describe('Whether the call failed.'),
  })
  .meta({ id: 'ToolResultPart' })

export const ApprovalState = z
  .enum(['pending', 'approved', 'denied', 'expired', 'void'])
  .describe(
    '`pending`: it waits for a decision; `approved`: the call is made; `denied`: a person declined it; `expired`: not decided in time; `void`: the conversation continued, or a person took it over, before a decision.',
  )
export type ApprovalState = z.infer<typeof ApprovalState>

/** The approval of a tool call: pending, or how it was decided. The call is the part with the same `callId`. */
export const ToolApprovalPart = z
  .object({
    type: z.literal('tool-approval'),
    approvalId: id('toolApproval'),
    callId: z.string().max(200).describe('The id of the call to approve.'),
    state: ApprovalState,
    isTainted: z
      .boolean()
      .describe(
        'Whether the answer had read text from outside before the call, such as a web page or a file.',
      ),
    personMayDecide: z
      .boolean()
      .describe('Whether the visitor or end user may decide too, not only operators.'),
    expiresAt: z.iso.datetime().describe('When a pending approval expires.'),
    decidedBy: z
      .string()
      .nullable()
      .describe('The name of the person who approved or declined; null if undecided.'),
  })
  .meta({ id: 'ToolApprovalPart' })

/** A citation by the system: a passage that supports a range of the answer. Ranges: UTF-16 offsets, end exclusive. */
export const SourcePart = z
  .object({
    type: z.literal('source'),
    number: z
      .int()
      .positive()
      .describe('The number of the source, starting at 1; a passage has one number within an answer.'),
    passageId: id('passage'),
    documentId: id('document'),
    documentName: z.string(),
    headingPath: z
      .array(z.string())
      .describe('The headings above the passage in the document, outermost first.'),
    page: z.int().positive().nullable().describe('The page in the document; null if it has no pages.'),
    quote: z.string().describe('The supporting text, quoted from the document.'),
    documentRange: z
      .object({ start: z.int(), end: z.int() })
      .describe(
        'The range of the quote in the extracted text of the document, in UTF-16 offsets, end exclusive.',
      ),
    answerRange: z
      .object({
        part: z.int().describe('The index of the part of the message.'),
        start: z.int(),
        end: z.int(),
      })
      .describe(
        'The supported range of the answer: the index of the text part, and UTF-16 offsets in it, end exclusive.',
      ),
  })
  .meta({ id: 'SourcePart' })

/** A sentence that no passage or tool result supports, if the agent is set to mark such sentences. */
export const UnsupportedPart = z
  .object({
    type: z.literal('unsupported'),
    answerRange: z
      .object({
        part: z.int().describe('The index of the part of the message.'),
        start: z.int(),
        end: z.int(),
      })
      .describe('The sentence: the index of the text part, and UTF-16 offsets in it, end exclusive.'),
  })
  .meta({ id: 'UnsupportedPart' })

/** Unsupported sentences were removed from the answer before anybody saw them. */
export const WithheldPart = z
  .object({
    type: z.literal('withheld'),
    sentences: z.int().positive().describe('Number of removed sentences.'),
    isHandedOff: z.boolean().describe('Whether the conversation was handed off to a person because of it.'),
  })
  .meta({ id: 'WithheldPart' })

/** A budget replaced the model of the agent: by a cheaper model, by its documents alone, or by a person. */
export const LimitedPart = z
  .object({
    type: z.literal('limited'),
    threshold: z
      .enum(['cheaper-model', 'knowledge-only', 'person'])
      .describe('What answered instead: a cheaper model, the documents alone, or a person.'),
  })
  .meta({ id: 'LimitedPart' })

/** The memories of the person that the model was given. Only ids, so that erasing a memory erases its only copy. */
export const RememberedPart = z
  .object({ type: z.literal('remembered'), memoryIds: z.array(id('memory')).min(1) })
  .meta({ id: 'RememberedPart' })

/** A file was not read completely for the answer: which part of it was read, or why none. */
export const FileReadPart = z
  .object({
    type: z.literal('file-read'),
    fileId: id('file'),
    name: z.string().max(255),
    extent: z.enum(['part', 'none']).describe('Whether a part of the file was read, or none of it.'),
    percent: z.int().min(0).max(100).describe('The percentage of its text that was read.'),
    pages: z
      .string()
      .max(200)
      .nullable()
      .describe('The pages that were read, such as `1-3, 12`; null if the file has no pages.'),
    errorCode: z
      .string()
      .max(60)
      .nullable()
      .describe(
        'Why nothing was read, or why only the pictures or only the sound of a video were; null otherwise.',
      ),
  })
  .meta({ id: 'FileReadPart' })

export const MessagePart = z.discriminatedUnion('type', [
  TextPart,
  ReasoningPart,
  FilePart,
  ToolCallPart,
  ToolResultPart,
  ToolApprovalPart,
  SourcePart,
  UnsupportedPart,
  WithheldPart,
  LimitedPart,
  RememberedPart,
  FileReadPart,
])
export type MessagePart = z.infer<typeof MessagePart>
export type TextPart = z.infer<typeof TextPart>
export type ReasoningPart = z.infer<typeof ReasoningPart>
export type FilePart = z.infer<typeof FilePart>
export type SourcePart = z.infer<typeof SourcePart>
export type UnsupportedPart = z.infer<typeof UnsupportedPart>
export type WithheldPart = z.infer<typeof WithheldPart>
export type LimitedPart = z.infer<typeof LimitedPart>
export type RememberedPart = z.infer<typeof RememberedPart>
export type FileReadPart = z.infer<typeof FileReadPart>
export type ToolCallPart = z.infer<typeof ToolCallPart>
export type ToolResultPart = z.infer<typeof ToolResultPart>
export type ToolApprovalPart = z.infer<typeof ToolApprovalPart>

/** What a person can send: text, and files that were uploaded before. */
export const SentPart = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1).max(100_000),
    origin: origin.optional(),
  }),
  z.strictObject({ type: z.literal('file'), fileId: id('file') }),
])
export type SentPart = z.infer<typeof SentPart>
