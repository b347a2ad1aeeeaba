/** Limits for a tool server. */
export interface ToolServerLimits {
  /** Of one answer over HTTP, and of one message of a program. */
  readonly answerBytesMax: number
  readonly connectMs: number
  readonly listMs: number
  readonly callMs: number
  /** How long an unused session is kept open. */
  readonly idleMs: number
  /** How long after a failed connection no other caller waits for it. */
  readonly failingMs: number
  /** How long a list is cached, unless the server announces a change. */
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
