/** How a reply goes wrong. A number is sent as the status; the others happen after `at` pieces. */
export type Failure =
  | `${number}`
  /** The socket is destroyed; with `at` 0 before any header. */
  | 'drop'
  /** Nothing more is sent until the client goes away; with `at` 0 not even headers. */
  | 'hang'
  /** An orderly end without the format's end marker. */
  | 'cut'
  /** A line that is not JSON. */
  | 'garbage'
  /** An error event inside the stream. */
  | 'error'
  /** Status 200 with a page, or with an error object, instead of a stream. */
  | 'html'
  | 'json'

export interface ScriptedToolCall {
  name: string
  /** Sent as it stands, so it can be anything but JSON too. */
  arguments: string
}

/** Everything about one reply of the model server. Times in milliseconds. */
export interface ScriptedReply {
  /** Said only to a request that holds these words; null: to whichever comes. */
  when: string | null
  /** Pieces of text, each sent as a delta of its own. */
  text: string[]
  thoughts: string[]
  toolCalls: ScriptedToolCall[]
  /** Time to the first piece. */
  ttft: number
  /** Pieces a second after that; 0 sends all at once. */
  tps: number
  fail: Failure | null
  at: number | null
  /** The Retry-After header of a refusal. */
  retryAfter: string | null
  /** Sends every byte of the body in a packet of its own. */
  split: boolean
  /** Instead of all that: these bytes, one packet each. */
  raw: RawReply | null
}

export interface RawReply {
  status: number
  contentType: string
  packets: (string | Uint8Array)[]
  headers?: Record<string, string>
}

export const PLAIN_REPLY: ScriptedReply = {
  when: null,
  text: [],
  thoughts: [],
  toolCalls: [],
  ttft: 0,
  tps: 0,
  fail: null,
  at: null,
  retryAfter: null,
  split: false,
  raw: null,
}
