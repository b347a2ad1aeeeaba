import { fillerText } from '#test/support/model-server/filler-text.ts'

export const ANSWER_TOKENS = 64
/** What the scripted model says every time. */
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
  /** Says something and waits for the whole answer. Throws when it did not end well. */
  ask(text: string): Promise<Turn>
}

/** A server that conversations can be had with, whatever it is. */
export interface Target {
  readonly name: 'parley' | 'pair' | 'relay'
  /** Processes whose CPU time the server's work costs. */
  readonly pids: readonly number[]
  /** Opens a conversation as the member of that number. */
  open(member: number): Promise<Talk>
}

/** Throws when a turn's answer is not what the model said. */
export function checkAnswer({ text }: Turn): void {
  if (text !== ANSWER)
    throw new Error(`The answer was not whole: ${text.length} of ${ANSWER.length} characters.`)
}
