/** A message whose sender was told that it is stored. */
export interface Acknowledged {
  readonly clientId: string
  readonly text: string
  readonly messageId: string
  readonly seq: number
  readonly replyId: string | null
}

/** What a person was told of the events since the first, in the order in which it came. */
export interface Listening {
  readonly name: string
  /** Through which they listen, while it lives. */
  readonly process: string
  /** Replies that they follow since they heard of them. */
  readonly followed: Set<string>
  readonly heard: { number: number; type: string; payload: unknown }[]
  readonly wrong: string[]
}

/** What somebody holds of an answer. */
export interface Following {
  readonly name: string
  readonly replyId: string
  text: string
  /** How it ended, as they were told; null: not yet. */
  ended: { state: string; textLength: number } | null
  readonly wrong: string[]
}

/** What those who act in a run were told. */
export interface Recorded {
  readonly acknowledged: Acknowledged[]
  readonly listenings: Listening[]
  readonly followings: Following[]
  /** Whether a person has the conversation, was told so, and has not begun to give it back. */
  isHeld: boolean
  /** What nobody should ever be told, and what nobody should ever see. */
  readonly wrong: string[]
}

export const nothingRecorded = (): Recorded => ({
  acknowledged: [],
  listenings: [],
  followings: [],
  isHeld: false,
  wrong: [],
})
