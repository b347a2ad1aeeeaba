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

/** A file that a page has had read, with what it says. */
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

/** Texts of a form stand for what JSON says. */
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

/** What a client asks: everything that was said so far, oldest first, and how it wants to be answered. */
export interface Asked {
  readonly earlier: readonly PostedMessage[]
  /** What is to be answered. */
  readonly content: string
  /** What files beside it say, which the model is told too. */
  readonly attached: string
  /** The conversation, where the client says which. */
  readonly conversation: string | null
  readonly model: string | null
  readonly usesDocuments: boolean
  readonly usesCanvas: boolean
  readonly approvesTools: boolean
  /** Files that came along, by our ids. */
  readonly fileIds: readonly string[]
}

const NOTHING_SAID = "Either 'messages' or 'message' field is required"

/** What a body or a frame asks. Throws a refusal for what nobody could answer. */
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

/** What a person says to a card that asks for consent; null when it is anything else. */
export function decisionIn(content: string): 'approve' | 'decline' | null {
  const words = content
    .toLowerCase()
    .replace(/[.!\s]+/g, ' ')
    .trim()
  if (APPROVING.includes(words)) return 'approve'
  return DECLINING.includes(words) ? 'decline' : null
}
