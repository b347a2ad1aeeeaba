import type { ScriptedReply } from './scripted-reply.ts'

export interface WireUsage {
  inputTokens: number
  outputTokens: number
}

/** A reply put into the words of one format. `frames` has one string for each piece. */
export interface WireStream {
  start: string
  frames: string[]
  end: string
  /** What an error inside the stream looks like. */
  error: string
}

export interface Wire {
  stream(reply: ScriptedReply, context: WireContext): WireStream
  /** The body of the same reply when no stream was asked for. */
  whole(reply: ScriptedReply, context: WireContext): unknown
  refusal(status: number, message: string): unknown
}

export interface WireContext {
  /** Counts the requests; ids are made of it. */
  number: number
  model: string
  includeUsage: boolean
  usage: WireUsage
}
