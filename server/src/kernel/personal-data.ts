import type { Reader } from '#platform/database/open.ts'
import type { CommandContext } from './use-case.ts'

/**
 * A feature's data about visitors. Every feature with such data defines how it moves to another visitor who turned out to
 * be the same person, how it is exported, and how it is erased.
 */
export interface PersonalData {
  /** A plural in camelCase: its key in the export. */
  readonly name: string
  /** Moves data from `fromId` to `toId` in the caller's transaction. Both rows are locked; it cannot be undone. */
  move(context: CommandContext, fromId: string, toId: string): Promise<void>
  /** All of it, as JSON. Omitted if there is nothing to export, or it is exported in pieces. */
  collect?(tx: Reader, visitorId: string): Promise<unknown>
  /** Erases as much of it as one transaction should. Returns how many items that were; 0 if nothing is left. */
  erase(context: CommandContext, visitorId: string): Promise<number>
}
