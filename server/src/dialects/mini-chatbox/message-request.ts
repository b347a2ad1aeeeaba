import { z } from 'zod'
import { accept, fieldsOf, inEither } from './accept.ts'
import { badRequest } from './refusal.ts'

const CHARACTERS_MAX = 100_000
const MESSAGES_MAX = 2_000

const TextPiece = z.object({ text: z.string() })
/** A text, or the pieces that newer clients of models send. */
const Content = z.union([
  z.string(),
  z.null().transform(() => ''),
  z
    .array(z.union([TextPiece, z.unknown()]))
    .max(100)
    .transform((pieces) =>
      pieces
        .flatMap((piece) => {
          const read = TextPiece.safeParse(piece)
          return read.success ? [read.data.text] : []
        })
        .join('\n'),
    ),
])

/** A file whose text a page requested, with that text. */
const Attachment = z.object({
  name: z.string().max(1_000).catch('file'),
  analysis: inEither(z.object({ extractedText: z.string() }).nullish()).catch(null),
})

const PostedMessage = z.object({
  role: z.enum(['user', 'assistant', 'system']),
  content: Content,
  attachments: z.array(Attachment).max(50).nullish().catch(null),
})
export type PostedMessage = z.output<typeof PostedMessage>

/** In a form, texts stand for JSON values. */
const flag = z
  .union([
    z.boolean(),
    z.enum(['true', 'True', '1']).transform(() => true),
    z.unknown().transform(() => false),
  ])
  .optional()
const fromText = (value: unknown) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

const Body = z.object({
  message: z.string().nullish(),
  messages: z.preprocess(fromText, z.array(PostedMessage).max(MESSAGES_MAX).nullish()),
  conversationId: z.union([z.string().max(300), z.int()]).nullish(),
  sessionId: z.string().max(300).nullish(),
  model: z.string().max(200).nullish(),
  options: z.preprocess(fromText, z.object({ model: z.string().max(200).nullish() }).nullish()).catch(null),
  ragEnabled: flag,
  mcpAutoApprove: flag,
  canvasMode: flag,
})

/** A client's question: the conversation so far, oldest first, with options. */
export interface Asked {
  readonly earlier: readonly PostedMessage[]
  /** The question to answer. */
  readonly content: string
  /** The text of attached files, which the model gets too. */
  readonly attached: string
  /** The conversation, if the client names it. */
  readonly conversation: string | null
  readonly model: string | null
  readonly usesDocuments: boolean
  readonly usesCanvas: boolean
  readonly approvesTools: boolean
  /** The IDs of attached files. */
  readonly fileIds: readonly string[]
}

const NOTHING_SAID = "Either 'messages' or 'message' field is required"

/** The question in a body or a frame. Throws a refusal if it cannot be answered. */
export function readMessageRequest(given: unknown, fileIds: readonly string[] = []): Asked {
  const body = accept(Body, { ...fieldsOf(given) })
  const posted = (body.messages ?? []).filter(({ content }) => content.trim() !== '')
  const isQuestion = ({ role }: PostedMessage) => role === 'user'
  const said = body.message?.trim()
    ? { role: 'user' as const, content: body.message, attachments: null }
    : posted.findLast(isQuestion)
  if (!said) throw badRequest(NOTHING_SAID, { non_field_errors: [NOTHING_SAID] })
  const at = posted.lastIndexOf(said)
  const content = said.content.trim()
  const attached = (said.attachments ?? [])
    .flatMap(({ name, analysis }) =>
      analysis?.extractedText.trim() ? [`[${name}]\n${analysis.extractedText.trim()}`] : [],
    )
    .join('\n\n')
  if (content.length > CHARACTERS_MAX) throw badRequest(`message: at most ${CHARACTERS_MAX} characters`)
  return {
    earlier: at === -1 ? posted : posted.slice(0, at),
    content,
    attached: attached.slice(0, CHARACTERS_MAX - content.length - 2),
    conversation: String(body.conversationId ?? body.sessionId ?? '').trim() || null,
    model: body.model ?? body.options?.model ?? null,
    usesDocuments: body.ragEnabled ?? false,
    usesCanvas: body.canvasMode ?? false,
    approvesTools: body.mcpAutoApprove ?? false,
    fileIds,
  }
}

const APPROVING = ['approve', 'approved', 'yes', 'y', 'ok', 'okay', 'sure', 'go ahead']
const DECLINING = ['cancel', 'cancelled', 'no', 'n', 'deny', 'decline', 'reject', 'stop']

/** The person's answer to an approval card; null for any other text. */
export function decisionIn(content: string): 'approve' | 'decline' | null {
  const words = content
    .toLowerCase()
    .replace(/[.!\s]+/g, ' ')
    .trim()
  if (APPROVING.includes(words)) return 'approve'
  return DECLINING.includes(words) ? 'decline' : null
}
