import type { Price } from '#contract/money.ts'
import { costOf, type Spent, type Tokens } from '#kernel/cost.ts'
import type { ModelContent, ModelMessage, ModelPart, ModelRequest } from '#kernel/model-ports.ts'
import { countTokens } from '#platform/text/count-tokens.ts'

/** Reserved for an answer without a length limit; few are longer. */
const OUTPUT_TOKENS = 2_048
/** About what models count for a picture. */
const PICTURE_TOKENS = 1_500

const tokensOf = (part: ModelContent): number => {
  if (part.type === 'image') return PICTURE_TOKENS
  return countTokens(part.type === 'text' ? part.text : JSON.stringify(part.input ?? null))
}

const tokensOfMessage = (message: ModelMessage): number =>
  message.role === 'tool'
    ? countTokens(message.output)
    : message.content.reduce((sum, part) => sum + tokensOf(part), 0)

const inputTokens = ({ instructions, messages, tools }: ModelRequest): number =>
  countTokens(instructions) +
  messages.reduce((sum, message) => sum + tokensOfMessage(message), 0) +
  (tools.length === 0 ? 0 : countTokens(JSON.stringify(tools)))

/** About as many tokens as a call can take. */
export const tokensAtMost = (request: ModelRequest): Tokens => ({
  inputTokens: inputTokens(request),
  outputTokens: request.maxOutputTokens ?? OUTPUT_TOKENS,
})

/** Tokens with their cost at a price. */
export const charged = (tokens: Tokens, price: Price | null): { tokens: Tokens; cost: Spent | null } => ({
  tokens,
  cost: price && costOf(tokens, price),
})

/** Counts the usage of a call. `price`: of the requested model; another may answer. */
export function openTally(request: ModelRequest, asked: Price | null) {
  let reported: Tokens | null = null
  let said = ''
  let price = asked
  return {
    see(part: ModelPart) {
      if (part.type === 'usage') reported = part
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') said += part.text
      if (part.type === 'finish') price = part.price ?? null
    },
    /** As reported by the provider; estimated after an interruption; nothing if there was no output. */
    read(): { tokens: Tokens; cost: Spent | null } {
      const guessed = () =>
        said === ''
          ? { inputTokens: 0, outputTokens: 0 }
          : { inputTokens: inputTokens(request), outputTokens: countTokens(said) }
      return charged(reported ?? guessed(), price)
    },
  }
}
