/** What a server of tools may take of us. */
export interface ToolServerLimits {
  /** Of one answer over HTTP, and of one message of a program. */
  readonly answerBytesMax: number
  readonly connectMs: number
  readonly listMs: number
  readonly callMs: number
  /** A session that nobody uses for so long is closed. */
  readonly idleMs: number
  /** So long after a failure to connect nobody else waits for it. */
  readonly failingMs: number
  /** So long a list is believed unless the server says that it changed. */
  readonly listKeptMs: number
  readonly sessionsMax: number
}

export const toolServerLimits: ToolServerLimits = {
  answerBytesMax: 8 * 1_048_576,
  connectMs: 10_000,
  listMs: 20_000,
  callMs: 120_000,
  idleMs: 60_000,
  failingMs: 15_000,
  listKeptMs: 300_000,
  sessionsMax: 500,
}
