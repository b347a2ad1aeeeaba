import { type ChatBody, lastUserText } from './chat-request.ts'
import { directivesIn } from './directives.ts'
import { fillerText } from './filler-text.ts'
import { PLAIN_REPLY, type ScriptedReply } from './scripted-reply.ts'

const BRIEF_TOKENS = 100

/** Decides what is answered: a scripted reply if one waits, else what the last user text asks for. */
export class ReplyPlanner {
  readonly #defaults: Partial<ScriptedReply>
  readonly #brief: string | undefined
  readonly #queue: Partial<ScriptedReply>[] = []
  readonly #failures = new Map<string, number>()

  constructor(defaults: Partial<ScriptedReply>, brief?: string) {
    this.#defaults = defaults
    this.#brief = brief
  }

  enqueue(replies: Partial<ScriptedReply>[]): void {
    this.#queue.push(...replies)
  }

  plan(body: ChatBody): ScriptedReply {
    const tokensMax = body.max_tokens ?? body.max_completion_tokens ?? Number.POSITIVE_INFINITY
    if (this.#brief !== undefined && tokensMax <= BRIEF_TOKENS) return this.#complete({ text: [this.#brief] })
    const { text, toolsAnswered } = lastUserText(body)
    const scripted = this.#nextFor(body)
    if (scripted) return this.#complete(scripted)
    const { reply, times } = directivesIn(text)
    if (toolsAnswered) delete reply.toolCalls
    if (reply.fail && !this.#failsAgain(text, times)) delete reply.fail
    return this.#complete(reply)
  }

  /** The next one in line that is for anybody, or for this request. */
  #nextFor(body: ChatBody): Partial<ScriptedReply> | undefined {
    const at = this.#queue.findIndex(({ when }) => !when || JSON.stringify(body).includes(when))
    return at < 0 ? undefined : this.#queue.splice(at, 1)[0]
  }

  #complete(reply: Partial<ScriptedReply>): ScriptedReply {
    const calls = (reply.toolCalls ?? []).length > 0
    const text = calls ? [] : (this.#defaults.text ?? fillerText(64, false))
    return { ...PLAIN_REPLY, ...this.#defaults, text, ...reply, ...(calls && { text: [] }) }
  }

  #failsAgain(text: string, times: number): boolean {
    const failed = (this.#failures.get(text) ?? 0) + 1
    this.#failures.set(text, failed)
    return failed <= times
  }
}
