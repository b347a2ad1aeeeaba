import { z } from 'zod'
import { id } from './ids.ts'

const origin = z
  .string()
  .min(1)
  .max(60)
  .describe(
    'Whose words these are where the sender took them from elsewhere, such as `mcp:<server>`: they count as text from outside.',
  )

export const TextPart = z
  .object({ type: z.literal('text'), text: z.string(), origin: origin.optional() })
  .meta({ id: 'TextPart' })

/** What the model thought aloud before it answered. Never sent back to a model. */
export const ReasoningPart = z
  .object({
    type: z.literal('reasoning'),
    text: z.string(),
    durationMs: z.int().nonnegative().optional().describe('How long it thought, once that is known.'),
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
    callId: z.string().max(200),
    name: z.string().max(200),
    input: z.unknown().describe('JSON arguments as the model gave them.'),
  })
  .meta({ id: 'ToolCallPart' })

export const ToolResultPart = z
  .object({
    type: z.literal('tool-result'),
    callId: z.string().max(200),
    name: z.string().max(200),
    output: z.unknown(),
    isError: z.boolean(),
  })
  .meta({ id: 'ToolResultPart' })

export const ApprovalState = z.enum(['pending', 'approved', 'denied', 'expired', 'void'])
export type ApprovalState = z.infer<typeof ApprovalState>

/** Says that a call waits for somebody's consent, or what became of that. The call is the part with the same `callId`. */
export const ToolApprovalPart = z
  .object({
    type: z.literal('tool-approval'),
    approvalId: id('toolApproval'),
    callId: z.string().max(200),
    state: ApprovalState.describe(
      '`expired`: nobody decided in time; `void`: the conversation went on, or a person took it, before anybody had.',
    ),
    isTainted: z.boolean().describe('Whether text from outside had been read before the call.'),
    personMayDecide: z
      .boolean()
      .describe('Whether the visitor or end user may decide, besides those who answer in the inbox.'),
    expiresAt: z.iso.datetime(),
    decidedBy: z.string().nullable().describe('The name of whoever approved or declined.'),
  })
  .meta({ id: 'ToolApprovalPart' })

/** A citation made by the system: this passage supports that stretch of the answer. Ranges are UTF-16 offsets, end exclusive. */
export const SourcePart = z
  .object({
    type: z.literal('source'),
    number: z.int().positive().describe('1-based; the same passage keeps one number within an answer.'),
    passageId: id('passage'),
    documentId: id('document'),
    documentName: z.string(),
    headingPath: z.array(z.string()),
    page: z.int().positive().nullable(),
    quote: z.string().describe('The supporting words, cut from the document.'),
    documentRange: z
      .object({ start: z.int(), end: z.int() })
      .describe('Where the quote stands in the extracted text.'),
    answerRange: z
      .object({ part: z.int(), start: z.int(), end: z.int() })
      .describe('Which stretch of which text part it supports.'),
  })
  .meta({ id: 'SourcePart' })

/** A sentence of an answer that neither a passage nor a tool supports, where the agent is to mark such. UTF-16 offsets. */
export const UnsupportedPart = z
  .object({
    type: z.literal('unsupported'),
    answerRange: z.object({ part: z.int(), start: z.int(), end: z.int() }),
  })
  .meta({ id: 'UnsupportedPart' })

/** Says that sentences were left out, which nobody has seen: nothing supported them. */
export const WithheldPart = z
  .object({
    type: z.literal('withheld'),
    sentences: z.int().positive(),
    isHandedOff: z.boolean().describe('Whether a person was asked to look at it.'),
  })
  .meta({ id: 'WithheldPart' })

/** That a budget had something else answer than the agent's model: a cheaper one, its documents alone, or a person. */
export const LimitedPart = z
  .object({ type: z.literal('limited'), threshold: z.enum(['cheaper-model', 'knowledge-only', 'person']) })
  .meta({ id: 'LimitedPart' })

/** What was known of the person and told to the model. By id alone: what somebody has erased stands nowhere else. */
export const RememberedPart = z
  .object({ type: z.literal('remembered'), memoryIds: z.array(id('memory')).min(1) })
  .meta({ id: 'RememberedPart' })

/** That an answer was made without the whole of a file: which of it was read, or why none was. */
export const FileReadPart = z
  .object({
    type: z.literal('file-read'),
    fileId: id('file'),
    name: z.string().max(255),
    extent: z.enum(['part', 'none']),
    percent: z.int().min(0).max(100).describe('How much of its text was read.'),
    pages: z.string().max(200).nullable().describe('Which pages, such as `1-3, 12`, where it has some.'),
    errorCode: z
      .string()
      .max(60)
      .nullable()
      .describe('Why none was read, or why a film was only seen or only heard.'),
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

/** What a person may send: text, and files uploaded before. */
export const SentPart = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string().min(1).max(100_000),
    origin: origin.optional(),
  }),
  z.strictObject({ type: z.literal('file'), fileId: id('file') }),
])
export type SentPart = z.infer<typeof SentPart>
