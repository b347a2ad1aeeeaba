import { fillerText } from '#test/support/model-server/filler-text.ts'

export const ANSWER_TOKENS = 64
/** The scripted model’s answer to everything. */
export const ANSWER = fillerText(ANSWER_TOKENS, false).join('')

/** One answered message. */
export interface Turn {
  /** From sending to the first text of the answer, in milliseconds. */
  readonly firstTextMs: number
  /** The answer as it was streamed. */
  readonly text: string
}

/** A conversation of one member. */
export interface Talk {
  /** Sends a message and waits for the whole answer. Throws if it did not end well. */
  ask(text: string): Promise<Turn>
}

/** A server to converse with, of any kind. */
export interface Target {
  readonly name: 'parley' | 'pair' | 'relay'
  /** Processes whose CPU time counts as the server’s. */
  readonly pids: readonly number[]
  /** Opens a conversation as the member of that number. */
  open(member: number): Promise<Talk>
}

/** Throws when a turn’s answer is not the model’s. */
export function checkAnswer({ text }: Turn): void {
  if (text !== ANSWER)
    throw new Error(`The answer was not whole: ${text.length} of ${ANSWER.length} characters.`)
}
