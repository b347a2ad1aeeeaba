import type { Reader } from '#platform/database/open.ts'
import type { CommandContext } from './use-case.ts'

/**
 * What a feature keeps of visitors. Every feature that keeps something says here how it moves to another visitor, who
 * turned out to be the same person, how it is handed out to the person, and how it is erased.
 */
export interface PersonalData {
  /** What it is, in plural and in camelCase: its key in what is handed out. */
  readonly name: string
  /** Makes what is `fromId`'s `toId`'s, in the caller's transaction. Rows of both are locked; there is no way back. */
  move(context: CommandContext, fromId: string, toId: string): Promise<void>
  /** All of it, as JSON. Left out where it is nothing to hand out, or is handed out in pieces. */
  collect?(tx: Reader, visitorId: string): Promise<unknown>
  /** Erases some of it, as much as one transaction should. Answers how many things that were; 0: nothing is left. */
  erase(context: CommandContext, visitorId: string): Promise<number>
}
